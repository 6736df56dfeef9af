"""The modal: what is typed, what is kept, what is sent, and where the focus goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.page_fake import DANA, PageFake, dm_of

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def field(
    block_id: str, label: str, *, hint: str | None = None, optional: bool = False, **element: Any
) -> dict[str, Any]:
    block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": optional,
        "element": {"type": "plain_text_input", "action_id": "typed", **element},
    }
    return block if hint is None else {**block, "hint": plain(hint)}


def words(text: str) -> dict[str, Any]:
    return {"type": "section", "block_id": "words", "text": {"type": "mrkdwn", "text": text}}


def view(hash_: str, *blocks: dict[str, Any], id_: str = "V1", **more: Any) -> dict[str, Any]:
    shown = {"id": id_, "hash": hash_, "type": "modal", "title": plain("Sign in to PACER"), "blocks": list(blocks)}
    standard = {"submit": plain("Sign in"), "close": plain("Not now"), "values": {}, "busy": False, "errors": {}}
    return {**shown, **standard, **more}


USER = field("user", "PACER username")
PASSWORD = field("password", "PACER password", hint="Shown as you type.", max_length=45)
CODE = field("code", "One-time passcode", optional=True)
WHOLE = view("h1", words("Type your account."), USER, PASSWORD, CODE)


async def opened(fake: PageFake, open_page: OpenPage, shown: dict[str, Any] = WHOLE) -> Page:
    page = await open_page(DANA)
    fake.show(DANA, shown)
    await expect(page.get_by_test_id("modal")).to_be_visible()
    return page


async def fill(page: Page) -> None:
    await page.get_by_label("PACER username").fill("dwhitfield01")
    await page.get_by_label("PACER password").fill("Practice-Only-2026!")


async def test_it_names_itself_and_takes_the_focus(fake: PageFake, open_page: OpenPage) -> None:
    page = await opened(fake, open_page)
    await expect(page.get_by_role("dialog", name="Sign in to PACER")).to_be_visible()
    await expect(page.get_by_test_id("modal-title")).to_have_text("Sign in to PACER")
    await expect(page.get_by_test_id("modal-submit")).to_have_text("Sign in")
    await expect(page.get_by_test_id("modal-close")).to_have_text("Not now")
    await expect(page.get_by_label("PACER username")).to_be_focused()
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
        await page.keyboard.press(key)
        assert await page.evaluate("document.querySelector('#modal').contains(document.activeElement)")
    for outside in ("#main", "#rail"):
        await expect(page.locator(outside)).to_have_attribute("inert", "")


async def test_a_password_is_plain_text_that_no_browser_remembers(fake: PageFake, open_page: OpenPage) -> None:
    password = (await opened(fake, open_page)).get_by_label("PACER password")
    await expect(password).to_have_attribute("type", "text")
    await expect(password).to_have_attribute("autocomplete", "off")
    await expect(password).to_have_attribute("maxlength", "45")
    await expect(password).to_have_accessible_description("Shown as you type.")


async def test_everything_is_sent_once_and_it_says_that_it_is_busy(fake: PageFake, open_page: OpenPage) -> None:
    page = await opened(fake, open_page)
    gate = fake.gates["view/submit"] = asyncio.Event()
    fake.answers["view/submit"] = lambda _body: {"outcome": "closed"}
    await fill(page)
    submit = page.get_by_test_id("modal-submit")
    await submit.click()
    await expect(submit).to_have_text("Sending…")
    await expect(submit).to_be_disabled()
    await submit.click(force=True)
    await page.get_by_label("PACER username").press("Enter")
    fake.views[DANA] = []
    gate.set()
    await expect(page.get_by_test_id("modal")).to_be_hidden()
    [sent] = fake.sent("view/submit")
    assert (sent["as"], sent["view_id"]) == (DANA, "V1")
    assert sent["values"] == {
        "user": {"typed": "dwhitfield01"},
        "password": {"typed": "Practice-Only-2026!"},
        "code": {"typed": None},
    }


async def test_choices_are_sent_as_options(fake: PageFake, open_page: OpenPage) -> None:
    options = [{"text": plain(name), "value": name} for name in ("one", "two")]
    blocks = [
        {
            "type": "input",
            "block_id": type_,
            "label": plain(type_),
            "element": {"type": type_, "action_id": "a", **more},
        }
        for type_, more in (
            ("static_select", {"options": options}),
            ("checkboxes", {"options": options}),
            ("radio_buttons", {"options": options, "initial_option": options[1]}),
            ("datetimepicker", {"initial_date_time": 1_700_000_000}),
        )
    ]
    fake.answers["view/submit"] = lambda _body: {"outcome": "failed"}
    page = await opened(fake, open_page, view("h1", *blocks))
    await page.get_by_label("static_select").select_option("two")
    await page.get_by_role("group", name="checkboxes").get_by_label("one").check()
    await page.get_by_label("datetimepicker").fill("2026-03-02T08:30")
    here = await page.evaluate("new Date('2026-03-02T08:30').getTime() / 1000")
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_role("alert")).to_contain_text("We had some trouble connecting. Try again?")
    [sent] = fake.sent("view/submit")
    assert sent["values"] == {
        "static_select": {"a": options[1]},
        "checkboxes": {"a": options[:1]},
        "radio_buttons": {"a": options[1]},
        "datetimepicker": {"a": here},
    }
    await expect(page.get_by_label("static_select")).to_have_value("two")


async def test_a_required_field_is_asked_for_before_anything_is_sent(fake: PageFake, open_page: OpenPage) -> None:
    page = await opened(fake, open_page)
    await page.get_by_label("PACER username").fill("dwhitfield01")
    await page.get_by_test_id("modal-submit").click()
    password = page.get_by_label("PACER password")
    await expect(page.get_by_role("alert").filter(has_text="required")).to_have_count(1)
    await expect(password).to_be_focused()
    await expect(password).to_have_accessible_description("Shown as you type. Please complete this required field.")
    assert fake.sent("view/submit") == []


async def test_the_apps_errors_stand_at_their_fields_until_the_next_try(fake: PageFake, open_page: OpenPage) -> None:
    fake.answers["view/submit"] = lambda _body: {"outcome": "errors", "errors": {"user": "No such account."}}
    page = await opened(fake, open_page)
    await fill(page)
    await page.get_by_label("PACER password").press("Enter")
    user = page.get_by_label("PACER username")
    await expect(user).to_have_accessible_description("No such account.")
    await expect(user).to_have_attribute("aria-invalid", "true")
    await expect(user).to_be_focused()
    await expect(user).to_have_value("dwhitfield01")
    fake.answers["view/submit"] = lambda _body: {"outcome": "failed"}
    await page.get_by_test_id("modal-submit").click()
    await expect(user).not_to_have_attribute("aria-invalid", "true")
    assert len(fake.sent("view/submit")) == 2


async def test_an_update_keeps_what_is_typed_where_the_ids_stay(fake: PageFake, open_page: OpenPage) -> None:
    page = await opened(fake, open_page)
    await fill(page)
    await page.get_by_label("PACER username").press("Home")
    await page.get_by_label("PACER username").press("ArrowRight")
    renamed = field("user", "Your PACER username")
    retry = field("password_2", "PACER password")
    fake.show(DANA, view("h2", words("Please try again."), renamed, retry))
    await expect(page.get_by_label("Your PACER username")).to_have_value("dwhitfield01")
    await expect(page.get_by_label("Your PACER username")).to_be_focused()
    await page.keyboard.type("X")
    await expect(page.get_by_label("Your PACER username")).to_have_value("dXwhitfield01")
    await expect(page.get_by_label("PACER password")).to_have_value("")
    fake.show(DANA, view("h3", renamed, PASSWORD))
    await expect(page.get_by_text("Please try again.")).to_have_count(0)
    await expect(page.get_by_label("PACER password")).to_have_value("")


async def test_checking_then_the_next_form_in_the_same_modal(fake: PageFake, open_page: OpenPage) -> None:
    def update(_body: dict[str, Any]) -> dict[str, Any]:
        fake.show(DANA, view("h2", words("Checking with PACER…"), submit=None))
        return {"outcome": "updated"}

    fake.answers["view/submit"] = update
    page = await opened(fake, open_page)
    await fill(page)
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_text("Checking with PACER…").first).to_be_visible()
    await expect(page.get_by_test_id("modal-submit")).to_be_hidden()
    await expect(page.get_by_test_id("modal-title")).to_be_focused()
    await expect(page.locator("#live")).to_contain_text("Checking with PACER…")
    fake.show(DANA, view("h3", USER, PASSWORD, values={"user": {"typed": "kept by the server"}}))
    await expect(page.get_by_label("PACER username")).to_have_value("kept by the server")
    await expect(page.get_by_label("PACER username")).to_be_focused()
    await expect(page.get_by_label("PACER password")).to_have_value("")


async def test_after_a_submit_the_servers_values_count_though_a_view_was_missed(
    fake: PageFake, open_page: OpenPage
) -> None:
    def update(_body: dict[str, Any]) -> dict[str, Any]:
        fake.show(DANA, view("h3", USER, PASSWORD, values={"user": {"typed": "dwhitfield01"}}))
        return {"outcome": "updated"}

    fake.answers["view/submit"] = update
    page = await opened(fake, open_page)
    await fill(page)
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_label("PACER password")).to_have_value("")
    await expect(page.get_by_label("PACER username")).to_have_value("dwhitfield01")


async def test_scroll_and_the_untouched_inputs_outlive_an_update(fake: PageFake, open_page: OpenPage) -> None:
    many = [field(f"block{number}", f"Field {number}", optional=True) for number in range(20)]
    page = await opened(fake, open_page, view("h1", words("Before"), *many))
    body = page.locator(".modal-body")
    await page.get_by_label("Field 19").focus()
    top = await body.evaluate("element => element.scrollTop")
    assert top > 0
    await page.get_by_label("Field 19").evaluate("element => { element.sameAsBefore = true; }")
    fake.show(DANA, view("h2", words("After"), *many))
    await expect(body).to_contain_text("After")
    assert await page.get_by_label("Field 19").evaluate("element => element.sameAsBefore")
    await expect(page.get_by_label("Field 19")).to_be_focused()
    assert await body.evaluate("element => element.scrollTop") == top


async def test_a_pushed_view_and_the_way_back(fake: PageFake, open_page: OpenPage) -> None:
    page = await opened(fake, open_page)
    await fill(page)
    second = view("h1", field("filer", "Filer login"), id_="V2", title=plain("Court account"), close=None)
    fake.show(DANA, WHOLE, second)
    await expect(page.get_by_test_id("modal-title")).to_have_text("Court account")
    await expect(page.get_by_label("Filer login")).to_be_focused()
    await expect(page.get_by_test_id("modal-close")).to_have_text("Cancel")
    fake.answers["view/close"] = lambda _body: fake.show(DANA, WHOLE)
    await page.get_by_role("button", name="Back to the previous step").click()
    await expect(page.get_by_label("PACER username")).to_have_value("dwhitfield01")
    await expect(page.get_by_role("button", name="Back to the previous step")).to_be_hidden()
    assert [(body["view_id"], body["all"]) for body in fake.sent("view/close")] == [("V2", False)]


@pytest.mark.parametrize(("way", "everything"), [("Escape", False), ("modal-close", False), ("modal-x", True)])
async def test_each_way_out(fake: PageFake, open_page: OpenPage, way: str, *, everything: bool) -> None:
    fake.answers["view/close"] = lambda _body: fake.show(DANA)
    fake.answers["action"] = lambda _body: fake.show(DANA, WHOLE)
    go = {"type": "button", "action_id": "go", "text": plain("Sign in now")}
    fake.say(dm_of(DANA), "card", [{"type": "actions", "block_id": "row", "elements": [go]}])
    page = await open_page(DANA)
    await page.get_by_role("button", name="Sign in now").click()
    await expect(page.get_by_label("PACER username")).to_be_focused()
    if way == "Escape":
        await page.keyboard.press("Escape")
    else:
        await page.get_by_test_id(way).click()
    await expect(page.get_by_test_id("modal")).to_be_hidden()
    await expect(page.get_by_role("button", name="Sign in now")).to_be_focused()
    assert [(body["view_id"], body["all"]) for body in fake.sent("view/close")] == [("V1", everything)]


async def test_a_button_in_a_modal_sends_what_is_typed_along(fake: PageFake, open_page: OpenPage) -> None:
    go = {
        "type": "button",
        "action_id": "go",
        "text": plain("Check"),
        "confirm": {"title": plain("Sure?"), "text": plain("x")},
    }
    row = {"type": "actions", "block_id": "row", "elements": [go]}
    page = await opened(fake, open_page, view("h1", USER, row))
    await page.get_by_label("PACER username").fill("half")
    await page.get_by_role("button", name="Check").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("confirm")).to_be_hidden()
    await expect(page.get_by_test_id("modal")).to_be_visible()
    await page.get_by_role("button", name="Check").click()
    await page.get_by_test_id("confirm-yes").click()
    await expect(page.locator("button[aria-busy]")).to_have_count(0)
    [sent] = fake.sent("action")
    assert sent["container"] == {"type": "view", "view_id": "V1"}
    assert sent["values"] == {"user": {"typed": "half"}}
    assert fake.sent("view/close") == []


async def test_a_person_is_chosen_by_name_and_sent_by_id(fake: PageFake, open_page: OpenPage) -> None:
    who = {"type": "users_select", "action_id": "who", "placeholder": plain("Choose a person")}
    block = {"type": "input", "block_id": "attorney", "label": plain("For whom do you file?"), "element": who}
    fake.answers["view/submit"] = lambda _body: {"outcome": "failed"}
    page = await opened(fake, open_page, view("h1", block))
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_role("alert").filter(has_text="required")).to_have_count(1)
    field = page.get_by_label("For whom do you file?")
    await field.click()
    offered = page.get_by_test_id("modal").get_by_role("option")
    await expect(offered.filter(has_text="Link PACER")).to_have_count(1)  # at Slack, apps are among them
    await field.fill("marcus")
    await offered.filter(has_text="Marcus Oyelaran").click()
    await expect(field).to_have_value("Marcus Oyelaran")
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_role("alert")).to_contain_text("We had some trouble connecting. Try again?")
    [sent] = fake.sent("view/submit")
    assert sent["values"] == {"attorney": {"who": "U0ATTY002"}}
