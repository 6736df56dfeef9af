"""A case: what the help desk knows of one run, who has it, and how it ended. PURE.

`told` takes what a run says of itself, `acted` what a member of the help desk does, `answered` and `judged` what its
person says to that; each gives the case as it is then, and what its story gets: a line in its thread and, where the
person should know, a message to them. What comes by time alone is in `clock`. A case is named by its run's reference.
It is opened by what needs a human, and closed by a human or by a proof that comes later.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, assert_never

from bot.flow.effects import Leaving, Outcome, TellHelpDesk
from bot.helpdesk.hints import Hint, hints, keeps_place

NEEDS_A_HUMAN: Final = frozenset(
    {
        *(Outcome.REFUSED, Outcome.UNKNOWN, Outcome.ASKED, Outcome.ADDED),
        *(Outcome.SET_ASIDE, Outcome.SET_ASIDE_UNKNOWN, Outcome.BY_MEMBER, Outcome.STUCK),
    }
)
LONGEST_HOLD: Final = timedelta(days=60)
"""How far away a hold may end; what is later was a slip of the finger."""


class Told(StrEnum):
    """How the channel is told of links: one by one, in a line of each working day, or not at all."""

    EACH = "each"
    DAILY = "daily"
    OFF = "off"


TICKETS: Final = "ticket-system"
"""Stands for the firm's own ticket system where a member's Slack id would."""


class Reason(StrEnum):
    """Why a member closed a case."""

    HELPED = "helped"
    BY_THEMSELVES = "by_themselves"
    AT_PACER = "at_pacer"
    AT_COURT = "at_court"
    NOT_NEEDED = "not_needed"


class Waiting(StrEnum):
    """What a case on hold waits for."""

    CLERK = "clerk"
    PACER = "pacer"
    PERSON = "person"
    COLLEAGUE = "colleague"


class Verdict(StrEnum):
    """Whether the person says that it is solved, which they are asked once."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    SOLVED = "solved"
    NOT_SOLVED = "not_solved"


class Deed(StrEnum):
    """What happened to a case; each has its line in the thread."""

    CLAIMED = "claimed"
    TAKEN_OVER = "taken_over"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    PROVEN = "proven"
    LEFT = "left"
    HELD = "held"
    WOKEN = "woken"
    WENT_ON = "went_on"
    WROTE = "wrote"
    ANSWERED = "answered"
    SUGGESTED = "suggested"
    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    NUDGED = "nudged"
    OPENED_BY = "opened_by"
    NOT_ARRIVED = "not_arrived"


class No(StrEnum):
    """Why an act did nothing."""

    ANOTHER_HAS_IT = "another_has_it"
    YOURS_ALREADY = "yours_already"
    CLOSED = "closed"
    OPEN = "open"
    GONE = "gone"
    NOT_THEN = "not_then"
    NOT_ON_HOLD = "not_on_hold"
    SAID_ALREADY = "said_already"
    NOT_OF_USE = "not_of_use"


@dataclass(frozen=True, slots=True)
class Left:
    """Its person left the run: how, and when."""

    how: Leaving
    at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """How a case ended: by whom and why, or, with neither, by itself: by a proof, or with a run that was `left`."""

    at: datetime
    by: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A case waits: for what, until when, and who said so."""

    why: Waiting
    until: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `news` is what its run said last, and `heard` names that saying, so that a repeat is known.

    `person` and `holder` are Slack user ids; nobody has taken it while `holder` is empty.
    """

    reference: str
    person: str
    opened: datetime
    news: TellHelpDesk
    heard: int
    holder: str = ""
    closed: Closed | None = None
    hold: Hold | None = None
    verdict: Verdict = Verdict.NOT_ASKED
    nudged: bool = False
    left: Left | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has taken it, and somebody should."""
        return not (self.closed or self.holder or self.hold)

    @property
    def keeps_place(self) -> bool:
        """Whether its person can go on where they were, as far as their run has told."""
        return keeps_place(self.news, left=self.left is not None)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The steps that can be of use to its person."""
        return hints(self.news, left=self.left is not None)


