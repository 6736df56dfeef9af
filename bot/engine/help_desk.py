"""What the help desk's channel has to do with a start: whether it can be written to, and what it is told then.

May not decide whether the app starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.slack.desk import Closed, SlackError, SlackMendableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.court import Court
    from bot.slack.desk import SlackDesk

log = structlog.get_logger(__name__)

_INVITE = "invite the app there with /invite @Link PACER, then start again"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and what to do, in one sentence; `certain`: nothing that is sent there arrives."""

    words: str
    certain: bool


async def fault_of(desk: SlackDesk, channel: str) -> Fault | None:
    """Ask Slack about the channel. None when all is well; never raises."""
    try:
        found = await desk.channel(channel)
    except SlackMendableError as error:
        return _refused(error)
    except SlackError as error:
        return Fault(f"HELP_DESK_CHANNEL: Slack does not say whether the app can write there ({error.code}).", False)
    if found.is_archived:
        return Fault("HELP_DESK_CHANNEL: the channel is archived; open it again, or name another.", True)
    if not found.is_member:
        return Fault(f"HELP_DESK_CHANNEL: the app is not in the channel; {_INVITE}.", True)
    return None


async def tell_left(desk: SlackDesk, channel: str, courts: Sequence[Court]) -> None:
    """Tell, once a start, of courts that PACER's list no longer has on NextGen; the log has each. Never raises."""
    for each in courts:
        log.warning("a court is no longer on NextGen; people are led by hand there", court=each.id)
    if not courts:
        return
    try:
        await desk.post(channel, screens.courts_left([each.name for each in courts]))
    except SlackError as error:
        log.warning("the help desk was not told of courts that left NextGen", error=error.code)


def _refused(error: SlackMendableError) -> Fault:
    if error.closed is Closed.CHANNEL:
        return Fault(
            f"HELP_DESK_CHANNEL: Slack shows the app no such channel ({error.code}); copy its id again from the end of "
            f"its details, and if it is private, {_INVITE}.",
            True,
        )
    return Fault(
        f"HELP_DESK_CHANNEL: the app may not look at the channel ({error.code}); give it the scopes channels:read and "
        "groups:read as in manifest.yml, and install it again.",
        False,
    )
