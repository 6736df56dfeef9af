"""A court as a browser shows it: the same memory, the same menus, in plain pages of our own."""

from typing import Any

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.sandbox.court import PracticeCourt

MIEB = "/practice/court/ecf.mieb.uscourts.gov"
LATE_CLICK = "This form cannot be processed."


def menus(answer: httpx.Response) -> list[str]:
    return [each.text() for each in LexborHTMLParser(answer.text).css("nav a")]


def hidden(answer: httpx.Response, name: str) -> str:
    (found,) = LexborHTMLParser(answer.text).css(f"input[name={name}]")
    return str(found.attributes["value"])


async def sent(control: httpx.AsyncClient, **form: str) -> httpx.Response:
    return await control.post(MIEB, data={"as": "rcastellan", **form})


async def test_before_a_link_the_bar_has_no_filing_menus(control: httpx.AsyncClient) -> None:
    answer = await control.get(MIEB)
    assert menus(answer) == ["Query", "Reports", "Utilities", "Help", "Log Out"]
    assert "neither Bankruptcy nor Adversary" in answer.text


async def test_after_a_link_it_shows_them_to_whom_it_belongs(control: httpx.AsyncClient, walk: Any) -> None:
    await walk("mieb", "mfa")
    assert menus(await control.get(MIEB))[:2] == ["Bankruptcy", "Adversary"]
    assert menus(await control.get(MIEB, params={"as": "rcastellan"}))[0] == "Query"
    filing = await control.get(MIEB, params={"menu": "Adversary"})
    assert "Adversary Events" in filing.text


async def test_a_district_court_has_menus_of_its_own(control: httpx.AsyncClient, walk: Any) -> None:
    await walk("txwd", "no_mfa")
    assert menus(await control.get("/practice/court/ecf.txwd.uscourts.gov"))[:2] == ["Civil", "Criminal"]


@pytest.mark.parametrize(("kind", "bar"), [("fees_locked", "Query"), ("paa", "Help")])
async def test_who_may_not_file_sees_no_filing_menus(
    control: httpx.AsyncClient, court: PracticeCourt, kind: str, bar: str
) -> None:
    person = court.person(kind)
    assert menus(await control.get(MIEB, params={"as": person.username}))[0] == bar


async def test_a_link_by_hand_is_made_once_and_shows_after_a_refresh(
    control: httpx.AsyncClient, court: PracticeCourt
) -> None:
    form = await control.get(MIEB, params={"as": "rcastellan", "menu": "Utilities"})
    assert "Link a CM/ECF account to my PACER account" in form.text
    wrong = await sent(control, login="rcastmieb", password="wrong")
    assert "rcastmieb" not in wrong.text
    both = await sent(control, login="rcastmieb", password="Filing-rcast-mieb-2016")
    assert "Rowan Castellan (rcastmieb)" in both.text
    assert "Rowan Castellan (rcastellan)" in both.text
    assert court.made_links == []
    number = hidden(both, "number")
    assert menus(await sent(control, number=number))[0] == "Query", "the bar changes when the screen is refreshed"
    assert [link.filer_login for link in court.made_links] == ["rcastmieb"]
    assert menus(await control.get(MIEB))[0] == "Bankruptcy"
    assert LATE_CLICK in (await sent(control, number=number)).text
    assert LATE_CLICK in (await sent(control, number="1")).text
    assert len(court.made_links) == 1
    assert "Link a CM/ECF account" not in (await control.get(MIEB, params={"menu": "Utilities"})).text


async def test_what_is_linked_is_not_linked_again(control: httpx.AsyncClient, court: PracticeCourt) -> None:
    both = await sent(control, login="rcastmieb", password="Filing-rcast-mieb-2016")
    (filer,) = [each for each in court.person("no_mfa").filers if each.court == "mieb"]
    court.make_link(filer, "somebody")
    assert "linked to another already" in (await sent(control, number=hidden(both, "number"))).text


@pytest.mark.parametrize("host", ["ecf.flmb.uscourts.gov", "pacer.uscourts.gov", "", '"><script>x</script>'])
async def test_what_is_not_played_says_so_and_leads_to_what_is(control: httpx.AsyncClient, host: str) -> None:
    answer = await control.get(f"/practice/court/{host}")
    page = LexborHTMLParser(answer.text)
    assert "is not played here" in (page.css_first("h1").text())
    assert page.css_first("script") is None
    assert MIEB in [each.attributes["href"] for each in page.css("main a")]


async def test_another_sites_form_links_nothing(control: httpx.AsyncClient, court: PracticeCourt) -> None:
    answer = await control.post(MIEB, data={"number": "1"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert court.submits == 0
