"""A rehearsal's folder, read back: each page as the answer that it was, less what was a person's. Reads files only."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bot.court.exchange import Answer
from bot.court.model import RehearsalError

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = re.compile(r"\d+-[a-z_]+\.json")
UNREADABLE: Final = "(unreadable)"
"""Stands for an address that could not be read."""
_LIKE_IT: Final = "http://["


@dataclass(frozen=True, slots=True)
class Kept:
    """A page of a rehearsal: its file's name without the ending, and what it was asked for as.

    `answer` is None where the page was withheld, and `withheld` says why.
    """

    name: str
    step: str
    court: str
    withheld: str
    answer: Answer | None = field(repr=False)


def kept_in(folder: Path) -> list[Kept]:
    """Give the pages of a folder in the order they were met. Raises RehearsalError, saying what is wrong and where."""
    try:
        beside = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    except OSError as fault:
        raise RehearsalError(f"{folder} cannot be read ({fault.strerror}). Name a rehearsal's folder.") from None
    found = [_kept(path) for path in sorted(beside, key=lambda path: int(path.name.partition("-")[0]))]
    if not found:
        raise RehearsalError(f"{folder} holds no page. Name the folder that `run --rehearse` was given.")
    return found


def _kept(path: Path) -> Kept:
    try:
        about = json.loads(path.read_text("utf-8"))
        withheld = str(about["withheld"])
        answer = None if withheld else _answer(about, path.with_suffix(".html").read_bytes())
        return Kept(path.stem, str(about["step"]), str(about["court"]), withheld, answer)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        why = type(fault).__name__
        raise RehearsalError(
            f"{path} or the page beside it cannot be read ({why}): take both out, or restore them."
        ) from None


def _answer(about: dict[str, Any], body: bytes) -> Answer:
    location = _LIKE_IT if about["redirects_to"] == UNREADABLE else about["redirects_to"]
    return Answer(about["status"], f"https://{about['host']}{about['path']}", about["content_type"], body, location)
