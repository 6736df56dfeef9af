"""One row that cannot be read stops nobody else: it is named and set aside, and its person is told and begins anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.engine.codec import encode_effect, encode_state
from bot.flow import effects as do
from bot.flow import states as st
from tests.support.person import messages, words
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY, Stack
from tests.support.walk import Walk, reads_on
from tools.samples import MIEB, RUN

if TYPE_CHECKING:
    from pathlib import Path


def database(folder: Path) -> Path:
    return folder / "link-pacer.db"


def spoil(folder: Path, sql: str, *values: object) -> None:
    """Change the database while the app is down."""
    with closing(sqlite3.connect(database(folder))) as db:
        db.execute(sql, values)
        db.commit()


def asked(folder: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database(folder))) as db:
        return db.execute(sql).fetchall()


TORN = {
    "no JSON": ("{", "not a text of this app"),
    "a kind that is not ours": ('{"v":1,"kind":"FromTheFuture","body":{}}', "not a text of this app"),
    "with a field more": (
        encode_state(st.GettingReady(RUN, MIEB)).replace('"body":{', '"body":{"extra":1,'),
        "not as this version writes it",
    ),
    "with a field less": (
        encode_state(st.GettingReady(RUN, MIEB)).replace('"court"', '"curt"'),
        "not a text of this app",
    ),
    "empty": ("", "not a text of this app"),
}


async def begins_anew(walk: Walk) -> None:
    """Begin below the card that nobody answers for any more, and go on from the new one."""
    await walk.me.types("/link-pacer mieb")
    await walk.me.reads("Which of these applies to you")
    await reads_on(walk.me)

    def cards(state: Any) -> bool:
        return sum("I have read this notice" in words(each) for each in messages(state, walk.me.dm)) > 1

    await walk.me.until(cards)
    await walk.me.clicks("ready")
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))
    await walk.me.sees_modal("Old CM/ECF password")


@pytest.mark.parametrize("torn", TORN)
async def test_the_app_starts_serves_the_others_and_tells_the_one(stack: Stack, tmp_path: Path, torn: str) -> None:
    text, reason = TORN[torn]
    first, second = await Walk.of(stack), await Walk.of(stack, user=SECOND_ATTORNEY, kind="client_code")
    await first.to_getting_ready()
    await second.to_getting_ready()
    await stack.stop_app()
    spoil(tmp_path, "UPDATE conversation SET state = ? WHERE user = ?", text, ATTORNEY)
    await stack.start_app()
    await first.me.reads("could not be read any more")
    told = await first.me.reads("No link request of it was left without an answer")
    assert "LP-" in words(told)
    desk = await stack.person(HELP_DESK)
    await desk.reads("this run was set aside", stack.workspace.help_desk_channel)
    await second.me.clicks("ready")
    await second.sign_in(await second.me.sees_modal("PACER user name"))
    await second.me.sees_modal("Old CM/ECF password")
    await begins_anew(first)
    await stack.stop_app()
    assert asked(tmp_path, "SELECT user, state, reason FROM unreadable") == [(ATTORNEY, text, reason)]


async def test_a_submit_that_was_claimed_stays_unknown_and_both_are_told(stack: Stack, tmp_path: Path) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await stack.stop_app()
    spoil(tmp_path, "UPDATE conversation SET state = '{' WHERE user = ?", ATTORNEY)
    spoil(
        tmp_path,
        "INSERT INTO submit (reference, team, user, conversation, claimed_at)"
        " SELECT 'claim', team, user, conversation, 1 FROM conversation WHERE user = ?",
        ATTORNEY,
    )
    await stack.start_app()
    await walk.me.reads("It is not known whether your accounts are linked")
    desk = await stack.person(HELP_DESK)
    await desk.reads("Could not be read, and not known whether linked", stack.workspace.help_desk_channel)
    await stack.stop_app()
    assert asked(tmp_path, "SELECT outcome FROM submit") == [("UNKNOWN",)]


async def test_one_that_turns_bad_while_the_app_runs_holds_up_no_deadline_and_its_person_begins_anew(
    stack: Stack,
) -> None:
    first, second = await Walk.of(stack), await Walk.of(stack, user=SECOND_ATTORNEY)
    await first.to_getting_ready()
    await second.to_getting_ready()
    store: Any = stack._app.engine._store  # type: ignore[union-attr]
    torn = "UPDATE conversation SET state = '{', deadline = 1 WHERE user = ?"
    await store._run(lambda db: db.execute(torn, (ATTORNEY,)))
    late = "UPDATE conversation SET deadline = 2 WHERE user = ?"
    await store._run(lambda db: db.execute(late, (SECOND_ATTORNEY,)))
    await second.me.reads("aused")
    await first.me.reads("could not be read any more")
    await store._run(lambda db: db.execute("UPDATE conversation SET state = '{' WHERE user = ?", (SECOND_ATTORNEY,)))
    await second.to_getting_ready()
    await second.me.reads("could not be read any more")


@pytest.mark.parametrize("kind", ["result", "reminder", "help_desk"])
async def test_a_message_that_cannot_be_read_is_given_up_and_holds_back_none(
    stack: Stack, tmp_path: Path, kind: str
) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await stack.stop_app()
    spoil(
        tmp_path,
        "INSERT INTO outbox (team, user, conversation, kind, payload, lane, since, due_at)"
        " SELECT team, user, conversation, ?, '{', '', 0, 0 FROM conversation WHERE user = ?",
        kind,
        ATTORNEY,
    )
    effect = encode_effect(do.TellHelpDesk(do.Outcome.ASKED, MIEB))
    spoil(
        tmp_path,
        "INSERT INTO outbox (team, user, conversation, kind, payload, lane, since, due_at)"
        " SELECT team, user, conversation, 'help_desk', ?, '', 0, 0 FROM conversation WHERE user = ?",
        effect,
        ATTORNEY,
    )
    await stack.start_app()
    desk = await stack.person(HELP_DESK)
    await desk.reads("Asks for a human", stack.workspace.help_desk_channel)
    await stack.stop_app()
    assert asked(tmp_path, "SELECT kind, error FROM outbox WHERE buried_at IS NOT NULL") == [(kind, "fault")]
