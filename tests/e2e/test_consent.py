"""What was consented to is what is done, or nothing: old cards, old forms, and rehearsals, over the real wires."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot import app as composition
from bot.settings import load_settings
from bot.store.sql.store import SqlStore
from bot.texts import answers, cards, notices
from tests.support.person import elements, messages, usable, words
from tests.support.process import begins, closes_all, links, reviews, signs_in, slack_fault
from tests.support.stack import Stack, filer_fields

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.person import Json, Person


def button(message: Json, action_id: str) -> Json | None:
    return next((each for _, each in elements(message["blocks"]) if each["action_id"] == action_id), None)


async def old_card(me: Person) -> Json:
    """Give the card on which both accounts are shown, its modal closed."""
    await closes_all(me)
    message, _, _ = await me.until(lambda state: usable(state, me.dm, "link"))
    return dict(message)


async def is_forgotten(me: Person) -> None:
    home = await me.opens_home()
    await me.clicks_in_home("forget_me", home)
    await me.reads(answers.FORGOTTEN[:20])


async def now(me: Person, message: Json) -> Json:
    return next(each for each in messages(await me.state(), me.dm) if each["ts"] == message["ts"])


async def test_a_card_is_closed_when_its_person_is_forgotten(stack: Stack) -> None:
    me, known = await stack.person(), stack.court_person()
    await reviews(stack, me, known)
    card = await old_card(me)
    await is_forgotten(me)
    left = await now(me, card)
    assert cards.FOLDED_FORGOTTEN in words(left)
    assert not list(elements(left["blocks"]))


async def test_what_is_begun_while_its_person_is_being_forgotten_is_closed_before_their_eyes(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, let_go, forget = asyncio.Event(), asyncio.Event(), SqlStore.forget

    async def late(*args: Any, **kwargs: Any) -> bool:
        asked.set()
        await let_go.wait()
        return await forget(*args, **kwargs)

    monkeypatch.setattr(SqlStore, "forget", late)
    me, known = await stack.person(), stack.court_person()
    await reviews(stack, me, known)
    first = await old_card(me)
    await me.clicks_in_home("forget_me", await me.opens_home())
    await asked.wait()
    await me.types("/link-pacer mieb")
    second, _, _ = await me.until(lambda state: usable(state, me.dm, "door_old_login"))
    let_go.set()
    await me.reads(answers.FORGOTTEN[:20])
    for card in (first, second):
        left = await now(me, card)
        assert cards.FOLDED_FORGOTTEN in words(left)
        assert not list(elements(left["blocks"]))
    await me.types("/link-pacer status")
    await me.is_told("Nothing is under way")


@pytest.mark.parametrize("way", ["forgotten, and Slack does not fold the card", "another database"])
async def test_an_old_cards_consent_links_nowhere_else(tmp_path: Path, way: str) -> None:
    async with Stack.up(tmp_path) as stack:
        me, known = await stack.person(), stack.court_person()
        await reviews(stack, me, known, "mieb")
        card = await old_card(me)
        if way == "another database":
            await stack.stop_app()
            stack.environ["DATABASE_URL"] = f"sqlite:///{tmp_path / 'new.db'}"
            await stack.start_app()
        else:
            await slack_fault(stack, "chat.update", "internal_error")
            await is_forgotten(me)
        await reviews(stack, me, known, "txwd")
        await closes_all(me)
        assert button(await now(me, card), "link"), "the old card still has its button"
        await me.clicks("link", card)
        await me.is_told(notices.REFRESHED[:30])
        assert stack.court.submits == 0
        await me.clicks("link", await me.sees_below(card, "link"))
        await me.reads("refresh your screen and go to Civil or Criminal")
        assert [(link.court, stack.court.submits) for link in stack.court.made_links] == [("txwd", 1)]


async def test_an_old_forms_password_goes_to_no_court(stack: Stack) -> None:
    me, known = await stack.person(), stack.court_person()
    await begins(me, "mieb")
    await signs_in(stack, me, known)
    form = await me.sees_modal("Old CM/ECF login")
    shown = stack.workspace.stacks[me.user][-1].body
    old = {each: shown[each] for each in ("private_metadata", "blocks")}
    await closes_all(me)
    await is_forgotten(me)
    await begins(me, "txwd")
    await signs_in(stack, me, known)
    form = await me.sees_modal("Old CM/ECF login")
    before = len(stack.court.requests)
    stack.workspace.stacks[me.user][-1].body.update(old)  # the form that was drawn for the other court, still open
    await me.sends({**form, "blocks": old["blocks"]}, **filer_fields(known, "mieb"))
    await me.until(lambda state: state["views"] and "ecf.txwd" in words(state["views"][-1]))
    assert len(stack.court.requests) == before, "nothing typed into it went anywhere"


async def test_a_rehearsing_process_links_nothing_whatever_was_begun_before(tmp_path: Path) -> None:
    async with Stack.up(tmp_path) as stack:
        me, known = await stack.person(), stack.court_person()
        await reviews(stack, me, known)
        stack.court.faults.arm("lost_answer", at="submit", when="before")
        await me.clicks_in_modal("link")
        await me.reads("Still looking.")
        await stack.courts_take_their_time()
        await me.reads("We do not know yet")
        await closes_all(me)
        await stack.stop_app()
        submits = stack.court.submits
        stack._app = await composition.start(load_settings(stack.environ), tmp_path / "pages", stack.clock)
        await me.clicks("check_again")
        await signs_in(stack, me, known)
        await me.reads("does not show the link yet")
        state = await me.state()
        assert not usable(state, me.dm, "link")
        assert (stack.court.submits, stack.court.made_links) == (submits, [])


async def test_a_card_from_before_a_rehearsal_links_nothing_in_it_and_links_after_it(tmp_path: Path) -> None:
    async with Stack.up(tmp_path) as stack:
        me, known = await stack.person(), stack.court_person()
        await reviews(stack, me, known)
        card = await old_card(me)
        await stack.stop_app()
        await slack_fault(stack, "chat.update", "internal_error")
        stack._app = await composition.start(load_settings(stack.environ), tmp_path / "pages")
        await me.clicks("link", card)
        assert stack.court.submits == 0
        await stack.stop_app()
        await slack_fault(stack, "chat.update", "internal_error", times=0)
        await stack.start_app()
        await me.reads("Sign in to PACER again")
        await me.types("/link-pacer")
        await me.sees_below(card, "continue")
        await me.clicks("continue")
        await signs_in(stack, me, known)
        await me.sends(await me.sees_modal("Old CM/ECF login"), **filer_fields(known))
        await me.sees_modal("Check both accounts")
        await links(me)
        assert stack.court.submits == 1
