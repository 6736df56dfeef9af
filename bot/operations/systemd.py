"""Word to systemd: started, stopping, still alive. Nothing, where it is not systemd that started the process.

The protocol is sd_notify(3): a datagram of NAME=VALUE to the socket that NOTIFY_SOCKET names. People are served whether
somebody takes it or not: what is not taken holds nothing up, and ends nothing.
"""

from __future__ import annotations

import asyncio
import os
import socket
from typing import Final

import structlog

log = structlog.get_logger(__name__)

_MICRO: Final = 1_000_000
_READY: Final = b"READY=1"


class Systemd:
    """Tells systemd. Takes NOTIFY_SOCKET and WATCHDOG_USEC out of the environment, so that no child tells it too."""

    def __init__(self) -> None:
        address = os.environ.pop("NOTIFY_SOCKET", "")
        # A leading @ stands for the null byte of an abstract socket.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._every = int(os.environ.pop("WATCHDOG_USEC", "0") or 0) / _MICRO / 2
        self._alive: asyncio.Task[None] | None = None
        self._taken = True

    def ready(self) -> None:
        """Say that people can be served; from now on it is told that the event loop turns, twice in its patience."""
        knows = self._tell(_READY)
        if self._address and self._every:
            self._alive = asyncio.get_running_loop().create_task(self._stay_alive(knows=knows))

    def stopping(self) -> None:
        """Say that the stop has begun."""
        self._tell(b"STOPPING=1")

    async def _stay_alive(self, *, knows: bool) -> None:
        while True:
            knows = knows or self._tell(_READY)
            self._tell(b"WATCHDOG=1")
            await asyncio.sleep(self._every)

    def _tell(self, words: bytes) -> bool:
        """Say whether it was taken; what keeps it from being taken is in the log once, until it is taken again."""
        if not self._address:
            return True
        try:
            # Anew each time: whoever listens may be another one by now.
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK) as way:
                way.sendto(words, self._address)
        except OSError as error:
            if self._taken:
                log.warning("systemd does not take what it is told; the app goes on", why=error.strerror)
            self._taken = False
            return False
        if not self._taken:
            log.info("systemd takes what it is told again")
        self._taken = True
        return True
