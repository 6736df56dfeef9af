"""Which form owns a control, as a browser computes it: `tests/browser/test_browser_owners.py` asks one."""

from __future__ import annotations

import random
import time

import pytest

from bot.court.pages import owners
from bot.court.pages.tree import attribute, parse
from tests.court.pages.owners import SNIPPETS


def owners_of(source: str) -> dict[str, str]:
    """Give the id of the form of each control that has a name, empty for none."""
    page = parse(source.encode(), "text/html; charset=utf-8", "https://ecf.mieb.uscourts.gov/")
    root = page.tree.root
    assert root is not None
    ids = {node.mem_id: attribute(node, "id") or "?" for node in root.traverse()}
    controls = [node for node in root.traverse() if node.tag in owners.CONTROLS and attribute(node, "name")]
    return {attribute(node, "name") or "": ids.get(page.owners.get(node.mem_id, 0), "") for node in controls}


@pytest.mark.parametrize(("source", "expected"), SNIPPETS.values(), ids=SNIPPETS)
def test_a_control_is_owned_as_in_a_browser(source: str, expected: dict[str, str]) -> None:
    assert owners_of(source) == expected


def test_nothing_of_the_marks_is_left_in_the_tree() -> None:
    page = parse(b"<form id=a><input name=n></form>", "", "")
    assert page.tree.html == '<html><head></head><body><form id="a"><input name="n"></form></body></html>'


def test_a_page_cannot_forge_a_mark() -> None:
    source = "<form id=a></form><form id=b><input name=n></form>"
    mark = owners.mark_for(source)
    assert mark not in source
    assert owners.mark_for(source.replace("name=n", f"name=n {mark}=1")) != mark


@pytest.mark.parametrize(
    "unit",
    ["<form ", "<input a='", "<!--", "<script><!--<script>", "</", "<textarea>", "<title></titl ", "<a b=c d ", "<"],
)
def test_any_source_takes_one_pass(unit: str) -> None:
    def seconds(length: int) -> float:
        source, begun = unit * (length // len(unit)), time.perf_counter()
        assert owners.marked(source, "x").replace(' x="1"', "") == source
        return time.perf_counter() - begun

    seconds(1000)
    assert seconds(512 * 1024) < 2


def test_no_more_is_marked_than_there_are_tags() -> None:
    chance = random.Random(7)  # noqa: S311 - the same pages each time
    for _ in range(500):
        source = "".join(
            chance.choices(["<form>", "</form>", "<input>", "<!--", "-->", "'", '"', "=", "<script>", "<", ">"], k=30)
        )
        assert owners.marked(source, "x").replace(' x="', "\0").count("\0") <= source.count("<form") + source.count(
            "<input"
        )
