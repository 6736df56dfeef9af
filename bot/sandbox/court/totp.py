"""One-time passcodes as authenticator apps make them (RFC 6238: SHA1, 30 s, 6 digits). Pure; time is an argument."""

import hashlib
import hmac
import struct
from datetime import datetime

STEP_SECONDS = 30
DIGITS = 6


def step_at(moment: datetime) -> int:
    """Give the number of the 30-second step that `moment` falls in, counted from 1970."""
    return int(moment.timestamp()) // STEP_SECONDS


def seconds_left(moment: datetime) -> int:
    """Give the whole seconds (1 to 30) until the step of `moment` ends."""
    return STEP_SECONDS - int(moment.timestamp()) % STEP_SECONDS


def code_for(secret: bytes, step: int) -> str:
    """Make the six-digit code of one step, by RFC 4226's dynamic truncation."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def matching_step(secret: bytes, code: str, moment: datetime, used: set[int]) -> int | None:
    """Find the unused step, current or previous, whose code this is; None when there is none."""
    now = step_at(moment)
    given = code.encode("utf-8", "replace")
    for step in (now, now - 1):
        if step not in used and hmac.compare_digest(code_for(secret, step).encode(), given):
            return step
    return None
