"""The firm's ticket system hears of each change of a case, once in effect, through drops, kills and restarts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_cases import Channel, asks
from tests.support.process import running_app
from tests.support.receiver import Receiver, new_secret
from tests.support.stack import ATTORNEY, HELP_DESK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.stack import Stack


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver.listening() as listening:
        yield listening


@pytest.fixture
def environ(parts: Stack, receiver: Receiver) -> dict[str, str]:
    return {**parts.environ, "WEBHOOK_URL": receiver.url, "WEBHOOK_SECRET": receiver.secret}


async def test_each_change_arrives_once_in_effect_with_every_third_dropped_and_a_kill_between(
    parts: Stack, receiver: Receiver, environ: dict[str, str]
) -> None:
    channel = Channel(parts, await parts.person(HELP_DESK))
    receiver.drops_every = 3
    async with running_app(environ) as app:
        await asks(parts)
        case = await channel.case("Asks for a human", "Nobody has it yet")
        await receiver.has("opened")
        receiver.answers = 503
        await channel.member.clicks_at(channel.id, case, "case_claim")
        held = await channel.case(f"<@{HELP_DESK}> has it")
        await receiver.until(lambda each: len({name for name, *_ in each.deliveries}) == 2)
        await app.killed()
    receiver.answers = 204
    async with running_app(environ):
        await receiver.has("opened", "claimed")
        for _ in range(2):
            await channel.member.picks_at(channel.id, held, "case_resolve", "at_court")
            closed = await channel.case("Closed by")
            await channel.member.clicks_at(channel.id, closed, "case_reopen")
            held = await channel.case(f"<@{HELP_DESK}> has it")
        changes = await receiver.has("opened", "claimed", *("resolved", "reopened") * 2)
        await receiver.until(lambda each: len(each.deliveries) >= 9)
    assert receiver.refused == 0
    bodies: dict[str, set[bytes]] = {}
    for name, _, body in receiver.deliveries:
        bodies.setdefault(name, set()).add(body)
    assert [len(each) for each in bodies.values()] == [1] * 6
    opened, claimed, resolved, reopened, *_ = changes
    assert opened["data"] == {
        "reference": opened["data"]["reference"],
        "state": "open",
        "court": "mieb",
        "court_name": "U.S. Bankruptcy Court, Eastern District of Michigan",
        "outcome": "asked",
        "problem": None,
        "step": "GettingReady",
        "person": ATTORNEY,
        "holder": None,
        "by": None,
        "reason": None,
        "waits_for": None,
        "until": None,
        "left": None,
        "opened": opened["data"]["opened"],
    }
    assert {each["data"]["reference"] for each in changes} == {opened["data"]["reference"]}
    assert (claimed["data"]["state"], claimed["data"]["holder"], claimed["data"]["by"]) == ("claimed", *[HELP_DESK] * 2)
    assert (resolved["data"]["state"], resolved["data"]["reason"]) == ("closed", "at_court")
    assert reopened["data"]["state"] == "claimed"


async def test_a_ticket_system_that_is_away_is_said_once_holds_nobody_back_and_gets_all_when_it_is_back(
    parts: Stack, receiver: Receiver, environ: dict[str, str]
) -> None:
    channel = Channel(parts, await parts.person(HELP_DESK))
    receiver.answers = 302
    environ["WEBHOOK_SECRET"] = f"{receiver.secret},{new_secret()}"  # the old one goes on signing for a while
    async with running_app(environ) as app:
        walk = await asks(parts)
        case = await channel.case("Asks for a human")
        away = json.loads(await app.says("does not take what it is told"))
        assert (away["way"], away["error"], away["status"]) == ("webhook", "redirected", 302)
        await channel.member.clicks_at(channel.id, case, "case_claim")
        await walk.me.reads("of the help desk has your case")
        receiver.answers = 200
        await app.says("takes what it is told again")
        await receiver.has("opened", "claimed")
        await app.stopped()
    written = app.written.decode()
    assert written.count("does not take what it is told") == 1
    key = receiver.secret.removeprefix("whsec_")
    assert {text for text in (key, "of-the-firm", receiver.url, ATTORNEY) if text in written} == set()
    assert all(
        "," not in each["webhook-id"] and len(each["webhook-signature"].split()) == 2 for each in receiver.headers
    )


async def test_data_that_is_deleted_is_told_of_and_what_waited_is_gone_with_it(
    parts: Stack, receiver: Receiver, environ: dict[str, str]
) -> None:
    receiver.answers = 500
    async with running_app(environ):
        walk = await asks(parts)
        await receiver.until(lambda each: each.deliveries)
        await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
        await walk.me.reads("is deleted")
        receiver.answers = 200
        (told,) = await receiver.has("forgotten")
    assert {name for name, value in told["data"].items() if value} == {"reference", "state"}


async def test_what_waits_for_a_system_that_is_not_set_any_more_is_given_up(
    parts: Stack, receiver: Receiver, environ: dict[str, str]
) -> None:
    receiver.answers = 500
    async with running_app(environ) as app:
        await asks(parts)
        await receiver.until(lambda each: each.deliveries)
        await app.stopped()
    async with running_app(parts.environ) as app:
        await app.says("no such system of the firm is set")
        await app.stopped()
