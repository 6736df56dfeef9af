"""The courts that are on record as linked for a person: on the App Home, in the status and in answers. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.screens.blocks import escaped
from bot.screens.phrases import COURT, PHONE
from bot.texts import answers, common, notices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_MOST_LINKS = 50
_LINKS_A_SECTION = 7
"""Courts in one paragraph: seven of the longest names and labels fit into its 3,000 characters."""
_LABEL = 40
_MOST_CALLED = 10


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A court that was linked: since when, on whose word (a `Proof`), and both accounts, masked, if they are known.

    `phone`: of the court's help desk.
    """

    court_name: str
    at: datetime
    by: str
    filer_label: str = ""
    pacer_label: str = ""
    phone: str = ""


def linked_courts(links: Sequence[KnownLink]) -> list[str]:
    """Name them in paragraphs; none where no court is linked."""
    courts = _once(links)
    lines = [_line(link) for link in courts[:_MOST_LINKS]]
    left = len(courts) - len(lines)
    paragraphs = [common.bullets(lines[at : at + _LINKS_A_SECTION]) for at in range(0, len(lines), _LINKS_A_SECTION)]
    return [*paragraphs, notices.more_links(left)] if left else paragraphs


def whom_to_call(links: Sequence[KnownLink], state: st.State | None) -> list[str]:
    """Name the desk of each court where a link was made, or requested; none where there is no such court."""
    called = {each.court_name: each.phone for each in _once(links)}
    if isinstance(state, st.Linked | st.AlreadyLinked | st.Unknown | st.Linking | st.Confirming):
        called[state.court.name] = state.court.phone
    requested = {each.name for each in state.run.open_ends} - {*called, ""} if state else set()
    called |= dict.fromkeys(sorted(requested), "")
    lines = [
        answers.call_at(escaped(name, COURT), common.court_desk(escaped(phone, PHONE)))
        for name, phone in called.items()
    ]
    return [common.bullets(lines[:_MOST_CALLED])] if lines else []


def _once(links: Sequence[KnownLink]) -> list[KnownLink]:
    """Give each court once: what its own menu has shown rather than a word, and the latest of what is alike."""
    courts: dict[str, KnownLink] = {}
    for link in links:
        known = courts.get(link.court_name)
        if known is None or link.by == st.Proof.COURT_MENU or known.by != st.Proof.COURT_MENU:
            courts[link.court_name] = link
    return list(courts.values())


def _line(link: KnownLink) -> str:
    return notices.link_line(
        escaped(link.court_name, COURT),
        common.moment(link.at),
        notices.LINK_WORDS.get(link.by, ""),
        escaped(link.filer_label, _LABEL),
        escaped(link.pacer_label, _LABEL),
    )
