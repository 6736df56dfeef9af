"""The figures that the docs show are of the courts and scenarios that there are, and good enough."""

from __future__ import annotations

from tests.strange_courts import kept, scenarios, skins
from tools.strange import NEVER

AT_LEAST = 0.9


def test_the_figures_are_of_every_scenario_at_every_court_that_there_is() -> None:
    courts, again = sorted(skin.name for skin in skins.SKINS), "play them: python -m tests.strange_courts --keep"
    assert {kind: (each["should"], each["courts"]) for kind, each in kept.read().items()} == {
        each.name: (each.should, courts) for each in scenarios.SCENARIOS
    }, again


def test_what_may_never_be_never_was_and_nine_in_ten_linked_at_the_first_try() -> None:
    found = kept.read()
    assert [(kind, what) for kind, each in found.items() for what in NEVER if each[what]] == []
    for each in (scenarios.PLAIN, *scenarios.NAMES):
        assert found[each.name]["linked at the first try"] >= AT_LEAST * len(skins.SKINS)
