"""Every fault does what it says, where it was ordered, before or after the effect, and as often as ordered."""

import json
from typing import Any

import httpx
import pytest

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court.fault_answers import BODIES, STATUSES
from bot.sandbox.court.faults import FAULTS, FaultRefusedError

BROKEN = (httpx.ReadError, httpx.RemoteProtocolError)
MENU = "https://ecf.mieb.uscourts.gov/cgi-bin/DisplayMenu.pl?Utilities"


def has_token(content: bytes) -> bool:
    try:
        return bool(json.loads(content)["nextGenCSO"])
    except ValueError:
        return False


@pytest.mark.parametrize(("when", "links"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("fault", ["lost_answer", "reset", "truncated"])
async def test_broken_connection_at_the_final_form(
    court: PracticeCourt, attorney: Any, fault: str, when: str, links: int
) -> None:
    verify = await attorney.verify_page("mieb", "no_mfa")
    court.faults.arm(fault, at="submit", when=when)
    with pytest.raises(BROKEN):
        await attorney.send_form(verify)
    assert (court.submits, len(court.made_links)) == (1, links)
    proof = (await attorney.menu("mieb")).text
    assert ("BankruptcyEvents" in proof) == bool(links)


@pytest.mark.parametrize("fault", STATUSES)
@pytest.mark.parametrize(("when", "links"), [("before", 0), ("after", 1)])
async def test_statuses_at_the_final_form(
    court: PracticeCourt, attorney: Any, fault: str, when: str, links: int
) -> None:
    verify = await attorney.verify_page("arwb", "no_mfa")
    court.faults.arm(fault, at="submit", when=when)
    answer = await attorney.send_form(verify)
    assert answer.status_code == STATUSES[fault][0]
    assert ("Retry-After" in answer.headers) == (fault == "too_many")
    assert (court.submits, len(court.made_links)) == (1, links)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("maintenance", "down for maintenance"),
        ("unknown_page", "an important notice"),
        ("sign_on_page", "location.assign("),
        ("session_ended", "location.assign("),
        ("no_privileges", "This user has no access privileges defined."),
        ("referrer_form", '<form id="referrer_form"'),
        ("bad_login", "Invalid CM/ECF login or password."),
        ("locked", "locked for 5 minutes"),
        ("already_linked", "already linked to another account"),
    ],
)
async def test_pages_in_an_answers_place(court: PracticeCourt, attorney: Any, fault: str, words: str) -> None:
    await attorney.sign_in("no_mfa")
    page = await attorney.link_page("mieb")
    court.faults.arm(fault, at="filer_login")
    answer = await attorney.send_form(page, "rcastmieb", "Filing-rcast-mieb-2016")
    assert answer.status_code == 200
    assert words in answer.text
    assert ("location.assign(" in (await attorney.menu("mieb")).text) == (fault == "session_ended")


async def test_bad_login_fault_brings_a_form_that_works(court: PracticeCourt, attorney: Any) -> None:
    court.faults.arm("bad_login", at="filer_login", when="before")
    again = await attorney.verify_page("mieb", "no_mfa")
    assert "Rowan" in (await attorney.send_form(again, "rcastmieb", "Filing-rcast-mieb-2016")).text


async def test_glitch_with_the_referrer_form_is_passed_by_submitting_it(
    court: PracticeCourt, attorney: Any, form_in: Any
) -> None:
    await attorney.sign_in("no_mfa")
    for place, path in (("menu", "DisplayMenu.pl?Utilities"), ("link_page", "LinkPacerAccount.pl?id=-1")):
        court.faults.arm("referrer_form", at=place)
        glitch = await attorney.get("mieb", f"/cgi-bin/{path}")
        address = glitch.url.join(form_in(glitch).attributes["action"])
        passed = await attorney.client.post(address, data={"referrer": "external"})
        assert "login.pl?logout" in passed.text


