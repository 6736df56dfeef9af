"""The card of each state: its step, its buttons, its words."""

from dataclasses import replace
from typing import Any

import pytest

from bot import flow, screens
from bot.flow import events as ev
from bot.flow import states as st
from bot.screens import ActionId
from bot.screens.progress import by_hand
from bot.texts import common, problems
from bot.vocabulary import SignInNotice, Trouble
from tests.screens.every_state import (
    CA6,
    DRAWN,
    IN_COURTS_WORDS,
    LOST,
    MIEB,
    MIEB_BY_HAND,
    MIED,
    NOW,
    SEEN,
    TIDY,
    TIDY_STATES,
    WARNED,
)

RUN = st.Run("c-7f3a")
CLAIM = "c-7f3a/1"
AGAIN = "/link-pacer"
OUT = [ActionId.HELP, ActionId.CANCEL]


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


def clicks(state: st.State) -> list[str]:
    return [element["action_id"] for element in elements(screens.card(state, DRAWN).blocks)]


def words_of(blocks: list[dict[str, Any]]) -> str:
    """Give all words of blocks, in their order."""
    found: list[str] = []
    for block in blocks:
        parts = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
        texts = [part.get("text") for part in parts if part]
        found += [text["text"] if isinstance(text, dict) else text for text in texts if text]
    return "\n".join(found)


def card_words(state: st.State) -> str:
    return words_of(screens.card(state, DRAWN).blocks)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (st.ChoosingCourt(RUN), [ActionId.CHOOSE_COURT, *OUT]),
        (st.GettingReady(RUN, MIEB), [ActionId.READY, ActionId.BACK, *OUT]),
        (st.Guided(RUN, CA6, 2), [ActionId.GUIDED_DONE, ActionId.SOMETHING_ELSE, ActionId.BACK, *OUT]),
        (st.AwaitingPacerSignIn(RUN, MIEB), [ActionId.CONTINUE, ActionId.BACK, *OUT]),
        (st.AwaitingPacerSignIn(RUN, MIEB, unsettled=LOST), [ActionId.CONTINUE, *OUT]),
        (st.SigningIn(RUN, MIEB), OUT),
        (st.SigningIn(RUN, MIEB, LOST), [ActionId.HELP]),
        (st.AwaitingFilerLogin(RUN, MIEB), [ActionId.CONTINUE, ActionId.BACK, *OUT]),
        (st.FindingAccounts(RUN, MIEB), OUT),
        (st.Reviewing(RUN, MIEB, TIDY), [ActionId.LINK, ActionId.CONTINUE, ActionId.BACK, *OUT]),
        (st.Linking(RUN, MIEB, TIDY, CLAIM), [ActionId.HELP]),
        (st.Confirming(RUN, MIEB, TIDY, CLAIM, answered=True), [ActionId.HELP]),
        (st.Linked(RUN, MIEB, NOW, TIDY), []),
        (st.AlreadyLinked(RUN, MIEB, NOW), []),
        (st.Refused(RUN, MIEB, Trouble.PACER_REFUSED, NOW), []),
        (st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), [ActionId.CHECK_AGAIN, ActionId.HELP]),
        (st.Cancelled(RUN, NOW, MIEB), []),
        (st.Expired(RUN, NOW, MIEB), []),
        (st.HandedOver(RUN, NOW, "Reviewing", st.HandOver.ASKED, MIEB), []),
        (st.Rehearsed(RUN, MIEB, TIDY, NOW), []),
    ],
)
def test_a_card_offers_what_its_state_takes(state: st.State, expected: list[str]) -> None:
    assert clicks(state) == expected


