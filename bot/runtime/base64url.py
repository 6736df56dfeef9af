"""Bytes as text for addresses and tokens: url-safe base64 without padding (RFC 7515, appendix C). PURE."""

from __future__ import annotations

import base64
import binascii


def to_base64(raw: bytes) -> str:
    """Encode."""
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def from_base64(text: str) -> bytes | None:
    """Decode; None if it is anything else."""
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
