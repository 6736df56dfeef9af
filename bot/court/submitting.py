"""The rules of the one request that cannot be undone, and of its proof. PURE.

The court's words never prove a link. What they refuse is no more than said: "already linked" may tell of the link
that was just made, so whoever asked goes on to read the menu.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never

from bot.court import calls
from bot.court.exchange import Answered, Late, Lost, PostForm, Unsent
from bot.court.model import MenuShows
from bot.court.pages import menus, readers, words
from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError, Verify
from bot.court.results import AlreadyLinked, AskedOn, MenuRead, NotSent, RefusedByCourt, Sent, Unclear
from bot.court.visit import Stopped, door, is_down, is_refused, leads_to_sign_on, not_offered, read_menu, unexpected
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Answer, Came
    from bot.court.model import Answers, PendingForm
    from bot.court.pages.tree import Page
    from bot.court.visit import Visit


def looked(state: calls.Looking, page: Page) -> calls.Step[Any]:
    """Send, unless the menu shows a reason not to."""
    visit, form = state.visit, state.form
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped):
        return calls.end(NotSent(menu.trouble, visit.holding(form), menu.why))
    if menu.shows is MenuShows.FILER:
        return calls.end(AlreadyLinked(visit.holding()))
    if door(visit, menu) is None:
        why = not_offered(visit, menu, visit.menu_page or page)
        return calls.end(NotSent(why.trouble, visit.holding(form), why.why))
    visit = replace(visit, session=replace(visit.session, bare=not visit.signs.events))
    return send(visit, form, state.answers)


def send(visit: Visit, form: PendingForm, answers: Answers) -> calls.Step[Any]:
    """Give out the request that cannot be undone."""
    request = PostForm("submit", form, {}, irreversible=True, answers=answers)
    return calls.Step(calls.Submitting(visit.wants(None), form), request)


def submitted(state: calls.Submitting, came: Came) -> calls.Step[Any]:
    """Take what came of the Submit: unless it is proven that not a byte of it left, it may have been done."""
    visit = state.visit
    match came:
        case Unsent(trouble):
            return calls.end(NotSent(trouble, visit.holding(state.form)))
        case Lost(trouble):
            return calls.end(Unclear(visit.after(came).holding(), trouble))
        case Late():
            return calls.end(Unclear(visit.after(came).holding(), Trouble.TIMED_OUT))
        case Answered(answer):
            visit = visit.after(came)
            read = _answered(visit, answer, state.form.stood)
            if isinstance(read, Verify):
                form, accounts = visit.asking(read.form), visit.accounts(read.accounts)
                return calls.ask_menu(visit, lambda going: calls.LookingOn(going, form, accounts))
            return calls.end(read)
        case _:
            assert_never(came)


def looked_on(state: calls.LookingOn, page: Page) -> calls.Step[Any]:
    """Say that the court asks for more, if its menu shows no filer and still offers the link; else that it was sent."""
    visit = state.visit
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped) or menu.shows is not MenuShows.NO_FILER or menu.link is None:
        return calls.end(Sent(visit.holding()))
    return calls.end(AskedOn(visit.holding(state.form), state.accounts))


def _answered(visit: Visit, answer: Answer, stood: tuple[str, ...]) -> Sent | Unclear | RefusedByCourt | Verify:
    """Read the answer to the last Submit. It proves nothing: at most the court says no, asks on, or is unclear."""
    session = visit.holding()
    if leads_to_sign_on(answer):
        return Unclear(session, Trouble.SESSION_EXPIRED)
    if is_down(answer):
        return Unclear(session, Trouble.COURT_DOWN)
    if answer.location:
        return Sent(session)
    try:
        page = readers.read(answer.body, answer.content_type, answer.url, session.court.profile)
    except UnexpectedPageError:
        return Unclear(session, Trouble.UNEXPECTED_PAGE)
    if readers.is_bounce(page):
        return Unclear(session, Trouble.SESSION_EXPIRED)
    text = words.spoken(page, stood)
    happy = words.sounds_like_success(text)
    refused = None if happy else words.refusal(text)
    if refused is not None:
        return RefusedByCourt(refused, visit.said(text), session, "words of a refusal")
    if words.is_down(text):
        return Unclear(session, Trouble.COURT_DOWN)
    if is_refused(answer) or readers.is_no_access(page) or readers.referrer_form(page) is not None:
        return Unclear(session, Trouble.UNEXPECTED_PAGE)
    return (None if happy else _asked_on(visit, page)) or Sent(session)


def _asked_on(visit: Visit, page: Page) -> Verify | None:
    """Read what else the answer asks to be confirmed; None for a menu, and for the way's beginning."""
    try:
        if menus.signs(page).offers or readers.asks_login_again(page):
            return None
        return readers.verify(page, visit.names())
    except (UnexpectedPageError, OtherLoginShownError):
        return None


def proven(state: calls.Proving, page: Page) -> calls.Step[Any]:
    """Say what the menu shows, if it is one that says something."""
    visit, form = state.visit, state.form
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped):
        return calls.end(visit.failed(menu.trouble, menu.said, form, why=menu.why))
    # A bar with no filer and no link to link one is another page's, drawn before: it proves nothing.
    if menu.shows is None or (menu.shows is MenuShows.NO_FILER and menu.link is None and not menu.alike):
        strange = unexpected(visit, page, f"no proof and no entry; {visit.signs.weighed()}")
        return calls.end(visit.failed(strange.trouble, strange.said, form, why=strange.why))
    return calls.end(MenuRead(menu.shows, visit.holding(form)))
