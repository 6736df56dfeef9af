"""How often Slack lets an app call a method: so many calls in so many seconds, for all, or for each channel.

None unless asked for. Stricter than Slack, which lets short bursts through. Source: Slack's page on rate limits.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any


@dataclass(frozen=True, slots=True)
class Limit:
    """So many `calls` in so many `seconds`; of each channel by itself where it is `by_channel`."""

    calls: int
    seconds: float
    by_channel: bool = False


@dataclass(slots=True)
class Limits:
    """The limits by method, and what came of them: how often a call was refused, and how often it came too early."""

    by_method: Mapping[str, Limit] = field(default_factory=dict)
    refused: int = 0
    impatient: int = 0
    _taken: dict[tuple[str, Any], deque[float]] = field(default_factory=dict)
    _until: dict[tuple[str, Any], float] = field(default_factory=dict)

    def wait(self, method: str, params: Mapping[str, Any], now: float) -> int:
        """Take a call, or give the whole seconds to wait, as `Retry-After` says them."""
        limit = self.by_method.get(method)
        if limit is None:
            return 0
        place = (method, params.get("channel") if limit.by_channel else None)
        taken = self._taken.setdefault(place, deque())
        while taken and taken[0] <= now - limit.seconds:
            taken.popleft()
        if now < self._until.get(place, 0.0):
            self.impatient += 1
        elif len(taken) < limit.calls:
            taken.append(now)
            return 0
        seconds = max(ceil(taken[0] + limit.seconds - now) if taken else 1, 1)
        self._until[place] = now + seconds
        self.refused += 1
        return seconds
