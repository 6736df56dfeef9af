"""What one step changes in the store: state, deadline, audit line, claim, settlement, and what is to be sent.

PURE. Translates flow's effects into the store's rows, and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow
from bot.engine.codec import encode_effect, encode_state
from bot.flow import effects as do
from bot.flow import states as st
from bot.store.conversations import Change, Claim, Settle
from bot.store.outbox import Kind, Outgoing
from bot.store.trail import AuditLine, LinkRow
from bot.store.tries import Try

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flow.events import Event
    from bot.store.conversations import Keep


def change_of(
    before: st.State | None,
    step: flow.Step,
    event: Event,
    now: datetime,
    *,
    view_id: str | Keep | None,
    names: tuple[str, ...],
) -> Change:
    """Give the change that `step` makes, taken by `event` at `now`; `view_id` as in Change.

    What the step sends with a password counts under `names`, from this change on.
    """
    sends_password = any(isinstance(effect, do.SignInToPacer | do.FindAccounts) for effect in step.effects)
    return Change(
        conversation=step.state.run.reference,
        state=encode_state(step.state),
        deadline=flow.deadline(step.state, now),
        outgoing=tuple(item for effect in step.effects if (item := _outgoing(effect, step.state))),
        audit=AuditLine(type(event).__name__, type(before).__name__, type(step.state).__name__),
        claim=next((Claim(effect.claim) for effect in step.effects if isinstance(effect, do.SubmitLink)), None),
        settle=next(
            (Settle(effect.claim, effect.settlement.value) for effect in step.effects if isinstance(effect, do.Settle)),
            None,
        ),
        view_id=view_id,
        # A card that is no finished record still has buttons; it is folded when the next one is posted.
        keeps_card=isinstance(before, st.Live | st.Unknown),
        link=next((_link(effect, now) for effect in step.effects if isinstance(effect, do.RecordLink)), None),
        attempt=Try(names, flow.counts_until(now)) if sends_password else None,
    )


def told_of_set_aside(unknown: bool) -> tuple[Outgoing, ...]:
    """Give what is sent when a conversation cannot be read; `unknown`: the end of its submit is not known."""
    outcome = do.Outcome.SET_ASIDE_UNKNOWN if unknown else do.Outcome.SET_ASIDE
    notice = do.TellHelpDesk(outcome, None)
    return (
        Outgoing(Kind.SET_ASIDE, str(outcome)),
        Outgoing(Kind.HELP_DESK, encode_effect(notice), lane=Kind.HELP_DESK),
    )


def _link(effect: do.RecordLink, now: datetime) -> LinkRow:
    return LinkRow(effect.court.id, now, effect.filer, effect.pacer, by=effect.proof.value)


def _outgoing(effect: do.Effect, state: st.State) -> Outgoing | None:
    match effect:
        case do.ShowCard(at_bottom=True):
            return Outgoing(Kind.CARD_BELOW, "")
        case do.ShowCard():
            return Outgoing(Kind.CARD, "", coalesce=Kind.CARD)
        case do.TellResult():
            return Outgoing(Kind.RESULT, encode_state(state))
        case do.TellReminder():
            return Outgoing(Kind.REMINDER, encode_state(state))
        case do.TellHelpDesk():
            return Outgoing(Kind.HELP_DESK, encode_effect(effect), lane=Kind.HELP_DESK)
        case _:
            return None
