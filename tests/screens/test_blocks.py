"""What makes a value from outside safe to show."""

import html

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


def test_what_turns_or_hides_text_is_dropped() -> None:
    assert clean("a\u202eb\u2066c\x00d\ud800e\n f", 20) == "abcde f"
