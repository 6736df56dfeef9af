"""Names that look like something else are read whole, wherever they stand; and no account is ever cut silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.court.pages.accounts import named_accounts
from bot.court.pages.readers import verify
from bot.court.pages.tree import parse
from bot.vocabulary import AccountWarning

if TYPE_CHECKING:
    from bot.court.results import Accounts

LAYOUTS = {
    "cells": "<table><tr><td>CM/ECF account:</td><td>{0}</td></tr><tr><td>PACER account:</td><td>{0}</td></tr></table>",
    "dl": "<dl><dt>CM/ECF account<dd>{0}<dt>PACER account<dd>{0}</dl>",
    "legends": (
        "<fieldset><legend>CM/ECF account</legend>{0}</fieldset><fieldset><legend>PACER account</legend>{0}</fieldset>"
    ),
    "inputs": (
        "<label>CM/ECF account <input readonly value='{0}'></label><br>"
        "<label>PACER account <input readonly value='{0}'></label>"
    ),
    "paragraphs": "<p>CM/ECF account: {0}</p><p>PACER account: {0}</p>",
    "columns": "<table><tr><th>CM/ECF account<th>PACER account<tr><td>{0}<td>{0}</table>",
    "headed": "<div>CM/ECF account</div><div>{0}</div><div>PACER account</div><div>{0}</div>",
}
NAMES = [
    "Rowan Castellan",
    "Rowan Castellan, Jr.",
    "Castellan, Rowan M.",
    "Rowan Castellan, Esq.",
    "Rowan Click",
    "Rowan Castellan II.",
    "Rowan Castellan, M.D.",
    "Rowan Castellan, Ph.D.",
    "Castellan, Rowan, attorney.",
    "ROWAN CASTELLAN, JR.",
    "rowan castellan jr.",
    "Click, Rowan",
    "CLICK, ROWAN",
    "Click Castellan",
    "Rowan Please",
    "Please, Rowan",
    "PLEASE, ROWAN M.",
    "Rowan Submit",
    "Submit, Rowan",
    "Rowan Cancel",
    "Cancel, Rowan",
    "Note, Rowan",
    "Rowan Warning",
    "Verify, Rowan",
    "If, Rowan",
    "Will Must",
    "An Do",
    "Rowan Can",
    "Castellan Law Inc.",
    "Attorney for the Debtor Rowan Castellan",
]
ADVICE = [
    "Please verify both accounts.",
    "Please wait.",
    "Note: look well.",
    "Note that the link is for good.",
    "Warning! Read on.",
    "Click Submit to continue",
    "By clicking SUBMIT you agree",
    "This process cannot be undone once you click Submit",
    "THIS PROCESS CANNOT BE UNDONE",
    "If these are not your accounts, go back.",
    "Linked accounts share one password.",
]
FORM = "<form method=post action=/cgi-bin/V.pl>{0}<input type=submit value=Submit></form>"


def accounts(content: str) -> Accounts:
    return verify(
        parse(FORM.format(content).encode(), "text/html; charset=utf-8", "https://ecf.mieb.uscourts.gov/x")
    ).accounts


def named(content: str) -> tuple[str | None, str | None]:
    return named_accounts(parse(FORM.format(content).encode(), "text/html", "https://ecf.mieb.uscourts.gov/x"))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_whole_in_every_layout(name: str, layout: str) -> None:
    found = accounts(LAYOUTS[layout].format(name))
    assert (found.filer, found.pacer, found.said) == (name, name, ())
    assert AccountWarning.DIFFERENT_PEOPLE not in found.warnings


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_what_follows_such_a_name_is_not_cut(name: str, layout: str) -> None:
    found = accounts(LAYOUTS[layout].format(name if layout == "inputs" else f"{name}<br>Suite 4<br>rcast88"))
    assert name in found.filer
    assert layout == "inputs" or found.filer == f"{name} Suite 4 rcast88"
    assert found.pacer == found.filer


@pytest.mark.parametrize("advice", ADVICE)
def test_advice_is_no_part_of_an_account(advice: str) -> None:
    names = "<p>CM/ECF account: Rowan Castellan<p>PACER account: Rowan Castellan"
    assert named(f"{names}<p>{advice}<p>About this page") == ("Rowan Castellan", "Rowan Castellan")
    assert named(names.replace("<p>PACER", f"<p>{advice}<p>PACER")) == ("Rowan Castellan", "Rowan Castellan")


@pytest.mark.parametrize(
    "content",
    [
        # What goes on behind advice or a button may be the account's or not.
        "<p>CM/ECF account: Rowan Castellan<p>Please look well.<p>Jr.<p>PACER account: Rowan Castellan",
        "<p>CM/ECF account: Rowan Castellan<button type=button>Change</button><p>Jr.<p>PACER account: Rowan Castellan",
        "<p>CM/ECF account: Rowan Castellan<p>PACER account: Rowan " + "M. " * 80 + "Castellan",
        "<p>CM/ECF account: Rowan Castellan<p>PACER account: Rowan" + "<p>Castellan of Larkspur" * 10,
        "<table><tr><th>CM/ECF account<th>PACER account<tr><td>Rowan<td>Rowan<tr><td>Castellan</table>",
        "<table><tr><th>CM/ECF account<th>PACER account" + "<tr><td>Rowan<td>Castellan of Larkspur" * 10 + "</table>",
    ],
)
def test_an_account_that_may_go_on_is_shown_in_the_pages_own_lines(content: str) -> None:
    found = accounts(content)
    assert (found.filer, found.pacer) == ("", "")
    assert found.warnings == (AccountWarning.NOT_COMPARED,)
    assert "Castellan" in found.said[-1]


def test_a_row_of_advice_below_two_columns_is_none_of_either() -> None:
    table = "<table><tr><th>CM/ECF account<th>PACER account<tr><td>Rowan<td>Dana<tr><td colspan=2>Please wait.</table>"
    assert named(table) == ("Rowan", "Dana")


def test_a_label_that_is_broken_over_lines_is_none_of_the_account() -> None:
    cells = (
        "<table><tr><td>CM/ECF<br>account:<td>Rowan Castellan<tr><td>PACER<br>account holder<td>Dana Whitfield</table>"
    )
    assert named(cells) == ("Rowan Castellan", "Dana Whitfield")
