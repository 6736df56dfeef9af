"""A rehearsal goes on past a page that is not clear: its operator says what is meant, and the page is read again.

Asks nobody but the operator, and sends nothing: what comes of an answer is the procedure's own next step, of which a
rehearsal performs none that links.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bot.court import calls, procedure
from bot.court.exchange import Answered, Get
from bot.court.pages import readers
from bot.court.pages.readers import UnexpectedPageError
from bot.court.profile import NONE
from bot.court.rehearsal import pointing
from bot.court.results import AccountsFound, SignedIn

if TYPE_CHECKING:
    from bot.court.exchange import Came
    from bot.court.model import Court
    from bot.court.pages.tree import Page
    from bot.court.profile import Profile
    from bot.court.rehearsal.keeping import PageKeeper
    from bot.court.visit import Visit

_MOST_QUESTIONS: Final = 12
"""In one call; a page that is not clear after so many is left."""
_LONGEST: Final = 600.0
"""Seconds from a call's first page on in which a question may begin: its person waits, and a watchdog beside them."""


class GoingOn:
    """Asks the operator, one question at a time, and remembers for each court what was said. One for a process.

    Where nobody sits beside nobody is asked; what was taken is still written into the draft.
    """

    def __init__(self, keeper: PageKeeper) -> None:
        self._keeper = keeper
        self._said: dict[str, Profile] = {}
        self._turn = asyncio.Lock()

    def known(self, court: Court) -> Court:
        """Give a court with what was said of it in this rehearsal."""
        return replace(court, profile=court.profile.and_also(self._said.get(court.id, self._keeper.known(court.id))))

    def beside(self) -> Beside:
        """Give what goes along with one call."""
        return Beside(self, self._keeper)

    async def ask(self, court: Court, pointer: pointing.Pointer) -> Profile | None:
        """Put a question to the operator; None when there is nobody, or no answer."""
        shown = [pair for pair in pointer.candidates if not pointer.optional or self._keeper.is_clean(pair[1])]
        if self._keeper.guide is None:
            return None
        async with self._turn:
            chosen = await self._keeper.guide.choose(court.name, pointer.words, [each for each, _ in shown])
        if chosen is None:
            return None
        said = pointer.answered(shown[chosen][1] if isinstance(chosen, int) else chosen)
        self._said[court.id] = self._said.get(court.id, NONE).and_also(said)
        self._keeper.pointed(court.id, pointer.name, said)
        return said


class Beside:
    """One call's pages, and the questions that they led to."""

    def __init__(self, going_on: GoingOn, keeper: PageKeeper) -> None:
        self._going_on = going_on
        self._keeper = keeper
        self._met: list[Answered] = []
        self._left = _MOST_QUESTIONS
        self._until = asyncio.get_running_loop().time() + _LONGEST

    async def past(self, step: calls.Step[Any], came: Came, after: calls.Step[Any]) -> calls.Step[Any]:
        """Give the step that comes after, once the operator has said what was not clear."""
        visit = calls.visit_of(step.state)
        if visit is None or not isinstance(came, Answered):
            return after
        asked = step.next
        if not isinstance(asked, Get) or asked.step != "menu_part":
            self._met.clear()
        self._met.append(came)
        while pointer := self._pointer(visit, step, after):
            said = await self._going_on.ask(visit.session.court, pointer)
            if said is None:
                break
            visit = _with(visit, said)
            step = replace(step, state=replace(step.state, visit=visit))  # type: ignore[arg-type]
            if isinstance(step.state, calls.OpeningMenu):
                return _menu_again(visit, step.state)
            after = procedure.advance(step, came)
        self._draft(visit, step, after)
        return after

    def _pointer(self, visit: Visit, step: calls.Step[Any], after: calls.Step[Any]) -> pointing.Pointer | None:
        """Give the next question; none that was answered already, or that are too many."""
        self._left -= 1
        may_ask = self._left >= 0 and asyncio.get_running_loop().time() < self._until
        pointer = pointing.asks(step.state, after.next, self._pages(visit)) if may_ask else None
        if pointer is None:
            return None
        known = getattr(visit.session.court.profile, pointer.name)
        left = tuple(pair for pair in pointer.candidates if pair[1] not in known)
        return replace(pointer, candidates=left) if left else None

    def _draft(self, visit: Visit, step: calls.Step[Any], after: calls.Step[Any]) -> None:
        """Add to the court's draft what is known, and what this step took its page for."""
        court = visit.session.court
        goes_to = after.next.url if isinstance(after.next, Get) and after.next.step == "link_page" else ""
        went_on = bool(goes_to) or isinstance(after.next, SignedIn | AccountsFound)
        took = pointing.taken(step.state, goes_to, self._pages(visit)) if went_on else NONE
        self._keeper.draft(court, took, visit.secrets)

    def _pages(self, visit: Visit) -> list[Page]:
        profile = visit.session.court.profile
        found = []
        for each in self._met:
            try:
                found.append(readers.read(each.answer.body, each.answer.content_type, each.answer.url, profile))
            except UnexpectedPageError:
                continue
        return found


def _menu_again(visit: Visit, state: calls.OpeningMenu) -> calls.Step[Any]:
    """Read the whole menu once more: what its other parts say was weighed already, without the answer."""
    return calls.ask_menu(visit, lambda going: calls.OpeningMenu(going, state.errand))


def _with(visit: Visit, said: Profile) -> Visit:
    session = visit.session
    court = replace(session.court, profile=session.court.profile.and_also(said))
    return replace(visit, session=replace(session, court=court))
