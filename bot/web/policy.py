"""What holds for every request and every answer: which host, from which site, how large, and what a browser may do.

PURE: looks at headers and gives headers.
"""

from __future__ import annotations

import hmac
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

COOKIE: Final = "__Host-link-pacer"
LARGEST_BODY: Final = 16_384
"""Bytes; a form with every field as long as it may be stays below."""
MOST_FIELDS: Final = 32
FORM: Final = "application/x-www-form-urlencoded"
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        ),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Robots-Tag": "noindex, nofollow",
        "Server": "link-pacer",  # and not of which make and version
    }
)
"""On every answer, errors too."""
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_LINK = re.compile(r"[A-Za-z0-9_-]{40,600}", re.ASCII)
_STATE = re.compile(r"[A-Za-z0-9_-]{40,1200}\.[A-Za-z0-9_-]{43}", re.ASCII)
_CODE = re.compile(r"[!-~]{1,512}", re.ASCII)


def host_of(public_url: str) -> str:
    """Give the one Host header that requests must have."""
    return urlsplit(public_url).netloc


def origin_of(public_url: str) -> str:
    """Give the one Origin from which forms may come."""
    return public_url.rstrip("/")


def is_own(headers: Mapping[str, str], origin: str) -> bool:
    """Say whether a form comes from this site's own page.

    Since no page of it gives a referrer, browsers write `Origin: null`; then they say of which site it is in a header
    that no page can set. One that says neither is not believed.
    """
    site, said = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    if site is not None:
        return site == "same-origin" and said in {None, "null", origin}
    return said == origin


def cookie_of(value: str | None) -> str | None:
    """Give a cookie that may be one of ours."""
    return value if value and _COOKIE.fullmatch(value) else None


def same(given: str, expected: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), expected.encode())


def is_link(text: str) -> bool:
    """Say whether it has the shape of a link."""
    return _LINK.fullmatch(text) is not None


def is_state(text: str) -> bool:
    """Say whether it has the shape of a sign-in's state."""
    return _STATE.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Say whether it may be a code of Slack's."""
    return _CODE.fullmatch(text) is not None
