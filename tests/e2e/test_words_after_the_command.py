"""Words after `/link-pacer` that name no court, over the real wires: each is answered, and none moves a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.person import words
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("foo", "I do not know “foo”. Nothing was changed. You can type: `help`, `status`, `cancel`, or a court."),
        ("forget me", "press *Forget me*"),
        ("HELP me", "anywhere in Slack to begin"),
        ("password Blue!Heron42x", "Slack has seen it: change that password."),
    ],
)
async def test_what_is_typed_after_the_command_is_answered_in_a_run(stack: Stack, typed: str, answer: str) -> None:
    walk = await Walk.of(stack)
    await walk.to_the_doors()
    await walk.me.types(f"/link-pacer {typed}")
    told = words(await walk.me.is_told(answer))
    assert "Delete your message" not in told
    await walk.me.types("/link-pacer status")
    await walk.me.is_told("Step 2 of 6")


async def test_without_a_run_what_names_no_court_leads_to_the_list(stack: Stack) -> None:
    me = await stack.person()
    await me.types("/link-pacer foo")
    await me.reads("No single court matches “foo”.")
    await me.types("/link-pacer forget me")
    await me.is_told("press *Forget me*")
