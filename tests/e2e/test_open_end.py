"""A submit whose end is not known is met again at its court, by whomever, and whoever was forgotten meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.person import chosen, element
from tests.support.stack import SECOND_ATTORNEY, filer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack

COURT = "gand"
"""Asks for more after the first consent: whoever stops there has sent something, and proved nothing."""


async def stops_half_way(walk: Walk) -> None:
    await walk.me.sends(await walk.to_filer_login(), **filer_fields(walk.known, COURT))
    await walk.me.reads("Answer the court")
    view = await walk.me.sees_modal("The court asks")
    answers = {
        "answer_1": chosen(view, "answer_1", "Attorney"),
        "answer_2": filer_fields(walk.known, COURT)["filer_password"],
        "consent": element(view, "consent")["options"],
    }
    await walk.me.sends(view, **answers)
    await walk.me.reads("asks for more before it links")
    await walk.me.types("cancel")
    await walk.me.reads("Result not known")


async def closes(walk: Walk) -> None:
    for view in reversed((await walk.me.state())["views"]):
        await walk.me.closes(view)


@pytest.mark.parametrize("by", ["the same person, forgotten", "the same, forgotten, after a restart", "another person"])
async def test_no_second_submit_is_consented_to(stack: Stack, by: str) -> None:
    first = await Walk.of(stack, court=COURT)
    await stops_half_way(first)
    sent = stack.court.submits
    await closes(first)
    await first.me.clicks_in_home("forget_me", await first.me.opens_home())
    await first.me.reads("is deleted")
    if "restart" in by:
        await stack.stop_app()
        await stack.start_app()
    again = await Walk.of(stack, court=COURT, user=SECOND_ATTORNEY) if by == "another person" else first
    await again.me.sends(await again.to_filer_login(), **filer_fields(again.known, COURT))
    await again.me.sees_modal("Result not known")
    await again.me.reads("Check again")
    assert stack.court.submits == sent
