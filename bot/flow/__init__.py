"""The conversation's rules: PURE, standard library only, knows nobody.

`advance(state, event, now)` gives the next state and what is to be done; nothing else decides anything. The words of
the conversation are frozen values: `states`, `events` and `effects`.
"""

from bot.flow.rules import EXPIRY, OPENS_FORM, SESSION_IDLE, advance, deadline, given_up
from bot.flow.steps import COOL_DOWN, TRIES, Step

__all__ = ["COOL_DOWN", "EXPIRY", "OPENS_FORM", "SESSION_IDLE", "TRIES", "Step", "advance", "deadline", "given_up"]
