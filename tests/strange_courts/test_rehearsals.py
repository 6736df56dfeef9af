"""A rehearsal goes on past what it cannot read, as its operator points, and leaves a profile that links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.court import Registry
from bot.court.explaining.replay import replay
from bot.court.rehearsal.kept import kept_in
from bot.texts import cards, common
from tests.strange_courts.figures import run_of
from tests.strange_courts.outlandish import OUTLANDISH, SAID
from tests.strange_courts.playing import Attorney
from tests.strange_courts.scenarios import PLAIN, case_of
from tests.strange_courts.stack import stack
from tests.support.person import words
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.strange_courts.world import Case
    from tests.support.person import Person

MEANT = {
    "Which of these leads to linking": "Join your two user records",
    "Two forms look alike": "quickref",
    "the box for the old CM/ECF password": "Entry word",
    "Which of these buttons": "F",
    "stands before the CM/ECF account": "Held here",
    "stands before the PACER account": "Held nationally",
}


class Beside:
    """An operator who knows the court, and points at what is meant; nobody is asked for what is left out."""

    def __init__(self, *left_out: str) -> None:
        self.asked: list[str] = []
        self.shown: list[str] = []
        self._left_out = left_out

    async def choose(self, court: str, question: str, candidates: Sequence[str]) -> int | str | None:
        assert court.startswith("U.S. Bankruptcy Court")
        self.asked.append(question)
        self.shown += candidates
        meant = next(said for part, said in MEANT.items() if part in question)
        if meant in self._left_out:
            return None
        return next((place for place, each in enumerate(candidates) if each.startswith(meant)), meant)


async def rehearsed(folder: Path, beside: Beside) -> tuple[Case, Person, str]:
    """Play an attorney up to where the app stops; give the card then."""
    async with stack(folder, 1, guide=beside) as running, running.person() as me:
        case = running.courts.world.add(case_of(OUTLANDISH, PLAIN))
        await me.types(f"/link-pacer {OUTLANDISH.court}")
        await reads_on(me)
        await me.clicks("ready")
        view = await me.sees_modal("PACER user name")
        await me.sends(view, pacer_username=case.pacer.username, pacer_password=case.pacer.password)
        if "Fuse" in beside._left_out or not beside._left_out:
            view = await me.sees_modal("Old CM/ECF password")
            await me.sends(view, filer_login=case.filer.login, filer_password=case.filer.password)
        if beside._left_out:
            await me.reads("Stopped:")
        else:
            await me.reads(common.COMPARE)
            shown = words(await me.card())
            assert PLAIN.filer.plain in shown
            assert "Warning" not in shown, "both accounts are told apart"
            await me.clicks("link")
            await me.reads(cards.REHEARSED_PAGES)
        assert running.faults.lines == []
        return case, me, words(await me.card())


async def test_it_goes_on_as_the_operator_points_and_leaves_a_profile_that_replays_and_links(tmp_path: Path) -> None:
    beside = Beside()
    case, _, _ = await rehearsed(tmp_path, beside)
    assert (case.submits, case.filer_checks, case.pacer_checks) == (0, 1, 1)
    assert len(beside.asked) == len(SAID) - 1  # the login it finds by itself
    file = tmp_path / "pages" / "profile.json"
    draft = json.loads(file.read_text("utf-8"))[OUTLANDISH.court]
    assert {name: plainly(value) for name, value in draft.items()} == {
        name: plainly(value) for name, value in SAID.items() if name != "read_menu_before_submit"
    }
    assert file.stat().st_mode & 0o077 == 0
    private = [case.pacer.username, case.filer.login, *PLAIN.filer.plain.split()[::2]]
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "pages").iterdir()).casefold()
    assert [each for each in private if each.casefold() in written] == []
    assert not any(each in line for each in private for line in beside.shown)
    told = replay(kept_in(tmp_path / "pages"), Registry.shipped(file))
    assert told.arrived, "\n".join(told.lines)
    assert not replay(kept_in(tmp_path / "pages"), Registry.shipped()).arrived
    assert "the operator said which is" not in written
    assert written.count("the operator said") == len(beside.asked)
    (for_real := tmp_path / "real").mkdir()
    await links_with(for_real, {**draft, "read_menu_before_submit": False})


def plainly(said: str | list[str]) -> list[str]:
    return [each.rstrip(":") for each in ([said] if isinstance(said, str) else said)]


async def links_with(folder: Path, said: object) -> None:
    file = folder / "courts.json"
    file.write_text(json.dumps({OUTLANDISH.court: said}))
    async with stack(folder, 1, overrides=file) as running, running.person() as me:
        case = running.courts.world.add(case_of(OUTLANDISH, PLAIN))
        played = await Attorney(me, case, PLAIN).plays()
        assert run_of(case, PLAIN, played, 0.0).first_try


async def test_it_stops_where_the_operator_leaves_it(tmp_path: Path) -> None:
    beside = Beside("Join your two user records")
    case, _, card = await rehearsed(tmp_path, beside)
    assert len(beside.asked) == 1
    assert case.filer_checks == 0
    assert "Nothing was" in card
