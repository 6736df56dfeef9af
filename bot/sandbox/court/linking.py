"""Linking itself: the CM/ECF login, the page that names both accounts, the final form.

Strict: every form number is good once, every hidden input must come back untouched, and nothing may come that the form
did not hold.
"""

import hmac
import re
from dataclasses import replace

from bot.sandbox.court import pages
from bot.sandbox.court.courts import BetweenPage, Court
from bot.sandbox.court.exchange import Answer, Incoming, html_answer
from bot.sandbox.court.menus import Viewer
from bot.sandbox.court.people import Filer, Sort
from bot.sandbox.court.state import IssuedForm, PracticeCourt, Session

FILER_LOGIN = "filer_login"
BETWEEN = "between"
TICK_IT = "Tick the box to say that you have verified both accounts. Nothing was linked."
SUBMIT = "submit"
RENAMED = "_9x"
FORM_QUERY = re.compile(r"(\d{12,16})-L_1_0-1")
SPECIAL_CHARACTERS = frozenset("&@$*")


def _draw(court: Court, text: str, effect: str) -> Answer:
    skin = court.skin
    return html_answer(text, effect, encoding=skin.encoding, declared=skin.charset_in_header)


def link_page(state: PracticeCourt, court: Court, session: Session, viewer: Viewer, incoming: Incoming) -> Answer:
    """Answer for the link page, or for what was typed into it. A POST without a form number asks for the page."""
    if incoming.method == "POST" and FORM_QUERY.fullmatch(incoming.query):
        return _filer_login(state, court, session, incoming)
    state.begins_anew(session, court.id)
    if viewer.linked:
        return _draw(court, pages.nothing_to_link(court, viewer), "link page: already linked")
    if session.person.sort is Sort.LEGACY:
        return _draw(court, pages.not_upgraded(court), "link page: not upgraded")
    return ask_again(state, court, session, "", "link page")


def ask_again(state: PracticeCourt, court: Court, session: Session, message: str, effect: str) -> Answer:
    """Draw the link page with a fresh form."""
    form = state.issue_form(FILER_LOGIN, session, court.id, court.skin.link.hidden)
    return _draw(court, pages.link_page(court, form, message), effect)


def known_form(state: PracticeCourt, incoming: Incoming) -> IssuedForm | None:
    """Find the form whose number the query carries, used or not, whosever it is."""
    number = FORM_QUERY.fullmatch(incoming.query)
    return None if number is None else state.form(number.group(1))


def _claim(state: PracticeCourt, court: Court, session: Session, incoming: Incoming, purpose: str) -> IssuedForm | None:
    form = known_form(state, incoming)
    if form is None or form.spent or form.session is not session or (form.court, form.purpose) != (court.id, purpose):
        return None
    form.spent = True
    return form


def _typed(
    incoming: Incoming, form: IssuedForm, expected: tuple[str, ...], button: tuple[str, str]
) -> tuple[str, ...] | None:
    """Read the expected inputs; None unless the body is just what the form would send (the button may be left out)."""
    if incoming.form is None or incoming.content_type != "multipart/form-data":
        return None
    sent = {name.removesuffix(RENAMED): value for name, value in incoming.form}
    if len(sent) != len(incoming.form) or sent.pop(button[0], button[1]) != button[1]:
        return None
    values = tuple(sent.pop(name, None) for name in expected)
    if any(value is None for value in values) or sent != dict(form.hidden):
        return None
    return tuple(value for value in values if value is not None)


