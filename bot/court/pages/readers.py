"""Pages of a court -> what they are and what they hold. PURE: bytes in, values out.

No wording of the link utility is public beyond what court manuals quote, so pages are known by their shape: the menu
bar by its addresses, forms by their inputs, the accounts by their labels. What does not fit is an
`UnexpectedPageError`, never a success. Sources: captures of public CM/ECF pages; court manuals for the link's
wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.court.model import MenuShows
from bot.court.pages import forms, shown
from bot.court.pages.accounts import named_accounts
from bot.court.pages.forms import FormUnfitError
from bot.court.pages.names import warnings_for
from bot.court.pages.tree import TooTangledError, attribute, parse, text_of
from bot.court.pages.words import spoken
from bot.court.results import Accounts
from bot.vocabulary import AccountWarning

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from bot.court.model import PendingForm
    from bot.court.pages.shown import Typed
    from bot.court.pages.tree import Page

_BOUNCE: Final = re.compile(
    r"location(?:\.href)?\s*(?:\.\s*(?:assign|replace)\s*\(|=)\s*[\"']https://pacer\.login\.uscourts\.gov/csologin/",
    re.IGNORECASE,
)
_ID: Final = re.compile(r"[?&]id=(-?\d{1,19})(?!\d)")
_EVENTS: Final = re.compile(r"\b(?:Bankruptcy|Adversary|Civil|Criminal)Events\b")
_LINK: Final = re.compile(
    r"link(?:an?|my|your|the)?(?:nextgen)?(?:cmecf|ecf)(?:filer)?account(?:to|with)(?:an?|my|your|the)?"
    r"(?:individual|upgraded)*paceraccount"
)
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_NO_ACCESS: Final = re.compile(r"this user has no access privileges defined", re.IGNORECASE)
_LABEL_ENOUGH: Final = 400


class UnexpectedPageError(ValueError):
    """A page that this step of the procedure does not lead to. The text says what was missed, not what was there."""


class OtherLoginShownError(ValueError):
    """A page that names another login than the one typed, or each under the other account."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A signed-in page's menu bar: which account it says is attached, and the way to the link page where offered."""

    shows: MenuShows | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Verify:
    """The page that names both accounts, with the form whose Submit cannot be undone."""

    accounts: Accounts
    form: PendingForm


def read(body: bytes, content_type: str, url: str) -> Page:
    """Read an answer's body as a page. Raises UnexpectedPageError for one too tangled to be read."""
    try:
        return parse(body, content_type, url)
    except TooTangledError:
        raise UnexpectedPageError("the page is too tangled to be a court's") from None


def is_bounce(page: Page) -> bool:
    """Whether the court sends a browser to the sign-on by script: its way, with status 200, to say "not signed in"."""
    if _is_signed_in(page):
        return False
    return any(_BOUNCE.search(script.text(deep=True)) for script in page.tree.css("script"))


def is_no_access(page: Page) -> bool:
    """Whether it is the passing glitch that the same request, once repeated, gets over."""
    return bool(_NO_ACCESS.search(spoken(page)))


def referrer_form(page: Page) -> PendingForm | None:
    """Give the form that a court shows instead of the page when it minds where one comes from."""
    for form in forms.forms_of(page):
        if attribute(form.node, "id") == "referrer_form" and not form.passwords:
            try:
                return forms.onward(page, form)
            except FormUnfitError:
                return None
    return None


def menu(page: Page) -> Menu:
    """Read a signed-in page. Raises UnexpectedPageError when it has no menu bar with a way to log out.

    `id=-1` in the bar's addresses: no filer is attached. Events menus: a filer is. Held on all 859 captured public
    pages. An id without events menus: a filer whose menus are missing. Neither: the bar does not say.
    """
    if not _is_signed_in(page):
        raise UnexpectedPageError("the page has no menu bar of somebody signed in")
    hrefs = _bar(page)
    ids = {match[1] for href in hrefs for match in _ID.finditer(href)}
    has_events = any(_EVENTS.search(href) for href in hrefs)
    link = link_address(page)
    if ids & {"-1", "0"}:
        return Menu(MenuShows.NO_FILER, link)
    if has_events:
        return Menu(MenuShows.FILER, link)
    if ids:
        return Menu(MenuShows.MENUS_MISSING, link)
    return Menu(None if link is None else MenuShows.NO_FILER, link)


