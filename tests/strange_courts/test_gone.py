"""A court that has another system now is led by hand: no error for the attorney, one alert, and nobody asked again."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

from bot.court import Registry
from bot.court.registry import feed
from bot.court.registry.registry import read_courts
from bot.texts import guided, help_desk, problems
from bot.vocabulary import Trouble
from tests.strange_courts.playing import Attorney
from tests.strange_courts.scenarios import PLAIN, case_of
from tests.strange_courts.skins import BY_NAME
from tests.strange_courts.stack import stack
from tests.support.person import words
from tests.support.walk import comes_to_the_check

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GONE = replace(BY_NAME["seed"], gone=True)
SHIPPED = resources.files("bot.court.registry").joinpath("data/courts.json")


async def test_a_court_that_has_left_turns_to_guided_with_one_alert(tmp_path: Path) -> None:
    async with stack(tmp_path, 2) as running:
        for number in range(2):
            async with running.person() as me:
                case = running.courts.world.add(case_of(GONE, PLAIN))
                played = await Attorney(me, case, PLAIN).plays()
                assert (played.outcome, case.submits) == ("guided", 0)
                shown = words(await me.card())
                assert guided.step(1) in shown
                assert ("seems to use another filing system" in shown) == (not number), "the second is not even asked"
                assert (case.pacer_checks, len(case.trail)) == ((1, 3) if not number else (0, 0))
                assert not re.search("does not know|Stopped:", "".join(played.said))
        assert [help_desk.WHAT.of(Trouble.COURT_LEFT_NEXTGEN) in each for each in await running.alerts()] == [True]
        assert running.faults.lines == []


async def test_a_court_that_the_feed_has_on_another_system_is_led_by_hand_from_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    courts = json.loads(SHIPPED.read_text("utf-8"))["courts"]
    entries = [
        {
            "court_id": each["psc_id"],
            "type": each["kind"],
            "title": each["name"],
            "login_url": f"https://{each['host']}",
            "software_version": "Case Portal 1.0" if each["id"] == "mieb" else "NextGen CM/ECF Release 1.8",
        }
        for each in courts
    ]
    (tmp_path / "feed.json").write_text(json.dumps({"data": entries}))
    shutil.copy(str(SHIPPED), tmp_path / "courts.json")
    change = feed.update(tmp_path / "feed.json", tmp_path / "courts.json")
    assert change.left == ("mieb",)
    assert "! mieb: the feed no longer says NextGen." in "\n".join(feed.describe(change))
    assert feed.update(tmp_path / "feed.json", tmp_path / "courts.json").left == (), "said once"
    registry = Registry(read_courts(json.loads((tmp_path / "courts.json").read_text("utf-8")), "list"))
    assert [each.id for each in registry.left()] == ["mieb"]
    monkeypatch.setattr(Registry, "shipped", lambda _: registry)
    async with stack(tmp_path, 1) as running, running.person() as me:
        await me.types("/link-pacer mieb")
        await comes_to_the_check(me)
        await me.clicks("read_on")
        await me.reads(guided.step(1))
        told = await running.alerts()
        assert len(told) == 1
        assert "Eastern District of Michigan" in told[0]
        assert problems.NOTHING_CHANGED not in words(await me.card())
