"""What comes of a call at a court, as values: the border between `bot.court` and whoever asked.

Each has exactly one meaning for the conversation. A session in one is as it stands now, ready to be sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.court.model import CourtSession, MenuShows
    from bot.vocabulary import AccountWarning, SignInNotice, Trouble


@dataclass(frozen=True, slots=True)
class Accounts:
    """Both accounts as the court's page names them, whitespace folded, at most 200 characters each.

    Where they could not be told apart with certainty, both are empty and `said` has the page's own lines.
    """

    filer: str
    pacer: str
    warnings: tuple[AccountWarning, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Signed in, not linked here, and the court's form for the filer login is held, with `session.form.questions`.

    `said`: the lines of a page that the court puts before it; then that page's form is held.
    """

    session: CourtSession
    notice: SignInNotice | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlreadyLinked:
    """The court's menu shows a filer's menus: there is nothing to link."""

    session: CourtSession


@dataclass(frozen=True, slots=True)
class AccountsFound:
    """The court waits for a Submit: the last one, or that of a page in between.

    What is asked beside it stands in `session.form.questions`.
    """

    session: CourtSession
    accounts: Accounts


@dataclass(frozen=True, slots=True)
class Failed:
    """A step that failed, in PACER's or the court's own words where it said any (at most 300 characters).

    `sent` is False only when it is proven that nothing left of the password that was typed for it. `why`, here and
    below: what was missed on a page, and how the points stood, for the log; nothing of the page, nothing typed.
    """

    trouble: Trouble
    words: str = ""
    session: CourtSession | None = None
    sent: bool = True
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """The last Submit was answered. Not a proof of anything: read the menu."""

    session: CourtSession


@dataclass(frozen=True, slots=True)
class NotSent:
    """Proven: not a byte of the last Submit left this machine. The session still holds its form."""

    trouble: Trouble
    session: CourtSession
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AskedOn:
    """The last Submit was answered with another form, and the menu shows no link yet: the court asks for more.

    Not a proof that nothing was linked, as no menu that comes early is one. The session holds the form.
    """

    session: CourtSession
    accounts: Accounts


@dataclass(frozen=True, slots=True)
class RefusedByCourt:
    """The court's answer to the last Submit says that it did not link, in its own words. Not a proof either."""

    trouble: Trouble
    words: str
    session: CourtSession
    why: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unclear:
    """The last Submit may or may not have been done. Never send again; read the menu."""

    session: CourtSession
    why: Trouble


@dataclass(frozen=True, slots=True)
class MenuRead:
    """What the court's menu shows now."""

    shows: MenuShows
    session: CourtSession
