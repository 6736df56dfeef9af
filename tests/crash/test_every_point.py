"""The app is killed at every point that is found, in its recovery too, and each time the person comes to the end.

`LINK_PACER_CRASHES=10000` asks for so many histories with deaths at random moments; a few are always tried.
"""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.court.skins import COURTS_BY_HOST
from bot.sandbox.workspace import ManualClock
from tests.crash.attorney import Attorney, Will
from tests.crash.lives import Life
from tests.crash.promises import check, check_the_end
from tests.support.form_browser import FormBrowser
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.crash.points import Point

    Dies = Callable[[Point, int], bool]

RANDOM = int(os.environ.get("LINK_PACER_CRASHES", "10"))
LONGEST_LIFE = 3000
"""Points that a life has at most, about; a random death that lies behind its end does not happen."""
BETWEEN_LIVES = timedelta(minutes=16)
"""Until the app is started again: longer than a password that was sent into a crash counts against its owner."""
BOUNCES = (("sign_on_page", "proof_menu", "before"),) * 2
"""One is got over."""
WILLS = (
    Will("links"),
    # The session is lost with it, so that there is nothing to look for the proof with.
    Will("the court's answer is lost before it linked", faults=(("lost_answer", "submit", "before"), *BOUNCES)),
    Will("slips at both passwords", slips=True),
    Will("cancels, links after all, and wants to be forgotten", cancels=True, forgets=True),
)
KINDS = {"sql before", "sql after", "await begun", "await over", "slack begins", "slack sent", "slack answered"}
SUBMIT = f"POST /cgi-bin/{COURTS_BY_HOST['ecf.mieb.uscourts.gov'].skin.verify.cgi}"

died: set[Point] = set()
"""Every point at which the app has died, in all histories of this file."""


def first_new() -> Dies:
    """Die at the first point where none has died yet."""
    return lambda point, _: point not in died


async def whole_history(folder: Path, will: Will, choose: Callable[[], Dies]) -> int:
    """Begin, and go on until it is done, whatever dies meanwhile; give how often the app died."""
    folder.mkdir()  # noqa: ASYNC240 - nobody waits for it
    clock = ManualClock()
    async with (
        Stack.up(folder, app=False, clock=clock, credentials=will.credentials) as stack,
        FormBrowser.opened() as browser,
    ):
        for fault, place, moment in will.faults:
            stack.court.faults.arm(fault, at=place, when=moment)
        attorney = Attorney(stack, await stack.person(), clock, will)
        attorney.browser = browser if will.credentials == "form" else None
        for deaths in count():
            async with Life.begun(stack.environ, folder, choose(), deaths * BETWEEN_LIVES) as life:
                if await attorney.lives_through(life):
                    life.stop()
                    await life.over
            await attorney.until_it_is_gone()
            check(folder, attorney)
            assert "Traceback" not in life.words(), life.words()
            if life.over.result() == 0:
                check_the_end(folder, attorney)
                return deaths
            assert life.died_at, life.words()
            died.add(life.died_at)
    raise AssertionError("unreachable")


@pytest.mark.parametrize("will", WILLS, ids=lambda will: will.name)
async def test_killed_at_every_point_the_person_comes_to_the_end(
    room: Path, will: Will, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(died)
    deaths, histories = 1, 0
    while deaths:
        deaths = await whole_history(room / str(histories), will, first_new)
        histories += 1
    with capsys.disabled():
        print(f"\n{will.name}: died at {len(died) - before} points not met before, in {histories} histories")  # noqa: T201
    assert len(died) > before


def test_every_kind_of_point_was_found() -> None:
    """Else the meter has come off, and nothing was proven."""
    kinds = {each.kind for each in died}
    assert kinds >= KINDS
    assert {each.kind for each in died if each.place == SUBMIT} > {
        "court http11.send_request_body.started",
        "court http11.send_request_body.complete",
        "court http11.receive_response_headers.complete",
    }
    commits = {each for each in died if each.place.endswith(" COMMIT") and each.step == "ConfirmedLink -> Linking"}
    assert {each.kind for each in commits} == {"sql before", "sql after"}


@pytest.mark.parametrize("seed", range(RANDOM))
async def test_killed_at_random_moments_the_person_comes_to_the_end(room: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - to be the same each time
    moments = [random.randrange(1, LONGEST_LIFE) for _ in range(random.randrange(1, 4))]

    def choose() -> Dies:
        moment = moments.pop() if moments else 0
        return lambda _, number: number == moment

    await whole_history(room / "run", random.choice(WILLS), choose)
