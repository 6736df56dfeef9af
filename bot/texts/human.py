"""Words about a human who was asked for: on the card, in the help, in the form for a sentence.

"Your help desk has it" is said when the message has arrived, and never before.
"""

from __future__ import annotations

from bot.texts.common import PACER_DESK


def on_its_way(when: str) -> str:
    """Say that a human is asked for, while nobody was told yet."""
    return f"*You asked your help desk.* {when}. The message is on its way; this says when it has arrived."


def has_it(when: str) -> str:
    """Say that the message arrived."""
    return f"*Your help desk has your message.* You asked: {when}."


def unreached(when: str, desk: str) -> str:
    """Say that no human knows yet, and whom to ring; `desk` is the court's."""
    return (
        f"*Your help desk could not be told so far.* You asked: {when}. This app tries again, and a new message says "
        f"when it has arrived. Until then, call {PACER_DESK}, about your PACER account; about this court, {desk}."
    )


def lost(when: str, desk: str) -> str:
    """Say that no human will know, and whom to ring; `desk` is the court's."""
    return (
        f"*Your help desk could not be told,* and this app has stopped trying. You asked: {when}. Press *Help*, then "
        f"*Ask the help desk*, to ask again. Or call {PACER_DESK}, about your PACER account; about this court, {desk}."
    )


def added(words: str) -> str:
    """Show what the person added."""
    return f"You added: “{words}”"


GO_ON = "Your place is kept, and you can go on here."
SAW_SOMETHING_ELSE = "Leave the page in your browser as it is, or go back a step here."
ASKED_ALREADY = "You asked before, so nothing more was sent. To tell more, press *Add a sentence*."
ASKING_MEANS = (
    "If you ask the help desk, your place here is kept, and you can go on. "
    "They see your name, the court, the step and what you add; nothing else that you type."
)

# The form for a sentence

TITLE = "Tell your help desk"
SUBMIT = "Send"
FIELD = "What should they know?"
HINT = "A sentence or two. Never a password or a code: what looks like one is left out."
SENT = "*It is on its way to your help desk.* Your card says when it has arrived."
LEFT_OUT = (
    "*What looked like a password, a code or a user name was left out.* "
    "If it was a password, change it: Slack has seen it."
)
NOT_SENT = "*Nothing was sent.* Press *Add a sentence* on your card to try again."
