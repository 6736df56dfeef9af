"""The rules of a call up to both accounts: PACER, the court's menu, its link page, the old login. PURE.

One function for what came in each state. What is irreversible stands in `bot.court.submitting`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, assert_never
from urllib.parse import urlsplit

from bot.court import calls
from bot.court import sign_on as sign_ons
from bot.court.exchange import Answered, Get, Late, Lost, PostForm, PostJson, Unsent
from bot.court.model import CourtSession, MenuShows
from bot.court.pages import front, readers, words
from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError
from bot.court.results import AccountsFound, AlreadyLinked, Failed, SignedIn
from bot.court.visit import (
    FOREIGN_REFERER,
    Stopped,
    Visit,
    door,
    joined,
    leads_to_sign_on,
    not_offered,
    read_menu,
    unexpected,
)
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Answer, Came
    from bot.court.model import Answers, FilerCredentials, PacerCredentials, PendingForm
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
            # No answer of PACER's can be a court's page.
            why = Trouble.SIGN_ON_DOWN if trouble is Trouble.UNEXPECTED_PAGE else trouble
            admitted = sign_ons.Refused(why, "", sign_ons.token_in(part))
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
        failed = visit.failed(menu.trouble, menu.said, sent=not with_login, why=menu.why)
        return no_menu(visit, failed, visit.menu_page)
    if menu.shows is MenuShows.FILER and not with_login:
        return calls.end(AlreadyLinked(visit.holding()))
    link = door(visit, menu)
    if link is None:
        why = not_offered(visit, menu, visit.menu_page or page)
        return calls.end(visit.failed(why.trouble, why.said, sent=not with_login, why=why.why))
    wanted = Get("link_page", link, visit.menu_url)
    return calls.Step(calls.OpeningLinkPage(visit.wants(wanted), state.errand), wanted)


def no_menu(visit: Visit, failed: Failed, menu: Page | None = None) -> calls.Step[Any]:
    """End as `failed`; where what came is nothing that is known, look at the court's front page first."""
    if failed.trouble is not Trouble.UNEXPECTED_PAGE or (menu is not None and visit.signs.signed_in):
        return calls.end(failed)
    wanted = Get("front_page", f"https://{visit.session.court.host}/", FOREIGN_REFERER)
    return calls.Step(calls.AtTheDoor(visit.wants(wanted), failed, menu), wanted)


def front_page_opened(state: calls.AtTheDoor, page: Page) -> calls.Step[Any]:
    """End: at a court that is no longer on NextGen with that, else as the menu did."""
    failed = replace(state.failed, session=state.visit.holding())
    return has_left(state) if front.has_left(page, state.menu) else calls.end(failed)


def hands_over(state: calls.AtTheDoor, answer: Answer) -> bool:
    """Whether a court's front page is a redirect to another system."""
    leads = bool(answer.location) and not leads_to_sign_on(answer)
    return leads and front.is_away(urlsplit(joined(answer)).hostname or "", state.visit.session.court.host)


def has_left(state: calls.AtTheDoor) -> calls.Step[Any]:
    """End at a court that is no longer on NextGen."""
    failed = replace(state.failed, session=state.visit.holding())
    return calls.end(replace(failed, trouble=Trouble.COURT_LEFT_NEXTGEN, words="", why="another system's front page"))


def link_page_opened(state: calls.OpeningLinkPage, page: Page) -> calls.Step[Any]:
    """Hold the form that asks for the old login, or fill it at once."""
    visit, errand = state.visit, state.errand
    if not isinstance(errand, calls.WithLogin) and _is_linked(visit, page):
        return calls.end(AlreadyLinked(visit.holding()))
    form = _login_form(visit, page)
    if isinstance(form, Stopped):
        return _not_the_login(state, page, form)
    match errand:
        case calls.AfterSignIn(notice=notice):
            return calls.end(SignedIn(visit.holding(form), notice))
        case calls.WithSession():
            return calls.end(SignedIn(visit.holding(form)))
        case calls.WithLogin(credentials):
            return _given_anew(visit, form, credentials, page)
        case _:
            assert_never(errand)


def _is_linked(visit: Visit, page: Page) -> bool:
    """Whether the menu shows a filer, but for an entry that is left there: its own page says that it links no more."""
    menu = visit.signs.without_offers().said()
    return menu.shows is MenuShows.FILER and words.is_linked_already(words.spoken(page))


def _login_form(visit: Visit, page: Page) -> PendingForm | Stopped:
    try:
        form = readers.login_form(page)
    except UnexpectedPageError as missed:
        return unexpected(visit, page, str(missed))
    if form is not None:
        return visit.asking(form)
    text = words.spoken(page)
    if words.is_not_open(text):
        return Stopped(visit, Trouble.LINK_NOT_OFFERED, visit.said(text))
    return unexpected(visit, page, "no form with a line and a password")


