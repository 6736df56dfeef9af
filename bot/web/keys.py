"""Slack's keys for the tokens of Sign in with Slack, and whether a token was signed with one of them.

RSA with SHA-256, which is all that Slack signs with by https://slack.com/.well-known/openid-configuration (RFC 7515,
7517, 7518). What a token itself says of keys, or of another way to sign, counts for nothing. Asks whom it is given.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from bot.runtime.base64url import from_base64

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

KEPT: Final = 3600.0
"""Seconds after which the keys are asked for anew, so that one that Slack took back is not believed for long."""
LEAST_BITS: Final = 2048
_ALGORITHM: Final = "RS256"
_PARTS: Final = 3


class SlackKeys:
    """Keeps the keys, and asks for them again when they are old or a token names another. One per process.

    `ask` gives the key set as Slack answers it; what it raises comes out. `clock`: seconds, of a clock that goes on.
    """

    def __init__(self, ask: Callable[[], Awaitable[bytes]], clock: Callable[[], float]) -> None:
        self._ask = ask
        self._clock = clock
        self._keys: Mapping[str, RSAPublicKey] = {}
        self._since = -KEPT

    async def signed(self, token: str) -> bool:
        """Say whether a token was signed by Slack."""
        parts = token.split(".")
        head = _read(parts[0]) if len(parts) == _PARTS else {}
        name, signature = head.get("kid"), from_base64(parts[-1])
        if head.get("alg") != _ALGORITHM or "crit" in head or not isinstance(name, str) or not signature:
            return False
        if name not in self._keys or self._clock() - self._since >= KEPT:
            self._keys, self._since = dict(_keys(await self._ask())), self._clock()
        key = self._keys.get(name)
        return key is not None and _verifies(key, signature, token.rpartition(".")[0].encode())


def _verifies(key: RSAPublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def _keys(answer: bytes) -> Iterator[tuple[str, RSAPublicKey]]:
    """Give the keys of a set that are for signatures of this kind; what else there is, is let be."""
    found = _loaded(answer).get("keys")
    for each in found if isinstance(found, list) else ():
        if not isinstance(each, dict) or each.get("kty") != "RSA" or each.get("use", "sig") != "sig":
            continue
        name, modulus, exponent = (each.get(part) for part in ("kid", "n", "e"))
        if isinstance(name, str) and each.get("alg", _ALGORITHM) == _ALGORITHM and (key := _key(modulus, exponent)):
            yield name, key


def _key(modulus: object, exponent: object) -> RSAPublicKey | None:
    n, e = (from_base64(part) if isinstance(part, str) else None for part in (modulus, exponent))
    try:
        key = RSAPublicNumbers(int.from_bytes(e or b"", "big"), int.from_bytes(n or b"", "big")).public_key()
    except ValueError:
        return None
    return key if key.key_size >= LEAST_BITS else None


def _read(part: str) -> dict[str, Any]:
    return _loaded(from_base64(part) or b"")


def _loaded(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
