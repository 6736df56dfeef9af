"""What keeps a request from whom it is for, and what an operator does about it: in the same words wherever it was made.

Asks nobody. A proxy is named by its variable: its address may have a password in it.
"""

from __future__ import annotations

import ssl
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

import aiohttp

from bot.runtime.proxies import proxy_to

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_PROXIES = (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError)


class Bar(StrEnum):
    """What stands in the way, before anything of a request has arrived."""

    NOT_TRUSTED = "not_trusted"
    PROXY = "proxy_failed"
    NO_WAY = "unreachable"
    LATE = "timed_out"


def not_trusted(error: BaseException) -> bool:
    """Say whether a certificate that is not trusted, or is another's, is why."""
    return any(isinstance(each, ssl.SSLCertVerificationError) for each in _causes(error))


def bar_of(error: Exception) -> Bar:
    """Say what stood in the way of a request of aiohttp's."""
    if not_trusted(error):
        return Bar.NOT_TRUSTED
    if isinstance(error, _OF_PROXIES):
        return Bar.PROXY
    return Bar.LATE if isinstance(error, TimeoutError) else Bar.NO_WAY


def remedy(bar: Bar, url: str) -> str:
    """Say what stands in the way to `url`, and what to do, without a full stop."""
    proxy, port = proxy_to(url), urlsplit(url).port or 443
    named = f"the proxy that {proxy.variable} names" if proxy else "the proxy"
    match bar:
        case Bar.NOT_TRUSTED:
            return (
                "its certificate is not trusted, most likely since the firm's proxy opens TLS; let the host pass there "
                "unopened, or name in SSL_CERT_FILE a file (PEM) with the proxy's authority beside the public ones"
            )
        case Bar.PROXY:
            return (
                f"{named} cannot be reached, or does not let it through; look at its address, user and password there, "
                "and let the host pass at the proxy"
            )
        case Bar.NO_WAY if proxy:
            return f"{named} gives no connection to it; let the host pass at the proxy on port {port}"
        case Bar.NO_WAY:
            return f"there is no connection; let this machine find the host's name, and connect to it on port {port}"
        case Bar.LATE:
            return (
                f"nothing came in time; look at {f'{named}, and at ' if proxy else ''}the network, or try again later"
            )
        case _:
            assert_never(bar)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__  # httpcore takes the cause away
