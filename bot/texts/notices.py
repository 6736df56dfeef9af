"""Words of single messages: the result, short answers, the help desk's notice, the App Home."""

from __future__ import annotations

from bot.texts.common import APP, COMMAND

# The result: a message of its own


def linked_title(court: str) -> str:
    """Give the good news in one line."""
    return f"Your accounts are linked at {court}."


LINKED_MEANS = (
    "Your old e-filing credentials for CM/ECF are permanently linked to your upgraded PACER account. "
    "From now on, use your PACER credentials for both PACER and NextGen CM/ECF."
)


def refresh(menus: str) -> str:
    """Give the last instruction of the procedure; `menus` as the court's menu bar names them."""
    return f"Now refresh your screen and go to {menus} on the menu bar."


LINKED_PROOF = "Proof: after the link, the court's own menu showed the filing menus."
MFA = (
    "Multi-factor sign-in (MFA) applies to your PACER account from now on, since it can file. "
    "If you have not set it up, PACER asks you to at a sign-in."
)


def already_title(court: str) -> str:
    """Give the good news that nothing is needed."""
    return f"Your PACER account is already linked at {court}."


ALREADY_MEANS = (
    "The court's own menu shows the filing menus. Nothing was changed, and there is nothing to do. "
    "Use your PACER credentials for both PACER and NextGen CM/ECF."
)


def go_file(menus: str) -> str:
    """Say where filing begins."""
    return f"To file, go to {menus} on the menu bar."


def unknown_title(court: str) -> str:
    """Say that nobody knows yet."""
    return f"We do not know yet whether your accounts are linked at {court}."


# Short answers, seen by one person

SENT_MESSAGE = "I've sent you a direct message."
RESUMED = "I've sent you a direct message: your card is there, where you left it."
ENDED = "I've sent you a direct message: your card says how it ended."
COOLING = "I've sent you a direct message: it says when you can try again."
OPEN_MESSAGE = "Open the message"
NOT_YOURS = f"This button belongs to somebody else. To link your own account, type `{COMMAND}`."
REFRESHED = "That button was from before. Nothing was changed by it; the card is up to date now."
TROUBLE = (
    f"Something went wrong in this app. Your place is kept. Type `{COMMAND}` to see where you are. "
    "If it happens again, tell your help desk."
)
POINTER = (
    f"I don't read what is written here; I work by `{COMMAND}` and by the buttons on the card. "
    f"Type `{COMMAND}` to begin, or to go on where you were. "
    "*If you have just written a password or a passcode:* delete your message, and change the password. "
    "Passwords go only into the forms."
)
HELP = (
    f"Type `{COMMAND}` anywhere in Slack to begin, or to go on where you were. "
    "Never write a password or a passcode into a message: they go only into the forms. "
    "About your PACER account, call the PACER Service Center, (800) 676-6856, Monday to Friday. "
    "About the old CM/ECF login, call the court. About this app, ask your help desk."
)


def linked_to(url: str, words: str) -> str:
    """Make a link."""
    return f"<{url}|{words}>"


# The help desk


def case(user: str, court: str) -> str:
    """Name the person and the court of a case."""
    return f"<@{user}> · {court}"


# App Home

HOME_TITLE = APP
HOME_ABOUT = (
    "Link your old CM/ECF account at a court to your own upgraded PACER account. It is done once for each court."
)
HOME_RUNNING = "*Under way*"
HOME_LAST = "*Last time*"
HOME_LINKS = "*Linked courts*"
HOME_NO_LINKS = "No court is linked through this app yet."
HOME_STORED = "*What is stored about you*"
HOME_STORED_WORDS = (
    "Your Slack ID, the court, the step you are at, the two account names as the court's page shows them, what PACER "
    "or the court answered, and when. While you are at it, the session and the user names that you typed are kept "
    "encrypted, and destroyed 15 minutes after your last step at the latest. Passwords and passcodes are never stored."
)
HOME_HELP = "*Help*"


def link_line(court: str, when: str, word: str) -> str:
    """Name a linked court in the list."""
    return " · ".join(part for part in (court, when, word) if part)


def more_links(count: int) -> str:
    """Say how many are not shown."""
    return f"and {count} more"


LINK_WORDS = {"court menu": "shown by the court's own menu"}
"""On whose word a link is noted, as the store names it."""
