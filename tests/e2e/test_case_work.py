"""Work on a case: it waits and wakes, words go to and fro, a step is suggested, and the person says if it is solved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.case_channel import Channel, asks
from tests.support.person import chosen, element, elements, messages, words
from tests.support.process import slack_fault
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY

if TYPE_CHECKING:
    from tests.support.person import Json, Person
    from tests.support.stack import Stack

PASSWORD = "Tr0ub4dor&3-Lantern"


@pytest.fixture
async def channel(stack: Stack) -> Channel:
    return Channel(stack, await stack.person(HELP_DESK))


async def holds(channel: Channel, case: Json, until: int | None = None) -> Json:
    """Put a case on hold: until what stands in the form at first, if nothing is said."""
    await channel.member.clicks_at(channel.id, case, "case_hold")
    form = await channel.member.sees_modal("Until when?")
    why = chosen(form, "why", "the clerk's office is closed")
    await channel.member.sends(form, why=why, **({"until": until} if until else {}))
    return form


def lists_of(case: Json) -> str:
    """Give the id of the lists' block, under which Slack remembers what was chosen."""
    return next(block for block, each in elements(case["blocks"]) if each["action_id"] == "case_suggest")


async def stays_out(stack: Stack, channel: Channel, case: Json, action: str) -> Person:
    """Press a member's button as somebody who is none, and be told so."""
    stranger = await stack.person(SECOND_ATTORNEY)
    await stranger.clicks_without_seeing(channel.id, case, action)
    await stranger.reads("Only members of the help desk can work")
    return stranger


