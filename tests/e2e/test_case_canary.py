"""No credential comes into a case or its thread, whichever way somebody tries to bring it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.sandbox.workspace.model import GENERAL_CHANNEL
from tests.support.case_channel import Channel
from tests.support.person import words
from tests.support.stack import HELP_DESK
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack

SAID = "The clerk told me to try again."


async def brings_in(walk: Walk, channel: Channel, secret: str) -> None:
    """Say a secret in each way that leads to the help desk: a sentence, a letter, an answer, a message elsewhere."""
    me, member = walk.me, channel.member
    await me.clicks("add_sentence")
    await me.sends(await me.sees_modal("What should they know?"), sentence=f"{SAID} my password is {secret}")
    case = await channel.case("has more to say", SAID)
    await member.clicks_at(channel.id, case, "case_write")
    form = await member.sees_modal("Your message")
    assert "errors" in await member.sends(form, letter=f"Is your password {secret}?")
    await member.sends(form, letter=SAID)
    letter = await me.reads(f"writes:*\n“{SAID}”")
    await me.clicks("case_answer", letter)
    form = await me.sees_modal("Your answer")
    assert "errors" in await me.sends(form, letter=f"my password is {secret}")
    await me.sends(form, letter=f"Thanks. {SAID}")
    await channel.story(case, f"answers: “Thanks. {SAID}”")
    await member.picks_at(channel.id, await channel.case("has it"), "case_resolve", "helped")
    await channel.case("Closed by")
    wrote = await me.types(f"my password is {secret}", GENERAL_CHANNEL)
    await member.chooses_shortcut(GENERAL_CHANNEL, wrote["ts"], "open_case")
    await channel.story(case, "opened the case for them")


async def test_no_credential_is_in_a_case_its_thread_or_what_is_kept(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    channel = Channel(stack, await stack.person(HELP_DESK))
    await walk.me.types("help")
    await walk.me.clicks("ask_help_desk")
    await channel.case("Asks for a human")
    known = walk.known
    filer = next(each for each in known.filers if each.court == walk.court)
    with capture_logs() as logged:
        await brings_in(walk, channel, known.password)
        await channel.all_sent()
    everywhere = {
        "requests to Slack": stack.running_workspace.requests_bytes(),
        "the database's log": stack.log_of_the_database(),
        "the log": repr(logged).encode(),
    }
    found = {
        (where, each)
        for where, text in everywhere.items()
        for each in (known.password, filer.password)
        if each.encode() in text
    }
    assert found == set()
    seen = "\n".join(words(each) for each in [*await channel.tops(), *await channel.threads()])
    assert SAID in seen
    for name in (known.username, filer.login):
        assert name not in seen
