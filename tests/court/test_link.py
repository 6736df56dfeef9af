"""The whole procedure at the practice court: every skin, every person, and what each step must not do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import (
    AccountsFound,
    AlreadyLinked,
    CourtSession,
    Failed,
    MenuRead,
    MenuShows,
    NotSent,
    RefusedByCourt,
    Sent,
    SignedIn,
)
from bot.sandbox.court.people import everyone
from bot.vocabulary import AccountWarning, SignInNotice, Trouble

if TYPE_CHECKING:
    from tests.court.conftest import Practice

SKINS = ["mieb", "txwd", "ord", "arwb", "areb", "cob", "wvsd", "nvb"]


@pytest.mark.parametrize("court_id", SKINS)
async def test_whole_link_in_every_skin(practice: Practice, court_id: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    credentials, filer = practice.pacer("mfa"), practice.filer("mfa", court_id)
    signed_in: Any = await practice.service.sign_in(practice.court(court_id), credentials)
    found: Any = await practice.service.find_accounts(CourtSession.load(signed_in.session.dump()), filer)
    assert isinstance(found, AccountsFound)
    named = (found.accounts.filer, found.accounts.pacer)
    if court_id == "nvb":  # it names both in one sentence, which nobody can split with certainty
        assert named == ("", "")
        assert found.accounts.warnings == (AccountWarning.NOT_COMPARED,)
        named = (" ".join(found.accounts.said),)
    else:
        assert found.accounts.warnings == ()
    assert all("Imogen Farrowdale" in each for each in named)
    sent = await practice.service.submit(CourtSession.load(found.session.dump()))
    assert isinstance(sent, Sent)
    read = await practice.service.read_menu(sent.session)
    assert isinstance(read, MenuRead)
    assert read.shows is MenuShows.FILER
    await practice.service.sign_out(read.session)
    assert practice.state.submits == 1
    assert len(practice.state.requests) <= 10
    shown = caplog.text + repr((signed_in, found, sent, read, credentials, filer))
    secrets = [credentials.password, filer.password, found.session.token, credentials.username, filer.login]
    shown = shown.replace(repr(found.accounts), "")
    assert [secret for secret in secrets if secret.reveal() in shown] == []


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [
        ("deactivated", Trouble.PACER_ACCOUNT_DISABLED),
        ("update_pending", Trouble.PACER_UPDATE_PENDING),
        ("paa", Trouble.FIRM_ADMIN_ACCOUNT),
        ("legacy", Trouble.LINK_NOT_OFFERED),
    ],
)
async def test_who_is_turned_away_at_the_sign_in(practice: Practice, kind: str, trouble: Trouble) -> None:
    result = await practice.service.sign_in(practice.court(), practice.pacer(kind))
    assert isinstance(result, Failed)
    assert result.trouble is trouble
    assert result.words


@pytest.mark.parametrize("kind", [person.kind for person in everyone()])
async def test_everybody_ends_in_an_answer(practice: Practice, kind: str) -> None:
    result = await practice.service.sign_in(practice.court(), practice.pacer(kind))
    assert isinstance(result, SignedIn | AlreadyLinked | Failed)


async def test_wrong_password_is_in_pacers_own_words(practice: Practice) -> None:
    result = await practice.service.sign_in(practice.court(), practice.pacer(password="no-such-password"))
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.WRONG_PACER_CREDENTIALS
    assert result.words == "Invalid username, password, or one-time passcode."


async def test_already_linked_is_seen_before_anything_is_asked(practice: Practice) -> None:
    result = await practice.service.sign_in(practice.court("txwd"), practice.pacer("already_linked"))
    assert isinstance(result, AlreadyLinked)


@pytest.mark.parametrize(
    ("kind", "notice"),
    [("client_code", SignInNotice.CLIENT_CODE_MISSING), ("search_disabled", SignInNotice.SEARCH_DISABLED)],
)
async def test_remarks_do_not_stop_a_sign_in(practice: Practice, kind: str, notice: SignInNotice) -> None:
    assert (await practice.signed_in(kind)).notice is notice


async def test_client_code_satisfies_pacer(practice: Practice) -> None:
    result = await practice.service.sign_in(practice.court(), practice.pacer("client_code", client_code="A 1"))
    assert isinstance(result, SignedIn)
    assert result.notice is None


@pytest.mark.parametrize("court_id", SKINS)
async def test_wrong_filer_login_gives_a_fresh_form_to_try_again(practice: Practice, court_id: str) -> None:
    signed_in = await practice.signed_in(court_id=court_id)
    wrong = practice.filer(court_id=court_id, password="not-it-at-all")
    failed = await practice.service.find_accounts(signed_in.session, wrong)
    assert isinstance(failed, Failed)
    assert failed.trouble is Trouble.WRONG_FILER_CREDENTIALS
    assert failed.session is not None
    again = await practice.service.find_accounts(failed.session, practice.filer(court_id=court_id))
    assert isinstance(again, AccountsFound)


async def test_going_back_from_the_review_fetches_a_fresh_form(practice: Practice) -> None:
    found = await practice.found()
    again = await practice.service.find_accounts(found.session, practice.filer())
    assert isinstance(again, AccountsFound)


async def test_what_the_names_warn_of(practice: Practice) -> None:
    assert (await practice.found("wrong_names")).accounts.warnings == (AccountWarning.DIFFERENT_PEOPLE,)
    assert AccountWarning.LOOKS_LIKE_FIRM in (await practice.found("shared_firm")).accounts.warnings


async def test_filer_linked_elsewhere_is_refused_early_or_late(practice: Practice) -> None:
    signed_in = await practice.signed_in("linked_elsewhere")
    early = await practice.service.find_accounts(signed_in.session, practice.filer("linked_elsewhere"))
    assert isinstance(early, Failed)
    assert early.trouble is Trouble.FILER_LINKED_ELSEWHERE
    found = await practice.found("linked_elsewhere", "cob")
    late = await practice.service.submit(found.session)
    assert isinstance(late, RefusedByCourt)
    assert late.trouble is Trouble.FILER_LINKED_ELSEWHERE
    assert "already linked" in late.words


@pytest.mark.parametrize(("kind", "shows"), [("no_mfa", MenuShows.FILER), ("fees_locked", MenuShows.MENUS_MISSING)])
async def test_already_linked_said_of_the_link_just_made_is_gainsaid_by_the_menu(
    practice: Practice, kind: str, shows: MenuShows
) -> None:
    found = await practice.found(kind)
    practice.state.faults.arm("already_linked", at="submit", when="after")
    result = await practice.service.submit(found.session)
    assert isinstance(result, RefusedByCourt)
    read = await practice.service.read_menu(result.session)
    assert isinstance(read, MenuRead)
    assert read.shows is shows
    assert practice.state.submits == len(practice.state.made_links) == 1


async def test_fees_lock_shows_as_missing_menus(practice: Practice) -> None:
    found = await practice.found("fees_locked")
    sent = await practice.service.submit(found.session)
    read = await practice.service.read_menu(sent.session)
    assert isinstance(read, MenuRead)
    assert read.shows is MenuShows.MENUS_MISSING


async def test_linked_meanwhile_sends_nothing(practice: Practice) -> None:
    first, second = await practice.found(), await practice.found()
    await practice.service.submit(first.session)
    result = await practice.service.submit(second.session)
    assert isinstance(result, AlreadyLinked)
    assert practice.state.submits == 1


async def test_link_no_longer_offered_sends_nothing(practice: Practice) -> None:
    first, second = await practice.found("fees_locked"), await practice.found("fees_locked")
    await practice.service.submit(first.session)
    result = await practice.service.submit(second.session)
    assert isinstance(result, NotSent)
    assert result.trouble is Trouble.FILER_WITHOUT_MENUS, "and not one who should register, or link in a browser"
    assert practice.state.submits == 1


async def test_submit_needs_a_form_to_confirm(practice: Practice) -> None:
    found = await practice.found()
    sent = await practice.service.submit(found.session)
    for session in (sent.session, (await practice.signed_in("mfa")).session):
        with pytest.raises(ValueError, match="no form"):
            await practice.service.submit(session)


async def test_one_session_serves_another_court_without_signing_in_again(practice: Practice) -> None:
    signed_in = await practice.signed_in()
    result = await practice.service.resume(practice.court("txwd"), signed_in.session)
    assert isinstance(result, SignedIn)
    assert result.session.court.id == "txwd"
    found = await practice.service.find_accounts(result.session, practice.filer(court_id="txwd"))
    assert isinstance(found, AccountsFound)
    back = await practice.service.resume(practice.court("mieb"), found.session)
    assert isinstance(back, SignedIn)
    assert sum("cso-auth" in str(request) for request in practice.state.requests) == 1


async def test_signed_out_session_is_expired_everywhere(practice: Practice) -> None:
    found = await practice.found()
    await practice.service.sign_out(found.session)
    results = [
        await practice.service.resume(practice.court(), found.session),
        await practice.service.submit(found.session),
        await practice.service.read_menu(found.session),
        await practice.service.find_accounts(found.session, practice.filer()),
    ]
    assert [getattr(result, "trouble", None) for result in results] == [Trouble.SESSION_EXPIRED] * 4
    assert practice.state.submits == 0


async def test_guided_courts_are_refused_as_an_error_of_ours(practice: Practice) -> None:
    court = practice.court("ca6")
    with pytest.raises(ValueError, match="guided"):
        await practice.service.sign_in(court, practice.pacer())
    with pytest.raises(ValueError, match="guided"):
        await practice.service.resume(court, (await practice.signed_in()).session)
