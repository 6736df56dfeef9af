"""What the states hold of a court, of both accounts and of what went wrong. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the store's codec reads these hints at run time
from enum import StrEnum

from bot.vocabulary import AccountWarning, QuestionKind, Trouble


class Finding(StrEnum):
    """Why the conversation itself stopped, or what it makes of what was read. What came of a call is a `Trouble`."""

    COURT_NOT_FOUND = "court_not_found"
    COURT_NOT_AUTOMATED = "court_not_automated"
    TOO_EARLY = "too_early"
    TOO_MANY_PACER_TRIES = "too_many_pacer_tries"
    SPECIAL_LOGIN = "special_login"
    TOO_MANY_FILER_TRIES = "too_many_filer_tries"
    IDLE = "idle"
    RESTARTED = "restarted"
    ANSWER_LOST = "answer_lost"
    NOT_PROVEN = "not_proven"
    MENUS_MISSING = "menus_missing"
    FOUND_NOT_LINKED = "found_not_linked"
    NOT_SHOWN_YET = "not_shown_yet"
    ASKED_ON = "asked_on"
    ASKS_TOO_MUCH = "asks_too_much"


Problem = Trouble | Finding
"""Why a step did not go on; each has its own words in texts. The closed set of what can go wrong."""
PROBLEMS: tuple[Problem, ...] = (*Trouble, *Finding)


class Proof(StrEnum):
    """On whose word an account counts as linked."""

    COURT_MENU = "court_menu"
    PERSONS_WORD = "persons_word"


@dataclass(frozen=True, slots=True)
class Court:
    """What the conversation needs to know of a court; the registry knows the rest.

    A court that is not `automated` is linked by the person in their own browser, step by step.
    """

    id: str
    name: str
    host: str
    menus: tuple[str, ...]
    phone: str = ""
    automated: bool = True
    appellate: bool = False
    website: str = ""
    linking_since: date | None = None
    note: str = ""


def _masked(label: str) -> str:
    return re.sub(r"(\w)\w*", r"\1…", label)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Both accounts as the court's page names them; `form` is a digest of the form that would be sent to link them.

    Where they could not be told apart, both are empty and `said` has the page's own lines.
    """

    filer: str
    pacer: str
    warnings: tuple[AccountWarning, ...] = ()
    form: str = ""
    said: tuple[str, ...] = ()

    def masked(self) -> Accounts:
        """Give the accounts as they are kept after the end: enough for their owner to know them again."""
        return Accounts(_masked(self.filer), _masked(self.pacer), self.warnings)


@dataclass(frozen=True, slots=True)
class Question:
    """What a court's page asks, in its own words; `default` is what the court has chosen or filled in."""

    kind: QuestionKind
    label: str
    options: tuple[str, ...] = ()
    default: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the court's answer to the submit said, in its own words; believed only when its menu goes on to agree."""

    problem: Problem
    words: str = ""
