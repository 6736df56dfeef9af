"""Scrubbed means scrubbed: whatever is tried, in whatever spelling and place, nobody is found in what was kept."""

from __future__ import annotations

import base64
import html
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.court import PageKeeper
from bot.court.exchange import Answer
from bot.vault import Secret
from tests.court.rehearsal.probes import ACCOUNTS, GIVEN, NAMES, PLACES, SPELT, TYPED, VALUES, sight

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl?1234567-L_1"
HTML = "text/html; charset=utf-8"
EXACT = tuple(map(Secret, TYPED))


def seen(*answers: Answer | str, exact: tuple[Secret, ...] = EXACT) -> str:
    """Keep pages as one rehearsal would, and give all that can be read in what was kept; none is withheld."""
    with tempfile.TemporaryDirectory() as folder:
        keeper = PageKeeper(Path(folder) / "kept")
        for answer in answers:
            page = Answer(200, HERE, HTML, answer.encode()) if isinstance(answer, str) else answer
            keeper.keep("filer_login", "mieb", page, exact)
        facts = [json.loads(path.read_text("utf-8")) for path in (Path(folder) / "kept").glob("*.json")]
        assert [about["withheld"] for about in facts] == [""] * len(answers), "there would be nothing to read"
        return sight(b"\n".join(path.read_bytes() for path in sorted((Path(folder) / "kept").iterdir())))


def found(needles: tuple[str, ...], text: str) -> list[str]:
    return [needle for needle in needles if needle in text]


@pytest.mark.parametrize("spelling", SPELT)
def test_no_spelling_of_a_name_is_kept(spelling: str) -> None:
    probe = f"<p>{SPELT[spelling]}</p>"
    codes = (base64.b64encode(b"Ren").decode().lower(), "52656e", "roomred", "108,100")
    for pages in ((probe,), (ACCOUNTS + probe,), (probe, ACCOUNTS)):
        assert found((*NAMES, *codes, "l d e r", "l.d.e", "l-d-e"), seen(*pages)) == []


@pytest.mark.parametrize("place", PLACES)
def test_no_place_keeps_a_name(place: str) -> None:
    for spelling in ("as it is", "percent", "entities, numbers", "script", "run together", "space of no width"):
        probe = PLACES[place].format(SPELT[spelling])
        assert found(NAMES, seen(probe)) == [], spelling
        assert found(NAMES, seen(ACCOUNTS + probe)) == [], spelling


@pytest.mark.parametrize("place", PLACES)
def test_no_place_keeps_a_value(place: str) -> None:
    for kind in ("mail", "phone", "date", "case", "token, short", "token", "number"):
        value, needles = VALUES[kind]
        assert found(needles, seen(PLACES[place].format(value))) == [], kind
    assert found(("rcastellan",), seen(PLACES[place].format("xRCastellan2"))) == []


@pytest.mark.parametrize("kind", VALUES)
def test_no_value_is_kept(kind: str) -> None:
    value, needles = VALUES[kind]
    for place in ("paragraph", "query", "script", "shown input"):
        assert found(needles, seen(PLACES[place].format(value))) == [], place


@pytest.mark.parametrize("kind", GIVEN)
def test_nothing_that_was_given_is_kept(kind: str) -> None:
    value, needles = GIVEN[kind]
    for place in ("paragraph", "hidden input", "query", "script", "button's label", "comment", "data"):
        written = value if place in {"paragraph", "comment", "script"} else value.replace('"', "&quot;")
        assert found(needles, seen(PLACES[place].format(written))) == [], place


@pytest.mark.parametrize("spelling", SPELT)
def test_nobody_is_told_of_beside_a_page(spelling: str) -> None:
    way = SPELT[spelling].replace("#", "%23")
    there = f"https://ecf.mieb.uscourts.gov/cgi-bin/{way}.pl?name={way}&id=-1&n=12345#{way}"
    answer = Answer(302, there, f"text/html; charset=utf-8; name={way}", b"<p>x</p>", there)
    assert found((*NAMES, "12345"), seen(ACCOUNTS, answer)) == []


@pytest.mark.parametrize("host", ["aldermoor.example", "aldermoor.uscourts.gov", "Ren\u00e9e.example", "127.0.0.1"])
def test_only_hosts_of_courts_are_told(host: str) -> None:
    told = seen(Answer(200, f"https://rcastellan:x@{host}/x", HTML, b"<p>x</p>"))
    assert found((*NAMES, "rcastellan", "127"), told) == []


