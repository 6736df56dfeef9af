"""The lock-out guard: how often a password may be sent for one account, and which sendings count. PURE.

A third wrong password could lock an account, so two are sent in 15 minutes at most: to PACER for one user name, to a
court for one login and for one person. A password counts from before it is sent until it is proven that it was taken
or never left; what the page said, or that no answer came, changes nothing. Who has tried what is kept outside of the
conversation, which a person can end or have forgotten: `tried` in an event says how much of it counts. Where PACER or
the court says that it has locked the account, no try is left: each further one can prolong a lock.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flow import events as ev
from bot.flow.events import Fate, Tried
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flow.states import Problem

LOCKS: frozenset[Problem] = frozenset({Trouble.PACER_LOCKED, Trouble.FILER_LOCKED})
"""What PACER or a court calls a lock."""
TRIES = 2
"""Passwords for one account before we stop; a third could lock it."""
COOL_DOWN = timedelta(minutes=15)
"""How long after the last one they count. Courts lock a login for 5 minutes and longer."""


def is_spent(tried: Tried) -> bool:
    """Say whether no other password may be sent now."""
    return tried.count >= TRIES


def counts_until(now: datetime) -> datetime:
    """Give until when a password counts that is sent at `now`."""
    return now + COOL_DOWN


def fate(event: ev.FromCourt) -> Fate:
    """Give what became of the password that was typed for the work which ended in `event`."""
    match event:
        case ev.CourtFailed():
            return event.fate
        case ev.SignedIn() | ev.FoundLinked() | ev.AccountsRead():
            return Fate.TAKEN
        case _:
            return Fate.COUNTS
