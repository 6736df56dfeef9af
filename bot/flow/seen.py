"""What a person saw when they pressed or sent something, and what it means if that is not what is so. PURE.

Every button and every form says which run it was drawn for, at which change, and about what: the court, both accounts
and the form that a consent would send. Only what is still exactly so is taken.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, replace

from bot.flow import events as ev
from bot.flow import states as st


@dataclass(frozen=True, slots=True)
class Seen:
    """What a drawing was of: the run, by its `token`, its change `rev`, and, as a digest, what it was `about`."""

    token: str
    rev: int
    about: str


def seen(state: st.State, rev: int) -> Seen:
    """Give what a drawing of `state` at `rev` is of."""
    return Seen(state.run.token, state.run.place or rev, about(state))


def held(state: st.State, rev: int) -> st.State:
    """Give `state`, to which something beside its place was done at `rev`: what was drawn of it before stays good."""
    return replace(state, run=replace(state.run, place=state.run.place or rev))


def about(state: st.State) -> str:
    """Give a digest of what the buttons and the form of `state` would act on; 64 hexadecimal digits.

    A consent is about the court, both accounts as they are shown, and the form that would be sent.
    """
    court = None if isinstance(state, st.ChoosingCourt) else state.court
    parts = [
        type(state).__name__,
        state.run.token,
        *([court.id, court.host, court.name] if court else []),
        *(_of(state.accounts) if isinstance(state, st.Reviewing) else []),
        *(_asked(state.questions) if isinstance(state, st.Reviewing | st.AwaitingFilerLogin) else []),
        *(state.said if isinstance(state, st.AwaitingFilerLogin) else []),
    ]
    # As JSON, so that no two different lists of parts give the same text.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _asked(questions: tuple[st.Question, ...]) -> list[str]:
    return [text for each in questions for text in (each.kind.value, each.label, each.default, *each.options)]


def _of(accounts: st.Accounts) -> list[str]:
    return [accounts.filer, accounts.pacer, accounts.form, *accounts.said]


def taken(event: ev.Event, what: Seen | None, state: st.State | None, rev: int) -> ev.Event:
    """Give the event that a click on a drawing of `what` is, or a deadline set for it, now that `state` is at `rev`.

    An OutdatedClick, when it was for another run, at another change or about something else. Help may stand below a
    card that has moved on: it explains what is there now. What became of an earlier submit is read from any run, and a
    human is asked for, or the card, at any step of the same run. What told that it could not go on leads into the
    person's own browser as long as that is so, and what told that an end is not known has it looked for as long as it
    is not. Without a drawing, as for typed words, it is the event itself.
    """
    of_any_run = isinstance(event, ev.AskedForHelp) or (isinstance(event, ev.AskedToCheckAgain) and event.court)
    if what is None or of_any_run:
        return event
    if state is None:
        return ev.OutdatedClick()
    same_run = bool(state.run.token) and hmac.compare_digest(what.token, state.run.token)
    if isinstance(event, ev.AskedHelpDesk | ev.AddedSentence | ev.AskedToResume):
        return event if same_run else ev.OutdatedClick()
    if isinstance(event, ev.ChoseOwnBrowser) and isinstance(state, st.Refused):
        return event if same_run else ev.OutdatedClick()
    if isinstance(event, ev.AskedToCheckAgain) and isinstance(state, st.Unknown):
        return event if same_run else ev.OutdatedClick()
    named = same_run or not isinstance(event, ev.FromPerson)
    return event if named and what == seen(state, rev) else ev.OutdatedClick()
