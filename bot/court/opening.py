"""The rules of a call up to both accounts: PACER, the court's menu, its link page, the old login. PURE.

One function for what came in each state. What is irreversible stands in `bot.court.submitting`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, assert_never

from bot.court import calls
from bot.court import sign_on as sign_ons
from bot.court.exchange import Answered, Get, Late, Lost, PostForm, PostJson, Unsent
from bot.court.model import CourtSession, MenuShows
from bot.court.pages import readers, words
from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError
from bot.court.results import AccountsFound, AlreadyLinked, Failed, SignedIn
from bot.court.visit import Stopped, Visit, not_offered, read_menu, unexpected
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Came
    from bot.court.model import FilerCredentials, PacerCredentials, PendingForm
    from bot.court.pages.tree import Page

_SIGN_INS: Final = 2
"""How often one call may sign in: a second time only when the court bounced the first session."""


def more_sign_ins(credentials: PacerCredentials) -> int:
    """Give how often PACER may be asked again.

    A one-time passcode is good once: a second try with it would be refused and count as a wrong password.
    """
    return _SIGN_INS - 1 if credentials.passcode is None else 0


def sign_on(state: calls.SigningOn) -> calls.Step[Any]:
    """Ask PACER."""
    return calls.Step(state, PostJson("sign_on", sign_ons.SIGN_IN_URL, sign_ons.request_body(state.credentials)))


def signed_on(state: calls.SigningOn, came: Came) -> calls.Step[Any]:
    """Take PACER's answer. A token that came is never left behind: it is in the result's session, to be signed out."""
    match came:
        case Answered(answer):
            admitted = sign_ons.read(answer.status, answer.body, state.credentials)
        case Unsent(trouble):
            return calls.end(Failed(trouble, sent=state.taken))
        case Lost(trouble, part):
            admitted = sign_ons.Refused(trouble, "", sign_ons.token_in(part))
        case Late(part):
            admitted = sign_ons.Refused(Trouble.TIMED_OUT, "", sign_ons.token_in(part))
        case _:
            assert_never(came)
    if admitted.token is None:
        return calls.end(Failed(admitted.trouble, admitted.words))
    jar = sign_ons.cookies(admitted.token, state.credentials)
    names, codes = (state.credentials.username,), sign_ons.codes(state.credentials)
    visit = Visit(
        CourtSession(state.court, admitted.token, jar, None, names, codes), sign_ons.secrets(state.credentials)
    )
    if isinstance(admitted, sign_ons.Refused):
        return calls.end(visit.failed(admitted.trouble, admitted.words))
    errand = calls.AfterSignIn(state.credentials, state.more, admitted.notice)
    return calls.ask_menu(visit, lambda going: calls.OpeningMenu(going, errand))


def bounced(visit: Visit, errand: calls.AfterSignIn) -> calls.Step[Any]:
    """Sign in once more if that may be done, and never with two sessions alive."""
    session = visit.holding()
    if not errand.more:
        return calls.end(Failed(Trouble.SESSION_NOT_ACCEPTED, "", session))
    then = calls.SigningOn(session.court, errand.credentials, errand.more - 1, taken=True)
    request = PostJson("sign_out", sign_ons.SIGN_OUT_URL, sign_ons.sign_out_body(session))
    return calls.Step(calls.LeavingFirst(visit, then), request)


def left_first(state: calls.LeavingFirst, came: Came) -> calls.Step[Any]:
    """Ask PACER anew, once it has answered; else the first session is still there, to be signed out by the caller."""
    if isinstance(came, Answered):
        return sign_on(state.then)
    return calls.end(state.visit.failed(Trouble.TIMED_OUT if isinstance(came, Late) else came.trouble))


def menu_opened(state: calls.OpeningMenu, page: Page) -> calls.Step[Any]:
    """Go on to the link page, unless the menu shows that there is nothing to link."""
    visit, with_login = state.visit, isinstance(state.errand, calls.WithLogin)
    menu = read_menu(visit, page)
    if isinstance(menu, Stopped):
        return calls.end(visit.failed(menu.trouble, menu.said, sent=not with_login))
    if menu.shows is MenuShows.FILER and not with_login:
        return calls.end(AlreadyLinked(visit.holding()))
    if menu.link is None:
        why = not_offered(visit, menu, page)
        return calls.end(visit.failed(why.trouble, why.said, sent=not with_login))
    wanted = Get("link_page", menu.link, visit.menu_url)
    return calls.Step(calls.OpeningLinkPage(visit.wants(wanted), state.errand), wanted)


def link_page_opened(state: calls.OpeningLinkPage, page: Page) -> calls.Step[Any]:
    """Hold the form that asks for the old login, or fill it at once."""
    visit, errand = state.visit, state.errand
    form = _login_form(visit, page)
    if isinstance(form, Stopped):
        return calls.end(visit.failed(form.trouble, form.said, sent=not isinstance(errand, calls.WithLogin)))
    match errand:
        case calls.AfterSignIn(notice=notice):
            return calls.end(SignedIn(visit.holding(form), notice))
        case calls.WithSession():
            return calls.end(SignedIn(visit.holding(form)))
        case calls.WithLogin(credentials):
            return give_login(visit, form, credentials)
        case _:
            assert_never(errand)


def _login_form(visit: Visit, page: Page) -> PendingForm | Stopped:
    try:
        form = readers.login_form(page)
    except UnexpectedPageError:
        return unexpected(visit, page)
    if form is not None:
        return form
    text = words.spoken(page)
    if words.is_not_open(text):
        return Stopped(visit, Trouble.LINK_NOT_OFFERED, visit.said(text))
    return unexpected(visit, page)


def give_login(visit: Visit, form: PendingForm, credentials: FilerCredentials) -> calls.Step[Any]:
    """Send the old login."""
    typed = {form.login_field: credentials.login, form.password_field: credentials.password}
    return calls.Step(calls.GivingLogin(visit.wants(None)), PostForm("filer_login", form, typed))


def accounts_shown(visit: Visit, page: Page) -> calls.Step[Any]:
    """Read the answer to the old login."""
    text = words.spoken(page)
    said = visit.said(words.complaint(page))
    trouble = words.login_trouble(text)
    try:
        again = readers.login_form(page)
        if again is not None:
            return calls.end(visit.failed(trouble or Trouble.WRONG_FILER_CREDENTIALS, said, again))
        verify = readers.verify(page, visit.names())
    except OtherLoginShownError:
        return calls.end(visit.failed(Trouble.OTHER_LOGIN_SHOWN))
    except UnexpectedPageError:
        verify = None
    if verify is None or (verify.accounts.said and (trouble or words.is_down(text) or words.is_admin_account(text))):
        stopped = unexpected(visit, page) if trouble is None else Stopped(visit, trouble, said)
        return calls.end(visit.failed(stopped.trouble, stopped.said))
    read = verify.accounts
    accounts = replace(
        read,
        filer=visit.without_secrets(read.filer),
        pacer=visit.without_secrets(read.pacer),
        said=tuple(map(visit.without_secrets, read.said)),
    )
    return calls.end(AccountsFound(visit.holding(verify.form), accounts))
