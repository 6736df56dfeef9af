"""What makes one strange court different from another: each part of its pages is a function that draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.strange_courts.scene import Answer, Form, Scene

    Shell = Callable[[Scene, str, str], str]
    Drawing = Callable[[Scene], str]
    LoginForm = Callable[[Scene, str], str]
    FormPart = Callable[[Scene, Form], str]
    Ending = Callable[[Scene], Answer]
    Telling = Callable[[Scene, str], Answer]


class Confirm(Protocol):
    """Draws the form around both accounts: the accounts themselves, a further question, and the buttons."""

    def __call__(self, scene: Scene, form: Form, accounts: str, extra: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Skin:
    """One strange court. `court` is the id of the real one whose place it takes in a test."""

    name: str
    court: str
    cgi: str
    shell: Shell
    entry: Drawing
    login: LoginForm
    wrong: Telling
    accounts: Drawing
    confirm: Confirm
    success: Ending
    refusal: Telling
    script: Drawing | None = None
    """What `menu.pl` answers, where there is such a script."""
    question: FormPart | None = None
    """A further question beside both accounts."""
    notice: Drawing | None = None
    """A page between the entry and the old login."""
    between: Drawing | None = None
    """A page between the old login and both accounts."""
    more: Mapping[str, Drawing] = field(default_factory=dict)
    """Further pages, by their CGI's name: frames and the like."""
    refuses_at: str = "check"
    """Where an account that is linked elsewhere is refused: at the old login, or at the Submit."""
    charset: str = "utf-8"
    charset_said: bool = True
    """Whether the header says it; a browser takes latin-1 where nothing does."""
    goes_back: bool = False
    """Whether after a wrong login the browser goes back to the same form, which then is good again."""
    hops: bool = False
    """Whether the entry answers with a redirect to a numbered address."""
    reissues: bool = False
    """Whether the court changes the NextGenCSO cookie at its first page."""
    gone: bool = False
    """Whether the court has another system now, which knows none of these pages."""
    own_cookie: bool = False
    """Whether the court wants a cookie of its own back."""
