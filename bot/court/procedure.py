"""The procedure at the sign-on and at a court, without I/O. PURE: no network, no clock, nothing awaited.

A call begins with one of `sign_in`, `resume`, `go_on`, `find_accounts`, `submit`, `read_menu`. Each gives a `Step`:
where the call is, and what is next: a request to be performed, or the call's result. What came of the request goes to
`advance`, which gives the next step. Every decision is made behind it: what is asked again, what is a refusal, what was
sent and what was not.

    sign_in         SigningOn -> OpeningMenu -> OpeningLinkPage -> SignedIn            the person gives the old login
                                             -> AtTheDoor -> Failed                    where no menu came
    resume                       OpeningMenu -> OpeningLinkPage -> SignedIn
    go_on                                       OpeningLinkPage -> SignedIn            from a page that stands before
    find_accounts  (OpeningMenu -> OpeningLinkPage ->) GivingLogin -> AccountsFound    the person consents
    submit          Looking -> Submitting -> Sent | Unclear | NotSent | RefusedByCourt
                                          -> LookingOn -> Sent | AskedOn               the person answers and consents
    read_menu       Proving -> MenuRead

The one irreversible request is given out once in a call, on leaving Looking or, at a court whose profile forbids the
look, at its beginning, and no state leads back there. After it,
whatever the answer says, the court's menu has the last word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never, cast

from bot.court import calls, opening, submitting
from bot.court.exchange import Answered
from bot.court.model import FormKind
from bot.court.results import Failed, NotSent, Sent
from bot.court.visit import Again, Bounced, Met, Stopped, Visit, meet, next_part, see
from bot.vocabulary import QuestionKind, Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Came
    from bot.court.model import Answers, Court, CourtSession, FilerCredentials, PacerCredentials, PendingForm
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
    visit = Visit(replace(session, court=court, form=None, bare=False))
    return calls.ask_menu(visit, lambda going: calls.OpeningMenu(going, calls.WithSession()))


def go_on(session: CourtSession, answers: Answers = ()) -> calls.Step[calls.Opened]:
    """Go on from a page before the one for the old login, whose form the session holds. Links nothing.

    Raises ValueError for a session that holds no such form, and for answers that do not fit what it asks.
    """
    form = session.form
    if form is None or form.kind is not FormKind.BEFORE_LOGIN:
        raise ValueError("the session holds no page to go on from")
    form.check(answers)
    visit = Visit(replace(session, form=None, passed=form.stood))
    return opening.go_on(_answering(visit, form, answers), form, answers)


def find_accounts(session: CourtSession, credentials: FilerCredentials) -> calls.Step[calls.Found]:
    """Send the old login; the result has both accounts as the court's page names them. Links nothing.

    Raises ValueError when the answers do not fit what the form held asks.
    """
    form = session.form if session.form and session.form.kind is FormKind.FILER_LOGIN else None
    named = replace(session, form=None, hushed=(*session.hushed, credentials.login))
    visit = _answering(Visit(named, (credentials.password,)), form, credentials.answers)
    if form is None:
        # The form was used, or the person came back from the verify page: a form is good once, so get a fresh one.
        return calls.ask_menu(visit, lambda going: calls.OpeningMenu(going, calls.WithLogin(credentials)))
    form.check(credentials.answers)
    return opening.give_login(visit, form, credentials)


def submit(session: CourtSession, answers: Answers = ()) -> calls.Step[calls.Submitted]:
    """Look at the menu once more, then send the last Submit, or what is to be taken for it.

    A court whose profile says so is not looked at: it would forget its form. So a link made elsewhere since the old
    login was given is not seen.

    Raises ValueError for a session that holds no form to confirm, as after a submit, and for answers that do not fit
    what the form asks.
    """
    form = session.form
    if form is None or form.kind is not FormKind.CONFIRM:
        raise ValueError("the session holds no form to confirm")
    form.check(answers)
    visit = _answering(Visit(session), form, answers)
    if not session.court.profile.read_menu_before_submit:
        return submitting.send(visit, form, answers)
    return calls.ask_menu(visit, lambda going: calls.Looking(going, form, answers))


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
    if isinstance(state, calls.AtTheDoor) and isinstance(came, Answered) and opening.hands_over(state, came.answer):
        return opening.has_left(replace(state, visit=state.visit.after(came)))
    met = meet(state.visit, came)
    match met:
        case Again(visit, request):
            return calls.Step(replace(state, visit=visit), request)
        case Met(visit, page) if isinstance(state, calls.ReadingMenu):
            return _menu_met(replace(state, visit=see(visit, page)), page)
        case Met(visit, page):
            return _met(replace(state, visit=visit), page)
        case Stopped(visit) if isinstance(state, calls.ReadingMenu) and visit.menu_page is not None:
            # A part of the menu that does not come may be the one with the link in it.
            signs = visit.signs.without_next(unread=True)
            return _menu_met(replace(state, visit=replace(visit, signs=signs)), visit.menu_page)
        case Stopped() | Bounced():
            return _not_met(state, met)
        case _:
            assert_never(met)


def _menu_met(state: calls.ReadingMenu, page: Page) -> calls.Step[Any]:
    """Go on with the menu, once all of its parts that matter were met."""
    part = next_part(state.visit)
    if part is None:
        return _met(state, page)
    return calls.Step(replace(state, visit=state.visit.wants(part)), part)


def _met(state: calls.Visiting, page: Page) -> calls.Step[Any]:
    """Go on with the page that was asked for."""
    match state:
        case calls.OpeningMenu():
            return opening.menu_opened(state, page)
        case calls.AtTheDoor():
            return opening.front_page_opened(state, page)
        case calls.OpeningLinkPage():
            return opening.link_page_opened(state, page)
        case calls.GivingLogin():
            return opening.accounts_shown(state, page)
        case calls.Looking():
            return submitting.looked(state, page)
        case calls.LookingOn():
            return submitting.looked_on(state, page)
        case calls.Proving():
            return submitting.proven(state, page)
        case _:
            assert_never(state)


def _not_met(state: calls.Visiting, why: Stopped | Bounced) -> calls.Step[Any]:
    """End, or sign in once more, when no page came."""
    trouble = why.trouble if isinstance(why, Stopped) else Trouble.SESSION_EXPIRED
    said, missed = (why.said, why.why) if isinstance(why, Stopped) else ("", "sent to the sign-on")
    failed = why.visit.failed(trouble, said, why=missed)
    match state:
        case calls.OpeningMenu() | calls.OpeningLinkPage():
            return _not_opened(state, why, failed)
        case calls.AtTheDoor(failed=menus):
            return calls.end(replace(menus, session=why.visit.holding()))
        case calls.GivingLogin():
            return calls.end(
                replace(failed, sent=not (isinstance(why, Stopped) and why.unsent and why.visit.redirects == 0))
            )
        case calls.Looking(form=form):
            return calls.end(NotSent(trouble, why.visit.holding(form), missed))
        case calls.LookingOn():
            return calls.end(Sent(why.visit.holding()))
        case calls.Proving(form=form):
            return calls.end(replace(failed, session=why.visit.holding(form)))
        case _:
            assert_never(state)


def _not_opened(
    state: calls.OpeningMenu | calls.OpeningLinkPage, why: Stopped | Bounced, failed: Failed
) -> calls.Step[Any]:
    if isinstance(state.errand, calls.AfterSignIn) and isinstance(why, Bounced):
        return opening.bounced(why.visit, state.errand)
    failed = replace(failed, sent=not isinstance(state.errand, calls.WithLogin))
    return opening.no_menu(why.visit, failed) if isinstance(state, calls.OpeningMenu) else calls.end(failed)


def _answering(visit: Visit, form: PendingForm | None, answers: Answers) -> Visit:
    """Let nothing of the answers be repeated: typed lines are as names are, and passwords, and what may be one, secret.

    What was chosen or ticked is in the court's own words.
    """
    kinds = [each.kind for each in form.questions] if form else [QuestionKind.PASSWORD] * len(answers)
    typed = [(kind, answer) for kind, answer in zip(kinds, answers, strict=False) if answer is not None]
    lines = tuple(answer for kind, answer in typed if kind is QuestionKind.TEXT)
    secrets = tuple(answer for kind, answer in typed if kind is QuestionKind.PASSWORD)
    if visit.names() is None:
        return replace(visit, typed=(*visit.typed, *secrets, *lines))
    first, *later = visit.session.hushed
    session = replace(visit.session, hushed=(first, *lines, *later))
    return replace(visit, session=session, typed=(*visit.typed, *secrets))


def _check_automated(court: Court) -> None:
    if not court.automated:
        raise ValueError(f"the court {court.id!r} is guided only")
