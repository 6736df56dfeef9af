"""Every fault of the practice court at every step, before and after its effect: each call ends in a value, in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.court import (
    AccountsFound,
    CourtService,
    Failed,
    MenuRead,
    MenuShows,
    NotSent,
    RefusedByCourt,
    Sent,
    SignedIn,
    Timeouts,
    Unclear,
)
from bot.sandbox.court.faults import FAULTS
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.court.conftest import Practice

SHORT = Timeouts(connect=1.0, read=0.3, flow=0.8, submit=0.3)
GLITCHES = {"no_privileges", "referrer_form", "sign_on_page"}


@pytest.fixture
async def hurried(practice: Practice) -> AsyncIterator[Practice]:
    service = CourtService(gateway=practice.running.url, timeouts=SHORT)
    patient, practice.service = practice.service, service
    yield practice
    practice.service = patient
    await service.close()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_submit_is_never_repeated_and_its_end_is_told_by_the_menu(
    hurried: Practice, fault: str, when: str
) -> None:
    found = await hurried.found()
    hurried.state.faults.arm(fault, at="submit", when=when, seconds=1.0)
    result = await hurried.service.submit(found.session)
    assert isinstance(result, Sent | Unclear | RefusedByCourt)
    assert hurried.state.submits == 1
    assert result.session.form is None
    read = await hurried.service.read_menu(result.session)
    if fault == "session_ended":
        assert isinstance(read, Failed)
        assert read.trouble is Trouble.SESSION_EXPIRED
    else:
        assert isinstance(read, MenuRead)
        assert read.shows is (MenuShows.FILER if when == "after" else MenuShows.NO_FILER)
    if isinstance(result, RefusedByCourt):
        assert fault in ("already_linked", "bad_login", "locked")


@pytest.mark.parametrize("fault", FAULTS)
async def test_look_before_the_submit_sends_nothing_when_in_doubt(hurried: Practice, fault: str) -> None:
    found = await hurried.found()
    hurried.state.faults.arm(fault, at="menu", times=9, seconds=1.0)
    result = await hurried.service.submit(found.session)
    hurried.state.faults.clear()
    assert isinstance(result, NotSent | Sent)
    assert hurried.state.submits == (1 if isinstance(result, Sent) else 0)
    if isinstance(result, NotSent):
        assert result.session.form is not None


@pytest.mark.parametrize("place", ["sign_on", "menu", "link_page"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_sign_in_ends_in_a_value(hurried: Practice, fault: str, place: str) -> None:
    hurried.state.faults.arm(fault, at=place, times=9, seconds=1.0)
    result = await hurried.service.sign_in(hurried.court(), hurried.pacer())
    assert isinstance(result, SignedIn | Failed)


@pytest.mark.parametrize("fault", FAULTS)
async def test_finding_accounts_ends_in_a_value_and_links_nothing(hurried: Practice, fault: str) -> None:
    signed_in = await hurried.signed_in()
    hurried.state.faults.arm(fault, at="filer_login", seconds=1.0)
    result = await hurried.service.find_accounts(signed_in.session, hurried.filer())
    assert isinstance(result, AccountsFound | Failed)
    assert hurried.state.submits == 0


@pytest.mark.parametrize("fault", FAULTS)
async def test_proof_is_read_or_it_is_said_why_not(hurried: Practice, fault: str) -> None:
    found = await hurried.found()
    sent = await hurried.service.submit(found.session)
    hurried.state.faults.arm(fault, at="proof_menu", seconds=1.0)
    read = await hurried.service.read_menu(sent.session)
    if isinstance(read, MenuRead):
        assert read.shows is MenuShows.FILER
    if fault in GLITCHES:
        assert isinstance(read, MenuRead)


@pytest.mark.parametrize("fault", sorted(GLITCHES))
@pytest.mark.parametrize("place", ["menu", "link_page"])
async def test_each_glitch_is_got_over_once(practice: Practice, fault: str, place: str) -> None:
    practice.state.faults.arm(fault, at=place)
    assert isinstance(await practice.service.sign_in(practice.court(), practice.pacer()), SignedIn)


async def test_bounced_session_is_signed_in_once_more(practice: Practice) -> None:
    practice.state.faults.arm("sign_on_page", at="menu", times=2)
    assert isinstance(await practice.service.sign_in(practice.court(), practice.pacer()), SignedIn)
    assert sum("cso-auth" in str(request) for request in practice.state.requests) == 2


async def test_session_bounced_for_good_is_not_accepted(practice: Practice) -> None:
    practice.state.faults.arm("sign_on_page", at="menu", times=9)
    result = await practice.service.sign_in(practice.court(), practice.pacer())
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.SESSION_NOT_ACCEPTED
    assert sum("cso-auth" in str(request) for request in practice.state.requests) == 2


async def test_one_time_passcode_is_not_spent_twice(practice: Practice) -> None:
    practice.state.faults.arm("sign_on_page", at="menu", times=9)
    result = await practice.service.sign_in(practice.court(), practice.pacer("mfa"))
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.SESSION_NOT_ACCEPTED
    assert sum("cso-auth" in str(request) for request in practice.state.requests) == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("hang", Trouble.TIMED_OUT),
        ("drip", Trouble.TIMED_OUT),
        ("lost_answer", Trouble.UNREACHABLE),
        ("reset", Trouble.UNREACHABLE),
        ("truncated", Trouble.UNREACHABLE),
        ("bomb", Trouble.UNEXPECTED_PAGE),
        ("server_error", Trouble.COURT_DOWN),
        ("too_many", Trouble.COURT_DOWN),
        ("maintenance", Trouble.COURT_DOWN),
        ("forbidden", Trouble.UNEXPECTED_PAGE),
        ("unknown_page", Trouble.UNEXPECTED_PAGE),
        ("redirect_loop", Trouble.UNEXPECTED_PAGE),
        ("redirect_elsewhere", Trouble.UNEXPECTED_PAGE),
    ],
)
async def test_each_fault_has_its_trouble(hurried: Practice, fault: str, trouble: Trouble) -> None:
    signed_in = await hurried.signed_in()
    hurried.state.faults.arm(fault, at="menu", times=9, seconds=30.0)
    result = await hurried.service.read_menu(signed_in.session)
    assert isinstance(result, Failed)
    assert result.trouble is trouble
    assert result.session is not None


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("unavailable", Trouble.SIGN_ON_DOWN), ("too_many", Trouble.SIGN_ON_DOWN), ("forbidden", Trouble.SIGN_ON_DOWN)],
)
async def test_sign_on_troubles_are_its_own(practice: Practice, fault: str, trouble: Trouble) -> None:
    practice.state.faults.arm(fault, at="sign_on")
    result = await practice.service.sign_in(practice.court(), practice.pacer())
    assert isinstance(result, Failed)
    assert result.trouble is trouble


@pytest.mark.parametrize("fault", ["lost_answer", "hang", "server_error"])
async def test_sign_out_never_fails(hurried: Practice, fault: str) -> None:
    signed_in = await hurried.signed_in()
    hurried.state.faults.arm(fault, at="sign_out")
    await hurried.service.sign_out(signed_in.session)
    assert "sign_out" not in [order.at for order in hurried.state.faults.armed]