def test_a_card_offers_a_way_back_and_out_just_where_the_rules_know_one() -> None:
    for each in TIDY_STATES:
        # Whatever a person does takes a pause off; that alone is no way back.
        state = replace(each, run=replace(each.run, pause=st.Pause.NONE, paused_at=None))
        shown = clicks(state)
        back = flow.advance(state, ev.WentBack(), NOW, rehearsal=state.run.rehearsal)
        out = flow.advance(state, ev.AskedToCancel(), NOW, rehearsal=state.run.rehearsal)
        checking = isinstance(state, st.AwaitingPacerSignIn) and state.unsettled
        assert (ActionId.BACK in shown) == bool(back and back.state != state and not checking)
        assert (ActionId.CANCEL in shown) == bool(out and out.state != state)
        assert (ActionId.HELP in shown) == (isinstance(state, st.Unknown) or not isinstance(state, st.Ended))
        assert len(shown) <= 5


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (st.ChoosingCourt(RUN), "Step 1 of 6 · Choose the court"),
        (st.GettingReady(RUN, MIEB), "Step 2 of 6 · Get ready"),
        (st.AwaitingPacerSignIn(RUN, MIEB), "Step 3 of 6 · Sign in to PACER"),
        (st.SigningIn(RUN, MIEB), "Step 3 of 6 · Sign in to PACER"),
        (st.AwaitingPacerSignIn(RUN, MIEB, unsettled=LOST), "Step 6 of 6 · Link and proof"),
        (st.Guided(RUN, CA6, 3), "Step 3 of 6 · Find the link"),
        (st.GettingReady(RUN, CA6), "Get ready · then six steps in your own browser"),
        (st.AwaitingFilerLogin(RUN, MIEB), "Step 4 of 6 · Your old CM/ECF login"),
        (st.FindingAccounts(RUN, MIEB), "Step 4 of 6 · Your old CM/ECF login"),
        (st.Reviewing(RUN, MIEB, TIDY), "Step 5 of 6 · Check both accounts"),
        (st.Linking(RUN, MIEB, TIDY, CLAIM), "Step 6 of 6 · Link and proof"),
        (st.Confirming(RUN, MIEB, TIDY, CLAIM, answered=False), "Step 6 of 6 · Link and proof"),
    ],
)
def test_a_live_card_says_its_step(state: st.State, step: str) -> None:
    card = screens.card(state, DRAWN)
    assert step in words_of(card.blocks)
    assert step in card.text


def test_a_card_names_the_court_and_what_is_done() -> None:
    words = card_words(st.AwaitingFilerLogin(RUN, MIEB))
    assert words.startswith("Link PACER - U.S. Bankruptcy Court, Eastern District of Michigan")
    assert "Done: court chosen, fine print read, signed in to PACER." in words
    assert "Then: Check both accounts." in words


def test_every_click_carries_the_drawing() -> None:
    for element in elements(screens.card(st.Reviewing(RUN, MIEB, TIDY), DRAWN).blocks):
        assert screens.read_stamp(element["value"]) == screens.Stamp("U0ATTORNEY", SEEN)
    chooser = screens.card(st.ChoosingCourt(RUN), DRAWN).blocks
    (block,) = [block for block in chooser if block.get("block_id")]
    assert screens.read_stamp(block["block_id"]) == screens.Stamp("U0ATTORNEY", SEEN)


def test_the_fine_print_stands_above_its_button() -> None:
    words = card_words(st.GettingReady(RUN, MIEB))
    notice, button = words.index("All filers must redact"), words.index(common.READY)
    assert notice < button
    assert all(
        block["expand"]
        for block in screens.card(st.GettingReady(RUN, MIEB), DRAWN).blocks
        if block["type"] == "section"
    )
    for fact in (
        "individual, upgraded PACER account",
        "lock out all other attorneys",
        "cannot undo it",
        "since June 1, 2021",
        "Slack has no masked fields",
        "pacer.login.uscourts.gov and ecf.mieb.uscourts.gov only",
        "Ask Dana on the third floor.",
        "I understand that, if I file, I must comply with the redaction rules.",
    ):
        assert fact in words


def test_a_court_without_date_and_note_says_nothing_of_them() -> None:
    words = card_words(st.GettingReady(RUN, MIED))
    assert "has linked accounts since" not in words
    assert "From your firm" not in words


def test_a_link_by_hand_is_prepared_without_the_forms() -> None:
    words = card_words(st.GettingReady(RUN, MIEB_BY_HAND))
    for fact in ("in your own browser", "Nothing is typed into Slack", "Ask Dana", "lock out all other attorneys"):
        assert fact in words
    for absent in ("Slack has no masked fields", "All filers must redact", "you accept this notice"):
        assert absent not in words


def test_what_went_before_is_said_first() -> None:
    again = card_words(st.GettingReady(replace(RUN, signed_in=True, linked=("A",)), MIEB, NOW))
    assert f"noted on <!date^{int(NOW.timestamp())}^{{date}}|June 1, 2026>" in again
    assert "there is probably nothing to do" in again
    assert "You are still signed in to PACER; no second sign-in." in again
    assert "still signed in" not in card_words(st.GettingReady(RUN, MIEB))
    assert "still signed in" not in card_words(st.GettingReady(replace(RUN, signed_in=True), CA6))


