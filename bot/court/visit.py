"""A session at its court during one call, and what an answer is there: a page, something to ask next, or a stop. PURE.

Glitches that public clients of CM/ECF have met, each got over once a call: the sign-on bounce although the cookie is
good, the passing "no access privileges" page, the form that asks again when one comes from elsewhere. And each page
whose request went down with a kept-open connection is asked for once more, on a fresh one, as a browser does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from bot.court.exchange import Answered, Get, Lost, PostForm, Unsent
from bot.court.model import MenuShows
from bot.court.pages import menus, readers, words
from bot.court.pages.hush import hush
from bot.court.pages.menus import Signs
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.shown import Typed
from bot.court.results import Failed
from bot.court.sign_on import SIGN_ON_HOST
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Answer, Came, Late
    from bot.court.model import CourtSession, PendingForm
    from bot.court.pages.menus import Menu
    from bot.court.pages.tree import Page
    from bot.court.results import Accounts
    from bot.vault import Secret

FOREIGN_REFERER: Final = "https://external"
"""What public clients of CM/ECF send when they do not come from one of its pages."""
MAX_REDIRECTS: Final = 2
"""Within the same court, on the way to one page."""
_BOTH_NAMES: Final = 2
_BROKEN: Final = 500
_REFUSED: Final = 400
_TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """A session at work. `session` is always as it stands now, ready to be sealed.

    `typed` is what must not be repeated, beside what the session holds. `wanted` is the page that is being got, which
    may be asked for again; None while a form of the person's is being answered. `menu_page` is the menu's own page,
    once it was met, and `signs` what all its parts say.
    """

    session: CourtSession
    typed: tuple[Secret, ...] = ()
    wanted: Get | None = None
    redirects: int = 0
    may_return_after_bounce: bool = True
    may_repeat_no_access: bool = True
    may_send_referrer_form: bool = True
    may_ask_afresh: bool = True
    menu_page: Page | None = None
    signs: Signs = field(default_factory=Signs)

    @property
    def menu_url(self) -> str:
        """The page that shows the menu bar, and the link where it is offered."""
        return f"https://{self.session.court.host}/cgi-bin/DisplayMenu.pl?Utilities"

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What must be on no page that is kept."""
        held = (cookie.value for cookie in self.session.cookies)
        return (*self.typed, *self.session.hushed, *self.session.codes, self.session.token, *held)

    def holding(self, form: PendingForm | None = None) -> CourtSession:
        """Give the session as it stands now, holding `form`."""
        return replace(self.session, form=form)

    def failed(
        self, trouble: Trouble, said: str = "", form: PendingForm | None = None, *, sent: bool = True, why: str = ""
    ) -> Failed:
        """Give a failure with the session as it stands now; `sent` and `why` as in Failed."""
        return Failed(trouble, said, self.holding(form), sent, why)

    def said(self, text: str) -> str:
        """Make a page's words safe to show: nothing typed, no token, 300 characters."""
        return words.safe(text, self.session.hushed, (*self.session.codes, *self.typed))

    def without_secrets(self, line: str) -> str:
        """Make a line of the court's fit for its own person's eyes: no password, no code; the names stay."""
        secrets = (*self.session.codes, *self.typed)
        return hush(line, secrets=[secret.reveal() for secret in secrets])

    def accounts(self, read: Accounts) -> Accounts:
        """Make what a page says of both accounts fit for its person's eyes."""
        said = tuple(map(self.without_secrets, read.said))
        return replace(read, filer=self.without_secrets(read.filer), pacer=self.without_secrets(read.pacer), said=said)

    def asking(self, form: PendingForm) -> PendingForm:
        """Make what a form asks fit for its person's eyes."""
        asked = (
            replace(
                each,
                label=self.without_secrets(each.label),
                options=tuple(map(self.without_secrets, each.options)),
                default=self.without_secrets(each.default),
            )
            for each in form.questions
        )
        return replace(form, questions=tuple(asked))

    def names(self) -> Typed | None:
        """Give the two names that were typed; None before both were."""
        if len(self.session.hushed) < _BOTH_NAMES:
            return None
        return Typed(self.session.hushed[-1].reveal(), self.session.hushed[0].reveal())

    def wants(self, page: Get | None) -> Visit:
        """Set out for a page; with None, for the answer to a form, which is never sent again."""
        return replace(self, wanted=page, redirects=0, may_ask_afresh=True)

    def after(self, came: Answered | Lost | Late) -> Visit:
        """Take the jar of cookies as the answer left it, or what came of one."""
        if came.cookies is None:
            return self
        return replace(self, session=replace(self.session, cookies=came.cookies))


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """A page of the court's."""

    visit: Visit
    page: Page


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """A redirect or a glitch: this is to be asked next."""

    visit: Visit
    request: Get | PostForm


@dataclass(frozen=True, slots=True, eq=False)
class Bounced:
    """The court sends us to the sign-on, and did so before when it was asked once more."""

    visit: Visit


@dataclass(frozen=True, slots=True, eq=False)
class Stopped:
    """It goes no further, with this trouble and these words, which are safe to show.

    `unsent`: proven that not a byte left of the request that failed. `why`: as in Failed.
    """

    visit: Visit
    trouble: Trouble
    said: str = field(default="", repr=False)
    unsent: bool = False
    why: str = ""


