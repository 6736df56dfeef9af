import json
from typing import Any

import httpx
import pytest

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court.people import everyone

AUTH = "https://pacer.login.uscourts.gov/services/cso-auth"
LOGOUT = "https://pacer.login.uscourts.gov/services/cso-logout"
ROWAN = {"loginId": "rcastellan", "password": "Lantern-Orchard-41", "redactFlag": "1"}
IMOGEN = {"loginId": "ifarrowdale", "password": "Copper-Meadow-27", "redactFlag": "1"}
WRONG = "Invalid username, password, or one-time passcode."


async def test_success_is_a_token_of_128_characters_and_strings_only(attorney: Any) -> None:
    answer = await attorney.authenticate(**ROWAN)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    content = answer.json()
    assert set(content) == {"nextGenCSO", "loginResult", "errorDescription"}
    assert (content["loginResult"], content["errorDescription"], len(content["nextGenCSO"])) == ("0", "", 128)


async def test_without_accept_the_answer_is_xml(attorney: Any) -> None:
    answer = await attorney.client.post(AUTH, json=ROWAN)
    assert answer.headers["Content-Type"] == "application/xml"
    assert "<CsoAuth><nextGenCSO>" in answer.text
    assert "<loginResult>0</loginResult>" in answer.text


@pytest.mark.parametrize("flag", [{}, {"redactFlag": "0"}, {"redactFlag": "true"}])
async def test_redaction_must_be_acknowledged(attorney: Any, flag: dict[str, str]) -> None:
    answer = await attorney.authenticate(loginId=ROWAN["loginId"], password=ROWAN["password"], **flag)
    assert answer.status_code == 200
    assert answer.json()["loginResult"] == "1"
    assert answer.json()["errorDescription"].startswith("All filers must redact:")
    assert answer.json()["nextGenCSO"] == ""


@pytest.mark.parametrize(
    "spoilt",
    [
        {"password": "wrong"},
        {"loginId": "nobody-here"},
        {"password": "\ud83d"},
        {"password": ""},
        {"loginId": "RCASTELLAN"},
    ],
)
async def test_wrong_user_or_password_is_13(attorney: Any, spoilt: dict[str, str]) -> None:
    answer = await attorney.client.post(
        AUTH,
        content=json.dumps(ROWAN | spoilt),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert answer.json() == {"nextGenCSO": "", "loginResult": "13", "errorDescription": WRONG}


async def test_missing_wrong_or_used_passcode_is_13(court: PracticeCourt, attorney: Any) -> None:
    code = court.passcode(court.person("mfa"))
    other = "000000" if code != "000000" else "111111"
    results = [
        (await attorney.authenticate(**IMOGEN, **more)).json()["loginResult"]
        for more in ({}, {"otpCode": other}, {"otpCode": code}, {"otpCode": code})
    ]
    assert results == ["13", "13", "0", "13"]


@pytest.mark.parametrize(("late", "result"), [(30, "0"), (60, "13")])
async def test_passcode_of_the_step_before_is_good_and_no_older(
    court: PracticeCourt, attorney: Any, clock: Any, late: int, result: str
) -> None:
    code = court.passcode(court.person("mfa"))
    clock.pass_by(seconds=late)
    assert (await attorney.authenticate(**IMOGEN, otpCode=code)).json()["loginResult"] == result


async def test_five_wrong_sign_ins_lock_for_a_while(attorney: Any, clock: Any) -> None:
    for _ in range(5):
        await attorney.authenticate(**(ROWAN | {"password": "wrong"}))
    locked = (await attorney.authenticate(**ROWAN)).json()
    assert locked["loginResult"] not in ("0", "13")
    assert "locked" in locked["errorDescription"]
    clock.pass_by(minutes=30)
    assert (await attorney.authenticate(**ROWAN)).json()["loginResult"] == "0"


@pytest.mark.parametrize(
    ("kind", "result", "words"),
    [
        ("client_code", "0", "A required Client Code was not entered. You may continue to log in"),
        ("search_disabled", "0", "your current account has been disabled"),
        ("deactivated", "17", "Your PACER account has been disabled"),
        ("update_pending", "22", "User Update Required"),
        ("mfa_pending", "23", "Multifactor authentication (MFA) is required"),
        ("password_old", "24", "must be changed"),
        ("client_code_demanded", "26", "A client code is required"),
        ("legacy", "0", ""),
        ("paa", "0", ""),
        ("shared_firm", "0", ""),
    ],
)
async def test_what_the_sign_on_says_to_each_kind(attorney: Any, kind: str, result: str, words: str) -> None:
    answer = await attorney.sign_in(kind)
    assert answer["loginResult"] == result
    assert words in answer["errorDescription"]
    assert bool(answer["nextGenCSO"]) == (result == "0")


async def test_client_code_given_leaves_no_notice(attorney: Any) -> None:
    assert (await attorney.sign_in("client_code", clientCode="0042"))["errorDescription"] == ""


async def test_a_demanded_client_code_must_be_one(attorney: Any) -> None:
    malformed = await attorney.sign_in("client_code_demanded", clientCode="smith/42")
    assert (malformed["loginResult"], malformed["nextGenCSO"]) == ("26", "")
    assert "malformed" in malformed["errorDescription"]
    assert (await attorney.sign_in("client_code_demanded", clientCode="0042"))["loginResult"] == "0"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[" * 60_000, "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[]", "application/json"),
        (b'{"loginId": 1}', "application/json"),
        (json.dumps(ROWAN).encode(), "text/plain"),
    ],
)
async def test_malformed_request_is_refused_politely(attorney: Any, body: bytes, kind: str) -> None:
    answer = await attorney.client.post(
        AUTH, content=body, headers={"Content-Type": kind, "Accept": "application/json"}
    )
    assert answer.status_code == 200
    assert answer.json()["loginResult"] not in ("0", "13")
    assert answer.json()["nextGenCSO"] == ""


