"""The procedure at the sign-on and at a court: sign in, find both accounts, submit once, read the menu, sign out.

`CourtService` never raises for what PACER, a court or the network does: every way it can go is a value of `model`. It
keeps nothing of a person between calls; what the next call needs is in the `CourtSession` given back.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from bot.court import pages, sign_on, words
from bot.court.model import (
    AccountsFound,
    AlreadyLinked,
    Court,
    CourtSession,
    Failed,
    FormKind,
    MenuRead,
    MenuShows,
    NotSent,
    PendingForm,
    RefusedByCourt,
    Sent,
    SignedIn,
    SignInNotice,
    Timeouts,
    Trouble,
    Unclear,
)
from bot.court.pages import UnexpectedPageError
from bot.court.transport import Pool, checked_gateway, httpx_timeouts, quiet_libraries
from bot.court.visit import BouncedError, StopError, Visit, is_down, is_refused, leads_to_sign_on
from bot.court.wire import Wire, WireError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable

    from bot.court.model import FilerCredentials, PacerCredentials
    from bot.court.rehearsal import PageKeeper
    from bot.court.tree import Page
    from bot.court.wire import Answer
    from bot.vault import Secret

_SIGN_OUT_SECONDS: Final = 5.0
_SIGN_INS: Final = 2
"""How often one call may sign in: a second time only when the court bounced the first session."""

Result = TypeVar("Result")
Submitted = Sent | NotSent | RefusedByCourt | Unclear | AlreadyLinked


class CourtService:
    """Talks to PACER and to courts for one person at a time, any number at once; one for a process.

    `gateway`: an http address on this machine to which every request is sent instead, Host, path and cookies as they
    would be; GatewayError when it is anything else. `ssl_context`: for a firm's own certificate authority; one that
    verifies, or ValueError. `keeper`: given every page met at a court, for a rehearsal.
    """

    def __init__(
        self,
        *,
        gateway: str | None = None,
        timeouts: Timeouts | None = None,
        ssl_context: ssl.SSLContext | None = None,
        keeper: PageKeeper | None = None,
    ) -> None:
        quiet_libraries()
        self._timeouts = timeouts or Timeouts()
        self._keeper = keeper
        self._pool = Pool(checked_gateway(gateway) if gateway is not None else None, ssl_context)

    async def close(self) -> None:
        """End all connections."""
        await self._pool.close()

    async def sign_in(self, court: Court, credentials: PacerCredentials) -> SignedIn | AlreadyLinked | Failed:
        """Sign in to PACER, open the court's menu and, unless linked already, the page that asks for the filer login.

        Raises ValueError for a court that is guided only.
        """
        _check_automated(court)
        wire = self._wire(court)
        return await self._within(
            self._timeouts.flow, self._sign_in(wire, court, credentials), lambda: Failed(Trouble.TIMED_OUT)
        )

    async def resume(self, court: Court, session: CourtSession) -> SignedIn | AlreadyLinked | Failed:
        """Open another court (or the same one anew) with a session that PACER gave before.

        Raises ValueError for a court that is guided only.
        """
        _check_automated(court)
        moved = replace(session, court=court, form=None)
        visit = self._visit(moved)
        return await self._within(
            self._timeouts.flow, self._resume(visit, None), lambda: visit.failed(Trouble.TIMED_OUT)
        )

    async def find_accounts(self, session: CourtSession, credentials: FilerCredentials) -> AccountsFound | Failed:
        """Send the filer login; give both accounts as the court's page names them. Links nothing."""
        named = replace(session, form=None, hushed=(*session.hushed, credentials.login))
        visit = self._visit(named, credentials.password)
        work = self._find_accounts(visit, session.form, credentials)
        return await self._within(self._timeouts.flow, work, lambda: visit.failed(Trouble.TIMED_OUT))

    async def submit(self, session: CourtSession) -> Submitted:
        """Look at the menu once more, then send the last Submit: once, whatever happens.

        Raises ValueError for a session that holds no form to confirm, as after a submit.
        """
        form = session.form
        if form is None or form.kind is not FormKind.CONFIRM:
            raise ValueError("the session holds no form to confirm")
        visit = self._visit(session)
        half = self._timeouts.flow / 2
        stopped = await self._within(
            half, self._look(visit, form), lambda: NotSent(Trouble.TIMED_OUT, visit.session(form))
        )
        if stopped is not None:
            return stopped
        return await self._within(
            half, self._post_once(visit, form), lambda: Unclear(visit.session(), Trouble.TIMED_OUT)
        )

    async def read_menu(self, session: CourtSession) -> MenuRead | Failed:
        """Read what the court's menu shows now: the proof of a link, or of none."""
        visit = self._visit(session)
        return await self._within(
            self._timeouts.flow,
            self._read_menu(visit, session.form),
            lambda: visit.failed(Trouble.TIMED_OUT, form=session.form),
        )

    async def sign_out(self, session: CourtSession) -> None:
        """End the PACER session; 5 seconds at most, and nothing is made of a failure."""
        wire = self._wire(session.court)
        with suppress(TimeoutError, WireError):
            async with asyncio.timeout(_SIGN_OUT_SECONDS):
                await wire.post_json(sign_on.SIGN_OUT_URL, sign_on.sign_out_body(session))

    def _wire(self, court: Court) -> Wire:
        return Wire(self._pool, httpx_timeouts(self._timeouts), court.host)

    def _visit(self, session: CourtSession, *typed: Secret) -> Visit:
        wire = self._wire(session.court)
        wire.put(*session.cookies)
        return Visit(wire, session, self._keeper, *typed)

    async def _within(self, seconds: float, work: Awaitable[Result], late: Callable[[], Result]) -> Result:
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError:
            return late()

    async def _sign_in(
        self, wire: Wire, court: Court, credentials: PacerCredentials
    ) -> SignedIn | AlreadyLinked | Failed:
        visit = None
        # A one-time passcode is good once: a second try with it would be refused and count as a wrong password.
        for _ in range(_SIGN_INS if credentials.passcode is None else 1):
            try:
                answer = await wire.post_json(sign_on.SIGN_IN_URL, sign_on.request_body(credentials))
            except WireError as error:
                return Failed(error.trouble, sent=error.sent)
            admitted = sign_on.read(answer.status, answer.body, credentials)
            if isinstance(admitted, sign_on.Refused):
                return Failed(admitted.trouble, admitted.words)
            wire.clear()
            wire.put(*sign_on.cookies(admitted, credentials))
            codes = (credentials.client_code,) if credentials.client_code is not None else ()
            session = CourtSession(court, admitted.token, wire.cookies(), None, (credentials.username,), codes)
            visit = Visit(wire, session, self._keeper, *sign_on.secrets(credentials))
            try:
                return await self._open(visit, admitted.notice)
            except BouncedError:
                continue
        return Failed(Trouble.SESSION_NOT_ACCEPTED, "", visit.session() if visit else None)

    async def _resume(self, visit: Visit, notice: SignInNotice | None) -> SignedIn | AlreadyLinked | Failed:
        try:
            return await self._open(visit, notice)
        except BouncedError:
            return visit.failed(Trouble.SESSION_EXPIRED)

    async def _open(self, visit: Visit, notice: SignInNotice | None) -> SignedIn | AlreadyLinked | Failed:
        """Open the menu and the link page. Raises BouncedError."""
        try:
            menu, page = await visit.menu()
            if menu.shows is MenuShows.FILER:
                return AlreadyLinked(visit.session())
            if menu.link is None:
                text = words.spoken(page)
                if words.is_admin_account(text):
                    return visit.failed(Trouble.FIRM_ADMIN_ACCOUNT, visit.said(text))
                return visit.failed(Trouble.LINK_NOT_OFFERED)
            page = await visit.page(menu.link, visit.menu_url, "link_page")
            form = _login_form(visit, page)
        except StopError as stop:
            return visit.failed(stop.trouble, stop.said)
        return SignedIn(visit.session(form), notice)

    async def _find_accounts(
        self, visit: Visit, form: PendingForm | None, credentials: FilerCredentials
    ) -> AccountsFound | Failed:
        if form is None or form.kind is not FormKind.FILER_LOGIN:
            # The form was used, or the person came back from the verify page: a form is good once, so get a fresh one.
            opened = await self._resume(visit, None)
            if isinstance(opened, Failed):
                return replace(opened, sent=False)
            form = opened.session.form
        if form is None:
            return replace(visit.failed(Trouble.LINK_NOT_OFFERED), sent=False)
        typed = {form.login_field: credentials.login, form.password_field: credentials.password}
        try:
            page = visit.read(await visit.send(form, typed), "filer_login")
            if page is None or pages.is_bounce(page):
                return visit.failed(Trouble.SESSION_EXPIRED)
            return _accounts(visit, page)
        except StopError as stop:
            return replace(visit.failed(stop.trouble, stop.said), sent=stop.sent)

    async def _look(self, visit: Visit, form: PendingForm) -> NotSent | AlreadyLinked | None:
        """Give the reason not to send, if the menu shows one."""
        try:
            menu, _ = await visit.menu()
        except StopError as stop:
            return NotSent(stop.trouble, visit.session(form))
        except BouncedError:
            return NotSent(Trouble.SESSION_EXPIRED, visit.session(form))
        if menu.shows is MenuShows.FILER:
            return AlreadyLinked(visit.session())
        if menu.link is None:
            return NotSent(Trouble.LINK_NOT_OFFERED, visit.session(form))
        return None

    async def _post_once(self, visit: Visit, form: PendingForm) -> Submitted:
        try:
            answer = await visit.wire.post_form(form, {})
        except WireError as error:
            if error.sent:
                return Unclear(visit.session(), error.trouble)
            return NotSent(error.trouble, visit.session(form))
        visit.keep(answer, "submit")
        result = _submitted(visit, answer)
        return await self._checked_refusal(visit, result) if isinstance(result, RefusedByCourt) else result

    async def _checked_refusal(self, visit: Visit, refused: RefusedByCourt) -> Submitted:
        """Believe a refusal only when the menu agrees: "already linked" may tell of the link that was just made."""
        try:
            menu, _ = await visit.menu()
        except StopError as stop:
            return Unclear(visit.session(), stop.trouble)
        except BouncedError:
            return Unclear(visit.session(), Trouble.SESSION_EXPIRED)
        if menu.shows is MenuShows.NO_FILER and menu.link is not None:
            return replace(refused, session=visit.session())
        return Sent(visit.session())

    async def _read_menu(self, visit: Visit, form: PendingForm | None) -> MenuRead | Failed:
        try:
            menu, page = await visit.menu()
        except StopError as stop:
            return visit.failed(stop.trouble, stop.said, form)
        except BouncedError:
            return visit.failed(Trouble.SESSION_EXPIRED, form=form)
        # A bar with no filer and no link to link one is another page's, drawn before: it proves nothing.
        if menu.shows is None or (menu.shows is MenuShows.NO_FILER and menu.link is None):
            unexpected = visit.unexpected(page)
            return visit.failed(unexpected.trouble, unexpected.said, form)
        return MenuRead(menu.shows, visit.session(form))


