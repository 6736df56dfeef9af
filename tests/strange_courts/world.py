"""Who there is at the strange courts, and the truth: what is linked, which passwords were checked, what was submitted.

All people are invented. Every run has people of its own, so that any number of runs can share a server.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

    from tests.strange_courts.scene import Form
    from tests.strange_courts.skin import Skin


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody, or a firm, as a court prints them. A firm has a `last` alone."""

    first: str
    last: str
    middle: str = ""
    suffix: str = ""
    firm: str = "Sample Practice PLLC"
    street: str = "100 Invented Street, Suite 5"
    city: str = "Exampleton, MI 48000"
    phone: str = "(555) 555-0142"
    email: str = "filings@sample-practice.example"

    @property
    def plain(self) -> str:
        """Give `First M. Last Jr.`"""
        return " ".join(part for part in (self.first, self.middle, self.last, self.suffix) if part)

    @property
    def listed(self) -> str:
        """Give `Last, First M., Jr.`"""
        given = " ".join(part for part in (self.first, self.middle) if part)
        return ", ".join(part for part in (self.last, given, self.suffix) if part)


@dataclass(slots=True)
class Pacer:
    username: str
    password: str
    who: Who


@dataclass(slots=True)
class Filer:
    """A CM/ECF account at the run's court. `linked_to` is a PACER user name."""

    login: str
    password: str
    number: str
    who: Who
    linked_to: str = ""


@dataclass(slots=True)
class Fault:
    """Something that goes wrong once at a place of the procedure; `seconds` is how late it is."""

    place: str
    what: str
    seconds: float = 0.0
    over: bool = False


@dataclass(slots=True)
class Case:
    """One run: who plays it, what goes wrong, and what the court knows of it."""

    skin: Skin
    scenario: str
    pacer: Pacer
    filer: Filer
    faults: list[Fault] = field(default_factory=list)
    refuses: str = ""
    """Why the court will not link, `elsewhere` or `inactive`; empty when it will."""
    pacer_checks: int = 0
    filer_checks: int = 0
    confirm_checks: int = 0
    submits: int = 0
    accepted: int = 0
    under_way: list[asyncio.Event] = field(default_factory=list)
    """What the court takes its time for, each set when it is over."""
    promises: bool = False
    """Whether the court says that it has linked, and has not."""
    hidden_in: str = ""
    """The session in which the court does not show the link yet, by its token."""
    trail: list[str] = field(default_factory=list)

    @property
    def linked(self) -> bool:
        return self.filer.linked_to == self.pacer.username

    def fault_at(self, place: str) -> Fault | None:
        """Take the next fault that is due at `place`."""
        for fault in self.faults:
            if fault.place == place and not fault.over:
                fault.over = True
                return fault
        return None

    @property
    def met(self) -> bool:
        """Say whether what should go wrong has gone wrong."""
        return all(fault.over for fault in self.faults) and (not self.refuses or "refused" in self.trail)

    def link(self) -> None:
        """Do what cannot be undone."""
        self.accepted += 1
        self.filer.linked_to = self.pacer.username


@dataclass(slots=True)
class Session:
    """A PACER session, and what a court knows of it; `token` is for the cookies."""

    token: str
    case: Case
    ended: bool = False
    forms: dict[str, Form] = field(default_factory=dict)
    known: bool = False
    """Whether the CM/ECF login was accepted in this session."""
    court_cookie: str = ""
    second_sight: dict[str, int] = field(default_factory=dict)


class World:
    """What the server knows: runs by their PACER user name, sessions by their token."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.sessions: dict[str, Session] = {}
        self.unknown_requests: list[str] = []

    def add(self, case: Case) -> Case:
        self.cases[case.pacer.username] = case
        return case

    def open_session(self, case: Case) -> Session:
        """Begin a session; its token has 128 characters, as PACER's have."""
        session = Session(secrets.token_hex(64), case)
        self.sessions[session.token] = session
        return session

    def session(self, token: str) -> Session | None:
        found = self.sessions.get(token)
        return None if found is None or found.ended else found
