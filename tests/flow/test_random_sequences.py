"""Random sequences of events never give two submits for one consent, and never get stuck.

The number of examples comes from LINK_PACER_EXAMPLES (500 when unset; CI sets 10,000).
"""

from __future__ import annotations

import os
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, GETS_READY, MIEB, NOW, events

EXAMPLES = int(os.environ.get("LINK_PACER_EXAMPLES", "500"))
STEPS = some.lists(some.tuples(some.sampled_from(events()), some.integers(0, 1200)), min_size=1, max_size=40)
# So that walks get far: from each state the events that lead on are drawn as often as all others.
TYPED = ev.FieldShape(length=9)
ONWARD: list[ev.Event] = [
    ev.Started("LP-0", MIEB),
    *GETS_READY,
    ev.PacerSubmitted(TYPED, TYPED),
    ev.SignedIn(),
    ev.FilerSubmitted(TYPED, TYPED),
    ev.AccountsRead(ACCOUNTS),
    ev.ConfirmedLink(),
    ev.LinkUnclear(),
    ev.LinkNotSent(Trouble.SESSION_EXPIRED),
    ev.AskedToCheckAgain(),
]
MIXED = some.lists(
    some.tuples(some.one_of(some.sampled_from(ONWARD), some.sampled_from(events())), some.integers(0, 60)), max_size=40
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(some.one_of(STEPS, MIXED))
def test_never_two_submits_for_one_consent(steps: list[tuple[ev.Event, int]]) -> None:
    state: st.State | None = None
    now = NOW
    consents = 0
    claims: list[str] = []
    settled: dict[str, do.Settlement] = {}
    for number, (event, seconds) in enumerate(steps):
        now += timedelta(seconds=seconds)
        named = ev.Started(f"LP-{number}", event.court, event.query) if isinstance(event, ev.Started) else event
        consents += isinstance(event, ev.ConfirmedLink) and isinstance(state, st.Reviewing)
        step = flow.advance(state, named, now, rehearsal=False)
        if step is None:
            continue
        claims += [effect.claim for effect in step.effects if isinstance(effect, do.SubmitLink)]
        settled |= {effect.claim: effect.settlement for effect in step.effects if isinstance(effect, do.Settle)}
        state = step.state
    assert len(claims) == consents
    assert len(set(claims)) == len(claims)
    assert set(settled) <= set(claims)
    in_flight = {state.claim} if isinstance(state, st.Linking | st.Confirming) else set()
    assert set(claims) - in_flight == set(settled) - in_flight, "every claim is settled"


@settings(max_examples=EXAMPLES // 10, deadline=None)
@given(MIXED)
def test_from_everywhere_a_start_leads_somewhere_that_can_go_on(steps: list[tuple[ev.Event, int]]) -> None:
    state: st.State | None = None
    for event, seconds in steps:
        step = flow.advance(state, event, NOW + timedelta(seconds=seconds), rehearsal=False)
        state = step.state if step else state
    resumed = flow.advance(state, ev.Started("LP-LAST"), NOW + timedelta(days=30), rehearsal=False)
    assert resumed is not None
    assert do.ShowCard(at_bottom=True) in resumed.effects
