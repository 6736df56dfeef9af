"""What makes a value from outside safe to show."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.screens.blocks import clean, escaped

ANY_TEXT = st.text(st.characters(codec=None), max_size=400)


@given(ANY_TEXT, st.integers(1, 300))
def test_an_escaped_value_fits_and_breaks_no_entity(value: str, most: int) -> None:
    shown = escaped(value, most)
    assert len(shown) <= most
    assert "<" not in shown
    assert ">" not in shown
    assert shown.count("&") == sum(shown.count(entity) for entity in ("&amp;", "&lt;", "&gt;"))


@given(ANY_TEXT, st.integers(1, 300))
def test_a_clean_value_is_one_line_of_what_can_be_seen(value: str, most: int) -> None:
    line = clean(value, most)
    assert len(line) <= most
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line


def test_a_short_value_stays_as_it_is() -> None:
    assert clean("Rivera & Søn, P.C.", 50) == "Rivera & Søn, P.C."
    assert html.unescape(escaped("Rivera & Søn <P.C.>", 50)) == "Rivera & Søn <P.C.>"


def test_a_long_value_ends_with_an_ellipsis() -> None:
    assert clean("abcdef", 4) == "abc…"
    assert escaped("&&&&", 11) == "&amp;&amp;…"


def test_what_slack_would_take_for_a_mark_is_replaced_by_its_like() -> None:
    assert escaped("R*** ~x~ `y` _dana_ :smile:", 50) == "R∗∗∗ ∼x∼ ˋyˋ ˍdanaˍ ꞉smile:"  # noqa: RUF001 - the likes
    assert escaped("> said", 50) == "› said"  # noqa: RUF001 - the like of a quotation's mark


def test_what_marks_nothing_stays() -> None:
    for value in ("dana_whitfield", "9:07", "a > b", "Ref: x:y", "2026-03-02 15:00"):
        assert html.unescape(escaped(value, 50)) == value


@given(st.text("*_~`:> aZ9é-", max_size=30))
def test_no_value_changes_how_the_words_around_it_look(value: str) -> None:
    shown = html.unescape(escaped(value, 300))
    assert not set("*~`") & set(shown)
    assert all(shown[max(at - 1, 0)].isalnum() and shown[at + 1 : at + 2].isalnum() for at in places(shown, "_"))
    assert not re.search(r":[a-z0-9_+'-]+:", shown)
    assert not shown.startswith(">")


def places(text: str, sign: str) -> list[int]:
    return [at for at, each in enumerate(text) if each == sign]


def test_what_turns_or_hides_text_is_dropped() -> None:
    assert clean("a\u202eb\u2066c\x00d\ud800e\n f", 20) == "abcde f"
