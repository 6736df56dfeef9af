"""Sign in with Slack: OpenID Connect's code flow with state, nonce and PKCE, and the checks of what comes of it.

https://docs.slack.dev/authentication/sign-in-with-slack, OpenID Connect Core 1.0 and RFC 7636. Between the two ends
nothing is remembered: the state carries the link, and is bound by a MAC to the cookie of the browser that set out;
nonce and code verifier follow from it. Whether Slack signed the id token, `bot.web.keys` says. PURE but for chance.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from bot.runtime.base64url import from_base64, to_base64

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.people import Installation
    from bot.reading_settings import FormPage

CALLBACK: Final = "signed-in"
TAKES: Final = 600.0
"""Seconds for signing in at Slack; its codes live as long."""
SKEW: Final = 60.0
"""Seconds by which this machine's clock and Slack's may differ."""
_TEAM, _USER, _ENTERPRISE = (f"https://slack.com/{name}_id" for name in ("team", "user", "enterprise"))
_LONGEST: Final = 255
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that this browser began: for which link, and what its end must fit."""

    link: str
    nonce: str
    verifier: str
    name: bytes


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in, as Slack says."""

    user: str
    team: str
    enterprise: str


class SignIn:
    """Begins sign-ins and checks their ends. `key` is that of all processes: each can end what another began."""

    def __init__(self, page: FormPage, installed: Installation, clock: Callable[[], datetime], key: bytes) -> None:
        self.issuer = page.issuer
        self.redirect = f"{page.public_url}{CALLBACK}"
        self._client_id = page.client_id
        self._team = installed.team
        self._clock = clock
        self._key = key

    def address(self, cookie: str, link: str) -> str:
        """Give the address at Slack where the browser with that `cookie` signs in for a link."""
        state = self._state(cookie, link)
        begun = self._begun(cookie, state, link)
        challenge = to_base64(hashlib.sha256(begun.verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "scope": "openid",
            "client_id": self._client_id,
            "redirect_uri": self.redirect,
            "state": state,
            "nonce": begun.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **({"team": self._team} if self._team else {}),
        }
        return f"{self.issuer}/openid/connect/authorize?{urlencode(asked)}"

    def returned(self, cookie: str, state: str) -> Begun | None:
        """Give what a `state` that came back is of; None unless this browser set out with it, within `TAKES`."""
        body, _, mac = state.partition(".")
        if not hmac.compare_digest(self._mac(b"state", cookie, body).encode(), mac.encode()):
            return None
        link, at, _ = json.loads(from_base64(body) or b"[]")
        if self._clock().timestamp() - at > TAKES:
            return None
        return self._begun(cookie, state, link)

    def identity(self, id_token: str, nonce: str, now: float) -> Identity | None:
        """Read an id token; None unless it is of this issuer, for this app, of this sign-in and of now.

        `now`: the wall's time, in seconds since 1970, since Slack stamps with it.
        """
        claims = _claims(id_token)
        user, team, enterprise = (_text(claims.get(name)) for name in (_USER, _TEAM, _ENTERPRISE))
        made, ends = claims.get("iat"), claims.get("exp")
        fits = (
            claims.get("iss") == self.issuer
            and claims.get("aud") in (self._client_id, [self._client_id])
            and hmac.compare_digest(_text(claims.get("nonce")).encode(), nonce.encode())
            and isinstance(made, int)
            and isinstance(ends, int)
            and made - SKEW <= now <= ends + SKEW
            and claims.get("sub") == user
        )
        return Identity(user, team, enterprise) if fits and user and (team or enterprise) else None

    def _state(self, cookie: str, link: str) -> str:
        parts = [link, self._clock().timestamp(), secrets.token_urlsafe(16)]
        body = to_base64(json.dumps(parts).encode())
        return f"{body}.{self._mac(b'state', cookie, body)}"

    def _begun(self, cookie: str, state: str, link: str) -> Begun:
        nonce, verifier = self._mac(b"nonce", cookie, state), self._mac(b"verifier", cookie, state)
        return Begun(link, nonce, verifier, hashlib.sha256(state.encode()).digest())

    def _mac(self, use: bytes, cookie: str, text: str) -> str:
        return to_base64(hmac.digest(self._key, b"\0".join((use, cookie.encode(), text.encode())), "sha256"))


def _claims(id_token: str) -> dict[str, Any]:
    parts = id_token.split(".")
    body = from_base64(parts[1]) if len(parts) == _PARTS else None
    try:
        claims = json.loads(body) if body else None
    except ValueError:
        claims = None
    return claims if isinstance(claims, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
