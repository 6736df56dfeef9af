"""A roll-out: members of the help desk invite, each person gets one message, and the board says how far they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.workspace.model import GENERAL_CHANNEL
from tests.support.person import messages, words
from tests.support.process import slack_fault
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY

if TYPE_CHECKING:
    from tests.support.person import Json, Person
    from tests.support.stack import Stack

MINUTE = timedelta(minutes=1, seconds=1)
ASKED = "Your firm asks you to link"


@pytest.fixture
async def member(stack: Stack) -> Person:
    return await stack.person(HELP_DESK)


async def looks_up(member: Person, **typed: object) -> Json:
    """Fill in the form and give what it leads to."""
    await member.types("/link-pacer invite")
    form = await member.sees_modal("Invite people")
    await member.sends(form, **typed)

    def found(state: Json) -> Json | None:
        return next((v for v in state["views"] if v["hash"] != form["hash"] and "Looking" not in words(v)), None)

    view: Json = await member.until(found)
    return view


async def invites(member: Person, *people: str, courts: str = "mieb") -> Json:
    view = await looks_up(member, invite_people=list(people), invite_courts=courts)
    await member.sends(view)
    done = await member.until(lambda state: next((v for v in state["views"] if v["hash"] != view["hash"]), None))
    await member.closes(done)
    return dict(done)


async def board(stack: Stack, member: Person, *said: str) -> Json:
    """Let a minute pass and wait until the board has these words; there is one only."""
    channel = stack.workspace.help_desk_channel
    stack.clock.passed += MINUTE

    def found(state: Json) -> Json | None:
        boards = [each for each in messages(state, channel) if "Roll-out" in words(each)]
        assert len(boards) <= 1
        return next((each for each in boards if all(text in words(each) for text in said)), None)

    drawn: Json = await member.until(found)
    return drawn


async def drawn_at(stack: Stack) -> datetime:
    """Give when the board was drawn, by the app's own time."""
    store = stack._app.engine._store  # type: ignore[union-attr]
    place = await store.board(stack.workspace.help_desk_channel)
    assert place is not None
    return place.drawn_at


async def asked(person: Person) -> list[str]:
    """Give the invitations and reminders that somebody has got."""
    return [words(each) for each in messages(await person.state(), person.dm) if "asks you to link" in words(each)]


async def test_from_the_invitation_to_a_run_at_the_court(stack: Stack, member: Person) -> None:
    me, other = await stack.person(ATTORNEY), await stack.person(SECOND_ATTORNEY)
    await invites(member, ATTORNEY, SECOND_ATTORNEY, courts="Bankr. E.D. Mich.\nmiwb")
    invitation = await me.reads(ASKED)
    assert f"<@{HELP_DESK}>" in words(invitation)
    assert "second factor" not in words(invitation)
    await other.reads(ASKED)
    await board(stack, member, "invited *4*", "Eastern District of Michigan: invited *2*")
    await me.clicks("invited.mieb", invitation)
    await me.reads("Get ready")
    await board(stack, member, "Eastern District of Michigan: invited *1* · started *1*")
    stack.clock.passed += timedelta(hours=2)
    await board(stack, member, "stuck *1*", f"<@{ATTORNEY}>, U.S. Bankruptcy Court", "getting ready, since")


async def test_the_board_follows_soon_when_the_invitations_have_arrived(stack: Stack, member: Person) -> None:
    me = await stack.person(ATTORNEY)
    await slack_fault(stack, "conversations.open", "429", seconds=3)
    await invites(member, ATTORNEY, SECOND_ATTORNEY)
    first = await member.reads("to be written to *2*", stack.workspace.help_desk_channel)
    (chart,) = [each for each in first["blocks"] if each["type"] == "data_visualization"]
    assert chart["chart"]["segments"] == [{"label": "to be written to", "value": 2}]
    await me.reads(ASKED)
    await (await stack.person(SECOND_ATTORNEY)).reads(ASKED)
    before = await drawn_at(stack)
    stack.clock.passed += timedelta(seconds=6)
    then = await member.reads("invited *2*", stack.workspace.help_desk_channel)
    assert then["ts"] == first["ts"]
    assert await drawn_at(stack) - before < timedelta(seconds=30)


async def test_who_cancelled_is_called_so_and_home_counts_when_it_is_opened(stack: Stack, member: Person) -> None:
    me = await stack.person(ATTORNEY)
    await invites(member, ATTORNEY)
    await me.clicks("invited.mieb", await me.reads(ASKED))
    await me.reads("Get ready")
    await board(stack, member, "started *1*")
    await me.types("cancel")
    await me.reads("Cancelled")
    await member.opens_home()
    home = words((await member.until(lambda state: state if "Roll-out" in words(state["home"]) else None))["home"])
    assert "cancelled *1*" in home
    drawn = words(await board(stack, member, "cancelled *1*", "cancelled by them"))
    assert "stuck" not in drawn.lower()


