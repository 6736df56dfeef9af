"""The card of each state: its step, its buttons, its words."""

import re
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
    NOW,
    SEEN,
    TIDY,
    TIDY_STATES,
    WARNED,
)
from tools import samples

RUN = st.Run("c-7f3a")
CLAIM = "c-7f3a/1"
AGAIN = "/link-pacer"
DOORS = [
    ActionId.DOOR_OLD_LOGIN,
    ActionId.DOOR_NEVER_HAD_ONE,
    ActionId.DOOR_FILING_AGENT,
    ActionId.DOOR_NOT_SURE,
]
GUIDED = [ActionId.GUIDED_DONE, ActionId.GO_TO_COURT]
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


def asked(desk: st.Desk = st.Desk.ASKED, said: str = "") -> st.Run:
    return replace(RUN, asked=st.Asked(NOW, "SigningIn", st.WhyHuman.ASKED, desk, said=said))


def card_words(state: st.State) -> str:
    return words_of(screens.card(state, DRAWN).blocks)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (st.ChoosingCourt(RUN), [ActionId.CHOOSE_COURT, *OUT]),
        (st.GettingReady(RUN, MIEB), [*DOORS, ActionId.BACK, *OUT]),
        (st.Guided(RUN, CA6, 2), [*GUIDED, ActionId.SOMETHING_ELSE, ActionId.BACK, *OUT]),
        (
            st.Guided(RUN, CA6, 3),
            [*GUIDED, ActionId.LINKED_ALREADY, ActionId.SOMETHING_ELSE, ActionId.BACK, *OUT],
        ),
        (st.AwaitingPacerSignIn(RUN, MIEB), [ActionId.CONTINUE, ActionId.OWN_BROWSER, ActionId.BACK, *OUT]),
        (st.AwaitingPacerSignIn(RUN, MIEB, unsettled=LOST), [ActionId.CONTINUE, *OUT]),
        (st.SigningIn(RUN, MIEB), OUT),
        (st.SigningIn(RUN, MIEB, LOST), [ActionId.HELP]),
        (st.AwaitingFilerLogin(RUN, MIEB), [ActionId.CONTINUE, ActionId.OWN_BROWSER, ActionId.BACK, *OUT]),
        (st.FindingAccounts(RUN, MIEB), OUT),
        (st.Reviewing(RUN, MIEB, TIDY), [ActionId.LINK, ActionId.CONTINUE, ActionId.BACK, *OUT]),
        (st.Linking(RUN, MIEB, TIDY, CLAIM), [ActionId.HELP]),
        (st.Confirming(RUN, MIEB, TIDY, CLAIM, NOW), [ActionId.HELP]),
        (st.Linked(RUN, MIEB, NOW, TIDY), []),
        (st.AlreadyLinked(RUN, MIEB, NOW), []),
        (st.Refused(RUN, MIEB, Trouble.PACER_REFUSED, NOW), []),
        (st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), [ActionId.CHECK_AGAIN, ActionId.HELP]),
        (st.Cancelled(RUN, NOW, MIEB), []),
        (st.Expired(RUN, NOW, MIEB), []),
        (st.Linked(asked(), MIEB, NOW, TIDY), [ActionId.ADD_SENTENCE]),
        (st.GettingReady(asked(), MIEB), [*DOORS, ActionId.BACK, *OUT, ActionId.ADD_SENTENCE]),
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
        comes_back = isinstance(state, st.Unknown) or (isinstance(state, st.Refused) and state.again_after)
        assert (ActionId.HELP in shown) == bool(comes_back or not isinstance(state, st.Ended))
        assert len(set(shown) - {ActionId.ADD_SENTENCE}) <= 7, "the way to say more has a row of its own"
        styled = [each for each in elements(screens.card(state, DRAWN).blocks) if each.get("style") == "primary"]
        assert len(styled) <= 1, "one way on stands out"


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
        (st.Confirming(RUN, MIEB, TIDY, CLAIM, NOW, answered=False), "Step 6 of 6 · Link and proof"),
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
    assert common.CANNOT_UNDO in asked["text"]["text"]
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
    assert words.count("undo") == 1, "in one sentence alone"
    link = elements(screens.card(state, DRAWN).blocks)[0]
    assert link["style"] == "danger"
    asked = link["confirm"]
    assert "Two different names: CM/ECF Alex Rivera / PACER Rivera & Partners LLP" in asked["text"]["text"]
    assert common.CANNOT_UNDO in asked["text"]["text"]
    assert asked["confirm"]["text"] == "Both are mine: link for good"


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
    assert "The answer, word for word: “&lt;b&gt;Already linked&lt;/b&gt;”" in words
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
    words = card_words(st.Cancelled(RUN, NOW, CA6, by_hand=True))
    assert "What you did in your own browser stands." in words
    assert "Nothing was linked" not in words


