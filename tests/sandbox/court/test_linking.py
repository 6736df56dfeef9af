import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court.skins import COURTS

IDS = [court.id for court in COURTS if court.skin.between is None]
Walk = Callable[[str, str], Awaitable[httpx.Response]]


@pytest.mark.parametrize("court_id", IDS)
async def test_whole_link_at_each_court(court: PracticeCourt, attorney: Any, court_id: str) -> None:
    verify = await attorney.verify_page(court_id, "no_mfa")
    assert verify.text.count("Rowan Castellan") == 2
    assert "rcastellan" in verify.text
    assert f"rcast{court_id}" in verify.text
    before = await attorney.menu(court_id)
    assert "id=-1" in before.text

    done = await attorney.send_form(verify)

    assert done.status_code == 200
    assert court.submits == 1
    assert [(link.court, link.filer_login, link.pacer_username) for link in court.made_links] == [
        (court_id, f"rcast{court_id}", "rcastellan")
    ]
    after = await attorney.menu(court_id)
    menus = ("Bankruptcy", "Adversary") if COURTS[IDS.index(court_id)].is_bankruptcy else ("Civil", "Criminal")
    assert all(f"DisplayMenu.pl?{menu}Events" in after.text for menu in menus)
    assert "id=-1" not in after.text
    assert re.search(r"id=\d{5,}", after.text)
    assert not re.search(r"link\s+a\s+cm/?ecf\s+account\s+to", after.text, re.IGNORECASE)


async def test_seed_words_at_the_eastern_district_of_michigan(attorney: Any, walk: Walk) -> None:
    await attorney.sign_in("no_mfa")
    menu = (await attorney.menu("mieb")).text
    for heading in ("PACER Information", "Miscellaneous", "NextGen Items", "Pacer Case Locator (National Index)"):
        assert heading in menu
    assert "Enter your current ECF login and password." in (await attorney.link_page("mieb")).text
    assert "CONGRATULATIONS" in (await walk("mieb", "no_mfa")).text


@pytest.mark.parametrize("court_id", ["ord", "wvsd"])
async def test_some_courts_tell_success_by_a_pop_up(walk: Walk, court_id: str) -> None:
    assert "alert(" in (await walk(court_id, "no_mfa")).text


async def test_colorado_declares_and_sends_latin_1(attorney: Any) -> None:
    verify = await attorney.verify_page("cob", "search_disabled")
    assert verify.headers["Content-Type"] == "text/html; charset=ISO-8859-1"
    assert "Renée Aldermoor".encode("latin-1") in verify.content
    assert "disabled" in verify.text


async def test_form_taken_back_in_latin_1_as_browsers_send_it(
    court: PracticeCourt, attorney: Any, form_in: Any
) -> None:
    verify = await attorney.verify_page("cob", "no_mfa")
    fields = {node.attributes["name"]: node.attributes["value"] for node in form_in(verify).css("input[type=hidden i]")}
    body = b"".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode("latin-1")
        for name, value in fields.items()
    )
    address = verify.url.join(form_in(verify).attributes["action"])
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    await attorney.client.post(address, content=body + b"--b--\r\n", headers=headers)
    assert len(court.made_links) == 1


async def test_form_numbers_are_good_once(court: PracticeCourt, attorney: Any) -> None:
    verify = await attorney.verify_page("mieb", "no_mfa")
    await attorney.send_form(verify)
    again = await attorney.send_form(verify)
    assert "unexpected error" in again.text
    assert (court.submits, len(court.made_links)) == (2, 1)


async def test_login_form_number_is_good_once(attorney: Any) -> None:
    await attorney.sign_in("no_mfa")
    page = await attorney.link_page("mieb")
    await attorney.send_form(page, "rcastmieb", "wrong")
    again = await attorney.send_form(page, "rcastmieb", "Filing-rcast-mieb-2016")
    assert "unexpected error" in again.text


async def test_wrong_filer_login_brings_the_form_again_and_then_locks(
    court: PracticeCourt, attorney: Any, clock: Any
) -> None:
    await attorney.sign_in("no_mfa")
    page = await attorney.link_page("txwd")
    for _ in range(6):
        page = await attorney.send_form(page, "rcasttxwd", "not it")
        assert "incorrect" in page.text
        assert 'type="password"' in page.text.lower()
    locked = await attorney.send_form(page, "rcasttxwd", "Filing-rcast-txwd-2016")
    assert "locked for 5 minutes" in locked.text
    clock.pass_by(minutes=5)
    assert "Verify Accounts" in (await attorney.send_form(locked, "rcasttxwd", "Filing-rcast-txwd-2016")).text
    assert court.submits == 0