@pytest.mark.parametrize("pause", st.Pause)
@pytest.mark.parametrize(
    "state",
    [
        st.ChoosingCourt(RUN),
        st.GettingReady(RUN, MIEB),
        st.AwaitingPacerSignIn(RUN, MIEB, st.Finding.IDLE),
        st.Guided(RUN, CA6),
    ],
    ids=lambda state: type(state).__name__,
)
def test_a_paused_card_says_so_and_keeps_its_buttons(state: st.Waiting, pause: st.Pause) -> None:
    waiting = replace(state, run=replace(RUN, pause=pause, paused_at=NOW))
    sections = [block["text"]["text"] for block in screens.card(waiting, DRAWN).blocks if block["type"] == "section"]
    assert sections[0].startswith("*Paused, nothing was saved.*") == (pause is not st.Pause.NONE)
    assert clicks(waiting) == clicks(state)


def test_a_step_that_goes_on_is_not_called_paused() -> None:
    assert "Paused" not in card_words(st.SigningIn(replace(RUN, pause=st.Pause.PAUSED), MIEB))


def test_a_rehearsal_says_on_every_card_what_it_does_not_do() -> None:
    for state in TIDY_STATES:
        rehearsed = replace(state, run=replace(state.run, rehearsal=True))
        if isinstance(state, st.Unknown) or (isinstance(state, st.Linked) and state.proof is st.Proof.COURT_MENU):
            assert "Rehearsal" not in card_words(rehearsed), "that link was made, or sent, before the rehearsal"
            continue
        said = "Rehearsal: this app links nothing." if by_hand(state) else "Rehearsal: nothing will be linked."
        assert said in card_words(rehearsed)
        assert said in screens.card(rehearsed, DRAWN).text
        assert said in str(screens.modal(rehearsed, "sealed", DRAWN))


def test_the_link_is_asked_for_once_more() -> None:
    link = elements(screens.card(st.Reviewing(RUN, MIEB, TIDY), DRAWN).blocks)[0]
    asked = link["confirm"]
    assert asked["confirm"]["text"] == "Link for good"
    assert asked["deny"]["text"] == "Not yet"
    assert asked["text"]["text"].count("Alex Rivera") == 2
    assert "This cannot be undone." in asked["text"]["text"]
    assert link["style"] == "primary"


def test_where_the_accounts_could_not_be_told_apart_the_courts_page_is_shown_and_more_is_asked() -> None:
    state = st.Reviewing(RUN, MIEB, IN_COURTS_WORDS)
    for blocks in (screens.card(state, DRAWN).blocks, screens.modal(state, "sealed", DRAWN)["blocks"]):
        shown = str(blocks)
        assert "> Link accounts\\n> The filer arivera &amp; the PACER account alexrivera." in shown
        assert "it compared nothing: you must" in shown
        assert "not named" not in shown
        link = next(each for each in elements(blocks) if each["action_id"] == "link")
        assert link["style"] == "danger"
        assert "could not tell the accounts apart" in link["confirm"]["text"]["text"]
        assert link["confirm"]["confirm"]["text"] == "I read both: link for good"


def test_warnings_stand_beside_both_accounts() -> None:
    state = st.Reviewing(RUN, MIEB, WARNED)
    words = card_words(state)
    assert "Rivera &amp; Partners LLP" in words
    assert words.count("*Warning.*") == 2
    assert "cannot be undone" in words
    assert elements(screens.card(state, DRAWN).blocks)[0]["style"] == "danger"


def test_an_account_without_a_name_is_said_to_have_none() -> None:
    nameless = replace(TIDY, filer="", pacer="  ")
    words = card_words(st.Reviewing(RUN, MIEB, nameless))
    assert words.count(common.NOT_NAMED) == 2


def test_a_request_that_was_not_sent_is_said_not_to_be() -> None:
    words = card_words(st.Reviewing(RUN, MIEB, TIDY, Trouble.UNREACHABLE))
    assert "could not be reached. Nothing was changed." in words


def test_a_notice_of_pacer_is_passed_on() -> None:
    words = card_words(st.AwaitingFilerLogin(RUN, MIEB, notice=SignInNotice.CLIENT_CODE_MISSING))
    assert problems.remarked(SignInNotice.CLIENT_CODE_MISSING) in words


