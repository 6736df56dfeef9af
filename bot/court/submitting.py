"""The rules of the one request that cannot be undone, and of its proof. PURE.

The court's words never prove a link, and refuse one only when its menu agrees.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never

from bot.court import calls
from bot.court.exchange import Answered, Late, Lost, PostForm, Unsent
from bot.court.model import MenuShows
from bot.court.pages import readers, words
from bot.court.pages.readers import UnexpectedPageError
from bot.court.results import AlreadyLinked, MenuRead, NotSent, RefusedByCourt, Sent, Unclear
from bot.court.visit import Stopped, is_down, is_refused, leads_to_sign_on, not_offered, read_menu, unexpected
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Answer, Came
    from bot.court.pages.tree import Page
    from bot.court.visit import Visit


def looked(state: calls.Looking, page: Page) -> calls.Step[Any]:
    """Send, unless the menu shows a reason not to."""
    visit, form = state.visit, state.form
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped):
        return calls.end(NotSent(menu.trouble, visit.holding(form)))
    if menu.shows is MenuShows.FILER:
        return calls.end(AlreadyLinked(visit.holding()))
    if menu.link is None:
        return calls.end(NotSent(not_offered(visit, menu, page).trouble, visit.holding(form)))
    return calls.Step(calls.Submitting(visit.wants(None), form), PostForm("submit", form, {}, irreversible=True))


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
            result = _answered(visit, answer)
        case _:
            assert_never(came)
    if isinstance(result, RefusedByCourt):
        # "Already linked" may tell of the link that was just made: a refusal is believed only when the menu agrees.
        return calls.ask_menu(visit, lambda going: calls.CheckingRefusal(going, result))
    return calls.end(result)


def _answered(visit: Visit, answer: Answer) -> Sent | Unclear | RefusedByCourt:
    """Read the answer to the last Submit. It proves nothing: at most a clear refusal, or that it is unclear."""
    session = visit.holding()
    if leads_to_sign_on(answer):
        return Unclear(session, Trouble.SESSION_EXPIRED)
    if is_down(answer):
        return Unclear(session, Trouble.COURT_DOWN)
    if answer.location:
        return Sent(session)
    try:
        page = readers.read(answer.body, answer.content_type, answer.url)
    except UnexpectedPageError:
        return Unclear(session, Trouble.UNEXPECTED_PAGE)
    if readers.is_bounce(page):
        return Unclear(session, Trouble.SESSION_EXPIRED)
    text = words.spoken(page)
    refused = words.refusal(text)
    if refused is not None:
        return RefusedByCourt(refused, visit.said(text), session)
    if words.is_down(text):
        return Unclear(session, Trouble.COURT_DOWN)
    if is_refused(answer) or readers.is_no_access(page) or readers.referrer_form(page) is not None:
        return Unclear(session, Trouble.UNEXPECTED_PAGE)
    return Sent(session)


def checked(state: calls.CheckingRefusal, page: Page) -> calls.Step[Any]:
    """Believe the refusal, or leave it to the menu's next reading."""
    visit = state.visit
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped):
        return calls.end(Unclear(visit.holding(), menu.trouble))
    if menu.shows is MenuShows.NO_FILER and menu.link is not None:
        return calls.end(replace(state.refused, session=visit.holding()))
    return calls.end(Sent(visit.holding()))


def proven(state: calls.Proving, page: Page) -> calls.Step[Any]:
    """Say what the menu shows, if it is one that says something."""
    visit, form = state.visit, state.form
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped):
        return calls.end(visit.failed(menu.trouble, menu.said, form))
    # A bar with no filer and no link to link one is another page's, drawn before: it proves nothing.
    if menu.shows is None or (menu.shows is MenuShows.NO_FILER and menu.link is None):
        strange = unexpected(visit, page)
        return calls.end(visit.failed(strange.trouble, strange.said, form))
    return calls.end(MenuRead(menu.shows, visit.holding(form)))
