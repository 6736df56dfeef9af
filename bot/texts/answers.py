"""Words of short answers: to words typed in Slack, to a long wait, to "forget me"."""

from __future__ import annotations

from bot.texts.common import COMMAND


def status(court: str, progress: str) -> str:
    """Say where a live conversation stands; `court` is empty before one is chosen."""
    return f"{court}: {progress}." if court else f"{progress}."


def ended(court: str, how: str) -> str:
    """Say how the last conversation ended; `court` may be empty."""
    return f"{court}: {how}" if court else how


def another_court(here: str, there: str) -> str:
    """Ask before a run goes to another court; `there` is empty when it may be several."""
    asked = f"Go to {there} instead?" if there else "Did you mean another court? Then press it to go there."
    return f"You are at {here}. {asked} So far you have stayed where you were."


def call_at(court: str, desk: str) -> str:
    """Name whom to reach about a link at a court."""
    return f"{court}: {desk}"


def still_looking(until: str) -> str:
    """Say until when the proof is looked for."""
    return f"Still looking until {until}; nothing for you to do. A new message brings the result."


WHICH_COURT = (
    "At which court was it? This app has made or sent no link for you. Call that court's e-filing help desk; "
    "each court's website has its number."
)
ANOTHER_COURTS_DESK = "Was it at another court? Then call that one's help desk."
ON_RECORD = "*What this app knows:*"
NONE_ON_RECORD = "*What this app knows:* it has no linked court of yours on record."
WAITS_FOR_YOU = "It waits for you."
WAITS_FOR_COURT = "PACER or the court is being asked; there is nothing for you to do."
ON_ITS_WAY = "The link request can no longer be stopped; a new message brings the result."
NOTHING_UNDER_WAY = f"Nothing is under way. Type `{COMMAND}` to link a court."

STOPPED_BY_HAND = "You stopped; this app changed nothing. What you did in your own browser stands."
CANCELLED = "You stopped; nothing was changed."
NOTHING_TO_CANCEL = "There is nothing to cancel."
TOO_LATE_TO_CANCEL = (
    "This can no longer be cancelled: the link request has left, and cannot be recalled. "
    "A new message brings the result."
)
NOT_CANCELLED_UNKNOWN = (
    "There is nothing to cancel: a link request was made, and its result is not known yet. "
    "The card says how to find out."
)
NOT_CANCELLED_CHECKING = "This only reads the court's menu, which changes nothing. It is over in a few seconds."

SEE_CARD = "Your newest card, at the bottom of these messages, shows where you are."
NOT_EDITED = "An edit changes nothing here. Write it as a new message, and it is read."
NO_FILES = (
    "This app does not look at files, and keeps none. If yours shows a password or a code, delete it. "
    "To have a human look, type `help` and press *Ask the help desk*."
)
NO_STEP_BACK = "There is no step to go back to from here."
NOT_BACK_CHECKING = "PACER or the court is being asked, so there is no step back until the answer is there."
TOO_LATE_TO_GO_BACK = (
    "There is no step back any more: the link request has left, and cannot be recalled. "
    "A new message brings the result."
)
NOT_STARTED_OVER = "Not started over: what became of the link request comes first."

DELETE_IT = (
    "*That looked like a password or a one-time passcode.* Delete your message now, and change that password: "
    "Slack has seen it. This app has stored and sent nothing of it. "
    "Passwords go only into the forms that the card opens."
)

IN_A_COMMAND = (
    "*That looked like a password or a passcode.* Slack has seen it: change that password. "
    "This app has stored and sent nothing of it. Passwords go only into the forms that the card opens."
)


def not_a_word(typed: str) -> str:
    """Say what can be typed after the command, to who typed something else while a run goes on."""
    return f"I do not know “{typed}”. Nothing was changed. You can type: `help`, `status`, `cancel`, or a court."


def reminder(court: str, progress: str) -> str:
    """Remind a person, once, of what waits for them; `court` may be empty."""
    at = f"Your link at {court} still waits for you" if court else "Linking a court still waits for you"
    return f"{at}: {progress}."


GO_ON = (
    f"Type `{COMMAND}`, or press the button below, to go on where you were. "
    "Nothing was saved of what you typed. No longer wanted? Press *Cancel* on the card."
)
REMINDED_ONCE = "This is the only reminder."

FORGOTTEN = (
    "Done: everything that this app stored about you is deleted. "
    "Its audit lines stay, and a link request whose end is not known; they hold no names. "
    "The count of passwords tried goes after 15 minutes. "
    "Your links at the courts stay as they are. In the help desk's channel the messages of your cases lose your name "
    "and words. What is in their threads, and what else was posted there, stays until the help desk deletes it. "
    "Other messages in Slack are not deleted either: you can delete your own."
)
NOT_FORGOTTEN = (
    "*Nothing was deleted:* this app could not write to its own database just now. Press *Forget me* again in some "
    "minutes. If it stays so, tell your help desk."
)
CANNOT_FORGET_NOW = (
    "Not now: a link request is on its way, and this app must tell you how it ends. Nothing was deleted. "
    "Please ask again when the result is there."
)
