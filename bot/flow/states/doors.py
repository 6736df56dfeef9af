"""What a person says of themselves before anything is typed, and where that leads. PURE."""

from __future__ import annotations

from enum import StrEnum


class Door(StrEnum):
    """What applies to a person at a court."""

    OLD_LOGIN = "old_login"
    NEVER_HAD_ONE = "never_had_one"
    FILING_AGENT = "filing_agent"
    NOT_SURE = "not_sure"


class Page(StrEnum):
    """What is shown while a person gets ready, one short page after the other.

    ANOTHER_COURT stands for all of them where the PACER session of the court before is at hand.
    """

    DOORS = "doors"
    NOT_SURE = "not_sure"
    FINE_PRINT = "fine_print"
    CHECKLIST = "checklist"
    NOTICE = "notice"
    ANOTHER_COURT = "another_court"


class Road(StrEnum):
    """Where a person is led to in their own browser: to the link, or to a first login at a court."""

    LINK = "link"
    REGISTER = "register"
