"""What Mozilla's Observatory, and a careful reviewer, look for on every answer, errors and files too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.web import policy
from tests.support.form_browser import FormBrowser, form_address, pressed
from tests.support.stack import ATTORNEY, pacer_fields

if TYPE_CHECKING:
    from tests.support.form_browser import Answered
    from tests.support.stack import Stack
    from tests.support.walk import Walk


async def test_the_rules_of_the_observatory_hold_for_every_answer(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    origin = form_address(link).removesuffix("/form")
    start = await browser.get(link)
    page = await browser.get(await browser.sent_back(start, ATTORNEY))
    wrong = await browser.post(f"{origin}/form", page.hidden)
    places = ("/", "/static/form.css", "/static/show.js", "/static/icon.svg", "/static/", "/form/x", "/signed-in")
    answers = [start, page, wrong, *[await browser.get(origin + each) for each in places]]
    answers.append(await browser.get(origin + "/form", Host="evil.example"))
    for answer in answers:
        holds(answer)
    assert [answer.status for answer in answers] == [200, 200, 422, 404, 200, 200, 200, 404, 404, 403, 421]


def holds(answer: Answered) -> None:
    headers = answer.headers
    rules = dict(each.strip().partition(" ")[::2] for each in headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert {each for name, each in rules.items() if name.endswith("-src")} <= {"'none'", "'self'"}
    assert (rules["base-uri"], rules["frame-ancestors"], rules["form-action"]) == ("'none'", "'none'", "'self'")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert int(headers["Strict-Transport-Security"].removeprefix("max-age=")) >= 31_536_000
    assert "aiohttp" not in headers["Server"]
    assert "Access-Control-Allow-Origin" not in headers
    for cookie in headers.getall("Set-Cookie", []):
        parts = {each.strip().casefold() for each in cookie.split(";")[1:]}
        assert cookie.startswith(f"{policy.COOKIE}=")
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not [each for each in parts if each.startswith("domain")]
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert "http-equiv" not in answer.text


async def test_nothing_typed_comes_back_but_names(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    typed = {**pacer_fields(walk.known), "pacer_password": "", "pacer_passcode": "424242", "pacer_client_code": "C-17"}
    wrong = await browser.post(form_address(link), {**page.hidden, **typed})
    assert wrong.status == 422
    assert typed["pacer_username"] in wrong.text
    assert "C-17" in wrong.text
    assert "424242" not in wrong.text


async def test_who_asks_too_often_waits(stack: Stack, walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    page = await browser.signs_in(link, ATTORNEY)
    address = form_address(link)
    sent = [(await browser.post(address, page.hidden)).status for _ in range(61)]
    assert (sent[0], sent[-1]) == (422, 429)
    one = [(await browser.get(f"{address}/x", X_Forwarded_For="a")).status for _ in range(3)]
    assert one == [404, 404, 404]
    async with FormBrowser.opened() as many:
        seen = {(await many.get(address, **{"X-Forwarded-For": "1.2.3.4, 10.0.0.9"})).status for _ in range(1201)}
        assert seen == {403, 429}
        assert (await many.get(address, **{"X-Forwarded-For": "1.2.3.4, 10.0.0.8"})).status == 403
    assert stack.court.submits == 0
