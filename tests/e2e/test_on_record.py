"""What is on record for a person is said wherever they ask: a link of before, over the real wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.person import elements, words
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack

NOTED = "that your accounts are linked here"


async def is_linked(walk: Walk) -> None:
    await walk.to_linked()
    for view in reversed((await walk.me.state())["views"]):
        await walk.me.closes(view)


async def test_a_cancel_at_a_linked_court_does_not_deny_the_link(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await is_linked(walk)
    await walk.me.types("/link-pacer mieb")
    card = await walk.me.reads(NOTED)
    labels = [each["text"]["text"] for _, each in elements(card["blocks"])]
    assert labels.index("Open the court") < labels.index("Choose another court")
    assert next(each for _, each in elements(card["blocks"]))["action_id"] == "go_to_court"
    await walk.me.clicks("cancel")
    await walk.me.reads("You stopped; nothing was changed.")
    record = await walk.me.reads("Your accounts are linked here since")
    assert "othing was linked" not in words(record)
    await walk.me.types("/link-pacer status")
    told = words(await walk.me.is_told("*Linked courts*"))
    assert "othing was linked" not in told
    assert "Your accounts are linked here since" in told
    assert "shown by the court's own menu" in told


async def test_whether_it_worked_and_a_wrong_link_are_answered_from_the_record(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await is_linked(walk)
    await walk.me.types("Did it work?")
    told = words(await walk.me.reads("*What this app knows:*"))
    assert "Proven: " in told
    assert "shown by the court's own menu" in told
    await walk.me.types("/link-pacer txwd")
    await walk.me.reads("Western District of Texas")
    await walk.me.types("I linked the wrong account!!")
    answer = await walk.me.reads("Do not file with it")
    assert "U.S. Bankruptcy Court, Eastern District of Michigan: the court's e-filing help desk" in words(answer)
    assert "Western District of Texas: the court" not in words(answer)
