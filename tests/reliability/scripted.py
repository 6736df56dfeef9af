"""The two ends of the app, scripted: a court that answers when and as the test says, and a Slack that keeps all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from bench.payloads import TEAM
from bot import court
from bot.court import CourtService, CourtSession
from bot.slack.desk import SlackBusyError, SlackError, SlackGoneError, SlackLateError
from bot.vault import Secret
from bot.vocabulary import SignInNotice, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.court import Court, FilerCredentials, PacerCredentials
    from bot.screens import Message

Json = dict[str, Any]


@dataclass(eq=False)
class Question:
    """One call of the court that waits for its answer."""

    kind: str
    user: str
    session: CourtSession
    answer: asyncio.Future[Any]


@dataclass
class ScriptedCourt(CourtService):
    """`CourtService` without a network, for people whose PACER user name is their name in the test.

    `signed_in` counts open sessions.
    """

    asked: list[Question] = field(default_factory=list)
    submits: list[str] = field(default_factory=list)
    signed_out: list[str] = field(default_factory=list)

    async def sign_in(self, known: Court, credentials: PacerCredentials) -> Any:
        user = credentials.username.reveal()
        return await self._ask("sign_in", CourtSession(known, Secret(user)))

    async def resume(self, known: Court, session: CourtSession) -> Any:
        return await self._ask("sign_in", CourtSession(known, session.token))

    async def find_accounts(self, session: CourtSession, _: FilerCredentials) -> Any:
        return await self._ask("find", session)

    async def submit(self, session: CourtSession, _answers: object = ()) -> Any:
        self.submits.append(session.token.reveal())
        return await self._ask("submit", session)

    async def read_menu(self, session: CourtSession) -> Any:
        return await self._ask("menu", session)

    async def sign_out(self, session: CourtSession) -> None:
        self.signed_out.append(session.token.reveal())

    async def _ask(self, kind: str, session: CourtSession) -> Any:
        question = Question(kind, session.token.reveal(), session, asyncio.get_running_loop().create_future())
        self.asked.append(question)
        try:
            return await question.answer
        finally:
            self.asked.remove(question)


class OwnFaultError(Exception):
    """A fault of the app itself, in the middle of work at the court."""


def answers_to(question: Question) -> list[Any]:
    """Give every way in which a question can be answered; those that lead on come more than once."""
    session, trouble = question.session, Trouble
    accounts = court.Accounts("Dana Whitfield (dwhitfield)", "Dana Whitfield")
    failed = [court.Failed(each, "words") for each in (trouble.COURT_DOWN, trouble.UNEXPECTED_PAGE)]
    match question.kind:
        case "sign_in":
            wrong = court.Failed(trouble.WRONG_PACER_CREDENTIALS, "words")
            held = court.Failed(trouble.LINK_NOT_OFFERED, "words", session)
            notice = court.SignedIn(session, SignInNotice.SEARCH_DISABLED)
            return [
                *[court.SignedIn(session)] * 5,
                notice,
                court.AlreadyLinked(session),
                wrong,
                wrong,
                held,
                court.Failed(trouble.UNREACHABLE, sent=False),
                *failed,
                OwnFaultError(),
            ]
        case "find":
            wrong = court.Failed(trouble.WRONG_FILER_CREDENTIALS, "words", session)
            found = court.AccountsFound(session, accounts)
            not_sent = court.Failed(trouble.UNREACHABLE, "", session, sent=False)
            expired = court.Failed(trouble.SESSION_EXPIRED)
            return [*[found] * 5, wrong, wrong, not_sent, *failed, expired, OwnFaultError()]
        case "submit":
            not_sent = [court.NotSent(each, session) for each in (trouble.UNREACHABLE, trouble.SESSION_EXPIRED)]
            refused = court.RefusedByCourt(trouble.FILER_LINKED_ELSEWHERE, "words", session)
            unclear = court.Unclear(session, trouble.TIMED_OUT)
            return [
                *[court.Sent(session)] * 4,
                unclear,
                unclear,
                *not_sent,
                refused,
                court.AlreadyLinked(session),
                OwnFaultError(),
            ]
        case _:
            shown = [court.MenuRead(each, session) for each in court.MenuShows]
            return [*shown, shown[0], court.Failed(trouble.COURT_DOWN), OwnFaultError()]


@dataclass
class KeepingDesk:
    """`SlackDesk`, on a workspace that keeps messages and modals. `trouble`: the error that each call ends in.

    With `one_view` each person has one modal for ever, under a name that tells whose it is.
    """

    zones: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""
    one_view: bool = False
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    posts: list[tuple[str, Message]] = field(default_factory=list)
    whispers: list[tuple[str, Message]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def open_dm(self, user: str) -> str:
        await self._before()
        return "D" + user

    async def profile(self, user: str) -> Json:
        await self._before()
        return {"id": user, "team_id": TEAM}

    async def members(self, _channel: str) -> frozenset[str]:
        await self._before()
        return frozenset()

    async def time_zone(self, user: str) -> str:
        await self._before()
        return self.zones.get(user, "")

    async def post(
        self, channel: str, message: Message, *, key: str | None = None, thread: str | None = None, aloud: bool = False
    ) -> str:
        del aloud
        assert thread is None or (channel, thread) in self.messages
        await self._before()
        ts = f"{next(self._numbers)}.{'k' if key else 'p'}"
        self.messages[channel, ts] = message
        self.posts.append((channel, message))
        self._after()
        return ts

    async def update(self, channel: str, ts: str, message: Message) -> None:
        await self._before()
        if (channel, ts) not in self.messages:
            raise SlackGoneError("message_not_found")
        self.messages[channel, ts] = message
        self._after()

    async def whisper(self, _channel: str, user: str, message: Message) -> None:
        await self._before()
        self.whispers.append((user, message))

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> str:
        await self._before()
        if self.trouble == "late":
            raise SlackLateError("expired_trigger_id")
        view_id = "V" + trigger.rpartition(".")[2] if self.one_view else f"V{next(self._numbers)}.{trigger}"
        self.views[view_id] = dict(view)
        return view_id

    async def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        await self._before()
        if view_id not in self.views:
            raise SlackGoneError("not_found")
        self.views[view_id] = dict(view)

    async def publish_home(self, user: str, view: Mapping[str, Any]) -> None:
        await self._before()
        self.homes[user] = dict(view)

    async def _before(self) -> None:
        await asyncio.sleep(0)  # a call to Slack gives others a turn
        if self.trouble == "busy":
            raise SlackBusyError("unreachable")
        if self.trouble == "refused":
            raise SlackError("channel_not_found")

    def _after(self) -> None:
        if self.trouble == "lost_answer":
            raise SlackBusyError("unreachable")
