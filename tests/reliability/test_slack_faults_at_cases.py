"""Faults of Slack at every call that work on a case makes: whoever presses again gets there, and nothing is lost.

The first call at each place of the source meets the fault, as in `test_slack_faults_everywhere`, whose list of places
leaves these out.
"""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.desk import SlackDesk
from tests.reliability.test_slack_faults_everywhere import ALERT, OF_CASES, Watch, sites_in_source
from tests.support.case_channel import Channel, asks
from tests.support.patience import PATIENCE
from tests.support.person import messages, words
from tests.support.stack import HELP_DESK, SECOND_ATTORNEY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.person import Json, Person
    from tests.support.stack import Stack
    from tests.support.walk import Walk

FAULTS = ("429", "reset_after", "missing_scope", "message_not_found", "no_such_code_so_far")
ELSEWHERE = {
    ("casebook.py", "told", "post"),  # of what needs nobody: in the walk through everything
    ("casebook.py", "tell_day", "post"),  # on a working morning: test_case_clock
    ("members.py", "has", "group"),  # no group is set here: test_cases
    ("casework.py", "_whisper", "whisper"),  # only where Slack did not do something
}
SOON = 2.0
"""Seconds after which somebody presses again."""


class Desk:
    """A member at the case, who presses again where nothing came of it."""

    def __init__(self, stack: Stack, channel: Channel) -> None:
        self.store = stack._app.engine._store  # type: ignore[union-attr]
        self.channel = channel

    async def case(self) -> Json:
        """Give the case's message that the app knows: where Slack's answer was lost, there is another like it."""
        state = await self.channel.member.state()
        (row,) = [each for each in await self.store.open_cases() if each.ts]
        return next(each for each in messages(state, self.channel.id) if each["ts"] == row.ts)

    async def until(self, act: Callable[[], Awaitable[object]], seen: Callable[[], Awaitable[object]]) -> None:
        """Do something again until it is seen what came of it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                await act()
                try:
                    async with asyncio.timeout(SOON):
                        while not await seen():
                            await self.channel.member.state()
                        return
                except TimeoutError:
                    continue

    async def presses(self, action: str, *said: str) -> None:
        """Press a button of the case until it says something."""

        async def act() -> None:
            await self.channel.member.clicks_at(self.channel.id, await self.case(), action)

        async def seen() -> bool:
            there = words(await self.case())
            return all(text in there for text in said)

        await self.until(act, seen)

    async def opens(self, who: Person, act: Callable[[], Awaitable[object]], label: str) -> Json:
        """Press until a form is there."""

        async def seen() -> bool:
            return any(label in words(view) for view in (await who.state())["views"])

        await self.until(act, seen)
        return await who.sees_modal(label)


@pytest.fixture
def watch(stack: Stack, fault: str, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watching = Watch(stack, fault, of=OF_CASES)
    for name, real in inspect.getmembers(SlackDesk, inspect.iscoroutinefunction):
        monkeypatch.setattr(SlackDesk, name, watching.watched(name, real))
    return watching


async def is_closed_judged_and_forgotten(walk: Walk, channel: Channel, desk: Desk) -> None:
    """Close the case, have its person say that it is not solved, which is shown to them, and forget them."""
    await channel.member.picks_at(channel.id, await desk.case(), "case_resolve", "helped")
    await walk.me.clicks("case_not_solved", await walk.me.reads("Did this solve it?"))

    def shown(state: Json) -> bool:
        return "You said that this did not solve it" in words([state["ephemerals"], messages(state, walk.me.dm)])

    await walk.me.until(shown)
    await channel.all_sent()
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    await walk.me.reads("is deleted")
    await channel.all_sent()


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_case_is_worked_on_to_its_end(stack: Stack, watch: Watch, logged: list[Any]) -> None:
    walk = await asks(stack)
    channel = Channel(stack, await stack.person(HELP_DESK))
    desk = Desk(stack, channel)
    await channel.case("Asks for a human")
    await channel.all_sent()
    stranger = await stack.person(SECOND_ATTORNEY)

    async def strange() -> None:
        await stranger.clicks_without_seeing(channel.id, await desk.case(), "case_claim")

    async def told() -> bool:
        return "Only members of the help desk" in " ".join(map(words, messages(await stranger.state(), stranger.dm)))

    await desk.until(strange, told)
    await desk.presses("case_claim", f"<@{HELP_DESK}> has it")
    await channel.all_sent()
    case = await desk.case()
    form = await desk.opens(
        channel.member, lambda: channel.member.clicks_at(channel.id, case, "case_write"), "Your message"
    )
    await channel.member.sends(form, letter="Which court is it?")
    letter = await walk.me.reads("Which court is it?")
    form = await desk.opens(walk.me, lambda: walk.me.clicks("case_answer", letter), "Your answer")
    await walk.me.sends(form, letter="The one in Detroit.")
    await channel.all_sent()
    await channel.story(await desk.case(), "The one in Detroit.")
    await is_closed_judged_and_forgotten(walk, channel, desk)
    assert await desk.store.outbox_rows() == ()
    assert ALERT not in {line["event"] for line in logged}
    unmet = {site for site in sites_in_source() - watch.met if site[0] in OF_CASES}
    assert unmet <= ELSEWHERE, "each call of Slack meets the fault"
