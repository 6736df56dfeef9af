"""The help desk's clock: a nudge before a first answer is late, and one list each working morning; across stops too."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.case_channel import Channel, asks
from tests.support.person import messages, words
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack

EVERY_DAY = {"HELP_DESK_HOURS": "Mon-Sun 8:00-20:00", "HELP_DESK_ZONE": "UTC"}


async def at_noon(stack: Stack, *, days: int, **settings: str) -> None:
    """Start the app anew, with these settings, at noon so many days from now."""
    await stack.stop_app()
    stack.environ |= EVERY_DAY | settings
    noon = datetime.combine(datetime.now(UTC).date() + timedelta(days=days), time(12), UTC)
    stack.clock.passed = noon - datetime.now(UTC)
    await stack.start_app()


async def goes_by(stack: Stack, **time_: float) -> None:
    stack.clock.passed += timedelta(**time_)


@pytest.fixture
async def channel(stack: Stack) -> Channel:
    return Channel(stack, await stack.person(HELP_DESK))


async def test_a_nudge_comes_once_before_it_is_late(stack: Stack, channel: Channel) -> None:
    await at_noon(stack, days=1, HELP_DESK_ANSWER="60")
    await asks(stack)
    case = await channel.case("Asks for a human")
    await goes_by(stack, minutes=44)
    await channel.all_sent()
    assert len(await channel.lines(case)) == 0
    await goes_by(stack, minutes=2)
    await channel.story(case, "Nobody has taken this case yet", f"<@{ATTORNEY}> waits for a first answer")
    assert [each["reply_broadcast"] for each in channel.posted() if "Nobody has taken" in each["text"]] == [True]
    await stack.stop_app()
    await stack.start_app()
    await goes_by(stack, minutes=30)
    await channel.member.clicks_at(channel.id, await channel.case("Asks for a human"), "case_claim")
    assert len(await channel.story(case, "took the case")) == 2


async def test_a_case_that_was_taken_is_not_nudged_for(stack: Stack, channel: Channel) -> None:
    await at_noon(stack, days=1, HELP_DESK_ANSWER="60")
    await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.clicks_at(channel.id, case, "case_claim")
    await channel.story(case, "took the case")
    await goes_by(stack, minutes=90)
    await channel.member.picks_at(channel.id, await channel.case("has it"), "case_resolve", "helped")
    assert len(await channel.story(case, "Closed by")) == 2


async def test_each_morning_lists_once_what_nobody_took_and_who_linked(stack: Stack, channel: Channel) -> None:
    await at_noon(stack, days=1, HELP_DESK_LINKS="daily")
    second = await Walk.of(stack, user=SECOND_ATTORNEY, kind="mfa")
    await second.to_linked()
    await asks(stack)
    await channel.case("Asks for a human", "Nobody has it yet")
    await channel.all_sent()
    assert "Linked" not in " ".join(words(each) for each in await channel.tops())
    await stack.stop_app()
    await goes_by(stack, days=1)
    await stack.start_app()
    listed = words(await channel.case("Nobody has taken these cases yet", "1 person linked since"))
    assert f"<@{ATTORNEY}>" in listed
    assert f"<@{SECOND_ATTORNEY}> (mieb)" in listed
    await stack.stop_app()
    await stack.start_app()
    await goes_by(stack, hours=2)
    await channel.all_sent()
    assert len(await channel.tops()) == 2
    await channel.member.clicks_at(channel.id, await channel.case("Asks for a human"), "case_claim")
    await channel.case("Asks for a human", "has it")
    await goes_by(stack, days=1)
    await channel.has_begun(stack.clock())
    assert len(await channel.tops()) == 2


async def test_links_are_not_told_of_where_that_is_off(stack: Stack, channel: Channel) -> None:
    await at_noon(stack, days=1, HELP_DESK_LINKS="off")
    await (await Walk.of(stack)).to_linked()
    await channel.all_sent()
    await goes_by(stack, days=1)
    await channel.has_begun(stack.clock())
    await channel.all_sent()
    assert messages(await channel.member.state(), channel.id) == []
