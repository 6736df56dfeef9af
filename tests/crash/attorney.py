"""An attorney who goes on from whatever stands on the screen, as often as the app dies, until it is done."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

from tests.support.form_browser import REFUSED, form_address, types_there
from tests.support.person import elements, messages, words
from tests.support.process import LAST_WORD
from tests.support.stack import filer_fields, pacer_fields

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.workspace import ManualClock
    from tests.crash.lives import Life
    from tests.support.form_browser import FormBrowser
    from tests.support.person import Json, Person
    from tests.support.stack import Stack

ACK_SECONDS = 3
"""Seconds that Slack waits for an answer to a click or a form."""
FORGOTTEN = "everything that this app stored about you is deleted"
CARD = "Link PACER - "
"""What the words of every card begin with."""
LED_ON = ("check_again", "guided_done", "continue", "ready", "read_on", "door_old_login")
"""The buttons that lead on, the first that is there."""

Deed = tuple[str, "Callable[[], Awaitable[object]]"]


@dataclass(frozen=True)
class Will:
    """What an attorney wants, and what goes wrong at the court on the way, once each: (fault, place, moment)."""

    name: str
    court: str = "mieb"
    faults: tuple[tuple[str, str, str], ...] = ()
    slips: bool = False
    cancels: bool = False
    forgets: bool = False
    credentials: str = "modal"


@dataclass
class Attorney:
    """One person with one will. `consents` counts how often they pressed the button that cannot be undone."""

    stack: Stack
    me: Person
    clock: ManualClock
    will: Will
    consents: int = 0
    browser: FormBrowser | None = None
    _done: set[str] = field(default_factory=set)
    _did: set[str] = field(default_factory=set)

    async def lives_through(self, life: Life) -> bool:
        """Do what leads on while the app lives; True when all is done, False when it died before."""
        going = asyncio.ensure_future(self.goes_on())
        await asyncio.wait({going, life.over}, return_when=asyncio.FIRST_COMPLETED)
        if not going.done():
            going.cancel()
            await asyncio.wait({going})
            return False
        if life.over.done() and going.exception():
            return False
        going.result()
        return True

    async def goes_on(self) -> None:
        """Do what leads on, until all is done."""
        await self.stack.running_workspace.connected()
        for view in reversed((await self.me.state())["views"]):
            await self.me.closes(view)  # the app that had opened it is gone
        self._did.clear()
        while True:
            name, deed = await self.me.until(self._next)
            if name == "done":
                return
            await deed()

    def _next(self, state: Json) -> Deed | None:
        """Give the next deed that leads on; what was done is not done again at the same drawing."""
        found = self._deed(state)
        if found is None:
            return None
        drawing, deed = found
        if drawing in self._did:
            return None
        return drawing, lambda: self._do(drawing, deed)

    async def _do(self, drawing: str, deed: Callable[[], Awaitable[object]]) -> None:
        self._did.add(drawing)
        await deed()

    def _deed(self, state: Json) -> Deed | None:
        if state["views"]:
            return self._in_form(state["views"][-1])
        read = "\n".join(words(each) for each in messages(state, self.me.dm))
        if FORGOTTEN in read or (LAST_WORD in read and not self.will.forgets):
            return "done", self.me.state
        if LAST_WORD in read or "forget" in self._done:
            return self._wants_to_be_forgotten(state)
        return self._on_card(state)

    def _on_card(self, state: Json) -> Deed | None:
        cards = [each for each in messages(state, self.me.dm) if CARD in each["text"]]
        # An app that died before it noted where its card is left a copy above, whose buttons lead nowhere any more.
        buttons = {each["action_id"]: each for _, each in elements(cards[-1]["blocks"])} if cards else {}
        live = any(each.get("value") for each in buttons.values())
        if self.browser and (deed := self._by_browser(cards[-1], buttons) if cards else None):
            return json.dumps(cards[-1]), deed
        if action := next((each for each in LED_ON if each in buttons), None):
            return json.dumps(cards[-1]), lambda: self.me.clicks(action, cards[-1])
        if not live:
            begun = f"begin after {sorted(self._done)}"  # anew after a cancel, and otherwise once a life
            return begun, lambda: self.me.types(f"/link-pacer {self.will.court}")
        return None

    def _by_browser(self, card: Json, buttons: dict[str, Json]) -> Callable[[], Awaitable[object]] | None:
        """Give what is done where secrets are typed into a page of the firm's own, and the consent is on the card."""
        if "link" in buttons:
            return lambda: self._consents_on_card(card)
        return (lambda: self._types_there(card, buttons["open_form"]["url"])) if "open_form" in buttons else None

    async def _consents_on_card(self, card: Json) -> None:
        self.consents += 1
        await self.me.clicks("link", card)

    async def _types_there(self, card: Json, link: str) -> None:
        """Press, sign in and type, as far as the app lives; where it has died, wait for its end to be noticed."""
        assert self.browser
        known = self.stack.court_person()
        try:
            await self.me.clicks("open_form", card)
            if (await self.browser.get(form_address(link))).title == REFUSED:
                await self.browser.signs_in(link, self.me.user)
            await types_there(self.browser, link, pacer_fields(known), filer_fields(known, self.will.court))
        except aiohttp.ClientError:
            await asyncio.Event().wait()

    def _wants_to_be_forgotten(self, state: Json) -> Deed | None:
        self._done.add("forget")
        if "home" not in self._did:
            return "home", self.me.opens_home
        home = state["home"]  # a press is lost when it is redrawn under the finger: then it is pressed again
        return json.dumps(home), lambda: self.me.clicks_in_home("forget_me", home)

    def _in_form(self, view: Json) -> Deed | None:
        """Fill in what is on top, or press what it offers; one that only tells something is closed."""
        if view["busy"]:
            return None
        drawing, known = json.dumps([view["id"], view["hash"]]), self.stack.court_person()
        match view["callback_id"]:
            case "pacer":
                typed = pacer_fields(known, password=self._slips("pacer"))
                return drawing, lambda: self.me.sends(view, **typed)
            case "filer":
                typed = filer_fields(known, self.will.court, password=self._slips("filer"))
                return drawing, lambda: self.me.sends(view, **typed)
            case "review" if self.will.cancels and "cancelled" not in self._done:
                return drawing, self._cancels
            case "review":
                return drawing, self._consents
            case "outcome" | "outdated" | "card":
                return drawing, lambda: self.me.closes(view)
            case _:
                return None  # it is being worked on

    def _slips(self, what: str) -> str | None:
        if not self.will.slips or what in self._done:
            return None
        self._done.add(what)
        return "not the right one"

    async def _cancels(self) -> None:
        self._done.add("cancelled")
        await self.me.clicks_in_modal("cancel")

    async def _consents(self) -> None:
        self.consents += 1
        await self.me.clicks_in_modal("link")

    async def until_it_is_gone(self) -> None:
        """Wait until the workspace has given up on the app: it sees no connection, and no form waits for an answer."""
        while self.stack.running_workspace.connections:  # noqa: ASYNC110 - the workspace announces no end
            await asyncio.sleep(0)
        if any(view["busy"] for view in (await self.me.state())["views"]):
            # Only then: the more Slack's time runs ahead of the app's, the less is believed of what it signs.
            self.clock.advance(ACK_SECONDS + 1)
        await self.me.until(lambda state: not any(view["busy"] for view in state["views"]))
