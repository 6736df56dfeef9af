"""What time, a new start and the outbox say. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flow import states as st


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """The state's deadline is over; `due` is when it was, which may be long ago after a stop.

    `time_zone` is the person's, as IANA names it; empty when it is not known.
    """

    due: datetime
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Restarted:
    """The app was started anew; what was sealed in memory is gone."""


@dataclass(frozen=True, slots=True)
class ToBeForgotten:
    """Everything about the person is about to be deleted, at their wish or because its time is over."""


@dataclass(frozen=True, slots=True)
class HelpDeskTold:
    """The help desk's notice of this run arrived; `notice` is its number, if it is of one who asks."""

    notice: int = 0


@dataclass(frozen=True, slots=True)
class HelpDeskUnreachable:
    """The help desk's notice of this run could not be delivered so far; `given_up`: and never will be."""

    notice: int = 0
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class ClicksDelivered:
    """The message with the five clicks at `court` reached the `attorney`; not `arrived`: and never will."""

    attorney: str
    court: st.Court
    arrived: bool


FromOutbox = HelpDeskTold | HelpDeskUnreachable | ClicksDelivered
