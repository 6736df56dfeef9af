"""A thousand people at once in one process, over a real socket, while the court keeps every one of them waiting."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bench.conversations import PAGES, TO_THE_FORM
from bench.loopback import Line, LoopbackSlack
from bench.payloads import click, command, submission
from bot import court
from bot.admission import Admission
from bot.app import bolt_app
from bot.court import CourtSession
from bot.log import library_logger
from bot.slack.desk import SlackDesk
from bot.slack.transport import SocketMode
from bot.vault import Secret
from tests.reliability.process_of_ours import Ours

if TYPE_CHECKING:
    import pytest

    from bench.loopback import Answer
    from bench.payloads import Json

PEOPLE = [f"U{number:05}" for number in range(1000)]
AT_ONCE = 64
FD = Path("/proc/self/fd")
STATUS = Path("/proc/self/statm")
OWNER = re.compile(r"belonging to (U\d{5})")


@dataclass
class HoldingCourt:
    """`CourtService` that answers nobody before its gate is opened. Names of accounts tell whose they are."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def sign_in(self, known: court.Court, credentials: court.PacerCredentials) -> court.SignedIn:
        await self._wait()
        return court.SignedIn(CourtSession(known, Secret(credentials.username.reveal())))

    async def find_accounts(self, session: CourtSession, _: court.FilerCredentials) -> court.AccountsFound:
        await self._wait()
        owner = f"belonging to {session.token.reveal()}"
        return court.AccountsFound(session, court.Accounts(f"Filer {owner}", f"PACER {owner}"))

    async def sign_out(self, _: CourtSession) -> None:
        await self._wait()

    async def until_waiting(self, number: int) -> None:
        while self.waiting < number:
            self.arrived.clear()
            await self.arrived.wait()

    async def _wait(self) -> None:
        self.waiting += 1
        self.arrived.set()
        try:
            await self.gate.wait()
        finally:
            self.waiting -= 1


@dataclass
class SeeingLine(Line):
    """A line that keeps every name that it ever showed to each person."""

    owners: dict[str, set[str]] = field(default_factory=dict)

    def take(self, method: str, body: Json) -> Json:
        text = json.dumps(body)
        shown_to = next((user for user in (_person(body),) if user), "")
        self.owners.setdefault(shown_to, set()).update(OWNER.findall(text))
        return super().take(method, body)


def _person(body: Json) -> str:
    if "view_id" in body:
        return str(body["view_id"])[1:]
    if "trigger_id" in body:
        return str(body["trigger_id"]).rpartition(".")[2]
    return str(body.get("channel", ""))[1:]


async def up(stack: AsyncExitStack, room: Path, held: HoldingCourt) -> tuple[SeeingLine, Ours]:
    """Put the app together round a loopback Slack."""
    slack, line = LoopbackSlack(), SeeingLine("thousand")
    slack._lines[line.name] = line
    await slack.start()
    stack.push_async_callback(slack.stop)
    session = aiohttp.ClientSession()
    stack.push_async_callback(session.close)
    client = AsyncWebClient(
        token=line.bot_token,
        base_url=slack.api_url,
        session=session,
        retry_handlers=[],
        logger=library_logger("slack_sdk"),
    )
    client.proxy = None
    desk = SlackDesk(client)
    ours = await Ours.opened(room / "link-pacer.db", held, desk, lambda: datetime.now(UTC))
    stack.push_async_callback(ours.store.close)
    await ours.engine.start()
    stack.push_async_callback(ours.engine.stop, 20.0)
    admission = Admission(await desk.check_bot_token(), desk)
    stack.push_async_callback(admission.close)
    mode = await SocketMode.start(bolt_app(ours.reception, admission), line.app_token, client)
    stack.push_async_callback(mode.stop)
    await line.connected()
    return line, ours


async def shows(line: SeeingLine, modal: str) -> None:
    await line.until(lambda user: line.views.get(user, {}).get("callback_id") == modal, PEOPLE)


async def send_forms(line: SeeingLine) -> None:
    """Everybody sends the form that is open; each is answered by the view that waits."""
    forms = []
    for user in PEOPLE:
        typed = {"pacer_username": user, "pacer_password": "Not-1", "filer_login": user, "filer_password": "Not-2"}
        forms.append(submission(user, line.views[user], typed))
    answers: list[Answer] = await line.send_all(forms, AT_ONCE)
    waiting = [json.loads(each.text)["payload"]["view"]["callback_id"] for each in answers]
    assert waiting == ["waiting"] * len(PEOPLE)


def open_files() -> int:
    return sum(1 for _ in FD.iterdir())


def resident() -> int:
    return int(STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def test_a_thousand_sign_ins_hang_and_everybody_is_answered_and_sees_only_their_own(
    room: Path, capsys: pytest.CaptureFixture[str], logged: list[Any]
) -> None:
    complaints: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context["message"]))
    tasks, files = len(asyncio.all_tasks()), open_files()
    held = HoldingCourt()
    async with AsyncExitStack() as stack:
        line, _ = await up(stack, room, held)
        before = resident()
        await line.send_all([command(user, "mieb") for user in PEOPLE], AT_ONCE)
        for page, action in zip(PAGES, TO_THE_FORM, strict=True):
            await line.until(lambda user, page=page: page in json.dumps(line.cards.get(user)), PEOPLE)
            idle = resident()
            await line.send_all([click(user, action, line.cards[user]) for user in PEOPLE], AT_ONCE)
        await shows(line, "pacer")
        await send_forms(line)
        await held.until_waiting(len(PEOPLE))
        hanging = resident()
        held.gate.set()
        await shows(line, "filer")
        held.gate.clear()
        await send_forms(line)
        await held.until_waiting(len(PEOPLE))
        held.gate.set()
        await shows(line, "review")
        for user in PEOPLE:
            assert OWNER.findall(json.dumps(line.views[user]))
            assert line.owners[user] == {user}, "nobody sees what is somebody else's"
    gc.collect()
    assert complaints == []
    assert not {"a task failed", "work at the court broke"} & {each["event"] for each in logged}
    assert (len(asyncio.all_tasks()), open_files()) == (tasks, files)
    with capsys.disabled():
        each = [f"{(now - before) / len(PEOPLE) / 1024:.1f} KiB" for now in (idle, hanging)]
        sys.stdout.write(
            f"\nmemory for each conversation, with the Slack of the test: open {each[0]}, hanging {each[1]}\n"
        )
