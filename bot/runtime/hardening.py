"""What the process does for the secrets that pass through its memory. Standard library only; knows no other part.

No core dump is written, no other process of the same account may read this one's memory, no TLS context of ours writes
its keys to a file, and what only holds itself is freed soon, and not whenever Python next looks. That what is freed is
overwritten is `bot.runtime.allocator`'s business.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import resource
import sys
from typing import Final
from urllib import parse
from weakref import WeakSet

COLLECT_AFTER: Final = 1.0
"""Seconds from the end of some work until what it left behind is freed: long enough for its last frames to be gone."""
_PR_SET_DUMPABLE: Final = 4
_waiting: WeakSet[asyncio.AbstractEventLoop] = WeakSet()


def close_memory() -> bool:
    """Write no core dump, and let no process of the same account read this one's memory. False where that failed.

    Only Linux has the second (prctl(2), PR_SET_DUMPABLE): there, /proc of this process belongs to root from now on.
    """
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return sys.platform != "linux" or _prctl(_PR_SET_DUMPABLE, 0) == 0
    except (OSError, ValueError, AttributeError):  # AttributeError: a C library without prctl
        return False


def _prctl(option: int, value: int) -> int:
    result: int = ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
    return result


def forget_key_log() -> None:
    """Keep TLS contexts that are made from now on from writing their keys: Python's do, where SSLKEYLOGFILE says."""
    os.environ.pop("SSLKEYLOGFILE", None)


def collect_soon() -> None:
    """Free, in a second, what only holds itself, as HTTP requests and exceptions do, and addresses that were read.

    Once for all that asked by then.

    Call it within the event loop, when work has ended that a secret went through.
    """
    loop = asyncio.get_running_loop()
    if loop not in _waiting:
        _waiting.add(loop)
        loop.call_later(COLLECT_AFTER, _collect, loop)


def _collect(loop: asyncio.AbstractEventLoop) -> None:
    _waiting.discard(loop)
    # The standard library keeps the addresses that it took apart lately, and a court may put anything into one.
    parse.clear_cache()  # type: ignore[attr-defined]
    gc.collect()
