"""The firm's ticket system works on cases by signed webhooks; whoever cannot sign, or sends again, changes nothing."""

from __future__ import annotations

import base64
import gzip
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from standardwebhooks import Webhook

from tests.process.conftest import health_port
from tests.support.case_channel import Channel, asks
from tests.support.person import messages, words
from tests.support.process import Program, running_app
from tests.support.receiver import new_secret
from tests.support.stack import HELP_DESK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.stack import Stack
    from tests.support.walk import Walk

webhook_port = health_port
PATH = "/webhooks/cases"


def name() -> str:
    return f"msg_{secrets.token_hex(8)}"


@dataclass
class Tickets:
    """The firm's ticket system, as a sender."""

    port: int
    secret: str

    def signed(
        self, body: bytes, *, named: str, at: datetime | None = None, secret: str | None = None
    ) -> dict[str, str]:
        at = at or datetime.now(UTC)
        signature = Webhook(secret or self.secret).sign(named, at, body.decode("latin-1"))
        return {
            "webhook-id": named,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
            "Content-Type": "application/json",
        }

    async def posts(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        url = f"http://127.0.0.1:{self.port}{PATH}"
        async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as answer:
            return answer.status, await answer.read()

    async def says(self, what: str, reference: str, **data: Any) -> tuple[int, dict[str, Any]]:
        body = json.dumps({"type": what, "data": {"reference": reference, **data}}).encode()
        status, said = await self.posts(body, self.signed(body, named=name()))
        return status, json.loads(said)


@dataclass
class Scene:
    """A case that is open, everybody who sees it, and the app."""

    app: Program
    tickets: Tickets
    channel: Channel
    walk: Walk
    case: dict[str, Any]
    reference: str


@pytest.fixture
async def scene(parts: Stack, webhook_port: int) -> AsyncIterator[Scene]:
    secret = new_secret()
    environ = {**parts.environ, "WEBHOOK_PORT": str(webhook_port), "WEBHOOK_SECRET": f"{new_secret()},{secret}"}
    channel = Channel(parts, await parts.person(HELP_DESK))
    async with running_app(environ) as app:
        walk = await asks(parts)
        case = await channel.case("Asks for a human")
        reference = next(each for each in words(case).split() if each.startswith("LP-")).strip(".,·")
        yield Scene(app, Tickets(webhook_port, secret), channel, walk, case, reference)


async def test_it_claims_writes_holds_and_resolves_as_a_member_would(scene: Scene) -> None:
    tickets, reference, channel = scene.tickets, scene.reference, scene.channel
    assert await tickets.says("case.claim", reference) == (200, {"changed": True})
    await channel.case("The firm's ticket system has it")
    await scene.walk.me.reads("The help desk has your case")
    assert await tickets.says("case.claim", reference) == (409, {"changed": False, "why": "yours_already"})
    assert (await tickets.says("case.message", reference, text="Which court is it?"))[0] == 200
    await scene.walk.me.reads("Which court is it?")
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert (await tickets.says("case.hold", reference, waits_for="clerk", until=until))[0] == 200
    await scene.walk.me.reads("Your case waits until")
    assert (await tickets.says("case.go_on", reference))[0] == 200
    assert (await tickets.says("case.resolve", reference, reason="at_court"))[0] == 200
    await channel.case("Closed by the firm's ticket system: the court takes it from here")
    await scene.walk.me.reads("The help desk has closed your case")
    assert await tickets.says("case.claim", reference) == (409, {"changed": False, "why": "closed"})
    assert (await tickets.says("case.reopen", reference))[0] == 200
    held = await channel.case("The firm's ticket system has it")
    await channel.member.clicks_at(channel.id, held, "case_take_over")
    await channel.story(scene.case, "took the case over from the firm's ticket system")
    assert (await tickets.says("case.claim", reference)) == (409, {"changed": False, "why": "another_has_it"})
    assert (await tickets.says("case.take_over", reference))[0] == 200


async def test_what_comes_again_changes_nothing_and_a_replay_is_refused(scene: Scene) -> None:
    tickets, named, now = scene.tickets, name(), datetime.now(UTC)
    body = json.dumps({"type": "case.message", "data": {"reference": scene.reference, "text": "Only once."}}).encode()
    first = tickets.signed(body, named=named, at=now)
    assert await tickets.posts(body, first) == (200, b'{"changed": true}')
    assert await tickets.posts(body, first) == (409, b'{"changed": false, "why": "replayed"}')
    retried = tickets.signed(body, named=named, at=now + timedelta(seconds=2))
    assert await tickets.posts(body, retried) == (200, b'{"changed": false, "why": "again"}')
    assert await tickets.posts(body, retried) == (409, b'{"changed": false, "why": "replayed"}')
    assert (await tickets.says("case.resolve", scene.reference, reason="helped"))[0] == 200
    await scene.walk.me.reads("The help desk has closed your case")
    said = map(words, messages(await scene.walk.me.state(), scene.walk.me.dm))
    assert len([text for text in said if "Only once." in text]) == 1


BAD_HEADERS: dict[str, dict[str, str | None]] = {
    "no id": {"webhook-id": None},
    "no stamp": {"webhook-timestamp": None},
    "no signature": {"webhook-signature": None},
    "an id with a full stop": {"webhook-id": "msg.1"},
    "another id": {"webhook-id": "msg_other"},
    "a stamp that is no number": {"webhook-timestamp": "now"},
    "another stamp": {"webhook-timestamp": str(int(datetime.now(UTC).timestamp()) + 7)},
    "another version": {"webhook-signature": "v2,AAAA"},
    "no version": {"webhook-signature": "A" * 44},
    "no base64": {"webhook-signature": "v1,%%%%"},
    "odd base64": {"webhook-signature": "v1," + "A" * 41},
    "another signature": {"webhook-signature": "v1," + base64.b64encode(bytes(32)).decode()},
}


async def test_what_is_not_signed_here_and_now_learns_and_changes_nothing(scene: Scene) -> None:
    tickets = scene.tickets
    body = json.dumps({"type": "case.claim", "data": {"reference": scene.reference}}).encode()
    now = datetime.now(UTC)
    good = tickets.signed(body, named=name())
    tries = [
        *({key: value for key, value in (good | bad).items() if value} for bad in BAD_HEADERS.values()),
        tickets.signed(body, named=name(), secret=new_secret()),
        tickets.signed(body, named=name(), at=now - timedelta(seconds=320)),
        tickets.signed(body, named=name(), at=now + timedelta(seconds=320)),
        tickets.signed(body.replace(b"claim", b"reopen"), named=name()),
    ]
    for headers in tries:
        assert await tickets.posts(body, headers) == (401, b"")
    assert (await tickets.posts(gzip.compress(body), good | {"Content-Encoding": "gzip"}))[0] == 415
    large = b" " * 20_001
    assert (await tickets.posts(large, tickets.signed(large, named=name())))[0] == 413
    assert (await tickets.posts(b"\xff", tickets.signed(b"\xff", named=name())))[0] == 401
    assert "Nobody has it yet" in words(await scene.channel.case("Asks for a human"))
    assert scene.reference.encode() not in scene.app.err.rpartition(b"a request without a good signature")[2]


BAD_BODIES: dict[str, object] = {
    "not_json": b"{",
    "no_data": {"type": "case.claim"},
    "unknown_type": {"type": "case.claimed", "data": {}},
    "reference": {"type": "case.claim", "data": {"reference": "LP-1\n"}},
    "reason": {"type": "case.resolve", "data": {"reference": "LP-1", "reason": "done"}},
    "waits_for": {"type": "case.hold", "data": {"reference": "LP-1", "until": "2026-03-02T15:00:00Z"}},
    "until": {"type": "case.hold", "data": {"reference": "LP-1", "waits_for": "clerk", "until": "2026-03-02T15:00:00"}},
    "text": {"type": "case.message", "data": {"reference": "LP-1", "text": "x" * 1001}},
    "looks_secret": {"type": "case.message", "data": {"reference": "LP-1", "text": "Your password is Tr0ub4dor&3."}},
}


async def test_what_is_signed_and_means_nothing_is_told_why(scene: Scene) -> None:
    tickets = scene.tickets
    for why, whole in BAD_BODIES.items():
        body = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
        status, said = await tickets.posts(body, tickets.signed(body, named=name()))
        assert (status, json.loads(said)) == (400, {"changed": False, "why": why})
    deep = b"[" * 19_000
    assert (await tickets.posts(deep, tickets.signed(deep, named=name())))[0] == 400
    assert (await tickets.says("case.hold", scene.reference, waits_for="pacer", until="2020-01-01T00:00:00Z"))[1] == {
        "changed": False,
        "why": "not_then",
    }
    assert await tickets.says("case.claim", "LP-NOSUCH") == (404, {"changed": False, "why": "gone"})
    assert b"Tr0ub4dor" not in scene.app.written
