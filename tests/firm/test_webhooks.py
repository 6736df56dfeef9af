"""A webhook is one signed POST to the one address that was set; each no says what it is, without the address."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.firm import Fault, NotTakenError
from bot.firm import webhooks as webhooks_module
from bot.firm.webhooks import LONGEST_WAIT, WebhookSender, keys_of
from bot.vault import Secret
from tests.firm.test_mail import OPEN
from tests.support.front import make_certificate
from tests.support.receiver import Receiver, new_secret

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path


async def sent(url: str, secret: str) -> NotTakenError | None:
    """Send one change, and give what was said if it was not taken."""
    sender = WebhookSender(Secret(url), keys_of(Secret(secret)))
    said: NotTakenError | None = None
    try:
        await sender.send(OPEN)
    except NotTakenError as error:
        said = error
    finally:
        await sender.close()
    assert url not in repr((said, said and said.__cause__))
    return said


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver.listening() as listening:
        yield listening


async def test_it_is_signed_by_each_secret_and_stamped_now(receiver: Receiver) -> None:
    assert await sent(receiver.url, f"{new_secret()} , {receiver.secret}") is None
    assert await sent(receiver.url, receiver.secret) is None
    (first, _, body), (again, stamp, same) = receiver.deliveries
    assert (first, body) == (again, same) == ("msg_0123", body)
    assert abs(datetime.now(UTC).timestamp() - int(stamp)) < 60
    assert receiver.headers[0]["content-type"] == "application/json"
    assert await sent(receiver.url, new_secret()) is not None
    assert receiver.refused == 1


@pytest.mark.parametrize(
    ("status", "fault"),
    [(301, Fault.REDIRECTED), (400, Fault.REFUSED), (410, Fault.REFUSED), (429, Fault.BUSY), (503, Fault.BUSY)],
)
async def test_only_a_2xx_is_a_yes(receiver: Receiver, status: int, fault: Fault) -> None:
    receiver.answers = status
    error = await sent(receiver.url, receiver.secret)
    assert error is not None
    assert (error.fault, error.code, error.after) == (fault, status, 0.0)


@pytest.mark.parametrize(("asked", "waits"), [("120", 120.0), ("9" * 12, LONGEST_WAIT), ("soon", 0.0), ("-1", 0.0)])
async def test_a_wish_to_wait_is_heard(receiver: Receiver, asked: str, waits: float) -> None:
    receiver.answers, receiver.retry_after = 503, asked
    error = await sent(receiver.url, receiver.secret)
    assert error is not None
    assert error.after == waits


async def test_what_is_not_there_or_hangs_up_or_says_nothing(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, unused_tcp_port_factory: Callable[[], int]
) -> None:
    error = await sent(f"http://127.0.0.1:{unused_tcp_port_factory()}/", receiver.secret)
    assert error is not None
    assert error.fault is Fault.UNREACHABLE
    receiver.drops_every = 1
    error = await sent(receiver.url, receiver.secret)
    assert error is not None
    assert error.fault is Fault.CUT_OFF
    monkeypatch.setattr(webhooks_module, "LIMIT", 0.2)
    async with silent() as url:
        error = await sent(url, receiver.secret)
    assert error is not None
    assert error.fault is Fault.TIMED_OUT


@asynccontextmanager
async def silent() -> AsyncIterator[str]:
    """A server that takes what comes and says nothing."""

    async def takes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(takes, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()


async def test_tls_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path, "tickets", "localhost")
    came: list[bytes] = []

    async def takes(request: web.Request) -> web.Response:
        came.append(await request.read())
        return web.Response(status=204)

    async with served(takes, certificate) as port:
        url = f"https://localhost:{port}/hook"
        error = await sent(url, new_secret())
        assert error is not None
        assert (error.fault, came) == (Fault.TLS, [])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert await sent(url, new_secret()) is None
    assert len(came) == 1


@asynccontextmanager
async def served(takes: Any, certificate: Path) -> AsyncIterator[int]:
    """A site with TLS."""
    site = web.Application()
    site.router.add_post("/hook", takes)
    runner = web.AppRunner(site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    await runner.setup()
    try:
        await web.TCPSite(runner, "localhost", 0, ssl_context=context).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def test_it_goes_through_the_firms_proxy_and_says_when_that_does_not_let_it(
    monkeypatch: pytest.MonkeyPatch, unused_tcp_port_factory: Callable[[], int]
) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{unused_tcp_port_factory()}")
    monkeypatch.setenv("no_proxy", "")
    error = await sent("https://tickets.example/hook", new_secret())
    assert error is not None
    assert error.fault is Fault.PROXY
