"""Every reader against pages of its own: what it must read, and what it must refuse."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.court.model import MenuShows
from bot.court.pages import menus, readers
from bot.court.pages.readers import UnexpectedPageError
from bot.vocabulary import AccountWarning

FOLDER = Path(__file__).parent / "fixtures"
HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"
MUTATIONS = int(os.environ.get("LINK_PACER_MUTATIONS", "200"))
MUTATED = settings(max_examples=MUTATIONS, deadline=None, suppress_health_check=list(HealthCheck))


def pairs(reader: str) -> list[Path]:
    return sorted((FOLDER / reader).glob("*.html"))


def expected(path: Path) -> Any:
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


def read(body: bytes, content_type: str = "text/html") -> Any:
    return readers.read(body, content_type, HERE)


@pytest.mark.parametrize("path", pairs("menu"), ids=lambda path: path.stem)
def test_menu_is_read(path: Path) -> None:
    signs = menus.signs(read(path.read_bytes()))
    found = signs.said()
    assert signs.signed_in
    assert {"shows": found.shows and found.shows.value, "link": found.link} == expected(path)


@pytest.mark.parametrize("path", pairs("login"), ids=lambda path: path.stem)
def test_login_form_is_read(path: Path) -> None:
    form = readers.login_form(read(path.read_bytes()))
    assert form is not None
    assert {
        "action": form.action,
        "multipart": form.multipart,
        "charset": form.charset,
        "login": form.login_field,
        "password": form.password_field,
        "fields": [[name, value.reveal()] for name, value in form.fields],
    } == expected(path)


@pytest.mark.parametrize("path", pairs("verify"), ids=lambda path: path.stem)
def test_verify_page_is_read(path: Path) -> None:
    accounts = readers.verify(read(path.read_bytes())).accounts
    found = {"filer": accounts.filer, "pacer": accounts.pacer, "warnings": [each.value for each in accounts.warnings]}
    assert found == expected(path)


@pytest.mark.parametrize("path", pairs("verify"), ids=lambda path: path.stem)
def test_verify_page_with_a_box_that_nobody_could_fill_is_refused(path: Path) -> None:
    for box in (b"<input type=password>", b"<input>"):
        body = path.read_bytes().replace(b"<input type=hidden name=", box + b"<input type=hidden name=", 1)
        with pytest.raises(UnexpectedPageError):
            readers.verify(read(body))


@pytest.mark.parametrize(
    "change",
    [
        (b'method="POST"', b"method=GET"),
        (b"type=submit", b"type=hidden"),
        (b"<input type=submit", b"<input type=file name=letter><input type=submit"),
        (b"<input type=submit", b"<input type=submit value='Link accounts'><input type=submit"),
        (b"<input type=submit", b"<input type=submit formmethod=get"),
        (b"<input type=submit", b"<input type=submit formaction=https://ecf.txwd.uscourts.gov/x"),
        (b'action="../cgi-bin/V.pl', b'action="https://ecf.txwd.uscourts.gov/cgi-bin/V.pl'),
        (b"</form>", b"</form><form method=post><input type=submit></form>"),
        (b'action="../cgi-bin/V.pl', b'action="javascript:go()//'),
        (b'action="../cgi-bin/V.pl', b'action="https://[::1/'),
    ],
    ids=lambda change: change[1].decode()[:40],
)
def test_verify_page_that_is_not_quite_one_is_refused(change: tuple[bytes, bytes]) -> None:
    body = (FOLDER / "verify" / "seed.html").read_bytes()
    assert change[0] in body
    with pytest.raises(UnexpectedPageError):
        readers.verify(read(body.replace(*change)))


@pytest.mark.parametrize(
    "change",
    [
        (b"CM/ECF account", b"Some account"),
        (b"PACER account:", b"Another thing:"),
        (b"Jane Example (jexample88)", b""),
        (b"<b>PACER account:</b>", b"<b>CM/ECF account:</b>"),
        (b"<table>", b"<table><tr><th>CM/ECF account<th>PACER account<tr><td>Jane<td></table><table>"),
        (b"<b>CM/ECF account:</b></td><td>", b""),
    ],
    ids=lambda change: change[1].decode()[:40],
)
def test_verify_page_that_cannot_be_split_is_shown_in_its_own_words(change: tuple[bytes, bytes]) -> None:
    body = (FOLDER / "verify" / "seed.html").read_bytes()
    assert change[0] in body
    accounts = readers.verify(read(body.replace(*change))).accounts
    assert (accounts.filer, accounts.pacer) == ("", "")
    assert accounts.warnings == (AccountWarning.NOT_COMPARED,)
    assert "Jane Q. Example (jexample)" in " ".join(accounts.said)
    assert "Query" not in " ".join(accounts.said)


def test_verify_page_with_more_words_than_can_be_shown_is_refused() -> None:
    body = (FOLDER / "verify" / "seed.html").read_bytes().replace(b"CM/ECF account", b"Some account")
    with pytest.raises(UnexpectedPageError):
        readers.verify(read(body.replace(b"<table>", b"<p>" + b"&lt;" * 800 + b"</p><table>")))


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x00\xff<", b"<p>Goodbye. You have been logged out.</p>"])
def test_empty_and_logged_out_pages_are_refused(body: bytes) -> None:
    assert not menus.signs(read(body)).signed_in
    with pytest.raises(UnexpectedPageError):
        readers.verify(read(body))
    assert readers.login_form(read(body)) is None


@pytest.mark.parametrize("path", pairs("menu"), ids=lambda path: path.stem)
def test_menu_without_a_way_to_log_out_is_refused(path: Path) -> None:
    assert not menus.signs(read(path.read_bytes().replace(b"?logout", b"?x"))).signed_in


@pytest.mark.parametrize(
    "body",
    [
        "<form method=post><input name=a><input type=password name=b></form>" * 2,
        "<form method=get><input name=a><input type=password name=b></form>",
        "<form method=post><input name=a><input type=password name=a></form>",
        "<form method=post><input><input type=password name=b></form>",
        "<form method=post action='mailto:x@example.org'><input name=a><input type=password name=b></form>",
    ],
)
def test_login_form_that_must_not_be_sent_is_refused(body: str) -> None:
    with pytest.raises(UnexpectedPageError):
        readers.login_form(read(body.encode()))


def test_bounce_is_known_by_its_script_and_only_when_not_signed_in() -> None:
    script = (
        b'<script>location.assign("https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=MIEBK");</script>'
    )
    signed_in = (FOLDER / "menu" / "seed_utilities.html").read_bytes()
    assert readers.is_bounce(read(script))
    assert readers.is_bounce(read(script.replace(b".assign(", b".href = (").replace(b'("', b'"')))
    assert not readers.is_bounce(read(signed_in + script))
    assert not readers.is_bounce(read(b"<p>location.assign</p>"))


def test_referrer_form_is_held_only_when_it_can_be_sent() -> None:
    form = b"<form id=referrer_form method=post action=/cgi-bin/x.pl><input type=hidden name=r value=1></form>"
    held = readers.referrer_form(read(form))
    assert held is not None
    assert held.action == "https://ecf.mieb.uscourts.gov/cgi-bin/x.pl"
    assert readers.referrer_form(read(form.replace(b"method=post", b""))) is None
    assert readers.referrer_form(read(form.replace(b"referrer_form", b"other"))) is None


def test_page_shows_nothing_of_itself() -> None:
    assert repr(read(b"<p>words")) == "Page(***)"


def test_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UnexpectedPageError):
        read(b"<div>" * 5000)
    with pytest.raises(UnexpectedPageError):
        read(b"<p>" * 13_000)
    assert readers.login_form(read(b"<div></div><p>" * 3000)) is None


@st.composite
def mutated(draw: st.DrawFn, reader: str) -> tuple[Path, bytes]:
    path = draw(st.sampled_from(pairs(reader)))
    body = bytearray(path.read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 40)))
        body[start:end] = draw(st.one_of(st.binary(max_size=20), st.sampled_from([b"<", b">", b"'", b"</form>", b"&"])))
    if draw(st.booleans()):
        del body[draw(st.integers(0, len(body))) :]
    return path, bytes(body)


CONTENT_TYPES = st.sampled_from(
    ["text/html", "text/html; charset=utf-8", "text/html;charset=x-none", "", "charset='cp1252"]
)


@MUTATED
@given(mutated("menu"), CONTENT_TYPES)
def test_mutated_menu_never_shows_a_filer_who_is_not(given_page: tuple[Path, bytes], content_type: str) -> None:
    path, body = given_page
    try:
        found = menus.signs(read(body, content_type)).said()
    except ValueError:
        return
    if b"Events" not in path.read_bytes():
        assert found.shows is not MenuShows.FILER


@MUTATED
@given(mutated("login"), CONTENT_TYPES)
def test_mutated_login_page_is_read_or_refused(given_page: tuple[Path, bytes], content_type: str) -> None:
    try:
        form = readers.login_form(read(given_page[1], content_type))
    except UnexpectedPageError:
        return
    if form is not None:
        assert form.login_field
        assert form.password_field != form.login_field
        assert form.action.startswith(("http://", "https://"))


@MUTATED
@given(mutated("verify"), CONTENT_TYPES)
def test_mutated_verify_page_names_two_accounts_or_is_shown_or_refused(
    given_page: tuple[Path, bytes], content_type: str
) -> None:
    try:
        found = readers.verify(read(given_page[1], content_type))
    except UnexpectedPageError:
        return
    if found.accounts.said:
        assert (found.accounts.filer, found.accounts.pacer) == ("", "")
        return
    assert 0 < len(found.accounts.filer) <= 200
    assert 0 < len(found.accounts.pacer) <= 200


@MUTATED
@given(st.binary(max_size=400), CONTENT_TYPES)
def test_any_bytes_are_read_or_refused(body: bytes, content_type: str) -> None:
    page = read(body, content_type)
    assert readers.is_bounce(page) is False
    assert not menus.signs(page).signed_in
