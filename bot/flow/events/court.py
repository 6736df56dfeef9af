"""What PACER and the court answered. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flow.events.facts import UNTRIED, Fate, Tried

if TYPE_CHECKING:
    from bot.flow import states as st
    from bot.vocabulary import SignInNotice


@dataclass(frozen=True, slots=True)
class SignedIn:
    """PACER accepted, and the court offers the link; `questions` are what its page asks beside the old login.

    `said`: the lines of a page that it puts before that one; the questions are its then.
    """

    notice: SignInNotice | None = None
    questions: tuple[st.Question, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLinked:
    """The court's menu shows the filer's menus already."""


@dataclass(frozen=True, slots=True)
class CourtFailed:
    """PACER or the court said no, or could not be understood or reached; nothing irreversible was sent.

    `fate`: what became of the password that was sent; `tried`: how many count now, that one included. `questions`: what
    the page asks that asks for the old login again; None when no such page came. `told`: the help desk knows of it.
    """

    problem: st.Problem
    words: str = ""
    fate: Fate = Fate.COUNTS
    tried: Tried = UNTRIED
    questions: tuple[st.Question, ...] | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class AccountsRead:
    """The court's page names both accounts, or is shown as it stands; `questions` are what it asks."""

    accounts: st.Accounts
    questions: tuple[st.Question, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedOn:
    """The court answered the submit with a page that asks for more, and its menu shows no link."""

    accounts: st.Accounts
    questions: tuple[st.Question, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkAnswered:
    """The court answered the submit; what it is worth, its menu tells."""


@dataclass(frozen=True, slots=True)
class LinkUnclear:
    """The submit was sent, perhaps, and no answer can be relied on."""


@dataclass(frozen=True, slots=True)
class LinkNotSent:
    """Proven: not a byte of the submit left."""

    problem: st.Problem


@dataclass(frozen=True, slots=True)
class LinkRefused:
    """The court's answer to the submit says no; its menu has yet to agree."""

    problem: st.Problem
    words: str = ""


@dataclass(frozen=True, slots=True)
class MenuShowsFiler:
    """The proof: the filer's menus are there."""


@dataclass(frozen=True, slots=True)
class MenuShowsNoProof:
    """The menu was read or could not be read. NOT_PROVEN: it offers the link and names no filer."""

    problem: st.Problem


FromCourt = (
    SignedIn
    | FoundLinked
    | CourtFailed
    | AccountsRead
    | AskedOn
    | LinkAnswered
    | LinkUnclear
    | LinkNotSent
    | LinkRefused
    | MenuShowsFiler
    | MenuShowsNoProof
)
