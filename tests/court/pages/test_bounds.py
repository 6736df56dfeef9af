"""What a page can cost is told from its bytes: never more than was told, and about what a plain page costs."""

from __future__ import annotations

import bisect
import random
import time
from typing import TYPE_CHECKING

import pytest

from bot.court.pages import bounds, menus, readers, words
from bot.court.pages.accounts import named_accounts
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.tree import parse, visible_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

URL = "https://ecf.mieb.uscourts.gov/x"
READERS: tuple[Callable[[Any], object], ...] = (
    readers.is_bounce,
    readers.is_no_access,
    readers.referrer_form,
    menus.signs,
    menus.signs_of_script,
    readers.login_form,
    readers.verify,
    readers.before_login,
    named_accounts,
    words.complaint,
)
PLAIN_SMALL = "<p>x" * 999
PLAIN_LARGE = "<p>x" * 11_999
TIMES = 15
"""How many times a plain page's time another may take. Unbounded, each of these takes hundreds of times as much."""


def numbered(tag: str, count: int) -> str:
    return "".join(f"<{tag} a{number}>" for number in range(count))


def attributes(count: int) -> str:
    return " ".join(f"a{number}" for number in range(count))


TANGLED = {
    "attributes of one tag": f"<p {attributes(60_000)}>",
    "attributes of one tag, few letters": f"<p {attributes(9_000)}>",
    "left open, opened anew": f"<p>{numbered('b', 900)}</p>" + "<p>x</p>" * 900,
    "left open, of several kinds": f"<p>{numbered('font', 100)}{numbered('u', 100)}</p>" + "<p>x" * 5_000,
    "left open, with attributes": f"<p><font {attributes(199)}></p>" + "<p>x" * 9_000,
    "left open, quoted": f"<p>{'<b a=>'.join(map(str, range(90)))}<b a='>'></p>" + "<p>x" * 9_000,
    "a link left open, with attributes": f"<p><a {attributes(199)}></p>" + "<p>x" * 9_000,
    "closed only within a cell": f"<p>{numbered('b', 300)}</p><table><td>{'</b>' * 300}</table>" + "<p>x" * 2_000,
    "rows and cells in a drawing": "<table><td><svg>" + "<tr>" * 300 + "<td>" * 300,
    "links in a drawing": "<svg>" + "<a href=x>" * 1_490 + "x " * 220_000,
    "choices in a drawing": "<form><svg>" + "<select>" * 1_000 + "<option>" * 9_000,
    "choices in a formula": "<form><math>" + "<select>" * 700 + "<option>" * 9_000,
    "tags that NULs hide": "<p>" + numbered("\0b", 900) + "</p>" + "<\0p>x</p>" * 900,
    "links in cells in links": "<a href=x><table><td>" * 480 + "x " * 220_000,
    "buttons in objects": "<form>" + "<button><object>" * 740 + "x " * 220_000,
    "inputs after a form": "<form>" + "<br>" * 5_500 + "</form>" + "<input>" * 5_500,
    "tables in cells": "<table><tr><td>" * 1_400,
    "tables in tables": "<table>" * 1_499,
    "elements closed by others": "<div></x>" * 5_900,
    "items under many": "<div>" * 1_400 + "<li>" * 10_000,
    "ends of nothing": "<span>" * 1_400 + "</p>" * 10_000,
    "one line, of a login's words": "login " * 80_000,
    "one line, of a label's words": "old " * 98_000 + ":",
    "one line, of ends": "too many " * 50_000,
    "one script": "<script>" + "location " * 50_000,
    "one pop-up": "<script>" + "alert('" * 60_000,
    "many pop-ups": "<script>alert('x</script>" * 5_000,
    "bars in bars": "<div class=yuimenubar>" * 1_400 + "<a href=x></a>" * 5_000,
    "many labels": "<p>CM/ECF account:" * 11_000,
    "controls of one label": "<form><label>" + "<input>x" * 5_900,
    "controls that name one label": f"<form><p id=a>{'x ' * 100_000}</p>" + "<input aria-labelledby=a>" * 5_900,
    "controls of one row": "<form><table><tr>" + "<td>x" * 3_900 + "<tr>" + "<td><input>" * 3_900,
    "radio buttons of many names": "<form method=post>" + "".join(f"<input type=radio name={n}>" for n in range(9_000)),
    "forms beside one another": "<form method=post><input><input type=password></form>" * 3_900,
    "buttons of one form": "<form method=post>" + "<button>Submit and go on" * 5_900,
    "choices of one form": "<form method=post>" + "<select name=s><option>" * 5_900,
}


