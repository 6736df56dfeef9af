"""What pasting and phones put into typed fields, over real wires: cleaned where that is safe, named where it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.texts.problems import CURLY_QUOTES
from tests.support.person import words
from tests.support.stack import filer_fields, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack

STRAIGHT, CURLED = 'Quill"Canary"7731', "Quill\u201cCanary\u201d7731"
CURLY = CURLY_QUOTES.strip("*").split("*")[0]


async def with_password(stack: Stack, password: str) -> Walk:
    """Give a person whose PACER password is this one."""
    walk = await Walk.of(stack)
    known = replace(walk.known, password=password)
    stack.court.people = tuple(known if each is walk.known else each for each in stack.court.people)
    walk.known = known
    return walk


async def test_a_name_and_a_passcode_go_as_they_were_meant(stack: Stack) -> None:
    walk = await Walk.of(stack, kind="mfa")
    code = walk.passcode()
    assert code is not None
    typed = pacer_fields(walk.known, passcode=f"{code[:3]}\u00a0{code[3:]}\u200b")
    typed["pacer_username"] = f"\ufeff{typed['pacer_username']}\u200b "
    await walk.me.sends(await walk.to_sign_in(), **typed)
    view = await walk.me.sees_modal("Old CM/ECF password")
    old = filer_fields(walk.known)
    await walk.me.sends(view, **(old | {"filer_login": f"\u2066{old['filer_login']}\u2069\u00ad"}))
    await walk.me.sees_modal("Link these accounts")


async def test_a_password_with_curly_quotes_is_sent_as_it_is(stack: Stack) -> None:
    walk = await with_password(stack, CURLED)
    await walk.to_filer_login()


@pytest.mark.parametrize("times", [1, 2])
async def test_curly_quotes_are_named_after_a_refusal_and_the_password_is_nowhere(stack: Stack, times: int) -> None:
    walk = await with_password(stack, STRAIGHT)
    view = await walk.to_sign_in()
    for _ in range(times):
        await walk.me.sends(view, **pacer_fields(walk.known, password=CURLED))
        view = await walk.me.until(
            lambda state, before=view: next(
                (v for v in state["views"] if v["hash"] != before["hash"] and CURLY in words(v)), None
            )
        )
    state = str(await walk.me.state())
    assert [part for part in ("Canary", "7731", "Quill") if part in state] == []


async def test_straight_quotes_are_not_spoken_of(stack: Stack) -> None:
    walk = await with_password(stack, STRAIGHT)
    await walk.me.sends(await walk.to_sign_in(), **pacer_fields(walk.known, password='it\'s "wrong"'))
    view = await walk.me.sees_modal("PACER did not accept")
    assert "quotes" not in words(view)


async def test_curly_quotes_in_the_old_password_are_named_too(stack: Stack) -> None:
    walk = await Walk.of(stack)
    typed = filer_fields(walk.known) | {"filer_password": CURLED}
    await walk.me.sends(await walk.to_filer_login(), **typed)
    view = await walk.me.sees_modal("The court did not accept the old CM/ECF login")
    assert CURLY in words(view)
    assert "Try the login in all lowercase." in words(view)
    assert "7731" not in str(await walk.me.state())
