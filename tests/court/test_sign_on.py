"""What PACER's answers to a sign-in mean."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.court import CourtSession, PacerCredentials, Registry, sign_on
from bot.court.model import Cookie
from bot.court.sign_on import Admitted, Refused
from bot.vault import Secret
from bot.vocabulary import SignInNotice, Trouble

TYPED = PacerCredentials(Secret("jexample"), Secret("Sturdy-Pass-1"))


def answer(result: Any = "0", token: Any = "t" * 128, words: Any = "") -> bytes:
    return json.dumps({"nextGenCSO": token, "loginResult": result, "errorDescription": words}).encode()


@pytest.mark.parametrize(
    ("words", "notice"),
    [
        ("", None),
        (None, None),
        ("A required Client Code was not entered. You may continue", SignInNotice.CLIENT_CODE_MISSING),
        ("Search for your current account has been disabled.", SignInNotice.SEARCH_DISABLED),
        ("Something new.", None),
    ],
)
def test_admitted(words: str | None, notice: SignInNotice | None) -> None:
    read = sign_on.read(200, answer(words=words), TYPED)
    assert isinstance(read, Admitted)
    assert (read.token.reveal(), read.notice) == ("t" * 128, notice)


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (answer("13", "", "Invalid username, password, or one-time passcode."), Trouble.WRONG_PACER_CREDENTIALS),
        (answer(13, ""), Trouble.WRONG_PACER_CREDENTIALS),
        (answer("1", "", "All filers must redact: Social Security..."), Trouble.PACER_REFUSED),
        (answer("0", ""), Trouble.SIGN_ON_DOWN),
        (answer("0", "t" * 5000), Trouble.SIGN_ON_DOWN),
        (answer("0", "a\nb"), Trouble.SIGN_ON_DOWN),
        (answer("17", "", "Your PACER account has been disabled."), Trouble.PACER_ACCOUNT_DISABLED),
        (answer("22", "", "User Update Required."), Trouble.PACER_UPDATE_PENDING),
        (answer("9", "", "This is a PACER Administrative Account."), Trouble.FIRM_ADMIN_ACCOUNT),
        (answer("99", "", "Something else."), Trouble.PACER_REFUSED),
        (b"{}", Trouble.SIGN_ON_DOWN),
        (b'{"loginResult": null}', Trouble.SIGN_ON_DOWN),
        (b"[]", Trouble.SIGN_ON_DOWN),
        (b"<CsoAuth/>", Trouble.SIGN_ON_DOWN),
        (b"PACER is down for maintenance", Trouble.SIGN_ON_DOWN),
        (b"[" * 100_000, Trouble.SIGN_ON_DOWN),
    ],
)
def test_refused(body: bytes, trouble: Trouble) -> None:
    read = sign_on.read(200, body, TYPED)
    assert isinstance(read, Refused)
    assert read.trouble is trouble


@pytest.mark.parametrize("status", [429, 500, 503])
def test_sign_on_down(status: int) -> None:
    read = sign_on.read(status, b"", TYPED)
    assert isinstance(read, Refused)
    assert read.trouble is Trouble.SIGN_ON_DOWN


def test_server_error_with_an_answer_is_down_all_the_same() -> None:
    assert isinstance(sign_on.read(500, answer(), TYPED), Refused)


def test_nothing_typed_is_repeated() -> None:
    read = sign_on.read(200, answer("99", "", "User jexample / sturdy-pass-1 is odd. " + "Z9" * 40), TYPED)
    assert isinstance(read, Refused)
    assert read.words == "User … / … is odd. …"


@given(st.binary(max_size=200), st.sampled_from([200, 302, 404, 503]))
def test_any_answer_is_read(body: bytes, status: int) -> None:
    assert isinstance(sign_on.read(status, body, TYPED), Refused)


def test_request_holds_what_was_typed_and_the_redaction_flag() -> None:
    full = PacerCredentials(Secret("u"), Secret("p"), Secret("123456"), Secret("c"))
    assert json.loads(sign_on.request_body(full)) == {
        "loginId": "u",
        "password": "p",
        "redactFlag": "1",
        "otpCode": "123456",
        "clientCode": "c",
    }
    assert set(json.loads(sign_on.request_body(TYPED))) == {"loginId", "password", "redactFlag"}


@pytest.mark.parametrize(("code", "count"), [("A1", 3), ("é", 2), ("a;b=c", 2), ("a\r\nb", 2)])
def test_client_code_becomes_a_cookie_only_when_it_can(code: str, count: int) -> None:
    typed = PacerCredentials(Secret("u"), Secret("p"), None, Secret(code))
    assert len(sign_on.cookies(Admitted(Secret("t"), None), typed)) == count


def test_reissued_token_is_the_one_that_counts(registry: Registry) -> None:
    court = registry.get("mieb")
    assert court is not None
    session = CourtSession(court, Secret("old"), (Cookie("NextGenCSO", Secret("new"), ".uscourts.gov"),))
    assert json.loads(sign_on.sign_out_body(session)) == {"nextGenCSO": "new"}
    assert sign_on.current_token(CourtSession(court, Secret("old"))).reveal() == "old"
