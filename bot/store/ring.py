"""How the processes at one database come to one key, which none of them writes: it is handed on, wrapped for each."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Joining:
    """A process that waits for the key, and the public key to wrap it for."""

    name: str
    public_key: bytes


class Ring(Protocol):
    """What is needed to hand a key on. The store can open none of it; what is wrapped for a process goes with it."""

    async def join(self, public_key: bytes, wrapped: bytes) -> bytes | None:
        """Publish a key, and return what was wrapped for it; None while nobody has done so.

        Where no process that lives has the key of the ring, `wrapped`, which is a new one, becomes that.
        """
        ...

    async def joining(self) -> tuple[Joining, ...]:
        """Return who waits."""
        ...

    async def hand_on(self, name: str, wrapped: bytes) -> None:
        """Give one who waits what was wrapped for them."""
        ...
