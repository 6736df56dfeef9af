"""The conversation's rules: PURE, standard library only, knows nobody.

`advance(state, event, now)` gives the next state and what is to be done; nothing else decides anything. The words of
the conversation are frozen values: `states`, `events` and `effects`.
"""

from bot.flow.asking import COURTS_TIME
from bot.flow.guided import STEPS, may_be_led
from bot.flow.human import awaits_help_desk, beside
from bot.flow.lockout import COOL_DOWN, TRIES, counts_until, fate
from bot.flow.passing import passed
from bot.flow.pausing import EXPIRY, IDLE
from bot.flow.proof import LOOKING
from bot.flow.resting import rests_at
from bot.flow.rules import (
    OPENS_FORM,
    advance,
    asks,
    asks_secret,
    asks_time_zone,
    at_court,
    deadline,
    deadline_after,
    given_up,
    has_form,
    holds_session,
    may_check_earlier,
    may_forget,
    may_go_back,
    may_leave,
    may_stop,
    meant_earlier,
    outlived,
    placed,
    wants_names,
    wants_session,
)
from bot.flow.seen import Seen, about, seen, taken
from bot.flow.steps import ANOTHER_COURT, SESSION_IDLE, Step, below, errors_of

__all__ = [
    "ANOTHER_COURT",
    "COOL_DOWN",
    "COURTS_TIME",
    "EXPIRY",
    "IDLE",
    "LOOKING",
    "OPENS_FORM",
    "SESSION_IDLE",
    "STEPS",
    "TRIES",
    "Seen",
    "Step",
    "about",
    "advance",
    "asks",
    "asks_secret",
    "asks_time_zone",
    "at_court",
    "awaits_help_desk",
    "below",
    "beside",
    "counts_until",
    "deadline",
    "deadline_after",
    "errors_of",
    "fate",
    "given_up",
    "has_form",
    "holds_session",
    "may_be_led",
    "may_check_earlier",
    "may_forget",
    "may_go_back",
    "may_leave",
    "may_stop",
    "meant_earlier",
    "outlived",
    "passed",
    "placed",
    "rests_at",
    "seen",
    "taken",
    "wants_names",
    "wants_session",
]
