"""One page, explained: what kind it is, its menu bar, its forms, its accounts, and what would happen next. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.court.exchange import Answer
from bot.court.explaining import forms
from bot.court.explaining.steps import steps
from bot.court.explaining.told import account, address, named, quoted
from bot.court.model import CourtSession
from bot.court.pages import menus, readers, words
from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError
from bot.court.pages.tree import visible_lines
from bot.court.rehearsal.report import SHOWS
from bot.court.visit import Visit
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.court.model import Court
    from bot.court.pages.shown import Typed
    from bot.court.pages.tree import Page

_HTML: Final = "text/html"


def explained(body: bytes, court: Court, typed: Typed | None = None) -> Iterator[str]:
    """Explain the bytes of a page as an answer of this court's, status 200; `typed`: the names that were typed there.

    Raises UnexpectedPageError for a page that is too tangled to be read.
    """
    hushed = (Secret(typed.username), Secret(typed.login)) if typed else ()
    session = CourtSession(court, Secret("none"), hushed=hushed)
    answer = Answer(200, Visit(session).menu_url, _HTML, body)
    page = readers.read(answer.body, answer.content_type, answer.url, court.profile)
    yield f"A page of {court.name} ({court.id}): {len(body)} bytes, read as {page.charset}."
    if not court.automated:
        yield "The app asks this court for nothing by itself: it is guided. This is what it would make of the page."
    yield from ("", *_kind(page, hushed))
    yield from ("", *_menu(page))
    yield from ("", *forms.seen(page))
    yield from ("", *_accounts(page, typed, hushed))
    yield from ("", "What would happen next")
    for name, done in steps(session, answer):
        yield f"  {name}: {done}"


def _kind(page: Page, hushed: Iterable[Secret]) -> Iterator[str]:
    text = words.spoken(page)
    asked: list[tuple[str, Callable[[], object]]] = [
        ("sends the browser to PACER's sign-on", lambda: readers.is_bounce(page)),
        ("the passing “no access privileges” page", lambda: readers.is_no_access(page)),
        ("the form that asks where one comes from", lambda: readers.referrer_form(page)),
        ("says that the system is down or in maintenance", lambda: words.is_down(text)),
        ("speaks of a firm's administrative account", lambda: words.is_admin_account(text)),
        ("says that linking is not open to this account", lambda: words.is_not_open(text)),
        ("may be congratulating", lambda: words.sounds_like_success(text)),
    ]
    yield "The kind of page"
    for what, holds in asked:
        yield f"  {what}: {'yes' if holds() else 'no'}"
    for what, trouble in (
        ("a trouble with the old login", words.login_trouble(text)),
        ("a refusal of the link", words.refusal(text)),
    ):
        yield f"  states {what}: {named(trouble) if trouble else 'no'}"
    yield f"  its words begin: “{quoted(text, hushed)}”" if text else "  it says nothing that a person could read"


def _menu(page: Page) -> Iterator[str]:
    signs = menus.signs(page)
    yield "The menu bar"
    yield f"  a way to log out: {'yes' if signs.signed_in else 'no; not read as the menu of somebody signed in'}"
    yield f"  the id in the bar or its script: {_ids(signs.ids)}"
    yield f"  filing menus in the bar: {'yes' if signs.events else 'no'}"
    try:
        menu = signs.said()
    except ValueError as why:
        yield f"  the link to a PACER account: not taken: {why}"
    else:
        alike = "not offered" + ("; something like it has no address that can be asked for" if menu.alike else "")
        yield f"  the link to a PACER account: {f'offered, to {address(menu.link)}' if menu.link else alike}"
        yield f"  weighed: {SHOWS[menu.shows] if menu.shows else 'it does not say whether a filer is attached'}"
    yield f"  parts of it that would be read too, if needed: {', '.join(map(address, signs.parts)) or 'none'}"


def _ids(ids: frozenset[bool]) -> str:
    return " and ".join("that of a filer" if each else "-1, no filer" for each in sorted(ids)) or "none"


def _accounts(page: Page, typed: Typed | None, hushed: Iterable[Secret]) -> Iterator[str]:
    yield "The two accounts, as the person would be shown them; the names given to this command are left out"
    try:
        accounts = readers.verify(page, typed).accounts
    except (UnexpectedPageError, OtherLoginShownError) as why:
        yield f"  none: {why}"
        return
    if accounts.said:
        yield "  not told apart with certainty; the page's own lines, without what stands in a box:"
        lines = (line.text for line in visible_lines(page.tree.body) if line.tag != "button")
        yield from (f"    {account(line, hushed)}" for line in lines)
    else:
        yield f"  CM/ECF: {account(accounts.filer, hushed)}"
        yield f"  PACER: {account(accounts.pacer, hushed)}"
    yield f"  remarked: {', '.join(map(named, accounts.warnings)) or 'nothing'}"
