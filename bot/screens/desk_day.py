"""The help desk's list of a working morning: what nobody took, and who linked since the last one. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.blocks import escaped, sections
from bot.screens.message import Message
from bot.screens.phrases import REFERENCE, court_name
from bot.texts import cases, common, notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.helpdesk.cases import Case
    from bot.helpdesk.clock import Day
    from bot.store.cases import Linked

_LONGEST_ID = 64
_MOST_CASES = 10
_MOST_PEOPLE = 40


def desk_day(day: Day, waiting: Sequence[Case], linked: Sequence[Linked]) -> Message | None:
    """Give the list of a working morning; None when there is nothing to say. The longest waiting stand first."""
    if not (waiting or linked):
        return None
    untaken = [_untaken(case) for case in sorted(waiting, key=lambda each: each.opened)]
    shown = common.lines(cases.NOBODY_TOOK, common.bullets(_cut(untaken, _MOST_CASES))) if untaken else ""
    return Message(sections(shown, _successes(day, linked) if linked else ""))


def _untaken(case: Case) -> str:
    who = notices.case(escaped(case.person, _LONGEST_ID), court_name(case.news.court))
    reference = common.reference(escaped(case.reference, REFERENCE))
    return cases.untaken(who, common.moment(case.opened), reference)


def _successes(day: Day, linked: Sequence[Linked]) -> str:
    courts: dict[str, list[str]] = {}
    for each in linked:
        courts.setdefault(each.user, []).append(escaped(each.court, _LONGEST_ID))
    names = [cases.at_courts(escaped(user, _LONGEST_ID), ", ".join(at[:_MOST_CASES])) for user, at in courts.items()]
    return cases.linked_since(len(names), ", ".join(_cut(names, _MOST_PEOPLE)), common.moment(day.since))


def _cut(lines: Sequence[str], most: int) -> list[str]:
    over = len(lines) - most
    return [*lines[:most], *([cases.and_more(over)] if over > 0 else [])]
