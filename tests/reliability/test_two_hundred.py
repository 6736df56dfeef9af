"""A roll-out to two hundred people: Slack asks to wait, the process is killed twice on the way, nobody hears twice.

The help desk sends and watches it in Chromium.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court import serve as serve_court
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace import serve as serve_workspace
from bot.sandbox.workspace.limits import Limit
from bot.sandbox.workspace.model import DEFAULT_PEOPLE, GROUP, HELP_DESK_CHANNEL
from bot.sandbox.workspace.model import Person as Colleague
from bot.store.sqlite.store import SqliteStore
from tests.support.at_the_page import AtThePage
from tests.support.browser import Windows, needed
from tests.support.patience import PATIENCE
from tests.support.process import Program, running_app
from tests.support.stack import HELP_DESK

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.workspace.model import Conversation, Message

pytestmark = pytest.mark.browser
ASKED = "Your firm asks you to link"
FIRM = tuple(
    Colleague(f"U0FIRM{number:03d}", f"Attorney {number}", "attorney", f"attorney.{number}") for number in range(200)
)
KILLED_AT = (61, 138)
"""After so many invitations that Slack has taken, and of which the answer reaches nobody."""
LIMITS = {
    "chat.postMessage": Limit(1, 1.0, by_channel=True),
    "chat.update": Limit(1, 1.0, by_channel=True),
    "conversations.open": Limit(30, 1.0),  # Slack's are some 50 a minute
}


class Slack:
    """The practice workspace, in which the firm's people are, and a hand on the app's process."""

    def __init__(self, court: str) -> None:
        people = (*DEFAULT_PEOPLE, *FIRM)
        self.workspace = Workspace(people=people, limits=LIMITS, court_people_url=f"{court}/practice/people")
        self.workspace.groups[GROUP] = tuple(each.id for each in FIRM)
        self.heard: Counter[str] = Counter()
        self.app: Program | None = None
        self.killed = asyncio.Event()
        self.all_heard = asyncio.Event()
        self._add = self.workspace.add
        self.workspace.add = self._added  # type: ignore[method-assign]

    def _added(self, conversation: Conversation, message: Message) -> None:
        self._add(conversation, message)
        if ASKED not in message.text:
            return
        self.heard[conversation.id] += 1
        if len(self.heard) == len(FIRM):
            self.all_heard.set()
        if sum(self.heard.values()) in KILLED_AT and self.app:
            self.app.kill()  # before Slack's answer is on the wire
            self.killed.set()

    @property
    def boards(self) -> int:
        channel = self.workspace.conversations[self.workspace.help_desk_channel]
        return sum("Roll-out" in each.text for each in channel.messages)


async def invites_the_firm(member: AtThePage) -> None:
    await member.goes_to(f"conversation-{HELP_DESK_CHANNEL}")
    await member.writes("/link-pacer invite")
    await member.fills(invite_group=GROUP, invite_courts="mieb\nmiwb")
    await member.sends()
    await expect(member.modal).to_contain_text("People who get a message: 200")
    await member.sends()
    await expect(member.modal).to_contain_text("On their way: 200")
    await member.page.get_by_test_id("modal-close").click()


async def test_two_hundred_people_get_one_message_each(tmp_path: Path) -> None:
    async with AsyncExitStack() as exits:
        court = await serve_court(PracticeCourt())
        exits.push_async_callback(court.close)
        slack = Slack(court.url)
        running = await serve_workspace(slack.workspace)
        exits.push_async_callback(running.close)
        windows = Windows(await exits.enter_async_context(needed()))
        exits.push_async_callback(windows.close)
        member = await AtThePage.arrived(await windows.opened(f"{running.url}?as={HELP_DESK}"))
        environ = {
            "SLACK_BOT_TOKEN": slack.workspace.bot_token,
            "SLACK_APP_TOKEN": slack.workspace.app_token,
            "SLACK_API_URL": running.api_url,
            "HELP_DESK_CHANNEL": slack.workspace.help_desk_channel,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'link-pacer.db'}",
            "COURT_GATEWAY": court.url,
            "INVITATIONS_A_MINUTE": "3000",
        }
        for number in range(len(KILLED_AT)):
            slack.killed.clear()
            async with running_app(environ) as slack.app:
                if number == 0:
                    await invites_the_firm(member)
                await slack.killed.wait()
        async with running_app(environ) as slack.app, asyncio.timeout(PATIENCE):
            await slack.all_heard.wait()
            await member.writes("/link-pacer report")
            await expect(member.messages).to_contain_text("invited 400")  # each at two courts
            assert await slack.app.stopped() == 0
        assert windows.faults == []
    assert set(slack.heard.values()) == {1}
    assert sum(slack.heard.values()) == len(FIRM)
    # Whether Slack had to ask for patience depends on how fast the machine is; who was asked had it.
    assert slack.workspace.limits.impatient == 0
    assert slack.boards == 1
    store = await SqliteStore.open(str(tmp_path / "link-pacer.db"))
    try:
        assert await store.waiting() == 0
        assert all(each.sent_at for each in await store.roll_out())
    finally:
        await store.close()
