"""Where requests may go and how they get there: the hosts allowed, the gateway, the proxy, one TLS context for all.

Nothing here follows a redirect, repeats a request or turns TLS verification off. Raises what httpcore raises.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import ssl
import urllib.request
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpcore
import httpx

from bot.court import streams
from bot.court.model import ForbiddenHost, GatewayError, LinkingForbidden
from bot.court.registry.registry import HOST
from bot.court.sign_on import SIGN_ON_HOST
from bot.runtime import surroundings
from bot.runtime.trust import verifying_context

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.court.model import Timeouts

MOST: Final = 200
"""Connections of one kind at a time; who asks for more waits for one, as long as for a connection."""
_KEPT: Final = 20
_IDLE_SECONDS: Final = 5.0
ALONE: Final = "link_pacer_alone"
"""The request extension that asks for a connection of its own, for what cannot be undone."""
FRESH: Final = "link_pacer_fresh"
"""The request extension that asks for a connection that nothing was sent on before."""
BYTES: Final = "iso-8859-1"
"""What headers are read and written in: a letter for each byte, so that a cookie goes back in the bytes it came in."""
_CHATTY: Final = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
)


@lru_cache(maxsize=1)
def shared_ssl_context() -> ssl.SSLContext:
    """Give the process's one context: building one costs as much as a whole link."""
    return verifying_context(passwords=True)


def quiet_libraries() -> None:
    """Keep httpx and httpcore from logging below WARNING: at DEBUG they log Set-Cookie values, the session."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def checked_gateway(address: str) -> httpx.URL:
    """Give the gateway's address. Raises GatewayError unless it is plain http to this machine's loopback interface."""
    hint = "COURT_GATEWAY must be an http:// address on this machine, such as http://127.0.0.1:8765"
    try:
        parts = urlsplit(address)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise GatewayError(hint) from None
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme != "http" or extra or not _is_loopback(host):
        raise GatewayError(hint)
    return httpx.URL(scheme="http", host=host, port=port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def check_host(url: httpx.URL, court_host: str) -> None:
    """Raise ForbiddenHost unless the request goes, by https, to the sign-on or to the session's own court."""
    default_port = url.port in (None, 443)
    if url.scheme != "https" or not default_port or url.host not in (SIGN_ON_HOST, court_host) or url.userinfo:
        raise ForbiddenHost("a request to a host that is neither PACER's sign-on nor this court was refused")
    if url.host == court_host and not HOST.fullmatch(court_host):
        raise ForbiddenHost("a court's host is not of the form ecf.<court>.uscourts.gov")


def checked_context(context: ssl.SSLContext | None) -> ssl.SSLContext:
    """Give the context to use. Raises ValueError for one that does not verify whom it talks to."""
    context = context or shared_ssl_context()
    if context.verify_mode is not ssl.CERT_REQUIRED or not context.check_hostname:
        raise ValueError("the TLS context must verify certificates and host names")
    return context


