"""Lets work wait until Slack has our answer.

A modal is first answered with "Checking ...", then updated with what came of the check. The update must not overtake
the answer, and Bolt sends the answer only after the listener has returned. So whoever dispatches a payload opens a
gate here, and passes it when the answer is on the wire; work begun in between waits at the gate.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from bot.runtime.measures import ACK_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_gate: ContextVar[asyncio.Event | None] = ContextVar("answered", default=None)


@contextmanager
def answering() -> Iterator[None]:
    """Close the gate for the work that is begun inside, until the block ends, however it ends."""
    gate = asyncio.Event()
    token = _gate.set(gate)
    try:
        with ACK_SECONDS.time():
            yield
    finally:
        gate.set()
        _gate.reset(token)


async def answered() -> None:
    """Return when the answer to the payload that began this work has been sent; at once if there is none."""
    gate = _gate.get()
    if gate is not None:
        await gate.wait()