async def test_sign_out_ends_the_session(attorney: Any) -> None:
    token = (await attorney.sign_in("no_mfa"))["nextGenCSO"]
    assert "login.pl?logout" in (await attorney.menu("mieb")).text
    assert (await attorney.client.post(LOGOUT, json={"nextGenCSO": token})).status_code == 200
    assert "csologin/login.jsf?pscCourtId=MIEBK" in (await attorney.menu("mieb")).text
    assert (await attorney.client.post(LOGOUT, json={"nextGenCSO": token})).status_code == 200


async def test_session_ends_after_an_hour(attorney: Any, clock: Any) -> None:
    await attorney.sign_in("no_mfa")
    clock.pass_by(minutes=59)
    assert "login.pl?logout" in (await attorney.menu("cob")).text
    clock.pass_by(minutes=1)
    assert "location.assign(" in (await attorney.menu("cob")).text


async def test_bounce_is_a_script_with_status_200(attorney: Any) -> None:
    answer = await attorney.menu("ord")
    assert answer.status_code == 200
    assert 'location.assign("https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=ORDC&appurl=' in answer.text


@pytest.mark.parametrize("dropped", ["NextGenCSO", "PacerSession"])
async def test_both_cookies_are_needed(attorney: Any, dropped: str) -> None:
    await attorney.sign_in("no_mfa")
    attorney.client.cookies.delete(dropped)
    assert "location.assign(" in (await attorney.menu("mieb")).text


async def test_one_court_reissues_the_token_and_only_sign_out_takes_the_old_one(attorney: Any) -> None:
    old = (await attorney.sign_in("no_mfa"))["nextGenCSO"]
    first = await attorney.menu("txwd")
    assert "Domain=.uscourts.gov; Path=/" in first.headers["Set-Cookie"]
    new = attorney.client.cookies["NextGenCSO"]
    assert (new != old, len(new)) == (True, 128)
    assert "login.pl?logout" in (await attorney.menu("mieb")).text
    assert "Set-Cookie" not in (await attorney.menu("txwd")).headers
    stale = {"Cookie": f"NextGenCSO={old}; PacerSession={old}"}
    async with httpx.AsyncClient(transport=attorney.client._transport) as other:
        bounced = await other.get("https://ecf.mieb.uscourts.gov/cgi-bin/login.pl", headers=stale)
    assert "location.assign(" in bounced.text


async def test_old_token_still_signs_out(attorney: Any) -> None:
    old = (await attorney.sign_in("no_mfa"))["nextGenCSO"]
    await attorney.menu("txwd")
    await attorney.client.post(LOGOUT, json={"nextGenCSO": old})
    assert "location.assign(" in (await attorney.menu("txwd")).text


async def test_log_out_at_a_court_ends_the_session(attorney: Any) -> None:
    await attorney.sign_in("no_mfa")
    assert "logged out" in (await attorney.get("mieb", "/cgi-bin/login.pl?logout")).text
    assert "location.assign(" in (await attorney.menu("mieb")).text


async def test_browser_page_of_the_sign_on(attorney: Any) -> None:
    answer = await attorney.client.get("https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=MIEBK")
    assert "PACER: Login" in answer.text
    assert (await attorney.client.get(AUTH)).status_code == 405
    assert (await attorney.client.get("https://pacer.login.uscourts.gov/nowhere")).status_code == 404


def test_practice_passwords_are_as_long_as_pacer_wants_them() -> None:
    people = everyone()
    assert min(len(person.password) for person in people) >= 14
    assert min(len(filer.password) for person in people for filer in person.filers) >= 14
    assert len({person.username for person in people}) == len({person.kind for person in people}) == len(people)
    assert {person.kind for person in people if len(person.username) < 8} == {"legacy"}
