"""The help desk's cases: one message for each run that needs a human, its story in the thread, worked on by members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.workspace.model import GENERAL_CHANNEL
from tests.support.case_channel import Channel, asks, offered
from tests.support.person import messages, words
from tests.support.process import slack_fault
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack


@pytest.fixture
async def channel(stack: Stack) -> Channel:
    return Channel(stack, await stack.person(HELP_DESK))


async def test_a_case_from_opening_to_closed_and_open_again(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human", "Nobody has it yet", "Eastern District of Michigan")
    assert offered(case) == ["case_claim", "case_write", "case_hold", "case_suggest", "case_resolve"]
    await channel.member.clicks_at(channel.id, case, "case_claim")
    held = await channel.case("Asks for a human", f"<@{HELP_DESK}> has it")
    assert held["ts"] == case["ts"]
    assert offered(held) == ["case_take_over", "case_write", "case_hold", "case_suggest", "case_resolve"]
    await channel.story(case, f"<@{HELP_DESK}> took the case")
    await walk.me.reads(f"<@{HELP_DESK}> of the help desk has your case")
    await channel.member.picks_at(channel.id, held, "case_resolve", "at_court")
    closed = await channel.case(f"Closed by <@{HELP_DESK}>: the court takes it from here")
    assert offered(closed) == ["case_reopen"]
    await walk.me.reads("The help desk has closed your case")
    await channel.member.clicks_at(channel.id, closed, "case_reopen")
    await channel.case("Asks for a human", f"<@{HELP_DESK}> has it")
    story = await channel.story(case, "opened the case again")
    assert len(story) == 3


async def test_only_members_of_the_channel_work_on_cases(stack: Stack, channel: Channel) -> None:
    await asks(stack)
    case = await channel.case("Asks for a human")
    stranger = await stack.person(SECOND_ATTORNEY)
    await stranger.clicks_without_seeing(channel.id, case, "case_claim")
    await stranger.reads("Only members of the help desk can work")
    assert "Nobody has it yet" in words(await channel.case("Asks for a human"))


async def test_who_is_in_the_help_desks_group_works_on_cases_as_well(stack: Stack, channel: Channel) -> None:
    stack.workspace.groups["S0HELPDESK"] = (SECOND_ATTORNEY,)
    await stack.stop_app()
    stack.environ["HELP_DESK_GROUP"] = "S0HELPDESK"
    await stack.start_app()
    await asks(stack)
    case = await channel.case("Asks for a human")
    second = await stack.person(SECOND_ATTORNEY)
    await second.clicks_without_seeing(channel.id, case, "case_claim")
    held = await channel.case("Asks for a human", f"<@{SECOND_ATTORNEY}> has it")
    stack.workspace.groups["S0HELPDESK"] = ()
    await second.clicks_without_seeing(channel.id, held, "case_hold")
    await second.reads("Only members of the help desk can work")


async def test_a_stop_at_a_field_is_a_case_and_the_form_stays_good(stack: Stack, channel: Channel) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    for _ in range(2):
        refused = await walk.me.sends(view, **pacer_fields(walk.known) | {"pacer_username": "ab1234"})
        assert refused["outcome"] == "errors"
    case = await channel.case("Stuck", f"<@{ATTORNEY}>", "a PACER user name of before 2014")
    await channel.all_sent()
    assert await channel.lines(case) == []
    await walk.sign_in(view)
    await walk.me.reads("Enter the old login")
    assert "ab1234" not in words(case)


async def test_a_member_opens_a_case_for_who_wrote_a_message(stack: Stack, channel: Channel) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    wrote = await walk.me.types("How do I link my account? The password is Tr0ub4dor&3-Lantern", GENERAL_CHANNEL)
    await channel.member.chooses_shortcut(GENERAL_CHANNEL, wrote["ts"], "open_case")
    case = await channel.case("Opened by the help desk", f"<@{HELP_DESK}> has it", "How do I link my account?")
    assert "Tr0ub4dor" not in words(case)
    assert f"<@{ATTORNEY}>" in words(case)
    await walk.me.reads(f"<@{HELP_DESK}> of the help desk has your case")
    await channel.member.reads("The case is open in")
    await channel.member.chooses_shortcut(GENERAL_CHANNEL, wrote["ts"], "open_case")
    await channel.member.reads("They have an open case")
    await channel.member.picks_at(channel.id, case, "case_resolve", "helped")
    await channel.case("Closed by")
    await channel.member.chooses_shortcut(GENERAL_CHANNEL, wrote["ts"], "open_case")
    await channel.story(case, "opened the case for them")


async def test_a_case_is_opened_for_somebody_who_never_used_the_app(stack: Stack, channel: Channel) -> None:
    second = await stack.person(SECOND_ATTORNEY)
    wrote = await second.types("Who helps with PACER?", GENERAL_CHANNEL)
    await channel.member.chooses_shortcut(GENERAL_CHANNEL, wrote["ts"], "open_case")
    case = await channel.case("Opened by the help desk", f"<@{SECOND_ATTORNEY}>", "Who helps with PACER?")
    await channel.member.clicks_at(channel.id, case, "case_write")
    await channel.member.sends(await channel.member.sees_modal("Your message"), letter="I do. Type the command.")
    await second.reads("I do. Type the command.")


async def test_an_attorney_opens_no_case_by_the_shortcut(stack: Stack, channel: Channel) -> None:
    second = await stack.person(SECOND_ATTORNEY)
    wrote = await second.types("Who helps with PACER?", GENERAL_CHANNEL)
    await second.chooses_shortcut(GENERAL_CHANNEL, wrote["ts"], "open_case")
    await second.reads("Only members of the help desk can work")
    assert await channel.tops() == []


async def test_nobody_has_a_case_for_what_an_app_wrote(stack: Stack, channel: Channel) -> None:
    await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.chooses_shortcut(channel.id, case["ts"], "open_case")
    await channel.member.is_told("No person wrote this message")


async def test_of_two_members_at_once_one_has_it_and_the_other_is_told_who(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    stack.workspace.conversations[channel.id].members |= {SECOND_ATTORNEY}
    second = await stack.person(SECOND_ATTORNEY)
    await slack_fault(stack, "chat.update", "429", times=2, seconds=1)  # so that the second looks at the same drawing
    await channel.member.clicks_at(channel.id, case, "case_claim")
    await walk.me.reads(f"<@{HELP_DESK}> of the help desk has your case")
    await second.clicks_without_seeing(channel.id, case, "case_claim")
    await second.is_told(f"<@{HELP_DESK}> has this case already")
    held = await channel.case(f"<@{HELP_DESK}> has it")
    await second.clicks_at(channel.id, held, "case_take_over")
    await channel.case(f"<@{SECOND_ATTORNEY}> has it")
    await channel.story(case, "took the case over from")


async def test_more_of_the_same_run_is_in_the_story_of_its_one_case(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await walk.me.clicks("add_sentence")
    view = await walk.me.sees_modal("What should they know?")
    await walk.me.sends(view, sentence="The clerk told me to wait.")
    await channel.story(case, "The clerk told me to wait")
    more = words(await channel.case("has more to say", "The clerk told me to wait"))
    assert "They pressed “Ask the help desk”. Where: getting ready" in more
    assert "They add to what they asked" not in more
    tops = [each for each in messages(await channel.member.state(), channel.id) if each["thread_ts"] is None]
    assert len(tops) == 1


async def test_a_case_of_somebody_who_was_forgotten_is_not_kept(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    await walk.me.clicks("add_sentence")
    view = await walk.me.sees_modal("What should they know?")
    await walk.me.sends(view, sentence="The clerk told me to wait.")
    case = await channel.case("has more to say", "The clerk told me to wait", f"<@{ATTORNEY}>")
    await channel.member.clicks_at(channel.id, case, "case_write")
    old = await channel.member.sees_modal("Your message")
    await channel.member.sends(old, letter="Which clerk?")
    letter = await walk.me.reads("Which clerk?")
    await channel.all_sent()
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    said = words(await walk.me.reads("is deleted"))
    assert "What is in their threads, and what else was posted there, stays" in said
    assert "its person" not in words(await walk.me.reads("what this app has stored about you is being deleted"))
    emptied = await channel.case("Closed: its person had their data deleted")
    assert emptied["ts"] == case["ts"]
    assert offered(emptied) == []
    assert ATTORNEY not in words(emptied)
    assert "clerk" not in words(emptied)
    await walk.me.clicks("case_answer", letter)
    await walk.me.is_told("This case is not kept any more, or is not yours")
    assert "Your answer" not in words((await walk.me.state())["views"])


async def test_a_case_whose_message_is_gone_is_forgotten_all_the_same(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    await channel.case("Asks for a human")
    await channel.all_sent()
    stack.workspace.conversations[channel.id].messages[:] = []
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    await walk.me.reads("is deleted")
    await channel.all_sent()
    assert await channel.tops() == []


async def test_a_click_that_was_on_its_way_finds_no_case(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.all_sent()
    await slack_fault(stack, "chat.update", "429", times=2, seconds=1)
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    await walk.me.reads("is deleted")
    await channel.member.clicks_at(channel.id, case, "case_claim")
    await channel.member.is_told("This case is not kept any more")
