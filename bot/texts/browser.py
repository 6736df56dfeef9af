"""Words of the firm's own page, where secrets are typed that Slack never sees, and of what leads there."""

from __future__ import annotations

from bot.texts.common import APP, PACER_HOST

# On the card, in Slack

OPENS = (
    "The button opens a form of your firm's own, in your browser. It first asks you to sign in with Slack, so that "
    "nobody else can use it. Slack sees nothing of what you type there."
)

# On every page

APP_TITLE = APP
GO_BACK = "Go back to Slack"
GO_BACK_YOURSELF = "Go back to Slack. The card there goes on by itself, and you can close this page."

# Before the sign-in

START_TITLE = "Sign in with Slack first"
START = (
    "This shows that you are the one for whom this form was opened. Slack tells this page who you are, and nothing "
    "else. You do not type a password of PACER or of a court at Slack."
)
START_BUTTON = "Sign in with Slack"

# The form

SENT_TO_PACER = f"What you type is sent once, over a protected connection, to {PACER_HOST} only."
CHANGES_NOTHING = "Signing in changes nothing at the court."
KEPT = "The password is not kept: not by this page, not by the app. Slack sees nothing of what you type here."
LINKS_NOTHING_YET = "This links nothing yet: first you see both accounts, in Slack."
SHOW = "Show"
HIDE = "Hide"
OPTIONAL = "optional"
NOT_CHOSEN = "Choose one"
WRONG = "Nothing was sent. Please look at what is marked below."


def sent_to_court(court_host: str) -> str:
    """Say where the old login goes."""
    return f"What you type is sent once, over a protected connection, to {court_host} only."


def wrong_in_title(title: str) -> str:
    """Give the window's title when something is wrong, so that it is heard first."""
    return f"Not sent: {title}"


# After it was sent

CHECKING = "We are asking PACER and the court. This usually takes a few seconds."
LOOK_AGAIN = "Look again"
CHECKING_TITLE = "One moment"
BACK_TITLE = "Go on in Slack"

# Refusals: the same words whatever the reason, so that they tell nothing

REFUSED_TITLE = "This link cannot be used"
REFUSED = (
    "A link is good for one person, once, and for ten minutes after they pressed the button. Nothing was done. "
    "Go to your messages with Link PACER in Slack, and press the button on the newest card there."
)
OUTDATED = "It can no longer be used, and nothing of it was sent. Below is what is so now."
BAD_TITLE = "That did not work"
BAD = "This page does not take such a request. Nothing was done. Go back to Slack, and press the button again."
MANY_TITLE = "Too many requests"
MANY = "There were too many requests. Nothing was done. Wait a few minutes, then press the button in Slack again."
TROUBLE_TITLE = "That did not work"
TROUBLE = "Something went wrong on our side. Nothing was sent. Go back to Slack, and press the button again."
UPGRADING = (
    "This app is being upgraded just now. Your place is kept, and nothing was sent. "
    "In a moment, go back to Slack, and press the button again."
)
NOT_NOW = "Slack could not be asked who you are. Nothing was done. Press the button in Slack again in a moment."