@pytest.mark.parametrize("spoil", ["hidden", "extra", "doubled", "missing", "urlencoded"])
async def test_final_form_must_come_back_as_it_was(
    court: PracticeCourt, attorney: Any, form_in: Any, spoil: str
) -> None:
    verify = await attorney.verify_page("arwb", "no_mfa")
    form = form_in(verify)
    fields = [(node.attributes["name"], node.attributes["value"]) for node in form.css("input[type=hidden i]")]
    spoilt = {
        "hidden": [(fields[0][0], "changed"), *fields[1:]],
        "extra": [*fields, ("more", "1")],
        "doubled": [*fields, fields[0]],
        "missing": fields[1:],
        "urlencoded": fields,
    }[spoil]
    if spoil == "urlencoded":
        answer = await attorney.client.post(verify.url.join(form.attributes["action"]), data=dict(fields))
    else:
        answer = await attorney.post(verify, form, spoilt)
    assert "unexpected error" in answer.text
    assert (court.submits, court.made_links) == (1, [])


async def test_somebody_elses_form_is_no_good(court: PracticeCourt, attorney: Any) -> None:
    verify = await attorney.verify_page("mieb", "no_mfa")
    await attorney.sign_in("mfa")
    assert "unexpected error" in (await attorney.send_form(verify)).text
    assert court.made_links == []


async def test_final_form_of_unknown_number_is_counted_too(court: PracticeCourt, attorney: Any) -> None:
    await attorney.sign_in("no_mfa")
    address = "https://ecf.mieb.uscourts.gov/cgi-bin/LinkPacerConfirm.pl?123456789012345-L_1_0-1"
    assert "unexpected error" in (await attorney.client.post(address, files=[("step", (None, "2"))])).text
    assert court.submits_by_reference == {"mieb/unknown form": 1}


async def test_without_its_tick_nothing_is_linked(court: PracticeCourt, attorney: Any, form_in: Any) -> None:
    verify = await attorney.verify_page("ilnb", "no_mfa")
    for _ in range(2):
        form = form_in(verify)
        hidden = [(node.attributes["name"], node.attributes["value"]) for node in form.css("input[type=hidden i]")]
        verify = await attorney.post(verify, form, hidden)
        assert "Nothing was linked" in verify.text
    assert (court.submits, court.made_links) == (2, [])
    await attorney.send_form(verify)
    assert (court.submits, len(court.made_links)) == (3, 1)


@pytest.mark.parametrize("tick", ["", "N", "on"])
async def test_another_tick_is_none(court: PracticeCourt, attorney: Any, form_in: Any, tick: str) -> None:
    verify = await attorney.verify_page("ilnb", "no_mfa")
    form = form_in(verify)
    hidden = [(node.attributes["name"], node.attributes["value"]) for node in form.css("input[type=hidden i]")]
    assert "unexpected error" in (await attorney.post(verify, form, [*hidden, ("verified", tick)])).text
    assert court.made_links == []


@pytest.mark.parametrize(
    ("typed", "next_page"),
    [
        ({"filer_role": "aty", "cmecf_pass_again": "Filing-rcast-gand-2016"}, "Verify Accounts"),
        ({"filer_role": "", "cmecf_pass_again": "Filing-rcast-gand-2016"}, "Select a role"),
        ({"filer_role": "judge", "cmecf_pass_again": "Filing-rcast-gand-2016"}, "Select a role"),
        ({"filer_role": "aty", "cmecf_pass_again": "another"}, "Select a role"),
        ({"filer_role": "aty"}, "unexpected error"),
    ],
)
async def test_a_page_in_between_wants_a_role_and_the_password_again(
    court: PracticeCourt, attorney: Any, form_in: Any, typed: dict[str, str], next_page: str
) -> None:
    between = await attorney.verify_page("gand", "no_mfa")
    assert "Your Role" in between.text
    form = form_in(between)
    fields = [(node.attributes["name"], node.attributes["value"]) for node in form.css("input[type=hidden i]")]
    fields += typed.items()
    answer = await attorney.post(between, form, fields)
    assert next_page in answer.text
    assert "unexpected error" in (await attorney.post(between, form, fields)).text, "it is good once"
    assert (court.submits, court.made_links) == (0, [])
    if next_page == "Verify Accounts":
        await attorney.send_form(answer)
        assert (court.submits, len(court.made_links)) == (1, 1)