@pytest.mark.parametrize(
    ("fault", "target"), [("redirect_loop", MENU), ("redirect_elsewhere", "https://elsewhere.example/")]
)
async def test_redirects(court: PracticeCourt, attorney: Any, fault: str, target: str) -> None:
    await attorney.sign_in("no_mfa")
    court.faults.arm(fault, at="menu")
    answer = await attorney.menu("mieb")
    assert (answer.status_code, answer.headers["Location"]) == (302, target)


async def test_spoilt_bodies(court: PracticeCourt, attorney: Any) -> None:
    await attorney.sign_in("no_mfa")
    await attorney.menu("mieb")
    sound = (await attorney.menu("mieb")).content
    spoilt = {}
    for fault in ("half_page", "wrong_charset", "malformed"):
        court.faults.arm(fault, at="menu")
        spoilt[fault] = await attorney.client.send(attorney.client.build_request("GET", MENU))
    assert spoilt["half_page"].content == sound[: len(sound) // 2]
    assert spoilt["half_page"].status_code == 200
    assert "x-no-such-charset" in spoilt["wrong_charset"].headers["Content-Type"]
    assert b"\x81" in spoilt["wrong_charset"].content
    assert b"<<" in spoilt["malformed"].content


async def test_bomb_is_small_on_the_wire(court: PracticeCourt, attorney: Any) -> None:
    await attorney.sign_in("no_mfa")
    court.faults.arm("bomb", at="menu")
    async with attorney.client.stream("GET", MENU) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) < 100_000
        first = b""
        async for piece in answer.aiter_bytes():
            first += piece
            if len(first) > 1_000_000:
                break
    assert first.startswith(b"<!DOCTYPE")


async def test_forms_spoilt(court: PracticeCourt, attorney: Any) -> None:
    await attorney.sign_in("no_mfa")
    court.faults.arm("form_missing", at="link_page")
    assert "<form" not in (await attorney.link_page("mieb")).text
    court.faults.arm("two_forms", at="link_page")
    two = await attorney.link_page("mieb")
    assert two.text.count("<form") == 2
    assert two.text.index("iquery.pl'><label>") < two.text.index("LinkPacerAccount.pl?")


@pytest.mark.parametrize("court_id", ["mieb", "txwd", "ord"])
async def test_renamed_fields_are_taken_back(court: PracticeCourt, attorney: Any, court_id: str) -> None:
    court.faults.arm("field_renamed", at="link_page")
    verify = await attorney.verify_page(court_id, "no_mfa")
    assert verify.text.count("Rowan Castellan") == 2
    await attorney.sign_in("no_mfa")
    court.faults.arm("field_renamed", at="link_page")
    assert (await attorney.link_page(court_id)).text.count("_9x") == 2


async def test_hanging_answer_ends_when_the_client_goes(court: PracticeCourt, attorney: Any) -> None:
    verify = await attorney.verify_page("mieb", "no_mfa")
    court.faults.arm("hang", at="submit")
    attorney.client.timeout = 0.2
    with pytest.raises(httpx.ReadTimeout):
        await attorney.send_form(verify)
    attorney.client.timeout = 5
    assert "BankruptcyEvents" in (await attorney.menu("mieb")).text


@pytest.mark.parametrize("fault", ["slow", "drip"])
async def test_late_answers_are_whole(court: PracticeCourt, attorney: Any, fault: str) -> None:
    await attorney.sign_in("no_mfa")
    sound = (await attorney.menu("mieb")).content
    court.faults.arm(fault, at="menu", seconds=0.05)
    assert (await attorney.menu("mieb")).content == sound
    court.faults.arm(fault, at="menu", seconds=60)
    attorney.client.timeout = 0.2
    with pytest.raises(httpx.ReadTimeout):
        await attorney.menu("mieb")


