"""Payloads that Slack would never send, in great number, into the app as both transports hand them on.

Only the sockets are left out; `tests/process/test_fuzz.py` sends fewer of them through those, to a real process.
`LINK_PACER_MANGLED=2000000` asks for so many over each transport.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlencode

import pytest
import structlog
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.admission import Admission
from bot.app import bolt_app
from bot.people import Installation
from bot.slack.transport.dispatching import dispatched
from bot.slack.transport.http_server import HttpServer
from bot.slack.transport.socket_mode import Payloads
from bot.vault import Secret
from handlers.payload import MalformedError
from tests.process.payloads import CANARY, TEAM, USER, mutated
from tests.reliability.deliveries import Answers, Wire
from tests.reliability.histories import Wall
from tests.reliability.process_of_ours import Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt
from tests.reliability.virtual_loop import VirtualLoop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reliability.scripted import Json

NUMBER = int(os.environ.get("LINK_PACER_MANGLED", "48250"))
AT_A_TIME = 100
CAUGHT = {"a payload could not be read", "a payload was not handled"}
"""What is said of one that was answered all the same."""


class Firm(KeepingDesk):
    """A workspace of the team that the payloads name, and with who sends them in its help desk."""

    async def profile(self, user: str) -> Json:
        return {**await super().profile(user), "team_id": TEAM}

    async def members(self, channel: str) -> frozenset[str]:
        return await super().members(channel) | {USER}


@pytest.fixture
def said() -> Iterator[list[str]]:
    """What the app logs that it should not."""
    lines: list[str] = []

    def note(_: object, __: str, line: dict[str, Any]) -> NoReturn:
        error = line.get("exc_info")
        error = sys.exc_info()[1] if error is True else error
        if CANARY in repr(line) or not (error is None or (line["event"] in CAUGHT and _is_of_a_payload(error))):
            lines.append(repr(line) + "".join(traceback.format_exception(error)))
        raise structlog.DropEvent

    before = structlog.get_config()["processors"]
    structlog.configure(processors=[note])
    yield lines
    structlog.configure(processors=before)


def _is_of_a_payload(error: BaseException) -> bool:
    """Whether it is what we say to a malformed payload, or what Bolt itself stumbled over."""
    if isinstance(error, MalformedError):
        return True
    return "/slack_bolt/" in traceback.extract_tb(error.__traceback__)[-1].filename


@pytest.fixture
def wire(room: Path) -> Iterator[Wire]:
    loop, court, desk = VirtualLoop(), ScriptedCourt(), Firm(one_view=True)
    ours = loop.run_until_complete(Ours.opened(room / "link-pacer.db", court, desk, Wall()))
    loop.run_until_complete(ours.engine.start())
    wire = Wire(loop, ours, desk, court)
    people: Any = desk
    wire.app = bolt_app(ours.reception, Admission(Installation(TEAM, "", "U0BOT0001", "B0BOT"), people))
    yield wire
    ours.store._db.close()
    loop.kill()


async def over_the_socket(wire: Wire, kind: str, payload: dict[str, Any]) -> bool:
    answers: Any = Answers()
    await Payloads(wire.app).handle(answers, SocketModeRequest(type=kind, envelope_id="E1", payload=payload))
    return "E1" in answers.sent


async def over_http(wire: Wire, kind: str, payload: dict[str, Any]) -> bool:
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    body, content_type = urlencode(fields, errors="replace").encode(), "application/x-www-form-urlencoded"
    if kind == "events_api":
        body, content_type = json.dumps(payload).encode(), "application/json"
    request: Any = SimpleNamespace(headers={"Content-Type": content_type})
    response = await dispatched(HttpServer(wire.app, Secret("unused"))._dispatch(request, body))
    return response.status == 200


@pytest.mark.parametrize("send", [over_the_socket, over_http], ids=["socket", "http"])
def test_every_mangled_payload_is_answered_and_none_does_harm(wire: Wire, said: list[str], send: Any) -> None:
    random = Random(send.__name__)  # noqa: S311 - to be the same each time

    async def some() -> None:
        for _ in range(AT_A_TIME):
            kind, payload = mutated(random)
            assert await send(wire, kind, payload), (kind, payload)
            assert said == [], (kind, payload)
        await wire.rest()

    for _ in range(0, NUMBER, AT_A_TIME):
        wire.loop.run_until_complete(some())
        assert said == []
