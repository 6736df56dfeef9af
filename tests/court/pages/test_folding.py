"""A value is found in any spelling of a web page, and where it stood is told in the text as it was."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.court.pages.folding import SHORTEST, blanked, find_all, folded, readings

if TYPE_CHECKING:
    from collections.abc import Callable


def spans(text: str, values: list[str]) -> list[tuple[int, int]]:
    """Give where any of `values` stands, in any spelling of either; those that overlap are one."""
    sought = [each.text.strip() for value in values for each in readings(value)]
    seen = readings(text)
    merged: list[tuple[int, int]] = []
    for span in sorted(each.span(*at) for each in seen for value in sought for at in find_all(each.text, value)):
        if merged and span[0] < merged[-1][1]:
            merged[-1] = merged[-1][0], max(span[1], merged[-1][1])
        else:
            merged.append(span)
    return merged


def hide(text: str, values: list[str], gap: str) -> str:
    for start, end in reversed(spans(text, values)):
        text = text[:start] + gap + text[end:]
    return text


SPELLINGS = {
    "as it is": ("Renée", "Renée"),
    "capitals": ("RENÉE", "renée"),
    "no accent": ("Renee", "Renée"),
    "an accent of its own": ("Rene\u0301e", "Renée"),
    "an accent nobody typed": ("Rowán", "rowan"),
    "sharp s": ("STRASSE", "straße"),
    "a joined letter": ("\ufb01nch", "finch"),
    "a stroke": ("Søren", "soren"),
    "wide letters": ("\uff32\uff4f\uff57\uff41\uff4e", "Rowan"),
    "letters of another alphabet": ("R\u043ew\u0430n", "Rowan"),
    "a typographer's apostrophe": ("O\u2019Hallow", "O'Hallow"),
    "another apostrophe": ("O\u02bcHallow", "O\u00b4Hallow"),
    "no apostrophe": ("OHallow", "O'Hallow"),
    "a hyphen that does not break": ("Gale\u2011Moor", "Gale-Moor"),
    "a space that does not break": ("Winifred\u00a0Gale", "Winifred Gale"),
    "spaces": ("Winifred \n\t Gale", "Winifred  Gale"),
    "a space of no width": ("Row\u200ban", "Rowan"),
    "a soft hyphen": ("Row\u00adan", "Rowan"),
    "marks of direction": ("Ro\u202ew\u2066an", "Rowan"),
    "a zero": ("Row\0an", "Rowan"),
    "percent, UTF-8": ("Ren%C3%A9e", "Renée"),
    "percent, Latin": ("Ren%e9e", "Renée"),
    "percent, twice": ("d%2526h", "d&h"),
    "percent, all": ("%52%6F%77%61%6E", "Rowan"),
    "plus": ("Winifred+Gale", "Winifred Gale"),
    "plus of its own": ("a+b%2Bc", "a+b+c"),
    "script, four": (r"Ren\u00e9e", "Renée"),
    "script, two": (r"\x52owan", "Rowan"),
    "script, braces": (r"\u{52}owan", "Rowan"),
    "script, three": (r"\122owan", "Rowan"),
    "script, needless": (r"R\owan", "Rowan"),
    "script, percent": ("%u0052owan", "Rowan"),
    "entity, named": ("Ren&eacute;e", "Renée"),
    "entity, number": ("&#82;owan", "Rowan"),
    "entity, hex": ("&#X52;owan", "Rowan"),
    "entity, open": ("&#82owan", "Rowan"),
    "entity, twice": ("d&amp;amp;h", "d&h"),
    "UTF-8 read as Latin": ("Ren\u00c3\u00a9e", "Renée"),
    "UTF-8 read as Latin, a space behind": ("Ren\u00c3\u00a9\u00a0Gale", "René Gale"),
    "an apostrophe read as Latin": ("O\u00e2\u20ac\u2122Hallow", "O'Hallow"),
    "entity, with nothing seen in it": ("&#8\u200b2;owan", "Rowan"),
    "escapes of its own": ("%2541", "%41"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_value_is_found_in_every_spelling(spelling: str) -> None:
    written, value = SPELLINGS[spelling]
    assert hide(f"[{written}] and [{written}]", [value], "*") == "[*] and [*]"


def test_value_is_found_within_a_word_and_before_what_looks_like_an_escape() -> None:
    assert hide("jrcastellan2", ["rcastellan"], "*") == "j*2"
    assert hide("50%41", ["50%"], "*") == "*41"


def test_place_is_told_in_the_text_as_it_was() -> None:
    text = "Dear  Ren%C3%A9e&nbsp;O\u2019Hal\u00adlow!"
    ((start, end),) = spans(text, ["rene\u0301e ohallow"])
    assert text[start:end] == text[6:-1]


def test_escapes_of_escapes_are_undone_some_times_and_not_for_ever() -> None:
    found = [bool(spans("%" + "25" * depth + "41bc", ["abc"])) for depth in range(12)]
    assert found[:4] == [True] * 4
    assert not found[-1]


def test_overlapping_values_leave_no_part_of_either() -> None:
    assert hide("rowancastellan", ["rowancast", "castellan"], "*") == "*"
    assert hide("aaaaa", ["aaa"], "*") == "*"


def test_short_values_must_stand_alone() -> None:
    assert hide("k7, k77 and K7", ["k7", "", " "], "*") == "*, k77 and *"


CODES: list[Callable[[str], str]] = [
    lambda text: text,
    quote,
    quote_plus,
    html.escape,
    lambda text: "".join(f"&#{ord(each)};" for each in text),
    lambda text: "".join(f"&#x{ord(each):x}" + ";" for each in text),
    lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "\u200b".join,
    lambda text: text.replace("\\", "\\\\").encode("ascii", "backslashreplace").decode(),
]


@given(
    st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x24F), min_size=3, max_size=20),
    st.sampled_from([str.upper, *CODES]),
    st.sampled_from(CODES),
    st.text("abc <>.,", max_size=10),
)
def test_any_value_in_any_two_spellings_is_found(
    value: str, one: Callable[[str], str], other: Callable[[str], str], around: str
) -> None:
    assume(len(folded(value.replace("\\", "")).text) >= SHORTEST)
    written = f"{around} {other(one(value))} {around}"
    assert spans(written, [value])


def test_nothing_is_found_where_nothing_is() -> None:
    assert hide("nothing of anybody, %zz, \\u12, &#xFFFFFFF; \ud800", ["Rowan Castellan"], "*").startswith("nothing")
    assert spans("", ["abc"]) == []


def test_what_is_written_in_escapes_can_be_blanked() -> None:
    assert blanked("a%20b &amp; \\u0041c") == "a   b       " + " " * 6 + "c"


def test_letters_that_were_no_bytes_of_another_alphabet_stay_what_they_are() -> None:
    assert [each.text for each in readings("\u00e9\u00a0e")][-1] == "e e"
    assert "zoe" in readings("Zo\u00c3\u00ab")[-1].text
    assert [each.text for each in readings("\u00ed\u00a0\u00a0x")][-1] == "i x", "a surrogate's bytes are no letter"
