"""The head of an answer as browsers take it: what no parser could use is left out, and what can be read stays. PURE.

Courts' servers are old, and h11, which reads answers for us, takes no line that breaks the grammar. Browsers do: they
pass over a line without a colon, and over a length that is no number. Nothing is added here and no value is changed.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 64 * 1024
"""Bytes of a head that are waited for; what is longer is h11's to refuse."""
_END: Final = re.compile(rb"\r?\n\r?\n")
_BEFORE: Final = 2
"""How many bytes of an end may have come before the last one of it."""
_LINE: Final = re.compile(rb"\r?\n(?![ \t])")
_NAME: Final = re.compile(rb"[-!#$%&'*+.^_`|~0-9a-zA-Z]+")
_ILL: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_LENGTH: Final = re.compile(rb"[0-9]+(?:[ \t]*,[ \t]*[0-9]+)*")
_ON_THE_WAY: Final = re.compile(rb"HTTP/1\.[01] +1(?!01)[0-9]{2}(?![0-9])")


def end_of(received: bytes | bytearray, came: int = LONGEST) -> int:
    """Give where the head ends that `received` begins with, the empty line included; 0 while it has not come whole.

    `came`: how many of the last bytes are new, so that what was looked through is not looked through again.
    """
    found = _END.search(received, max(0, len(received) - came - _BEFORE))
    return found.end() if found else 0


def mended(head: bytes) -> bytes:
    """Leave out the lines of a whole head that no parser could use."""
    status, *lines = _LINE.split(head.rstrip(b"\r\n"))
    return b"\r\n".join((status, *filter(None, map(_mended, lines)))) + b"\r\n\r\n"


def is_on_the_way(head: bytes) -> bool:
    """Whether the head of the answer itself follows, as after "100 Continue"."""
    return _ON_THE_WAY.match(head) is not None


def _mended(line: bytes) -> bytes | None:
    """Give a header's line with no blank before its colon; None for one that means nothing."""
    name, colon, value = line.partition(b":")
    name, said = name.rstrip(b" \t"), value.strip(b" \t\r\n")
    if not colon or not _NAME.fullmatch(name) or _ILL.search(value.replace(b"\r\n", b"")):
        return None
    if name.lower() == b"content-length" and not _LENGTH.fullmatch(said):
        return None
    if name.lower() == b"transfer-encoding" and said.lower() in (b"", b"identity"):
        return None
    return name + b":" + value
