"""PACER's central sign-on: what is sent to it and what its answers mean. PURE.

After PACER's authentication API guide: JSON in, status 200 always, every value a string; success is result "0" and a
token.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.court import remarks
from bot.court.model import Cookie
from bot.court.pages import words
from bot.vault import Secret
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.model import CourtSession, PacerCredentials
    from bot.vocabulary import SignInNotice

SIGN_ON_HOST: Final = "pacer.login.uscourts.gov"
SIGN_IN_URL: Final = f"https://{SIGN_ON_HOST}/services/cso-auth"
SIGN_OUT_URL: Final = f"https://{SIGN_ON_HOST}/services/cso-logout"
DOMAIN: Final = ".uscourts.gov"
TOKEN_COOKIE: Final = "NextGenCSO"  # noqa: S105 - a cookie's name
_MAX_TOKEN: Final = 4096
_TOKEN: Final = re.compile(
    rb"""nextGenCSO(?:["']?\s{0,20}:\s{0,20}["']"""  # in JSON
    rb"""|[^<>]{0,60}>\s{0,20}(?:<!\[CDATA\[)?\s{0,20}"""  # in XML, which comes when the Accept header is not minded
    rb"""|["']?[^<>]{0,60}\bvalue\s{0,20}=\s{0,20}["'])"""  # in a form
    rb"""([!#-&(-;=-~]{8,4096})""",
    re.IGNORECASE,
)
_END_OF_CDATA: Final = "]]>"
_ANSWERED: Final = 300
"""Statuses from here on let nobody in: PACER's guide knows 200 only."""
_REFUSED: Final = 400
_TOO_MANY: Final = 429
_BROKEN: Final = 500


@dataclass(frozen=True, slots=True)
class Admitted:
    """Signed in: PACER's token, and its remark if it made one."""

    token: Secret
    notice: SignInNotice | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Not signed in, in PACER's own words. A token that came all the same must be signed out."""

    trouble: Trouble
    words: str
    token: Secret | None = None


def request_body(credentials: PacerCredentials) -> bytes:
    """Write the sign-in request. The redaction flag is set: the person has accepted PACER's redaction notice before."""
    body = {
        "loginId": credentials.username.reveal(),
        "password": credentials.password.reveal(),
        "redactFlag": "1",
    }
    if credentials.passcode is not None:
        body["otpCode"] = credentials.passcode.reveal()
    if credentials.client_code is not None:
        body["clientCode"] = credentials.client_code.reveal()
    return json.dumps(body).encode()


def sign_out_body(session: CourtSession) -> bytes:
    """Write the sign-out request, for the token as last reissued."""
    return json.dumps({"nextGenCSO": current_token(session).reveal()}).encode()


def current_token(session: CourtSession) -> Secret:
    """Give the token as it is now: a court may have reissued it by Set-Cookie."""
    reissued = [cookie.value for cookie in session.cookies if cookie.name == TOKEN_COOKIE and cookie.domain == DOMAIN]
    return reissued[-1] if reissued else session.token


def secrets(credentials: PacerCredentials) -> tuple[Secret, ...]:
    """Give everything typed but the user name: no part of it is ever quoted."""
    typed = (credentials.password, credentials.passcode, credentials.client_code)
    return tuple(secret for secret in typed if secret is not None)


def codes(credentials: PacerCredentials) -> tuple[Secret, ...]:
    """Give what courts receive of it as a cookie: the client code, if there is one."""
    return (credentials.client_code,) if credentials.client_code is not None else ()


def token_in(body: bytes) -> Secret | None:
    """Find a token in an answer that is cut, or of another form than agreed; None when there is none."""
    found = _TOKEN.search(body)
    return Secret(_plain(found[1].decode("ascii"))) if found else None


def _plain(token: str) -> str:
    """Undo the spellings that JSON and XML have for some characters."""
    return html.unescape(token.removesuffix(_END_OF_CDATA)).replace("\\/", "/")


def read(status: int, body: bytes, credentials: PacerCredentials) -> Admitted | Refused:
    """Read the answer to a sign-in. Total: whatever came is either an admission or a refusal.

    What cannot be understood is PACER's fault: XML, a redirect, a page, an answer without a result.
    """
    raw = _loaded(body) if _is_answer(status) else {}
    result, token, remark = (_text(raw, name) for name in ("loginResult", "nextGenCSO", "errorDescription"))
    if result == "0" and status < _ANSWERED and _is_token(token):
        return Admitted(Secret(token), remarks.notice(remark))
    trouble = remarks.refusal(result, remark) if result else Trouble.SIGN_ON_DOWN
    said = words.safe(remark, (credentials.username,), secrets(credentials))
    return Refused(trouble, said, token_in(body))


def _is_answer(status: int) -> bool:
    refused = _REFUSED <= status < _BROKEN and status != _TOO_MANY
    return status < _ANSWERED or refused


def _is_token(text: str) -> bool:
    return bool(text) and len(text) <= _MAX_TOKEN and text.isascii() and text.isprintable()


def cookies(token: Secret, credentials: PacerCredentials) -> tuple[Cookie, ...]:
    """Give the cookies that PACER's API guide asks a client to send to courts."""
    found = [Cookie(TOKEN_COOKIE, token, DOMAIN), Cookie("PacerSession", token, DOMAIN)]
    code = credentials.client_code
    if code is not None and code.reveal().isascii() and code.reveal().isprintable() and ";" not in code.reveal():
        found.append(Cookie("PacerClientCode", code, DOMAIN))
    return tuple(found)


def _loaded(body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