def test_a_rehearsal_ends_before_the_link() -> None:
    words = card_words(st.Rehearsed(replace(RUN, rehearsal=True), MIEB, WARNED.masked(), NOW))
    assert "The rehearsal ended before the link.* Nothing was changed at the court." in words
    assert "the CM/ECF account A… R… and the PACER account R… &amp; P… L…" in words
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


@pytest.mark.parametrize("desk", st.Desk)
@pytest.mark.parametrize("kind", [st.GettingReady, st.AwaitingFilerLogin])
def test_the_help_desk_has_it_only_when_the_message_arrived(
    desk: st.Desk, kind: type[st.GettingReady | st.AwaitingFilerLogin]
) -> None:
    state = kind(asked(desk), MIEB)
    missed = desk in {st.Desk.UNREACHED, st.Desk.LOST}
    for words in (card_words(state), screens.card(state, DRAWN).text, screens.status_answer(state, DRAWN, "").text):
        assert ("has your message" in words) == (desk is st.Desk.TOLD)
        assert ("(800) 676-6856, Monday to Friday" in words) == missed
        assert (MIEB.phone in words) == missed
        assert f"<!date^{int(NOW.timestamp())}^" in words


def test_a_card_shows_what_was_added_for_the_human() -> None:
    run = asked(st.Desk.TOLD, "The page says <closed>.")
    assert "You added: “The page says &lt;closed&gt;.”" in card_words(st.AwaitingFilerLogin(run, MIEB))
    assert "you can go on here" in card_words(st.AwaitingFilerLogin(run, MIEB))
    assert "you can go on here" not in card_words(st.Cancelled(run, NOW))
    saw = replace(RUN, asked=st.Asked(NOW, "Guided", st.WhyHuman.SAW_SOMETHING_ELSE))
    assert "Leave the page in your browser as it is" in card_words(st.Guided(saw, CA6, 3))


def test_tries_used_and_left_are_said_where_a_password_was_not_taken() -> None:
    wrong = st.AwaitingPacerSignIn(RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS, tries=1)
    login = st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS, tries=1)
    for state in (wrong, login):
        assert "*Tries:* 1 of 2 used, 1 left." in card_words(state)
        assert "*Tries:*" not in card_words(replace(state, tries=0))
    down = st.AwaitingPacerSignIn(RUN, MIEB, Trouble.TIMED_OUT, tries=2)
    assert "*Tries:* 2 of 2 used, none left." in card_words(down)


def test_a_wait_that_helps_names_its_end_in_the_readers_own_zone() -> None:
    locked = st.Refused(RUN, MIEB, Trouble.PACER_LOCKED, NOW, again_after=NOW)
    hour = f"<!date^{int(NOW.timestamp())}^{{time}}|14:30 UTC>"
    assert f"*Try again at {hour}:*" in card_words(locked)
    shown = st.Unknown(RUN, MIEB, st.Finding.NOT_SHOWN_YET, replace(LOST, since=NOW - flow.COURTS_TIME), NOW)
    assert f"*Check again at {hour}* or later." in card_words(shown)


@pytest.mark.parametrize("state", [each for each in samples.states() if isinstance(each, st.Ended)])
def test_a_record_says_the_reason_first_and_the_time_last(state: st.Ended) -> None:
    card = screens.card(state, screens.Drawn("U1", screens.NOTHING_SEEN, "LP-1"))
    story = card.blocks[0]
    assert story["type"] == "section"
    assert "text" in story
    assert not re.search(r"(Stopped|Cancelled|Closed|Proven|Seen|Noted|Since): ", story["text"]["text"])
    small = card.blocks[-1]
    assert small["type"] == "context"
    assert "<!date" in small["elements"][-2]["text"], "beside the reference, and nothing after it"


def test_only_words_that_do_something_are_named_to_be_typed() -> None:
    events = {"back": ev.WentBack(), "cancel": ev.AskedToCancel(), "start over": ev.AskedToStartOver("LP-2", "t")}
    for each in TIDY_STATES:
        state = replace(each, run=replace(each.run, pause=st.Pause.NONE, paused_at=None))
        told = [str(screens.help_message(state, DRAWN).blocks)]
        told += [] if isinstance(state, st.Ended) else [str(screens.card(state, DRAWN).blocks[-1])]
        checking = isinstance(state, st.AwaitingPacerSignIn) and state.unsettled is not None
        for word, event in events.items():
            step = flow.advance(state, event, NOW, rehearsal=state.run.rehearsal)
            moves = step is not None and step.state != state and not (checking and word == "back")
            assert [f"`{word}`" in said for said in told] == [moves] * len(told), (word, state)
