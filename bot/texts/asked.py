"""Words around the answers to questions: where the person is, "Do you mean", and that no answer is known."""

from __future__ import annotations

HALF_SURE = "Do you mean one of these?"
NOT_KNOWN = (
    "I have no answer to that. Ask me about linking, or type `help` for the words that I know. "
    "*Was it a password?* Then delete your message, and change the password."
)
WHOM_ELSE = "For anything else, ask your firm's help desk."
NO_COURT_YET = (
    "No court is chosen yet. When you have chosen one, this app knows its help desk's number. Each court's website has "
    "it too."
)
BY_HAND_ALREADY = "At this court you do that anyway: the card leads you, step by step."
NOTHING_THROUGH_SLACK = "At this court you link in your own browser: nothing that you type there passes through Slack."
THIS_APP_LOOKS = "Here you need not look for it: this app follows it for you."

REALLY_CANCEL = "Cancel this run? Nothing is cancelled yet."
REALLY_BACK = "Go back one step? Nothing is changed yet."
REALLY_START_OVER = "Start over from the choice of a court? Nothing is changed yet."
REALLY_LINK = "Link a court? Press the button to begin, or type the court's name."
REALLY_HUMAN = "Ask the help desk? Nobody is asked yet."
NO_RUN_FOR_HUMAN = (
    "Nothing is under way that the help desk could take over. Ask your firm's help desk as you always do."
)


def where(status: str) -> str:
    """Say where the person is."""
    return f"*Where you are:* {status}"


def hours(value: str) -> str:
    """Say when a court's help desk is there."""
    return f"It is there {value}."
