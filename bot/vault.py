"""What was typed by a person, and what a court gave for it, while it must wait for the next step.

`Secret` holds a value that cannot be shown by accident. `Vault` seals bytes for one owner and one purpose, opens them
once, and shreds them with their conversation. It also makes the sealed references that travel through a Slack modal's
metadata.

This module knows neither Slack nor the procedure, writes no log line, and never puts a value or a key into an
exception. What it persists goes through `bot.store.sealed` and is ciphertext only.

The cryptography: AES-256-GCM with a random 96-bit nonce throughout (NIST SP 800-38D). A master key is never used
itself: one subkey, by HKDF-SHA256 (RFC 5869), wraps each conversation's random data key, another seals references.
Deleting the wrapped data key makes everything sealed in that conversation unreadable, wherever a copy of the ciphertext
may survive.
"""

import base64
import binascii
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NoReturn, final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.store.sealed import Put, SealedBlobs, Wanted

DEFAULT_TTL: Final = timedelta(minutes=15)
KEY_BYTES: Final = 32
REFERENCE_LIMIT: Final = 3000
"""Characters that Slack takes as a view's `private_metadata`; a reference is shorter."""

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_STAMP_BYTES: Final = 8
_MASK: Final = "***"


class VaultError(Exception):
    """A vault key that cannot be used. The words never hold any part of the key."""

    safe_to_log = True


