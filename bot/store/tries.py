"""What was tried lately, beyond any conversation: how often, under which hashes, and until when it counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Tried:
    """How often something was tried under `names`, as far as it still counts, and until when it does."""

    names: tuple[str, ...] = ()
    count: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """Something that is about to be tried. It counts under each of `names`, which are hashes, for so long."""

    names: tuple[str, ...]
    until: datetime


class Tries(Protocol):
    """What is needed to name tries and to take them back. They are added by a step, as its `Change.attempt`."""

    async def try_key(self) -> bytes:
        """Return the key under which the names of tries are hashed; the same as long as the database lives."""
        ...

    async def take_back(self, names: tuple[str, ...], conversation: str, rev: int, *, and_before: bool) -> None:
        """Count the try of that step no longer, and none before it under the same names if `and_before`."""
        ...
