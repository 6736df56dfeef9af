"""The forms seen on a page, and which would be sent for what: kinds and labels, never a value. PURE."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.court.explaining.told import address, counted, quoted
from bot.court.pages import forms, readers
from bot.court.pages.forms import FormUnfitError
from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError
from bot.court.pages.tree import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.court.model import PendingForm
    from bot.court.pages.forms import Form
    from bot.court.pages.tree import Page

_BUTTONS: Final = frozenset({"submit", "image", "button", "reset"})


def seen(page: Page) -> Iterator[str]:
    """Give a line for each form, and what stands in its way to be the one or the other."""
    found = forms.forms_of(page)
    yield f"Forms: {len(found) or 'none'}"
    for number, form in enumerate(found, 1):
        yield f"  {number}. {_sent(page, form)}"
        yield f"     {_controls(form)}"
        yield f"     asks for the old login: {_as_login(form)}"
        yield f"     could be the last Submit: {_as_submit(form)}"
    yield f"  Taken for the old login: {_login(page, found)}"
    yield f"  Taken for the last Submit: {_confirmation(page, found)}"


def _sent(page: Page, form: Form) -> str:
    way = "by POST" if form.posts else "not by POST"
    try:
        return f"sent {way} to {address(_action(page, form))}"
    except FormUnfitError as unfit:
        return f"sent {way}, but {unfit}"


def _action(page: Page, form: Form) -> str:
    return forms.resolve(page, attribute(form.node, "action") or "")


def _controls(form: Form) -> str:
    kinds = Counter(each.kind for each in form.controls if each.kind not in _BUTTONS)
    fixed = sum(each.fixed for each in form.controls)
    unticked = sum(each.kind == "checkbox" and not each.checked for each in form.controls)
    said = [f"{number} {kind}" for kind, number in kinds.items()]
    said += [f"{counted(fixed, 'control')} that cannot be changed"] if fixed else []
    said += [f"{counted(unticked, 'box', 'boxes')} not ticked"] if unticked else []
    said += [f"{each.kind} “{quoted(each.label)}”" for each in form.controls if each.kind in _BUTTONS]
    return f"controls: {', '.join(said) or 'none'}"


def _as_login(form: Form) -> str:
    lines, passwords = len(form.typed), len(form.passwords)
    if (lines, passwords) == (1, 1):
        return "yes, one line and one password"
    return f"no, it asks for {counted(lines, 'line')} and {counted(passwords, 'password')}, not for one of each"


def _as_submit(form: Form) -> str:
    against = []
    if not form.posts:
        against.append("it is not sent by POST")
    if form.passwords:
        against.append("it asks for a password")
    if form.typed:
        against.append(f"it has {counted(len(form.typed), 'line')} to type")
    if form.button is None:
        against.append("it has not exactly one button that goes on")
    return f"no, {' and '.join(against)}" if against else "yes"


def _login(page: Page, found: Sequence[Form]) -> str:
    try:
        taken = readers.login_form(page)
    except UnexpectedPageError as why:
        return f"none: {why}"
    return _which(page, found, taken) if taken else "none: no form asks for one line and one password"


def _confirmation(page: Page, found: Sequence[Form]) -> str:
    try:
        taken = readers.verify(page).form
    except (UnexpectedPageError, OtherLoginShownError) as why:
        return f"none: {why}"
    return _which(page, found, taken)


def _which(page: Page, found: Sequence[Form], taken: PendingForm) -> str:
    """Tell which form was taken, by where it is sent and what it holds."""
    fitting = [number for number, form in enumerate(found, 1) if _is_of(page, form, taken)]
    place = f"form {fitting[0]}" if len(fitting) == 1 else "a form"
    return f"{place}, {'multipart' if taken.multipart else 'url-encoded'}, in {taken.charset}"


def _is_of(page: Page, form: Form, taken: PendingForm) -> bool:
    names = {each.name for each in form.controls}
    names |= {f"{each.name}.{axis}" if each.name else axis for each in form.controls for axis in "xy"}
    try:
        return _action(page, form) == taken.action and {name for name, _ in taken.fields} <= names
    except FormUnfitError:
        return False
