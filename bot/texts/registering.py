"""Words of the steps by which a person asks a court for a first login, in their own browser.

Sources: PACER's pages on attorney and non-attorney e-file registration, and courts' own guides (Bankr. N.D. Iowa,
Bankr. W.D. Tex., S.D. Iowa).
"""

from __future__ import annotations

from bot.texts.common import PACER_DESK

PACER_SITE = "https://pacer.uscourts.gov/"
STEPS = (
    "Open your PACER account",
    "Open the registration",
    "Choose the court",
    "Fill it in and send it",
    "Wait for the court",
)
IF_YOU_HAVE_ONE = (
    "Do you have an old login at this court after all? Then do not ask for access: press *Go back*, and link it."
)


def step(number: int) -> str:
    """Give the progress line of step 1 to 5."""
    return f"Step {number} of {len(STEPS)} · {STEPS[number - 1]}"


def upcoming(number: int) -> str:
    """Give what follows step `number`; empty for the last."""
    return f"Then: {STEPS[number]}." if number < len(STEPS) else ""


OPEN_PACER = (
    "Open PACER's website with the button below, and choose *Manage My Account*. "
    "Sign in with your own upgraded PACER account. If you have none, make one there first."
)
OPEN_REGISTRATION = (
    "Now look for the tab that is called *Maintenance*, and open it. In the list that it shows, click "
    "*Attorney Admissions / E-File Registration*."
)
OPEN_REGISTRATION_AGENT = (
    "Now look for the tab that is called *Maintenance*, and open it. In the list that it shows, click "
    "*Non-Attorney E-File Registration*."
)
FILL_IN = "Fill in what the page asks for. Read the terms, and send the form only if you agree."
FILL_IN_AGENT = "As your role in court, choose *Filing Agent*. Fill in the rest, read the terms, and send the form."
WAIT = "Now the court decides. It writes to the e-mail address on your PACER account."


def choose_court(court: str) -> str:
    """Say which court to choose."""
    return f"Choose the type of court, then this court: *{court}*. Then go on."


NOT_EVERY_COURT = "Some courts want you to be admitted first, and some take no filing agents. The page says so."
HELP_AT_PACER = f"Stuck at PACER? Call {PACER_DESK}."
SENT = "I have sent it"


REGISTERED_MEANS = "By your own word, you have asked the court for a login. This app sent nothing itself."
REGISTERED_NEXT = (
    "Wait for the court's e-mail. A new login belongs to your PACER account from the start, so you need no link."
)


def registered_title(court: str) -> str:
    """Take down that a person asked a court for a login."""
    return f"You have asked for a login at {court}."