async def test_nobody_is_written_to_twice_about_a_court(stack: Stack, member: Person) -> None:
    me = await stack.person(ATTORNEY)
    assert "On their way: 1" in words(await invites(member, ATTORNEY))
    await me.reads(ASKED)
    assert "Nobody was written to" in words(await invites(member, ATTORNEY))
    assert "On their way: 1" in words(await invites(member, ATTORNEY, courts="mieb\nmiwb"))
    await me.until(lambda state: sum(ASKED in words(each) for each in messages(state, me.dm)) == 2)
    assert "Begin: U.S. Bankruptcy Court, Eastern" not in (await asked(me))[1]


async def test_only_the_help_desk_rolls_out(stack: Stack) -> None:
    me = await stack.person(ATTORNEY)
    for wish in ("/link-pacer invite", "/link-pacer report"):
        await me.types(wish)
    await me.until(lambda state: sum("Only your firm's help desk" in words(each) for each in state["ephemerals"]) == 2)
    assert (await me.state())["views"] == []


async def test_slack_has_its_answer_before_it_is_asked_who_this_is(stack: Stack, member: Person) -> None:
    await slack_fault(stack, "conversations.members", "slow", seconds=3600)
    await member.types("/link-pacer report", channel=GENERAL_CHANNEL)
    assert "did not say in time" not in str(await member.state())
    await member.reads("did not say in time")


async def test_where_the_app_is_not_a_command_is_answered_by_direct_message(member: Person) -> None:
    await member.types("/link-pacer report", channel=GENERAL_CHANNEL)
    await member.reads("Nobody was invited yet")


async def test_a_firms_list_finds_people_and_says_who_needs_mfa_first(stack: Stack, member: Person) -> None:
    listed = (
        "Name,E-mail,MFA,CM/ECF\nWhitfield, Dana,,No,Filer\n".replace("Whitfield, Dana", '"Whitfield, Dana"')
        + "Marcus,marcus.oyelaran@practice.example,Yes,\nNobody Here,,Yes,\n,lost@practice.example,No,\n"
    )
    view = await looks_up(member, invite_pasted=listed, invite_courts="mieb")
    shown = words(view)
    assert "People who get a message: 2" in shown
    assert "Without a second factor (MFA) by the list: 1" in shown
    assert "Not found in this workspace:* Nobody Here; lost@practice.example" in shown
    await member.sends(view)
    await (await stack.person(ATTORNEY)).reads("has no second factor (MFA) yet")
    assert "second factor" not in words(await (await stack.person(SECOND_ATTORNEY)).reads(ASKED))


async def test_a_list_longer_than_a_field_is_given_as_a_file(member: Person) -> None:
    people = "".join(f"Nobody Number {chr(97 + number % 26)}{number}x,Yes\n" for number in range(400))
    file = await member.gives_file("accounts.csv", f"\ufeffName,MFA\n{people}Dana Whitfield,No\n")
    view = await looks_up(member, invite_file=[file], invite_courts="mieb, miwb")
    assert "People who get a message: 1" in words(view)
    assert "by the list: 1" in words(view)
    assert "And 380 more" in words(view)
    await member.closes(view)
    view = await looks_up(member, invite_file=[{"id": "F0GONE", "name": "gone.csv"}], invite_courts="mieb")
    assert "Slack did not answer" in words(view)


async def test_a_user_group_and_slacks_own_haste(stack: Stack, member: Person) -> None:
    await slack_fault(stack, "usergroups.users.list", "429", seconds=1)
    view = await looks_up(member, invite_group="<!subteam^S0EVERYONE|@everyone>", invite_courts="mieb")
    assert "People who get a message: 3" in words(view)


async def test_what_leads_nowhere_is_said(stack: Stack, member: Person) -> None:
    view = await looks_up(member, invite_group="S0NOBODY", invite_courts="mieb")
    assert "Slack knows no such user group" in words(view)
    await member.closes(view)
    await slack_fault(stack, "users.lookupByEmail", "invalid_auth")
    view = await looks_up(member, invite_pasted="a@b.example", invite_courts="mieb")
    assert "Slack did not answer" in words(view)
    await member.closes(view)
    view = await looks_up(member, invite_pasted="a@b.example", invite_courts="mieb")
    assert "Nobody was found" in words(view)
    assert view["submit"] is None


async def test_what_is_wrong_stands_at_the_fields(member: Person) -> None:
    await member.types("/link-pacer invite")
    form = await member.sees_modal("Invite people")
    errors = (await member.sends(form, invite_group="everyone", invite_courts="mieb\nthe moon"))["errors"]
    assert "not the id of a user group" in errors["invite_group"]
    assert "“the moon”" in errors["invite_courts"]
    errors = (await member.sends(form, invite_group="", invite_courts=" "))["errors"]
    assert set(errors) == {"invite_people", "invite_courts"}


