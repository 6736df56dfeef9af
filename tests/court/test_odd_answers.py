"""Answers that no court is known to give, from a court that says exactly what its test writes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import (
    AccountsFound,
    AlreadyLinked,
    Failed,
    Sent,
    SignedIn,
    Unclear,
)
from bot.court.model import FilerCredentials, FormKind
from bot.court.transport import Pool
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.court.conftest import MENU, PAGES

if TYPE_CHECKING:
    from tests.court.conftest import Practice, Script

VERIFY = (PAGES / "verify" / "seed.html").read_bytes()
LOGIN = b"<form method=post><input name=a><input type=password name=b></form>"
DEEP = b"<div>" * 5000
SIGN_ON = "https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=MIEBK"


LEFT_THERE = b"""<div id=topmenu><a href='/cgi-bin/DisplayMenu.pl?BankruptcyEvents'>Bankruptcy</a>
<a href='/cgi-bin/login.pl?logout'>Log Out</a></div>
<a href='/cgi-bin/L.pl'>Link a CM/ECF account to my PACER account</a>"""


@pytest.mark.parametrize(
    ("menu", "said", "end"),
    [
        (LEFT_THERE, b"Your CM/ECF account is already linked to your PACER account.", AlreadyLinked),
        (LEFT_THERE, b"Your CM/ECF account is already linked to another PACER account.", Failed),
        (LEFT_THERE, b"If your CM/ECF account is already linked, there is nothing to do.", Failed),
        (LEFT_THERE, LOGIN, SignedIn),
        (MENU, b"Your CM/ECF account is already linked to your PACER account.", Failed),
        (LEFT_THERE.replace(b"Events'", b"Events&id=-1'"), b"It is already linked.", Failed),
    ],
)
async def test_an_entry_whose_page_takes_it_back_is_no_offer(
    script: Script, menu: bytes, said: bytes, end: Any
) -> None:
    script.pages |= {"DisplayMenu.pl": (200, menu, "")}
    entry = re.search(rb"/cgi-bin/([\w.-]+)[^<>]*>[^<]*[Ll]ink a", menu)
    assert entry is not None
    script.pages[entry[1].decode()] = (200, said, "")
    assert isinstance(await script.service.resume(script.session.court, script.session), end)


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ((302, b"", SIGN_ON), Trouble.SESSION_EXPIRED),
        ((302, b"", "/cgi-bin/done.pl"), Sent),
        ((302, b"", "http://["), Sent),
        ((200, DEEP, ""), Trouble.UNEXPECTED_PAGE),
        ((200, LOGIN * 2, ""), Sent),
        ((200, b"<p>You have successfully linked.</p>" + LOGIN, ""), Sent),
        ((200, b"", ""), Sent),
    ],
)
async def test_odd_answers_to_the_last_submit(script: Script, answer: tuple[int, bytes, str], end: Any) -> None:
    script.pages["V.pl"] = answer
    result = await script.service.submit(script.holding(FormKind.CONFIRM, "V.pl"))
    if end is Sent:
        assert isinstance(result, Sent)
    else:
        assert isinstance(result, Unclear)
        assert result.why is end
    assert [asked[0] for asked in script.server.asked] == ["GET", "POST"]


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ((302, b"", SIGN_ON), Trouble.SESSION_EXPIRED),
        ((302, b"", "http://["), Trouble.UNEXPECTED_PAGE),
        ((200, DEEP, ""), Trouble.UNEXPECTED_PAGE),
        ((200, b"<p>A PACER Administrative Account has no filing access.</p>", ""), Trouble.FIRM_ADMIN_ACCOUNT),
        ((200, b"<div id=topmenu><a href='/cgi-bin/login.pl?logout'></a></div>", ""), Trouble.UNEXPECTED_PAGE),
        ((418, b"<p>Teapot</p>", ""), Trouble.UNEXPECTED_PAGE),
    ],
)
async def test_odd_menus(script: Script, answer: tuple[int, bytes, str], trouble: Trouble) -> None:
    script.pages["DisplayMenu.pl"] = answer
    result = await script.service.read_menu(script.session)
    assert isinstance(result, Failed)
    assert result.trouble is trouble


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ((302, b"", SIGN_ON), Trouble.SESSION_EXPIRED),
        ((302, b"", "https://example.org/"), Trouble.UNEXPECTED_PAGE),
        ((200, LOGIN * 2, ""), Trouble.UNEXPECTED_PAGE),
        ((200, LOGIN, ""), Trouble.WRONG_FILER_CREDENTIALS),
    ],
)
async def test_odd_answers_to_the_filer_login(
    script: Script, practice: Practice, answer: tuple[int, bytes, str], trouble: Trouble
) -> None:
    script.pages["L.pl"] = answer
    result = await script.service.find_accounts(script.holding(FormKind.FILER_LOGIN, "L.pl"), practice.filer())
    assert isinstance(result, Failed)
    assert result.trouble is trouble


async def test_answer_to_the_filer_login_may_redirect_within_the_court(script: Script, practice: Practice) -> None:
    script.pages |= {"L.pl": (303, b"", "V.pl"), "V.pl": (200, VERIFY, "")}
    result = await script.service.find_accounts(script.holding(FormKind.FILER_LOGIN, "L.pl"), practice.filer())
    assert isinstance(result, AccountsFound)


async def test_another_login_on_the_page_stops_before_the_link(script: Script) -> None:
    body = VERIFY.replace(b"Jane Q. Example (jexample)", b"Jane Q. Example<br>Login: jexample")
    script.pages |= {"L.pl": (200, body, "")}
    session = replace(script.holding(FormKind.FILER_LOGIN, "L.pl"), hushed=(Secret("jexample88"),))
    for login, trouble in (("jexample", None), ("another", Trouble.OTHER_LOGIN_SHOWN)):
        result = await script.service.find_accounts(session, FilerCredentials(Secret(login), Secret("Old-Password-9")))
        assert isinstance(result, Failed) == (trouble is not None)
        assert getattr(result, "trouble", None) is trouble


async def test_link_page_that_asks_twice_or_nothing_is_unexpected(script: Script) -> None:
    for body in (LOGIN * 2, b"<p>Hello</p>"):
        script.pages["Lnk.pl"] = (200, body, "")
        result = await script.service.resume(script.session.court, script.session)
        assert isinstance(result, Failed)
        assert result.trouble is Trouble.UNEXPECTED_PAGE
    script.pages["Lnk.pl"] = (200, LOGIN, "")
    assert isinstance(await script.service.resume(script.session.court, script.session), SignedIn)


async def test_filer_login_after_the_link_was_made_elsewhere(script: Script, practice: Practice) -> None:
    script.pages["DisplayMenu.pl"] = (200, (PAGES / "menu" / "linked_bankruptcy.html").read_bytes(), "")
    result = await script.service.find_accounts(script.session, practice.filer())
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.LINK_NOT_OFFERED


async def test_without_a_proxy_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    pool = Pool(None, None, links=True)
    assert pool._shared.to("ecf.mieb.uscourts.gov") is pool._shared.direct
    await pool.close()