@final
class Secret:
    """A text that cannot be printed, compared, hashed, copied, pickled or turned into JSON by accident.

    `reveal()` is the one door. Its truth says only that there is a `Secret`, nothing about the text in it.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text. Call it as late as possible and keep no reference to what it gives."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({_MASK})"

    def __str__(self) -> str:
        return _MASK

    def __format__(self, format_spec: str) -> str:
        return _MASK

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("a Secret is not compared")

    def __hash__(self) -> NoReturn:
        raise TypeError("a Secret is not hashed")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a Secret is neither pickled nor copied")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a Secret is neither pickled nor copied")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom sealed bytes belong to: a person of a workspace, in one conversation."""

    team: str
    user: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a modal's metadata says of itself: whose it is, what it is a form of, and how long it counts.

    `token`, `rev` and `about` tell the drawing it was made for. `expires` is an aware time, kept to the millisecond.
    """

    team: str
    user: str
    conversation: str
    token: str
    rev: int
    about: str
    purpose: str
    expires: datetime


class Vault:
    """Seals, opens once, shreds.

    `master_keys`: 32 bytes each, newest first; the first one seals, all of them open. With none, a random one is made
    now and never written, so that the end of the process makes everything sealed unreadable. `clock` gives aware times.
    Raises `VaultError` for a key of another length.
    """

    def __init__(self, master_keys: Sequence[bytes], blobs: SealedBlobs, clock: Callable[[], datetime]) -> None:
        if any(len(key) != KEY_BYTES for key in master_keys):
            raise VaultError(f"A vault key must be exactly {KEY_BYTES} bytes long.")
        keys = tuple(master_keys) or (secrets.token_bytes(KEY_BYTES),)
        self._wrapping = tuple(_subkey(key, b"link-pacer data-key wrapping v1") for key in keys)
        self._references = tuple(_subkey(key, b"link-pacer references v1") for key in keys)
        self._blobs = blobs
        self._clock = clock

    def __repr__(self) -> str:
        return f"Vault({_MASK})"

    async def seal(
        self, owner: Owner, purpose: str, value: bytes, ttl: timedelta = DEFAULT_TTL, *, wanted: Wanted | None = None
    ) -> bool:
        """Seal `value` for `owner` and `purpose` until `ttl` from now, in place of what was sealed there before.

        False, and nothing sealed, if the conversation, as it is at that moment, does not want it: see `Wanted`.
        """
        expires = self._clock() + ttl
        stamp = _to_stamp(expires)
        while True:
            present = await self._blobs.get_key(owner.conversation)
            data_key = None if present is None else self._unwrap(present, owner.conversation)
            if present is None or data_key is None:
                # None yet, or one left by a process whose master key is gone: nothing under it can be read again.
                data_key = secrets.token_bytes(KEY_BYTES)
                wrapped = _encrypt(self._wrapping[0], data_key, _key_aad(owner.conversation))
            else:
                wrapped = present
            put = await self._blobs.put_blob(
                team=owner.team,
                user=owner.user,
                conversation=owner.conversation,
                purpose=purpose,
                sealed=stamp + _encrypt(data_key, value, _blob_aad(owner, purpose, stamp)),
                expires=expires,
                wrapped_key=wrapped,
                expected_key=present,
                wanted=wanted,
            )
            if put is not Put.OTHER_KEY:
                return put is Put.KEPT

    async def open_once(self, owner: Owner, purpose: str) -> bytes | None:
        """Remove and open what was sealed.

        None when it is absent, expired, somebody else's, damaged, or sealed under a key that is not ours: the caller
        cannot tell which, and need not, for the next step is the same.
        """
        taken = await self._blobs.take_blob(
            team=owner.team, user=owner.user, conversation=owner.conversation, purpose=purpose
        )
        if taken is None:
            return None
        sealed, wrapped = taken
        data_key = self._unwrap(wrapped, owner.conversation)
        stamp, encrypted = sealed[:_STAMP_BYTES], sealed[_STAMP_BYTES:]
        if data_key is None or self._is_past(stamp):
            return None
        return _decrypt(data_key, encrypted, _blob_aad(owner, purpose, stamp))

    async def destroy(self, conversation: str) -> None:
        """Shred everything sealed in a conversation, with its key."""
        await self._blobs.delete_conversation_secrets(conversation)

    async def keeps(self, conversation: str) -> bool:
        """Say whether what is sealed in a conversation, if anything is, can be opened here."""
        present = await self._blobs.get_key(conversation)
        return present is not None and self._unwrap(present, conversation) is not None

    async def sweep(self) -> int:
        """Remove expired blobs and keys; return how many went."""
        return await self._blobs.sweep(self._clock())

    def seal_reference(self, reference: Reference) -> str:
        """Return `reference` as url-safe text, unreadable to all but us; ValueError if longer than Slack would take."""
        body = json.dumps([reference.conversation, reference.token, reference.rev, reference.about]).encode()
        stamp = _to_stamp(reference.expires)
        aad = _aad(b"reference", reference.team, reference.user, reference.purpose, stamp)
        text = base64.urlsafe_b64encode(stamp + _encrypt(self._references[0], body, aad)).decode("ascii").rstrip("=")
        if len(text) >= REFERENCE_LIMIT:
            raise ValueError(f"A reference must be shorter than {REFERENCE_LIMIT} characters.")
        return text

    def open_reference(self, text: str, *, team: str, user: str, purpose: str) -> Reference | None:
        """Return the reference in `text` if sealed for this person and purpose and not yet expired; else None."""
        raw = _from_base64(text) if len(text) < REFERENCE_LIMIT else None
        if raw is None:
            return None
        stamp, encrypted = raw[:_STAMP_BYTES], raw[_STAMP_BYTES:]
        if self._is_past(stamp):
            return None
        aad = _aad(b"reference", team, user, purpose, stamp)
        body = _decrypt_any(self._references, encrypted, aad)
        if body is None:
            return None
        conversation, token, rev, about = json.loads(body)
        return Reference(team, user, conversation, token, rev, about, purpose, _from_stamp(stamp))

    def _unwrap(self, wrapped: bytes, conversation: str) -> bytes | None:
        return _decrypt_any(self._wrapping, wrapped, _key_aad(conversation))

    def _is_past(self, stamp: bytes) -> bool:
        return stamp <= _to_stamp(self._clock())


def parse_vault_keys(text: str) -> tuple[bytes, ...]:
    """Read `VAULT_KEYS`: url-safe base64 of 32 bytes each, separated by commas, newest first; padding may be left out.

    Nothing but white space means no keys. Raises `VaultError`, which names the key at fault by its place.
    """
    if not text.strip():
        return ()
    parts = [part.strip() for part in text.split(",")]
    keys: list[bytes] = []
    for place, part in enumerate(parts, start=1):
        key = _from_base64(part.rstrip("="))
        if key is None or len(key) != KEY_BYTES:
            raise VaultError(f"Key {place} of {len(parts)} is not the url-safe base64 of exactly {KEY_BYTES} bytes.")
        if key in keys:
            raise VaultError(f"Key {place} of {len(parts)} is there twice.")
        keys.append(key)
    return tuple(keys)


def _subkey(master: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use).derive(master)


def _encrypt(key: bytes, value: bytes, aad: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, aad)


def _decrypt(key: bytes, encrypted: bytes, aad: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(encrypted[:_NONCE_BYTES], encrypted[_NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
        return None


def _decrypt_any(keys: Sequence[bytes], encrypted: bytes, aad: bytes) -> bytes | None:
    opened = (_decrypt(key, encrypted, aad) for key in keys)
    return next((value for value in opened if value is not None), None)


def _aad(*parts: str | bytes) -> bytes:
    """Join parts so that no two different lists of parts give the same bytes: a version, then each with its length."""
    raws = [part.encode() if isinstance(part, str) else part for part in parts]
    return _VERSION + b"".join(len(raw).to_bytes(4, "big") + raw for raw in raws)


def _blob_aad(owner: Owner, purpose: str, stamp: bytes) -> bytes:
    return _aad(b"blob", owner.team, owner.user, owner.conversation, purpose, stamp)


def _key_aad(conversation: str) -> bytes:
    return _aad(b"data key", conversation)


def _to_stamp(moment: datetime) -> bytes:
    """Milliseconds since 1970, big-endian, so that stamps compare as their times do."""
    return int(moment.timestamp() * 1000).to_bytes(_STAMP_BYTES, "big")


def _from_stamp(stamp: bytes) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(stamp, "big") / 1000, UTC)


def _from_base64(text: str) -> bytes | None:
    """Decode url-safe base64 without padding; None if it is anything else."""
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
