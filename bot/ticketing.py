"""The firm's own ticket system comes in: a signed webhook is one act on a case, as a button is.

By https://www.standardwebhooks.com, with its own library. Verified before it is parsed; whoever cannot sign learns
nothing. Decides nothing about cases.
"""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import structlog
from aiohttp import web
from standardwebhooks import WebhookVerificationError

from bot import screens
from bot.casework import SecretError
from bot.engine.codec import NewerVersionError
from bot.helpdesk import cases
from bot.runtime.serving import Serving, signed_body, timed
from bot.store import StoreError
from bot.store.cases import Arrival, Met

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum
    from typing import Self

    from standardwebhooks import Webhook

    from bot.casework import CaseWork
    from bot.runtime.connections import Connections

log = structlog.get_logger(__name__)

PATH: Final = "/webhooks/cases"
LARGEST_BODY: Final = 20_000
"""Bytes; the specification advises fewer."""
WINDOW: Final = 300
"""Seconds that a stamp may be off; the library has the same."""
_HEADERS: Final[Mapping[str, re.Pattern[str]]] = {
    # No full stop: it parts what is signed.
    "webhook-id": re.compile(r"[A-Za-z0-9_-]{1,100}", re.ASCII),
    "webhook-timestamp": re.compile(r"[0-9]{1,11}", re.ASCII),
    "webhook-signature": re.compile(r"(?:v1a?,[A-Za-z0-9+/]{20,120}={0,2}(?: (?!$)|$)){1,8}", re.ASCII),
}
_REFERENCE: Final = re.compile(r"[A-Z0-9-]{1,40}", re.ASCII)


class UnusableError(Exception):
    """A signed webhook that means nothing here; `why` is a word of ours, to be answered."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a webhook asks for."""

    reference: str
    act: cases.Act


class TicketServer:
    """Listens for the firm's ticket system."""

    def __init__(self, casework: CaseWork, keys: Sequence[Webhook]) -> None:
        self._casework = casework
        self._keys = keys
        self._serving: Serving | None = None

    @classmethod
    async def start(
        cls, casework: CaseWork, keys: Sequence[Webhook], host: str, port: int, connections: Connections | None = None
    ) -> Self:
        """Listen. Raises OSError when the address cannot be had."""
        server = cls(casework, keys)
        site = web.Application(client_max_size=LARGEST_BODY, middlewares=[timed])
        site.router.add_post(PATH, server.take)
        server._serving = await Serving.start(site, host, port, connections)
        return server

    async def stop(self) -> None:
        """Take no more, and answer what is under way."""
        if self._serving:
            await self._serving.stop()

    async def take(self, request: web.Request) -> web.Response:
        """Take one webhook. 401, 413 or 415 without a word for what is not signed; the rest is told what became of it.

        200: it is done, or it was taken before. 400: it means nothing here. 404: there is no such case. 409: the case
        does not allow it, or this very request came before. 503: the database is away, or the app is being upgraded,
        and it may come again.
        """
        body = await signed_body(
            request, LARGEST_BODY, lambda body: _verified(self._keys, request, body), look=_looks_signed(request)
        )
        arrival = Arrival(request.headers["webhook-id"], request.headers["webhook-timestamp"])
        try:
            wanted = read(body)
            met, refused = await self._casework.told(arrival, wanted.reference, wanted.act)
        except UnusableError as error:
            log.warning("a signed webhook could not be used", why=error.why)
            return _answer(400, why=error.why)
        except SecretError:
            return _answer(400, why="looks_secret")
        except NewerVersionError:
            log.warning("a signed webhook waits for a newer version of the app")
            return _answer(503, why="upgrading")
        except StoreError:
            log.exception("a signed webhook waits for the database")
            return _answer(503, why="database")
        if met is not Met.NEW:
            return _answer(200 if met is Met.AGAIN else 409, why=met.value)
        if refused:
            return _answer(404 if refused.why is cases.No.GONE else 409, why=refused.why.value)
        log.info("the ticket system worked on a case", act=type(wanted.act).__name__, conversation=wanted.reference)
        return _answer(200)


def _answer(status: int, *, why: str = "") -> web.Response:
    said: dict[str, object] = {"changed": status == web.HTTPOk.status_code and not why}
    return web.json_response(said | ({"why": why} if why else {}), status=status)


def _looks_signed(request: web.Request) -> bool:
    for name, shape in _HEADERS.items():
        given = request.headers.getall(name, [])
        if len(given) != 1 or not shape.fullmatch(given[0]):
            return False
    # The wall's time, since its sender stamps with it, whatever our own clock has been through.
    return abs(time.time() - int(request.headers["webhook-timestamp"])) <= WINDOW


def _verified(keys: Sequence[Webhook], request: web.Request, body: bytes) -> bool:
    headers = {name: request.headers[name] for name in _HEADERS}
    for key in keys:
        with suppress(WebhookVerificationError, ValueError):  # the latter for what is no base64, or no UTF-8
            key.verify(body, headers, json_parse=False)
            return True
    return False


def read(body: bytes) -> Wanted:
    """Read what a verified webhook asks for. Raises UnusableError."""
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError):
        raise UnusableError("not_json") from None
    data = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(data, dict):
        raise UnusableError("no_data")
    kind = whole.get("type")
    if not isinstance(kind, str) or kind not in _ACTS:
        raise UnusableError("unknown_type")
    reference = _text(data, "reference")
    if not _REFERENCE.fullmatch(reference):
        raise UnusableError("reference")
    return Wanted(reference, _ACTS[kind](data))


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise UnusableError(name)
    return value


def _one_of(kinds: type[StrEnum], data: Mapping[str, Any], name: str) -> Any:
    try:
        return kinds(_text(data, name))
    except ValueError:
        raise UnusableError(name) from None


def _moment(data: Mapping[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(data, name))
    except ValueError:
        raise UnusableError(name) from None
    if moment.tzinfo is None:
        raise UnusableError(name)
    return moment


def _letter(data: Mapping[str, Any]) -> cases.Write:
    said = _text(data, "text").strip()
    if not said or len(said) > screens.LONGEST_LETTER:
        raise UnusableError("text")
    return cases.Write(said)


_ACTS: Final[Mapping[str, Callable[[Mapping[str, Any]], cases.Act]]] = {
    "case.claim": lambda _: cases.Claim(),
    "case.take_over": lambda _: cases.TakeOver(),
    "case.message": _letter,
    "case.hold": lambda data: cases.PutOnHold(_one_of(cases.Waiting, data, "waits_for"), _moment(data, "until")),
    "case.go_on": lambda _: cases.GoOn(),
    "case.resolve": lambda data: cases.Resolve(_one_of(cases.Reason, data, "reason")),
    "case.reopen": lambda _: cases.Reopen(),
}
