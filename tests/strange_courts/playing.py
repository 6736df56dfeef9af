"""Plays one attorney through the app, as a reasonable person would: reads what is on the screen, and does that.

Knows the app's own fields by their ids, every other by its label alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.support.person import elements, messages, words

if TYPE_CHECKING:
    from tests.strange_courts.scenarios import Scenario
    from tests.strange_courts.world import Case, Who
    from tests.support.person import Json, Person

MOST_STEPS = 24
MOST_CHECKS = 1
MOST_TYPED = 6
LEADS_ON = ("door_old_login", "read_on", "ready", "continue", "check_again")
LIVE = frozenset({"choose_court", "guided_done", *LEADS_ON} - {"check_again"})
CARD = "Link PACER - "
PAGE = "page"
"""A modal with a page of the court's, that may ask nothing but to go on."""
FOLLOWED = frozenset({"opening", "waiting", "outcome"})
"""Modals beside which the card says, in a moment, how it ended."""
BESIDE = FOLLOWED | {"card", "outdated"}
ENDS = (
    ("linked", re.compile(r"are linked for good|Linked, by your own word")),
    ("already", re.compile(r"Already linked")),
    ("unknown", re.compile(r"Result not known")),
    ("not linked", re.compile(r"Stopped:")),
    ("left", re.compile(r"Cancelled:")),
    ("handed over", re.compile(r"You asked for a human")),
    ("expired", re.compile(r"Closed:")),
)
NOTHING = re.compile(r"Nothing was (linked|changed)|nothing was changed|Not linked at", re.IGNORECASE)
DOWN = re.compile(r"not working at the moment|too long to answer|could not be reached")
OWN_FIELDS = frozenset({"pacer_username", "pacer_password", "pacer_passcode", "pacer_client_code"}) | {
    "filer_login",
    "filer_password",
}
KINDS = ("plain_text_input", "checkboxes", "radio_buttons", "static_select")


@dataclass(slots=True)
class Played:
    """What a person saw: the app's last word, the step they were at, and everything that was said on the way."""

    outcome: str = "stuck"
    step: str = "start"
    last: str = ""
    said: list[str] = field(default_factory=list)
    asked_pacer: int = 0
    asked_filer: int = 0
    questions: list[str] = field(default_factory=list)
    warned: bool = False
    checks: int = 0
    presses: int = 0
    restarts: int = 0
    false_nothing: bool = False


