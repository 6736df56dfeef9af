"""Sessions go out and come back whole, and nothing secret shows on the way."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date

import pytest

from bot.court import CourtSession, FilerCredentials, PacerCredentials, Registry
from bot.court.model import Cookie, FormKind, PendingForm
from bot.court.transport import quiet_libraries
from bot.vault import Secret


def session(registry: Registry, form: PendingForm | None) -> CourtSession:
    court = registry.get("mieb")
    assert court is not None
    cookie = Cookie("NextGenCSO", Secret("tok-2"), ".uscourts.gov")
    return CourtSession(court, Secret("tok-1"), (cookie,), form, (Secret("jane"),))


FORM = PendingForm(
    FormKind.FILER_LOGIN, "https://p", "https://a", multipart=True, charset="utf-8", fields=(("h", Secret("v é")),)
)


@pytest.mark.parametrize("form", [None, FORM])
def test_session_comes_back_whole(registry: Registry, form: PendingForm | None) -> None:
    before = session(registry, form)
    after = CourtSession.load(before.dump())
    assert after.court == before.court
    assert after.court.linking_since == date(2021, 6, 1)
    assert after.dump() == before.dump()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"v":2}', b'{"v":1}', b'{"v":1,"court":{}}', b"\xff", b"null"])
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
    assert json.loads(session(registry, None).dump())["v"] == 1
