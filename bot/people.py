"""Who may speak to the app: its installation as Slack describes it, and where a person stands in it. PURE.

Knows no conversation and asks nobody; `bot.admission` asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Standing(StrEnum):
    """What a person is to the workspace."""

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"


class Refusal(StrEnum):
    """Why somebody is not let in. UNSURE: Slack did not say in time who they are."""

    ELSEWHERE = "elsewhere"
    GUEST = "guest"
    EXTERNAL = "external"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Installation:
    """The one workspace, or organization, that the app is installed in: https://docs.slack.dev/reference/methods/auth.test."""

    team: str
    enterprise: str
    bot_user: str
    bot: str

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> Installation:
        """Read the answer of `auth.test`; what it leaves out is empty."""
        names = ("team_id", "enterprise_id", "user_id", "bot_id")
        return cls(*(str(answer.get(name) or "") for name in names))

    @property
    def home(self) -> str:
        """Give what people are kept under: in an organization a person is the same in all of its workspaces."""
        return self.enterprise or self.team

    def holds(self, team: str, enterprise: str) -> bool:
        """Tell whether a payload from `team` of `enterprise` comes from here; either may be empty, not both."""
        if self.enterprise and enterprise:
            return self.enterprise == enterprise
        return bool(team) and team == self.team

    def standing(self, user: Mapping[str, Any]) -> Standing:
        """Read what a person is out of `users.info`: https://docs.slack.dev/reference/objects/user-object."""
        organization = user.get("enterprise_user")
        enterprise = str(organization.get("enterprise_id") or "") if isinstance(organization, dict) else ""
        team = str(user.get("team_id") or "")
        # Somebody of a shared channel is no "stranger" to Slack, only of another team.
        if user.get("is_stranger") is True or not self.holds(team, enterprise):
            return Standing.EXTERNAL
        guest = user.get("is_restricted") is True or user.get("is_ultra_restricted") is True
        return Standing.GUEST if guest else Standing.MEMBER
