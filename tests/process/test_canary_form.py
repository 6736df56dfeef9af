"""A whole run by the firm's own page: Slack sees nothing that was typed, and no byte that is left behind has it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from tests.process.test_canary import Canary, marker
from tests.support.form_browser import FormBrowser, form_address, pressed, types_there
from tests.support.process import LAST_WORD, running_app
from tests.support.stack import ATTORNEY, Stack, filer_fields, pacer_fields
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_whole_run_by_the_page_leaves_no_secret_anywhere_and_slack_sees_none(tmp_path: Path) -> None:
    async with Stack.up(tmp_path, app=False, credentials="form") as parts, FormBrowser.opened() as browser:
        me, canary = await parts.person(), Canary.of(parts, "mfa")
        async with running_app(parts.environ) as app:
            await me.types("/link-pacer mieb")
            await reads_on(me)
            await me.clicks("ready")
            link = await pressed(me)
            page = await browser.signs_in(link, ATTORNEY)
            canary.copy("claimed")
            typed = pacer_fields(
                canary.known,
                password=canary.add("wrong PACER password", marker("wrong")),
                passcode=canary.add("wrong passcode", f"p{secrets.token_hex(8)}"),
            )
            code = {"pacer_client_code": canary.add("client code", f"c{secrets.token_hex(8)}")}
            page = await browser.post(form_address(link), {**page.hidden, **typed, **code})
            assert page.asks(typed)
            canary.copy("after a wrong password")
            canary.search.passcodes["passcode"] = parts.court.passcode(canary.known) or ""
            right = pacer_fields(canary.known, passcode=parts.court.passcode(canary.known))
            page = await browser.post(form_address(link), {**page.hidden, **right})
            wrong = filer_fields(canary.known, password=canary.add("wrong filer password", marker("wrong")))
            page = await browser.post(form_address(link), {**page.hidden, **wrong})
            assert page.asks(wrong)
            for name in ("cookie", "token", "reference"):
                canary.add(f"the page's {name}", page.hidden.get(name) or browser.cookie or "")
            page = await types_there(browser, link, filer_fields(canary.known))
            canary.copy("reviewing")
            await me.clicks("link")
            await me.reads(LAST_WORD)
            canary.copy("linked")
            await app.stopped()
        canary.copy("stopped")
        canary.assert_nothing_found(app)
        assert parts.court.submits == 1
        requests = parts.running_workspace.requests_bytes()
        assert canary.search.names_in_requests(requests) == []
        kept = [app.written, *canary.copies.values()]
        assert not [each for each in kept if link.rpartition("/")[2].encode() in each], "the link stands in Slack alone"
        found = canary.rows("reviewing", tmp_path / "reviewing", "SELECT length(browser) FROM form_visit")
        assert found == [(32,)], "a digest"
