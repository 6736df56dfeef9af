"""What a person means by words typed to the app, and whether they look like a secret. PURE.

The words themselves are looked at here and nowhere kept: whoever calls gets a meaning back, never the text.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum


class Word(StrEnum):
    """What was meant."""

    HELP = "help"
    STATUS = "status"
    BACK = "back"
    CANCEL = "cancel"
    START_OVER = "start over"
    LINK = "link"


_SAYINGS = {
    "help": Word.HELP,
    "?": Word.HELP,
    "status": Word.STATUS,
    "where am i": Word.STATUS,
    "back": Word.BACK,
    "go back": Word.BACK,
    "cancel": Word.CANCEL,
    "stop": Word.CANCEL,
    "quit": Word.CANCEL,
    "start over": Word.START_OVER,
    "restart": Word.START_OVER,
    "link": Word.LINK,
    "start": Word.LINK,
    "begin": Word.LINK,
    "continue": Word.LINK,
    "link pacer": Word.LINK,
}
_CLOSE_ENOUGH = 0.75
"""Of difflib's ratio: one slip in a word of four letters."""
_LONGEST_SAYING = 20
_SHORTEST_SLIP = 4

_LABELLED = re.compile(r"(?i)\b(?:pass(?:word|code|wd)?|pwd?|pin|code|otp|login|user(?:name)?)\b\s*(?:is\b|[:=])\s*\S")
_PASSCODE = re.compile(r"\d{3}[ -]?\d{3}|\d{8}")
_SHORTEST_SECRET = 8
_KINDS = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"\d"), re.compile(r"[^\w\s]"))
_ENOUGH_KINDS = 3
_ADDRESS = re.compile(r"(?i)https?://|<|^[\w.+-]+@[\w-]+\.[\w.]+$")


def meaning(text: str) -> Word | None:
    """Give what was meant, small slips forgiven; None when it is none of the words."""
    said = re.sub(r"[\s.!]+", " ", text.casefold()).strip()
    if said in _SAYINGS or len(said) > _LONGEST_SAYING:
        return _SAYINGS.get(said)
    close = get_close_matches(said, _SAYINGS, n=1, cutoff=_CLOSE_ENOUGH) if len(said) >= _SHORTEST_SLIP else []
    return _SAYINGS[close[0]] if close else None


def looks_secret(text: str) -> bool:
    """Say whether the words look like a password, a passcode, or a pair of credentials. Rather once too often."""
    words = text.split()
    if _LABELLED.search(text) or _PASSCODE.fullmatch(text.strip()):
        return True
    return any(_strong(word) for word in words)


def _strong(word: str) -> bool:
    if len(word) < _SHORTEST_SECRET or _ADDRESS.search(word):
        return False
    # A sentence's own mark at the end is no part of the word.
    kinds = sum(kind.search(word.rstrip(".,;:!?")) is not None for kind in _KINDS)
    return kinds >= _ENOUGH_KINDS
