"""A clock that the test moves, and blobs kept in a dict."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.store.sealed import Put, Wanted
from bot.vault import Owner, Vault

Place = tuple[str, str, str, str]


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class MemoryBlobs:
    """`bot.store.sealed.SealedBlobs` for one process: what a store must do, and nothing more."""

    keys: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    blobs: dict[Place, tuple[bytes, datetime]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    puts: int = 0

    async def get_key(self, conversation: str) -> bytes | None:
        return self.keys[conversation][0] if conversation in self.keys else None

    async def put_blob(
        self,
        *,
        team: str,
        user: str,
        conversation: str,
        purpose: str,
        sealed: bytes,
        expires: datetime,
        wrapped_key: bytes,
        expected_key: bytes | None,
        wanted: Wanted | None,
    ) -> Put:
        self.puts += 1
        if wanted is not None and not wanted(self.states.get(conversation)):
            return Put.UNWANTED
        if self.keys.get(conversation, (None,))[0] != expected_key:
            return Put.OTHER_KEY
        self.keys[conversation] = (wrapped_key, expires)
        self.blobs[team, user, conversation, purpose] = (sealed, expires)
        return Put.KEPT

    async def take_blob(self, *, team: str, user: str, conversation: str, purpose: str) -> tuple[bytes, bytes] | None:
        taken = self.blobs.pop((team, user, conversation, purpose), None)
        return None if taken is None else (taken[0], self.keys[conversation][0])

    async def delete_conversation_secrets(self, conversation: str) -> None:
        self.keys.pop(conversation, None)
        self.blobs = {place: blob for place, blob in self.blobs.items() if place[2] != conversation}

    async def sweep(self, now: datetime) -> int:
        held = len(self.keys) + len(self.blobs)
        self.blobs = {place: blob for place, blob in self.blobs.items() if blob[1] > now}
        self.keys = {name: key for name, key in self.keys.items() if key[1] > now}
        return held - len(self.keys) - len(self.blobs)

    def damage(self, bit: int) -> None:
        """Flip one bit of the only blob."""
        ((place, (sealed, expires)),) = self.blobs.items()
        changed = bytearray(sealed)
        changed[bit // 8 % len(changed)] ^= 1 << bit % 8
        self.blobs[place] = (bytes(changed), expires)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def blobs() -> MemoryBlobs:
    return MemoryBlobs()


@pytest.fixture
def vault(blobs: MemoryBlobs, clock: Clock) -> Vault:
    return Vault([], blobs, clock)


@pytest.fixture
def owner() -> Owner:
    return Owner("T1", "U1", "conversation-1")
