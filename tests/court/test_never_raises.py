"""Whatever a server does, the court side has an outcome, never an exception; and no session is left behind."""

from __future__ import annotations

import asyncio
import os
import random
import ssl
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pytest

from bot.court import CourtService, CourtSession, Failed, NotSent, PacerCredentials, RehearsalService, Timeouts
from bot.court.calls import Result
from bot.court.exchange import Answered, Lost, PostForm, Unsent
from bot.court.model import FilerCredentials, FormKind, PendingForm
from bot.court.transport import Pool, checked_gateway
from bot.court.wire import Wire
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.court.hostile import Hostile, hostile_answer
from tests.support.front import HOSTS, Front, make_certificate

if TYPE_CHECKING:
    from pathlib import Path

    from bot.court import Court, Registry
    from tests.court.conftest import Practice

ANSWERS = int(os.environ.get("LINK_PACER_MUTATIONS", "300"))
"""Hostile answers to each kind of call."""
BESIDE = 20
"""Of these, as many at a time."""
SHORT = Timeouts(connect=2.0, read=2.0, flow=4.0, submit=2.0)
URL = "https://ecf.mieb.uscourts.gov/cgi-bin/V.pl?123456789012345-L_1_0-1"
FORM = PendingForm(FormKind.CONFIRM, URL, URL, multipart=True, charset="utf-8", fields=(("n", Secret("1")),))
LOGIN = replace(FORM, kind=FormKind.FILER_LOGIN, login_field="n", password_field="p")


def session(court: Court, form: PendingForm | None = None) -> CourtSession:
    return CourtSession(court, Secret("t" * 128), (), form)


@pytest.fixture
def court(registry: Registry) -> Court:
    found = registry.get("mieb")
    assert found is not None
    return found


@pytest.mark.parametrize("call", ["sign_in", "resume", "find_accounts", "submit", "read_menu"])
async def test_hostile_answers_are_outcomes(court: Court, call: str) -> None:
    chance = random.Random(call)  # noqa: S311 - to be the same each time
    async with Hostile.serving() as hostile:
        hostile.answer = lambda: hostile_answer(chance)
        service = CourtService(gateway=hostile.url, timeouts=SHORT)
        asked: dict[str, Any] = {
            "sign_in": lambda: service.sign_in(court, PacerCredentials(Secret("someone"), Secret("a password"))),
            "resume": lambda: service.resume(court, session(court)),
            "find_accounts": lambda: service.find_accounts(
                session(court, LOGIN), FilerCredentials(Secret("old"), Secret("older"))
            ),
            "submit": lambda: service.submit(session(court, FORM)),
            "read_menu": lambda: service.read_menu(session(court)),
        }

        async def once() -> Result:
            result: Result = await asked[call]()
            await service.sign_out(session(court))
            return result

        # Side by side, since what reads waits before it asks once more.
        for _ in range(0, ANSWERS, BESIDE):
            for result in await asyncio.gather(*(once() for _ in range(BESIDE))):
                assert isinstance(result, get_args(Result))
        await service.close()


@pytest.mark.parametrize(
    "location", ["https://имя.example/", "https://\udcff/", "http://[", "//", "https://" + "a" * 70 + ".gov/"]
)
async def test_form_whose_address_cannot_be_is_not_sent(practice: Practice, location: str) -> None:
    found = await practice.found()
    assert found.session.form is not None
    odd = replace(found.session, form=replace(found.session.form, action=location))
    result = await practice.service.submit(odd)
    assert isinstance(result, NotSent)
    assert practice.state.submits == 0


async def test_tls_alert_after_the_submit_is_unclear_and_before_it_not_sent(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path, "court", *HOSTS)
    async with Front.serving(practice.running.port, certificate) as front:
        monkeypatch.setenv("https_proxy", front.url)
        monkeypatch.setenv("no_proxy", "")
        service = CourtService(ssl_context=ssl.create_default_context(cafile=str(certificate)), timeouts=SHORT)
        found = await practice.found()
        front.alert_at = 2  # the look, then the Submit
        assert type(await service.submit(found.session)).__name__ == "Unclear"
        assert (practice.state.submits, len(practice.state.made_links)) == (1, 1)
        front.alert_at = len(front.requests) + 1
        read = await service.read_menu(found.session)
        assert isinstance(read, Failed)
        assert read.trouble is Trouble.UNREACHABLE
        await service.close()


async def test_proof_that_nothing_was_sent_is_of_the_request_itself(court: Court, tmp_path: Path) -> None:
    """A server that takes the connection, or the TLS handshake, and nothing more; and one that takes the request."""
    async with Hostile.serving() as hostile:
        pool = Pool(checked_gateway(hostile.url), None, links=True)
        came = await Wire(pool, SHORT, court.host).ask(PostForm("submit", FORM, {}, irreversible=True), ())
        assert isinstance(came, Lost), "the server took it, and closed"
        await pool.close()
    closed = Pool(checked_gateway(hostile.url), None, links=True)
    came = await Wire(closed, SHORT, court.host).ask(PostForm("submit", FORM, {}, irreversible=True), ())
    assert isinstance(came, Unsent)
    await closed.close()
    del tmp_path


async def test_submit_has_a_connection_of_its_own(practice: Practice) -> None:
    async with Front.serving(practice.running.port) as front:
        service = CourtService(gateway=front.url, timeouts=SHORT)
        found = await practice.found()
        await service.submit(found.session)
        assert front.connections == len(front.requests) == 2
        pool = service._pool
        assert pool._alone is not None
        assert pool._alone.direct._pool.connections == []
        await service.close()


async def test_rehearsal_has_no_way_to_send_what_cannot_be_undone(practice: Practice, court: Court) -> None:
    assert not hasattr(RehearsalService, "submit")
    rehearsing = RehearsalService(gateway=practice.running.url)
    found = await practice.found()
    assert found.session.form is not None
    wire = rehearsing._wire(court)
    came = await wire.ask(PostForm("submit", found.session.form, {}, irreversible=True), found.session.cookies)
    assert came == Unsent(Trouble.UNEXPECTED_PAGE)
    assert practice.state.submits == 0
    await rehearsing.close()


async def test_token_of_an_answer_that_says_no_is_signed_out(court: Court) -> None:
    async with Hostile.serving() as hostile:
        body = b'{"nextGenCSO": "' + b"t" * 128 + b'", "loginResult": "9", "errorDescription": "no"}'
        hostile.answer = lambda: b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        service = CourtService(gateway=hostile.url, timeouts=SHORT)
        credentials = PacerCredentials(Secret("someone"), Secret("a password"))
        refused = await service.sign_in(court, credentials)
        hostile.answer = lambda: b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + body
        cut = await service.sign_in(court, credentials)
        for result in (refused, cut):
            assert isinstance(result, Failed)
            assert result.session is not None
            assert result.session.token.reveal() == "t" * 128
        await service.close()


async def test_answered_is_what_a_good_server_gives(practice: Practice, court: Court) -> None:
    wire = practice.service._wire(court)
    from bot.court.exchange import Get  # noqa: PLC0415 - its one use here

    came = await wire.ask(Get("menu", f"https://{court.host}/", "https://external"), ())
    assert isinstance(came, Answered)