@pytest.mark.parametrize(
    "state",
    [
        st.Linked(RUN, MIEB, NOW, TIDY),
        st.AlreadyLinked(RUN, MIEB, NOW),
        st.Refused(RUN, MIEB, Trouble.FILER_LOCKED, NOW, "Locked."),
        st.Refused(RUN, MIEB, st.Finding.TOO_MANY_FILER_TRIES, NOW, "No.", NOW),
        st.Cancelled(RUN, NOW),
        st.Cancelled(RUN, NOW, CA6, by_hand=True),
        st.Expired(RUN, NOW, MIEB),
        st.Linked(RUN, CA6, NOW, proof=st.Proof.PERSONS_WORD),
        st.HandedOver(RUN, NOW, "SigningIn", st.HandOver.ASKED, MIEB),
        st.Rehearsed(RUN, MIEB, TIDY, NOW),
    ],
)
def test_a_record_says_when_and_how_to_begin_again(state: st.State) -> None:
    words = card_words(state)
    assert AGAIN in words
    assert f"<!date^{int(NOW.timestamp())}^" in words
    assert "|June 1, 2026, 14:30 UTC>" in words
    assert "Step" not in words


def test_a_refusal_quotes_the_court() -> None:
    state = st.Refused(RUN, MIEB, Trouble.FILER_LINKED_ELSEWHERE, NOW, "<b>Already linked</b>")
    assert "Nothing was linked" in card_words(state)
    words = screens.result(state, DRAWN).text
    assert "In their own words: “&lt;b&gt;Already linked&lt;/b&gt;”" in words
    assert "313-555-0100" in words
    assert "Nothing was linked" in words


def test_only_a_proven_link_is_called_linked() -> None:
    assert "are linked for good" in card_words(st.Linked(RUN, MIEB, NOW))
    assert "Proof: the court's own menu" in card_words(st.Linked(RUN, MIEB, NOW))
    for problem in st.PROBLEMS:
        words = card_words(st.Unknown(RUN, MIEB, problem, LOST, NOW))
        assert problems.STILL_UNKNOWN in words
        assert "linked for good" not in words
        assert problems.NOTHING_CHANGED not in words
        assert "If the menu bar shows Bankruptcy or Adversary, the accounts are linked." in words


def test_a_link_on_the_persons_word_is_marked_as_such() -> None:
    words = card_words(st.Linked(RUN, CA6, NOW, proof=st.Proof.PERSONS_WORD))
    assert "by your own word" in words
    assert "this app has not proven it" in words
    assert "linked for good" not in words
    assert "Proof" not in words


def test_what_was_done_in_the_browser_is_not_called_undone() -> None:
    for state in (
        st.Cancelled(RUN, NOW, CA6, by_hand=True),
        st.HandedOver(RUN, NOW, "Guided", st.HandOver.SAW_SOMETHING_ELSE, CA6),
    ):
        assert "What you did in your own browser stands." in card_words(state)
        assert "Nothing was linked" not in card_words(state)


def test_a_human_has_it_under_a_reference() -> None:
    words = card_words(st.HandedOver(RUN, NOW, "AwaitingFilerLogin", st.HandOver.ASKED, MIEB, st.Desk.TOLD))
    assert "A human has it now" in words
    assert "Reference c-7f3a" in words


def test_a_rehearsal_ends_before_the_link() -> None:
    words = card_words(st.Rehearsed(replace(RUN, rehearsal=True), MIEB, WARNED.masked(), NOW))
    assert "It ended before the link. Nothing was changed at the court." in words
    assert "the CM/ECF account A*** R*** and the PACER account R*** &amp; P*** L***" in words
    assert "kept for the operator" in words


def test_an_unsettled_sign_in_never_says_that_nothing_was_changed() -> None:
    for problem in st.PROBLEMS:
        state = st.AwaitingPacerSignIn(RUN, MIEB, problem, LOST)
        assert problems.NOTHING_CHANGED not in card_words(state)
        assert problems.STILL_UNKNOWN in card_words(state)


def test_what_was_typed_for_a_court_comes_back_in_words() -> None:
    words = card_words(st.ChoosingCourt(RUN, st.Finding.COURT_NOT_FOUND, "atlantis <b>"))
    assert "No single court matches “atlantis &lt;b&gt;”." in words


def test_an_old_card_is_folded_to_a_line_without_buttons() -> None:
    for state in (st.ChoosingCourt(RUN), st.Linked(RUN, MIEB, NOW)):
        folded = screens.folded(state)
        assert len(folded.blocks) == 1
        assert elements(folded.blocks) == []
        assert "moved further down" in folded.text


@pytest.mark.parametrize("told", [st.Desk.ASKED, st.Desk.UNREACHED])
def test_no_human_has_it_before_the_message_arrived(told: st.Desk) -> None:
    words = card_words(st.HandedOver(RUN, NOW, "AwaitingFilerLogin", st.HandOver.ASKED, MIEB, told))
    assert "has it now" not in words
    assert ("(800) 676-6856, Monday to Friday" in words) == (told is st.Desk.UNREACHED)
    assert (MIEB.phone in words) == (told is st.Desk.UNREACHED)