@dataclass(frozen=True, slots=True)
class Said:
    """What a run says of itself; a later saying has a higher `number`, and the same again has the same."""

    reference: str
    person: str
    news: TellHelpDesk
    number: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A member takes a case that nobody has."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A member takes a case from a colleague."""


@dataclass(frozen=True, slots=True)
class Resolve:
    """A member closes a case."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Reopen:
    """A member opens a closed case again."""


@dataclass(frozen=True, slots=True)
class PutOnHold:
    """A member lets a case wait."""

    why: Waiting
    until: datetime


@dataclass(frozen=True, slots=True)
class GoOn:
    """A member ends a hold before its time."""


@dataclass(frozen=True, slots=True)
class Write:
    """A member writes to the person, through the app."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Suggest:
    """A member suggests a step to the person."""

    hint: Hint


Act = Claim | TakeOver | Resolve | Reopen | PutOnHold | GoOn | Write | Suggest


@dataclass(frozen=True, slots=True)
class Line:
    """What the story gets: what was done, by whom (nobody: by itself), whose it was before, and why it was closed.

    `asks`: the person is asked whether it is solved. `words` are on their way only: no case keeps them. `by_when` a
    first answer is due.
    """

    deed: Deed
    by: str = ""
    of: str = ""
    reason: Reason | None = None
    hold: Hold | None = None
    hint: Hint | None = None
    words: str = field(default="", repr=False)
    asks: bool = False
    by_when: datetime | None = None
    left: Leaving | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The case as it is now, and its line; without one nothing but the news is new."""

    case: Case
    line: Line | None = None


def told(case: Case | None, said: Said, now: datetime) -> Moved | None:
    """Take what a run says. None where there is no case and none is needed."""
    if case is not None and said.number <= case.heard:
        return Moved(case)  # it was said before, and may not have been shown
    needed = said.news.outcome in NEEDS_A_HUMAN
    if case is None:
        return Moved(Case(said.reference, said.person, now, said.news, said.number)) if needed else None
    known = replace(case, news=said.news, heard=said.number)
    if needed:
        return Moved(replace(known, closed=None), Line(Deed.REOPENED)) if case.closed else Moved(known)
    if case.closed:
        return Moved(known)
    return Moved(replace(known, closed=Closed(now), hold=None), Line(Deed.PROVEN))


def left(case: Case | None, how: Leaving, at: datetime) -> Moved | None:
    """Take that its person left the run. What nobody took, and they asked nobody for, closes with it."""
    if case is None or case.left:
        return None
    known = replace(case, left=Left(how, at))
    if case.is_waiting and case.news.outcome is Outcome.STUCK:
        known = replace(known, closed=Closed(at))
    return Moved(known, Line(Deed.LEFT, left=how))


def opened(case: Case | None, said: Said, by: str, now: datetime) -> Moved | No:
    """Open a case for somebody at a member's wish, who has it then."""
    if case is not None and not case.closed:
        return No.OPEN
    made = case or Case(said.reference, said.person, now, said.news, said.number)
    return Moved(replace(made, news=said.news, holder=by, closed=None), Line(Deed.OPENED_BY, by))


def acted(case: Case | None, act: Act, by: str, now: datetime) -> Moved | No:
    """Take what a member of the help desk does."""
    if case is None:
        return No.GONE
    if isinstance(act, Reopen):
        return Moved(replace(case, closed=None), Line(Deed.REOPENED, by)) if case.closed else No.OPEN
    if case.closed:
        return No.CLOSED
    if isinstance(act, Claim | TakeOver):
        return _taken(case, by, over=isinstance(act, TakeOver))
    return _worked(case, act, by, now)


