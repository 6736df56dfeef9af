"""What may be said of a page: addresses and words of the court's, nothing that looks like a value. PURE.

A page that somebody saved may hold what was typed, a session's numbers and tokens; none of it is needed to mend.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.court.pages import words
from bot.court.pages.folding import find_all, folded
from bot.vocabulary import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from bot.vault import Secret

_PART: Final = re.compile(r"[A-Za-z0-9_.~+-]{1,40}")
_LONG_NUMBER: Final = re.compile(r"\d{5,}")
_MIXED: Final = re.compile(r"(?=[^\d]*\d)(?=[\d_.~+-]*[A-Za-z])\w{16,}")
"""Letters and digits together, at such a length, are no word."""


def address(url: str) -> str:
    """Give an address; of its query only what can be no session's number, token or name of somebody."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "an address that cannot be read"
    path = "/".join(_part(each) for each in parts.path.split("/"))
    query = "&".join("=".join(map(_part, each.split("=", 1))) for each in parts.query.split("&"))
    return f"{host}{path}{'?' if parts.query else ''}{query if parts.query else ''}"


def _part(text: str) -> str:
    if text and (not _PART.fullmatch(text) or _MIXED.fullmatch(text)):
        return GAP
    return _LONG_NUMBER.sub("N", text)


def quoted(text: str, typed: Iterable[Secret] = ()) -> str:
    """Give a page's words, at most 300 characters, without what was `typed` and without what looks like a token."""
    return words.safe(text, typed)


def account(text: str, typed: Iterable[Secret]) -> str:
    """Give a name or a line as its person is shown it, but for what was `typed` as a whole."""
    for secret in typed:
        seen, value = folded(text), folded(secret.reveal()).text.strip()
        for start, end in reversed([seen.span(*place) for place in find_all(seen.text, value)]):
            text = f"{text[:start]}{GAP}{text[end:]}"
    return quoted(text)


def named(member: StrEnum) -> str:
    """Give a trouble or a remark by its name, as words; docs/outcomes.md says more of each."""
    return member.value.replace("_", " ")


def counted(number: int, what: str, several: str = "") -> str:
    """Give "1 form", "2 forms"."""
    return f"{number} {what if number == 1 else several or what + 's'}"