async def test_a_case_on_hold_wakes_by_itself_also_after_a_stop(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    form = await holds(channel, case)
    until = element(form, "until")["initial_date_time"]
    assert until > stack.clock().timestamp()
    await channel.member.sees_modal("The case is on hold")
    held = await channel.case("On hold until", "the clerk's office is closed", f"<@{HELP_DESK}> has it")
    assert "case_go_on" in {each["action_id"] for _, each in elements(held["blocks"])}
    await channel.story(case, "put the case on hold until")
    await walk.me.reads("waits for the clerk's office to open")
    await stack.stop_app()
    stack.clock.passed += timedelta(seconds=until + 1 - stack.clock().timestamp())
    await stack.start_app()
    story = await channel.story(case, "The hold is over")
    assert len(story) == 2
    await walk.me.reads("Your case goes on")
    assert "On hold until" not in words(await channel.case("Asks for a human"))


async def test_a_hold_is_ended_by_hand_and_is_only_ahead(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await holds(channel, case, until=int(stack.clock().timestamp()) - 60)
    await channel.member.sees_modal("That time is not ahead")
    await holds(channel, case)
    held = await channel.case("On hold until")
    await channel.member.clicks_at(channel.id, held, "case_go_on")
    await channel.story(case, "ended the hold")
    await walk.me.reads("Your case goes on")


async def test_words_go_to_the_person_and_back_and_the_thread_stays_inside(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.clicks_at(channel.id, case, "case_write")
    form = await channel.member.sees_modal("Your message")
    refused = await channel.member.sends(form, letter=f"Type {PASSWORD} there")
    assert "Nothing was sent" in refused["errors"]["letter"]
    await channel.member.sends(form, letter="Which login do you have on your old letters?")
    await channel.member.sees_modal("It is on its way")
    await channel.story(case, f"<@{HELP_DESK}> writes to them", "Which login do you have on your old letters?")
    letter = await walk.me.reads(f"<@{HELP_DESK}> of the help desk writes")
    await walk.me.clicks("case_answer", letter)
    form = await walk.me.sees_modal("Your answer")
    refused = await walk.me.sends(form, letter=f"my password is {PASSWORD}")
    assert "Nothing was sent" in refused["errors"]["letter"]
    await walk.me.sends(form, letter="The one of the clerk, from 2009.")
    await walk.me.sees_modal("on its way to the help desk")
    await channel.story(case, "answers: “The one of the clerk, from 2009.”")
    own = [words(each) for each in messages(await walk.me.state(), walk.me.dm)]
    assert not [each for each in own if "took the case" in each or "answers:" in each]
    await channel.all_sent()
    kept = stack.log_of_the_database()
    for words_ in (PASSWORD, "from 2009", "old letters"):
        assert words_.encode() not in kept
    assert PASSWORD.encode() not in stack.running_workspace.requests_bytes()


async def test_an_answer_opens_a_closed_case_again(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.clicks_at(channel.id, case, "case_write")
    await channel.member.sends(await channel.member.sees_modal("Your message"), letter="Please call the clerk.")
    letter = await walk.me.reads("Please call the clerk.")
    await channel.member.picks_at(channel.id, await channel.case("has it"), "case_resolve", "helped")
    await channel.case("Closed by")
    await walk.me.clicks("case_answer", letter)
    await walk.me.sends(await walk.me.sees_modal("Your answer"), letter="They do not answer.")
    await channel.story(case, "They do not answer.")
    assert "Closed by" not in words(await channel.case("Asks for a human"))


@pytest.mark.parametrize("action", ["case_write", "case_hold"])
async def test_a_strangers_click_opens_no_form(stack: Stack, channel: Channel, action: str) -> None:
    await asks(stack)
    stranger = await stays_out(stack, channel, await channel.case("Asks for a human"), action)
    assert (await stranger.state())["views"] == []


async def test_a_step_is_suggested_with_its_button(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_suggest", "guided")
    told = await walk.me.reads("suggests a step")
    await channel.story(case, "go on in their own browser")
    await channel.all_sent()
    redrawn = await channel.case("Asks for a human")
    assert lists_of(redrawn) != lists_of(case)
    await walk.me.clicks("own_browser", told)
    await walk.me.reads("Step 1 of 6")


@pytest.mark.parametrize(
    ("action", "said", "shown"),
    [
        ("case_solved", "this is solved", "You said that this solved it"),
        ("case_not_solved", "this is *not* solved", "You said that this did not solve it"),
    ],
)
async def test_the_person_is_asked_once_whether_it_is_solved(
    stack: Stack, channel: Channel, action: str, said: str, shown: str
) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_resolve", "helped")
    asked = await walk.me.reads("Did this solve it?")
    await walk.me.clicks(action, asked)
    answered = await walk.me.reads(shown)
    assert answered["ts"] == asked["ts"]
    again = [] if action == "case_solved" else ["case_answer"]
    assert [each["action_id"] for _, each in elements(answered["blocks"])] == again
    await channel.story(case, said)
    await channel.member.clicks_at(channel.id, await channel.case("Closed by"), "case_reopen")
    await walk.me.reads(f"<@{HELP_DESK}> of the help desk has opened your case again")
    reopened = await channel.case("Asks for a human", "has it")
    await channel.member.picks_at(channel.id, reopened, "case_resolve", "at_pacer")
    await walk.me.reads("PACER's help takes it from here")
    state = await walk.me.state()
    assert not [each for each in messages(state, walk.me.dm) if "Did this solve it?" in words(each)]


async def test_who_says_no_can_ask_again(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_resolve", "helped")
    await walk.me.clicks("case_not_solved", await walk.me.reads("Did this solve it?"))
    await walk.me.clicks("case_answer", await walk.me.reads("To ask again, press the button"))
    await walk.me.sends(await walk.me.sees_modal("Your answer"), letter="The menu is still the same.")
    await channel.story(case, "The menu is still the same.")
    assert "Closed by" not in words(await channel.case("Asks for a human", "has it"))


async def test_an_answer_whose_question_slack_does_not_replace_is_shown_beside_it(
    stack: Stack, channel: Channel
) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_resolve", "helped")
    asked = await walk.me.reads("Did this solve it?")
    await channel.case("Closed by")
    await channel.all_sent()
    await slack_fault(stack, "chat.update", "message_not_found")
    await walk.me.clicks("case_solved", asked)
    await walk.me.is_told("You said that this solved it")
    await walk.me.clicks("case_not_solved", asked)
    await walk.me.is_told("You have answered this already")


async def test_what_is_said_is_not_lost_with_a_message_that_somebody_deleted(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.clicks_at(channel.id, case, "case_write")
    await channel.member.sends(await channel.member.sees_modal("Your message"), letter="Which court?")
    letter = await walk.me.reads("Which court?")
    await channel.all_sent()
    conversation = stack.workspace.conversations[channel.id]
    conversation.messages[:] = []
    await walk.me.clicks("case_answer", letter)
    await walk.me.sends(await walk.me.sees_modal("Your answer"), letter="The one in Detroit.")
    again = await channel.case("Asks for a human", f"<@{HELP_DESK}> has it")
    assert again["ts"] != case["ts"]
    await channel.story(again, "The one in Detroit.")


async def test_who_wrote_hears_when_it_did_not_reach_the_person(stack: Stack, channel: Channel) -> None:
    await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.clicks_at(channel.id, case, "case_claim")
    await channel.story(case, "took the case")
    await channel.all_sent()
    await channel.member.clicks_at(channel.id, case, "case_write")
    form = await channel.member.sees_modal("Your message")
    await slack_fault(stack, "conversations.open", "invalid_arguments")
    await channel.member.sends(form, letter="Which court?")
    await channel.story(case, f"This did *not* reach <@{ATTORNEY}>")
