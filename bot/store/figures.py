"""What a store holds, in numbers: for whoever watches the app. Nothing of it names a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of what there is.

    `states`: people's latest conversations, by the name of the state that the audit trail has last for them. `waiting`
    are messages yet to be sent, the oldest since `oldest`; `given_up` those that were buried. `mendable`: since when
    the oldest waits for something that an operator can mend. `sealed`: values kept under a key that is not written.
    """

    states: Mapping[str, int]
    waiting: int
    given_up: int
    oldest: datetime | None
    mendable: datetime | None
    sealed: int


class Watched(Protocol):
    """What is needed to watch a store."""

    async def figures(self, mendable: Collection[str]) -> Figures:
        """Count; `mendable` are the codes of what an operator can mend. Raises StoreError."""
        ...

    async def try_writing(self) -> None:
        """Write as a step does, and leave nothing of it. Raises StoreError where a step would fail."""
        ...
