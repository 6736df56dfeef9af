"""Sealed blobs kept in a dict: what `bot.store.sealed.SealedBlobs` asks for, for tests that want no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.store.sealed import Put

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.sealed import Wanted

Place = tuple[str, str, str, str]


@dataclass
class KeptBlobs:
    """Keys by conversation, blobs by owner and purpose."""

    keys: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[Place, bytes] = field(default_factory=dict)

    async def get_key(self, conversation: str) -> bytes | None:
        return self.keys.get(conversation)

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
        wanted: Wanted | None,  # noqa: ARG002 - no conversation is kept here
    ) -> Put:
        assert expires.tzinfo is not None
        if self.keys.get(conversation) != expected_key:
            return Put.OTHER_KEY
        self.keys[conversation] = wrapped_key
        self.blobs[team, user, conversation, purpose] = sealed
        return Put.KEPT

    async def take_blob(self, *, team: str, user: str, conversation: str, purpose: str) -> tuple[bytes, bytes] | None:
        taken = self.blobs.pop((team, user, conversation, purpose), None)
        return None if taken is None else (taken, self.keys[conversation])

    async def delete_conversation_secrets(self, conversation: str) -> None:
        self.keys.pop(conversation, None)
        self.blobs = {place: blob for place, blob in self.blobs.items() if place[2] != conversation}

    async def sweep(self, now: datetime) -> int:
        return 0 if now.tzinfo else -1
