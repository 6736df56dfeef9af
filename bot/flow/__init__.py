"""The conversation's rules: PURE, standard library only, knows nobody.

`advance(state, event, now)` gives the next state and what is to be done; nothing else decides anything. The words of
the conversation are frozen values: `states`, `events` and `effects`.
"""

from bot.flow.guided import STEPS
from bot.flow.lockout import COOL_DOWN, TRIES, counts_until, fate
from bot.flow.pausing import EXPIRY, IDLE
from bot.flow.rules import (
    CHANGES_NOTHING,
    OPENS_FORM,
    advance,
    asks_time_zone,
    awaits_help_desk,
    deadline,
    given_up,
    has_form,
    holds_session,
    may_forget,
    may_stop,
)
from bot.flow.seen import Seen, about, seen, taken
from bot.flow.steps import ANOTHER_COURT, SESSION_IDLE, Step

__all__ = [
    "ANOTHER_COURT",
    "CHANGES_NOTHING",
    "COOL_DOWN",
    "EXPIRY",
    "IDLE",
    "OPENS_FORM",
    "SESSION_IDLE",
    "STEPS",
    "TRIES",
    "Seen",
    "Step",
    "about",
    "advance",
    "asks_time_zone",
    "awaits_help_desk",
    "counts_until",
    "deadline",
    "fate",
    "given_up",
    "has_form",
    "holds_session",
    "may_forget",
    "may_stop",
    "seen",
    "taken",
]
