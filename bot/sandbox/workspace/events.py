"""Events to the app, as the Events API sends them: at least once, in no promised order, with three retries."""

import asyncio

from bot.sandbox.workspace.delivery import Delivery, Retry
from bot.sandbox.workspace.model import APP_ID, BOT_USER_ID, TEAM_ID, Json
from bot.sandbox.workspace.workspace import Workspace, new_id

# A retry at once, one after a minute, one after five; then the event is lost.
RETRY_SECONDS = (0, 60, 300)


class EventSender:
    """Wraps each event in its envelope and sees it through in a task of its own."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, event: Json) -> None:
        """Start to deliver one event; return at once."""
        task = asyncio.get_running_loop().create_task(self._see_through(self._envelope(event)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _envelope(self, event: Json) -> Json:
        grid = self._workspace.grid
        everywhere = bool(grid and grid.everywhere)
        bot = {
            "enterprise_id": grid.id if grid else None,
            "team_id": None if everywhere else TEAM_ID,
            "user_id": BOT_USER_ID,
            "is_bot": True,
        }
        return {
            "token": self._workspace.verification_token,
            "team_id": TEAM_ID,
            **({"enterprise_id": grid.id} if grid else {}),
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(self._workspace.clock.time()),
            "authorizations": [{**bot, "is_enterprise_install": everywhere}],
            "is_ext_shared_channel": False,
            "event_context": f"4-{new_id('E')}",
        }

    async def _see_through(self, envelope: Json) -> None:
        reason = ""
        for attempt, pause in enumerate((0, *RETRY_SECONDS)):
            if pause:
                await self._workspace.clock.sleep(pause)
            retry = Retry(attempt, reason) if attempt else None
            answer = await self._delivery.deliver("events_api", envelope, retry=retry)
            kind = envelope["event"]["type"]
            self._workspace.note(
                "event", event=kind, event_id=envelope["event_id"], attempt=attempt, outcome=answer.outcome
            )
            if answer.outcome == "acked" or answer.no_retry:
                return
            reason = "timeout" if answer.outcome == "timeout" else "error"

    async def close(self) -> None:
        """Give up what is not delivered yet."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
