"""What one step changes in the store: state, deadline, audit line, claim, settlement, and what is to be sent.

PURE. Translates flow's effects into the store's rows, and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow
from bot.engine.codec import encode_effect, encode_state
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.store.conversations import KEEP, Change, Claim, Settle
from bot.store.outbox import Kind, Outgoing
from bot.store.trail import AuditLine, LinkRow
from bot.store.tries import Try

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.conversations import Keep, Record

_COURT_WORK = (do.SignInToPacer, do.ResumeSession, do.FindAccounts, do.SubmitLink, do.ReadMenu)


def change_of(
    record: Record | None,
    before: st.State | None,
    step: flow.Step,
    event: ev.Event,
    now: datetime,
    *,
    view_id: str | Keep | None,
    names: tuple[str, ...],
) -> Change:
    """Give the change that `step` makes of `record`, in the state `before`, by `event` at `now`; `view_id` as there.

    What the step sends with a password counts under `names`, from this change on; so does a lock that it was told of.
    """
    tries = do.SignInToPacer | do.FindAccounts | do.UseUpTries
    counts = bool(names) and any(isinstance(effect, tries) for effect in step.effects)
    form = bool((record and record.view_id) if view_id is KEEP else view_id)
    return Change(
        conversation=step.state.run.reference,
        state=encode_state(step.state),
        deadline=flow.deadline_after(before, step.state, record.deadline if record else None, now),
        outgoing=tuple(item for effect in step.effects if (item := _outgoing(effect, step.state, form=form))),
        audit=_audit(before, step, event),
        claim=next((_claim(effect) for effect in step.effects if isinstance(effect, do.SubmitLink)), None),
        settle=next(
            (Settle(effect.claim, effect.settlement.value) for effect in step.effects if isinstance(effect, do.Settle)),
            None,
        ),
        view_id=view_id,
        # A live card has buttons that are good no more; it is folded when the next one is posted. What is not known
        # stays to be seen, and its button still checks it.
        keeps_card=isinstance(before, st.Live),
        link=next((_link(effect, now) for effect in step.effects if isinstance(effect, do.RecordLink)), None),
        goes_on=flow.at_court(step.state) and not any(isinstance(effect, _COURT_WORK) for effect in step.effects),
        attempt=Try(names, flow.counts_until(now)) if counts else None,
    )


def _audit(before: st.State | None, step: flow.Step, event: ev.Event) -> AuditLine:
    settled = next((effect.settlement for effect in step.effects if isinstance(effect, do.Settle)), None)
    court = getattr(step.state, "court", None)
    return AuditLine(
        event=type(event).__name__,
        before=type(before).__name__,
        after=type(step.state).__name__,
        court=court.id if court else "",
        outcome=str(settled or getattr(step.state, "problem", None) or ""),
        by_person=isinstance(event, ev.FromPerson),
    )


def told_of_set_aside(unknown: bool) -> tuple[Outgoing, ...]:
    """Give what is sent when a conversation cannot be read; `unknown`: the end of its submit is not known."""
    outcome = do.Outcome.SET_ASIDE_UNKNOWN if unknown else do.Outcome.SET_ASIDE
    notice = do.TellHelpDesk(outcome, None)
    return (
        Outgoing(Kind.SET_ASIDE, str(outcome)),
        Outgoing(Kind.HELP_DESK, encode_effect(notice), lane=Kind.HELP_DESK),
    )


def _claim(effect: do.SubmitLink) -> Claim:
    return Claim(effect.claim, effect.known_as)


def _link(effect: do.RecordLink, now: datetime) -> LinkRow:
    return LinkRow(effect.court.id, now, effect.filer, effect.pacer, by=effect.proof.value)


def _outgoing(effect: do.Effect, state: st.State, *, form: bool) -> Outgoing | None:
    match effect:
        case do.ShowCard(at_bottom, news) if at_bottom or (news and not form):
            return Outgoing(Kind.CARD_BELOW, "")
        case do.ShowCard():
            return Outgoing(Kind.CARD, "", coalesce=Kind.CARD)
        case do.TellResult():
            return Outgoing(Kind.RESULT, encode_state(state))
        case do.TellAboutDesk():
            return Outgoing(Kind.ABOUT_DESK, encode_state(state))
        case do.TellReminder():
            return Outgoing(Kind.REMINDER, encode_state(state))
        case do.TellHelpDesk():
            return Outgoing(Kind.HELP_DESK, encode_effect(effect), lane=Kind.HELP_DESK)
        case do.TellLeaving(reference, how):
            return Outgoing(Kind.LEFT, how, lane=Kind.HELP_DESK, conversation=reference)
        case do.TellAttorney(attorney):
            return Outgoing(Kind.ATTORNEY, encode_effect(effect), lane=f"{Kind.ATTORNEY} {attorney}")
        case do.TellAboutAttorney():
            return Outgoing(Kind.ABOUT_ATTORNEY, encode_effect(effect))
        case _:
            return None