@dataclass(slots=True)
class Attorney:
    """One person with one case. `patience` in seconds is how long they look at a screen that does not change."""

    me: Person
    case: Case
    scenario: Scenario
    played: Played = field(default_factory=Played)

    async def plays(self) -> Played:
        """Begin at the command, and go on until the app has ended it or has nothing left to press."""
        await self.me.types(f"/link-pacer {self.case.skin.court}")
        seen: set[str] = set()
        for _ in range(MOST_STEPS):
            try:
                screen: Screen = await self.me.until(partial(_actionable, channel=self.me.dm, seen=seen))
                seen.add(screen.mark)
                self._notes(screen)
                if not await self._does(screen):
                    break
            except AssertionError:  # nothing came any more that one could act on
                self.played.outcome = "stuck"
                modals = [f"[modal: {words(view)}]" for view in (await self.me.state())["views"]]
                self.played.last = "\n".join([*modals, words(await self.me.card())])
                break
        return self.played

    def _notes(self, screen: Screen) -> None:
        """Remember what was said; a word that nothing happened is wrong when something has."""
        self.played.said.append(screen.words)
        self.played.last = screen.card
        if self.case.accepted and not self.scenario.linked_before and NOTHING.search(screen.words):
            self.played.false_nothing = True

    async def _does(self, screen: Screen) -> bool:
        """Do what the screen asks for; False when it is over."""
        played = self.played
        if screen.ended:
            played.outcome = screen.ended
            if screen.ended == "not linked" and DOWN.search(screen.words) and not played.restarts:
                await self._begins_again()
                return True
            if screen.ended != "unknown" or played.checks >= MOST_CHECKS:
                return False
        return await self._goes_on(screen)

    async def _begins_again(self) -> None:
        """The court did not work: come back later."""
        self.played.restarts += 1
        for view in reversed((await self.me.state())["views"]):
            await self.me.closes(view)
        await self.me.types(f"/link-pacer {self.case.skin.court}")

    async def _goes_on(self, screen: Screen) -> bool:
        """Fill in, read, press: whatever is there."""
        played = self.played
        match screen.kind:
            case "pacer":
                played.step, played.asked_pacer = "sign-in", played.asked_pacer + 1
                played.checks += played.outcome == "unknown"
                if played.asked_pacer > MOST_TYPED:
                    return False
                wrong = played.asked_pacer <= self.scenario.wrong_pacers
                password = "mistyped-this-one" if wrong else self.case.pacer.password
                await self.me.sends(screen.view or {}, pacer_username=self.case.pacer.username, pacer_password=password)
            case "filer":
                return await self._gives_login(screen)
            case "review":
                return await self._reviews(screen)
            case "questions":
                return await self._answers(screen)
            case "card":
                return await self._presses(screen)
            case _:
                return False
        return True

    async def _gives_login(self, screen: Screen) -> bool:
        played = self.played
        played.step, played.asked_filer = "old login", played.asked_filer + 1
        if played.asked_filer > MOST_TYPED:
            return False
        wrong = played.asked_filer <= self.scenario.wrong_logins
        password = "mistyped-this-one" if wrong else self.case.filer.password
        fields = {"filer_login": self.case.filer.login, "filer_password": password}
        view = screen.view or {}
        unknown = {action: self._answer(label, each) for action, label, each in _questions(view)}
        await _send(self.me, view, fields | unknown)
        return True

    async def _reviews(self, screen: Screen) -> bool:
        """Look for both names; link when they are there and nothing is wrong with them."""
        played = self.played
        played.step = "review"
        played.warned = "Warning" in screen.words
        both = named(self.case.filer.who, screen.words) and named(self.case.pacer.who, screen.words)
        if self.scenario.leaves and played.warned:
            await self.me.clicks_in_modal("cancel")
            return True
        if not both:
            played.outcome = "names not shown"
            return False
        played.step = "link"
        view = screen.view or {}
        if unknown := {action: self._answer(label, each) for action, label, each in _questions(view)}:
            await _send(self.me, view, unknown)
            return True
        await self.me.clicks_in_modal("link")
        return True

    async def _answers(self, screen: Screen) -> bool:
        """Answer what the app passes on from the court, unless it warns of accounts that are not to be linked."""
        self.played.step = "questions"
        self.played.warned = "Warning" in screen.words
        if self.scenario.leaves and self.played.warned:
            await self.me.types("cancel")
            return True
        view = screen.view or {}
        answers = {action: self._answer(label, each) for action, label, each in _questions(view)}
        await _send(self.me, view, answers)
        return True

    async def _presses(self, screen: Screen) -> bool:
        action = next((each for each in LEADS_ON if each in screen.actions), "")
        if not action:
            self.played.step, self.played.outcome = "card", "guided" if "guided_done" in screen.actions else "stuck"
            return False
        if action == "check_again":
            self.played.presses += 1
            self.played.step = "check again"
            if self.played.presses > MOST_TYPED:
                return False
        await self.me.clicks(action)
        return True

    def _answer(self, label: str, element: Json) -> Any:
        """Answer a question of the court's by its label: a box is ticked, a password is the same once more."""
        self.played.questions.append(label)
        kind = element["type"]
        options = element.get("options", [])
        if kind == "checkboxes":
            return options
        if kind in {"radio_buttons", "static_select"}:
            wanted = re.compile(r"attorney|yes|individual", re.IGNORECASE)
            return next((each for each in options if wanted.search(each["text"]["text"])), options[0])
        if re.search(r"password|key", label, re.IGNORECASE):
            pacer = re.search(r"pacer", label, re.IGNORECASE) and not re.search(r"cm.?ecf", label, re.IGNORECASE)
            return self.case.pacer.password if pacer else self.case.filer.password
        if re.search(r"e-?mail", label, re.IGNORECASE):
            return self.case.filer.who.email
        if re.search(r"last name|surname", label, re.IGNORECASE):
            return self.case.filer.who.last
        if re.search(r"pacer.*(user|login)", label, re.IGNORECASE):
            return self.case.pacer.username
        if re.search(r"log.?in|user", label, re.IGNORECASE):
            return self.case.filer.login
        return self.case.filer.who.plain


