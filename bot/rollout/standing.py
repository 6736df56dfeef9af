"""Where each invited person is at each court, and what that comes to. PURE."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.flow import states as st
from bot.flow.pausing import REST, reminder_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STILL: Final = timedelta(hours=1)
"""Who began and has done nothing for so long is stuck."""


class Standing(StrEnum):
    """How far somebody is at a court, in the order in which a board shows it."""

    QUEUED = "queued"
    INVITED = "invited"
    STARTED = "started"
    STUCK = "stuck"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"
    LINKED = "linked"
    NOT_REACHED = "not_reached"


class Where(StrEnum):
    """Where somebody is who began."""

    NOWHERE = "nowhere"
    READY = "ready"
    PACER = "pacer"
    OLD_LOGIN = "old_login"
    REVIEW = "review"
    LINKING = "linking"
    BY_HAND = "by_hand"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REGISTERED = "registered"
    LINKED = "linked"


_WHERE: Final[Mapping[str, Where]] = {
    st.GettingReady.__name__: Where.READY,
    st.AwaitingPacerSignIn.__name__: Where.PACER,
    st.SigningIn.__name__: Where.PACER,
    st.AwaitingFilerLogin.__name__: Where.OLD_LOGIN,
    st.FindingAccounts.__name__: Where.OLD_LOGIN,
    st.Reviewing.__name__: Where.REVIEW,
    st.Linking.__name__: Where.LINKING,
    st.Confirming.__name__: Where.LINKING,
    st.Guided.__name__: Where.BY_HAND,
    st.Refused.__name__: Where.REFUSED,
    st.Unknown.__name__: Where.UNKNOWN,
    st.Cancelled.__name__: Where.CANCELLED,
    st.Expired.__name__: Where.EXPIRED,
    st.Registered.__name__: Where.REGISTERED,
    st.Rehearsed.__name__: Where.REVIEW,
    st.Linked.__name__: Where.LINKED,
    st.AlreadyLinked.__name__: Where.LINKED,
}
_OVER: Final = frozenset({Where.REFUSED, Where.UNKNOWN, Where.EXPIRED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person at one court: Slack's user id, a court's id.

    `sent_at`: when Slack took the invitation; `fault`: why it never will. `step`: the name of the state of their last
    step there since they were invited, and `moved_at` when they last did something there. `needs_human`: the help desk
    has a case of it that is open; `on_hold`: it waits for a time.
    """

    user: str
    court: str
    invited_at: datetime
    sent_at: datetime | None = None
    reminded_at: datetime | None = None
    fault: str = ""
    linked_at: datetime | None = None
    step: str = ""
    moved_at: datetime | None = None
    needs_human: bool = False
    on_hold: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a board: how far somebody is at a court, where, since when, and whether they were reminded."""

    user: str
    court: str
    standing: Standing
    where: Where
    since: datetime
    reminded: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A whole roll-out, as it is: every place, and how many there are of each standing at each court."""

    places: tuple[Place, ...]
    for_a_human: tuple[str, ...] = ()

    @property
    def courts(self) -> Mapping[str, Mapping[Standing, int]]:
        """Count by court, in the order of their ids."""
        counted: dict[str, Counter[Standing]] = {}
        for place in sorted(self.places, key=lambda each: each.court):
            counted.setdefault(place.court, Counter())[place.standing] += 1
        return counted

    @property
    def totals(self) -> Mapping[Standing, int]:
        """Count over all courts."""
        return Counter(place.standing for place in self.places)

    def of(self, standing: Standing) -> tuple[Place, ...]:
        """Give the places of one standing, the longest there first."""
        return tuple(sorted((each for each in self.places if each.standing is standing), key=lambda each: each.since))


def board(facts: Iterable[Facts], now: datetime, after: timedelta) -> Board:
    """Give the board of what is known; `after`: how long an invitation, and then a reminder, waits for an answer."""
    known = tuple(facts)
    return Board(tuple(place(each, now) for each in known), for_a_human(known, now, after))


def place(facts: Facts, now: datetime) -> Place:
    """Say where somebody is at a court."""
    where = _WHERE.get(facts.step, Where.NOWHERE)
    standing, since = _standing(facts, where, now)
    return Place(facts.user, facts.court, standing, where, since, facts.reminded_at is not None)


def _standing(facts: Facts, where: Where, now: datetime) -> tuple[Standing, datetime]:
    moved = facts.moved_at or facts.sent_at or facts.invited_at
    if facts.linked_at or where is Where.LINKED:
        return Standing.LINKED, facts.linked_at or moved
    if where is Where.CANCELLED:
        return Standing.CANCELLED, moved
    if facts.on_hold or where is Where.REGISTERED:
        return Standing.ON_HOLD, moved
    if where is not Where.NOWHERE:
        stuck = facts.needs_human or where in _OVER or now - moved >= STILL
        return Standing.STUCK if stuck else Standing.STARTED, moved
    if facts.fault:
        return Standing.NOT_REACHED, facts.invited_at
    return (Standing.INVITED, facts.sent_at) if facts.sent_at else (Standing.QUEUED, facts.invited_at)


def due_for_reminder(facts: Iterable[Facts], now: datetime, after: timedelta) -> Mapping[str, datetime]:
    """Say who is to be reminded, by when they could be first: who began nowhere, and was not reminded before."""
    return {
        user: since + after
        for user, (since, reminded) in _silent(facts, now).items()
        if reminded is None and since + after <= now
    }


def morning(due: datetime, time_zone: str) -> datetime:
    """Give the working morning on which somebody who is due is reminded, in their own zone, as IANA names it."""
    return reminder_time(due - REST, time_zone)


def for_a_human(facts: Iterable[Facts], now: datetime, after: timedelta) -> tuple[str, ...]:
    """Say whom a human should talk to: who was reminded and still began nowhere."""
    silent = _silent(facts, now)
    return tuple(user for user, (_, reminded) in silent.items() if reminded and reminded + after <= now)


def _silent(facts: Iterable[Facts], now: datetime) -> dict[str, tuple[datetime, datetime | None]]:
    """Give who was written to and began nowhere: since when, and when they were reminded."""
    by_user: dict[str, list[Facts]] = {}
    for each in facts:
        by_user.setdefault(each.user, []).append(each)
    silent: dict[str, tuple[datetime, datetime | None]] = {}
    for user, theirs in by_user.items():
        sent = [each.sent_at for each in theirs if each.sent_at]
        if sent and {place(each, now).standing for each in theirs} == {Standing.INVITED}:
            silent[user] = max(sent), max((each.reminded_at for each in theirs if each.reminded_at), default=None)
    return silent
