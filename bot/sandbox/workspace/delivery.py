"""What it means to deliver a payload to the app, whichever the wire: one try, three seconds, one answer."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.sandbox.workspace.model import Json

ACK_SECONDS = 3
Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True, slots=True)
class Retry:
    """Which repetition of an event this is, and why."""

    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one delivery. `payload` is the ack's own, None when it had none."""

    outcome: Literal["acked", "timeout", "not_connected", "failed"]
    payload: Any = None
    no_retry: bool = False


class Delivery(Protocol):
    """One way to the app."""

    async def deliver(
        self, kind: Kind, payload: Json, *, accepts_response: bool = False, retry: Retry | None = None
    ) -> Answer:
        """Send one payload and wait at most 3 s for its ack."""
        ...

    async def close(self) -> None:
        """Let go of the wire."""
        ...
