"""Names that travel through Slack and come back: action ids, view ids, field ids, and the stamp of a drawing. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.flow import Seen
from bot.flow import states as st
from bot.flow.effects import Field


class ActionId(StrEnum):
    """What a person can click."""

    CHOOSE_COURT = "choose_court"
    READY = "ready"
    CONTINUE = "continue"
    LINK = "link"
    CHECK_AGAIN = "check_again"
    CANCEL = "cancel"
    HELP = "help"
    HELP_DESK = "ask_help_desk"
    GUIDED_DONE = "guided_done"
    SOMETHING_ELSE = "something_else"
    FORGET = "forget_me"
    BACK = "back"
    START = "start"
    GO_TO_COURT = "go_to_court"


class ViewId(StrEnum):
    """The kinds of modals; a modal's `callback_id`."""

    OPENING = "opening"
    CARD = "card"
    PACER = "pacer"
    FILER = "filer"
    WAITING = "waiting"
    REVIEW = "review"
    OUTCOME = "outcome"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing: for whom, of what, and the reference that the help desk can look up."""

    user: str
    seen: Seen
    reference: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a click brings back of its drawing."""

    user: str
    seen: Seen


NOTHING_SEEN = Seen("", 0, "")
"""What a button that was not drawn by this version shows: no run has such a drawing."""
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
        case st.AwaitingFilerLogin():
            return ViewId.FILER
        case st.SigningIn() | st.FindingAccounts() | st.Linking() | st.Confirming():
            return ViewId.WAITING
        case st.Reviewing():
            return ViewId.REVIEW
        case (
            st.Linked()
            | st.AlreadyLinked()
            | st.Refused()
            | st.Unknown()
            | st.Cancelled()
            | st.Expired()
            | st.HandedOver()
            | st.Rehearsed()
        ):
            return ViewId.OUTCOME
        case _:
            assert_never(state)
