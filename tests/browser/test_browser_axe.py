"""No screen may break a rule of accessibility that axe-core calls serious or critical.

axe-core is not part of this project: `make axe` fetches it, and LINK_PACER_AXE can name another copy.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.support.browser import DESKTOP, PHONE, not_here
from tests.support.stack import ATTORNEY, HELP_DESK

if TYPE_CHECKING:
    from tests.browser.conftest import Arrive
    from tests.support.at_the_page import AtThePage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FETCHED = Path(__file__).parents[2] / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
RUN = "axe.run(document, {resultTypes: ['violations']})"


class Judge:
    """Looks at one screen after another. `found` is what it found, by the screen's name."""

    def __init__(self, script: str) -> None:
        self._script = script
        self.seen: list[str] = []
        self.found: list[str] = []

    async def looks(self, person: AtThePage, screen: str) -> None:
        # Run by the debugger, since the page's own policy rightly forbids it a script from elsewhere.
        if not await person.page.evaluate("'axe' in globalThis"):
            await person.page.evaluate(self._script)
        result: dict[str, Any] = await person.page.evaluate(RUN)
        assert result["passes"], "axe looked at something"
        self.seen.append(screen)
        for rule in result["violations"]:
            if rule["impact"] in GRAVE:
                self.found += [f"{screen}: {rule['id']}: {node['html']}" for node in rule["nodes"]]


@pytest.fixture
def judge() -> Judge:
    path = Path(os.environ.get("LINK_PACER_AXE", FETCHED))
    if not path.is_file():
        not_here("no axe-core here: run `make axe`, or name its axe.min.js in LINK_PACER_AXE")
    return Judge(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_no_screen_of_the_whole_run_shuts_anybody_out(
    judge: Judge, arrive: Arrive, size: tuple[int, int]
) -> None:
    me = await arrive(ATTORNEY, size)
    known = await me.known()
    await judge.looks(me, "start")
    await me.begins()
    await me.looks_for_court()
    await judge.looks(me, "type-ahead")
    await me.court_option().click()
    await expect(me.on_card("ready")).to_be_visible()
    await judge.looks(me, "card")
    await me.agrees()
    await judge.looks(me, "PACER modal")
    await me.signs_in(known, password="not the right one")
    await expect(me.modal).to_contain_text("PACER did not accept")
    await judge.looks(me, "error")
    await me.signs_in(known)
    await me.gives_old_login(known)
    await judge.looks(me, "review")
    await me.in_modal("link").click()
    await expect(me.confirm).to_be_visible()
    await judge.looks(me, "confirm dialog")
    await me.confirm.get_by_test_id("confirm-no").click()
    await me.links()
    await judge.looks(me, "linked")
    await me.opens_home()
    await judge.looks(me, "home")
    assert judge.found == []
    assert len(judge.seen) == 9


async def test_the_help_desk_channel_shuts_nobody_out(judge: Judge, arrive: Arrive) -> None:
    me = await arrive()
    await me.reviews(await me.known())
    await me.links()
    desk = await arrive(HELP_DESK)
    await desk.page.get_by_test_id("conversation-C0HELP001").click()
    await expect(desk.messages).to_contain_text("LP-")
    await judge.looks(desk, "help desk channel")
    assert judge.found == []
