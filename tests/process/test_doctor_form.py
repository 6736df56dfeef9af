"""`doctor` looks at the firm's own page as a browser would: by its name, through the firm's proxy, over TLS."""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from bot.operations.form_page import looked_at
from bot.reading_settings import FormPage
from bot.sandbox.whole import free_port
from bot.vault import Secret
from tests.support.front import make_certificate
from tests.support.process import Program
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HERE = "127.0.0.1"


async def seen(public_url: str, port: int) -> dict[str, tuple[bool, str]]:
    page = FormPage(public_url, "https://slack.com", "1.2", Secret("not asked for"))
    return {line.what: (line.good, line.words) async for line in looked_at(page, HERE, port)}


@asynccontextmanager
async def tls_proxy(certificate: Path, upstream: int, *, host: str = "") -> AsyncIterator[str]:
    """The firm's proxy: gives its address. `host`: what it makes of the Host header, if it does not leave it."""

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            if host:
                head = re.sub(rb"(?i)\r\nhost: [^\r]*", f"\r\nHost: {host}".encode(), head)
            try:
                back, onward = await asyncio.open_connection(HERE, upstream)
            except ConnectionRefusedError:
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                onward.write(head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
                writer.write(await back.read())
                onward.close()
            await writer.drain()
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = await asyncio.start_server(passed_on, HERE, 0, ssl=context)
    try:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = make_certificate(tmp_path, "page", "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    return made


async def test_before_the_first_start_the_proxy_is_tried_by_a_stand_in_that_is_gone_then(certificate: Path) -> None:
    port = free_port()
    async with tls_proxy(certificate, port) as url:
        assert await seen(url, port) == {
            "FORM_PORT": (True, f"{HERE}:{port} is free"),
            "PUBLIC_URL": (True, "answers, and leads to the page"),
        }
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(HERE, port)


async def test_what_is_wrong_with_name_proxy_or_certificate_is_said_with_what_to_do(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    for host, upstream, said in (
        ("", free_port(), f"your proxy answers 502; lead it to {HERE}:{port}"),
        ("backend", port, "your proxy changes the Host header; let it pass that on as it is"),
    ):
        async with tls_proxy(certificate, upstream, host=host) as url:
            assert (await seen(url, port))["PUBLIC_URL"] == (False, said)
    async with tls_proxy(certificate, port) as url:
        assert "its name is not known" in (await seen(url.replace("localhost", "form.invalid"), port))["PUBLIC_URL"][1]
        assert "its certificate" in (await seen(url.replace("localhost", HERE), port))["PUBLIC_URL"][1], "another name"
        monkeypatch.setenv("SSL_CERT_FILE", str(make_certificate(tmp_path, "other", "localhost")))
        assert "its certificate" in (await seen(url, port))["PUBLIC_URL"][1], "nobody whom one trusts made it"
    assert "there is no connection" in (await seen(url, port))["PUBLIC_URL"][1]


async def test_another_program_at_the_port_or_the_name_is_a_fault(certificate: Path) -> None:
    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nother")
        writer.close()

    server = await asyncio.start_server(other, HERE, 0)
    port = server.sockets[0].getsockname()[1]
    async with tls_proxy(certificate, port) as url:
        found = await seen(url, port)
    server.close()
    assert found["FORM_PORT"][0] is found["PUBLIC_URL"][0] is False
    assert "Address already in use" in found["FORM_PORT"][1]
    assert found["PUBLIC_URL"][1] == f"something else answers there (200); lead your proxy to {HERE}:{port}"


async def test_beside_a_running_app_its_own_page_is_found_and_nothing_is_disturbed(
    certificate: Path, tmp_path: Path
) -> None:
    async with Stack.up(tmp_path, app=False, credentials="form") as parts:
        port = int(parts.environ["FORM_PORT"])
        async with tls_proxy(certificate, port) as url:
            parts.environ.update(PUBLIC_URL=url, SSL_CERT_FILE=str(certificate))
            await parts.start_app()
            async with Program.started("doctor", environ=parts.environ) as doctor:
                assert await doctor.ended() == 0, doctor.written
        said = doctor.out.decode()
        assert f"ok    FORM_PORT: the page is served at {HERE}:{port}\n" in said
        assert "ok    PUBLIC_URL: answers, and leads to the page\n" in said
        assert parts.environ["SLACK_CLIENT_SECRET"] not in said
