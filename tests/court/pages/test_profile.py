"""What an operator says of a court's pages weighs in every reader, and lets nothing be sent that may not be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.court.pages import accounts, entries, menus, readers
from bot.court.pages.readers import UnexpectedPageError
from bot.court.profile import NONE, Profile, behind
from tests.court.pages.drawn import ENTRY, HERE, OUT

if TYPE_CHECKING:
    from bot.court.pages.tree import Page

FULL = f"https://ecf.mieb.uscourts.gov{ENTRY}"
BY_WORDS = Profile(entry=("Join my accounts",))
BY_ADDRESS = Profile(entry=(ENTRY,))
FORM = "<form method=post action=x name=quick>{}<input type=submit value='{}'></form>"
BOXES = "Court name: <input name=l><p>Court word: <input type=password name=p>"
TWO_LINES = "Bar number: <input name=b><p>Division: <input name=d><p>Key <input type=password name=p>"
TWO_KEYS = "Login <input name=l><p>New PIN <input type=password name=p><p>Word <input type=password name=q>"


def page(html: str, profile: Profile = NONE) -> Page:
    return readers.read(html.encode(), "text/html", HERE, profile)


ENTRIES = {
    "its words": (f"<a href='{ENTRY}'>Join  my <b>accounts</b> &raquo;</a>", BY_WORDS),
    "a picture": (f"<a href='{ENTRY}'><img alt='join my accounts'></a>", BY_WORDS),
    "a Go beside its words": (f"<table><tr><td>Join my accounts<td><a href='{ENTRY}'>Go</a></table>", BY_WORDS),
    "its address": (f"<a href='{ENTRY}'>Whatever</a>", BY_ADDRESS),
    "its address in full": (f"<a href='..{ENTRY}'>Whatever</a>", Profile(entry=(FULL,))),
    "its address with another number": (f"<a href='{ENTRY}'>x</a>", Profile(entry=(ENTRY.replace("5-L", "9-L"),))),
    "more than the usual words": (
        f"<a href='/x.pl'>Link a CM/ECF account to my PACER account</a><a href='{ENTRY}'>Join my accounts</a>",
        BY_WORDS,
    ),
}


@pytest.mark.parametrize(("html", "profile"), ENTRIES.values(), ids=ENTRIES.keys())
def test_the_entry_is_found_by_what_the_operator_says(html: str, profile: Profile) -> None:
    assert entries.best(entries.entries(page(html, profile))) == FULL
    assert entries.best(entries.entries(page(html))) != FULL


SCRIPTS = {
    "words by an address": (f"add('Join my accounts', '{ENTRY}');", BY_WORDS),
    "an address": (f"add('Whatever', '{ENTRY}', 'x');", BY_ADDRESS),
    "markup": (f"m = '<li><a href=\"{ENTRY}\">Join my accounts</a>';", BY_WORDS),
}


@pytest.mark.parametrize(("script", "profile"), SCRIPTS.values(), ids=SCRIPTS.keys())
def test_the_entry_is_found_in_a_script(script: str, profile: Profile) -> None:
    there = readers.read(script.encode(), "text/javascript", HERE, profile)
    assert menus.signs_of_script(there).said().link == FULL
    assert menus.signs_of_script(replace(there, profile=NONE)).offers == ()


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/cgi-bin/a.pl'>Join my accounts</a><a href='/cgi-bin/b.pl'>Join my accounts</a>",
        f"<a href='/cgi-bin/a.pl'>Join my accounts</a><a href='{ENTRY}'>x</a>",
    ],
)
def test_an_entry_that_stands_there_twice_is_still_not_clear(html: str) -> None:
    with pytest.raises(ValueError, match="more than once"):
        entries.best(entries.entries(page(html, Profile(entry=("Join my accounts", ENTRY)))))


def test_an_entry_of_another_host_is_still_none() -> None:
    there = page("<a href='https://example.org/cgi-bin/a.pl'>Join my accounts</a><a>x</a>", BY_WORDS)
    assert entries.entries(there) == ()
    assert entries.entries(replace(there, profile=BY_ADDRESS)) == ()


def login(boxes: str, go: str, profile: Profile) -> tuple[str, str]:
    found = readers.login_form(page(FORM.format(boxes, go), profile))
    assert found is not None
    return found.login_field, found.password_field


@pytest.mark.parametrize(
    ("boxes", "profile", "fields"),
    [
        (BOXES, Profile(login=("court name",), password=("Court word:",)), ("l", "p")),
        (TWO_LINES, Profile(login=("Bar number",)), ("b", "p")),
        (TWO_LINES, Profile(login=("Division",)), ("d", "p")),
        (TWO_KEYS, Profile(password=("New PIN",)), ("l", "p")),
        (TWO_KEYS, Profile(password=("Word",)), ("l", "q")),
    ],
)
def test_the_boxes_for_the_old_login_are_those_that_the_operator_names(
    boxes: str, profile: Profile, fields: tuple[str, str]
) -> None:
    assert login(boxes, "Submit", profile) == fields


@pytest.mark.parametrize("boxes", [f"Name <input name=a><p>{BOXES}".replace("Court name", "Name")])
def test_two_boxes_of_that_name_are_still_not_clear(boxes: str) -> None:
    with pytest.raises(UnexpectedPageError, match="none clearly ahead"):
        login(boxes, "Submit", Profile(login=("Name",), password=("Court word",)))


def test_a_box_of_that_name_that_nobody_sees_is_not_filled_in() -> None:
    hidden = f"<div style='display:none'>Trap: <input name=t></div>{BOXES}"
    assert login(hidden, "Submit", Profile(login=("Trap",))) == ("l", "p")


def test_a_login_that_is_asked_for_again_is_known_by_its_name() -> None:
    html = FORM.format(BOXES, "Submit")
    assert readers.asks_login_again(page(html)) is None
    assert readers.asks_login_again(page(html, Profile(login=("Court name",)))) is not None


@pytest.mark.parametrize("go", ["Find my account", "Cancel", "Whatever"])
def test_a_button_goes_on_where_the_operator_says_so(go: str) -> None:
    asked = FORM.format("Words.", go).replace("</form>", "<input type=submit name=s value=Save></form>")
    named = readers.verify(page(asked, Profile(go=(go,)))).form
    assert [name for name, _ in named.fields] == []
    if go != "Whatever":
        assert [name for name, _ in readers.verify(page(asked)).form.fields] == ["s"]


TWO = (
    FORM.format("Words.", "Submit") + "<form method=post action='../cgi-bin/b.pl?1' id=other><input type=submit></form>"
)


@pytest.mark.parametrize("named", ["quick", "Other", "/cgi-bin/b.pl", "https://ecf.mieb.uscourts.gov/cgi-bin/b.pl"])
def test_a_form_is_left_out_where_the_operator_says_so(named: str) -> None:
    with pytest.raises(UnexpectedPageError, match="none clearly ahead"):
        readers.verify(page(TWO))
    left = readers.verify(page(TWO, Profile(ignore_form=(named,)))).form
    assert left.action.endswith("x" if named != "quick" else "b.pl?1")


def test_a_form_is_left_out_by_its_button() -> None:
    both = TWO.replace("value='Submit'", "value='Next'")
    assert readers.verify(page(both, Profile(ignore_form=("Next",)))).form.action.endswith("b.pl?1")
    assert readers.login_form(page(FORM.format(BOXES, "Find"), Profile(ignore_form=("Find",)))) is None


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (FORM.replace("action=x", "action=https://example.org/x"), "another host"),
        (FORM.replace("method=post", "method=get"), "no form with a Submit that is sent by POST"),
        (FORM * 2, "none clearly ahead"),
        (FORM.replace("</form>", "<input type=submit value=Merge></form>"), "none clearly ahead"),
        (FORM.replace("</form>", "<p>Letter <input type=file name=f></form>"), "it asks for a file"),
    ],
)
def test_nothing_is_sent_that_may_not_be_whatever_the_operator_says(form: str, why: str) -> None:
    with pytest.raises(UnexpectedPageError, match=why):
        readers.verify(page(form.format(*("Words.", "Merge") * 2), Profile(go=("Merge",))))


ACCOUNTS = Profile(filer_account=("At the court",), pacer_account=("Central sign-on",))
NAMED = {
    "lines": "<p>At the court: Jane Doe, jdoe<p>Central sign-on: Jane Q. Doe",
    "cells": "<table><tr><td>At the court<td>Jane Doe, jdoe<tr><td>Central sign-on<td>Jane Q. Doe</table>",
    "columns": "<table><tr><th>At the court<th>Central sign-on<tr><td>Jane Doe, jdoe<td>Jane Q. Doe</table>",
    "dashes": "<p>AT THE COURT - Jane Doe, jdoe<p>Central Sign-on \N{EN DASH} Jane Q. Doe",
    "one of them as usual": "<p>At the court: Jane Doe, jdoe<p>PACER account: Jane Q. Doe",
}


@pytest.mark.parametrize("html", NAMED.values(), ids=NAMED.keys())
def test_both_accounts_are_told_apart_by_what_the_operator_says(html: str) -> None:
    assert accounts.named_accounts(page(html, ACCOUNTS)) == ("Jane Doe, jdoe", "Jane Q. Doe")
    assert accounts.named_accounts(page(html)) != ("Jane Doe, jdoe", "Jane Q. Doe")


def test_an_account_that_is_named_twice_is_still_none() -> None:
    twice = "<p>At the court: Jane Doe<p>Central sign-on: Jane Doe<p>CM/ECF account: John Roe"
    assert accounts.named_accounts(page(twice, ACCOUNTS)) == (None, "Jane Doe")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("At the court", ""),
        ("At the court:", ""),
        ("at the COURT = x", "x"),
        ("At the courthouse: x", None),
        ("At the court of appeals", None),
        ("Not at the court: x", None),
    ],
)
def test_what_stands_behind_a_label(line: str, rest: str | None) -> None:
    assert behind(("At the court",), line) == rest


def test_a_menu_is_read_by_what_the_operator_says() -> None:
    said = menus.signs(page(f"<p>{OUT}<p><a href='{ENTRY}'>Join my accounts</a>", BY_WORDS)).said()
    assert (said.shows, said.link) == (menus.MenuShows.NO_FILER, FULL)
