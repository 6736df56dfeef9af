"""Ciphertext and wrapped keys, where they wait for the next step; and how they go for good."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Protocol

Wanted = Callable[[str | None], bool]
"""Whether something is to be sealed for a conversation, given its state; None where it is its person's no more."""


class Put(Enum):
    """What became of something that was to be kept; only what is KEPT changed anything."""

    KEPT = "kept"
    OTHER_KEY = "other key"
    UNWANTED = "unwanted"


class SealedBlobs(Protocol):
    """What is needed to keep what is sealed. The store can open none of it."""

    async def get_key(self, conversation: str) -> bytes | None:
        """Return the conversation's wrapped data key."""
        ...

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
        """Keep `sealed` and `wrapped_key`, if the key is `expected_key` so far; a new key voids older blobs.

        `wanted` is asked in the same transaction, so that no step comes between; it must be quick and pure.
        """
        ...

    async def take_blob(self, *, team: str, user: str, conversation: str, purpose: str) -> tuple[bytes, bytes] | None:
        """Remove a blob and return it with the wrapped key."""
        ...

    async def delete_conversation_secrets(self, conversation: str) -> None:
        """Remove a conversation's blobs and wrapped key, from the files as well."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Remove expired blobs and keys, from the files as well, visits and tries, and delivery ids older than a day.

        Returns how many blobs and keys went.
        """
        ...
