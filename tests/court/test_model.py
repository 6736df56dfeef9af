"""Sessions go out and come back whole, and nothing secret shows on the way."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import replace
from datetime import date

import pytest

from bot.court import CourtSession, FilerCredentials, PacerCredentials, Registry
from bot.court.model import Cookie, FormKind, PendingForm, Place, Question
from bot.court.profile import Profile
from bot.court.transport import quiet_libraries
from bot.vault import Secret
from bot.vocabulary import QuestionKind


def session(registry: Registry, form: PendingForm | None) -> CourtSession:
    court = registry.get("mieb")
    assert court is not None
    court = replace(court, profile=Profile(entry=("/cgi-bin/x.pl",), read_menu_before_submit=False))
    cookie = Cookie("NextGenCSO", Secret("tok-2"), ".uscourts.gov")
    return CourtSession(court, Secret("tok-1"), (cookie,), form, (Secret("jane"),))


FORM = PendingForm(
    FormKind.FILER_LOGIN, "https://p", "https://a", multipart=True, charset="utf-8", fields=(("h", Secret("v é")),)
)


ASKING = replace(
    FORM,
    questions=(
        Question(QuestionKind.CHOICE, "Your role", ("Attorney", "Trustee é"), "Attorney", required=False),
        Question(QuestionKind.PASSWORD, "PIN"),
    ),
    places=(
        Place(QuestionKind.CHOICE, "role", 1, 0, ("a", "t")),
        Place(QuestionKind.PASSWORD, "pin", 0, 1),
    ),
)


@pytest.mark.parametrize("form", [None, FORM, ASKING])
def test_session_comes_back_whole(registry: Registry, form: PendingForm | None) -> None:
    before = session(registry, form)
    after = CourtSession.load(before.dump())
    assert after.court == before.court
    assert after.court.linking_since == date(2021, 6, 1)
    assert after.dump() == before.dump()
    assert after.digest() == before.digest()
    if form is not None:
        assert after.form is not None
        assert after.form.questions == form.questions


def test_consent_is_for_what_the_form_asks(registry: Registry) -> None:
    asked = ASKING.questions[0]
    others = [
        replace(ASKING, questions=(changed, ASKING.questions[1]))
        for changed in (
            replace(asked, label="Your roles"),
            replace(asked, options=("Attorney", "Party")),
            replace(asked, default=""),
            replace(asked, required=True),
        )
    ] + [replace(ASKING, places=(replace(ASKING.places[0], values=("t", "a")), ASKING.places[1]))]
    digests = {session(registry, form).digest() for form in (FORM, ASKING, *others)}
    assert len(digests) == len(others) + 2


def test_answers_must_fit_what_is_asked() -> None:
    for answers in ((Secret("1"), Secret("any")), (Secret("0"), None), (None, None)):
        ASKING.check(answers)
    for wrong in ((), (None,), (None, None, None), (Secret("2"), None), (Secret("-1"), None), (Secret("x"), None)):
        with pytest.raises(ValueError, match="answer") as raised:
            ASKING.check(wrong)
        assert "x" not in str(raised.value)
    tick = replace(ASKING, questions=(Question(QuestionKind.TICK, "Read"),))
    for said in ("0", "1"):
        tick.check((Secret(said),))
    with pytest.raises(ValueError, match="tick"):
        tick.check((Secret("on"),))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"v":1}', b'{"v":2}', b'{"v":2,"court":{}}', b"\xff", b"null"])
def test_what_is_no_session_is_refused_without_its_data(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a sealed court session"):
        CourtSession.load(data)


def test_court_without_a_date_comes_back(registry: Registry) -> None:
    court = registry.get("txwd")
    assert court is not None
    assert CourtSession.load(CourtSession(court, Secret("t")).dump()).court == court


def test_nothing_secret_shows(registry: Registry) -> None:
    held = session(registry, FORM)
    credentials = PacerCredentials(Secret("jane"), Secret("pw-1"), Secret("123456"), Secret("code"))
    shown = repr((held, held.cookies, held.form, credentials, FilerCredentials(Secret("login"), Secret("pw-2"))))
    for secret in ("tok-1", "tok-2", "v é", "jane", "pw-1", "123456", "pw-2"):
        assert secret not in shown


def test_session_is_neither_pickled_nor_copied(registry: Registry) -> None:
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            attempt(session(registry, None))


def test_dump_is_json_of_this_version(registry: Registry) -> None:
    quiet_libraries()
    assert json.loads(session(registry, None).dump())["v"] == 4
