"""The help desk's mailbox, told by SMTP (RFC 5321): one mail for each change, the same one however often it is sent.

TLS is verified: from the first byte (`smtps`) or by STARTTLS, which is demanded (`smtp`); without it only to this
machine. A mail has one Message-ID for good, by which a mailbox knows a repeat.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP
from aiosmtplib import errors as said

from bot.firm import Fault, NotTakenError
from bot.runtime.proxies import is_this_machine
from bot.runtime.trust import verifying_context
from bot.screens.mail import mail

if TYPE_CHECKING:
    from bot.helpdesk.changes import Change
    from bot.vault import Secret

LIMIT: Final = 30.0
"""Seconds for one mail, from the connection to the server's yes."""
_TLS_PORT: Final = 465
_SUBMISSION_PORT: Final = 587
"""RFC 8314, 7.3 and 7.4: submission with TLS from the first byte, and with STARTTLS."""
GOODBYE: Final = 2.0
"""Seconds for the server's answer to the last word, on which nothing depends."""
_FOR_NOW: Final = range(400, 500)
"""Codes of a no that may be a yes later: RFC 5321, 4.2.1."""


@dataclass(frozen=True, slots=True)
class _Server:
    """Where mails are handed in: SMTP_URL, taken apart."""

    host: str
    port: int
    tls: bool
    user: str = field(repr=False)
    password: str = field(repr=False)

    @classmethod
    def of(cls, url: Secret) -> _Server:
        parts = urlsplit(url.reveal())
        tls = parts.scheme == "smtps"
        port = parts.port or (_TLS_PORT if tls else _SUBMISSION_PORT)
        return cls(parts.hostname or "", port, tls, unquote(parts.username or ""), unquote(parts.password or ""))


@dataclass(slots=True)
class _Stage:
    fault: Fault


class MailSender:
    """Sends to one mailbox by one server: SMTP_URL, which the settings have checked."""

    def __init__(self, url: Secret, sender: str, mailbox: str) -> None:
        self._url = url
        self._from = sender
        self._to = mailbox

    async def send(self, change: Change) -> None:
        """Send the mail about one change, once. Raises NotTakenError."""
        await self._at_server(mail_of(change, self._from, self._to))

    async def reach(self) -> None:
        """See whether the server takes the login, and hand nothing in. Raises NotTakenError."""
        await self._at_server(None)

    async def _at_server(self, message: EmailMessage | None) -> None:
        server = _Server.of(self._url)
        client = SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=False,
            timeout=LIMIT,
        )
        stage = _Stage(Fault.UNREACHABLE)
        try:
            async with asyncio.timeout(LIMIT):
                await _hand_in(client, server, message, stage)
        except (said.SMTPException, OSError, ValueError) as error:
            # From None: the words may have the server's, the user's or the mailbox's name in them.
            raise _meaning(error, stage.fault) from None
        finally:
            client.close()


async def _hand_in(client: SMTP, server: _Server, message: EmailMessage | None, stage: _Stage) -> None:
    """Hand one mail in, if there is one; `stage` has what it means when the server goes no further, without a code."""
    tls = verifying_context()
    await client.connect(tls_context=tls)
    if not server.tls and not is_this_machine(server.host):
        stage.fault = Fault.TLS
        await client.starttls(tls_context=tls)
    if server.user:
        stage.fault = Fault.LOGIN
        await client.login(server.user, server.password)
    stage.fault = Fault.CUT_OFF
    if message is not None:
        await client.send_message(message)
    with suppress(said.SMTPException, OSError):  # it was taken, whatever comes now
        async with asyncio.timeout(GOODBYE):
            await client.quit()


def mail_of(change: Change, sender: str, mailbox: str) -> EmailMessage:
    """Give the mail about a change; those of one case belong together, as a mailbox's threads do (RFC 5322, 3.6.4)."""
    told = mail(change)
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=MAIL_POLICY)
    message["From"], message["To"], message["Subject"] = sender, mailbox, told.subject
    message["Date"] = format_datetime(change.at)
    message["Message-ID"] = f"<{change.id}@{domain}>"
    message["References"] = f"<{change.reference}.case@{domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note is wanted
    message.set_content(told.text)
    return message


def _meaning(error: Exception, stage: Fault) -> NotTakenError:
    if isinstance(error, said.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, said.SMTPAuthenticationError):
        return NotTakenError(Fault.LOGIN, error.code)
    if isinstance(error, said.SMTPResponseException):
        return NotTakenError(Fault.BUSY if error.code in _FOR_NOW else Fault.REFUSED, error.code)
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return NotTakenError(Fault.TLS)
    if isinstance(error, TimeoutError):
        return NotTakenError(Fault.TIMED_OUT)
    return NotTakenError(Fault.CUT_OFF if isinstance(error, said.SMTPServerDisconnected) else stage)
