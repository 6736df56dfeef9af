"""What a court's page asks, put to the person with its own labels, in its order. PURE. Nothing is chosen here."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow.effects import ANSWERS, Field
from bot.screens.blocks import clean, plain, section, typed
from bot.screens.ids import block_of
from bot.texts import modals
from bot.vocabulary import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flow.states import Question
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Checkboxes, Input, Option, StaticSelect

_LABEL = 150
_OPTION = 75
TICKED = "1"
"""What a ticked box is sent as; a choice is sent as its place in the list, from 0."""


def questions(asked: Sequence[Question], drawn: Drawn) -> list[Block]:
    """Give an input for each question; empty when the page asks nothing."""
    if not asked:
        return []
    inputs = [_input(field, each, drawn) for field, each in zip(ANSWERS, asked, strict=False)]
    return [section(modals.COURT_ASKS), *inputs]


def consent(drawn: Drawn) -> Input:
    """Give the box without whose tick nothing is sent."""
    element = _box(Field.CONSENT, modals.CONSENT)
    return _labelled(Field.CONSENT, drawn, modals.CONSENT_FIELD, element, optional=False)


def _input(field: Field, asked: Question, drawn: Drawn) -> Input:
    label = clean(asked.label, _LABEL)
    match asked.kind:
        case QuestionKind.TEXT | QuestionKind.PASSWORD:
            hint = modals.court_filled_in(clean(asked.default, _LABEL)) if asked.default else ""
            optional = bool(asked.default) or not asked.required
            return typed(block_of(field, drawn), field.value, label, hint=hint, optional=optional)
        case QuestionKind.CHOICE:
            hint = modals.COURT_CHOSE if asked.default else ""
            return _labelled(field, drawn, label, _choice(field, asked), hint, optional=not asked.required)
        case QuestionKind.TICK:
            box = _box(field, modals.TICKED)
            if asked.default:
                box["initial_options"] = box["options"]
            hint = modals.COURT_TICKED if asked.default else ""
            return _labelled(field, drawn, label, box, hint, optional=bool(asked.default) or not asked.required)
        case _:
            assert_never(asked.kind)


def _labelled(
    field: Field, drawn: Drawn, label: str, element: StaticSelect | Checkboxes, hint: str = "", *, optional: bool
) -> Input:
    made: Input = {
        "type": "input",
        "block_id": block_of(field, drawn),
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    if hint:
        made["hint"] = plain(hint)
    return made


def _choice(field: Field, asked: Question) -> StaticSelect:
    options = [_option(text, str(place)) for place, text in enumerate(asked.options)]
    element: StaticSelect = {"type": "static_select", "action_id": field.value, "options": options}
    if asked.default in asked.options:
        element["initial_option"] = options[asked.options.index(asked.default)]
    return element


def _box(field: Field, words: str) -> Checkboxes:
    return {"type": "checkboxes", "action_id": field.value, "options": [_option(words, TICKED)]}


def _option(words: str, value: str) -> Option:
    return {"text": plain(clean(words, _OPTION) or value), "value": value}