def _not_the_login(state: calls.OpeningLinkPage, page: Page, stopped: Stopped) -> calls.Step[Any]:
    """Put a page that comes before the login to the person, if it is one; else end.

    Where the old login is given again, it is gone on from by itself when it is the very page that the person went on
    from in this session, and asks nothing: then it is known to lead to the login.
    """
    visit, errand = state.visit, state.errand
    with_login = isinstance(errand, calls.WithLogin)
    plain = stopped.trouble is Trouble.UNEXPECTED_PAGE and words.login_trouble(words.spoken(page)) is None
    username = next((each.reveal() for each in visit.session.hushed), "")
    try:
        before = readers.before_login(page, username) if plain else None
    except UnexpectedPageError as missed:
        before, stopped = None, replace(stopped, why=f"{stopped.why}; {missed}")
    if before is None:
        return calls.end(visit.failed(stopped.trouble, stopped.said, sent=not with_login, why=stopped.why))
    form = visit.asking(before.form)
    if not isinstance(errand, calls.WithLogin):
        notice = errand.notice if isinstance(errand, calls.AfterSignIn) else None
        return calls.end(SignedIn(visit.holding(form), notice, tuple(map(visit.without_secrets, before.said))))
    if state.went_on or form.questions or form.stood != visit.session.passed:
        why = "a page before the login that nobody went on from"
        return calls.end(visit.failed(stopped.trouble, stopped.said, sent=False, why=why))
    going = replace(state, visit=visit.wants(None), went_on=True)
    return calls.Step(going, PostForm("page_before", form, {}))


def go_on(visit: Visit, form: PendingForm, answers: Answers) -> calls.Step[Any]:
    """Go on from a page that comes before the one for the old login, as the person does."""
    request = PostForm("page_before", form, {}, answers=answers)
    return calls.Step(calls.OpeningLinkPage(visit.wants(None), calls.WithSession()), request)


def _given_anew(visit: Visit, form: PendingForm, credentials: FilerCredentials, page: Page) -> calls.Step[Any]:
    """Send the old login in a fresh form, unless that asks something else than what was answered."""
    try:
        form.check(credentials.answers)
    except ValueError as unfit:
        stopped = unexpected(visit, page, f"a fresh form: {unfit}")
        return calls.end(visit.failed(stopped.trouble, stopped.said, form, sent=False, why=stopped.why))
    return give_login(visit, form, credentials)


def give_login(visit: Visit, form: PendingForm, credentials: FilerCredentials) -> calls.Step[Any]:
    """Send the old login, and the answers to what else its form asks."""
    typed = {form.login_field: credentials.login, form.password_field: credentials.password}
    request = PostForm("filer_login", form, typed, answers=credentials.answers)
    return calls.Step(calls.GivingLogin(visit.wants(None), form), request)


def accounts_shown(state: calls.GivingLogin, page: Page) -> calls.Step[Any]:
    """Read the answer to the old login."""
    visit, why = state.visit, ""
    text = words.spoken(page, state.form.stood)
    trouble = words.login_trouble(text)
    try:
        again = readers.login_form(page) if trouble else readers.asks_login_again(page, state.form)
        if again is not None:
            refused, asked = trouble or Trouble.WRONG_FILER_CREDENTIALS, visit.asking(again)
            said = _complaint(visit, page, state.form)
            return calls.end(visit.failed(refused, said, asked, why="the login is asked for again"))
        verify = readers.verify(page, visit.names())
    except OtherLoginShownError as other:
        return calls.end(visit.failed(Trouble.OTHER_LOGIN_SHOWN, why=str(other)))
    except UnexpectedPageError as missed:
        verify, why = None, str(missed)
    if verify is None or (verify.accounts.said and (trouble or words.is_down(text) or words.is_admin_account(text))):
        why = why or "a form beside words of a trouble"
        stopped = (
            unexpected(visit, page, why, state.form.stood)
            if trouble is None
            else Stopped(visit, trouble, _complaint(visit, page, state.form), why=why)
        )
        return calls.end(visit.failed(stopped.trouble, stopped.said, why=stopped.why))
    return calls.end(AccountsFound(visit.holding(visit.asking(verify.form)), visit.accounts(verify.accounts)))


def _complaint(visit: Visit, page: Page, form: PendingForm) -> str:
    """Give what the answer to a login complains of, safe to show."""
    return visit.said(words.complaint(page, form.stood))
