"""Slack's payloads into the app, through the Socket Mode handler and Bolt, with nothing but the sockets left out."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from slack_sdk.socket_mode.request import SocketModeRequest

from bench.payloads import TEAM, _envelope, _interaction, channel_of
from bot.admission import Admission
from bot.app import bolt_app
from bot.people import Installation
from bot.screens import ActionId
from bot.slack.transport.socket_mode import Payloads
from bot.store import ConversationKey
from tests.reliability.scripted import answers_to

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.response import SocketModeResponse

    from bench.payloads import Envelope
    from tests.reliability.process_of_ours import Ours
    from tests.reliability.scripted import Json, KeepingDesk, ScriptedCourt
    from tests.reliability.virtual_loop import VirtualLoop

_numbers = count(1)
TYPED = {"pacer_password": "Not-A-Password-1", "filer_login": "old", "filer_password": "Not-A-Password-2"}


@dataclass
class Answers:
    """The side of a socket on which answers come."""

    logger: logging.Logger = field(default_factory=lambda: logging.getLogger("tests.socket"))
    sent: dict[str, Json] = field(default_factory=dict)

    async def send_socket_mode_response(self, response: SocketModeResponse) -> None:
        self.sent[response.envelope_id] = response.payload or {}


@dataclass
class Wire:
    """One process, reached by payloads only."""

    loop: VirtualLoop
    ours: Ours
    desk: KeepingDesk
    court: ScriptedCourt
    app: AsyncApp = field(init=False)

    def __post_init__(self) -> None:
        desk: Any = self.desk
        self.app = bolt_app(self.ours.reception, Admission(Installation(TEAM, "", "U0BOT", "B0BOT"), desk))

    async def take(self, envelope: Envelope) -> None:
        """Take one envelope, answer it, and show its answer as Slack would."""
        whole = json.loads(envelope.text)
        answers: Any = Answers()
        request = SocketModeRequest(type=whole["type"], envelope_id=envelope.id, payload=whole["payload"])
        await Payloads(self.app).handle(answers, request)
        answer = answers.sent[envelope.id]
        if answer.get("response_action") == "update":
            self.desk.views["V" + envelope.user] = answer["view"]

    async def rest(self) -> None:
        await self.loop.quiet()

    async def court_lets_go(self) -> None:
        """Let the court answer everything with its best answer, and what is asked then, too."""
        await self.rest()
        while self.court.asked:
            for question in tuple(self.court.asked):
                question.answer.set_result(answers_to(question)[0])
            await self.rest()

    async def card(self, user: str) -> Json:
        record = await self.ours.store.load(ConversationKey(TEAM, user))
        assert record is not None
        ts = record.card_ts or ""
        return {"ts": ts, "blocks": self.desk.messages[record.channel or "", ts].blocks}

    def view(self, user: str) -> Json:
        return self.desk.views["V" + user]

    def typed(self, user: str) -> dict[str, str]:
        return TYPED | {"pacer_username": user}


def wrote(user: str, text: str) -> Envelope:
    """Make a message in the app's direct conversation. The Events API repeats one that was not answered in time."""

    number = next(_numbers)
    event = {"type": "message", "channel": channel_of(user), "channel_type": "im", "user": user, "text": text}
    outer = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0BENCH", "event_id": f"Ev{number}"}
    authorized = {"enterprise_id": None, "team_id": TEAM, "user_id": "U0BOT", "is_bot": True}
    whole = {**outer, "event": {**event, "ts": f"{number}.1"}, "authorizations": [authorized], "event_time": 1}
    return _envelope(user, "events_api", whole)


def start_at_home(user: str) -> Envelope:
    """Make a click on the App Home's button that begins."""

    action = {
        "type": "button",
        "action_id": ActionId.START.value,
        "block_id": "b",
        "action_ts": "1.1",
    }
    body = {
        **_interaction(user, "block_actions"),
        "actions": [action],
        "container": {"type": "view", "view_id": "VHOME"},
    }
    return _envelope(user, "interactive", body)
