"""A session that PACER gave is in the result, to be sealed or signed out, whatever fails after it was given."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.court import (
    AccountsFound,
    CourtService,
    CourtSession,
    Failed,
    FilerCredentials,
    NotSent,
    PacerCredentials,
    SignedIn,
    Timeouts,
    Unclear,
    procedure,
)
from bot.court.exchange import Get, Unsent
from bot.court.rehearsal.keeping import PageKeeper
from bot.court.sign_on import current_token
from bot.sandbox.court import PracticeCourt, serve
from bot.sandbox.court.faults import FAULTS, MOMENTS
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.court.answers import KINDS
from tests.court.roads import on_the_road

if TYPE_CHECKING:
    from pathlib import Path

    from bot.court import Court, Registry
    from tests.court.conftest import Practice, Server

IMPATIENT = Timeouts(connect=2.0, read=0.8, flow=2.4, submit=0.8)
TOKEN = "t" * 128
PACER = PacerCredentials(Secret("someone"), Secret("a password"))


@pytest.fixture
def court(registry: Registry) -> Court:
    found = registry.get("mieb")
    assert found is not None
    return found


async def link(service: CourtService, state: PracticeCourt, court: Court) -> CourtSession | None:
    """Go as far as the court lets one, and give the session that is there at the end."""
    person = state.person("no_mfa")
    account = next(filer for filer in person.filers if filer.court == court.id)
    opened = await service.sign_in(court, PacerCredentials(Secret(person.username), Secret(person.password)))
    if not isinstance(opened, SignedIn):
        return opened.session
    filer = FilerCredentials(Secret(account.login), Secret(account.password))
    found = await service.find_accounts(opened.session, filer)
    if not isinstance(found, AccountsFound):
        return found.session
    submitted = await service.submit(found.session)
    return (await service.read_menu(submitted.session)).session or submitted.session


@pytest.mark.parametrize("place", ["menu", "link_page", "filer_login", "submit", "proof_menu"])
async def test_after_any_fault_anywhere_nobody_is_left_signed_in(court: Court, place: str) -> None:
    few = asyncio.Semaphore(6)

    async def left(fault: str, moment: str) -> int:
        async with few:
            running = await serve(PracticeCourt())
            service = CourtService(gateway=running.url, timeouts=IMPATIENT)
            running.court.faults.arm(fault, at=place, when=moment, times=9, seconds=3)
            session = await link(service, running.court, court)
            running.court.faults.clear()
            if session is not None:
                await service.sign_out(session)
            await service.close()
            await running.close()
            return len(running.court._tokens)

    faults = [(fault, moment) for fault in FAULTS for moment in MOMENTS]
    lefts = await asyncio.gather(*(left(*each) for each in faults))
    assert [each for each, count in zip(faults, lefts, strict=True) if count] == []


@pytest.mark.parametrize("fault", ["lost_answer", "reset", "hang"])
async def test_first_session_is_not_left_when_its_sign_out_is_lost(practice: Practice, fault: str) -> None:
    service = CourtService(gateway=practice.running.url, timeouts=IMPATIENT)
    practice.state.faults.arm("sign_on_page", at="menu", times=9)
    practice.state.faults.arm(fault, at="sign_out", when="before", seconds=3)
    result = await service.sign_in(practice.court(), practice.pacer())
    assert isinstance(result, Failed)
    assert result.session is not None
    await service.sign_out(result.session)
    assert practice.state._tokens == {}
    await service.close()


async def test_second_sign_in_that_is_not_sent_does_not_say_that_none_was() -> None:
    road = ("PACER: admitted", "bounce by script", "bounce by script", "nothing")
    result = procedure.advance(on_the_road("sign_in", road), KINDS["not sent"]).next
    assert isinstance(result, Failed)
    assert result.sent, "PACER took the password the first time"


async def test_token_of_an_answer_that_does_not_end_in_time_is_in_the_result(server: Server, court: Court) -> None:
    over = asyncio.Event()

    async def begun(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "application/json"})
        await answer.prepare(request)
        await answer.write(b'{"nextGenCSO": "' + TOKEN.encode() + b'", "loginResult": "0", ')
        await over.wait()
        return answer

    server.handler = begun
    service = CourtService(gateway=server.url, timeouts=Timeouts(connect=1.0, read=1.0, flow=0.5))
    result = await service.sign_in(court, PACER)
    over.set()
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.TIMED_OUT
    assert result.session is not None
    assert result.session.token.reveal() == TOKEN
    await service.close()


async def test_cookies_of_an_answer_that_breaks_off_are_kept(server: Server, court: Court) -> None:
    async def broken(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(
            headers={"Set-Cookie": "NextGenCSO=again; Domain=.uscourts.gov; Path=/", "Content-Length": "99"}
        )
        await answer.prepare(request)
        await answer.write(b"<html>")
        assert request.transport is not None
        request.transport.close()
        return answer

    server.handler = broken
    service = CourtService(gateway=server.url, timeouts=IMPATIENT)
    result = await service.read_menu(CourtSession(court, Secret(TOKEN)))
    assert isinstance(result, Failed)
    assert result.session is not None
    assert current_token(result.session).reveal() == "again"
    await service.close()


async def test_time_that_was_over_before_a_byte_was_sent_is_proven(server: Server, court: Court) -> None:
    service = CourtService(gateway=server.url)
    came = await service._wire(court).ask(
        Get("menu", f"https://{court.host}/", "https://external"), (), asyncio.get_running_loop().time()
    )
    assert came == Unsent(Trouble.TIMED_OUT)
    assert server.asked == []
    await service.close()


async def test_page_that_cannot_be_kept_ends_nothing(server: Server, court: Court, tmp_path: Path) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text="<html><body><script>x = '&#" + "1" * 5_000 + ";'</script>", content_type="text/html")

    server.handler = answer
    service = CourtService(gateway=server.url, keeper=PageKeeper(tmp_path))
    result = await service.read_menu(CourtSession(court, Secret(TOKEN)))
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.UNEXPECTED_PAGE
    await service.close()


def failing(monkeypatch: pytest.MonkeyPatch, state: str, error: Exception) -> None:
    """Let reading an answer fail in one state, as no page is known to make it fail."""
    advance = procedure.advance

    def fail(step: Any, came: Any) -> Any:
        if type(step.state).__name__ == state and type(came).__name__ == "Answered":
            raise error
        return advance(step, came)

    monkeypatch.setattr(procedure, "advance", fail)


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError("x"), MemoryError("x")], ids=repr)
async def test_answer_that_a_reader_fails_at_is_one_that_was_lost(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    found = await practice.found()
    failing(monkeypatch, "Looking", error)
    assert isinstance(await practice.service.submit(found.session), NotSent)
    monkeypatch.undo()
    failing(monkeypatch, "Submitting", error)
    assert isinstance(await practice.service.submit(found.session), Unclear)
    monkeypatch.undo()
    failing(monkeypatch, "SigningOn", error)
    signed_in = await practice.service.sign_in(practice.court(), practice.pacer())
    assert isinstance(signed_in, Failed)
    assert signed_in.session is not None, "PACER had let them in"
