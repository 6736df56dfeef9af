"""What is so of a human who was asked for, wherever it is shown; the form for a sentence of the person's own. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow import states as st
from bot.flow.effects import Field
from bot.flow.fields import LONGEST_SENTENCE
from bot.screens.blocks import actions, context, escaped, modal_view, section, sections
from bot.screens.buttons import add_sentence, start
from bot.screens.ids import ViewId
from bot.screens.message import Message
from bot.screens.phrases import REFERENCE, court_of, desk
from bot.texts import common, human, modals

if TYPE_CHECKING:
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Input, Modal

_SENTENCE = 600
"""Characters of a sentence when it is escaped."""


def asked(state: st.State) -> str:
    """Say since when a human is asked for, and whether one knows; empty when nobody was asked."""
    return common.sentences(told(state), _said(state))


def told(state: st.State) -> str:
    """Say it without what the person added."""
    wanted = state.run.asked
    if wanted is None:
        return ""
    when, whom = common.moment(wanted.at), desk(court_of(state))
    match wanted.desk:
        case st.Desk.ASKED:
            return human.on_its_way(when)
        case st.Desk.TOLD:
            return human.has_it(when)
        case st.Desk.UNREACHED:
            return human.unreached(when, whom)
        case st.Desk.LOST:
            return human.lost(when, whom)
        case _:
            assert_never(wanted.desk)


def _said(state: st.State) -> str:
    wanted = state.run.asked
    return human.added(escaped(wanted.said, _SENTENCE)) if wanted and wanted.said else ""


def goes_on(state: st.State) -> str:
    """Say that one can go on though a human was asked; empty where there is nothing to go on with."""
    wanted = state.run.asked
    if wanted is None or isinstance(state, st.Ended):
        return ""
    saw = isinstance(state, st.Guided) and wanted.why is st.WhyHuman.SAW_SOMETHING_ELSE
    return human.SAW_SOMETHING_ELSE if saw else human.GO_ON


def asked_blocks(state: st.State, drawn: Drawn) -> list[Block]:
    """Show it on a card, with the way to say more; nothing when nobody was asked."""
    words = common.lines(told(state), _said(state), goes_on(state))
    if not words:
        return []
    # Its own buttons have it, in the place of one.
    return sections(words) if isinstance(state, st.Guided) else [section(words), *actions(add_sentence(drawn))]


def about_desk(state: st.State, drawn: Drawn) -> Message:
    """Tell in a message of its own what became of asking, when it is other than was said before."""
    words = told(state)
    named = context(common.reference(escaped(drawn.reference, REFERENCE)))
    return Message([section(words), *actions(start(common.SHOW_CARD)), *named])


def asked_already(state: st.State, drawn: Drawn) -> Message:
    """Answer one who asks again for the same: what is so, and how to say more."""
    words = common.sentences(told(state), human.ASKED_ALREADY)
    return Message([section(words), *actions(add_sentence(drawn))])


def sentence_form(reference: str) -> Modal:
    """Make the form for a sentence to the help desk."""
    field: Input = {
        "type": "input",
        "block_id": Field.SENTENCE.value,
        "label": {"type": "plain_text", "text": human.FIELD, "emoji": False},
        "element": {
            "type": "plain_text_input",
            "action_id": Field.SENTENCE.value,
            "multiline": True,
            "max_length": LONGEST_SENTENCE,
            "focus_on_load": True,
        },
        "optional": False,
        "hint": {"type": "plain_text", "text": human.HINT, "emoji": False},
    }
    return modal_view(
        ViewId.SENTENCE, human.TITLE, [field], close=modals.CLOSE, submit=human.SUBMIT, metadata=reference
    )


def sentence_sent(state: st.State, *, sent: bool) -> Modal:
    """Answer that form: what was sent, as the help desk reads it, or that nothing was."""
    left_out = human.LEFT_OUT if state.run.asked and common.REDACTED in state.run.asked.said else ""
    words = sections(human.SENT, _said(state), left_out) if sent else sections(human.NOT_SENT)
    return modal_view(ViewId.OUTDATED, human.TITLE, words, close=modals.CLOSE)