def meet(visit: Visit, came: Came) -> Met | Again | Bounced | Stopped:
    """Say what came of asking for a page, or of answering a form that may be lost without harm."""
    if isinstance(came, Unsent):
        return Stopped(visit, came.trouble, unsent=True)
    visit = visit.after(came)
    if isinstance(came, Lost) and came.dropped is not None and visit.may_ask_afresh:
        return Again(replace(visit, may_ask_afresh=False), replace(came.dropped, fresh=True))
    if not isinstance(came, Answered):
        return Stopped(visit, came.trouble if isinstance(came, Lost) else Trouble.TIMED_OUT)
    answer = came.answer
    if leads_to_sign_on(answer):
        return _bounced(visit)
    if answer.location:
        return _redirected(visit, answer)
    if is_down(answer):
        return Stopped(visit, Trouble.COURT_DOWN, why=f"status {answer.status}")
    try:
        page = readers.read(answer.body, answer.content_type, answer.url, visit.session.court.profile)
    except UnexpectedPageError as missed:
        return Stopped(visit, Trouble.UNEXPECTED_PAGE, why=str(missed))
    if is_refused(answer):
        return unexpected(visit, page, f"status {answer.status}")
    return _bounced(visit) if readers.is_bounce(page) else _glitch(visit, page) or Met(visit, page)


def _bounced(visit: Visit) -> Again | Bounced:
    if visit.wanted is None or not visit.may_return_after_bounce:
        return Bounced(visit)
    return Again(replace(visit, may_return_after_bounce=False, redirects=0), visit.wanted)


def _redirected(visit: Visit, answer: Answer) -> Again | Stopped:
    if visit.redirects >= MAX_REDIRECTS:
        return Stopped(visit, Trouble.UNEXPECTED_PAGE, why="too many redirects")
    step = visit.wanted.step if visit.wanted else "redirect"
    return Again(replace(visit, redirects=visit.redirects + 1), Get(step, joined(answer), answer.url))


def _glitch(visit: Visit, page: Page) -> Again | None:
    if visit.wanted is None:
        return None
    form = readers.referrer_form(page) if visit.may_send_referrer_form else None
    if form is not None:
        return Again(replace(visit, may_send_referrer_form=False), PostForm(visit.wanted.step, form, {}))
    if visit.may_repeat_no_access and readers.is_no_access(page):
        return Again(replace(visit, may_repeat_no_access=False), visit.wanted)
    return None


def read_menu(visit: Visit, page: Page) -> Menu | Stopped:
    """Read a signed-in court's menu, all of whose parts were met, `page` last."""
    first = visit.menu_page or page
    if not visit.signs.signed_in:
        return unexpected(visit, first, "no way to log out")
    try:
        return visit.signs.said(bare=visit.session.bare)
    except ValueError as twice:
        return unexpected(visit, first, f"{twice}; {visit.signs.weighed()}")


def door(visit: Visit, menu: Menu) -> str | None:
    """Give the address of the page that links: as the menu offers it, or as the court's profile names it.

    The latter only where the menu shows nobody's filing menus and no filer's id: it is no sign of anything.
    """
    named = visit.session.court.profile.addresses
    signs = visit.signs
    if menu.link is not None or not named or signs.events or True in signs.ids:
        return menu.link
    return urljoin(visit.menu_url, named[0])


def see(visit: Visit, page: Page) -> Visit:
    """Take what a part of the menu says."""
    if visit.menu_page is None:
        return replace(visit, menu_page=page, signs=menus.signs(page))
    script = menus.is_script(page.url)
    part = menus.signs_of_script(page) if script else menus.signs(page)
    return replace(visit, signs=visit.signs.without_next().and_of(part))


def next_part(visit: Visit) -> Get | None:
    """Give the part of the menu that is to be read next, if any."""
    try:
        part = visit.signs.next_part()
    except ValueError:  # offered twice, which more parts do not mend
        return None
    return Get("menu_part", part, visit.menu_url) if part else None


def not_offered(visit: Visit, menu: Menu, page: Page) -> Stopped:
    """Say why a menu offers no link. Somebody whose menus are missing has an account there, and must not link it."""
    text, why = words.spoken(page), visit.signs.weighed()
    if words.is_admin_account(text):
        return Stopped(visit, Trouble.FIRM_ADMIN_ACCOUNT, visit.said(text), why=why)
    if menu.shows is MenuShows.MENUS_MISSING:
        return Stopped(visit, Trouble.FILER_WITHOUT_MENUS, why=why)
    return Stopped(visit, Trouble.LINK_NOT_FOUND if menu.alike else Trouble.LINK_NOT_OFFERED, why=why)


def unexpected(visit: Visit, page: Page, why: str = "", stood: tuple[str, ...] = ()) -> Stopped:
    """Say what an unforeseen page is about, as far as it can be told.

    `why`: what was missed on it. `stood`: marks of what stood on the page before.
    """
    text = words.spoken(page, stood)
    if words.is_down(text):
        trouble = Trouble.COURT_DOWN
    elif words.is_admin_account(text):
        trouble = Trouble.FIRM_ADMIN_ACCOUNT
    else:
        trouble = Trouble.UNEXPECTED_PAGE
    return Stopped(visit, trouble, visit.said(text), why=why)


def joined(answer: Answer) -> str:
    """Give where a redirect leads, in full; an address that cannot be read leads nowhere."""
    try:
        address = urljoin(answer.url, answer.location)
        urlsplit(address)
    except ValueError:
        return ""
    return address


def leads_to_sign_on(answer: Answer) -> bool:
    """Whether an answer redirects to PACER's sign-on instead of showing the script that courts use."""
    return bool(answer.location) and urlsplit(joined(answer)).hostname == SIGN_ON_HOST


def is_down(answer: Answer) -> bool:
    """Whether an answer's status says that the court cannot serve anybody now."""
    return answer.status >= _BROKEN or answer.status == _TOO_MANY


def is_refused(answer: Answer) -> bool:
    """Whether an answer's status is of an error of ours."""
    return answer.status >= _REFUSED
