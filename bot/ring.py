"""One key for all processes at one database, in their memories only.

Each makes an X25519 pair at its start and publishes the public half. Whoever has the key wraps it for whoever joins;
the first makes it. With the last process it is gone, and so is everything that was sealed. Wrapping is X25519 with an
ephemeral pair, HKDF-SHA256 (RFC 5869) over both public halves, and AES-256-GCM; the database sees public keys and
ciphertext. Whoever can write the database could join: as with any key that its processes share, it is trusted so far.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Final

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.store import StoreError
from bot.tasks import Tasks

if TYPE_CHECKING:
    from bot.store.ring import Ring

log = structlog.get_logger(__name__)

KEY_BYTES: Final = 32
LOOK_EVERY: Final = 0.5
"""Seconds between two looks for who joins; and for the key, by who does."""
PATIENCE: Final = 40.0
"""Seconds that one who joins waits for the others: longer than any of them takes to stop."""


class RingError(Exception):
    """The others did not hand on their key; the message says what next."""

    safe_to_log = True


class Membership:
    """This process's part in the ring. Made by `joined`."""

    def __init__(self, ring: Ring, key: bytes) -> None:
        self.key = key
        self._ring = ring
        self._tasks = Tasks()

    def __repr__(self) -> str:
        return "Membership(***)"

    def start(self) -> None:
        """Hand the key on to whoever joins from now on."""
        self._tasks.spawn(self._hand_on())

    async def stop(self) -> None:
        """Hand it on no more."""
        await self._tasks.close()

    async def _hand_on(self) -> None:
        while True:
            try:
                for each in await self._ring.joining():
                    await self._ring.hand_on(each.name, wrapped(self.key, each.public_key))
            except (StoreError, ValueError):  # the next look comes soon
                log.exception("the key could not be handed on")
            await asyncio.sleep(LOOK_EVERY)


async def joined(ring: Ring) -> Membership:
    """Come to the key of all, or make it. Raises RingError and StoreError."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    new = wrapped(secrets.token_bytes(KEY_BYTES), public)
    try:
        async with asyncio.timeout(PATIENCE):
            while (given := await ring.join(public, new)) is None:  # noqa: ASYNC110 - another process gives it
                await asyncio.sleep(LOOK_EVERY / 5)
    except TimeoutError:
        raise RingError(
            "Another process at this database does not hand on its key: stop the one that hangs, then start again."
        ) from None
    return Membership(ring, _opened(given, private))


def wrapped(key: bytes, public_key: bytes) -> bytes:
    """Return a key as only the holder of that public key's private half can open it. ValueError if it is none."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public_key))
    # The nonce may be fixed: the key is used once.
    return mine + AESGCM(_derived(shared, mine, public_key)).encrypt(bytes(12), key, None)


def _opened(given: bytes, private: X25519PrivateKey) -> bytes:
    theirs, sealed = given[:KEY_BYTES], given[KEY_BYTES:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
    try:
        return AESGCM(_derived(shared, theirs, private.public_key().public_bytes_raw())).decrypt(
            bytes(12), sealed, None
        )
    except InvalidTag:
        raise RingError("The key that was handed on is not for this process: start it again.") from None


def _derived(shared: bytes, once: bytes, public_key: bytes) -> bytes:
    info = b"link-pacer ring v1" + once + public_key
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared)
