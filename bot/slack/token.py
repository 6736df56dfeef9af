"""What a bot token is good for, as Slack's answer to `auth.test` says by its headers. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Token:
    """What a bot token is good for: https://docs.slack.dev/authentication/tokens, and the header `x-oauth-scopes`.

    `ahead`: by how much this machine's clock is ahead of Slack's, by the second; None where Slack does not say.
    """

    workspace: str
    scopes: frozenset[str]
    ahead: timedelta | None

    @classmethod
    def of(cls, workspace: str, headers: Mapping[str, str], asked: datetime) -> Token:
        """Read an answer's headers; `asked`: when it was asked for, by this machine."""
        said = {name.lower(): value for name, value in headers.items()}
        granted = (each.strip() for each in said.get("x-oauth-scopes", "").split(","))
        return cls(workspace, frozenset(filter(None, granted)), _ahead(asked, said.get("date", "")))


def _ahead(asked: datetime, stamp: str) -> timedelta | None:
    try:
        return asked - parsedate_to_datetime(stamp)
    except (ValueError, TypeError):  # no date, or one of a proxy's that is none or has no zone
        return None
