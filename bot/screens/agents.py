"""An attorney's clicks for a filing agent: how an agent has them sent, and what the attorney gets. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow
from bot.flow import states as st
from bot.flow.effects import Field
from bot.screens.blocks import actions, context, escaped, modal_view, plain, sections
from bot.screens.buttons import open_court, send_clicks
from bot.screens.ids import ViewId
from bot.screens.message import Message
from bot.screens.phrases import court_name
from bot.texts import agents, common, modals

if TYPE_CHECKING:
    from bot.flow.effects import TellAboutAttorney, TellAttorney
    from bot.screens.shapes import Input, Modal

_LONGEST_ID = 64


def attorney_form(court: st.Court, reference: str) -> Modal:
    """Make the form that asks to whom the clicks at `court` are sent."""
    field: Input = {
        "type": "input",
        "block_id": Field.ATTORNEY.value,
        "label": plain(agents.FIELD),
        "element": {
            "type": "users_select",
            "action_id": Field.ATTORNEY.value,
            "placeholder": plain(agents.CHOOSE),
            "focus_on_load": True,
        },
        "optional": False,
    }
    blocks = [*sections(agents.form_lead(court_name(court))), field]
    return modal_view(
        ViewId.ATTORNEY, agents.TITLE, blocks, close=modals.CLOSE, submit=agents.SUBMIT, metadata=reference
    )


def attorney_errors(attorney: str) -> dict[str, str]:
    """Say at the field why nobody was sent anything: no `attorney`, or the person's own id."""
    return {Field.ATTORNEY.value: agents.THAT_IS_YOU if attorney else agents.NOBODY}


def clicks_sent(state: st.State, attorney: str, court: st.Court) -> Modal:
    """Answer that form: what is so of the message."""
    who = _mention(attorney)
    there = flow.passed(state, attorney, court) is st.Arrival.ARRIVED
    words = agents.sent_before(who, court_name(court)) if there else agents.on_its_way(who)
    return modal_view(ViewId.OUTDATED, agents.TITLE, sections(words), close=modals.CLOSE)


def five_clicks(effect: TellAttorney, agent: str) -> Message:
    """Tell an attorney who asks for what, step by step, and when not to do it."""
    who, court = _mention(agent), court_name(effect.court)
    return Message(
        [
            *sections(
                agents.asks_you(who, court),
                agents.what_for(who),
                common.lines(agents.SIGN_IN, common.numbered(agents.CLICKS)),
            ),
            *actions(open_court(effect.court)),
            *context(agents.by_request(who)),
        ]
    )


def about_attorney(effect: TellAboutAttorney, user: str) -> Message:
    """Tell the agent whether it arrived."""
    who, court = _mention(effect.attorney), court_name(effect.court)
    if effect.arrived:
        return Message(sections(agents.has_it(who, court)))
    return Message([*sections(agents.not_reached(who, court)), *actions(send_clicks(effect.court, user))])


def _mention(user: str) -> str:
    return f"<@{escaped(user, _LONGEST_ID)}>"