@pytest.mark.parametrize("fault", sorted(FAULTS))
@pytest.mark.parametrize("when", ["before", "after"])
async def test_every_fault_at_the_sign_on(court: PracticeCourt, attorney: Any, fault: str, when: str) -> None:
    court.faults.arm(fault, at="sign_on", when=when, seconds=0)
    attorney.client.timeout = 0.3 if fault == "hang" else 5
    sent = {"loginId": "rcastellan", "password": "Lantern-Orchard-41", "redactFlag": "1"}
    try:
        answer = await attorney.authenticate(**sent)
    except httpx.TransportError:
        broken = True
    else:
        broken = False
        sound = answer.status_code == 200 and has_token(answer.content)
        unharmed = fault in ("slow", "drip", "bomb", "form_missing", "field_renamed", "two_forms")
        assert sound == (when == "after" and unharmed)
    assert broken == (fault in ("lost_answer", "reset", "hang", "truncated"))
    assert [entry.effect for entry in court.requests] == [
        f"{'signed in: no_mfa' if when == 'after' else 'nothing done'}; fault {fault} {when}"
    ]


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"hang"}))
@pytest.mark.parametrize("when", ["before", "after"])
async def test_every_fault_at_the_final_form(court: PracticeCourt, attorney: Any, fault: str, when: str) -> None:
    verify = await attorney.verify_page("wvsd", "no_mfa")
    court.faults.arm(fault, at="submit", when=when, seconds=0)
    failed = False
    try:
        assert (await attorney.send_form(verify)).status_code < 600
    except httpx.TransportError:
        failed = True
    assert failed == (fault in ("lost_answer", "reset", "truncated"))
    assert (court.submits, len(court.made_links)) == (1, int(when == "after"))
    assert court.faults.armed == ()


async def test_places_are_told_apart(court: PracticeCourt, attorney: Any) -> None:
    for place in ("root", "menu", "link_page", "proof_menu", "sign_out"):
        court.faults.arm("unavailable", at=place)
    assert (await attorney.get("mieb", "/")).status_code == 503
    await attorney.sign_in("no_mfa")
    assert (await attorney.menu("mieb")).status_code == 503
    assert (await attorney.link_page("mieb")).status_code == 503
    await attorney.send_form(await attorney.verify_page("mieb", "no_mfa"))
    assert (await attorney.menu("mieb")).status_code == 503
    assert (await attorney.menu("mieb")).status_code == 200
    assert (await attorney.get("mieb", "/cgi-bin/login.pl?logout")).status_code == 503
    assert court.faults.armed == ()


async def test_opening_the_link_page_again_makes_the_menu_an_ordinary_one(court: PracticeCourt, attorney: Any) -> None:
    verify = await attorney.verify_page("mieb", "no_mfa")
    court.faults.arm("unavailable", at="submit", when="before")
    await attorney.send_form(verify)
    await attorney.link_page("mieb")
    court.faults.arm("unavailable", at="proof_menu")
    assert (await attorney.menu("mieb")).status_code == 200


async def test_any_place_and_times(court: PracticeCourt, attorney: Any) -> None:
    court.faults.arm("bad_gateway", at="any", times=2)
    statuses = [(await attorney.get("mieb", path)).status_code for path in ("/", "/cgi-bin/x.pl", "/")]
    assert statuses == [502, 502, 200]


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"fault": "rain", "at": "menu"}, "unknown fault"),
        ({"fault": "slow", "at": "roof"}, "unknown place"),
        ({"fault": "slow", "at": "menu", "when": "during"}, "unknown moment"),
        ({"fault": "slow", "at": "menu", "times": 0}, "times must be"),
        ({"fault": "slow", "at": "menu", "seconds": float("nan")}, "seconds must be"),
    ],
)
def test_impossible_orders_are_refused(court: PracticeCourt, order: dict[str, Any], words: str) -> None:
    with pytest.raises(FaultRefusedError, match=words):
        court.faults.arm(**order)
    assert court.faults.armed == ()


def test_every_worked_fault_is_known() -> None:
    assert BODIES.keys() | STATUSES.keys() <= FAULTS.keys()
