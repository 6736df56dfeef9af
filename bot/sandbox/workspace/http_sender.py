"""HTTP mode's far end: payloads posted to the app's request URL, signed as Slack signs them (v0, HMAC-SHA256)."""

import hashlib
import hmac
import json
import secrets
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.workspace.clock import within
from bot.sandbox.workspace.delivery import ACK_SECONDS, Answer, Kind, Retry
from bot.sandbox.workspace.model import Json
from bot.sandbox.workspace.recorder import Recorder
from bot.sandbox.workspace.workspace import Workspace

_FORM = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Make the value of X-Slack-Signature."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpSender:
    """Posts payloads to one loopback address; the address proves itself by a challenge before the first event."""

    def __init__(self, workspace: Workspace, recorder: Recorder, url: str) -> None:
        self._workspace = workspace
        self._recorder = recorder
        self._url = url
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        self._verified = False

    async def deliver(
        self, kind: Kind, payload: Json, *, accepts_response: bool = False, retry: Retry | None = None
    ) -> Answer:
        """Post one payload and wait at most 3 s for a 200."""
        if kind == "events_api" and not await self.verify():
            return Answer("failed")
        headers, body = self._written(kind, payload)
        if retry is not None:
            reason = "http_timeout" if retry.reason == "timeout" else "http_error"
            headers |= {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": reason}
        answer = await self._post(headers, body)
        return answer if accepts_response or answer.outcome != "acked" else Answer("acked")

    async def verify(self) -> bool:
        """Ask the address to give a challenge back, once; say whether it ever did."""
        if not self._verified:
            challenge = secrets.token_urlsafe(24)
            token = self._workspace.verification_token
            asked = {"token": token, "challenge": challenge, "type": "url_verification"}
            answer = await self._post(*self._written("events_api", asked))
            given = answer.payload.get("challenge") if isinstance(answer.payload, dict) else answer.payload
            self._verified = answer.outcome == "acked" and given == challenge
            self._workspace.note("url_verification", verified=self._verified)
        return self._verified

    def _written(self, kind: Kind, payload: Json) -> tuple[dict[str, str], bytes]:
        if kind == "events_api":
            return {"Content-Type": "application/json"}, json.dumps(payload).encode()
        fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        return {"Content-Type": _FORM}, urlencode(fields).encode()

    async def _post(self, headers: dict[str, str], body: bytes) -> Answer:
        timestamp = str(int(self._workspace.clock.time()))
        signed = {
            **headers,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._workspace.signing_secret, timestamp, body),
        }
        try:
            return await within(self._workspace.clock, ACK_SECONDS, self._exchange(signed, body))
        except TimeoutError:
            return Answer("timeout")
        except aiohttp.ClientError:
            return Answer("not_connected")

    async def _exchange(self, headers: dict[str, str], body: bytes) -> Answer:
        async with self._session.post(self._url, data=body, headers=headers, allow_redirects=False) as response:
            content = await response.read()
            self._recorder.keep(f"HTTP/1.1 {response.status}", response.raw_headers, content)
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            if response.status != 200:  # noqa: PLR2004 - the one status that Slack takes for an ack
                return Answer("failed", no_retry=no_retry)
            return Answer("acked", _read(content), no_retry)

    async def close(self) -> None:
        """Close the connections to the app."""
        await self._session.close()


def _read(content: bytes) -> Any:
    text = content.decode(errors="replace")
    try:
        return json.loads(text) if text.strip() else None
    except ValueError:
        return text
