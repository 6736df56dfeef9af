"""Starts the program anew with an allocator that overwrites what it frees, and without a place for TLS keys.

Python cannot wipe a string, and its allocator and TLS read the environment when a process begins. So the first thing
that `python -m bot` does is to begin again, once, before anything secret or large is loaded. Imports next to nothing.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_PERTURB: Final = "85"
_OVERWRITING: Final = frozenset({"malloc", "malloc_debug", "debug", "pymalloc_debug"})
"""Values of PYTHONMALLOC with which freed objects do not keep their contents."""
_LARGEST_BYTE: Final = 255
_LATELY_FREED: Final = "glibc.malloc.tcache_count"


def start_overwriting() -> None:
    """Start this program anew unless its environment is as it must be. Call it before anything else is loaded.

    The process keeps its id, arguments and streams, and the signals that it was told to ignore. Where the interpreter
    cannot be run it ends with 1 and a line that says so.
    """
    wanted = overwriting(os.environ, sys.platform)
    if wanted != dict(os.environ) and sys.executable:
        try:
            os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], wanted)  # noqa: S606 - this very program  # nosec B606
        except OSError as fault:
            sys.exit(
                f"Link PACER cannot start: {sys.executable} cannot be run ({os.strerror(fault.errno or 0)}); let this "
                "account read and execute it, and enter the folders above it."
            )


def overwriting(environ: Mapping[str, str], platform: str) -> dict[str, str]:
    """Give the environment with which freed memory is overwritten; an equal one, when it is that already.

    Python's objects must be malloc's for that. Then the GNU C library fills what is freed with MALLOC_PERTURB_ (once it
    keeps none of it back), and macOS with MallocScribble; another C library does not. What the operator set is kept if
    it does the same.
    SSLKEYLOGFILE goes: Python's TLS contexts, some of them made at an import, would write their keys there.
    """
    wanted = {name: value for name, value in environ.items() if name != "SSLKEYLOGFILE"}
    if wanted.get("PYTHONMALLOC") not in _OVERWRITING:
        wanted["PYTHONMALLOC"] = "malloc"
    if platform == "darwin":
        wanted.setdefault("MallocScribble", "1")
    else:
        if not _is_byte(wanted.get("MALLOC_PERTURB_", "")):
            wanted["MALLOC_PERTURB_"] = _PERTURB
        wanted["GLIBC_TUNABLES"] = _tuned(wanted.get("GLIBC_TUNABLES", ""))
    return wanted


def _tuned(tunables: str) -> str:
    """Switch off the C library's list of small pieces freed lately: what it holds is not overwritten."""
    others = [each for each in tunables.split(":") if each and not each.startswith(f"{_LATELY_FREED}=")]
    return ":".join([*others, f"{_LATELY_FREED}=0"])


def _is_byte(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_BYTE