class Pool(httpx.AsyncBaseTransport):
    """The process's connections, lent to all calls; only `close` ends them.

    `links`: whether there is any way for a request that cannot be undone. Such a request is marked `ALONE`, and goes
    over a connection that nothing was sent on before, so that none of its bytes can be on a line that is dead already.
    """

    def __init__(self, gateway: httpx.URL | None, context: ssl.SSLContext | None, *, links: bool) -> None:
        self._gateway = gateway
        # To a gateway it is plain http: a bare context trusts nobody, is not used, and spares building a full one.
        bare = gateway is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if bare else checked_context(context)
        proxy = None if gateway is not None else _proxy()
        self._shared = _Ways(context, proxy, keep=_KEPT)
        self._fresh = _Ways(context, proxy, keep=0)
        self._alone = _Ways(context, proxy, keep=0) if links else None

    def is_proxied(self, host: str) -> bool:
        """Whether requests to a host go through the firm's proxy."""
        return self._gateway is None and self._shared.to(host) is not self._shared.direct

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request: by the proxy, straight, or to the gateway, all but the connection as it would be.

        Raises LinkingForbidden for one that cannot be undone, where there is no way for such.
        """
        shared = self._fresh if request.extensions.get(FRESH) else self._shared
        ways = self._alone if request.extensions.get(ALONE) else shared
        if ways is None:
            raise LinkingForbidden("a rehearsal has no way to send what cannot be undone")
        way = ways.to(request.url.host) if self._gateway is None else ways.direct
        target = self._gateway or request.url
        answer = await way.ask(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=request.url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        response = httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer, way.places), extensions=answer.extensions
        )
        response.headers.encoding = BYTES
        return response

    async def close(self) -> None:
        """End all connections."""
        for ways in (self._shared, self._fresh, self._alone):
            if ways is not None:
                await ways.close()


class _Body(httpx.AsyncByteStream):
    """An answer's body as httpcore gives it, for httpx to hold and to close once, when its place is given back."""

    def __init__(self, answer: httpcore.Response, places: asyncio.Semaphore) -> None:
        self._answer = answer
        self._places = places

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._answer.aiter_stream()

    async def aclose(self) -> None:
        try:
            await self._answer.aclose()
        finally:
            self._places.release()


class _Connections:
    """A pool of httpcore's that is given no more requests than it may have connections; others wait before it.

    At each turn it looks at every connection for every request that waits in it: with some hundreds of both that would
    hold up everybody else.
    """

    def __init__(self, context: ssl.SSLContext, proxy: httpcore.Proxy | None, keep: int) -> None:
        self.places = asyncio.Semaphore(MOST)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            proxy=proxy,
            max_connections=MOST,
            max_keepalive_connections=keep,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=streams.Backend(),
        )

    async def ask(self, request: httpcore.Request) -> httpcore.Response:
        """Send, in a place of `places` that whoever closes the answer gives back.

        Raises PoolTimeout when none comes free in time, and what httpcore raises; then no place is held.
        """
        if self.places.locked():
            await self._wait(request.extensions.get("timeout", {}).get("pool"))
        else:
            await self.places.acquire()
        try:
            return await self._pool.handle_async_request(request)
        except BaseException:
            self.places.release()
            raise

    async def _wait(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.places.acquire()
        except TimeoutError:
            raise httpcore.PoolTimeout from None

    async def close(self) -> None:
        """End all connections."""
        await self._pool.aclose()


class _Ways:
    """Straight, and by the firm's proxy where there is one. `keep`: idle connections that are kept open."""

    def __init__(self, context: ssl.SSLContext, proxy: httpcore.Proxy | None, *, keep: int) -> None:
        self.direct = _Connections(context, None, keep)
        self._proxied = _Connections(context, proxy, keep) if proxy else None

    def to(self, host: str) -> _Connections:
        """Give the way to a host, as NO_PROXY has it."""
        return self.direct if self._proxied is None or urllib.request.proxy_bypass(host) else self._proxied

    async def close(self) -> None:
        await self.direct.close()
        if self._proxied is not None:
            await self._proxied.close()


def _proxy() -> httpcore.Proxy | None:
    """Give the firm's proxy. Raises ValueError, without its address, for one that cannot be used."""
    if fault := surroundings.proxy_fault(os.environ):
        raise ValueError(fault)
    named = surroundings.proxy_of(os.environ)
    if named is None:
        return None
    proxy = httpx.Proxy(named.address)
    url = httpcore.URL(scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=b"/")
    return httpcore.Proxy(url, auth=proxy.raw_auth)


def httpx_timeouts(timeouts: Timeouts, read: float) -> httpx.Timeout:
    """Give httpx's four timeouts: the pool's wait counts as connecting, sending as reading."""
    return httpx.Timeout(connect=timeouts.connect, read=read, write=read, pool=timeouts.connect)