@dataclass(frozen=True, slots=True)
class Screen:
    """What there is to act on. `mark` changes when it does; `ended` is the app's last word, if it was said."""

    kind: str
    mark: str
    words: str
    card: str
    ended: str
    actions: frozenset[str]
    view: Json | None


def _actionable(state: Json, channel: str, seen: set[str]) -> Screen | None:
    """Find something to act on that was not acted on before; None while the app is at work."""
    mine = [each for each in messages(state, channel) if each["user"] != state["me"]["id"]]
    card = next((each for each in reversed(mine) if CARD in words(each)), None)
    if card is None:
        return None
    view = state["views"][-1] if state["views"] else None
    shown = view["callback_id"] if view else ""
    screen = _of_card(card, mine) if view is None or shown in BESIDE else _of_view(view, card)
    if screen is None or screen.mark in seen:
        return None
    return None if shown in FOLLOWED and not screen.ended else screen


def _of_view(view: Json, card: Json) -> Screen | None:
    """Read a modal; None for one that waits."""
    if view["busy"]:
        return None
    actions = frozenset(each["action_id"] for _, each in elements(view["blocks"]))
    shown = words(view)
    kind = ""
    if "link" in actions:
        kind = "review"
    elif "pacer_password" in actions:
        kind = "pacer"
    elif "filer_password" in actions:
        kind = "filer"
    elif view["callback_id"] == PAGE or any(_questions(view)):
        kind = "questions"
    if not kind:
        return None
    mark = f"{view['id']}:{view['hash']}"
    return Screen(kind, mark, f"{shown}\n{words(card)}", words(card), "", actions, view)


def _of_card(card: Json, mine: list[Json]) -> Screen | None:
    """Read the newest card, or the record that is left of it; None while the app is at work."""
    shown = words(card)
    actions = frozenset(each["action_id"] for each in _buttons(card))
    ended = next((name for name, pattern in ENDS if pattern.search(shown)), "")
    if not ended and not actions & LIVE:
        return None
    told = "\n".join(words(each) for each in mine if each["ts"] >= card["ts"])
    mark = ":".join([card["ts"], ended, *(each.get("value", "") for each in _buttons(card))])
    return Screen("card", mark, told if ended else shown, shown, ended, actions, None)


def _buttons(message: Json) -> list[Json]:
    return [each for _, each in elements(message["blocks"] or [])]


def _questions(view: Json) -> list[tuple[str, str, Json]]:
    """Give the fields that the app does not have of its own: action id, label, element."""
    found = []
    for block in view.get("blocks", []):
        element = block.get("element") or {}
        if element.get("type") in KINDS and element["action_id"] not in OWN_FIELDS:
            found.append((element["action_id"], block.get("label", {}).get("text", ""), element))
    return found


async def _send(me: Person, view: Json, answers: dict[str, Any]) -> None:
    values: dict[str, dict[str, Any]] = {}
    for block_id, each in elements(view["blocks"]):
        if each["action_id"] in answers:
            values.setdefault(block_id, {})[each["action_id"]] = answers[each["action_id"]]
    await me._post("view/submit", view_id=view["id"], values=values)


def named(who: Who, shown: str) -> bool:
    """Say whether somebody's last name is there to be read, whatever its accents and capitals."""
    return _bare(who.last) in _bare(shown)


def _bare(value: str) -> str:
    value = value.replace("&amp;", "&")
    decomposed = unicodedata.normalize("NFKD", value)
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).casefold().split())
