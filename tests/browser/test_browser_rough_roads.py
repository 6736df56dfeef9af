"""Beside the main job, in Chromium: a wrong password, second thoughts, a pause, what the help desk sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.support.browser import PHONE
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY

if TYPE_CHECKING:
    from tests.browser.conftest import Arrive

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HELP_DESK_CHANNEL = "conversation-C0HELP001"


async def test_a_wrong_password_is_said_in_the_modal_and_only_the_user_name_is_kept(arrive: Arrive) -> None:
    me = await arrive()
    known = await me.known()
    await me.begins()
    await me.chooses_court()
    await me.agrees()
    await me.signs_in(known, password="not the right one")
    await expect(me.modal).to_contain_text("PACER did not accept")
    await expect(me.in_modal("pacer_username")).to_have_value(known.pacer_username)
    await expect(me.in_modal("pacer_password")).to_have_value("")
    await expect(me.page.get_by_test_id("modal-title")).to_have_text("Sign in to PACER")
    await me.signs_in(known)
    await expect(me.in_modal("filer_login")).to_be_visible()


async def test_a_field_problem_is_said_at_its_field(arrive: Arrive) -> None:
    me = await arrive()
    await me.begins()
    await me.chooses_court()
    await me.agrees()
    await me.fills(pacer_username="ab1234", pacer_password="whatever it is")
    await me.sends()
    await expect(me.in_modal("pacer_username")).to_be_focused()
    await expect(me.in_modal("pacer_username")).to_have_attribute("aria-invalid", "true")
    await expect(me.modal).to_contain_text("Nothing was sent.")


async def test_not_yet_submits_nothing_and_leaves_both_accounts_in_view(arrive: Arrive) -> None:
    me = await arrive()
    known = await me.known()
    await me.reviews(known)
    await me.in_modal("link").click()
    await me.confirm.get_by_test_id("confirm-no").click()
    await expect(me.confirm).to_be_hidden()
    await expect(me.in_modal("link")).to_be_visible()
    assert await me.submits() == 0
    await me.links()
    assert await me.submits() == 1


async def test_a_closed_modal_is_a_pause_and_a_reload_loses_nothing(arrive: Arrive) -> None:
    me = await arrive(ATTORNEY, PHONE)
    await me.reviews(await me.known())
    await me.page.get_by_test_id("modal-close").click()
    await expect(me.modal).to_be_hidden()
    await me.page.reload()
    await me.on_card("continue").click()
    await me.links()
    assert await me.submits() == 1


async def test_cancel_on_the_card_ends_it_and_takes_the_buttons_away(arrive: Arrive) -> None:
    me = await arrive()
    await me.begins()
    await me.chooses_court()
    await me.on_card("cancel").click()
    await expect(me.messages).to_contain_text("You stopped; nothing was changed. Nothing that you typed was kept.")
    await expect(me.messages.locator("[data-action-id]")).to_have_count(0)


async def test_the_help_desk_sees_who_and_where_and_no_credential(arrive: Arrive) -> None:
    desk = await arrive(HELP_DESK)
    await desk.page.get_by_test_id(HELP_DESK_CHANNEL).click()
    me = await arrive(SECOND_ATTORNEY)
    known = await me.known("mfa")
    await me.reviews(known)
    await me.links()
    await expect(desk.messages).to_contain_text("Linked. Proven by the court's menu.")
    await expect(desk.messages).to_contain_text("LP-")
    seen = await desk.messages.inner_text()
    assert [secret for secret in known.credentials if secret in seen] == []
    await expect(me.page.get_by_test_id(HELP_DESK_CHANNEL)).to_have_count(0)


async def test_what_is_typed_into_the_conversation_is_answered_and_not_repeated(arrive: Arrive) -> None:
    me = await arrive()
    await me.writes("my password is Hunter2-Hunter2")
    answer = me.messages.locator("li.message", has=me.page.locator(".app-avatar"))
    await expect(answer).to_contain_text("password")
    await expect(answer).not_to_contain_text("Hunter2")
