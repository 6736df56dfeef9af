"""A page explained: what is said is what the readers and the procedure make of it, and nothing that was typed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.court import Registry
from bot.court.explaining.page import explained
from bot.court.explaining.told import address
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.shown import Typed
from tests.court.answers import BAR, KINDS, SIGN_ON

PAGES = Path(__file__).parents[1] / "pages" / "fixtures"
COURT = Registry.shipped().get("mieb")
assert COURT is not None
MENU = "as the menu, on the way to the link page"


def said(page: str | bytes, typed: Typed | None = None) -> dict[str, str]:
    """Give what is said of a page, by what it is said of."""
    assert COURT is not None
    body = page if isinstance(page, bytes) else page.encode()
    return dict(line.strip().split(": ", 1) for line in explained(body, COURT, typed) if ": " in line)


def fixture(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def test_a_menu_is_explained_by_its_signs() -> None:
    menu = said(fixture("menu/seed_utilities"))
    assert menu["a way to log out"] == "yes"
    assert menu["the id in the bar or its script"] == "-1, no filer"
    assert menu["the link to a PACER account"] == "offered, to ecf.mieb.uscourts.gov/cgi-bin/Lnk.pl?id=-1"
    assert menu[MENU] == "goes on to the link page, ecf.mieb.uscourts.gov/cgi-bin/Lnk.pl?id=-1"
    assert menu["as the menu, right before the Submit"] == "sends the Submit that cannot be undone"
    linked = said(fixture("menu/linked_bankruptcy"))
    assert linked["filing menus in the bar"] == "yes"
    assert linked[MENU] == "ends: linked already, since the menu shows a filer's menus"
    assert linked["as the menu, for proof"] == "takes it for a proof: a filer is attached, with filing menus"


def test_what_a_menu_does_not_say_is_told() -> None:
    parts = "parts of it that would be read too, if needed"
    page = said("<frameset><frame src=/cgi-bin/menu.pl?id=123456></frameset>")
    assert page[parts] == "ecf.mieb.uscourts.gov/cgi-bin/menu.pl?id=N"
    assert page["a way to log out"].startswith("no")
    bar = "<a href='/cgi-bin/login.pl?logout'>Out</a><a href='/cgi-bin/DisplayMenu.pl?Reports&id=4711'>R</a>"
    link = "<button>Link a CM/ECF account to my PACER account</button>"
    page = said(f"<div id=topmenu>{bar}</div>{link}")
    assert page["the id in the bar or its script"] == "that of a filer"
    assert page["weighed"] == "it does not say whether a filer is attached"
    assert page["the link to a PACER account"].startswith("not offered; something like it")
    assert "4711" not in " ".join(page.values())
    twice = "".join(f"<a href=/cgi-bin/{each}.pl>Link a CM/ECF account to my PACER account</a>" for each in "ab")
    assert said(f"{bar}{twice}")["the link to a PACER account"].startswith("not taken: the page offers the link more")


def test_the_form_for_the_old_login_is_told_from_the_others() -> None:
    search = "<form action=/find><input name=q><input type=submit value=Find></form>"
    page = said(fixture("login/seed").replace(b"<form", search.encode() + b"<form", 1))
    assert page["Taken for the old login"] == "form 2, multipart, in utf-8"
    assert page["Taken for the last Submit"] == "form 2, multipart, in utf-8", "a password can be a question, too"
    assert page["as the link page"] == "keeps the form for the old login, and asks the person for it"
    lines = list(explained(fixture("login/seed"), COURT))
    assert "     asks for the old login: yes, one line and one password" in lines
    assert "     could be the last Submit: no, it asks for a password and it has 1 line to type" in lines
    twice = said("<form method=post action=x><input name=l><input type=password name=p></form>" * 2)
    assert twice["Taken for the old login"] == "none: 2 forms for a login, none clearly ahead: 0, 0"


def test_what_stands_in_the_way_of_a_form_is_named() -> None:
    form = "<form method=get action=mailto:x><input type=checkbox name=a><input name=b readonly value=Qzv></form>"
    lines = "\n".join(explained(form.encode(), COURT))
    assert "sent not by POST, but its address is not on the web" in lines
    assert "1 checkbox, 1 text, 1 control that cannot be changed, 1 box not ticked" in lines
    assert "no, it is not sent by POST and it has not exactly one button that goes on" in lines
    assert "Qzv" not in lines


def test_the_accounts_are_shown_as_the_person_would_see_them() -> None:
    page = said(fixture("verify/seed"))
    assert page["CM/ECF"] == "Jane Q. Example (jexample)"
    assert page["PACER"] == "Jane Example (jexample88)"
    assert page["Taken for the last Submit"] == "form 1, multipart, in utf-8"
    assert page["as the answer to the old login"] == "shows both accounts, and waits for the consent"
    known = said(fixture("verify/seed"), Typed("jexample", "jexample88"))
    assert known["as the answer to the old login"] == "shows both accounts, and waits for the consent"
    assert known["CM/ECF"] == "Jane Q. Example (…)"
    assert "jexample" not in " ".join(known.values())
    another = said(fixture("verify/parts"), Typed("somebody", "jx88"))
    assert another["as the answer to the old login"] == "stops: other login shown"


def test_accounts_that_are_not_told_apart_are_shown_in_lines() -> None:
    page = "<form method=post action=v><p>The filer a is tied to the PACER account b.<input type=submit></form>"
    lines = list(explained(page.encode(), COURT))
    assert "    The filer a is tied to the PACER account b." in lines
    assert "  remarked: not compared" in lines


@pytest.mark.parametrize(
    ("kind", "what", "next_one"),
    [
        ("bounce by script", "sends the browser to PACER's sign-on", "stops: session expired"),
        ("no access", "the passing “no access privileges” page", "stops: link not offered"),
        ("referrer form", "the form that asks where one comes from", "looks whether it is another system's now"),
        ("maintenance with 200", "says that the system is down or in maintenance", "stops: link not offered"),
        ("not eligible", "says that linking is not open to this account", "stops: link not offered"),
        ("congratulations", "may be congratulating", "stops: link not offered"),
    ],
)
def test_what_kind_of_page_it_is(kind: str, what: str, next_one: str) -> None:
    page = said(KINDS[kind].answer.body)  # type: ignore[union-attr]
    assert page[what] == "yes"
    assert next_one in page[MENU]
    if kind in {"bounce by script", "no access", "referrer form"}:
        assert "; if the same comes again, " in page[MENU]


def test_a_refusal_and_a_trouble_are_named() -> None:
    page = said(KINDS["already linked elsewhere"].answer.body)  # type: ignore[union-attr]
    assert page["states a trouble with the old login"] == "filer linked elsewhere"
    assert page["as the answer to the Submit"].startswith("takes it for a refusal, filer linked elsewhere")


def test_a_guided_court_is_said_to_be_one_and_a_tangled_page_is_refused() -> None:
    assert COURT is not None
    assert "it is guided" in "\n".join(explained(b"<p>x", replace(COURT, guided_only=True)))
    with pytest.raises(UnexpectedPageError, match="too tangled"):
        list(explained(b"<b>" * 20_000, COURT))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_is_explained(kind: str) -> None:
    body = getattr(getattr(KINDS[kind], "answer", None), "body", b"")
    if kind == "too tangled":
        return
    assert MENU in said(body)


CANARY = "Zk3q9vCanary7Zk3q9vCanary"


def test_no_typed_value_no_cookie_and_no_token_is_said() -> None:
    typed = Typed("canary-login", "canary-username")
    page = (
        f"{BAR}<script>document.cookie = 'NextGenCSO={CANARY}'; go('{SIGN_ON}&t={CANARY}')</script>"
        f"<form method=post action='/cgi-bin/V.pl?{CANARY}&s=123456789-L_1&n=canary%20login'>"
        f"<p>CM/ECF account: Jane (canary-login)<p>PACER account: Jane (canary-username)"
        f"<input type=hidden name=t value={CANARY}><input name=l>"
        f"<input type=password name=p value=canary-password><textarea name=a>canary-area</textarea>"
        f"<select name=s><option value=canary-option>canary-choice</select>"
        f"<input type=submit value='{CANARY}'></form><a href='/x/{CANARY}?login.pl'>Link a CM/ECF account to my PACER"
        " account</a>"
    )
    for body in (page, page.replace("type=password", "type=hidden").replace("<input name=l", "<input disabled")):
        lines = "\n".join(explained(body.encode(), COURT, typed))
        assert "canary" not in lines.casefold()
        assert "123456789" not in lines


def test_an_address_is_told_without_what_may_be_somebodys() -> None:
    assert address("https://ecf.mieb.uscourts.gov/cgi-bin/V.pl?9&id=-1") == "ecf.mieb.uscourts.gov/cgi-bin/V.pl?9&id=-1"
    assert address("https://u:pw@h.test/Jane%20Doe?who=jane@x.test") == "h.test/…?who=…"
    assert address("http://[") == "an address that cannot be read"
