"""The power fails at each sync of a real process, on a disk of the worst kind: nothing that was promised is lost.

`LINK_PACER_POWER=200` has the power fail so often between two syncs, each time with other parts of what was on its way.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import pytest

from bot.sandbox.court.skins import COURTS_BY_HOST
from bot.store.sqlite.store import SqliteStore
from tests.crash.attorney import FORGOTTEN
from tests.crash.promises import PERSONAL
from tests.process.outages import Disk, calls, strace
from tests.support.process import LAST_WORD, Program, links, reviews
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.stack import Stack

TORN = int(os.environ.get("LINK_PACER_POWER", "1"))
SIGN_IN = "POST /services/cso-auth"
SUBMIT = f"POST /cgi-bin/{COURTS_BY_HOST['ecf.mieb.uscourts.gov'].skin.verify.cgi}"
ENDINGS = ("", "-wal", "-journal")
STAMP = re.compile(rf"(\d{{10,}}):{ATTORNEY}")
"""What every button carries: the step that it was drawn at, and for whom."""


@dataclass
class Promised:
    """What others were told or sent so far: the court, Slack, the person."""

    sent: Counter[str] = field(default_factory=Counter)
    drawn: set[int] = field(default_factory=set)

    def note(self, data: bytes) -> None:
        text = unquote_plus(_unmasked(data).decode(errors="replace"))
        kinds = (SIGN_IN, SUBMIT, LAST_WORD, FORGOTTEN, '"response_action"', '"response_type"')
        self.sent.update(kind for kind in kinds if kind in text)
        self.drawn |= {int(found) for found in STAMP.findall(text)}

    def missing(self, db: sqlite3.Connection) -> list[str]:
        """Say what a database lacks of it."""
        lines = db.execute("SELECT rev, event, before, after FROM audit").fetchall() if _has(db, "audit") else []
        events = Counter(event for _, event, _, _ in lines)
        entered = Counter(after for *_, before, after in lines if after != before)
        claims = entered["Linking"]
        if lines and _rows_of(db, "conversation"):  # of who was forgotten only the trail's line is left
            claims = min(claims, _rows_of(db, "submit"))
        kept = {
            SIGN_IN: entered["SigningIn"],
            SUBMIT: claims,
            LAST_WORD: entered["Linked"],
            '"response_action"': events["PacerSubmitted"] + events["FilerSubmitted"],
            '"response_type"': events["Started"],
        }
        lost = [
            f"{what}: {self.sent[what]} sent, {there} kept" for what, there in kept.items() if self.sent[what] > there
        ]
        lost += [f"step {rev} was drawn" for rev in self.drawn - {rev for rev, *_ in lines}]
        if self.sent[FORGOTTEN]:
            lost += [name for name in PERSONAL if _rows_of(db, name)]
        return lost


def _unmasked(data: bytes) -> bytes:
    """Give what a frame of a browser's half of a WebSocket says, and anything else as it is."""
    if len(data) < 6 or data[0] not in {0x81, 0x82} or not data[1] & 0x80:
        return data
    start = {126: 4, 127: 10}.get(data[1] & 0x7F, 2)
    mask, masked = data[start : start + 4], data[start + 4 :]
    return bytes(each ^ mask[at % 4] for at, each in enumerate(masked))


def _has(db: sqlite3.Connection, table: str) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone())


def _rows_of(db: sqlite3.Connection, table: str) -> int:
    """Count those that name somebody."""
    count: int = db.execute(f"SELECT count(*) FROM {table} WHERE user <> ''").fetchone()[0]  # noqa: S608 - our own names
    return count


Left = dict[str, bytes]


def outages(trace: Path, folder: Path, *, lies: bool = False) -> Iterator[tuple[Promised, list[Left]]]:
    """Give, for each time between two syncs, what had been promised by its end and what could be left."""
    disk = Disk(*(folder / f"link-pacer.db{end}" for end in ENDINGS), lies=lies)
    promised, random = Promised(), Random(0)  # noqa: S311 - to be the same each time
    for call in calls(trace):
        if call.name == "send":
            promised.note(call.data)
            continue
        if disk.is_sync(call):
            yield promised, [disk.after_an_outage(), *(disk.after_an_outage(random) for _ in range(TORN))]
        disk.take(call)
    yield promised, [disk.after_an_outage()]


async def lost(left: Left, promised: Promised, folder: Path) -> list[str]:
    """Open what is left as the app does, and say what is missing of what was promised, or unsound."""
    for end in ENDINGS:
        (folder / f"link-pacer.db{end}").unlink(missing_ok=True)
    for name, content in left.items():
        (folder / name).write_bytes(content)
    store = await SqliteStore.open(str(folder / "link-pacer.db"))
    broken = await store.broken_trail()
    await store.close()
    with closing(sqlite3.connect(folder / "link-pacer.db")) as db:
        sound = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [*promised.missing(db), *([str(broken)] if broken else []), *([] if sound else ["not sound"])]


@pytest.fixture
async def trace(parts: Stack, tmp_path: Path) -> Path:
    """Give all calls of a process in which a person linked, and was forgotten."""
    written = tmp_path / "calls"
    me = await parts.person()
    async with Program.started("run", environ=parts.environ, under=strace(written)) as app:
        await app.says("Link PACER is running")
        await reviews(parts, me, parts.court_person())
        await links(me)
        home = await me.opens_home()
        while not (await me.clicks_in_home("forget_me", home))["ok"]:
            home = (await me.state())["home"]  # it was drawn anew under the finger
        await me.reads(FORGOTTEN)
        assert await app.stopped() == 0
    return written


async def test_whenever_the_power_fails_nothing_promised_is_lost(
    trace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = tmp_path / "opened"
    opened.mkdir()
    times, tried = 0, 0
    for promised, left in outages(trace, tmp_path):
        times += 1
        for each in left:
            tried += 1
            assert await lost(each, promised, opened) == [], times
    with capsys.disabled():
        print(f"\nthe power failed {tried} times, between {times} syncs")  # noqa: T201
    # Else nothing was seen, and nothing proven.
    assert {promised.sent[each] for each in (SIGN_IN, SUBMIT, LAST_WORD, '"response_type"')} == {1}
    assert (promised.sent['"response_action"'], promised.sent[FORGOTTEN] > 0) == (2, True)
    assert len(promised.drawn) > 5
    # On a disk that lies the same is lost: what was looked for would have been missed.
    *_, (promised, (nothing,)) = outages(trace, tmp_path, lies=True)
    assert await lost(nothing, promised, opened)
