"""Lets in the members of the workspace or organization where the app is installed, and tells others that they are not.

Slack is asked once for each person and hour. Who is not known yet waits for the answer at most `ASK_LIMIT`, so that no
payload's own time runs out. Without an answer nobody new is let in: nothing is lost by trying again, and what would
begin here cannot be undone. Who was a member before stays one until Slack says otherwise, so that nobody is stopped in
the middle. The question goes on behind, so that the next try finds its answer. May not begin a conversation.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.people import Refusal, Standing
from bot.slack.desk import SlackError, SlackGoneError
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.people import Installation
    from bot.slack.desk import SlackDesk

log = structlog.get_logger(__name__)

ASK_LIMIT = 2.0
"""Seconds that a payload waits for Slack to say who sent it; its answer is due in three."""
KNOWN_FOR = 3600.0
"""Seconds that a member is taken for one."""
REFUSED_FOR = 60.0
"""Seconds that a guest or a stranger is taken for one: an administrator may be making them a member."""
MOST_KNOWN = 10_000
"""People who are remembered; the one longest unseen is forgotten first."""


class Admission:
    """Knows who may speak. One per process. `also` are the standings that the operator lets in besides members."""

    def __init__(
        self,
        installed: Installation,
        desk: SlackDesk,
        also: Collection[Standing] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.installed = installed
        self._desk = desk
        self._allowed = frozenset({Standing.MEMBER, *also})
        self._clock = clock
        self._known: OrderedDict[str, tuple[Standing, float]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._tasks = Tasks()

    def allows(self, standing: Standing) -> bool:
        """Tell whether people of that standing are let in."""
        return standing in self._allowed

    async def refusal(self, user: str) -> Refusal | None:
        """Say why a person is not let in; None when they are."""
        if self._allowed == frozenset(Standing):
            return None
        found = self._known.get(user)
        if found is None or found[1] <= self._clock():
            await asyncio.wait({self._ask(user)}, timeout=ASK_LIMIT)
            found = self._known.get(user)
        if found is None:
            return Refusal.UNSURE
        self._known.move_to_end(user)
        return None if self.allows(found[0]) else Refusal(found[0].value)

    def _ask(self, user: str) -> asyncio.Task[None]:
        if user not in self._asking:
            self._asking[user] = task = self._tasks.spawn(self._learn(user))
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        return self._asking[user]

    async def _learn(self, user: str) -> None:
        try:
            standing = self.installed.standing(await self._desk.profile(user))
        except SlackGoneError:  # nobody whom this workspace can see
            standing = Standing.EXTERNAL
        except SlackError as error:
            log.warning("Slack did not say who somebody is", error=error.code)
            return
        self._known[user] = standing, self._clock() + (KNOWN_FOR if self.allows(standing) else REFUSED_FOR)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    async def tell(self, user: str, why: Refusal, *, channel: str | None = None, view_id: str | None = None) -> None:
        """Tell a person that they are not let in: in the modal or the channel where they are, or in the App Home."""
        try:
            if channel:
                message = screens.refused(why)
                await self._desk.whisper(channel, user, message)
            elif view_id:
                await self._desk.update_view(view_id, screens.refused_view(why))
            else:
                await self._desk.publish_home(user, screens.refused_home(why))
        except SlackError as error:
            log.info("a refusal was not shown", error=error.code)

    async def close(self) -> None:
        """Stop asking."""
        await self._tasks.close()
