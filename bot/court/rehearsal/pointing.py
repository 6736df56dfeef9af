"""What a rehearsal may ask its operator where a page is not clear, and what it took where one was. PURE.

Answers become a profile, with which the same page is read again: nothing is decided here that a run would not decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

from bot.court import calls
from bot.court.pages import entries, forms, menus, readers
from bot.court.pages.accounts import named_accounts
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.scores import NoneAheadError, Scored, best
from bot.court.pages.tree import attribute, visible_lines
from bot.court.profile import NONE, Profile, head_of, plain
from bot.court.results import AccountsFound, Failed
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.court.pages.controls import Control
    from bot.court.pages.forms import Form
    from bot.court.pages.tree import Page

T = TypeVar("T")
_UNCLEAR: Final = frozenset({Trouble.UNEXPECTED_PAGE, Trouble.LINK_NOT_FOUND, Trouble.LINK_NOT_OFFERED})
_MOST: Final = 80
_LONGEST: Final = 120
"""Characters of a candidate: more is a sentence."""
_LABELS: Final = ("filer_account", "pacer_account")
ASKS: Final = {
    "entry": "Which of these leads to linking a CM/ECF account to a PACER account?",
    "ignore_form": "Two forms look alike here. Which of them is not meant?",
    "login": "Which of these is the box for the old CM/ECF login?",
    "password": "Which of these is the box for the old CM/ECF password?",
    "go": "Which of these buttons goes on?",
    "filer_account": "What stands before the CM/ECF account? Never answer with a name.",
    "pacer_account": "What stands before the PACER account? Never answer with a name.",
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A question to the operator: what of a profile it is about, and each candidate as it is shown and as it is kept.

    `optional`: the road goes on without an answer.
    """

    name: str
    candidates: tuple[tuple[str, str], ...]
    optional: bool = False

    @property
    def words(self) -> str:
        """The question."""
        return ASKS[self.name]

    def answered(self, said: str) -> Profile:
        """Give the profile that an answer is."""
        return Profile(**{self.name: (said,)}, read_menu_before_submit=True)


def asks(state: calls.State, found: object, pages: Sequence[Page]) -> Pointer | None:
    """Give what is to be asked where a step came to `found`; None where it is clear, or no answer would mend it.

    `pages`: what was met for the step, its last page last, read as the procedure read it.
    """
    if not pages:
        return None
    match state, found:
        case calls.OpeningMenu(), Failed(trouble=trouble) if trouble in _UNCLEAR and any(
            map(menus.is_signed_in, pages)
        ):
            return _pointer("entry", _distinct(entry for page in pages for entry in _entries(page)))
        case calls.OpeningLinkPage(), Failed(trouble=Trouble.UNEXPECTED_PAGE):
            return _of_login(pages[-1])
        case calls.GivingLogin(), Failed(trouble=Trouble.UNEXPECTED_PAGE):
            return _of_accounts(pages[-1])
        case calls.GivingLogin(), AccountsFound(accounts=accounts) if accounts.said:
            return _of_labels(pages[-1])
        case _:
            return None


def taken(state: calls.State, goes_to: str, pages: Sequence[Page]) -> Profile:
    """Give what a step that went on took its page for, in the court's labels; `goes_to`: the address asked for next."""
    try:
        match state:
            case calls.OpeningMenu():
                there = (label for page in pages for label, at in _entries(page) if entries.same_place(at, goes_to))
                return Profile(entry=tuple(filter(plain, there))[:1])
            case calls.OpeningLinkPage():
                found = readers.login_of(pages[-1])
                return _login_taken(found) if found else NONE
            case calls.GivingLogin():
                form = best("forms", readers.forms_to_confirm(pages[-1]))
                return Profile(go=_labels_of([form.button] if form else []))
            case _:
                return NONE
    except (UnexpectedPageError, NoneAheadError):
        return NONE


