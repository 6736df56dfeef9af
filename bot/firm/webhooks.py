"""The firm's ticket system, told by webhooks as https://www.standardwebhooks.com has them, with its own library.

A change has one id for good, by which the receiver knows a repeat; each attempt is stamped and signed anew.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import aiohttp
from standardwebhooks import Webhook

from bot import __version__
from bot.firm import Fault, NotTakenError
from bot.helpdesk import changes
from bot.runtime.proxies import proxy_for
from bot.runtime.trust import verifying_context

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence

    from bot.helpdesk.changes import Change
    from bot.vault import Secret

LIMIT: Final = 20.0
"""Seconds for one attempt; the specification advises 15 to 30."""
LONGEST_WAIT: Final = 86_400.0
"""Seconds; a receiver that asks for a longer pause is asked again after this one."""
_GOOD: Final = range(200, 300)
_REDIRECTS: Final = range(300, 400)
_BUSY: Final = frozenset({429, 502, 503, 504})
_FAULTS: Final = (
    (aiohttp.ClientProxyConnectionError, Fault.PROXY),
    (aiohttp.ClientHttpProxyError, Fault.PROXY),
    (aiohttp.ClientSSLError, Fault.TLS),
    (aiohttp.ClientConnectorError, Fault.UNREACHABLE),
    (TimeoutError, Fault.TIMED_OUT),
)


class WebhookSender:
    """Sends to the one address that the firm has set. `keys`: newest first; each of them signs, so that one can go."""

    def __init__(self, url: Secret, keys: Sequence[Webhook]) -> None:
        self._url = url
        self._keys = keys
        address = url.reveal()
        self._tls: ssl.SSLContext | bool = verifying_context() if address.startswith("https:") else True
        self._http = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=LIMIT), cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close()

    async def send(self, change: Change) -> None:
        """Send one change, once. Raises NotTakenError; only a 2xx is taken for a yes, and its body is not read."""
        body = changes.body(change)
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": change.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(key.sign(change.id, now, body) for key in self._keys),
        }
        status, after = await self._asked("POST", body.encode(), headers)
        if status not in _GOOD:
            raise NotTakenError(_meaning(status), status, _seconds(after))

    async def reach(self) -> None:
        """See whether anything answers there, and tell it nothing. Raises NotTakenError."""
        await self._asked("HEAD", None, {})

    async def _asked(self, method: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str]:
        """Give the status of the answer, and how long it asks to wait."""
        url = self._url.reveal()
        headers = {"User-Agent": f"link-pacer/{__version__}", **headers}
        try:
            async with self._http.request(
                method, url, data=body, headers=headers, allow_redirects=False, ssl=self._tls, proxy=proxy_for(url)
            ) as answer:
                return answer.status, answer.headers.get("Retry-After", "")
        except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
            raise NotTakenError(_fault_of(error)) from None  # the words have the address in them


def keys_of(secret: Secret) -> tuple[Webhook, ...]:
    """Give the keys in WEBHOOK_SECRET, which has one or more, newest first, with commas."""
    return tuple(Webhook(each.strip()) for each in secret.reveal().split(","))


def _fault_of(error: Exception) -> Fault:
    return next((fault for kind, fault in _FAULTS if isinstance(error, kind)), Fault.CUT_OFF)


def _meaning(status: int) -> Fault:
    if status in _REDIRECTS:
        return Fault.REDIRECTED
    return Fault.BUSY if status in _BUSY else Fault.REFUSED


def _seconds(after: str) -> float:
    """Give the seconds that a receiver asks to wait; dates, which are rare, count as no wish."""
    return min(float(after), LONGEST_WAIT) if after.isascii() and after.isdecimal() else 0.0
