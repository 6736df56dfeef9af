"""The names of a run: the reference that people read to the help desk, and the token that its buttons carry."""

from __future__ import annotations

import secrets

# Letters and digits that nobody mistakes for another when read over the phone.
_REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_REFERENCE_LENGTH = 8


def new_token() -> str:
    """Give what the buttons of a new run are known by; nobody can guess it, and no other run has it."""
    return secrets.token_hex(16)


def new_reference() -> str:
    """Give the name of a new run, as a person can read it to the help desk."""
    letters = []
    number = secrets.randbelow(len(_REFERENCE_LETTERS) ** _REFERENCE_LENGTH)
    for _ in range(_REFERENCE_LENGTH):
        number, letter = divmod(number, len(_REFERENCE_LETTERS))
        letters.append(_REFERENCE_LETTERS[letter])
    return "LP-" + "".join(letters)