def _login_taken(found: readers.Login) -> Profile:
    return Profile(
        login=_labels_of([found.login]), password=_labels_of([found.password]), go=_labels_of([found.form.button])
    )


def _labels_of(controls: Iterable[Control | None]) -> tuple[str, ...]:
    return tuple(each.label for each in controls if each and plain(each.label) and len(each.label) <= _LONGEST)


def _entries(page: Page) -> Iterator[tuple[str, str]]:
    found = entries.clickable_in_script(page) if menus.is_script(page.url) else entries.clickable(page)
    return ((label, at) for label, at in found if "logout" not in at.lower() and len(label) <= _LONGEST)


def _distinct(found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Name each entry by its words; by its address where it has none, or others have the same."""
    places: dict[str, str] = {}
    pairs = [pair for pair in found if places.setdefault(pair[1], pair[0]) == pair[0]]
    labels = [plain(label) for label, _ in pairs]
    for label, address in pairs:
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        own = plain(label) and labels.count(plain(label)) == 1
        yield f"{label or '(no words)'}  {parts.path}", label if own else path


def _of_login(page: Page) -> Pointer | None:
    """Ask for the first thing that is not clear of the form for the old login."""
    able = readers.login_forms(page)
    fitting = [form for form in forms.meant_of(page) if form.typed and form.passwords]
    if len(able) > 1 and not _clear(able):
        return _of_forms([each.what for each in able])
    form = best("forms", able) if able else fitting[0] if len(fitting) == 1 else None
    if form is None:
        return _of_forms(fitting)
    if not _clear(readers.login_lines(form)):
        return _of_controls("login", form.typed)
    if not _clear(readers.password_boxes(form)):
        return _of_controls("password", form.passwords)
    return _of_controls("go", form.buttons) if len(form.buttons) > 1 else None


def _of_accounts(page: Page) -> Pointer | None:
    """Ask for the first thing that is not clear of the form to be confirmed."""
    able = readers.forms_to_confirm(page)
    if len(able) > 1 and not _clear(able):
        return _of_forms([each.what for each in able])
    posting = [best("forms", able)] if able else [form for form in forms.meant_of(page) if form.posts]
    buttons = [each for form in posting if form for each in (*form.controls, *form.asleep) if each.is_button]
    return _of_controls("go", buttons)


def _of_labels(page: Page) -> Pointer | None:
    """Ask what stands before an account that is not told apart."""
    for name, account in zip(_LABELS, named_accounts(page), strict=True):
        if account is None and not getattr(page.profile, name):
            lines = (line for line in visible_lines(page.tree.body, with_values=True) if line.tag != "button")
            heads = dict.fromkeys(head_of(line.text) for line in lines)
            return _pointer(name, ((head, head) for head in heads), optional=True)
    return None


def _of_forms(found: Sequence[Form]) -> Pointer | None:
    return _pointer("ignore_form", map(_form, found)) if len(found) > 1 else None


def _form(form: Form) -> tuple[str, str]:
    """Show a form by what stands in it, and name it by what nothing else is called."""
    named = next((said for name in ("name", "id") if plain(said := attribute(form.node, name) or "")), "")
    path = urlsplit(attribute(form.node, "action") or "").path.lstrip(".")
    labels = ", ".join(each.label for each in form.controls if each.shown and each.label)
    return f"{named or path}: {labels}", named or path


def _of_controls(name: str, found: Iterable[Control]) -> Pointer | None:
    return _pointer(name, ((each.label, each.label) for each in found))


def _pointer(name: str, candidates: Iterable[tuple[str, str]], *, optional: bool = False) -> Pointer | None:
    usable = [(shown, said) for shown, said in candidates if plain(said) and len(said) <= _LONGEST]
    return Pointer(name, tuple(dict.fromkeys(usable))[:_MOST], optional) if usable else None


def _clear(among: Sequence[Scored[T]]) -> bool:
    """Whether one of them is meant."""
    try:
        return best("of them", among) is not None
    except NoneAheadError:
        return False
