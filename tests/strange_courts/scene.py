"""What a part of a page is drawn from: who looks, at which court, and the forms that the court will take back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.strange_courts.skin import Skin
    from tests.strange_courts.world import Case, Filer, Session, Who

MENUS = {
    "b": (("Bankruptcy", "BankruptcyEvents"), ("Adversary", "AdversaryEvents")),
    "d": (("Civil", "CivilEvents"), ("Criminal", "CriminalEvents")),
}


@dataclass(slots=True)
class Answer:
    """One answer of the court. A `dropped` one never arrives."""

    body: str
    status: int = 200
    content_type: str = "text/html"
    charset: str = "utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    charset_fixed: bool = False
    charset_said: bool = True
    delay: float = 0.0
    dropped: bool = False


@dataclass(slots=True)
class Form:
    """A form that is out, good once, and what the court will look for when it comes back.

    `kept`: inputs that must come back as they were. `empty`: traps that no human sees. `go`: the button that must have
    been pressed. `away`: buttons that lead elsewhere. `asks`: further questions, and what the court makes of them.
    """

    number: str
    means: str
    cgi: str
    login: str = "login"
    password: str = "key"
    kept: list[tuple[str, str]] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)
    go: tuple[str, str] | None = None
    away: set[tuple[str, str]] = field(default_factory=set)
    asks: dict[str, str] = field(default_factory=dict)
    used: bool = False

    @property
    def action(self) -> str:
        return f"../cgi-bin/{self.cgi}?{self.number}-L_1_0-1"

    def named(self, login: str, password: str) -> Form:
        """Say what the inputs of the old login are called."""
        self.login, self.password = login, password
        return self

    def hidden(self, name: str, value: str) -> str:
        """Draw a hidden input that the court wants back."""
        self.kept.append((name, value))
        return f'<input type="hidden" name="{name}" value="{escape(value)}">'

    def trap(self, name: str) -> str:
        """Name an input that only a machine would fill."""
        self.empty.add(name)
        return name

    def goes_by(self, name: str, value: str) -> str:
        """Draw the attributes of the button that the court looks for."""
        self.go = (name, value)
        return f'name="{name}" value="{escape(value)}"'

    def leaves_by(self, name: str, value: str) -> str:
        """Draw the attributes of a button that leads elsewhere."""
        self.away.add((name, value))
        return f'name="{name}" value="{escape(value)}"'

    def asking(self, name: str, what: str) -> str:
        """Name a further question; `what` is tick, filer_password, email or one_of:a|b."""
        self.asks[name] = what
        return name


class Scene:
    """One look of one session at one court."""

    def __init__(self, case: Case, session: Session) -> None:
        self.case = case
        self.session = session
        self.skin: Skin = case.skin
        self.host = f"ecf.{self.skin.court}.uscourts.gov"
        self.pacer: Who = case.pacer.who
        self.filer: Filer = case.filer

    @property
    def linked(self) -> bool:
        """Say whether the court's pages show it."""
        return self.case.linked and self.session.token != self.case.hidden_in

    @property
    def id(self) -> str:
        """Give the number that the menu carries: -1 for nobody's."""
        return self.filer.number if self.linked else "-1"

    @property
    def menus(self) -> tuple[tuple[str, str], ...]:
        """Give the filer's menus, with what stands in their addresses; none before the link."""
        return MENUS[self.skin.court[-1]] if self.linked else ()

    @property
    def court_name(self) -> str:
        kind = "Bankruptcy" if self.skin.court[-1] == "b" else "District"
        return f"U.S. {kind} Court - Practice District ({self.skin.court})"

    @property
    def entry(self) -> str:
        """Give the address of the link procedure."""
        return f"/cgi-bin/{self.skin.cgi}"

    def form(self, means: str, cgi: str = "") -> Form:
        """Send a form out: `check` asks for the old login, `submit` links, `notice` and `extra` go a page on."""
        number = str(secrets.randbelow(9 * 10**14) + 10**14)
        form = Form(number, means, cgi or self.skin.cgi)
        self.session.forms[number] = form
        return form

    def draw(self, title: str, body: str) -> str:
        """Draw a page with the court's bar above."""
        return self.skin.shell(self, title, body)


def text(value: str) -> str:
    """Make a value fit to stand in a page."""
    return escape(value, quote=True)