def _check_automated(court: Court) -> None:
    if not court.automated:
        raise ValueError(f"the court {court.id!r} is guided only")


def _login_form(visit: Visit, page: Page) -> PendingForm:
    """Read the link page. Raises StopError."""
    try:
        form = pages.login_form(page)
    except UnexpectedPageError:
        raise visit.unexpected(page) from None
    if form is not None:
        return form
    text = words.spoken(page)
    if words.is_not_open(text):
        raise StopError(Trouble.LINK_NOT_OFFERED, visit.said(text))
    raise visit.unexpected(page)


def _accounts(visit: Visit, page: Page) -> AccountsFound | Failed:
    """Read the answer to the filer login. Raises StopError."""
    text = words.spoken(page)
    said = visit.said(words.complaint(page))
    try:
        again = pages.login_form(page)
        if again is not None:
            return visit.failed(words.login_trouble(text) or Trouble.WRONG_FILER_CREDENTIALS, said, again)
        verify = pages.verify(page)
    except UnexpectedPageError:
        trouble = words.login_trouble(text)
        if trouble is not None:
            return visit.failed(trouble, said)
        raise visit.unexpected(page) from None
    return AccountsFound(visit.session(verify.form), verify.accounts)


def _submitted(visit: Visit, answer: Answer) -> Submitted:
    """Read the answer to the last Submit. It proves nothing: at most a clear refusal, or that it is unclear."""
    session = visit.session()
    if leads_to_sign_on(answer):
        return Unclear(session, Trouble.SESSION_EXPIRED)
    if is_down(answer):
        return Unclear(session, Trouble.COURT_DOWN)
    if answer.location:
        return Sent(session)
    try:
        page = pages.read(answer.body, answer.content_type, answer.url)
    except UnexpectedPageError:
        return Unclear(session, Trouble.UNEXPECTED_PAGE)
    if pages.is_bounce(page):
        return Unclear(session, Trouble.SESSION_EXPIRED)
    text = words.spoken(page)
    refused = words.refusal(text) or (None if words.sounds_like_success(text) else _form_again(page))
    if refused is not None:
        return RefusedByCourt(refused, visit.said(text), session)
    if words.is_down(text):
        return Unclear(session, Trouble.COURT_DOWN)
    if is_refused(answer) or pages.is_no_access(page) or pages.referrer_form(page) is not None:
        return Unclear(session, Trouble.UNEXPECTED_PAGE)
    return Sent(session)


def _form_again(page: Page) -> Trouble | None:
    """Whether the court asks for the filer login once more."""
    try:
        return Trouble.WRONG_FILER_CREDENTIALS if pages.login_form(page) is not None else None
    except UnexpectedPageError:
        return None
