"""A stop of the real process: bounded, whatever hangs, and heard while it is still starting."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.support import process
from tests.support.process import (
    RUNNING,
    CourtWatch,
    Program,
    begins,
    reviews,
    running_app,
    signs_in,
    slack_fault,
)
from tests.support.stack import SECOND_ATTORNEY

if TYPE_CHECKING:
    import pytest

    from tests.support.stack import Stack

HURRIED = (
    "import sys, bot.app as a; a.GRACE = 1.0; a.STOP_WITHIN = 2.0; from bot.__main__ import main; main(sys.argv[1:])"
)


async def test_a_start_that_is_under_way_is_given_up_at_once(parts: Stack) -> None:
    await slack_fault(parts, "socket", "503", times=1000)
    async with Program.started("run", environ=parts.environ) as app:
        await app.says("cut off from Slack")
        assert await app.stopped() == 0
    assert b"stopped before it was running" in app.out
    assert b"Traceback" not in app.err
    assert RUNNING.encode() not in app.out
    await slack_fault(parts, "socket", "503", times=0)
    async with running_app(parts.environ) as app:  # nothing holds the database
        assert await app.stopped() == 0


async def test_a_stop_is_cut_where_court_sign_out_and_slack_hang_and_the_next_start_goes_on(
    parts: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, known = await parts.person(), parts.court_person()
    other = await parts.person(SECOND_ATTORNEY)
    with monkeypatch.context() as patch:
        patch.setattr(process, "command", lambda *words: (sys.executable, "-c", HURRIED, *words))
        async with running_app(parts.environ) as app:
            await begins(other)
            await signs_in(parts, other, parts.court_person("odd_character"))
            await other.sees_modal("Old CM/ECF login")
            await reviews(parts, me, known)
            parts.court.faults.arm("hang", at="sign_out")
            parts.court.faults.arm("hang", at="submit")
            watch = CourtWatch(parts.court)
            await me.clicks_in_modal("link")
            await watch.until(lambda court: not any(each.at == "submit" for each in court.faults.armed))
            await slack_fault(parts, "*", "slow", times=1000, seconds=600)
            assert await app.stopped() == 0
        assert b"the stop was cut short" in app.err
        assert b"Traceback" not in app.err
    await slack_fault(parts, "*", "slow", times=0)
    submits = parts.court.submits
    async with running_app(parts.environ) as app:
        await me.reads("Result not known.")
        await other.reads("This app was restarted in the middle of the work")
        assert await app.stopped() == 0
    assert parts.court.submits == submits <= 1
