"""The steps that a member can suggest to a person, and which of them can be of use. PURE."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, get_args

from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.flow.guided import LED_AFTER

if TYPE_CHECKING:
    from bot.flow.effects import TellHelpDesk


class Hint(StrEnum):
    """A step that a member can suggest to the person."""

    RESUME = "resume"
    CHECK_AGAIN = "check_again"
    GUIDED = "guided"


_PLACE_KEPT: Final = frozenset({Outcome.ASKED, Outcome.ADDED, Outcome.STUCK, Outcome.BY_MEMBER})
_AFTER_SUBMIT: Final = frozenset(kind.__name__ for kind in (st.Linking, st.Confirming, st.Unknown))
_OVER: Final = frozenset(kind.__name__ for kind in get_args(st.Ended))


def keeps_place(news: TellHelpDesk, *, left: bool) -> bool:
    """Say whether somebody can go on where they were, as far as their run has told; `left`: that it was left."""
    begun = bool(news.step) and news.step not in _OVER
    return begun and not left and news.outcome in _PLACE_KEPT


def hints(news: TellHelpDesk, *, left: bool) -> tuple[Hint, ...]:
    """Give what can be of use: nothing goes on in a run that was left, and nothing leads to a second link request.

    Where the end of one is not known, that is found out first.
    """
    if news.outcome is Outcome.UNKNOWN or news.step in _AFTER_SUBMIT:
        return (Hint.CHECK_AGAIN,)
    if keeps_place(news, left=left):
        return (Hint.RESUME, Hint.GUIDED)
    return (Hint.GUIDED,) if news.outcome is Outcome.REFUSED and news.problem in LED_AFTER and not left else ()
