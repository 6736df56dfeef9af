"""Names that travel through Slack and come back: action ids, view ids, field ids, and the stamp of a drawing. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from bot.flow import Seen
from bot.flow import states as st
from bot.flow.effects import Field

if TYPE_CHECKING:
    from bot.answering.topics import Topic


class ActionId(StrEnum):
    """What a person can click."""

    CHOOSE_COURT = "choose_court"
    DOOR_OLD_LOGIN = "door_old_login"
    DOOR_NEVER_HAD_ONE = "door_never_had_one"
    DOOR_FILING_AGENT = "door_filing_agent"
    DOOR_NOT_SURE = "door_not_sure"
    READ_ON = "read_on"
    DETAILS = "details"
    ANOTHER_ACCOUNT = "another_account"
    OWN_BROWSER = "own_browser"
    FOUND_COURT = "found_court"
    OTHER_COURT = "other_court"
    ANSWER = "answer"
    START_OVER = "start_over"
    READY = "ready"
    CONTINUE = "continue"
    RESUME = "resume"
    OPEN_FORM = "open_form"
    LINK = "link"
    CHECK_AGAIN = "check_again"
    CHECK_EARLIER = "check_earlier"
    CANCEL = "cancel"
    HELP = "help"
    HELP_DESK = "ask_help_desk"
    ADD_SENTENCE = "add_sentence"
    GUIDED_DONE = "guided_done"
    SOMETHING_ELSE = "something_else"
    LINKED_ALREADY = "linked_already"
    SEND_CLICKS = "send_clicks"
    FORGET = "forget_me"
    BACK = "back"
    START = "start"
    GO_TO_COURT = "go_to_court"
    GO_TO_PACER = "go_to_pacer"
    CASE_CLAIM = "case_claim"
    CASE_TAKE_OVER = "case_take_over"
    CASE_RESOLVE = "case_resolve"
    CASE_REOPEN = "case_reopen"
    CASE_WRITE = "case_write"
    CASE_HOLD = "case_hold"
    CASE_GO_ON = "case_go_on"
    CASE_SUGGEST = "case_suggest"
    CASE_ANSWER = "case_answer"
    CASE_SOLVED = "case_solved"
    CASE_NOT_SOLVED = "case_not_solved"
    INVITED = "invited"


class ViewId(StrEnum):
    """The kinds of modals; a modal's `callback_id`."""

    OPENING = "opening"
    CARD = "card"
    PACER = "pacer"
    PAGE = "page"
    FILER = "filer"
    WAITING = "waiting"
    REVIEW = "review"
    ANSWERS = "answers"
    OUTCOME = "outcome"
    OUTDATED = "outdated"
    SENTENCE = "sentence"
    ATTORNEY = "attorney"
    DETAILS = "details"
    CASE_WRITE = "case_write"
    CASE_HOLD = "case_hold"
    CASE_ANSWER = "case_answer"
    INVITE = "invite"
    INVITE_REVIEW = "invite_review"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing: for whom, of what, and the reference that the help desk can look up.

    `form`: the address at which secrets are typed, where that is not in Slack.
    """

    user: str
    seen: Seen
    reference: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a click brings back of its drawing."""

    user: str
    seen: Seen


NOTHING_SEEN = Seen("", 0, "")
"""What a button that was not drawn by this version shows: no run has such a drawing."""
OF_ANY_RUN = Seen("0" * 32, 0, "0" * 64)
"""What a button shows that is good whatever run there is, for its person."""
_STAMP = re.compile(r"(\d{1,18}):(\w{1,64}):([0-9a-f]{32}):([0-9a-f]{64})", re.ASCII)
_ABOUT = 16
_KEPT = frozenset({Field.PACER_USERNAME, Field.PACER_CLIENT_CODE, Field.FILER_LOGIN})


def stamp(drawn: Drawn) -> str:
    """Give the value of a button; for the list of courts, which has no value, it is the block's id."""
    return f"{drawn.seen.rev}:{drawn.user}:{drawn.seen.token}:{drawn.seen.about}"


def read_stamp(value: str) -> Stamp | None:
    """Read a button's value; None for anything that is not a stamp."""
    found = _STAMP.fullmatch(value)
    return Stamp(found[2], Seen(found[3], int(found[1]), found[4])) if found else None


def of_court(action: ActionId, court: st.Court) -> str:
    """Give the action id of a button for one court; beside others of its kind it must be of its own."""
    return f"{action}.{court.id}"


def of_topic(topic: Topic) -> str:
    """Give the action id of a button that answers a question; beside others of its kind it must be of its own."""
    return f"{ActionId.ANSWER}.{topic}"


def action_of(action_id: str) -> tuple[str, str]:
    """Give a click's action, and the id of the court or the topic that it is for; empty for none."""
    action, _, of_what = action_id.partition(".")
    return action, of_what


def block_of(field: Field, drawn: Drawn) -> str:
    """Give a field's block id.

    Slack keeps what was typed while the id stays: a name while the form is for the same run and court, a secret not
    even for the next change.
    """
    kept = f"{field.value}.{drawn.seen.about[:_ABOUT]}"
    return kept if field in _KEPT else f"{kept}.{drawn.seen.rev}"


def field_of(block_id: str) -> Field | None:
    """Give the field that a block id stands for, of any drawing; None for any other block."""
    name = block_id.partition(".")[0]
    return Field(name) if name in set(Field) else None


def view_id(state: st.State) -> ViewId:
    """Give the kind of the modal that shows `state`."""
    match state:
        case st.ChoosingCourt() | st.GettingReady() | st.Guided():
            return ViewId.CARD
        case st.AwaitingPacerSignIn():
            return ViewId.PACER
        case st.AwaitingFilerLogin(said=said):
            return ViewId.PAGE if said else ViewId.FILER
        case st.SigningIn() | st.FindingAccounts() | st.Linking() | st.Confirming():
            return ViewId.WAITING
        case st.Reviewing(questions=questions):
            return ViewId.ANSWERS if questions else ViewId.REVIEW
        case (
            st.Linked()
            | st.AlreadyLinked()
            | st.Registered()
            | st.Refused()
            | st.Unknown()
            | st.Cancelled()
            | st.Expired()
            | st.Rehearsed()
        ):
            return ViewId.OUTCOME
        case _:
            assert_never(state)
