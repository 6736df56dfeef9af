"""Asks the operator of a rehearsal in the terminal that it was started in; what is shown goes nowhere else."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Final, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE: Final = 240.0
"""Seconds for an answer: the attorney beside waits, and the session at PACER does not live for long."""
_MOST_TYPED: Final = 1_000
_HOW: Final = "Type its number, or its words as the page has them; nothing leaves it as it is, and the run stops there."


class Terminal:
    """The two ends of a terminal."""

    def __init__(self, reads: int, writes: TextIO) -> None:
        self._reads = reads
        self._writes = writes

    @classmethod
    def here(cls) -> Self | None:
        """Give the terminal of this process; None when nobody can type there."""
        return cls(sys.stdin.fileno(), sys.stdout) if sys.stdin and sys.stdin.isatty() else None

    async def choose(self, court: str, question: str, candidates: Sequence[str]) -> int | str | None:
        """Ask, and ask again where a number is none of them; None for nothing typed, or nothing in time."""
        lines = (f"  {number}. {shown}" for number, shown in enumerate(candidates, 1))
        self._say(f"\nThe rehearsal at {court}: a page is not clear.", question, *lines, _HOW)
        try:
            async with asyncio.timeout(PATIENCE):
                while (said := await self._typed()).isdigit():
                    if 1 <= int(said) <= len(candidates):
                        return int(said) - 1
                    self._say(f"There is no {said}. {_HOW}")
        except TimeoutError:
            self._say("No answer in time: it is left as it is.")
            return None
        return said or None

    def _say(self, *lines: str) -> None:
        self._writes.write("".join(f"{line}\n" for line in lines))
        self._writes.flush()

    async def _typed(self) -> str:
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        loop.add_reader(self._reads, ready.set)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(self._reads)
        return os.read(self._reads, _MOST_TYPED).decode("utf-8", "replace").strip()
