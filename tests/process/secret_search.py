"""Looks for secrets in bytes, in every form that they could have been written down in."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, unquote_plus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_KEPT_NAME = re.compile(r'\\*"initial_value\\*":\s*\\*"[^"\\]*\\*"')


_BASE64 = re.compile(rb"[\w+/-]{8,}", re.ASCII)
_LONG_ENOUGH = 8
"""Letters that do not turn up by chance."""


def forms(secret: str) -> dict[str, bytes]:
    """Give a secret as each encoding would leave it."""
    raw = secret.encode()
    return {
        "UTF-8": raw,
        "Latin-1": secret.encode("latin-1", "replace"),
        "URL": quote(secret, safe="").encode(),
        "form": quote_plus(secret).encode(),
        "JSON": json.dumps(secret)[1:-1].encode(),
        "JSON in JSON": json.dumps(json.dumps(secret)[1:-1])[1:-1].encode(),
        "repr": repr(secret)[1:-1].encode(),
        "hex": raw.hex().encode(),
        "upper hex": raw.hex().upper().encode(),
        "UTF-16-LE": secret.encode("utf-16-le"),
        "UTF-16-BE": secret.encode("utf-16-be"),
        "UTF-32-LE": secret.encode("utf-32-le"),
        **{f"base64 at {shift}": _base64(raw, shift) for shift in range(3)},
        **{f"url-safe base64 at {shift}": _base64(raw, shift, b"-_") for shift in range(3)},
    }


def _base64(raw: bytes, shift: int, letters: bytes = b"+/") -> bytes:
    """Give the letters that depend on `raw` alone, wherever in a longer text it begins."""
    end = len(raw) - (shift + len(raw)) % 3
    coded = base64.b64encode(bytes(shift) + raw[:end], altchars=letters)
    return coded[4 if shift else 0 :]


def _decoded(where: bytes) -> Iterator[bytes]:
    """Give what may have been written down as base64, from each of the four places where it can begin."""
    for run in _BASE64.findall(where.replace(b"-", b"+").replace(b"_", b"/")):
        for begin in range(4):
            rest = run[begin:]
            whole = rest[: len(rest) - (len(rest) % 4 == 1)]
            yield base64.b64decode(whole + b"=" * (-len(whole) % 4))


@dataclass
class Search:
    """What must not be found, by what it is. User names are told apart: their owner may be shown them, and nobody else.

    `shown` are the accounts as the court's page names them, which a person has to see in order to consent.
    """

    secrets: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    passcodes: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    def secrets_in(self, where: bytes) -> list[str]:
        """Name the secrets that are found, and in which form."""
        return [*_found(self.secrets, where), *self._passcodes_in(where)]

    def _passcodes_in(self, where: bytes) -> list[str]:
        # Six digits turn up in times and numbers, so only ones that stand alone count; and the four letters that base64
        # makes of them turn up in whatever is sealed, so it is taken apart. Other forms are long enough.
        alone = {
            what: re.compile(rb"(?<![\w.])" + code.encode() + rb"(?![\w.])") for what, code in self.passcodes.items()
        }
        too_short = {
            coded for code in self.passcodes.values() for coded in forms(code).values() if len(coded) < _LONG_ENOUGH
        }
        decoded = b"\n".join(_decoded(where)) if self.passcodes else b""
        return [
            *(f"{what} alone" for what, pattern in alone.items() if pattern.search(where)),
            *(f"{what} in base64" for what, code in self.passcodes.items() if code.encode() in decoded),
            *_found(self.passcodes, where, leave_out=too_short),
        ]

    def names_in(self, where: bytes) -> list[str]:
        """Name the user names that are found, and in which form."""
        return _found(self.names, where)

    def names_in_requests(self, where: bytes) -> list[str]:
        """Name the user names that are found outside of fields that offer their owner them again, and of `shown`."""
        text = _KEPT_NAME.sub("", unquote_plus(where.decode("utf-8", "replace")))
        for account in self.shown:
            text = text.replace(account, "")
        return _found(self.names, text.encode())


def _found(wanted: dict[str, str], where: bytes, leave_out: Collection[bytes] = ()) -> list[str]:
    return [
        f"{what} as {form}"
        for what, secret in wanted.items()
        for form, coded in forms(secret).items()
        if coded not in leave_out and coded in where
    ]
