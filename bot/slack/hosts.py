"""Which addresses are Slack's own, so that the bot's token goes to no other. PURE."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_FILES: Final = frozenset({"files.slack.com", "slack-files.com", "files.slack-gov.com"})
"""Where Slack keeps files."""


def is_slacks(address: str, api: str) -> bool:
    """Say whether an address is of Slack's files, or of the machine that stands for Slack in practice."""
    parts, known = urlsplit(address), urlsplit(api)
    if known.scheme == "http":  # of this machine: the settings take no other
        return (parts.scheme, parts.netloc) == (known.scheme, known.netloc)
    return parts.scheme == "https" and parts.netloc in _FILES
