"""What is done with typed fields before they are sent: cleaned, looked at, and never quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as given_by

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import ANSWERS, Field
from bot.flow.fields import SPECIAL_LOGIN, cleaned, filer_errors, shape_of
from bot.vocabulary import SignInNotice, Trouble
from tools.samples import MIEB, NOW, RUN, TWICE

TYPED = ev.FieldShape(9)
CURLY = ev.FieldShape(9, curly=True)
SPECIAL = ev.FilerSubmitted(ev.FieldShape(9, special=True), TYPED)
ONCE = ev.Tried(1, NOW + timedelta(minutes=7))
AS_TYPED = (Field.PACER_PASSWORD, Field.FILER_PASSWORD, *ANSWERS)
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c\u2066\u2069\u061c\u180e\ufe0f\u3164"


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("123456", "123456"),
        ("123 456", "123456"),
        ("123\u00a0456", "123456"),
        ("123\u202f456", "123456"),
        ("123-456", "123456"),
        ("123\u2011456", "123456"),
        ("123\u2013456", "123456"),
        ("123\u2212456", "123456"),
        (" 123456\t\n", "123456"),
        ("123456\u200b", "123456"),
        ("\ufeff123\u200b 456", "123456"),
        ("\uff11\uff12\uff13\uff14\uff15\uff16", "123456"),
        ("abcd-efgh", "abcd-efgh"),
        ("abcd efgh", "abcdefgh"),
        ("12-ab", "12-ab"),
        ("-", "-"),
        (" \u200b ", ""),
    ],
)
def test_a_passcode_goes_as_its_digits(typed: str, sent: str) -> None:
    assert cleaned(Field.PACER_PASSCODE, typed) == sent


@pytest.mark.parametrize("field", [each for each in Field if each not in AS_TYPED])
@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda each: f"U+{ord(each):04X}")
def test_what_nobody_sees_is_dropped_but_from_passwords(field: Field, unseen: str) -> None:
    assert cleaned(field, f"{unseen}da{unseen}na1 {unseen}") == "dana1"
    for password in AS_TYPED:
        typed = f"{unseen}da{unseen}na1 {unseen}"
        assert cleaned(password, typed) == typed


@given(given_by.text(max_size=40))
def test_a_password_goes_exactly_as_typed(text: str) -> None:
    for field in AS_TYPED:
        assert cleaned(field, text) == text


@given(given_by.sampled_from([each for each in Field if each not in AS_TYPED]), given_by.text(max_size=40))
def test_what_is_clean_stays_as_it_is(field: Field, text: str) -> None:
    once = cleaned(field, text)
    assert cleaned(field, once) == once


def test_a_name_keeps_its_letters_its_inner_blanks_and_its_signs() -> None:
    for name in ("jane.doe-x_1", "o'hallow", "Ren\u00e9e", "jane doe", "d&hallow"):
        assert cleaned(Field.FILER_LOGIN, name) == cleaned(Field.PACER_USERNAME, name) == name


@pytest.mark.parametrize("character", "&@$*#%!+/'\" \u00e9\u2019")
def test_a_login_with_any_special_character_is_warned_of(character: str) -> None:
    login = shape_of(f"d{character}hallow")
    assert login.special
    assert filer_errors(ev.FilerSubmitted(login, TYPED)) == SPECIAL_LOGIN
    assert not shape_of("d.hallow_2-B").special


def test_a_shape_says_nothing_of_what_was_typed() -> None:
    canary = "Zk#\u201ccanary\u201d9"
    assert "canary" not in repr(shape_of(canary))
    assert shape_of(canary) == ev.FieldShape(12, special=True, curly=True)
    assert shape_of("ab1234") == ev.FieldShape(6, legacy=True)
    assert not shape_of('it\'s "straight"').curly


def test_whoever_is_warned_of_a_login_may_send_it_all_the_same() -> None:
    asked = st.AwaitingFilerLogin(RUN, MIEB, None, SignInNotice.SEARCH_DISABLED)
    warned = after(asked, SPECIAL)
    run = replace(RUN, stuck=(st.Stuck.SPECIAL_LOGIN,))
    assert warned.state == st.AwaitingFilerLogin(run, MIEB, st.Finding.SPECIAL_LOGIN, SignInNotice.SEARCH_DISABLED)
    assert do.FindAccounts() not in warned.effects
    sent = after(warned.state, SPECIAL)
    assert sent.state == st.FindingAccounts(run, MIEB)
    assert do.FindAccounts() in sent.effects


def test_a_warning_stands_in_the_way_of_nothing_else() -> None:
    warned = st.AwaitingFilerLogin(RUN, MIEB, st.Finding.SPECIAL_LOGIN)
    plain = after(warned, ev.FilerSubmitted(TYPED, TYPED))
    assert isinstance(plain.state, st.FindingAccounts)
    spent = after(warned, ev.FilerSubmitted(ev.FieldShape(9, special=True), TYPED, TWICE))
    assert isinstance(spent.state, st.Refused)
    both = after(st.AwaitingFilerLogin(RUN, MIEB), ev.FilerSubmitted(SPECIAL.login, ev.FieldShape()))
    empty = (do.Field.FILER_PASSWORD, do.FieldProblem.EMPTY)
    assert both.effects == (do.ShowFieldErrors((*SPECIAL_LOGIN, empty)),)
    assert isinstance(after(warned, ev.FilerSubmitted(SPECIAL.login, ev.FieldShape())).state, st.AwaitingFilerLogin)


def test_curly_quotes_are_told_after_a_refusal_of_the_password_and_after_nothing_else() -> None:
    signing_in = after(st.AwaitingPacerSignIn(RUN, MIEB), ev.PacerSubmitted(TYPED, CURLY)).state
    assert signing_in == st.SigningIn(RUN, MIEB, curly=True)
    for problem in (Trouble.WRONG_PACER_CREDENTIALS, Trouble.SIGN_ON_DOWN, Trouble.PACER_CLIENT_CODE):
        refused = after(signing_in, ev.CourtFailed(problem, "No.", tried=ONCE)).state
        curly = problem is Trouble.WRONG_PACER_CREDENTIALS
        assert refused == st.AwaitingPacerSignIn(RUN, MIEB, problem, None, "No.", curly, tries=1)
    stopped = after(signing_in, ev.CourtFailed(Trouble.WRONG_PACER_CREDENTIALS, tried=TWICE)).state
    assert isinstance(stopped, st.Refused)
    assert stopped.curly
    disabled = after(signing_in, ev.CourtFailed(Trouble.PACER_ACCOUNT_DISABLED)).state
    assert isinstance(disabled, st.Refused)
    assert not disabled.curly
    finding = after(st.AwaitingFilerLogin(RUN, MIEB), ev.FilerSubmitted(TYPED, CURLY)).state
    wrong = ev.CourtFailed(Trouble.WRONG_FILER_CREDENTIALS, "No.")
    assert after(finding, wrong).state == st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS, curly=True)
    assert getattr(after(finding, ev.CourtFailed(wrong.problem, tried=TWICE)).state, "curly", False)
