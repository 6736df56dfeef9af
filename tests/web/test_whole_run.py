"""The whole run with the firm's own page: nothing typed passes through Slack, and the card goes on by itself."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from tests.support.form_browser import form_address, pressed
from tests.support.stack import ATTORNEY, filer_fields, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    import pytest

    from tests.support.form_browser import FormBrowser
    from tests.support.stack import Stack

LAST_WORD = "refresh your screen and go to Bankruptcy or Adversary"


async def test_both_logins_are_typed_there_and_the_link_is_made_in_slack(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    assert page.title == "Sign in to PACER"
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known)})
    assert (page.status, page.title) == (200, "Old CM/ECF login")
    await walk.me.reads("Now a form asks for your old CM/ECF login")
    assert hidden_from_slack(stack, *pacer_fields(walk.known).values())
    page = await browser.post(form_address(link), {**page.hidden, **filer_fields(walk.known)})
    assert page.title == "Go on in Slack"
    await walk.me.reads(walk.known.account_name)
    assert stack.court.submits == 0
    await walk.me.clicks("link")
    await walk.me.reads(LAST_WORD)
    assert stack.court.submits == 1
    # The accounts are shown as the court's page names them, with the logins in them.
    assert hidden_from_slack(stack, walk.known.password, filer_fields(walk.known)["filer_password"])


async def test_what_is_typed_is_in_no_log_and_not_in_the_database(
    stack: Stack, walk: Walk, browser: FormBrowser, caplog: pytest.LogCaptureFixture
) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known, passcode="424242")})
    await browser.post(form_address(link), {**page.hidden, **filer_fields(walk.known)})
    kept = caplog.text.encode() + stack.log_of_the_database()
    # The names stand in the accounts, as the court's page has them.
    for typed in (walk.known.password, filer_fields(walk.known)["filer_password"], "424242"):
        assert typed.encode() not in kept


async def test_neither_link_nor_cookie_is_in_the_database_or_the_log(
    stack: Stack, walk: Walk, browser: FormBrowser, caplog: pytest.LogCaptureFixture
) -> None:
    link = await pressed(walk.me)
    start = await browser.get(link)
    first = browser.cookie
    page = await browser.get(await browser.sent_back(start, ATTORNEY))
    await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known)})
    kept = caplog.text.encode() + stack.log_of_the_database()
    assert b"form_visit" in kept
    for token in (link.rpartition("/")[2], first, browser.cookie, page.hidden["token"]):
        assert token
        assert token.encode() not in kept
        assert base64.urlsafe_b64decode(token + "==")[:16] not in kept


async def test_a_court_that_asks_for_a_password_again_is_answered_there(stack: Stack, browser: FormBrowser) -> None:
    walk = await Walk.of(stack, court="gand")
    await walk.to_getting_ready()
    await walk.me.clicks("ready")
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known)})
    filer = filer_fields(walk.known, "gand")
    page = await browser.post(form_address(link), {**page.hidden, **filer})
    assert page.title == "Check both accounts"
    assert "You file here as" in page.text
    place = re.search(r'<option value="(\d)"[^>]*>Attorney</option>', page.text)
    assert place
    answers = {**page.hidden, "answer_1": place[1], "answer_2": filer["filer_password"]}
    refused = await browser.post(form_address(link), answers)
    assert (refused.status, stack.court.submits) == (422, 0), "without the consent nothing is sent"
    assert filer["filer_password"] not in refused.text
    page = await browser.post(form_address(link), {**answers, "consent": "1"})
    assert page.title == "Go on in Slack"
    await walk.me.reads("asks for more before it links")
    await walk.me.clicks("link")
    await walk.me.reads("refresh your screen and go to")
    assert len(stack.court.made_links) == 1
    assert hidden_from_slack(stack, walk.known.password, filer["filer_password"])


async def test_a_wrong_password_is_said_there_and_a_second_try_is_taken(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known, password="not this one")})
    assert page.title == "Sign in to PACER"
    assert "PACER did not accept" in page.text
    assert f'value="{walk.known.username}"' in page.text
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known)})
    assert page.title == "Old CM/ECF login"


async def test_a_run_that_is_over_has_nothing_to_type(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    await walk.me.clicks("cancel")
    await walk.me.reads("Cancelled")
    assert (await browser.get(form_address(link))).title == "Go on in Slack"
    late = await browser.post(form_address(link), {**page.hidden, **pacer_fields(walk.known)})
    assert (late.status, late.title) == (409, "Go on in Slack")


def hidden_from_slack(stack: Stack, *typed: str) -> bool:
    sent = stack.running_workspace.requests_bytes()
    return all(each.encode() not in sent for each in typed)
