"""The server of the firm's own page: a browser's requests in, pages out. Listens behind the firm's TLS proxy.

GET /form/<link>   the same page for every link: it leads to Sign in with Slack, and changes nothing
GET /signed-in     where Slack sends the browser back: here a link is claimed, or nothing is
GET /form          what the claimed run shows now; waits for what is under way at the court
POST /form         what was typed
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog
from aiohttp import web

from bot.engine.codec import NewerVersionError
from bot.forms import event_of
from bot.links import VISIT
from bot.runtime.serving import RefusedError, Serving, timed, whole_body
from bot.slack.desk import SlackBusyError, SlackError
from bot.store import ConversationKey, StoreError
from bot.texts import browser
from bot.web import policy, showing
from bot.web.keys import SlackKeys
from bot.web.pages import PLACES, html_of
from bot.web.sessions import Ends, Limit, digest_of, new_cookie, proof_of
from bot.web.sign_in import CALLBACK, SignIn
from bot.web.typing import UNREADABLE, read_typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from aiohttp.typedefs import Handler

    from bot.admission import Admission
    from bot.flow.effects import Field
    from bot.flow.fields import FieldErrors
    from bot.formwork import FormWork, Shown
    from bot.reading_settings import FormPage
    from bot.runtime.connections import Connections
    from bot.slack.desk import SlackDesk
    from bot.store.visits import Visit
    from bot.web.pages import Page
    from bot.web.sign_in import Begun

log = structlog.get_logger(__name__)

STATIC: Final = Path(__file__).parent / "static"
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
WAITS: Final = 20.0
"""Seconds that a page waits for what is under way at the court; proxies wait for at least 30."""
PERIOD: Final = 600.0
"""Seconds that the limits are for."""
BY_ADDRESS: Final = 1200
"""Requests from one address: a whole firm may come from one."""
BY_PERSON: Final = 60
"""Sign-ins and sent forms of one person."""
TOO_MANY, UNPROCESSABLE, MISDIRECTED, UNAVAILABLE = 429, 422, 421, 503


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that claimed a link: for which run, and what its forms carry as proof."""

    run: Visit
    token: str


