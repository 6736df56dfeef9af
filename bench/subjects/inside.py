"""What is measured within one process, without a socket: Bolt's dispatch with our listeners, and a step of the store.

Each beside the barest code that does the same: Bolt's own listeners that only ack, and sqlite3 in one thread.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from contextlib import AsyncExitStack
from itertools import count, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_sdk.socket_mode.request import SocketModeRequest

from bench.payloads import TEAM, click, submission
from bot import screens
from bot.admission import Admission
from bot.app import bolt_app
from bot.forms import Answer
from bot.people import Installation, Standing
from bot.screens import ActionId
from bot.slack.bolt import bare_app
from bot.store import ConversationKey
from bot.store.conversations import Change
from bot.store.opening import open_store
from bot.store.trail import AuditLine

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bench.payloads import Envelope
    from bench.subjects.serving import Questions
    from bot.reception import Reception
    from bot.slack.desk import SlackDesk
    from bot.store.conversations import Record
    from bot.store.sql.store import SqlStore

HERE = Installation(TEAM, "", "U0BOT", "B0BOT")
CLICKS = [each.value for each in ActionId if not each.startswith(("case_", "choose_court", "answer", "open_form"))]
"""Every click whose listener needs no court."""
A_FEW = 5
PEOPLE = 100
STATE = "x" * 700
AT_ONCE = 16
STEP = AuditLine("Step", "Before", "After", "mieb", "", by_person=True)


class Idle:
    """A reception that takes everything and does nothing, so that the way there is all that costs."""

    courts = formwork = None
    waiting = screens.form_outdated()

    def __init__(self) -> None:
        self.reception = self

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Leave undone what a click asks for behind its answer."""
        work.close()

    async def submit(self, *_: object) -> Answer:
        """Take a form."""
        return Answer(view=self.waiting)


def ours() -> AsyncApp:
    """Make the app's own Bolt app, all its listeners with it."""
    admission = Admission(HERE, cast("SlackDesk", None), also=frozenset(Standing))
    return bolt_app(cast("Reception", Idle()), admission)


def bare(listeners: int) -> AsyncApp:
    """Make a Bolt app that answers before anything else, with so many listeners for clicks, and as many for modals."""
    app = bare_app(HERE)

    async def taken(ack: AsyncAck) -> None:
        await ack()

    for number in range(listeners):
        app.action(f"route_{number}")(taken)
    for number in range(listeners):
        app.view(f"route_{number}")(taken)
    return app


def clicks(action_ids: list[str]) -> list[Envelope]:
    """Make one click on each."""
    shown = [
        {"ts": "1.1", "blocks": [{"block_id": "b", "elements": [{"action_id": each, "value": "1:U1"}]}]}
        for each in action_ids
    ]
    return [click("U1", each, card) for each, card in zip(action_ids, shown, strict=True)]


def modal(callback_id: str) -> Envelope:
    """Make the sending of a modal of some 3 KB, with two boxes filled."""
    view = {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": "r" * 250,
        "blocks": [
            {"type": "section", "block_id": "words", "text": {"type": "mrkdwn", "text": "w" * 1500}},
            *(
                {"type": "input", "block_id": f"{name}.1", "element": {"action_id": name, "type": "plain_text_input"}}
                for name in ("pacer_username", "pacer_password")
            ),
        ],
    }
    return submission("U1", view, {"pacer_username": "abenchmark", "pacer_password": "Not-A-Password-1"})


class Dispatching:
    """The two apps, and a third with ten times as many listeners; `ask` gives the CPU of so many payloads."""

    def __init__(self) -> None:
        app = ours()
        last = f"route_{A_FEW - 1}"
        self._ways: dict[str, tuple[AsyncApp, list[Envelope]]] = {
            "ours": (app, clicks(CLICKS)),
            "ours few": (app, clicks(CLICKS[:A_FEW])),
            "bare": (bare(A_FEW), clicks([last])),
            "bare 50": (bare(A_FEW * 10), clicks([f"route_{A_FEW * 10 - 1}"])),
            "ours modal": (app, [modal("pacer")]),
            "bare modal": (bare(A_FEW), [modal(last)]),
        }

    async def ask(self, asked: dict[str, Any]) -> float:
        """Dispatch."""
        app, envelopes = self._ways[asked["how"]]
        requests = [SocketModeRequest.from_dict(_json(each)) for each in islice(cycle(envelopes), asked["times"])]
        began = time.process_time()
        for request in requests:
            response = await run_async_bolt_app(app, request)  # type: ignore[arg-type]
            assert response.status == 200
        return time.process_time() - began


def _json(envelope: Envelope) -> dict[str, Any]:
    return dict(json.loads(envelope.text))


class Steps:
    """A step of a conversation, in the app's store and in bare sqlite3: load, compare-and-set, audit line, commit."""

    def __init__(self, store: SqlStore, file: Path) -> None:
        self._store = store
        self._numbers = count(1)
        self._db = db = sqlite3.connect(file, isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE conversation (user TEXT PRIMARY KEY, rev INTEGER, state TEXT, at INTEGER)")
        db.execute(
            "CREATE TABLE audit (id INTEGER PRIMARY KEY, user TEXT, event TEXT, before TEXT, after TEXT, at INT)"
        )
        db.executemany("INSERT INTO conversation VALUES (?, 1, '', 0)", [(f"U{each}",) for each in range(PEOPLE)])

    async def ask(self, asked: dict[str, Any]) -> float:
        """Take so many steps; `how`: "ours", "ours at once", "bare", or "hop": to a thread and back, for nothing."""
        numbers = list(islice(self._numbers, asked["times"]))
        began = time.process_time()
        if asked["how"] == "bare":
            for number in numbers:
                self._bare(number)
        elif asked["how"] == "hop":
            for _ in numbers:
                await asyncio.get_running_loop().run_in_executor(None, int)
        elif asked["how"] == "ours":
            for number in numbers:
                await self._ours(number)
        else:
            for at in range(0, len(numbers), AT_ONCE):
                await asyncio.gather(*map(self._ours, numbers[at : at + AT_ONCE]))
        return time.process_time() - began

    async def _ours(self, number: int) -> None:
        def decide(_: Record | None) -> Change:
            return Change(f"LP-{number % PEOPLE}", STATE, None, (), STEP)

        await self._store.transact(ConversationKey(TEAM, f"U{number % PEOPLE}"), decide)

    def _bare(self, number: int) -> None:
        user, db = f"U{number % PEOPLE}", self._db
        db.execute("BEGIN IMMEDIATE")
        row = db.execute("SELECT rev, state, at FROM conversation WHERE user = ?", (user,)).fetchone()
        done = db.execute(
            "UPDATE conversation SET rev = rev + 1, state = ?, at = ? WHERE user = ? AND rev = ?",
            (STATE, number, user, row[0]),
        )
        assert done.rowcount == 1
        db.execute(
            "INSERT INTO audit (user, event, before, after, at) VALUES (?, 'Step', 'Before', 'After', ?)",
            (user, number),
        )
        db.execute("COMMIT")


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Make everything ready."""
    stack = AsyncExitStack()
    folder = Path(os.environ["BENCH_FOLDER"])
    store = await open_store(f"sqlite:///{folder / 'steps.db'}")
    stack.push_async_callback(store.close)
    dispatching, steps = Dispatching(), Steps(store, folder / "bare-steps.db")
    return {"dispatch": dispatching.ask, "step": steps.ask}, stack
