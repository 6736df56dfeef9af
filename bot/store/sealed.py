"""Ciphertext and wrapped keys, where they wait for the next step; and how they go for good."""

from datetime import datetime
from typing import Protocol


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
    ) -> bool:
        """Keep `sealed` and `wrapped_key`, if the key is `expected_key` so far; a new key voids older blobs."""
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
