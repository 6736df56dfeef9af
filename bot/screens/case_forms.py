"""The forms around a case: a member writes to its person, or lets it wait; the person answers. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.helpdesk.cases import Waiting
from bot.screens.blocks import modal_view, plain, sections
from bot.screens.ids import ViewId
from bot.texts import case_forms as texts
from bot.texts import cases, modals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.screens.message import Message
    from bot.screens.shapes import Input, Modal, StaticSelect

LETTER, WHY, UNTIL = "letter", "why", "until"
"""Block and action ids of the fields."""
LONGEST_LETTER = 1000
"""Characters of what is written from one to the other."""


def write_form(reference: str) -> Modal:
    """Make the form in which a member writes to the person."""
    field = _letter(texts.WRITE_FIELD, texts.WRITE_HINT)
    return modal_view(
        ViewId.CASE_WRITE, texts.WRITE_TITLE, [field], close=texts.CLOSE, submit=texts.SEND, metadata=reference
    )


def answer_form(reference: str) -> Modal:
    """Make the form in which the person answers."""
    field = _letter(texts.ANSWER_FIELD, texts.ANSWER_HINT)
    return modal_view(
        ViewId.CASE_ANSWER, texts.ANSWER_TITLE, [field], close=texts.CLOSE, submit=texts.SEND, metadata=reference
    )


def hold_form(reference: str, until: datetime) -> Modal:
    """Make the form in which a member says what a case waits for; `until` stands there at first."""
    why: StaticSelect = {
        "type": "static_select",
        "action_id": WHY,
        "options": [{"text": plain(cases.waits(each)), "value": each.value} for each in Waiting],
    }
    fields: list[Input] = [
        {"type": "input", "block_id": WHY, "label": plain(texts.HOLD_WHY), "element": why, "optional": False},
        {
            "type": "input",
            "block_id": UNTIL,
            "label": plain(texts.HOLD_UNTIL),
            "element": {
                "type": "datetimepicker",
                "action_id": UNTIL,
                "initial_date_time": int(until.timestamp()),
            },
            "optional": False,
            "hint": plain(texts.HOLD_HINT),
        },
    ]
    return modal_view(
        ViewId.CASE_HOLD, texts.HOLD_TITLE, fields, close=texts.CLOSE, submit=texts.HOLD, metadata=reference
    )


def _letter(label: str, hint: str) -> Input:
    return {
        "type": "input",
        "block_id": LETTER,
        "label": plain(label),
        "element": {
            "type": "plain_text_input",
            "action_id": LETTER,
            "multiline": True,
            "max_length": LONGEST_LETTER,
            "focus_on_load": True,
        },
        "optional": False,
        "hint": plain(hint),
    }


def case_form_done(form: ViewId) -> Modal:
    """Answer a form that was taken."""
    title, said = _DONE[form]
    return modal_view(ViewId.OUTDATED, title, sections(said), close=modals.CLOSE)


def case_form_over(form: ViewId, why: Message | None = None) -> Modal:
    """Answer a form of which nothing was taken, with the reason; without one, it is too old."""
    title, _ = _DONE[form]
    return modal_view(ViewId.OUTDATED, title, why.blocks if why else sections(texts.OVER), close=modals.CLOSE)


_DONE: Mapping[ViewId, tuple[str, str]] = {
    ViewId.CASE_WRITE: (texts.WRITE_TITLE, texts.WRITTEN),
    ViewId.CASE_ANSWER: (texts.ANSWER_TITLE, texts.ANSWERED),
    ViewId.CASE_HOLD: (texts.HOLD_TITLE, texts.HELD),
}
"""What stands above each form, and what is said when it was taken."""


def letter_errors(*, secret: bool) -> dict[str, str]:
    """Say at the field why a letter was not taken: it holds a secret, or nothing."""
    return {LETTER: texts.TAKE_OUT if secret else texts.NOTHING_SAID}
