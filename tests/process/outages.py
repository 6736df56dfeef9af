"""What a disk holds when the power fails: rebuilt from every call that a process made, as strace saw it.

A disk of the worst kind: it holds what was synced, and of the rest nothing, or any part in any order. A file that was
made, truncated or removed counts only when its folder was synced, too.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

    Change = Callable[[bytearray], None]

SECTOR = 512
"""Bytes that a disk writes whole."""
CALLS = "openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,rename,renameat,renameat2,sendto,sendmsg"
_LINE = re.compile(rb"(\d+) +(?:<\.\.\. )?(\w+)(?: resumed>)?(.*)", re.DOTALL)
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_OPEN = re.compile(rb"\d+<((?:\\x[0-9a-f]{2})*)>")
_RESULT = re.compile(rb"\) += (-?\d+)")


def strace(trace: Path) -> tuple[str, ...]:
    """Give the words before a command that have its calls written to `trace`.

    Where it cannot be so, the test is skipped; with LINK_PACER_STRACE=required it fails.
    """
    if shutil.which("strace") is None:
        _not_here("this machine has no strace; .ci/run installs it")
    if os.getuid() != 0:
        _not_here("only root can look into the app, which closes its memory to all others")
    seen = ("-f", "--seccomp-bpf", "-yy", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-e", "signal=none")
    return ("strace", "-D", *seen, "-o", str(trace))


def _not_here(why: str) -> None:
    if os.environ.get("LINK_PACER_STRACE") == "required":
        pytest.fail(f"LINK_PACER_STRACE=required, but {why}")
    pytest.skip(why)


@dataclass(frozen=True)
class Call:
    """A call that was made, with what it was given: the file, or nothing for the network, and bytes."""

    name: str
    path: str
    data: bytes
    rest: bytes
    result: int


def calls(trace: Path) -> Iterator[Call]:
    """Give the calls in the order in which they were over; what was sent, when its sending began."""
    begun: dict[bytes, bytes] = {}
    for line in trace.read_bytes().splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        thread, name, rest = found.groups()
        if name in {b"sendto", b"sendmsg"}:
            if b"<TCP:" in rest:
                yield Call("send", "", b"".join(map(_bytes, _TEXT.findall(rest))), b"", 0)
            continue
        if rest.endswith(b"<unfinished ...>"):
            begun[thread] = rest.removesuffix(b"<unfinished ...>")
            continue
        if b" resumed>" in line:
            rest = begun.pop(thread) + rest
        if result := _RESULT.search(rest):
            texts = [_bytes(each) for each in _TEXT.findall(rest)]
            opened = _OPEN.match(rest.removeprefix(b"("))
            path = _bytes(opened[1]) if opened else texts[0] if texts else b""
            yield Call(name.decode(), path.decode(), texts[-1] if texts else b"", rest, int(result[1]))


def _bytes(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.replace(b"\\x", b"").decode())


@dataclass
class _File:
    """What of a file is safe, and what is on its way."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Change] = field(default_factory=list)

    def after(self, changes: Iterable[Change]) -> bytes:
        content = bytearray(self.safe)
        for change in changes:
            change(content)
        return bytes(content)


def _write(data: bytes, offset: int, content: bytearray) -> None:
    content.extend(bytes(max(0, offset + len(data) - len(content))))
    content[offset : offset + len(data)] = data


def _truncate(size: int, content: bytearray) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


class Disk:
    """Takes the calls that concern some files. `lies`: it says of each sync that it is done, and does nothing."""

    def __init__(self, *files: Path, lies: bool = False) -> None:
        self._folder = str(files[0].parent)
        self._files = {str(each) for each in files}
        self._lies = lies
        self._now: dict[str, _File] = {}
        self._safe: dict[str, _File] = {}

    def is_sync(self, call: Call) -> bool:
        """Whether something is to be safe afterwards that was not."""
        return call.name in {"fsync", "fdatasync"} and call.path in {self._folder, *self._files}

    def take(self, call: Call) -> None:
        """Do what the call did."""
        name = call.data.decode(errors="replace") if call.name == "openat" else call.path
        if call.result < 0 or not (name in self._files or self.is_sync(call)):
            return
        match call.name:
            case "openat":
                if b"O_CREAT" in call.rest:
                    self._now.setdefault(name, _File())
            case "pwrite64":
                self._now[name].waiting += _sectors(call.data[: call.result], _last_number(call))
            case "ftruncate":
                self._now[name].waiting.append(partial(_truncate, _last_number(call)))
            case "unlink":
                del self._now[name]
            case "fsync" | "fdatasync":
                self._sync(name)
            case _:
                raise AssertionError(f"what {call.name} does to {name} is not known here")

    def _sync(self, name: str) -> None:
        if self._lies:
            return
        if name == self._folder:
            self._safe = dict(self._now)
        else:
            file = self._now[name]
            file.safe = bytearray(file.after(file.waiting))
            file.waiting.clear()

    def after_an_outage(self, random: Random | None = None) -> dict[str, bytes]:
        """Give the files that are left: what was synced, and of the rest what `random` lets be there."""
        left = {}
        for name in sorted(self._files):
            file = self._safe.get(name)
            if random and random.random() < 1 / 2:
                file = self._now.get(name)
            if file:
                arrived = [each for each in file.waiting if random and random.random() < 1 / 2]
                left[Path(name).name] = file.after(arrived)
        return left


def _last_number(call: Call) -> int:
    return int(call.rest.rpartition(b")")[0].rpartition(b", ")[2])


def _sectors(data: bytes, offset: int) -> Iterator[Change]:
    """Cut a write where a disk may."""
    while data:
        size = SECTOR - offset % SECTOR
        yield partial(_write, data[:size], offset)
        data, offset = data[size:], offset + size
