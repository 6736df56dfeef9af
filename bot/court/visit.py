"""One call at one court: pages got with the known glitches handled, each at most once, and troubles named.

Glitches that public clients of CM/ECF have met: the sign-on bounce although the cookie is good, the passing "no
access privileges" page, the form that asks again when one comes from elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.court import pages, words
from bot.court.model import Failed, Trouble
from bot.court.pages import UnexpectedPageError
from bot.court.transport import SIGN_ON_HOST
from bot.court.wire import FOREIGN_REFERER, WireError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.court.model import CourtSession, PendingForm
    from bot.court.pages import Menu
    from bot.court.rehearsal import PageKeeper
    from bot.court.tree import Page
    from bot.court.wire import Answer, Wire
    from bot.vault import Secret

_BROKEN: Final = 500
_REFUSED: Final = 400
_TOO_MANY: Final = 429


class StopError(Exception):
    """This call ends here, with this trouble and these words, which are safe to show.

    `sent` is False only when it is proven that not a byte left of the request that failed.
    """

    def __init__(self, trouble: Trouble, said: str = "", *, sent: bool = True) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.said = said
        self.sent = sent


class BouncedError(Exception):
    """The court sent us to the sign-on, and again when asked once more."""


class Visit:
    """A session at work at its court. `session` is always as it stands now, ready to be sealed.

    `keeper` is given every page met. `typed` are the secrets typed for this call: nothing of them is ever quoted.
    """

    def __init__(self, wire: Wire, session: CourtSession, keeper: PageKeeper | None = None, *typed: Secret) -> None:
        self.wire = wire
        self._session = session
        self._keeper = keeper
        self._typed = typed
        self._may_return_after_bounce = True
        self._may_repeat_no_access = True
        self._may_send_referrer_form = True

    def session(self, form: PendingForm | None = None) -> CourtSession:
        """Give the session as it stands now, holding `form`."""
        return replace(self._session, cookies=self.wire.cookies(), form=form)

    def failed(self, trouble: Trouble, said: str = "", form: PendingForm | None = None) -> Failed:
        """Give a failure with the session as it stands now."""
        return Failed(trouble, said, self.session(form))

    @property
    def menu_url(self) -> str:
        """The page that shows the menu bar, and the link where it is offered."""
        return f"https://{self._session.court.host}/cgi-bin/DisplayMenu.pl?Utilities"

    async def menu(self) -> tuple[Menu, Page]:
        """Get and read the menu. Raises StopError, BouncedError."""
        page = await self.page(self.menu_url, FOREIGN_REFERER, "menu")
        try:
            return pages.menu(page), page
        except UnexpectedPageError:
            raise self.unexpected(page) from None

    async def page(self, url: str, referer: str, step: str) -> Page:
        """GET a page, glitches handled. Raises StopError for what is no page, BouncedError when not signed in."""
        answer = await self._get(url, referer)
        while True:
            page = self.read(answer, step)
            if page is None or pages.is_bounce(page):
                if not self._may_return_after_bounce:
                    raise BouncedError
                self._may_return_after_bounce = False
                answer = await self._get(url, referer)
                continue
            again = pages.referrer_form(page)
            if again is not None and self._may_send_referrer_form:
                self._may_send_referrer_form = False
                answer = await self.send(again, {})
                continue
            if pages.is_no_access(page) and self._may_repeat_no_access:
                self._may_repeat_no_access = False
                answer = await self._get(url, referer)
                continue
            return page

    async def _get(self, url: str, referer: str) -> Answer:
        try:
            return await self.wire.get(url, referer)
        except WireError as error:
            raise StopError(error.trouble) from None

    async def send(self, form: PendingForm, answers: Mapping[str, Secret]) -> Answer:
        """POST a form that may be lost without harm; its answer's redirect, if any, is gone after. Raises StopError."""
        try:
            answer = await self.wire.post_form(form, answers)
        except WireError as error:
            raise StopError(error.trouble, sent=error.sent) from None
        if not answer.location or leads_to_sign_on(answer):
            return answer
        try:
            return await self.wire.go_after(answer)
        except WireError as error:
            raise StopError(error.trouble) from None

    def keep(self, answer: Answer, step: str) -> None:
        """Hand a page that was met to the keeper of a rehearsal, if there is one."""
        if self._keeper is not None:
            held = [cookie.value for cookie in (*self._session.cookies, *self.wire.cookies())]
            exact = (*self._typed, *self._session.hushed, *self._session.codes, self._session.token, *held)
            self._keeper.keep(step, self._session.court.id, answer, exact)

    def read(self, answer: Answer, step: str) -> Page | None:
        """Read an answer; None when it redirects to the sign-on. Raises StopError for what is no page of a court's."""
        self.keep(answer, step)
        if leads_to_sign_on(answer):
            return None
        if is_down(answer):
            raise StopError(Trouble.COURT_DOWN)
        try:
            page = pages.read(answer.body, answer.content_type, answer.url)
        except UnexpectedPageError:
            raise StopError(Trouble.UNEXPECTED_PAGE) from None
        if answer.status >= _REFUSED:
            raise self.unexpected(page)
        return page

    def unexpected(self, page: Page) -> StopError:
        """Say what an unforeseen page is about, as far as it can be told."""
        text = words.spoken(page)
        said = self.said(text)
        if words.is_down(text):
            return StopError(Trouble.COURT_DOWN, said)
        if words.is_admin_account(text):
            return StopError(Trouble.FIRM_ADMIN_ACCOUNT, said)
        return StopError(Trouble.UNEXPECTED_PAGE, said)

    def said(self, text: str) -> str:
        """Make a page's words safe to show: nothing typed, no token, 300 characters."""
        return words.safe(text, self._session.hushed, (*self._session.codes, *self._typed))


def leads_to_sign_on(answer: Answer) -> bool:
    """Whether an answer redirects to PACER's sign-on instead of showing the script that courts use."""
    return bool(answer.location) and _host(answer.location) == SIGN_ON_HOST


def is_down(answer: Answer) -> bool:
    """Whether an answer's status says that the court cannot serve anybody now."""
    return answer.status >= _BROKEN or answer.status == _TOO_MANY


def is_refused(answer: Answer) -> bool:
    """Whether an answer's status is of an error of ours."""
    return answer.status >= _REFUSED


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