async def test_a_form_that_was_closed_sends_nothing_and_says_so(stack: Stack, member: Person) -> None:
    await slack_fault(stack, "usergroups.users.list", "429", seconds=1)
    await member.types("/link-pacer invite")
    form = await member.sees_modal("Invite people")
    await member.sends(form, invite_group="S0EVERYONE", invite_courts="mieb")
    await member.closes(await member.sees_modal("Looking people up"))
    await member.reads("This form is over, and nobody was written to")


async def test_who_cannot_be_reached_stands_on_the_board_and_holds_up_nobody(stack: Stack, member: Person) -> None:
    await slack_fault(stack, "conversations.open", "user_disabled")
    await invites(member, ATTORNEY, SECOND_ATTORNEY)
    await (await stack.person(SECOND_ATTORNEY)).reads(ASKED)
    await board(stack, member, "not reached *1*", "Slack cannot reach", f"<@{ATTORNEY}>")


async def test_one_reminder_on_a_working_morning_and_then_a_list_for_a_human(stack: Stack, member: Person) -> None:
    me, other = await stack.person(ATTORNEY), await stack.person(SECOND_ATTORNEY)
    await invites(member, ATTORNEY, SECOND_ATTORNEY)
    await other.clicks("invited.mieb", await other.reads(ASKED))
    await other.reads("Get ready")
    await me.reads(ASKED)
    await board(stack, member, "invited *1*", "started *1*")
    stack.clock.passed += timedelta(days=7)
    await board(stack, member, "stuck *1*")
    await me.reads("A reminder: your firm asks you")
    stack.clock.passed += timedelta(days=3)
    await board(stack, member, "For a human", f"<@{ATTORNEY}>")
    stack.clock.passed += timedelta(days=7)
    await board(stack, member, "For a human")
    assert len(await asked(me)) == 2
    assert len(await asked(other)) == 1


async def test_the_report_and_the_home_of_a_member(stack: Stack, member: Person) -> None:
    await member.types("/link-pacer report")
    await member.is_told("Nobody was invited yet")
    assert "Roll-out" not in words(await member.opens_home())
    await invites(member, ATTORNEY)
    await (await stack.person(ATTORNEY)).reads(ASKED)
    await board(stack, member, "invited *1*")
    await member.types("/link-pacer report")
    await member.is_told("invited *1*")
    shared = await member.reads("The roll-out as a table")
    (file,) = shared["files"]
    assert file["name"].startswith("link-pacer-roll-out-")
    table = stack.workspace.files[file["url"].rpartition("/")[2]].content.decode()
    assert table.splitlines()[1].startswith("Dana Whitfield,mieb,invited,nowhere,")
    await member.opens_home()
    await member.until(lambda state: "Roll-out" in words(state["home"]))
    assert "Roll-out" not in words(await (await stack.person(ATTORNEY)).opens_home())


async def test_a_board_that_was_deleted_is_posted_afresh(stack: Stack, member: Person) -> None:
    await invites(member, ATTORNEY)
    first = await board(stack, member, "invited *1*")
    channel = stack.workspace.conversations[stack.workspace.help_desk_channel]
    channel.messages[:] = [each for each in channel.messages if each.ts != first["ts"]]
    await invites(member, SECOND_ATTORNEY)
    second = await board(stack, member, "invited *2*")
    assert second["ts"] != first["ts"]


async def test_slacks_own_chart_and_table_where_they_are_taken(stack: Stack, member: Person) -> None:
    await invites(member, ATTORNEY)
    await (await stack.person(ATTORNEY)).reads(ASKED)
    drawn = await board(stack, member, "invited *1*")
    blocks = {each["type"]: each for each in drawn["blocks"]}
    assert blocks["data_visualization"]["chart"]["segments"] == [{"label": "invited", "value": 1}]
    assert blocks["data_table"]["rows"][1][0]["elements"][0]["elements"] == [{"type": "user", "user_id": ATTORNEY}]
    await slack_fault(stack, "chat.update", "invalid_blocks")
    await invites(member, SECOND_ATTORNEY)
    drawn = await board(stack, member, "invited *2*")
    assert not {"data_table", "data_visualization"} & {each["type"] for each in drawn["blocks"]}


async def test_a_board_that_is_first_drawn_where_they_are_not_taken(stack: Stack, member: Person) -> None:
    await slack_fault(stack, "conversations.open", "user_disabled")  # so that it is the board that meets the other
    await slack_fault(stack, "chat.postMessage", "invalid_blocks")
    await invites(member, ATTORNEY)
    drawn = await board(stack, member, "not reached *1*")
    assert "data_table" not in {each["type"] for each in drawn["blocks"]}
