"""Pages of a court -> what they are and what they hold. PURE: bytes in, values out.

No wording of the link utility is public beyond what court manuals quote, so pages are known by their shape: forms by
their inputs, the accounts by their labels; of the menu, `menus`. What does not fit is an
`UnexpectedPageError`, never a success. Sources: captures of public CM/ECF pages; court manuals for the link's
wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.court.pages import asking, forms, menus, scores, shown
from bot.court.pages.accounts import named_accounts
from bot.court.pages.forms import FormUnfitError
from bot.court.pages.names import warnings_for
from bot.court.pages.scores import NoneAheadError, Scored, best
from bot.court.pages.tree import TooTangledError, attribute, parse
from bot.court.pages.words import spoken
from bot.court.profile import NONE, is_one, points
from bot.court.results import Accounts
from bot.vocabulary import AccountWarning

if TYPE_CHECKING:
    from bot.court.model import PendingForm
    from bot.court.pages.controls import Control
    from bot.court.pages.forms import Form
    from bot.court.pages.shown import Typed
    from bot.court.pages.tree import Page
    from bot.court.profile import Profile

_SIGN_ON: Final = "https://pacer.login.uscourts.gov/csologin/"
_BOUNCE: Final = re.compile(
    rf"location(?:\.href)?\s*(?:\.\s*(?:assign|replace)\s*\(|=)\s*[\"']{re.escape(_SIGN_ON)}", re.IGNORECASE
)
_LINKS: Final = re.compile(r"\blink", re.IGNORECASE)
_FINAL: Final = re.compile(r"\b(?:submit|confirm|yes|finish|complete|done)\b", re.IGNORECASE)
_FOR_GOOD: Final = re.compile(
    r"\b(?:can ?not|can['\u2019]t) be (?:undone|reversed)\b|\birrevers|\bpermanent", re.IGNORECASE
)
_NO_ACCESS: Final = re.compile(r"this user has no access privileges defined", re.IGNORECASE)


class UnexpectedPageError(ValueError):
    """A page that this step of the procedure does not lead to. The text says what was missed, not what was there."""


class OtherLoginShownError(ValueError):
    """A page that names another login than the one typed, or each under the other account."""


@dataclass(frozen=True, slots=True)
class Verify:
    """The page that names both accounts, with the form whose Submit cannot be undone."""

    accounts: Accounts
    form: PendingForm


def _is_of_an_account(page: Page, username: str) -> bool:
    """Whether a page says that something is for good, or names the person who is to read it."""
    text = spoken(page)
    return bool(_FOR_GOOD.search(text)) or (bool(username) and username.casefold() in text.casefold())


@dataclass(frozen=True, slots=True)
class Before:
    """A page that comes before the one for the old login: its lines, and the form that goes on."""

    said: tuple[str, ...]
    form: PendingForm


def read(body: bytes, content_type: str, url: str, profile: Profile = NONE) -> Page:
    """Read an answer's body as a page of a court with that profile.

    Raises UnexpectedPageError for one too tangled to be read.
    """
    try:
        return parse(body, content_type, url, profile)
    except TooTangledError:
        raise UnexpectedPageError("the page is too tangled to be a court's") from None


def is_bounce(page: Page) -> bool:
    """Whether the court sends a browser to the sign-on by script: its way, with status 200, to say "not signed in"."""
    if _SIGN_ON not in page.source.lower():
        return False
    leads_there = any(_BOUNCE.search(script.text(deep=True)) for script in page.tree.css("script"))
    return leads_there and not menus.is_signed_in(page)


def is_no_access(page: Page) -> bool:
    """Whether it is the passing glitch that the same request, once repeated, gets over."""
    return "privileges" in page.source.lower() and bool(_NO_ACCESS.search(spoken(page)))


def referrer_form(page: Page) -> PendingForm | None:
    """Give the form that a court shows instead of the page when it minds where one comes from."""
    if page.tree.css_first("form#referrer_form") is None:
        return None
    found = [each for each in forms.forms_of(page) if attribute(each.node, "id") == "referrer_form"]
    try:
        return forms.onward(page, found[0]) if found and not found[0].passwords else None
    except FormUnfitError:
        return None


def login_form(page: Page) -> PendingForm | None:
    """Find the form that asks for a login and a password. None when there is none.

    Raises UnexpectedPageError when it is not clear which one, or which of its boxes, or it must not be sent.
    """
    found = login_of(page)
    return None if found is None else _held(page, found)


def asks_login_again(page: Page, sent: PendingForm | None = None) -> PendingForm | None:
    """Find the form of a login again, in the answer to one that was `sent`.

    The same boxes, or a line for a login by its words or by having none: one that says that it is for something else
    makes it another form. Raises UnexpectedPageError as `login_form`.
    """
    found = login_of(page)
    if found is None:
        return None
    same = sent and (found.login.name, found.password.name) == (sent.login_field, sent.password_field)
    named = is_one(page.profile.login, found.login.label) or scores.names_login(found.login)
    return _held(page, found) if same or named else None


@dataclass(frozen=True, slots=True)
class Login:
    """A form, and its boxes for the login and the password."""

    form: Form
    login: Control
    password: Control


def _held(page: Page, found: Login) -> PendingForm:
    try:
        return forms.filer_login(page, found.form, found.login, found.password)
    except FormUnfitError as unfit:
        raise UnexpectedPageError(f"the form for the login cannot be sent: {unfit}") from None


def login_of(page: Page) -> Login | None:
    """Find the form, the login and the password that are clearly meant; None when no form has both.

    Raises UnexpectedPageError when it is not clear which.
    """
    try:
        form = best("forms for a login", login_forms(page))
        if form is None:
            return None
        password, login = best("passwords", password_boxes(form)), best("lines for a login", login_lines(form))
    except NoneAheadError as unclear:
        raise UnexpectedPageError(str(unclear)) from None
    return Login(form, login, password) if login and password else None


def login_forms(page: Page) -> list[Scored[Form]]:
    """Give the forms that may be for the old login."""
    fitting = [form for form in forms.meant_of(page) if login_lines(form) and password_boxes(form)]
    return [
        Scored(form, form.points + max(each.points for each in (*login_lines(form), *password_boxes(form))))
        for form in fitting
    ]


def password_boxes(form: Form) -> list[Scored[Control]]:
    """Give the boxes of a form that may be for the old password."""
    boxes, named = form.passwords, form.profile.password
    return [
        Scored(each, scores.password(each, is_first=each is boxes[0]) + points(named, each.label))
        for each in boxes
        if scores.may_be_password(each) or is_one(named, each.label)
    ]


def login_lines(form: Form) -> list[Scored[Control]]:
    """Give the lines of a form that may be for the old login."""
    lines, seen, named = form.typed, [each for each in form.controls if each.shown], form.profile.login
    before = {id(line) for line, each in pairwise(seen) if each.kind == "password"}
    return [
        Scored(
            each,
            scores.login(each, is_first=each is lines[0], is_next=id(each) in before) + points(named, each.label),
        )
        for each in lines
        if scores.may_be_login(each) or is_one(named, each.label)
    ]


def verify(page: Page, typed: Typed | None = None) -> Verify:
    """Read a page that is to be confirmed, of somebody who typed these names; of a kept page nobody knows them.

    What must be certain is which one form would be sent, and what it asks. Raises UnexpectedPageError unless it holds
    one such form, and few enough words to be shown; OtherLoginShownError if it speaks of another login.
    """
    try:
        meant = best("forms to be confirmed", forms_to_confirm(page))
        if meant is None:
            found = forms.meant_of(page)
            points = ", ".join(str(form.points) for form in found[:5]) or "none"
            raise UnexpectedPageError(f"no form with a Submit that is sent by POST, of {len(found)}: {points}")
        form = forms.confirmation(page, meant)
    except NoneAheadError as unclear:
        raise UnexpectedPageError(str(unclear)) from None
    except FormUnfitError as unfit:
        raise UnexpectedPageError(f"the form to confirm cannot be sent: {unfit}") from None
    return Verify(_accounts(page, typed, whole=any(map(asking.is_cut, form.questions))), form)


def forms_to_confirm(page: Page) -> list[Scored[Form]]:
    """Give the forms that may be the one whose Submit cannot be undone."""
    found = forms.meant_of(page)
    return [Scored(form, form.points) for form in found if form.posts and form.buttons and form.points > 0]


def before_login(page: Page, username: str = "") -> Before:
    """Read a page that comes before the one for the old login, to be put to the person, who is `username` at PACER.

    Raises UnexpectedPageError unless it clearly has one form that goes on, and few enough words to be shown. What asks
    for a password, names an account, or links by its button's words is no such page: its form may be the irreversible
    one.
    """
    try:
        form = best("forms to go on", forms_to_confirm(page))
        button = form.button if form else None
        if form is None or button is None or any(each.passwords for each in forms.meant_of(page)):
            raise UnexpectedPageError("no form to go on, or one that asks for a password")
        links = _LINKS.search(button.label) or (_FINAL.search(button.label) and _is_of_an_account(page, username))
        if links or any(named_accounts(page)):
            raise UnexpectedPageError("a page that may link")
        held = forms.before_login(page, form)
    except NoneAheadError as unclear:
        raise UnexpectedPageError(str(unclear)) from None
    except FormUnfitError as unfit:
        raise UnexpectedPageError(f"the form to go on cannot be sent: {unfit}") from None
    lines = shown.lines_of(page)
    if not (lines and shown.can_be_shown(lines)):
        raise UnexpectedPageError("the page has no words to be shown, or too many")
    return Before(lines, held)


def _accounts(page: Page, typed: Typed | None, *, whole: bool) -> Accounts:
    """Tell both accounts apart where that is certain; else, or where a question is cut, give the page's own lines."""
    lines = shown.lines_of(page)
    if typed and shown.names_another(lines, typed):
        raise OtherLoginShownError("the page speaks of another login")
    filer, pacer = named_accounts(page)
    split = filer is not None and pacer is not None and (typed is None or shown.agree(filer, pacer, typed))
    if split and not whole:
        return warnings_for(filer or "", pacer or "")
    if not (lines and shown.can_be_shown(lines)):
        raise UnexpectedPageError("the page has no words to be shown, or too many")
    return Accounts("", "", (AccountWarning.NOT_COMPARED,), lines)
