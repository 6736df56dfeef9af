"""Words of the help desk's forms, and of the form in which a person answers."""

from __future__ import annotations

CLOSE = "Cancel"
SEND = "Send"

WRITE_TITLE = "Write to them"
WRITE_FIELD = "Your message"
WRITE_HINT = "They read it in their messages with this app, with your name. Never a password or a code."
WRITTEN = "*It is on its way.* The thread of the case has it, and the answer comes there."

ANSWER_TITLE = "Answer the help desk"
ANSWER_FIELD = "Your answer"
ANSWER_HINT = "The help desk reads it in its channel. Never a password or a code."
ANSWERED = "*Your answer is on its way to the help desk.*"

HOLD_TITLE = "Put it on hold"
HOLD_WHY = "What does it wait for?"
HOLD_UNTIL = "Until when?"
HOLD_HINT = "In your own time zone. Then it wakes by itself, and says so in the thread."
HOLD = "Put on hold"
HELD = "*The case is on hold.* They are told as well."

TAKE_OUT = (
    "This looks like it holds a password, a code or a login. Nothing was sent. Take it out, and send the rest: "
    "such things go only into the forms of Link PACER."
)
NOTHING_SAID = "Write something first. Nothing was sent."
OVER = "This form is no longer good. Nothing was changed. Press the button again."