def _filer_login(state: PracticeCourt, court: Court, session: Session, incoming: Incoming) -> Answer:
    link = court.skin.link
    form = _claim(state, court, session, incoming, FILER_LOGIN)
    typed = None if form is None else _typed(incoming, form, (link.login_field, link.password_field), link.button)
    if typed is None:
        return _draw(court, pages.unexpected(court), "filer login: bad form")
    login, password = typed
    if state.filer_locked(court.id, login):
        return locked(state, court, session)
    filer = _filer(state, court, login, password)
    if filer is None:
        state.filer_failed(court.id, login)
        return ask_again(state, court, session, link.again, "filer login: wrong")
    state.forget_filer_failures(court.id, login)
    if court.skin.refuses_taken_filer_early and state.link_of_filer(court.id, login) is not None:
        return _draw(court, pages.taken(court), "filer login: linked elsewhere")
    if court.skin.between is not None:
        return _ask_between(state, court, session, court.skin.between, filer)
    return _name_both(state, court, session, filer)


def _name_both(state: PracticeCourt, court: Court, session: Session, filer: Filer, message: str = "") -> Answer:
    verify = state.issue_form(SUBMIT, session, court.id, court.skin.verify.hidden, filer)
    return _draw(court, pages.verify_page(court, verify, filer, session.person, message), "verify page")


def _ask_between(
    state: PracticeCourt, court: Court, session: Session, asked: BetweenPage, filer: Filer, *, message: str = ""
) -> Answer:
    form = state.issue_form(BETWEEN, session, court.id, asked.hidden, filer)
    return _draw(court, pages.between_page(court, asked, form, message), "page in between")


def between(state: PracticeCourt, court: Court, session: Session, asked: BetweenPage, incoming: Incoming) -> Answer:
    """Answer for the page in between, which links nothing: its role and the password once more, or it comes again."""
    form = _claim(state, court, session, incoming, BETWEEN) if incoming.method == "POST" else None
    filer = None if form is None else form.filer
    typed = None if form is None else _typed(incoming, form, (asked.role[0], asked.password[0]), asked.button)
    if filer is None or typed is None:
        return _draw(court, pages.unexpected(court), "page in between: bad form")
    role, password = typed
    given = password.encode("utf-8", "replace")
    if role in {value for value, _ in asked.roles if value} and hmac.compare_digest(filer.password.encode(), given):
        return _name_both(state, court, session, filer)
    return _ask_between(state, court, session, asked, filer, message=asked.again)


def locked(state: PracticeCourt, court: Court, session: Session) -> Answer:
    """Answer as for a CM/ECF login locked by wrong passwords."""
    message = "Too many failed attempts. This login is locked for 5 minutes."
    return ask_again(state, court, session, message, "filer login: locked")


def _filer(state: PracticeCourt, court: Court, login: str, password: str) -> Filer | None:
    """Find the CM/ECF account; a login with a special character is never found, as the link page cannot read it."""
    if SPECIAL_CHARACTERS & set(login):
        return None
    given = password.encode("utf-8", "replace")
    for filer in (filer for person in state.people for filer in person.filers):
        if (filer.court, filer.login) == (court.id, login) and hmac.compare_digest(filer.password.encode(), given):
            return filer
    return None


def final(state: PracticeCourt, court: Court, session: Session, viewer: Viewer, incoming: Incoming) -> Answer:
    """Answer for the final form, whose arrival was counted before: link, once; anything else changes nothing."""
    form = _claim(state, court, session, incoming, SUBMIT) if incoming.method == "POST" else None
    filer, tick = None if form is None else form.filer, court.skin.verify.tick
    is_unticked = tick is not None and (incoming.form is None or tick[0] not in dict(incoming.form))
    expected = (tick[0],) if tick is not None and not is_unticked else ()
    typed = None if form is None else _typed(incoming, form, expected, court.skin.verify.button)
    if filer is None or typed is None or any(each != "Y" for each in typed):
        return _draw(court, pages.unexpected(court), "submit: bad form")
    if is_unticked:
        return replace(_name_both(state, court, session, filer, TICK_IT), effect="submit: not ticked")
    if viewer.linked or state.link_of_filer(court.id, filer.login) is not None:
        return _draw(court, pages.taken(court), "submit: refused")
    state.make_link(filer, session.person.username)
    return _draw(court, pages.success(court), "submit: linked")
