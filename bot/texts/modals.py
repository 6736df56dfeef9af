"""Words of the modals: the two forms, the waiting views, the review, and how it ended."""

from __future__ import annotations

from bot.texts.common import PACER_HOST

# Titles, submit and close buttons: at most 24 characters.
APP_TITLE = "Link PACER"
PACER_TITLE = "Sign in to PACER"
FILER_TITLE = "Old CM/ECF login"
REVIEW_TITLE = "Check both accounts"
PACER_SUBMIT = "Sign in"
FILER_SUBMIT = "Show both accounts"
PAGE_TITLE = "The court's page"
PAGE_SUBMIT = "Go on"
ANSWERS_SUBMIT = "Link for good"
PAUSE = "Pause"
CLOSE = "Close"

OPENING = "One moment: looking up where you are."

PACER_FIELD = "PACER user name"
PASSWORD_FIELD = "PACER password"  # noqa: S105 - a label
PASSCODE_FIELD = "One-time passcode"
PASSCODE_HINT = (
    "Only if multi-factor sign-in (MFA) is on: the current 6-digit code from your authenticator app. "
    "Never the key that the app was set up with."
)
CLIENT_CODE_FIELD = "Client code"
CLIENT_CODE_HINT = "Only if your firm uses client codes. Linking does not need one."
FILER_FIELD = "Old CM/ECF login"
FILER_HINT = "The login that you filed with at this court before, not your PACER user name."
FILER_PASSWORD_FIELD = "Old CM/ECF password"  # noqa: S105 - a label

_SLACK_SEES = (
    "Slack has no masked fields: what you type shows on your screen, and passes through Slack, which can see it."
)

PACER_GOES = (
    f"What you type is sent once, to {PACER_HOST} only. The password is not stored. {_SLACK_SEES} "
    "Signing in changes nothing at the court."
)
CHECK_ONLY = (
    "This sign-in only reads the court's menu, to see what became of your link request. "
    "It does not send the request again."
)

COURT_SAYS_FIRST = (
    "Before the court asks for your old login, it shows this page. Read it. *Go on* sends the court's own form for "
    "you, as its button does. This links nothing."
)
COURT_ASKS = "*The court asks*, in its own words:"
COURT_CHOSE = "The court has chosen this; leave it, or choose another."
COURT_TICKED = "The court has ticked this; leave it, or take the tick off."
COURT_FILLED_IN = "The court has filled in"
CONSENT_FIELD = "Before it is sent"
CONSENT = "Both accounts are mine. Link them for good: only the court might undo it."
TICKED = "Yes"


def court_filled_in(what: str) -> str:
    """Say what the court has filled in, which is sent unless something else is typed."""
    return f"{COURT_FILLED_IN}: {what}"


def filer_goes(court_host: str) -> str:
    """Say where the old login goes."""
    return (
        f"What you type is sent once, to {court_host} only. The password is not stored. {_SLACK_SEES} "
        f"This links nothing yet: first you see both accounts."
    )


SIGNING_IN = "*Checking with PACER…*"
FINDING = "*Checking with the court…*"
LINKING = "*Linking…*"
CONFIRMING = "*Reading the court's menu as proof…*"
LOOKING = "*Still looking for the proof…*"
MAY_CLOSE = "You can close this window: the result also comes to the card in your messages."
CLOSING_STOPS_NOTHING = (
    "You can close this window; that stops nothing. The result comes as a message, and on the card in your messages."
)

GO_TO_CARD = "Please go on with the card in your messages with Link PACER."
LINKED_NEXT = "A new message tells you what to do now, with a button to the court."
UNKNOWN_NEXT = "The button for that is in your messages."

OUTDATED = (
    "This form is from before and can no longer be used. Nothing was sent. "
    "Go to your messages with Link PACER, and use the newest card there."
)
