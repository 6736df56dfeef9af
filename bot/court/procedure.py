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

from bot.court import opening, submitting
from bot.court.calls import (
    AfterSignIn,
    CheckingRefusal,
    Done,
    GivingLogin,
    LeavingFirst,
    Looking,
    OpeningLinkPage,
    OpeningMenu,
    Proving,
    SigningOn,
    Step,
    Submitting,
    WithLogin,
    WithSession,
    ask_menu,
    end,
)
from bot.court.model import FormKind
from bot.court.results import NotSent, Unclear
from bot.court.visit import Again, Bounced, Met, Stopped, Visit, meet
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.calls import Found, Opened, R, Read, State, Submitted, Visiting
    from bot.court.exchange import Came
    from bot.court.model import Court, CourtSession, FilerCredentials, PacerCredentials
    from bot.court.pages.tree import Page


def sign_in(court: Court, credentials: PacerCredentials) -> Step[Opened]:
    """Sign in to PACER, open the court's menu and, unless linked already, the page that asks for the old login.

    Raises ValueError for a court that is guided only.
    """
    _check_automated(court)
    return opening.sign_on(SigningOn(court, credentials, opening.more_sign_ins(credentials)))


def resume(court: Court, session: CourtSession) -> Step[Opened]:
    """Open a court with a session that PACER gave before. Raises ValueError for a court that is guided only."""
    _check_automated(court)
    visit = Visit(replace(session, court=court, form=None))
    return ask_menu(visit, lambda going: OpeningMenu(going, WithSession()))


def find_accounts(session: CourtSession, credentials: FilerCredentials) -> Step[Found]:
    """Send the old login; the result has both accounts as the court's page names them. Links nothing."""
    named = replace(session, form=None, hushed=(*session.hushed, credentials.login))
    visit, form = Visit(named, (credentials.password,)), session.form
    if form is None or form.kind is not FormKind.FILER_LOGIN:
        # The form was used, or the person came back from the verify page: a form is good once, so get a fresh one.
        return ask_menu(visit, lambda going: OpeningMenu(going, WithLogin(credentials)))
    return opening.give_login(visit, form, credentials)


def submit(session: CourtSession) -> Step[Submitted]:
    """Look at the menu once more, then send the last Submit.

    Raises ValueError for a session that holds no form to confirm, as after a submit.
    """
    form = session.form
    if form is None or form.kind is not FormKind.CONFIRM:
        raise ValueError("the session holds no form to confirm")
    return ask_menu(Visit(session), lambda going: Looking(going, form))


def read_menu(session: CourtSession) -> Step[Read]:
    """Read what the court's menu shows now: the proof of a link, or of none."""
    return ask_menu(Visit(session), lambda going: Proving(going, session.form))


def advance(step: Step[R], came: Came) -> Step[R]:
    """Give the step that what `came` of the request leads to. Raises ValueError when the call is over."""
    # Each state leads to results of its own call only; the types cannot say so.
    return cast("Step[R]", _advance(step.state, came))


def _advance(state: State, came: Came) -> Step[Any]:
    match state:
        case SigningOn():
            return opening.signed_on(state, came)
        case LeavingFirst():
            return opening.left_first(state, came)
        case Submitting():
            return submitting.submitted(state, came)
        case Done():
            raise ValueError("the call is over")
        case _:
            return _visited(state, came)


def _visited(state: Visiting, came: Came) -> Step[Any]:
    """Take a page of the court's, whatever it was asked for."""
    met = meet(state.visit, came)
    match met:
        case Again(visit, request):
            return Step(replace(state, visit=visit), request)
        case Met(visit, page):
            return _met(replace(state, visit=visit), page)
        case Stopped() | Bounced():
            return _not_met(state, met)
        case _:
            assert_never(met)


def _met(state: Visiting, page: Page) -> Step[Any]:
    """Go on with the page that was asked for."""
    match state:
        case OpeningMenu():
            return opening.menu_opened(state, page)
        case OpeningLinkPage():
            return opening.link_page_opened(state, page)
        case GivingLogin():
            return opening.accounts_shown(state.visit, page)
        case Looking():
            return submitting.looked(state, page)
        case CheckingRefusal():
            return submitting.checked(state, page)
        case Proving():
            return submitting.proven(state, page)
        case _:
            assert_never(state)


def _not_met(state: Visiting, why: Stopped | Bounced) -> Step[Any]:
    """End, or sign in once more, when no page came."""
    trouble = why.trouble if isinstance(why, Stopped) else Trouble.SESSION_EXPIRED
    failed = replace(why.visit.failed(trouble), words=why.said if isinstance(why, Stopped) else "")
    match state:
        case OpeningMenu(errand=AfterSignIn() as errand) | OpeningLinkPage(errand=AfterSignIn() as errand):
            return opening.bounced(why.visit, errand) if isinstance(why, Bounced) else end(failed)
        case OpeningMenu(errand=WithLogin()) | OpeningLinkPage(errand=WithLogin()):
            return end(replace(failed, sent=False))
        case OpeningMenu() | OpeningLinkPage():
            return end(failed)
        case GivingLogin():
            return end(replace(failed, sent=not (isinstance(why, Stopped) and why.unsent and why.visit.redirects == 0)))
        case Looking(form=form):
            return end(NotSent(trouble, why.visit.holding(form)))
        case CheckingRefusal():
            return end(Unclear(why.visit.holding(), trouble))
        case Proving(form=form):
            return end(replace(failed, session=why.visit.holding(form)))
        case _:
            assert_never(state)


def _check_automated(court: Court) -> None:
    if not court.automated:
        raise ValueError(f"the court {court.id!r} is guided only")