def link_address(page: Page) -> str | None:
    """Find the link by its text, in any spelling that court manuals show. None when there is none.

    Raises UnexpectedPageError when there are several that lead to different places, or it leads nowhere.
    """
    exact: set[str] = set()
    for anchor in page.tree.css("a[href]"):
        letters = _NOT_LETTERS.sub("", text_of(anchor)[:_LABEL_ENOUGH].lower())
        if _LINK.fullmatch(letters):
            exact.add((attribute(anchor, "href") or "").strip())
    if not exact:
        return None
    if len(exact) > 1:
        raise UnexpectedPageError("the page offers the link more than once, to different places")
    try:
        return forms.resolve(page, exact.pop())
    except FormUnfitError as unfit:
        raise UnexpectedPageError(f"the link cannot be followed: {unfit}") from None


def login_form(page: Page) -> PendingForm | None:
    """Find the form that asks for one line and one password. None when there is none.

    Raises UnexpectedPageError when there are two, or it must not be sent.
    """
    fitting = [form for form in forms.forms_of(page) if len(form.typed) == 1 and len(form.passwords) == 1]
    if not fitting:
        return None
    if len(fitting) > 1:
        raise UnexpectedPageError("the page asks for a login and a password twice")
    try:
        return forms.filer_login(page, fitting[0])
    except FormUnfitError as unfit:
        raise UnexpectedPageError(f"the form for the login cannot be sent: {unfit}") from None


def verify(page: Page, typed: Typed | None = None) -> Verify:
    """Read the page that names both accounts, of somebody who typed these names; of a kept page nobody knows them.

    What must be certain is which one form would be sent. Raises UnexpectedPageError unless it holds exactly one with a
    Submit and no password, and few enough words to be shown; OtherLoginShownError if it speaks of another login.
    """
    found = forms.forms_of(page)
    if any(form.passwords for form in found):
        raise UnexpectedPageError("the page still asks for a password")
    fitting = [form for form in found if form.posts and form.button is not None]
    if len(fitting) != 1:
        raise UnexpectedPageError(f"the page holds {len(fitting)} forms with one Submit, not one")
    try:
        form = forms.confirmation(page, fitting[0])
    except FormUnfitError as unfit:
        raise UnexpectedPageError(f"the form to confirm cannot be sent: {unfit}") from None
    return Verify(_accounts(page, typed), form)


def _accounts(page: Page, typed: Typed | None) -> Accounts:
    """Tell both accounts apart where that is certain; else give the page's own lines."""
    lines = shown.lines_of(page)
    if typed and shown.names_another(lines, typed):
        raise OtherLoginShownError("the page speaks of another login")
    filer, pacer = named_accounts(page)
    if filer is not None and pacer is not None and (typed is None or shown.agree(filer, pacer, typed)):
        return warnings_for(filer, pacer)
    if not (shown.can_be_shown(lines) and shown.speak_of_accounts(lines, typed)):
        raise UnexpectedPageError("the page speaks of no accounts, or has too many words to be shown")
    return Accounts("", "", (AccountWarning.NOT_COMPARED,), lines)


def _is_signed_in(page: Page) -> bool:
    return any("login.pl?logout" in href for href in _bar(page))


def _bar(page: Page) -> list[str]:
    """Give the menu bar's addresses. Labels carry stray tags and differ by court; addresses do not."""
    anchors: list[LexborNode] = page.tree.css("#topmenu a[href], .yuimenubar a[href]")
    return [attribute(anchor, "href") or "" for anchor in anchors]