WORDING = """<title>CM/ECF - LIVE DATABASE</title><h1>U.S. Bankruptcy Court</h1><p>Enter your current ECF login and
password.</p><p>Verify that the CM/ECF account and PACER account listed are accurate and match.</p><p>This process
can't be undone once you click Submit.</p><p>CONGRATULATIONS, you have successfully linked your account.</p><p>Your
individual PACER account should be listed and not a shared firm PACER account.</p><p>Invalid login or password; the
account is locked.</p><p>The system is down for scheduled maintenance.</p><script>function ProcessForm(form) { if
(form.login.value == '') { alert('Enter your login.\\nPlease try again.'); return false; } }</script>
<a href="/cgi-bin/DisplayMenu.pl?Utilities&amp;id=-1"><u>U</u>tilities</a><script src="/cgi-bin/menu.pl?id=-1"></script>
<script>CMECF.MainMenu.renderSimpleMenu();location.assign("https://pacer.login.uscourts.gov/csologin/x")</script>"""


def test_what_courts_say_is_left_as_it_is() -> None:
    kept = " ".join(seen(WORDING, exact=()).split())
    for line in WORDING.splitlines():
        assert all(word in kept for word in re.split(r"\s+|(?<=>)(?=<)", line.casefold())), line
    assert "name" not in kept.split("</title>")[1].split("/csologin/x")[0]


LETTERS = st.text("bcdfghjklmnpqrstvwxz\u00e9\u00fc\u00f1", min_size=6, max_size=14)
WAYS: list[Callable[[str], str]] = [
    lambda text: text,
    str.upper,
    str.title,
    quote,
    lambda text: quote_plus(text, encoding="cp1252", errors="replace"),
    lambda text: "".join(f"&#{ord(each)};" for each in text),
    lambda text: "".join(f"&#x{ord(each):X};" for each in text),
    lambda text: html.escape("".join(f"&#{ord(each)};" for each in text)),
    lambda text: "".join(f"\\u{ord(each):04x}" for each in text),
    "\u200b".join,
    "\u00ad".join,
    lambda text: f"{text}'s",
    lambda text: f"j{text}",
    lambda text: f"{text}88",
    lambda text: f"{text[:3]}<b>{text[3:]}</b>",
]


@settings(max_examples=150, deadline=None)
@given(LETTERS, st.sampled_from(WAYS), st.sampled_from(sorted(PLACES)), st.booleans(), st.booleans())
def test_nobody_is_ever_found(name: str, way: Callable[[str], str], place: str, told: bool, typed: bool) -> None:
    needle = sight(name.encode()).split("\n")[0]
    assume(not any(needle in sight(each.encode()) for each in (*PLACES.values(), ACCOUNTS)))
    accounts = f"<p>CM/ECF account: Ann {name}</p><p>PACER account: Ann {name}</p>" if told else ""
    written = PLACES[place].format(way(name).replace('"', "&quot;") if place != "paragraph" else way(name))
    exact = (Secret(name),) if typed else ()
    assert needle not in seen(written, accounts + written, exact=exact)


@settings(max_examples=150, deadline=None)
@given(st.integers(100_000, 899_999_999), st.sampled_from(WAYS[:11]), st.sampled_from(sorted(PLACES)))
def test_no_number_is_ever_found(number: int, way: Callable[[str], str], place: str) -> None:
    assume(not str(number).startswith("9"))  # as all stand-ins do
    assert str(number) not in seen(PLACES[place].format(way(str(number))))


@settings(max_examples=150, deadline=None)
@given(st.text("aeinrstol<>&'\"%+;.,-\u00e9 \u00a0", max_size=60))
@example("+e\u00e9\u00a0e")
@example("e;i&ii;")
def test_no_page_of_plain_text_is_withheld_for_its_own_stand_ins(text: str) -> None:
    assert seen(text, ACCOUNTS + f"<p>{html.escape(text)}</p>", exact=())


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ('<a href="/cgi-bin/x.pl?id=-1&caseid=5&amp;office=1">x</a>', "id=-1"),
        ("<p>login<input name=login>password<input type=password name=key>", "password"),
        ("<script>if (document.cookie.indexOf('PacerSession') < 0) go('x1y2')</script>", "indexof('pacersession') <"),
        ("<script>alert('It is Ren\u00e9e Aldermoor')</script>", "alert('it is nameaa nameab')"),
        ("<p>Mr. Long, the case will close, says Hon. Page</p>", "the case will close, says hon. name"),
        ("<td>Reports<img src=a.gif>Utilities<select><option>1</select>Help", "utilities"),
    ],
)
def test_page_that_runs_together_is_kept(page: str, kept: str) -> None:
    assert kept in seen(page)
