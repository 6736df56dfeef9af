"""The procedure at the sign-on and at a court, without I/O. PURE: no network, no clock, nothing awaited.

A call begins with one of `sign_in`, `resume`, `find_accounts`, `submit`, `read_menu`. Each gives a `Step`: where the
call is, and what is next: a request to be performed, or the call's result. What came of the request goes to `advance`,
which gives the next step. Every decision is made behind it: what is asked again, what is a refusal, what was sent and
what was not.

    sign_in         SigningOn -> OpeningMenu -> OpeningLinkPage -> SignedIn            the person gives the old login
    resume                       OpeningMenu -> OpeningLinkPage -> SignedIn
    find_accounts  (OpeningMenu -> OpeningLinkPage ->) GivingLogin -> AccountsFound    the person consents
    submit          Looking -> Submitting (-> CheckingRefusal) -> Sent | Unclear | NotSent | RefusedByCourt
    read_menu       Proving -> MenuRead

The one irreversible request is given out once in a call, on leaving Looking, and no state leads back there. After it,
an answer that says nothing clear is `Sent` or `Unclear`, and the court's menu has the last word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never, cast

from bot.court import calls, opening, submitting
from bot.court.model import FormKind
from bot.court.results import NotSent, Unclear
from bot.court.visit import Again, Bounced, Met, Stopped, Visit, meet
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Came
    from bot.court.model import Court, CourtSession, FilerCredentials, PacerCredentials
    from bot.court.pages.tree import Page


def sign_in(court: Court, credentials: PacerCredentials) -> calls.Step[calls.Opened]:
    """Sign in to PACER, open the court's menu and, unless linked already, the page that asks for the old login.

    Raises ValueError for a court that is guided only.
    """
    _check_automated(court)
    return opening.sign_on(calls.SigningOn(court, credentials, opening.more_sign_ins(credentials)))


def resume(court: Court, session: CourtSession) -> calls.Step[calls.Opened]:
    """Open a court with a session that PACER gave before. Raises ValueError for a court that is guided only."""
    _check_automated(court)
    visit = Visit(replace(session, court=court, form=None))
    return calls.ask_menu(visit, lambda going: calls.OpeningMenu(going, calls.WithSession()))


def find_accounts(session: CourtSession, credentials: FilerCredentials) -> calls.Step[calls.Found]:
    """Send the old login; the result has both accounts as the court's page names them. Links nothing."""
    named = replace(session, form=None, hushed=(*session.hushed, credentials.login))
    visit, form = Visit(named, (credentials.password,)), session.form
    if form is None or form.kind is not FormKind.FILER_LOGIN:
        # The form was used, or the person came back from the verify page: a form is good once, so get a fresh one.
        return calls.ask_menu(visit, lambda going: calls.OpeningMenu(going, calls.WithLogin(credentials)))
    return opening.give_login(visit, form, credentials)


def submit(session: CourtSession) -> calls.Step[calls.Submitted]:
    """Look at the menu once more, then send the last Submit.

    Raises ValueError for a session that holds no form to confirm, as after a submit.
    """
    form = session.form
    if form is None or form.kind is not FormKind.CONFIRM:
        raise ValueError("the session holds no form to confirm")
    return calls.ask_menu(Visit(session), lambda going: calls.Looking(going, form))


def read_menu(session: CourtSession) -> calls.Step[calls.Read]:
    """Read what the court's menu shows now: the proof of a link, or of none."""
    return calls.ask_menu(Visit(session), lambda going: calls.Proving(going, session.form))


def advance(step: calls.Step[calls.R], came: Came) -> calls.Step[calls.R]:
    """Give the step that what `came` of the request leads to. Raises ValueError when the call is over."""
    # Each state leads to results of its own call only; the types cannot say so.
    return cast("calls.Step[calls.R]", _advance(step.state, came))


def _advance(state: calls.State, came: Came) -> calls.Step[Any]:
    match state:
        case calls.SigningOn():
            return opening.signed_on(state, came)
        case calls.LeavingFirst():
            return opening.left_first(state, came)
        case calls.Submitting():
            return submitting.submitted(state, came)
        case calls.Done():
            raise ValueError("the call is over")
        case _:
            return _visited(state, came)


def _visited(state: calls.Visiting, came: Came) -> calls.Step[Any]:
    """Take a page of the court's, whatever it was asked for."""
    met = meet(state.visit, came)
    match met:
        case Again(visit, request):
            return calls.Step(replace(state, visit=visit), request)
        case Met(visit, page):
            return _met(replace(state, visit=visit), page)
        case Stopped() | Bounced():
            return _not_met(state, met)
        case _:
            assert_never(met)


def _met(state: calls.Visiting, page: Page) -> calls.Step[Any]:
    """Go on with the page that was asked for."""
    match state:
        case calls.OpeningMenu():
            return opening.menu_opened(state, page)
        case calls.OpeningLinkPage():
            return opening.link_page_opened(state, page)
        case calls.GivingLogin():
            return opening.accounts_shown(state.visit, page)
        case calls.Looking():
            return submitting.looked(state, page)
        case calls.CheckingRefusal():
            return submitting.checked(state, page)
        case calls.Proving():
            return submitting.proven(state, page)
        case _:
            assert_never(state)


def _not_met(state: calls.Visiting, why: Stopped | Bounced) -> calls.Step[Any]:
    """End, or sign in once more, when no page came."""
    trouble = why.trouble if isinstance(why, Stopped) else Trouble.SESSION_EXPIRED
    failed = replace(why.visit.failed(trouble), words=why.said if isinstance(why, Stopped) else "")
    match state:
        case (
            calls.OpeningMenu(errand=calls.AfterSignIn() as errand)
            | calls.OpeningLinkPage(errand=calls.AfterSignIn() as errand)
        ):
            return opening.bounced(why.visit, errand) if isinstance(why, Bounced) else calls.end(failed)
        case calls.OpeningMenu(errand=calls.WithLogin()) | calls.OpeningLinkPage(errand=calls.WithLogin()):
            return calls.end(replace(failed, sent=False))
        case calls.OpeningMenu() | calls.OpeningLinkPage():
            return calls.end(failed)
        case calls.GivingLogin():
            return calls.end(
                replace(failed, sent=not (isinstance(why, Stopped) and why.unsent and why.visit.redirects == 0))
            )
        case calls.Looking(form=form):
            return calls.end(NotSent(trouble, why.visit.holding(form)))
        case calls.CheckingRefusal():
            return calls.end(Unclear(why.visit.holding(), trouble))
        case calls.Proving(form=form):
            return calls.end(replace(failed, session=why.visit.holding(form)))
        case _:
            assert_never(state)


def _check_automated(court: Court) -> None:
    if not court.automated:
        raise ValueError(f"the court {court.id!r} is guided only")
