"""What each step of the procedure would do with a page, told by the procedure itself. PURE: nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, assert_never

from bot.court import calls, procedure
from bot.court.exchange import Answered, Get, PostForm, PostJson
from bot.court.explaining.told import address, named
from bot.court.model import FormKind, PendingForm
from bot.court.rehearsal.report import SHOWS
from bot.court.results import (
    AccountsFound,
    AlreadyLinked,
    AskedOn,
    Failed,
    MenuRead,
    NotSent,
    RefusedByCourt,
    Sent,
    SignedIn,
    Unclear,
)
from bot.court.visit import FOREIGN_REFERER, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.court.calls import Result, State
    from bot.court.exchange import Answer
    from bot.court.model import CourtSession

_MOST_ROUNDS: Final = 6


def steps(session: CourtSession, answer: Answer) -> Iterator[tuple[str, str]]:
    """Give, for each step that may meet a page, its name and what it would do with this one."""
    for name, state in _states(Visit(session)):
        yield name, _done(state, Answered(answer, session.cookies))


def _states(visit: Visit) -> Iterator[tuple[str, State]]:
    menu = visit.wants(Get("menu", visit.menu_url, FOREIGN_REFERER))
    link_page = visit.wants(Get("link_page", visit.menu_url, visit.menu_url))
    form = PendingForm(FormKind.CONFIRM, visit.menu_url, visit.menu_url, multipart=False, charset="utf-8", fields=())
    yield "as the menu, on the way to the link page", calls.OpeningMenu(menu, calls.WithSession())
    yield "as the link page", calls.OpeningLinkPage(link_page, calls.WithSession())
    yield (
        "as the answer to the old login",
        calls.GivingLogin(visit.wants(None), replace(form, kind=FormKind.FILER_LOGIN)),
    )
    yield "as the menu, right before the Submit", calls.Looking(menu, form)
    yield "as the answer to the Submit", calls.Submitting(visit.wants(None), form)
    yield "as the menu, for proof", calls.Proving(menu, None)


def _done(state: State, came: Answered) -> str:
    """Say what comes of a page, and what if the court answers the same again where it is asked again."""
    said: list[str] = []
    step: calls.Step[Any] = procedure.advance(calls.Step(state, None), came)
    while type(step.state) is type(state) and len(said) < _MOST_ROUNDS:
        said.append(request(step.next, again=True))
        step = procedure.advance(step, came)
    said.append(request(step.next) if isinstance(step.next, Get | PostForm | PostJson) else result(step.next))
    return "; if the same comes again, ".join(said)


def request(asked: Get | PostForm | PostJson, *, again: bool = False) -> str:
    """Say what is asked next; never what was filled in."""
    match asked:
        case Get(step="link_page", url=url) if not again:
            return f"goes on to the link page, {address(url)}"
        case Get(step="front_page", url=url):
            return f"looks whether it is another system's now, at {address(url)}"
        case Get(url=url):
            return f"asks {'once more' if again else 'for the menu'}, {address(url)}"
        case PostForm(irreversible=True):
            return "sends the Submit that cannot be undone"
        case PostForm(step="filer_login"):
            return f"fills in the old login and sends it to {address(asked.form.action)}"
        case PostForm(step="page_before"):
            return f"goes on from the page before the old login, to {address(asked.form.action)}"
        case PostForm(form=form):
            return f"sends the form that asks where one comes from, to {address(form.action)}"
        case PostJson(step=step):
            return f"asks PACER to {step.replace('_', ' ')}"
        case _:
            assert_never(asked)


def result(found: Result) -> str:  # noqa: C901 - one case a result
    """Say what a call ended with; no account, and no words of the page's."""
    match found:
        case SignedIn(said=(_, *_)):
            return "puts the page to the person, since it comes before the one for the old login"
        case SignedIn():
            return "keeps the form for the old login, and asks the person for it"
        case AlreadyLinked():
            return "ends: linked already, since the menu shows a filer's menus"
        case AccountsFound():
            return "shows both accounts, and waits for the consent"
        case Failed(trouble, words):
            return f"stops: {named(trouble)}" + (", and tells the page's words" if words else "")
        case AskedOn():
            return "takes it for a page that asks for more, since the menu shows no link yet"
        case Sent():
            return "takes it for an answer that proves nothing, and reads the menu"
        case NotSent(trouble):
            return f"does not send the Submit: {named(trouble)}"
        case RefusedByCourt(trouble):
            return f"takes it for a refusal, {named(trouble)}, and reads the menu"
        case Unclear(why=why):
            return f"does not know what became of the Submit ({named(why)}), and reads the menu"
        case MenuRead(shows):
            return f"takes it for a proof: {SHOWS[shows]}"
        case _:
            assert_never(found)
