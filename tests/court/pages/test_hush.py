"""No part of a typed value is quoted, however it is spelled; and no pattern is ever made of one."""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.court.pages import words
from bot.court.pages.hush import WINDOW, hush
from bot.vault import Secret

PASSWORD = "jdoe-Harbor-77!é"
LOGIN = "jdoe"

SPELLINGS = {
    "as typed": PASSWORD,
    "upper case": PASSWORD.upper(),
    "no accents": "jdoe-Harbor-77!e",
    "accents of its own": unicodedata.normalize("NFD", PASSWORD),
    "full width": "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in PASSWORD),
    "zero width": "\u200b".join(PASSWORD),
    "soft hyphens": "jdoe-Har\u00adbor-77!é",
    "a mark that turns": "jdoe-\u202eHarbor-77!é",
    "blanks": " ".join(PASSWORD),
    "no-break blanks": "jdoe-\u00a0Harbor-77!é",
    "typographic dashes": PASSWORD.replace("-", "\u2013"),
    "%XX as UTF-8": quote(PASSWORD),
    "%XX as Latin-1": quote(PASSWORD, encoding="latin-1"),
    "every letter as %XX": "".join(f"%{each:02x}" for each in PASSWORD.encode()),
    "%25XX": quote(quote(PASSWORD)),
    "entities": html.escape(PASSWORD).replace("!", "&excl;"),
    "numbers": "".join(f"&#{ord(each)};" for each in PASSWORD),
    "hexadecimal numbers": "".join(f"&#x{ord(each):x};" for each in PASSWORD),
    "numbers escaped twice": "".join(f"&amp;#{ord(each)};" for each in PASSWORD),
    "numbers escaped three times": "".join(f"&amp;amp;#{ord(each)};" for each in PASSWORD),
    "numbers without semicolons": " ".join(f"&#{ord(each)}" for each in PASSWORD),
    r"\xNN": "".join(f"\\x{ord(each):02x}" for each in PASSWORD),
    r"\uNNNN": "".join(f"\\u{ord(each):04x}" for each in PASSWORD),
    r"\u{N}": "".join(f"\\u{{{ord(each):x}}}" for each in PASSWORD),
    "octal": "".join(f"\\{ord(each):03o}" for each in PASSWORD),
    r"\\uNNNN": "".join(f"\\\\u{ord(each):04x}" for each in PASSWORD),
    "backslashes before signs": re.escape(PASSWORD),
    "quoted-printable": "jdoe-Harbor-77=21=C3=A9",
    "base64": base64.b64encode(PASSWORD.encode()).decode(),
    "base64, in a longer text": base64.b64encode(b"x" + PASSWORD.encode()).decode(),
    "hexadecimal": PASSWORD.encode().hex(),
    "wrong charset": PASSWORD.encode().decode("latin-1"),
    "a sign that the charset lacks": PASSWORD.replace("é", "?"),
    "its beginning": PASSWORD[:8],
    "its end": PASSWORD[-6:],
    "its middle": PASSWORD[4:9],
    "masked": PASSWORD[:4] + "****",
    "two lines": "jdoe-Har. bor-77!é",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_password_is_not_quoted_in_any_spelling(spelling: str) -> None:
    said = words.safe(f"The password {SPELLINGS[spelling]} is not valid", (), (Secret(PASSWORD),))
    assert said in {"The password … is not valid", ""}
    assert "arbor" not in said.lower()


@pytest.mark.parametrize("spelling", [each for each in SPELLINGS if each not in {"wrong charset", "two lines"}])
@pytest.mark.parametrize("pad", range(270, 300, 3))
def test_nothing_of_a_password_is_left_at_the_cut(spelling: str, pad: int) -> None:
    said = words.safe("y" + " y" * (pad // 2) + f" {SPELLINGS[spelling]} x y", (), (Secret(PASSWORD),))
    assert set(said) <= set("xy …")
    assert len(said) <= words.MAX_WORDS


def test_nothing_is_left_where_the_text_is_no_longer_looked_at() -> None:
    for before in range(1400, 1500):
        said = words.safe(f"{PASSWORD} " * 40 + "x" * (before - 40 * 17) + PASSWORD, (), (Secret(PASSWORD),))
        assert set(said) <= set("x …")


def test_an_end_that_begins_no_typed_value_is_quoted() -> None:
    said = hush("z" * (WINDOW + 1), ["rcastellan"])
    assert said == "z" * WINDOW


def test_values_within_values_go_whole_in_any_order() -> None:
    typed = (Secret(LOGIN),), (Secret(PASSWORD),)
    assert words.safe(f"The password {PASSWORD} is invalid for {LOGIN}.", *typed) == "The password … is invalid for …."
    assert words.safe("abcabcab and so on", (Secret("abcab"), Secret("bca"))) == "… and so on"


def test_names_leave_a_gap_and_the_rest_is_quoted() -> None:
    names = (Secret("jane.farrell@firm.example"),)
    assert words.safe("No user JANE.FARRELL@FIRM.EXAMPLE here", names) == "No user … here"
    assert words.safe("No user jane.farrell@ here", names) == "No user … here"
    assert words.safe("Jane Doe has no access", names) == "Jane Doe has no access"


@pytest.mark.parametrize(
    ("typed", "text", "said"),
    [
        ("abc", "User abc and xabcx.", "User … and x…x."),
        ("his", "this is with his", "t… is with …"),
        ("7", "Case 7 of 17.", "Case … of 17."),
        ("", "Nothing typed.", "Nothing typed."),
        ("\u200b", "Nothing seen.", "Nothing seen."),
        ("a%41b", "You typed a%41b here.", "You typed … here."),
        ("a&amp;b;c", "You typed a&amp;b;c here.", "You typed … here."),
    ],
)
def test_short_and_odd_values(typed: str, text: str, said: str) -> None:
    assert words.safe(text, (), (Secret(typed),)) == said


def test_a_text_with_a_part_of_a_secret_is_withheld_whole_and_says_nothing_by_its_gaps() -> None:
    """A gap in words that everybody knows would tell what was typed."""
    said = "The firm of Winters is closed."
    assert words.safe(said, (), (Secret("Winters-2"),)) == ""
    assert words.safe(said, (), (Secret("Firm77"),)) == ""
    assert words.safe(said, (), (Secret("xWintery"),)) == ""
    assert words.safe(said, (), (Secret("Spring-1"),)) == said


def test_what_any_page_about_a_login_says_repeats_nothing() -> None:
    said = "Invalid username, password, or one-time passcode."
    assert words.safe(said, (), (Secret("no-such-password"),)) == said
    assert words.safe("Not no-such-pass", (), (Secret("no-such-password"),)) == ""


def test_no_pattern_is_made_of_a_typed_value() -> None:
    re.purge()
    words.safe("Wrong: jdoe-Harbor-77!", (Secret(LOGIN),), (Secret(PASSWORD),))
    kept = [str(key) for cache in vars(re).values() if isinstance(cache, dict) for key in cache]
    assert not [key for key in kept if "arbor" in key]


ESCAPES = st.sampled_from(
    [
        str,
        str.upper,
        lambda each: f"%{ord(each):02X}",
        lambda each: f"&#{ord(each)};",
        lambda each: f"&amp;#x{ord(each):X};",
        lambda each: f"\\x{ord(each):02x}",
        lambda each: f"\\u{ord(each):04x}",
        lambda each: each + "\u200b",
        lambda each: each + "\u0301",
    ]
)
LETTERS = st.sampled_from("abcdefghkmnopqrstuvwz23456789-!")


@given(st.lists(st.tuples(LETTERS, ESCAPES), min_size=6, max_size=20), st.text("xyz .", max_size=320), st.booleans())
def test_spellings_mixed_at_random_leave_nothing(typed: list[tuple[str, object]], before: str, named: bool) -> None:
    value = "".join(letter for letter, _ in typed)
    spelled = "".join(escape(letter) for letter, escape in typed)  # type: ignore[operator]
    secret = (Secret(value),)
    said = words.safe(before + " " + spelled + " .", secret if named else (), () if named else secret)
    assert set(said) <= set("xyz .…\u200b")


@given(st.text(max_size=60), st.text(max_size=2000))
def test_any_text_and_any_value_will_do(value: str, text: str) -> None:
    said = words.safe(text + value + text, (Secret(value),), (Secret(value[::-1]),))
    assert len(said) <= words.MAX_WORDS
