"""The typed names as anchors on a page that names two accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError, verify
from bot.court.pages.shown import Typed
from bot.court.pages.tree import parse
from bot.vocabulary import AccountWarning

if TYPE_CHECKING:
    from bot.court.results import Accounts

ME = Typed("dwhitfield", "dana.whitfield")
FORM = "<form method=post action=/cgi-bin/V.pl>{0}<input type=submit value=Submit></form>"


def accounts(content: str, typed: Typed = ME) -> Accounts:
    body = FORM.format(content).encode()
    return verify(parse(body, "text/html; charset=utf-8", "https://ecf.mieb.uscourts.gov/cgi-bin/L.pl"), typed).accounts


@pytest.mark.parametrize(
    "content",
    [
        "<p>CM/ECF account: Dana Whitfield (dwhitfield)<p>PACER account: Dana Whitfield (dana.whitfield)",
        "<p>CM/ECF account: Dana Whitfield<p>PACER account: Dana Whitfield",
        (
            "<table><tr><th>CM/ECF account<th>PACER account<tr><td>Dana Whitfield<td>D. Whitfield"
            "<tr><td>Login: DWhitfield<td>User name: Dana.Whitfield</table>"
        ),
        "<dl><dt>CM/ECF account<dd>Dana Whitfield<dd>dwhitfield<dt>PACER account<dd>Dana Whitfield</dl>",
        (
            "<fieldset><legend>CM/ECF account</legend>Name: Dana Whitfield<br>User name: dwhitfield</fieldset>"
            "<fieldset><legend>PACER account</legend>Name: Dana Whitfield<br>User name: dana.whitfield</fieldset>"
        ),
    ],
)
def test_what_is_certain_is_split(content: str) -> None:
    found = accounts(content)
    assert "Whitfield" in found.filer
    assert "Whitfield" in found.pacer
    assert found.said == ()


@pytest.mark.parametrize(
    "content",
    [
        "<p>The filer dwhitfield (Dana Whitfield) will belong to dana.whitfield at PACER.",
        "<p>CM/ECF account: Dana Whitfield<p>Your PACER account",
        "<p>Account of Dana Whitfield, dwhitfield<p>Account of Dana Whitfield, dana.whitfield",
        "<p>Old filer: Dana Whitfield<p>New at PACER: Dana Whitfield",
        # Labels for two accounts, with the court's login under PACER's: the split would show each as the other.
        "<p>CM/ECF account: Dana Whitfield dana.whitfield<p>PACER account: Dana Whitfield dwhitfield",
    ],
)
def test_what_is_not_certain_is_shown_in_the_pages_own_lines(content: str) -> None:
    found = accounts(content)
    assert (found.filer, found.pacer) == ("", "")
    assert found.warnings == (AccountWarning.NOT_COMPARED,)
    assert "Dana Whitfield" in " ".join(found.said)
    assert "Submit" not in found.said


@pytest.mark.parametrize(
    "content",
    [
        "<p>CM/ECF account: Sam Ortiz<br>Login: sortiz<p>PACER account: Dana Whitfield",
        "<table><tr><td>CM/ECF login<td>sortiz<tr><td>PACER user name<td>dana.whitfield</table>",
        "<table><tr><td>CM/ECF login<td>dwhitfield<tr><td>PACER username<td>somebody.else</table>",
        "<table><tr><td>CM/ECF login<td>dana.whitfield<tr><td>PACER user name<td>dwhitfield</table>",
        "<dl><dt>Filer login<dd>sortiz<dt>PACER account<dd>Dana Whitfield</dl>",
        "<p>PACER user ID # firm1234<p>CM/ECF account: Dana Whitfield",
    ],
)
def test_another_login_is_a_stop(content: str) -> None:
    with pytest.raises(OtherLoginShownError):
        accounts(content)


@pytest.mark.parametrize("content", ["<p>Please wait.", "<p>Thank you. <b>Go on?</b>"])
def test_a_page_in_between_is_shown_in_its_own_lines(content: str) -> None:
    found = accounts(content)
    assert (found.filer, found.pacer) == ("", "")
    assert " ".join(found.said) in ("Please wait.", "Thank you. Go on?")
    assert found.warnings == (AccountWarning.NOT_COMPARED,)


def test_a_page_that_says_nothing_is_not_shown() -> None:
    with pytest.raises(UnexpectedPageError):
        accounts("")


@pytest.mark.parametrize(
    "beside", ["Login: see the handbook of this court.", "PACER user name: PACER user name", "Login:"]
)
def test_a_label_without_a_login_behind_it_is_none(beside: str) -> None:
    found = accounts(f"<p>CM/ECF account: Dana Whitfield<p>PACER account: Dana Whitfield<h3>{beside}</h3>")
    assert (found.filer, found.pacer) == ("Dana Whitfield", "Dana Whitfield")


def test_another_login_is_a_stop_on_a_long_page_too() -> None:
    with pytest.raises(OtherLoginShownError):
        accounts(
            "<p>CM/ECF account: Sam Ortiz<br>Login: sortiz<p>PACER account: Dana Whitfield<h3>Note</h3>"
            + "<p>Please read this. " * 400
        )


def test_a_line_that_cannot_be_shown_whole_is_not_shown() -> None:
    with pytest.raises(UnexpectedPageError):
        accounts(f"<p>The filer dwhitfield {'and so on ' * 200} will belong to dana.whitfield at PACER.")


def test_one_name_for_both_is_no_contradiction() -> None:
    found = accounts(
        "<p>CM/ECF account: Dana Whitfield (dana)<p>PACER account: Dana Whitfield (dana)", Typed("dana", "DANA")
    )
    assert found.filer == "Dana Whitfield (dana)"


def test_nothing_typed_is_in_its_words() -> None:
    assert repr(ME) == "Typed(***)"
