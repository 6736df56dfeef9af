"""Who is of the help desk: in its channel, or in the user group that the operator names. Decides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.slack.desk import SlackDesk


class Members:
    """Asks Slack each time: who was taken out may do nothing from then on. One per process."""

    def __init__(self, desk: SlackDesk, channel: str, group: str | None) -> None:
        self._desk = desk
        self._channel = channel
        self._group = group

    async def has(self, user: str) -> bool:
        """Say whether somebody is of the help desk. Raises SlackError."""
        if user in await self._desk.members(self._channel):
            return True
        return self._group is not None and user in await self._desk.group(self._group)
