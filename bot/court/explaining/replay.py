"""A kept rehearsal, run through the procedure as it is now: what is asked, what came of it, where it stops. PURE.

PACER's own answers are not kept, and count as admissions. Nothing that was typed is kept either, so the accounts of a
page are not held against it, and every old login is the same made-up one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bot.court import procedure
from bot.court.exchange import Answer, Answered, Get, PostForm, PostJson
from bot.court.explaining.steps import request, result
from bot.court.model import CourtSession, FilerCredentials, PacerCredentials, PendingForm
from bot.court.results import AccountsFound, Failed, SignedIn
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from bot.court.calls import Step
    from bot.court.exchange import Came
    from bot.court.model import Court
    from bot.court.registry.registry import Registry
    from bot.court.rehearsal.kept import Kept

_MADE_UP: Final = "zqxjkvzq"
_PACER: Final = PacerCredentials(Secret(_MADE_UP), Secret(_MADE_UP))
_FILER: Final = FilerCredentials(Secret(_MADE_UP), Secret(_MADE_UP))
_ADMITTED: Final = Answered(
    Answer(200, "", "application/json", b'{"loginResult": "0", "nextGenCSO": "' + b"z" * 128 + b'"}')
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay has to say, in lines; `arrived`: whether the last run at every court came to both accounts."""

    lines: list[str]
    arrived: bool


def replay(pages: Sequence[Kept], registry: Registry) -> Replay:
    """Give the pages of a rehearsal to the procedure, court by court, run by run, each in the order it was met."""
    lines: list[str] = []
    arrived = True
    for court_id in dict.fromkeys(page.court for page in pages):
        court = registry.get(court_id)
        if court is None or not court.automated:
            lines.append(f"{court_id}: no court whose link this app leads, so its pages are left out.")
            arrived = False
            continue
        last = _collected(_at_court(court, deque(page for page in pages if page.court == court_id)), lines)
        arrived = arrived and last
    return Replay(lines, arrived)


def _collected(told: Generator[str, None, bool], lines: list[str]) -> bool:
    while True:
        try:
            lines.append(next(told))
        except StopIteration as end:
            return bool(end.value)


def _at_court(court: Court, pages: deque[Kept]) -> Generator[str, None, bool]:
    """Tell every run at a court; say whether the last one came to both accounts."""
    number, arrived = 0, False
    while pages:
        number += 1
        yield f"{court.name} ({court.id}), run {number}"
        left = len(pages)
        arrived = yield from _run(court, pages)
        yield "  = both accounts are shown" if arrived else "  = it stops before both accounts"
        if len(pages) == left:
            yield f"    {pages.popleft().name}: left out, since no run begins with it"
        while pages and pages[0].step != "menu":
            yield f"    {pages.popleft().name}: left out, since nothing asks for it here"
    return arrived


def _run(court: Court, pages: deque[Kept]) -> Generator[str, None, bool]:
    """Tell one run: from PACER to the old login, and that again as often as it was tried."""
    found = yield from _performed(procedure.sign_in(court, _PACER), pages)
    while True:
        match found:
            case SignedIn(session, said=(_, *_)):
                answers = (None,) * len(session.form.questions if session.form else ())
                found = yield from _performed(procedure.go_on(session, answers), pages)
                continue
            case SignedIn(session):
                pass
            case Failed(session=CourtSession(form=PendingForm()) as session) if _is_next(pages, "filer_login"):
                pass
            case _:
                return isinstance(found, AccountsFound)
        # Without names: those on the page are stand-ins for what was typed, and nobody knows which for which.
        found = yield from _performed(procedure.find_accounts(replace(session, hushed=()), _FILER), pages)


def _performed(step: Step[Any], pages: deque[Kept]) -> Generator[str, None, object]:
    """Tell one call; give its result, or None where no page is kept of what it asks for."""
    while isinstance(asked := step.next, Get | PostForm | PostJson):
        yield f"  {request(asked)}"
        came = yield from _came(asked, pages)
        if came is None:
            return None
        step = procedure.advance(step, came)
    yield f"  {result(asked)}"
    return asked


def _came(asked: Get | PostForm | PostJson, pages: deque[Kept]) -> Generator[str, None, Came | None]:
    if _is_next(pages, asked.step):
        page = pages.popleft()
        if page.answer is None:
            yield f"    {page.name}: withheld in the rehearsal, since {page.withheld}"
            return None
        yield f"    {page.name}, status {page.answer.status}"
        return Answered(page.answer)
    if isinstance(asked, PostJson):
        yield "    taken for granted: PACER's answers are not kept"
        return _ADMITTED
    yield f"    no page is kept of that; the next one is {pages[0].name}" if pages else "    no page is kept of that"
    return None


def _is_next(pages: deque[Kept], step: str) -> bool:
    return bool(pages) and pages[0].step == step
