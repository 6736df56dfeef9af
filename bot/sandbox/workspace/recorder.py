"""Everything that the app under practice has sent here, kept so that a test can search it for what must never be sent.

What people type into the page does not pass through here: only the app's own requests, frames and answers do.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

KEPT = 10_000


class Recorded(NamedTuple):
    """One Web API request: the method, its parameters without the token, and the kind of the token."""

    method: str
    params: Mapping[str, Any]
    token: str


class Recorder:
    """The newest requests (parsed) and the raw bytes of whatever came from the app."""

    def __init__(self) -> None:
        self.calls: deque[Recorded] = deque(maxlen=KEPT)
        self._raw: deque[bytes] = deque(maxlen=KEPT)

    def keep(self, head: str, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep one request or answer: its first line, its headers and its body."""
        lines = b"\r\n".join(name + b": " + value for name, value in headers)
        self._raw.append(head.encode() + b"\r\n" + lines + b"\r\n\r\n" + body)

    def keep_frame(self, frame: str) -> None:
        """Keep one WebSocket frame."""
        self._raw.append(frame.encode())

    def raw(self) -> bytes:
        """Give all that is kept, one after the other."""
        return b"\n".join(self._raw)
