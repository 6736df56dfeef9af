"""The modals: which fields they ask for, what they keep and clear, and how they end."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies

from bot import screens
from bot.flow import states as st
from bot.flow.effects import Field, FieldProblem
from bot.screens import ActionId, Drawn, ViewId
from bot.screens.progress import progress
from bot.texts import modals, problems
from bot.vocabulary import SignInNotice, Trouble
from tests.screens.every_state import DRAWN, LOST, MIEB, NOW, TIDY, WARNED
from tools.samples import QUESTIONS

RUN = st.Run("c-7f3a")
T, A = DRAWN.seen.token, DRAWN.seen.about
CLAIM = "c-7f3a/1"


def view_of(state: st.State, **kept: str) -> dict[str, Any]:
    return screens.modal(state, "sealed", DRAWN, {Field(name): value for name, value in kept.items()})


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def words_of(view: dict[str, Any]) -> str:
    return "\n".join(block["text"]["text"] for block in view["blocks"] if "text" in block)


def test_the_pacer_form_asks_for_four_fields_and_needs_two() -> None:
    view = view_of(st.AwaitingPacerSignIn(RUN, MIEB), pacer_username="alexrivera")
    asked = inputs(view)
    assert list(asked) == [screens.block_of(field, DRAWN) for field in list(Field)[:4]]
    assert [block["optional"] for block in asked.values()] == [False, False, True, True]
    assert [block["element"]["action_id"] for block in asked.values()] == list(Field)[:4]
    assert asked[screens.block_of(Field.PACER_USERNAME, DRAWN)]["element"]["initial_value"] == "alexrivera"
    assert view["submit"]["text"] == "Sign in"
    assert "sent once, to pacer.login.uscourts.gov only" in words_of(view)
    assert "Slack has no masked fields" in words_of(view)


def test_a_secret_is_never_shown_again() -> None:
    kept = {field.value: f"typed {field}" for field in Field}
    for state in (st.AwaitingPacerSignIn(RUN, MIEB), st.AwaitingFilerLogin(RUN, MIEB)):
        shown = str(view_of(state, **kept))
        for secret in (Field.PACER_PASSWORD, Field.PACER_PASSCODE, Field.FILER_PASSWORD):
            assert f"typed {secret}" not in shown


def test_a_secret_field_is_cleared_by_a_new_drawing_and_a_name_is_kept() -> None:
    later = replace(DRAWN, seen=replace(DRAWN.seen, rev=DRAWN.seen.rev + 1))
    elsewhere = replace(DRAWN, seen=replace(DRAWN.seen, about="b4" * 32))
    for field in Field:
        kept = field in {Field.PACER_USERNAME, Field.PACER_CLIENT_CODE, Field.FILER_LOGIN}
        assert (screens.block_of(field, DRAWN) == screens.block_of(field, later)) is kept
        assert screens.block_of(field, DRAWN) != screens.block_of(field, elsewhere), "a name is of one court's form"
        assert screens.field_of(screens.block_of(field, later)) is field
    assert screens.field_of("7:U0ATTORNEY") is None


def test_the_old_login_form_is_of_this_court() -> None:
    view = view_of(st.AwaitingFilerLogin(RUN, MIEB, notice=SignInNotice.SEARCH_DISABLED), filer_login="arivera")
    login = screens.block_of(Field.FILER_LOGIN, DRAWN)
    assert list(inputs(view)) == [login, f"filer_password.{'a3' * 8}.7"]
    assert inputs(view)[login]["element"]["initial_value"] == "arivera"
    assert "sent once, to ecf.mieb.uscourts.gov only" in words_of(view)
    assert problems.remarked(SignInNotice.SEARCH_DISABLED) in words_of(view)


def test_a_form_begins_with_what_went_wrong() -> None:
    pacer = words_of(view_of(st.AwaitingPacerSignIn(RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS)))
    assert pacer.startswith("PACER did not accept")
    assert "a missing one-time passcode looks just the same" in pacer
    assert "reset at PACER, not at the court" in pacer
    filer = words_of(view_of(st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS)))
    assert filer.startswith("The court did not accept the old CM/ECF login")
    assert "Then call the court's e-filing help desk, 313-555-0100." in filer


def test_a_sign_in_that_only_checks_says_so() -> None:
    assert modals.CHECK_ONLY in words_of(view_of(st.AwaitingPacerSignIn(RUN, MIEB, unsettled=LOST)))
    assert modals.CHECK_ONLY not in words_of(view_of(st.AwaitingPacerSignIn(RUN, MIEB)))


@pytest.mark.parametrize(
    ("state", "first"),
    [
        (st.SigningIn(RUN, MIEB), modals.SIGNING_IN),
        (st.FindingAccounts(RUN, MIEB), modals.FINDING),
        (st.Linking(RUN, MIEB, TIDY, CLAIM), modals.LINKING),
        (st.Confirming(RUN, MIEB, TIDY, CLAIM, NOW), modals.CONFIRMING),
    ],
)
def test_a_wait_says_what_it_waits_for(state: st.State, first: str) -> None:
    view = view_of(state)
    assert words_of(view).startswith(first)
    assert "submit" not in view
    assert view["callback_id"] == ViewId.WAITING


@pytest.mark.parametrize(
    "state",
    [
        st.GettingReady(RUN, MIEB),
        st.AwaitingPacerSignIn(RUN, MIEB),
        st.SigningIn(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB),
        st.Reviewing(RUN, MIEB, TIDY),
        st.Linking(RUN, MIEB, TIDY, CLAIM),
    ],
)
def test_a_modal_names_its_court_and_its_step(state: st.Live) -> None:
    (line,) = next(block for block in view_of(state)["blocks"] if block["type"] == "context")["elements"]
    assert line["text"] == f"{MIEB.name} · {progress(state)}"


def test_a_modal_of_what_is_over_names_its_court_alone() -> None:
    (line,) = view_of(st.Linked(RUN, MIEB, NOW))["blocks"][0]["elements"]
    assert line["text"] == MIEB.name


def test_the_review_links_by_its_button_alone() -> None:
    view = view_of(st.Reviewing(RUN, MIEB, WARNED, Trouble.COURT_DOWN))
    (row,) = [block for block in view["blocks"] if block["type"] == "actions"]
    assert [element["action_id"] for element in row["elements"]] == [ActionId.LINK, ActionId.CANCEL]
    assert "confirm" in row["elements"][0]
    assert "submit" not in view
    assert words_of(view).startswith("The court's system is not working")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (st.Linked(RUN, MIEB, NOW), modals.LINKED_NEXT),
        (st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), modals.UNKNOWN_NEXT),
        (st.Refused(RUN, MIEB, Trouble.FILER_LOCKED, NOW), "Nothing was linked"),
        (st.ChoosingCourt(RUN), modals.GO_TO_CARD),
        (st.GettingReady(RUN, MIEB), modals.GO_TO_CARD),
        (st.Guided(RUN, MIEB, 2), modals.GO_TO_CARD),
        (st.Linked(RUN, MIEB, NOW, proof=st.Proof.PERSONS_WORD), "by your own word"),
        (st.Rehearsed(RUN, MIEB, TIDY, NOW), "The rehearsal ended before the link"),
    ],
)
def test_what_has_no_form_can_only_be_closed(state: st.State, words: str) -> None:
    view = view_of(state)
    assert words in words_of(view)
    assert view["close"]["text"] == "Close"
    assert {block["type"] for block in view["blocks"]} <= {"section", "context"}


def test_field_errors_stand_at_the_fields_of_the_form() -> None:
    errors = ((Field.PACER_USERNAME, FieldProblem.LEGACY_USERNAME), (Field.PACER_PASSWORD, FieldProblem.EMPTY))
    told = screens.field_errors(errors, DRAWN)
    name, password = (screens.block_of(field, DRAWN) for field, _ in errors)
    assert set(told) == {name, password} <= set(inputs(view_of(st.AwaitingPacerSignIn(RUN, MIEB))))
    assert "Upgrade your own account" in told[name]


@given(strategies.integers(0, 10**15), strategies.from_regex(r"\A[UW][A-Z0-9]{2,20}\Z"))
def test_a_stamp_comes_back(rev: int, user: str) -> None:
    seen = replace(DRAWN.seen, rev=rev)
    assert screens.read_stamp(screens.stamp(Drawn(user, seen, ""))) == screens.Stamp(user, seen)
    assert len(screens.stamp(Drawn(user, seen, ""))) <= 255, "Slack's limit for the block id that carries it"


@pytest.mark.parametrize(
    "value",
    [
        "",
        ":::",
        "7:U1",
        f"7:U1:{T}:",
        f"7::{T}:{A}",
        f"x:U1:{T}:{A}",
        f"-7:U1:{T}:{A}",
        f"7:U 1:{T}:{A}",
        f"\u0667:U1:{T}:{A}",
        f"7:{'U' * 99}:{T}:{A}",
        f"{'9' * 40}:U1:{T}:{A}",
        f"7:U1:{T[1:]}:{A}",
        f"7:U1:{T}:{A}0",
        f"7:U1:{T}:{A}\n",
    ],
)
def test_anything_else_is_no_stamp(value: str) -> None:
    assert screens.read_stamp(value) is None


def test_a_page_before_the_login_is_shown_in_the_courts_words_and_asks_for_no_login() -> None:
    view = view_of(st.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS, said=("Before you begin", "Use no <firm>.")))
    assert "> Before you begin\n> Use no &lt;firm&gt;." in words_of(view)
    assert [block["label"]["text"] for block in inputs(view).values()] == [each.label for each in QUESTIONS]
    assert (view["callback_id"], view["submit"]["text"]) == (ViewId.PAGE, "Go on")
    alone = view_of(st.AwaitingFilerLogin(RUN, MIEB, said=("Before you begin",)))
    assert inputs(alone) == {}
    assert alone["submit"]["text"] == "Go on"
