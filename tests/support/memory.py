"""The memory of a running process, searched for a marker in every form that it could stand there in. Linux only."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.process.secret_search import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

SEARCHABLE = sys.platform == "linux" and os.geteuid() == 0
"""The app keeps its memory from every other process of its own account, so only root may look."""


def readable(pid: int) -> Iterator[tuple[str, bytes]]:
    """Give every mapping of a process that can be read, by its name."""
    maps = Path(f"/proc/{pid}/maps").read_text()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            place, access, _, _, _, *name = line.split(maxsplit=5)
            start, end = (int(each, 16) for each in place.split("-"))
            if access.startswith("r") and name not in (["[vvar]"], ["[vsyscall]"]):
                yield (name or ["anonymous"])[0], _read(memory.fileno(), start, end)


def _read(file: int, start: int, end: int) -> bytes:
    """Read all that can be read of a mapping; a file that was cut short ends before its mapping does."""
    found = bytearray()
    while start < end:
        try:
            got = os.pread(file, min(end - start, 1 << 24), start)
        except OSError:
            break
        found += got
        start += len(got)
    return bytes(found)


def copies(pid: int, *markers: str) -> Counter[str]:
    """Count markers in a process, by form and the mapping's name."""
    found: Counter[str] = Counter()
    wanted = {coded: form for marker in markers for form, coded in forms(marker).items()}
    for where, content in readable(pid):
        for coded, form in wanted.items():
            if count := content.count(coded):
                found[f"{form} in {where}"] += count
    return found


def alone(pid: int, number: str) -> int:
    """Count a number of few digits, where it is not a part of another."""
    return sum(_alone(content, number.encode()) for _, content in readable(pid))


def _alone(content: bytes, number: bytes) -> int:
    count, at = 0, content.find(number)
    while at >= 0:
        around = content[max(0, at - 1) : at] + content[at + len(number) : at + len(number) + 1]
        count += not any(chr(each).isalnum() or each in b"._" for each in around)
        at = content.find(number, at + 1)
    return count
