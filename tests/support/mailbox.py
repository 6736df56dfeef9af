"""A mail server on loopback (aiosmtpd), with the one mailbox of a help desk. It may misbehave."""

from __future__ import annotations

import asyncio
import email
import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import policy
from typing import TYPE_CHECKING, Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "desk@firm.example", "mail/pass:word@1"
IN_URL = "desk%40firm.example:mail%2Fpass%3Aword%401"
YES = "250 taken"


@dataclass
class Mailbox:
    """What arrived, each handing-in as it came; `answers` are given to the next ones, then yes."""

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    recipient_answers: list[str] = field(default_factory=list)
    users: list[tuple[str, bool]] = field(default_factory=list)
    port: int = 0
    hangs: bool = False
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, certificate: Path | None = None, *, at_once: bool = False, login: bool = False
    ) -> AsyncIterator[Self]:
        """Serve it: plain, with STARTTLS by the `certificate`, or with TLS `at_once`."""
        box = cls()
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        given: dict[str, Any] = {"tls_context": None if at_once else context, "require_starttls": False}
        if login:
            given |= {"authenticator": box._logs_in, "auth_require_tls": False}
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(box, loop=asyncio.get_running_loop(), hostname="mail.example", **given),
            "127.0.0.1",
            0,
            ssl=context if at_once else None,
        )
        box.port = server.sockets[0].getsockname()[1]
        try:
            yield box
        finally:
            server.close()

    def _logs_in(self, _: object, session: object, envelope: object, mechanism: object, given: object) -> AuthResult:
        del session, envelope, mechanism
        assert isinstance(given, LoginPassword)
        good = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        self.users.append((given.login.decode(), good))
        return AuthResult(success=good, handled=False)

    async def handle_RCPT(self, _: object, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        del session, options
        answer = self.recipient_answers.pop(0) if self.recipient_answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del session
        content = envelope.content
        assert isinstance(content, bytes)
        answer = self.answers.pop(0) if self.answers else YES
        if answer.startswith(("250", "lost")):
            self.raw.append(content)
            self.mails.append(email.message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        self._came.set()
        if answer == "lost" and server.transport:
            server.transport.abort()
        return answer

    async def until(self, found: Callable[[Self], object]) -> None:
        """Wait until it is so."""
        async with asyncio.timeout(PATIENCE):
            while not found(self):
                self._came.clear()
                await self._came.wait()
