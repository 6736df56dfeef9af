"""What goes wrong around the page: a slow court, a Slack that is away, people who may not, an app started anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.workspace.model import Person
from bot.store import StoreError
from bot.web import server
from tests.reliability.test_what_must_be_told import store_of
from tests.support.form_browser import REFUSED, FormBrowser, form_address, pressed
from tests.support.person import usable
from tests.support.process import slack_fault
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY, pacer_fields

if TYPE_CHECKING:
    import pytest

    from tests.support.stack import Stack
    from tests.support.walk import Walk


async def test_a_court_that_takes_long_holds_no_page_for_long(
    stack: Stack, walk: Walk, browser: FormBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "WAITS", 0.05)
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    stack.court.faults.arm("slow", at="sign_on", seconds=1.0)
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known)})
    assert page.title == "One moment"
    assert 'href="/form"' in page.text
    monkeypatch.undo()
    assert (await browser.get(form_address(link))).title == "Old CM/ECF login"


async def test_a_slack_that_is_away_is_said_and_the_link_is_kept(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    await slack_fault(stack, "openid.connect.token", "503")
    away = await browser.signs_in(link, ATTORNEY)
    assert (away.status, away.title) == (503, "That did not work")
    assert "Slack could not be asked who you are" in away.text
    assert (await browser.signs_in(link, ATTORNEY)).title == "Sign in to PACER"


async def test_a_database_that_fails_is_said(walk: Walk, browser: FormBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    link = await pressed(walk.me)
    await browser.signs_in(link, ATTORNEY)

    for fault in (StoreError("the disk is full"), RuntimeError("a fault of ours")):

        async def broken(*_: object, fault: Exception = fault) -> None:
            raise fault

        monkeypatch.setattr("bot.formwork.FormWork.shown", broken)
        page = await browser.get(form_address(link))
        assert (page.status, page.title) == (503, "That did not work")
        assert "disk" not in page.text


async def test_a_run_that_a_newer_version_is_at_is_said(stack: Stack, walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    newer = "UPDATE conversation SET state = replace(state, '{\"v\":1,', '{\"v\":2,')"
    await store_of(stack)._keep(lambda db: db.execute(newer))
    page = await browser.signs_in(link, ATTORNEY)
    assert (page.status, page.title) == (503, "That did not work")
    assert "being upgraded just now" in page.text


async def test_a_guest_claims_nothing(stack: Stack, walk: Walk, browser: FormBrowser) -> None:
    guest = Person("U0GUEST01", "Guest", "attorney", "guest", standing="guest")
    stack.workspace.people[guest.id] = guest
    assert (await browser.signs_in(await pressed(walk.me), guest.id)).title == REFUSED


async def test_somebody_elses_press_and_an_old_runs_open_nothing(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    found = await walk.me.until(lambda state: usable(state, walk.me.dm, "open_form"))
    old, link = found[0], found[2]["url"]
    other = await stack.person(SECOND_ATTORNEY)
    await other.clicks_without_seeing(walk.me.dm, old, "open_form")
    assert (await browser.signs_in(link, ATTORNEY)).title == REFUSED
    await walk.me.types("start over")
    await walk.me.reads("At which court")
    await walk.me.clicks("open_form", old)
    assert (await browser.signs_in(link, ATTORNEY)).title == REFUSED


async def test_a_link_drawn_before_a_restart_opens_at_the_first_press_after_it(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    _, _, drawn = await walk.me.until(lambda state: usable(state, walk.me.dm, "open_form"))
    await restarted(stack)
    link = await pressed(walk.me)
    assert link == drawn["url"]
    assert (await browser.signs_in(link, ATTORNEY)).title == "Sign in to PACER"


async def test_a_restart_between_press_sign_in_claim_and_form_loses_nobody_and_gives_nothing_twice(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    await restarted(stack)
    back = await browser.sent_back(await browser.get(link), ATTORNEY)
    await restarted(stack)
    page = await browser.get(back)
    assert page.title == "Sign in to PACER"
    await restarted(stack)
    async with FormBrowser.opened() as thief:
        assert (await thief.signs_in(link, ATTORNEY)).title == REFUSED, "used is used"
        await pressed(walk.me)
        assert (await thief.signs_in(link, ATTORNEY)).title == REFUSED, "also after another press"
    address = form_address(link)
    again = await browser.post(address, {**page.hidden, **pacer_fields(walk.known)})
    assert (again.status, again.title) == (409, "Sign in to PACER"), "its seal was of a key that is gone: drawn anew"
    page = await browser.post(address, {**again.hidden, **pacer_fields(walk.known)})
    assert page.title == "Old CM/ECF login"


async def restarted(stack: Stack) -> None:
    await stack.stop_app()
    await stack.start_app()
    await stack.running_workspace.connected()


async def test_a_body_that_is_no_form_is_refused(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    address = form_address(link)
    assert (await browser.post(address, {**page.hidden, "unknown": "x"})).status == 403
    assert (await browser.post(address, {**page.hidden, "pacer_password": "x" * 17_000})).status == 413
    assert (await browser.get(f"{address}/{'a' * 700}")).status == 404
