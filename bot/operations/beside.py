"""How a command has its errand done by the app that runs: over a socket beside the database, for its owner alone.

While the app runs it holds the database; nothing else can open it. Whoever may read the database's file may ask here,
and nobody else: the socket has the file's mode, and is of this machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import structlog

from bot.operations.errands import Errand, Report
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

    from bot.operations.errands import Errands

log = structlog.get_logger(__name__)

_LONGEST: Final = 2**16
"""Bytes of a question."""
_PATIENCE: Final = 5.0
"""Seconds that a question may take to come in."""


def socket_of(database: Path) -> Path:
    """Give where the app listens that holds this database."""
    return database.with_name(database.name + ".ask")


class ErrandServer:
    """Listens beside the database."""

    def __init__(self, errands: Errands, path: Path) -> None:
        self._errands = errands
        self._path = path
        self._server: asyncio.Server | None = None

    @classmethod
    async def start(cls, errands: Errands, path: Path) -> Self:
        """Listen. Where that cannot be, say so in the log: commands want the app stopped then."""
        server = cls(errands, path)
        try:
            server._server = await asyncio.start_unix_server(server._answer, sock=_bound(path), limit=_LONGEST)
        except OSError as error:
            log.warning("commands cannot ask this process; stop it for them", why=os.strerror(error.errno or 0))
        return server

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, TimeoutError, ValueError, TypeError, KeyError):  # gone, or asks what no command does
                async with asyncio.timeout(_PATIENCE):
                    asked = json.loads(await reader.readline())
                    errand, ids = Errand(asked["errand"]), [int(each) for each in asked["ids"]]
                head, content = await self._done(errand, ids)
                writer.write(json.dumps({**head, "size": len(content)}).encode() + b"\n" + content)
                await writer.drain()
        finally:  # whoever asked must not wait for what broke here
            writer.close()

    async def _done(self, errand: Errand, ids: Sequence[int]) -> tuple[dict[str, Any], bytes]:
        log.info("an operator's command is done here", command=errand)
        try:
            report = await self._errands.run(errand, ids)
        except StoreError as fault:
            return {"fault": str(fault)}, b""
        return {"good": report.good}, report.content


def _bound(path: Path) -> socket.socket:
    """Give a socket at `path`, for its owner alone before anybody can reach it. Raises OSError."""
    bound = socket.socket(socket.AF_UNIX)
    try:
        path.unlink(missing_ok=True)  # of one that was killed: nobody else can hold this database now
        bound.bind(str(path))
        path.chmod(0o600)
    except OSError:
        bound.close()
        raise
    return bound


async def ask(path: Path, errand: Errand, ids: Sequence[int]) -> Report:
    """Have the app that listens at `path` do it. Raises OSError if none does, and StoreError as it did."""
    reader, writer = await asyncio.open_unix_connection(path)
    try:
        writer.write(json.dumps({"errand": errand, "ids": list(ids)}).encode() + b"\n")
        head = json.loads(await reader.readline() or b'{"fault": "The app ended before it had answered.", "size": 0}')
        content = await reader.readexactly(head["size"])
    except asyncio.IncompleteReadError:
        raise StoreError("The app ended before it had answered.") from None
    finally:
        writer.close()
    if "fault" in head:
        raise StoreError(head["fault"])
    return Report(content, head["good"])