class FormServer:
    """Serves the page."""

    def __init__(self, page: FormPage, work: FormWork, admission: Admission, desk: SlackDesk) -> None:
        self._app = page.client_id, page.client_secret
        self._work = work
        self._admission = admission
        self._desk = desk
        self._ends = Ends()
        self._keys = SlackKeys(partial(desk.sign_in_keys, page.issuer), time.monotonic)
        self._sign_in = SignIn(page, admission.installed, work.clock, work.links.key_for(b"sign in"))
        self._addresses: Limit[str] = Limit(BY_ADDRESS, PERIOD, time.monotonic)
        self._people: Limit[ConversationKey] = Limit(BY_PERSON, PERIOD, time.monotonic)
        self._host = policy.host_of(page.public_url)
        self._origin = policy.origin_of(page.public_url)
        self._serving: Serving | None = None

    async def start(self, host: str, port: int, connections: Connections | None = None) -> Self:
        """Listen. Raises OSError when the address cannot be had."""
        site = web.Application(client_max_size=policy.LARGEST_BODY, middlewares=[_dressed, timed, self._guarded])
        site.router.add_get("/form/{link}", self._opened, allow_head=False)
        site.router.add_get(f"/{CALLBACK}", self._returned, allow_head=False)
        site.router.add_get("/form", self._shown, allow_head=False)
        site.router.add_post("/form", self._sent)
        for place in PLACES.values():
            site.router.add_get(f"/{place}", _file, allow_head=False)
        self._serving = await Serving.start(site, host, port, connections)
        return self

    async def stop(self) -> None:
        """Take no more requests, and answer those under way."""
        if self._serving:
            await self._serving.stop()

    @property
    def port(self) -> int:
        """Give the port that it listens on."""
        return self._serving.port if self._serving else 0

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what is for another host, or too much; answer in words whatever goes wrong."""
        if request.headers.getall("Host", []) != [self._host]:
            return _page(showing.notice(browser.BAD_TITLE, browser.BAD), MISDIRECTED)
        if not self._addresses.allows(_address(request)):
            return _page(showing.notice(browser.MANY_TITLE, browser.MANY), TOO_MANY)
        try:
            return await handler(request)
        except ConnectionError:
            raise
        except RefusedError as refusal:
            answer = _page(showing.notice(browser.BAD_TITLE, browser.BAD), refusal.status)
            answer.force_close()
            return answer
        except web.HTTPException as error:
            return _page(showing.notice(browser.BAD_TITLE, browser.BAD), error.status)
        except NewerVersionError:
            log.warning("a request of the form is left to a newer version of the app")
            return _page(showing.notice(browser.TROUBLE_TITLE, browser.UPGRADING), UNAVAILABLE)
        except StoreError:
            log.exception("the form could not be shown")
        except Exception:
            log.exception("a request of the form broke")
        return _page(showing.notice(browser.TROUBLE_TITLE, browser.TROUBLE), UNAVAILABLE)

    async def _opened(self, request: web.Request) -> web.StreamResponse:
        """Lead to the sign-in, or to the form of whoever signed in before. Nothing is looked up of the link."""
        link = request.match_info["link"]
        if not policy.is_link(link):
            raise web.HTTPNotFound
        cookie = _cookie_of(request)
        session = await self._session(cookie)
        if session and await self._work.shown(session.run):
            return _seeing_other("/form")
        cookie = cookie or new_cookie()
        return _with_cookie(_page(showing.start(self._sign_in.address(cookie, link))), cookie)

    async def _returned(self, request: web.Request) -> web.StreamResponse:
        """Claim the link for whom Slack says that they are, if it is theirs."""
        begun = self._begun(request)
        code = request.query.get("code", "")
        if begun is None or not policy.is_code(code) or not self._ends.first(begun.name):
            return _refused()
        try:
            token = await self._desk.id_token(self._app, code, self._sign_in.redirect, begun.verifier)
            signed = await self._keys.signed(token)
        except SlackBusyError as error:
            log.warning("Slack did not say who signed in", error=error.code)
            return _page(showing.notice(browser.TROUBLE_TITLE, browser.NOT_NOW), UNAVAILABLE)
        except SlackError as error:
            log.warning("Slack refused a sign-in to the form", error=error.code)
            return _refused()
        who = self._sign_in.identity(token, begun.nonce, time.time()) if signed else None
        installed = self._admission.installed
        if who is None or not installed.holds(who.team, who.enterprise):
            log.warning("a sign-in to the form was not of this installation, or not what was asked for")
            return _refused()
        key = ConversationKey(installed.home, who.user)
        if not self._people.allows(key):
            return _page(showing.notice(browser.MANY_TITLE, browser.MANY), TOO_MANY)
        if await self._admission.refusal(key.user):
            return _refused()
        cookie = new_cookie()
        if not await self._work.claim(begun.link, key, digest_of(cookie)):
            log.info("a link to the form was refused to who signed in")
            return _refused()
        log.info("a form was claimed")
        return _with_cookie(_seeing_other("/form"), cookie)

    def _begun(self, request: web.Request) -> Begun | None:
        cookie = _cookie_of(request)
        state = request.query.get("state", "")
        return self._sign_in.returned(cookie, state) if cookie and policy.is_state(state) else None

    async def _shown(self, request: web.Request) -> web.StreamResponse:
        """Show what is so now, once what is under way at the court has ended, or has taken long."""
        session = await self._session(_cookie_of(request))
        if session is None:
            return _refused()
        return _page(self._drawn(session, await self._work.at_rest(session.run, showing.is_checking, WAITS)))

    async def _sent(self, request: web.Request) -> web.StreamResponse:
        """Take what was typed, of the run's own browser and of the page itself only."""
        if not policy.is_own(request.headers, self._origin) or request.content_type != policy.FORM:
            raise web.HTTPForbidden
        session = await self._session(_cookie_of(request))
        read = read_typed(await whole_body(request, policy.LARGEST_BODY))
        if session is None or read is UNREADABLE or not policy.same(read.token, session.token):
            return _refused()
        if not self._people.allows(session.run.key):
            return _page(showing.notice(browser.MANY_TITLE, browser.MANY), TOO_MANY)
        shown = await self._work.shown(session.run)
        event = event_of(read.purpose, read.typed)
        if event is None or shown is None:
            return _refused()
        sent = await self._work.send(session.run, read.purpose, read.reference, event, read.typed)
        if sent.errors:
            page = self._drawn(session, shown, filled=showing.filled_again(read.typed), errors=sent.errors)
            return _page(page, UNPROCESSABLE)
        if sent.outdated:
            now = await self._work.shown(session.run)
            return _page(self._drawn(session, now, said=browser.OUTDATED), web.HTTPConflict.status_code)
        return _seeing_other("/form")

    async def _session(self, cookie: str | None) -> Session | None:
        run = await self._work.links.visit(digest_of(cookie)) if cookie else None
        return Session(run, proof_of(cookie)) if cookie and run else None

    def _drawn(
        self,
        session: Session,
        shown: Shown | None,
        *,
        filled: Mapping[Field, str] | None = None,
        errors: FieldErrors = (),
        said: str = "",
    ) -> Page:
        state = shown.state if shown else None
        asked = showing.asks(state) if state else None
        if asked and shown:
            hidden = (("purpose", shown.purpose), ("reference", shown.reference), ("token", session.token))
            return showing.form(asked, hidden, filled=filled or shown.kept, errors=errors, said=said)
        if state and showing.is_checking(state):
            return showing.checking(state)
        return showing.back(state, f"slack://open?team={self._admission.installed.team}")


@web.middleware
async def _dressed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the policy's headers on every answer."""
    answer = await handler(request)
    answer.headers.update(policy.HEADERS)
    return answer


async def _file(request: web.Request) -> web.StreamResponse:
    path = STATIC / request.path.rpartition("/")[2]
    return web.Response(body=path.read_bytes(), content_type=_TYPES[path.suffix], charset="utf-8")


def _cookie_of(request: web.Request) -> str | None:
    return policy.cookie_of(request.cookies.get(policy.COOKIE))


def _address(request: web.Request) -> str:
    """Give whose request it is: the last address that the firm's own proxy wrote down, or who asked."""
    forwarded = request.headers.getall("X-Forwarded-For", [""])[-1].rpartition(",")[2].strip()
    return forwarded[:64] or request.remote or ""


def _page(page: Page, status: int = 200) -> web.Response:
    return web.Response(text=html_of(page), status=status, content_type="text/html", charset="utf-8")


def _refused() -> web.Response:
    """Give the one refusal, whatever the reason."""
    return _page(showing.notice(browser.REFUSED_TITLE, browser.REFUSED), web.HTTPForbidden.status_code)


def _seeing_other(place: str) -> web.Response:
    return web.Response(status=web.HTTPSeeOther.status_code, headers={"Location": place})


def _with_cookie(answer: web.Response, cookie: str) -> web.Response:
    life = int(VISIT.total_seconds())
    answer.set_cookie(policy.COOKIE, cookie, max_age=life, path="/", secure=True, httponly=True, samesite="Lax")
    return answer
