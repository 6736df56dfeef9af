"""Sign in with Slack, played: the page where a browser signs in, the exchange of its code for an id token, the keys.

As strict as Slack: a redirect URL must be one of the app's own, letter for letter; a code is good once, for ten
minutes, with the same redirect URL and, where a challenge was sent, the verifier that fits it. One thing is other than
at Slack: a redirect URL may be http, of this machine, since practice has no certificates.
https://docs.slack.dev/authentication/sign-in-with-slack
"""

import base64
import hashlib
import hmac
import html
import json
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from bot.sandbox.workspace.api.call import Call, Method
from bot.sandbox.workspace.model import TEAM_NAME, ApiError, Json, Person
from bot.sandbox.workspace.workspace import Workspace

CODE_SECONDS: Final = 600
TOKEN_SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What an app asked of the sign-in page."""

    redirect: str
    state: str | None
    nonce: str | None
    challenge: str | None


@dataclass(frozen=True, slots=True)
class Granted:
    """A code that was handed out: for what was asked, for whom, and when."""

    asked: Asked
    person: Person
    at: float


class SignIns:
    """The app's sign-in, its requests and its codes. With `keys_away` nobody is told the keys."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._asked: dict[str, Asked] = {}
        self._granted: dict[str, Granted] = {}
        self._used: set[str] = set()
        self.keys_away = False

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def routes(self) -> list[web.RouteDef]:
        """List what a browser opens."""
        return [
            web.get("/openid/connect/authorize", self._authorize),
            web.get("/openid/connect/allow", self._allow),
            web.get("/openid/connect/keys", self._keys),
        ]

    @property
    def _key_name(self) -> str:
        return hashlib.sha256(str(self._key.public_key().public_numbers().n).encode()).hexdigest()[:16]

    async def _keys(self, _: web.Request) -> web.StreamResponse:
        if self.keys_away:
            raise web.HTTPServiceUnavailable
        numbers = self._key.public_key().public_numbers()
        n, e = (_base64(each.to_bytes((each.bit_length() + 7) // 8, "big")) for each in (numbers.n, numbers.e))
        key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self._key_name, "n": n, "e": e}
        return web.json_response({"keys": [key]})

    async def _authorize(self, request: web.Request) -> web.StreamResponse:
        try:
            asked = self._read(dict(request.query))
        except ApiError as refusal:
            return _page(f"<p>Slack cannot sign you in: {html.escape(refusal.code)}</p>", status=400)
        handle = secrets.token_urlsafe(18)
        self._asked[handle] = asked
        people = "".join(
            f'<p><a data-testid="sign-in-{each.id}" href="/openid/connect/allow?request={handle}&amp;as={each.id}">'
            f"Sign in as {html.escape(each.name)}</a></p>"
            for each in self._workspace.people.values()
        )
        return _page(f"<p>Link PACER asks who you are. It learns that, and nothing else.</p>{people}")

    async def _allow(self, request: web.Request) -> web.StreamResponse:
        asked = self._asked.pop(request.query.get("request", ""), None)
        person = self._workspace.people.get(request.query.get("as", ""))
        if asked is None or person is None:
            return _page("<p>This sign-in is over. Begin again.</p>", status=400)
        code = secrets.token_urlsafe(24)
        self._granted[code] = Granted(asked, person, self._workspace.clock.time())
        back = {"code": code} | ({"state": asked.state} if asked.state is not None else {})
        raise web.HTTPFound(f"{asked.redirect}?{urlencode(back)}")

    def _read(self, query: dict[str, str]) -> Asked:
        if query.get("client_id") != self._workspace.client_id:
            raise ApiError("invalid_client_id")
        if query.get("redirect_uri") not in self._workspace.redirect_urls:
            raise ApiError("bad_redirect_uri")
        if query.get("response_type") != "code":
            raise ApiError("invalid_response_type")
        scopes = query.get("scope", "").split()
        if "openid" not in scopes or not set(scopes) <= {"openid", "email", "profile"}:
            raise ApiError("invalid_scope")
        challenge = query.get("code_challenge")
        if challenge is not None and query.get("code_challenge_method") != "S256":
            raise ApiError("invalid_code_challenge_method")
        return Asked(query["redirect_uri"], query.get("state"), query.get("nonce"), challenge)

    def exchange(self, call: Call) -> Json:
        """Give an id token for a code; raises ApiError."""
        workspace = self._workspace
        if call.text("client_id") != workspace.client_id:
            raise ApiError("invalid_client_id")
        if not hmac.compare_digest(call.text("client_secret"), workspace.client_secret):
            raise ApiError("bad_client_secret")
        if call.optional_text("grant_type") not in {None, "authorization_code"}:
            raise ApiError("invalid_grant_type")
        code = call.text("code")
        granted = self._granted.pop(code, None)
        if granted is None:
            raise ApiError("code_already_used" if code in self._used else "invalid_code")
        self._used.add(code)
        if workspace.clock.time() - granted.at > CODE_SECONDS:
            raise ApiError("invalid_code")
        if call.optional_text("redirect_uri") != granted.asked.redirect:
            raise ApiError("bad_redirect_uri")
        if not _fits(granted.asked.challenge, call.optional_text("code_verifier")):
            raise ApiError("invalid_grant")
        token = f"xoxp-practice-{secrets.token_hex(12)}"
        return {"access_token": token, "token_type": "Bearer", "id_token": self._id_token(granted, token)}

    def _id_token(self, granted: Granted, access_token: str) -> str:
        now = int(self._workspace.clock.time())
        person, grid = granted.person, self._workspace.grid
        claims: dict[str, Any] = {
            "iss": self._workspace.base_url.rstrip("/"),
            "sub": person.id,
            "aud": self._workspace.client_id,
            "exp": now + TOKEN_SECONDS,
            "iat": now,
            "auth_time": now,
            "at_hash": _base64(hashlib.sha256(access_token.encode()).digest()[:16]),
            "https://slack.com/team_id": person.team,
            "https://slack.com/user_id": person.id,
            **({"https://slack.com/enterprise_id": grid.id} if grid else {}),
            **({"nonce": granted.asked.nonce} if granted.asked.nonce is not None else {}),
        }
        head = {"typ": "JWT", "alg": "RS256", "kid": self._key_name}
        signed = f"{_base64(json.dumps(head).encode())}.{_base64(json.dumps(claims).encode())}"
        return f"{signed}.{_base64(self._key.sign(signed.encode(), padding.PKCS1v15(), SHA256()))}"

    def methods(self) -> dict[str, Method]:
        """Give the one method of the Web API that belongs to it; it takes the app's secret in place of a token."""
        return {"openid.connect.token": Method(self.exchange, frozenset({"none"}))}


def _fits(challenge: str | None, verifier: str | None) -> bool:
    if challenge is None:
        return verifier is None
    made = _base64(hashlib.sha256((verifier or "").encode()).digest())
    return hmac.compare_digest(made, challenge)


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


_FRAME: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in with Slack (practice)</title><link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/page.css"></head>
<body><main><h1>Sign in to {team}</h1>{words}
<p>A practice stand-in. Nothing here reaches Slack.</p></main></body></html>
"""


def _page(words: str, *, status: int = 200) -> web.Response:
    text = _FRAME.format(team=html.escape(TEAM_NAME), words=words)
    return web.Response(text=text, status=status, content_type="text/html")
