"""What goes along through all states of one go at linking. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - the store's codec reads these hints at run time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.flow.states.known import Court


class Pause(StrEnum):
    """How long a step has been waiting for its person: not yet long, past the idle time, reminded of, or left since."""

    NONE = "none"
    PAUSED = "paused"
    REMINDED = "reminded"
    LEFT = "left"


class Stuck(StrEnum):
    """Where somebody came to a stop that is no end."""

    LEGACY_USERNAME = "legacy_username"
    SPECIAL_LOGIN = "special_login"
    SHARED_ACCOUNT = "shared_account"
    IDLE_IN_REVIEW = "idle_in_review"
    PAUSED = "paused"


class WhyHuman(StrEnum):
    """Why a human is needed."""

    ASKED = "asked"
    SAW_SOMETHING_ELSE = "saw_something_else"


class Desk(StrEnum):
    """What the help desk knows of a person who asked for a human; LOST: the message was given up."""

    ASKED = "asked"
    TOLD = "told"
    UNREACHED = "unreached"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Asked:
    """A human at the help desk is asked for: since when, in which step, and why.

    `desk` is about the newest message, number `notice`. `said` are the person's own words, without what looks secret.
    """

    at: datetime
    step: str
    why: WhyHuman
    desk: Desk = Desk.ASKED
    notice: int = 1
    said: str = ""


class Arrival(StrEnum):
    """What became of a message to an attorney."""

    ON_ITS_WAY = "on_its_way"
    ARRIVED = "arrived"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Passed:
    """The clicks at a court, by its id, that were passed on to an attorney, by their Slack id."""

    attorney: str
    court: str
    arrival: Arrival = Arrival.ON_ITS_WAY


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A submit whose end is not known: at which court, by id and `name`, since when, how many sign-ins saw no link.

    `answered`: the court answered it, so it certainly came there.
    """

    claim: str
    court: str
    since: datetime
    looks: int = 0
    name: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """What takes no other password before `until`: the PACER account that was tried, or one `court`'s old login.

    That court is named by its id and by its `name`; at PACER both are empty.
    """

    until: datetime
    court: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One go at linking.

    `reference` is its name, which people are told. `token` is random and stands on its buttons alone: a run without one
    takes no click. `rehearsal` says whether the process only rehearses: it is set anew at each step, and at an end
    stays as it was. `consents` counts how often the person said "link for good", since each is good for one submit.
    `signed_in` says that the PACER session of the court before is at hand; `linked` names the courts linked with it.
    `time_zone` is the person's, as IANA names it. `open_ends` are submits of earlier runs, one for a court at most.
    `known_as` are keyed hashes of the court and the old login that was typed last, and of the court and the person.
    `asked` lives beside every state: asking for a human moves nothing. `place` is then the change at which the present
    step was drawn, so that its buttons and a form half filled stay good; 0 while nothing happened beside it.
    `agent`: the person files for attorneys, and is none. `passed`: which attorneys were sent their clicks for
    which courts, in this run and those before. `stuck`: of which stops the help desk was told, once of each.
    `linked_on`: since when this app has the run's court on record as linked, by whatever word. `rests`: what took no
    other password for a while when the run began.
    """

    reference: str
    consents: int = 0
    signed_in: bool = False
    linked: tuple[str, ...] = ()
    time_zone: str = ""
    pause: Pause = Pause.NONE
    paused_at: datetime | None = None
    rehearsal: bool = False
    token: str = ""
    open_ends: tuple[Unsettled, ...] = ()
    known_as: tuple[str, ...] = ()
    asked: Asked | None = None
    place: int = 0
    agent: bool = False
    passed: tuple[Passed, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    linked_on: datetime | None = None
    rests: tuple[Rest, ...] = ()

    def open_end(self, court: Court) -> Unsettled | None:
        """Give the submit of an earlier run at `court` whose end is not known."""
        return next((each for each in self.open_ends if each.court == court.id), None)

    def without(self, court: Court) -> tuple[Unsettled, ...]:
        """Give the open ends at other courts."""
        return tuple(each for each in self.open_ends if each.court != court.id)