def answered(case: Case | None, words: str, by: str) -> Moved | No:
    """Take what its person answers. It opens a closed case again, and ends a hold that waited for it."""
    if case is None or by != case.person:
        return No.GONE
    hold = None if case.hold and case.hold.why is Waiting.PERSON else case.hold
    return Moved(replace(case, closed=None, hold=hold), Line(Deed.ANSWERED, by, words=words))


def judged(case: Case | None, by: str, *, solved: bool) -> Moved | No:
    """Take, once, whether its person says that it is solved."""
    if case is None or by != case.person:
        return No.GONE
    if case.verdict is not Verdict.ASKED:
        return No.SAID_ALREADY
    verdict, deed = (Verdict.SOLVED, Deed.SOLVED) if solved else (Verdict.NOT_SOLVED, Deed.NOT_SOLVED)
    return Moved(replace(case, verdict=verdict), Line(deed, by))


def not_arrived(case: Case | None, line: Line) -> Moved | None:
    """Take that Slack will not take what the person was to be told; None where nobody waits for it to arrive."""
    if case is None or line.deed not in {Deed.WROTE, Deed.SUGGESTED}:
        return None
    return Moved(case, Line(Deed.NOT_ARRIVED, of=case.person))


def is_proven(case: Case) -> bool:
    """Say whether a proof closed the case, and nobody of the help desk."""
    return case.closed is not None and case.closed.reason is None and case.left is None


def is_for_person(line: Line) -> bool:
    """Say whether the person is told of it: who has their case, what is said to them, whether it waits or is over.

    What opens their case again without a member is something that they did.
    """
    return line.deed in _FOR_PERSON or (line.deed is Deed.REOPENED and bool(line.by))


_FOR_PERSON: Final = frozenset(
    {
        *(Deed.CLAIMED, Deed.TAKEN_OVER, Deed.RESOLVED),
        Deed.OPENED_BY,
        *(Deed.HELD, Deed.WOKEN, Deed.WENT_ON, Deed.WROTE, Deed.SUGGESTED),
    }
)


def _worked(case: Case, act: Resolve | PutOnHold | GoOn | Write | Suggest, by: str, now: datetime) -> Moved | No:
    """Take what is done to an open case. Who does something to one that nobody has, has it."""
    taken = replace(case, holder=case.holder or by)
    match act:
        case Resolve(reason):
            asks = case.verdict is Verdict.NOT_ASKED
            verdict = Verdict.ASKED if asks else case.verdict
            ended = replace(taken, closed=Closed(now, by, reason), hold=None, verdict=verdict)
            return Moved(ended, Line(Deed.RESOLVED, by, reason=reason, asks=asks))
        case PutOnHold(why, until):
            if not now < until <= now + LONGEST_HOLD:
                return No.NOT_THEN
            hold = Hold(why, until, by)
            return Moved(replace(taken, hold=hold), Line(Deed.HELD, by, hold=hold))
        case GoOn():
            return Moved(replace(taken, hold=None), Line(Deed.WENT_ON, by)) if case.hold else No.NOT_ON_HOLD
        case Write(words):
            return Moved(taken, Line(Deed.WROTE, by, words=words))
        case Suggest(hint) if hint not in case.hints:
            return No.NOT_OF_USE
        case Suggest(hint):
            return Moved(taken, Line(Deed.SUGGESTED, by, hint=hint))
        case _:
            assert_never(act)


def _taken(case: Case, by: str, *, over: bool) -> Moved | No:
    if case.holder == by:
        return No.YOURS_ALREADY
    if case.holder and not over:
        return No.ANOTHER_HAS_IT
    deed = Deed.TAKEN_OVER if case.holder else Deed.CLAIMED
    return Moved(replace(case, holder=by), Line(deed, by, of=case.holder))


def is_quiet(news: TellHelpDesk, links: Told) -> bool:
    """Say whether nobody is told of it by itself: a link that needs nobody."""
    return news.outcome is Outcome.LINKED and links is not Told.EACH
