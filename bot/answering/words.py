"""The words that a person can type to have something done, exactly as the card names them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum


class Word(StrEnum):
    """What is to be done."""

    HELP = "help"
    STATUS = "status"
    BACK = "back"
    CANCEL = "cancel"
    START_OVER = "start over"
    LINK = "link"
    HUMAN = "human"


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
    "link a court": Word.LINK,
    "link another court": Word.LINK,
}
_HARMLESS = {said: word for said, word in _SAYINGS.items() if word in {Word.HELP, Word.STATUS}}
"""What only answers: here a slip is forgiven. "step" is no "stop", and "backup" no "back"."""
_CLOSE_ENOUGH = 0.75
"""Of difflib's ratio: one slip in a word of four letters."""
_LONGEST_SAYING = 20
_SHORTEST_SLIP = 4


def meaning(text: str) -> Word | None:
    """Give what was asked for in the exact words, a slip forgiven where nothing would change; None otherwise."""
    said = re.sub(r"[\s.!]+", " ", text.casefold()).strip()
    if said in _SAYINGS or not _SHORTEST_SLIP <= len(said) <= _LONGEST_SAYING:
        return _SAYINGS.get(said)
    close = get_close_matches(said, _HARMLESS, n=1, cutoff=_CLOSE_ENOUGH)
    return _HARMLESS[close[0]] if close else None
