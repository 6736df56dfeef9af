"""What each kind of person meets at the courts, beyond the sign-on."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.sandbox.court import PracticeCourt

Walk = Callable[[str, str], Awaitable[httpx.Response]]


@pytest.mark.parametrize("kind", ["no_mfa", "mfa", "client_code", "search_disabled", "several_accounts"])
@pytest.mark.parametrize("court_id", ["mieb", "txwd"])
async def test_those_who_can_link_do(court: PracticeCourt, attorney: Any, walk: Walk, kind: str, court_id: str) -> None:
    await walk(court_id, kind)
    assert len(court.made_links) == 1
    assert "Events" in (await attorney.menu(court_id)).text


@pytest.mark.parametrize("court_id", ["mieb", "ord"])
async def test_already_linked(attorney: Any, court_id: str) -> None:
    await attorney.sign_in("already_linked")
    menu = await attorney.menu(court_id)
    assert "Events" in menu.text
    with pytest.raises(AssertionError, match="no link"):
        await attorney.link_page(court_id)


async def test_link_page_tells_the_linked_that_nothing_is_to_do(attorney: Any) -> None:
    await attorney.sign_in("already_linked")
    answer = await attorney.get("mieb", "/cgi-bin/LinkPacerAccount.pl?id=2159336")
    assert "already linked" in answer.text
    assert "<form" not in answer.text


async def test_shared_account_shows_a_firm(attorney: Any) -> None:
    verify = await attorney.verify_page("txwd", "shared_firm")
    assert "Tansy, Larkspur &amp; Moth LLP" in verify.text
    assert "Odette Larkspur" in verify.text


async def test_names_of_two_persons(attorney: Any) -> None:
    verify = await attorney.verify_page("ord", "wrong_names")
    assert "Caspian Rookwood" in verify.text
    assert "Juniper Halloway" in verify.text


async def test_administrative_account_sees_no_menus(attorney: Any) -> None:
    await attorney.sign_in("paa")
    answer = await attorney.menu("mieb")
    assert "does not have case or filing access" in answer.text
    assert "login.pl?logout" in answer.text
    assert "Utilities" not in answer.text


async def test_legacy_account_must_be_upgraded(attorney: Any) -> None:
    await attorney.sign_in("legacy")
    assert "must be upgraded" in (await attorney.link_page("mieb")).text


@pytest.mark.parametrize(("court_id", "submits"), [("mieb", 0), ("txwd", 1)])
async def test_filer_linked_elsewhere_is_refused_at_login_or_at_submit(
    court: PracticeCourt, attorney: Any, court_id: str, submits: int
) -> None:
    answer = await attorney.verify_page(court_id, "linked_elsewhere")
    if submits:
        answer = await attorney.send_form(answer)
    assert "already linked to another account" in answer.text
    assert (court.submits, court.made_links) == (submits, [])


async def test_special_character_is_never_let_in(attorney: Any) -> None:
    answer = await attorney.verify_page("mieb", "special_character")
    assert "Invalid CM/ECF login or password." in answer.text
    assert 'type="password"' in answer.text.lower()


async def test_another_special_character_is_linked_here(attorney: Any) -> None:
    answer = await attorney.verify_page("mieb", "odd_character")
    assert "Ottoline Hashworth" in answer.text


async def test_one_link_for_each_pacer_account_and_court(court: PracticeCourt, attorney: Any) -> None:
    first = await attorney.verify_page("cob", "several_accounts")
    page = await attorney.link_page("cob")
    second = await attorney.send_form(page, "trusteefinch", "Filing-trustee-cob-2011")
    assert "Bartholomew Finchley, Trustee" in second.text
    await attorney.send_form(first)
    assert "already linked" in (await attorney.send_form(second)).text
    assert len(court.made_links) == 1


async def test_nothing_to_link_without_a_filer_account(court: PracticeCourt, attorney: Any) -> None:
    await attorney.sign_in("no_filer_account")
    answer = await attorney.send_form(await attorney.link_page("arwb"), "sthornbury", "Autumn-Ferry-2290")
    assert "Login failed." in answer.text
    assert court.person("no_filer_account").filers == ()


async def test_fees_lock_hides_the_menus_of_a_good_link(court: PracticeCourt, attorney: Any, walk: Walk) -> None:
    await walk("mieb", "fees_locked")
    menu = (await attorney.menu("mieb")).text
    assert len(court.made_links) == 1
    assert "Events" not in menu
    assert "id=-1" not in menu
    assert "id=2" in menu
