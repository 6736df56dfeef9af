"""Where the link is offered: every way to write it that leads there, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.court.pages import entries, readers
from tests.court.pages.drawn import ENTRY, page

TEXT = "Link a CM/ECF account to my PACER account"
FULL = f"https://ecf.mieb.uscourts.gov{ENTRY}"
HIDDEN = "<input type=hidden name=id value=-1>"

OFFERS = {
    "text": f"<a href='{ENTRY}'>{TEXT}</a>",
    "text as another court words it": f"<a href='{ENTRY}'>Link a CM/ECF <b>Account</b> to\n My PACER&nbsp;Account</a>",
    "text as a third one does": f"<a href='{ENTRY}'>Link my CMECF filer account to your upgraded PACER account</a>",
    "a remark": f"<a href='{ENTRY}'>{TEXT} (one time only)</a>",
    "a remark before": f"<a href='{ENTRY}'>NextGen: {TEXT}</a>",
    "a picture's alt": f"<a href='{ENTRY}'><img src=a.gif alt='{TEXT}'></a>",
    "a picture's title": f"<a href='{ENTRY}'><img src=a.gif title='{TEXT}'></a>",
    "a title": f"<a href='{ENTRY}' title='{TEXT}'>Link</a>",
    "an aria-label": f"<a href='{ENTRY}' aria-label='{TEXT}'><svg></svg></a>",
    "an area of a map": f"<map><area href='{ENTRY}' alt='{TEXT}'></map>",
    "a button that goes there": f"<button type=button onclick=\"window.location='{ENTRY}'\">{TEXT}</button>",
    "an input that goes there": f"<input type=button value='{TEXT}' onclick=\"location.href='{ENTRY}';\">",
    "a cell that can be clicked": f"<table><tr><td onclick=\"go('{ENTRY}')\">{TEXT}</td></tr></table>",
    "an address behind javascript": f"<a href=\"javascript:openWindow('{ENTRY}','w')\">{TEXT}</a>",
    "onclick with a mere hash": f"<a href='#' onclick=\"open('{ENTRY}');return false\">{TEXT}</a>",
    "a Go beside the words": f"<table><tr><td>{TEXT}</td><td><a href='{ENTRY}'>Go</a></td></tr></table>",
    "here, in the line of the words": f"<li>{TEXT}: <a href='{ENTRY}'>click here</a></li>",
    "a guide elsewhere, too": f"<a href='https://mieb.uscourts.gov/link.pdf'>{TEXT}</a><a href='{ENTRY}'>{TEXT}</a>",
    "a guide here, too": f"<a href='/docs/link.html'>{TEXT}</a><a href='{ENTRY}'>{TEXT}</a>",
    "a sentence about it, too": f"<a href='/cgi-bin/Help.pl'>How to {TEXT}</a><a href='{ENTRY}'>{TEXT}</a>",
    "a choice of a list that goes there": f"<select><option value=''>-<option value='{ENTRY}'>{TEXT}</select>",
    "twice, with numbers of their own": f"<a href='{ENTRY}'>{TEXT}</a><a href='{ENTRY[:-10]}9-L_1_0-1'>{TEXT}</a>",
}


@pytest.mark.parametrize("html", OFFERS.values(), ids=OFFERS.keys())
def test_the_link_is_found(html: str) -> None:
    assert entries.best(entries.entries(page(html))) == FULL


@pytest.mark.parametrize(
    "html",
    [
        f"<form action='/cgi-bin/LinkIt.pl'>{HIDDEN}<input type=submit value='{TEXT}'></form>",
        f"<form action='/cgi-bin/LinkIt.pl'>{HIDDEN}<button>{TEXT}</button></form>",
        f"<form action='/cgi-bin/Other.pl'>{HIDDEN}<button formaction='/cgi-bin/LinkIt.pl'>{TEXT}</button></form>",
    ],
)
def test_a_form_that_only_asks_is_followed_as_a_browser_would(html: str) -> None:
    assert entries.best(entries.entries(page(html))) == "https://ecf.mieb.uscourts.gov/cgi-bin/LinkIt.pl?id=-1"


@pytest.mark.parametrize(
    "html",
    [
        f"<form action='/cgi-bin/LinkIt.pl'><input type=submit value='{TEXT}'></form>".replace("?", ""),
        f"<a href='/cgi-bin/LinkIt.pl'>{TEXT}</a>",
    ],
)
def test_an_address_without_a_number_is_one_too(html: str) -> None:
    assert entries.best(entries.entries(page(html))) == "https://ecf.mieb.uscourts.gov/cgi-bin/LinkIt.pl"


ALIKE = {
    "a form that is sent": f"<form method=post action='{ENTRY}'><button>{TEXT}</button></form>",
    "a script that tells no address": f"<a href='javascript:link()'>{TEXT}</a>",
    "a choice that tells no address": f"<select><option value='link'>{TEXT}</option></select>",
    "a button of no form": f"<div><button>{TEXT}</button></div>",
    "words that lead nowhere": f"<a href='#'>{TEXT}</a>",
    "an address that is none": f"<a href='mailto:clerk@example.org'>{TEXT}</a>",
}


@pytest.mark.parametrize("html", ALIKE.values(), ids=ALIKE.keys())
def test_an_offer_whose_address_cannot_be_told_is_seen_as_one(html: str) -> None:
    found = entries.entries(page(html))
    assert [entry.address for entry in found] == [None]
    assert entries.best(found) is None


def test_a_form_without_an_address_a_browser_could_ask_for_leads_nowhere() -> None:
    html = f"<form action='mailto:x@example.org'><button>{TEXT}</button></form>"
    assert entries.entries(page(html)) == (entries.Entry(4, None),)


NO_OFFERS = {
    "a guide elsewhere": f"<a href='https://www.mieb.uscourts.gov/how-to-link'>{TEXT}</a>",
    "a film": f"<a href='/docs/link.mp4'>How to {TEXT}</a>",
    "other words": f"<a href='{ENTRY}'>Link to the PACER Case Locator</a>",
    "words alone": f"<p>{TEXT}</p>",
    "a Go in another line": f"<p>{TEXT}</p><p><a href='{ENTRY}'>Go</a></p>",
    "another button in its line": f"<li>{TEXT} <a href='/cgi-bin/x.pl'>Print this page</a></li>",
}


@pytest.mark.parametrize("html", NO_OFFERS.values(), ids=NO_OFFERS.keys())
def test_what_is_no_offer_is_none(html: str) -> None:
    assert entries.entries(page(html)) == ()


def test_two_that_are_as_good_are_not_chosen_between() -> None:
    html = f"<a href='/cgi-bin/a.pl'>{TEXT}</a><a href='/cgi-bin/b.pl'>{TEXT}</a>"
    with pytest.raises(ValueError, match="more than once"):
        entries.best(entries.entries(page(html)))


SCRIPTS = {
    "a label and an address": f'add("{TEXT}", "{ENTRY}");',
    "an address before its label": f'{{url: "{ENTRY}", text: "{TEXT}"}}',
    "escaped": f'["{TEXT.replace("/", chr(92) + "/")}", "{ENTRY.replace("/", chr(92) + "/")}"]',
    "in hexadecimal": f'x = "{TEXT.replace("L", chr(92) + "x4c", 1)}"; y = "{ENTRY.replace("/", chr(92) + "u002f")}"',
    "a piece of a page": f"html += \"<li><a href='{ENTRY}'>{TEXT}</a></li>\";",
    "in single quotes": f"html += '<a href=\"{ENTRY}\">{TEXT}</a>';",
    "after other entries": f'a("Query", "/cgi-bin/iquery.pl"); a("{TEXT}", "{ENTRY}"); a("Help", "/cgi-bin/Help.pl")',
}


def script(source: str) -> entries.Entry | None:
    found = entries.entries_in_script(readers.read(source.encode(), "text/javascript", page("").url))
    return found[0] if found else None


@pytest.mark.parametrize("source", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_the_link_is_found_in_a_script(source: str) -> None:
    found = script(source)
    assert found is not None
    assert found.address == FULL


def test_a_label_without_an_address_in_a_script_is_an_offer_that_leads_nowhere() -> None:
    assert script(f'go("{TEXT}", handler)') == entries.Entry(4, None)
    assert script(f'go("{TEXT}", "http://[", "/cgi-bin/")') == entries.Entry(4, None) or script("") is None
    assert script("var a = 'Query';") is None


@given(some.text(max_size=300), some.sampled_from(["text/html", "text/javascript"]))
def test_any_text_is_read(text: str, kind: str) -> None:
    read = readers.read((text + TEXT + text).encode("utf-8", "replace"), kind, page("").url)
    entries.entries(read)
    entries.entries_in_script(read)


def test_everything_that_can_be_clicked_here_is_told_by_its_words_and_its_address() -> None:
    html = (
        "<a href='/cgi-bin/a.pl'>One <b>thing</b></a><a href='/cgi-bin/b.pl'><img alt='' title='Two'></a>"
        "<a href='/cgi-bin/c.pl'></a><a href='https://example.org/d.pl'>Away</a><a href=#>x</a>"
        "<button onclick=\"go('/e.pl')\">E</button>"
    )
    here = "https://ecf.mieb.uscourts.gov"
    found = [("One thing", "/cgi-bin/a.pl"), ("Two", "/cgi-bin/b.pl"), ("", "/cgi-bin/c.pl"), ("E", "/e.pl")]
    assert list(entries.clickable(page(html))) == [(label, here + at) for label, at in found]


def test_what_a_script_offers_is_told_too() -> None:
    source = (
        "add('Utilities', 'One thing', '/cgi-bin/a.pl');add('Two', 7);"
        "m = '<li><a href=\"/cgi-bin/c.pl\">Three</a>'; '--'"
    )
    found = list(entries.clickable_in_script(readers.read(source.encode(), "text/javascript", page("").url)))
    assert [(label, address.rpartition("/")[2]) for label, address in found] == [
        ("Utilities", "a.pl"),
        ("One thing", "a.pl"),
        ("Two", "a.pl"),
        ("Three", "c.pl"),
    ]


def test_an_address_is_the_same_whatever_its_number() -> None:
    assert entries.same_place(FULL, FULL.replace("12345", "54321"))
    assert not entries.same_place(FULL, f"{FULL}x")
