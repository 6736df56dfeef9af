"""Performs the procedure at the sign-on and at a court: sends what it asks for, and gives its result.

`CourtService` never raises for what PACER, a court or the network does: every way it can go is a value of `model`. It
keeps nothing of a person between calls; what the next call needs is in the `CourtSession` given back. Decides nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar, assert_never

import structlog

from bot.court import calls, procedure, sign_on
from bot.court.exchange import Answered, Get, Late, Lost, PostForm, PostJson, Unsent
from bot.court.model import Timeouts
from bot.court.pages import bounds
from bot.court.rehearsal.going_on import GoingOn
from bot.court.results import Failed, NotSent, RefusedByCourt, Unclear
from bot.court.transport import Pool, checked_gateway, quiet_libraries
from bot.court.wire import Wire
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    import ssl

    from bot.court.calls import Found, Opened, Read, Step, Submitted
    from bot.court.exchange import Came, Request
    from bot.court.model import Answers, Court, CourtSession, FilerCredentials, PacerCredentials
    from bot.court.rehearsal.going_on import Beside
    from bot.court.rehearsal.keeping import PageKeeper

_SIGN_OUT_SECONDS: Final = 5.0
_log = structlog.get_logger(__name__)

R = TypeVar("R")


async def _advanced(step: Step[R], came: Came) -> Step[R]:
    """Read what came: a long page in a thread, so that it holds up nobody else.

    An answer that a reader fails at is one that was lost: what it may hold is still looked for, and nobody is told that
    nothing happened.
    """
    try:
        if isinstance(came, Answered) and bounds.is_large(came.answer.body):
            return await asyncio.to_thread(procedure.advance, step, came)
        return procedure.advance(step, came)
    except Exception as fault:  # a session must not be left behind for a page that cannot be read
        if not isinstance(came, Answered):
            raise
        _log.error("an answer could not be read", at=type(step.state).__name__, fault=type(fault).__name__)
        return procedure.advance(step, Lost(Trouble.UNEXPECTED_PAGE, came.answer.body, came.cookies))


def _log_stop(step: str, court: Court, result: object) -> None:
    """Say in one line where and why a call stopped: no value of a page, nothing typed."""
    match result:
        case (
            Failed(trouble=trouble, why=why)
            | NotSent(trouble=trouble, why=why)
            | RefusedByCourt(trouble=trouble, why=why)
        ):
            _log.info("a court's road ended", step=step, court=court.id, trouble=trouble.value, reason=why)
        case Unclear(why=trouble):
            _log.info(
                "a court's road ended", step=step, court=court.id, trouble=trouble.value, reason="no clear answer"
            )
        case _:
            pass


def _is_final(asked: Request) -> bool:
    return isinstance(asked, PostForm) and asked.irreversible


class RehearsalService:
    """Talks to PACER and to courts, and cannot link: it has no `submit`, and no way for a request that links.

    For one person at a time, any number at once; one for a process. `gateway`: an http address on this machine to which
    every request is sent instead, Host, path and cookies as they would be; GatewayError when it is anything else.
    `ssl_context`: for a firm's own certificate authority; one that verifies, or ValueError. `keeper`: given every page
    met at a court; whoever sits beside it is asked what is meant where one is not clear.
    """

    _links = False

    def __init__(
        self,
        *,
        gateway: str | None = None,
        timeouts: Timeouts | None = None,
        ssl_context: ssl.SSLContext | None = None,
        keeper: PageKeeper | None = None,
    ) -> None:
        quiet_libraries()
        self._going_on = GoingOn(keeper) if keeper else None
        self._timeouts = timeouts or Timeouts()
        self._keeper = keeper
        self._pool = Pool(checked_gateway(gateway) if gateway is not None else None, ssl_context, links=self._links)

    async def close(self) -> None:
        """End all connections."""
        await self._pool.close()

    async def sign_in(self, court: Court, credentials: PacerCredentials) -> Opened:
        """Sign in, and open the page that asks for the old login; see `procedure.sign_in`."""
        return await self._perform(court, procedure.sign_in(self._known(court), credentials))

    async def resume(self, court: Court, session: CourtSession) -> Opened:
        """Open a court with a session that is there; see `procedure.resume`."""
        return await self._perform(court, procedure.resume(self._known(court), session))

    async def go_on(self, session: CourtSession, answers: Answers = ()) -> Opened:
        """Go on from a page before the one for the old login; see `procedure.go_on`."""
        return await self._perform(session.court, procedure.go_on(session, answers))

    async def find_accounts(self, session: CourtSession, credentials: FilerCredentials) -> Found:
        """Send the old login; see `procedure.find_accounts`."""
        return await self._perform(session.court, procedure.find_accounts(session, credentials))

    async def read_menu(self, session: CourtSession) -> Read:
        """Read what the menu shows; see `procedure.read_menu`."""
        return await self._perform(session.court, procedure.read_menu(session))

    async def sign_out(self, session: CourtSession) -> None:
        """End the PACER session; 5 seconds at most, and nothing is made of a failure."""
        request = PostJson("sign_out", sign_on.SIGN_OUT_URL, sign_on.sign_out_body(session))
        await self._wire(session.court).ask(request, (), asyncio.get_running_loop().time() + _SIGN_OUT_SECONDS)

    async def reaches(self, court: Court, url: str) -> Trouble | None:
        """Ask for a page at the sign-on or at `court`, and say what stands in the way; any answer of theirs will do."""
        request = Get("reach", url, url)
        came = await self._wire(court).ask(request, (), asyncio.get_running_loop().time() + self._timeouts.read)
        match came:
            case Answered():
                return None
            case Unsent(trouble) | Lost(trouble):
                return trouble
            case Late():
                return Trouble.TIMED_OUT
            case _:
                assert_never(came)

    async def _perform(self, court: Court, step: Step[R]) -> R:
        wire, loop, at = self._wire(court), asyncio.get_running_loop(), ""
        beside = self._going_on.beside() if self._going_on else None
        ends = loop.time() + self._timeouts.flow
        while isinstance(asked := step.next, Get | PostForm | PostJson):
            at = asked.step
            # What cannot be undone is waited for from its own beginning on, however long the look before it took.
            until = loop.time() + self._timeouts.submit if _is_final(asked) else ends
            came = await wire.ask(asked, calls.cookies(step.state), until)
            if _is_final(asked):
                ends = loop.time() + self._timeouts.flow  # the look after it has its own time, too
            before, step = step, await _advanced(step, came)
            if beside is not None:
                since = loop.time()
                step = await self._past(beside, before, came, step)
                ends += loop.time() - since
        _log_stop(at, court, asked)
        return asked

    async def _past(self, beside: Beside, before: Step[R], came: Came, after: Step[R]) -> Step[R]:
        """Go on past a page that is not clear, if the operator says what is meant; then keep it."""
        try:
            return await beside.past(before, came, after)
        except Exception as fault:  # noqa: BLE001 - no rehearsal ends for a question that could not be asked
            _log.warning("a rehearsal's operator was not asked", fault=type(fault).__name__)
            return after
        finally:
            self._keep(before.state, before.next, came)

    def _known(self, court: Court) -> Court:
        return self._going_on.known(court) if self._going_on else court

    def _keep(self, state: calls.State, asked: object, came: Came) -> None:
        """Hand a page that was met to the keeper of a rehearsal, if there is one."""
        visit = calls.visit_of(state)
        if self._keeper is None or visit is None or not isinstance(came, Answered):
            return
        court, exact = self._known(visit.session.court), (*visit.secrets, *(each.value for each in came.cookies))
        try:
            self._keeper.keep(getattr(asked, "step", ""), court.id, came.answer, exact, court.profile)
        except Exception as fault:  # noqa: BLE001 - nor for one that cannot be kept
            _log.warning("a page of the rehearsal was not kept", fault=type(fault).__name__)

    def _wire(self, court: Court) -> Wire:
        return Wire(self._pool, self._timeouts, court.host)


class CourtService(RehearsalService):
    """Talks to PACER and to courts, and links."""

    _links = True

    async def submit(self, session: CourtSession, answers: Answers = ()) -> Submitted:
        """Send the last Submit, once; see `procedure.submit`."""
        return await self._perform(session.court, procedure.submit(session, answers))