def cost(page: str) -> float:
    """Give the CPU seconds that reading takes, whatever it ends in."""
    body, began = page.encode(), time.thread_time()
    try:
        read = readers.read(body, "text/html", URL)
    except UnexpectedPageError:
        return time.thread_time() - began
    for reader in READERS:
        try:
            reader(read)
        except UnexpectedPageError:
            continue
    return time.thread_time() - began


@pytest.mark.parametrize("kind", sorted(TANGLED))
def test_tangled_page_costs_about_what_a_plain_one_costs(kind: str) -> None:
    page = TANGLED[kind]
    plain = PLAIN_LARGE if bounds.is_large(page.encode()) else PLAIN_SMALL
    assert cost(page) <= TIMES * cost(plain)


@pytest.mark.parametrize(
    ("limit", "plain", "left_open"),
    [(bounds.is_large, PLAIN_SMALL, 1), (bounds.is_large, PLAIN_SMALL, 20)]
    + [(bounds.is_tangled, PLAIN_LARGE, left_open) for left_open in (1, 5, 20, 100)],
)
def test_worst_page_within_a_limit_costs_about_what_a_plain_one_costs(
    limit: Callable[[bytes], bool], plain: str, left_open: int
) -> None:
    def page(count: int) -> str:
        return f"<p>{numbered('b', left_open) * 3}</p>" + "<p>x" * count

    within = bisect.bisect_left(range(12_000), x=True, key=lambda count: limit(page(count).encode())) - 1
    assert within < 0 or cost(page(within)) <= TIMES * cost(plain)


def test_an_element_that_cannot_be_measured_counts_as_too_much() -> None:
    assert bounds.is_large(f"<p><b{' a' * 5_000}>x".encode())
    assert not bounds.is_large(f"<p><b{' a' * 5}>{'x ' * 5_000}".encode())


def test_no_line_is_so_long_that_looking_through_it_holds_up_others() -> None:
    page = parse(b"<p>short</p><p>" + b"x" * 100_000, "text/html", URL)
    assert [len(line.text) for line in visible_lines(page.tree.body)] == [5, 20_000]


OPENED = ("b", "i", "font", "font", "u", "a", "nobr", "small")
PIECES = (
    "<p>", "</p>", "x", "<td>", "</td>", "<table>", "</table>", "<tr>", "<div>", "</div>", "<!--", "-->", "<svg>",
    "</svg>", "'", '"', ">", "<", "=", "/", " ", "<script>", "</script>", "<select>", "</select>", "<b", "<a href=x",
    "<object>", "</object>", "<textarea>", "</textarea>", "<li>", "<button>", "<title>", "</title>", "</b>", "</font>",
    "</a>", "</i>", "<template>", "</template>", "<marquee>", "</marquee>",
)  # fmt: skip
GIVEN = (" c", " c=1", ' c="1"', " c='1'", "/d", ' e=">"', " e='<b'", " =f", ' g="h"i=j', " k = l", ' m="', " n='\">'")


def any_page(chance: random.Random) -> str:
    """Make a page of what parsers stumble over, in any order."""
    parts: list[str] = []
    for _ in range(chance.randrange(3, 40)):
        if chance.random() < 0.5:
            given = "".join(chance.choice(GIVEN) + str(chance.randrange(3)) for _ in range(chance.randrange(4)))
            parts.append(f"<{chance.choice(OPENED)}{given}>" * chance.choice((1, 1, 4)))
        else:
            parts.append(chance.choice(PIECES) * chance.choice((1, 1, 3)))
    return "".join(parts) + "<p>x</p>" * chance.randrange(40)


def test_no_parser_makes_more_of_a_page_than_was_told() -> None:
    chance = random.Random(7)  # noqa: S311 - to be the same each time
    tight = 0
    for _ in range(4_000):
        page = any_page(chance)
        body = page.encode()
        try:
            tree = parse(body, "text/html; charset=utf-8", URL).tree
        except ValueError:
            continue
        nodes = list(tree.root.traverse()) if tree.root is not None else []
        made = sum(1 + len(node.attributes) for node in nodes)
        tags = body.count(b"<")
        told = min(bounds._reopened(body, tags), bounds._most_reopened(body, tags))
        once = 4 + 2 * tags + len(body.translate(bounds._SPACES).split(b" "))
        assert made <= told + once, page
        tight += made > once
        assert max((len(node.attributes) for node in nodes), default=0) ** 2 <= bounds._compared(body) + 1, page
    assert tight > 20, "pages were tried that make more than they say"
