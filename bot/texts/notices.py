"""Words of single messages: the result, short answers, the help desk's notice, the App Home."""

from __future__ import annotations

from bot.flow import states as st
from bot.people import Refusal
from bot.texts.common import APP, COMMAND, PACER_DESK

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
    return (
        "Open the court with the button below. Is it open already? "
        f"Then refresh your screen and go to {menus} on the menu bar."
    )


LINKED_PROOF = "Proof: after the link, the court's own menu showed the filing menus."
WHAT_NOW = "*What now*"
WHAT_NOW_LINES = (
    "*One-time passcode (MFA):* PACER now asks for one, since your account can file. Set it up there if you have not.",
    "*Address and e-mail:* change them at PACER, under Manage My Account, for all your courts. Each court must agree.",
    "*More e-mails, and filing agents:* they stay at each court, as before. Look under *Utilities* there.",
)


def proven(when: str) -> str:
    """Say when the proof was seen."""
    return f"Proven: {when}."


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


def by_hand_title(court: str) -> str:
    """Take down a link on the person's word."""
    return f"Noted: by your own word, your accounts are linked at {court}."


BY_HAND_MEANS = (
    "This app cannot see your browser, so it has not proven it. "
    "If the filing menus are there, the link holds for good: from now on, use your PACER credentials for both "
    "PACER and NextGen CM/ECF."
)
SESSION_KEPT = "For about five minutes this app can link another court, and need not ask for your PACER password."


def sitting(courts: str) -> str:
    """Sum up the courts of one sitting."""
    return f"In this sitting, {courts} are linked now."


def more_courts(count: int) -> str:
    """Count the courts that are not named."""
    return "1 more court" if count == 1 else f"{count} more courts"


def by_own_word(court: str) -> str:
    """Mark a court whose link rests on the person's word."""
    return f"{court} (by your own word)"


def refused_title(court: str, why: str) -> str:
    """Say that it stopped, and why."""
    return f"Not linked at {court}. {why}"


def stopped_title(court: str, why: str) -> str:
    """Say that it stopped, and why, at a court that is on record as linked before."""
    return f"It stopped at {court}. {why}"


OR_IN_THE_BROWSER = "You can also go on in your own browser, step by step. Then nothing is typed here."
OR_IN_THE_BROWSER_LATER = (
    "You can also be led in your own browser, step by step; then nothing is typed here. Wait there, too, until then: a "
    "wrong password counts in your browser as well."
)


def unknown_title(court: str) -> str:
    """Say that nobody knows yet."""
    return f"We do not know yet whether your accounts are linked at {court}."


# Short answers, seen by one person

# The message is committed to be sent, and may not have arrived when this is read.
SENT_MESSAGE = "A direct message is on its way to you."
RESUMED = "A direct message is on its way to you: your card, where you left it."
ENDED = "A direct message is on its way to you: your card, which says how it ended."
COOLING = "A direct message is on its way to you: it says when you can try again."
OPEN_MESSAGE = "Open the message"
NOT_YOURS = f"This button belongs to somebody else. To link your own account, type `{COMMAND}`."
REFRESHED = "That button was from before. Nothing was changed by it; the card is up to date now."
PRESS_AGAIN = "The form did not open: Slack did not take it in time. Press the button again."
NOTHING_DONE = "Nothing was changed: this cannot be done where you are now."
IN_MESSAGES = "It is in your messages with Link PACER."
TROUBLE = (
    f"Something went wrong in this app. Your place is kept. Type `{COMMAND}` to see where you are. "
    "If it happens again, tell your help desk."
)
UPGRADING = "This app is being upgraded just now. Your place is kept, and nothing was changed. Try again in a moment."
HELP = (
    f"Type `{COMMAND}` anywhere in Slack to begin, or to go on where you were. "
    "In the messages with this app you can type `help`, `status`, `back`, `cancel`, `start over` or a court's name. "
    "Never write a password or a passcode into a message: they go only into the forms. "
    f"About your PACER account, call {PACER_DESK}. "
    "About the old CM/ECF login, call the court. About this app, ask your help desk."
)


def linked_to(url: str, words: str) -> str:
    """Make a link."""
    return f"<{url}|{words}>"


# The help desk


def case(user: str, court: str) -> str:
    """Name the person and the court of a case."""
    return f"<@{user}> · {court}" if court else f"<@{user}>"


def they_say(words: str) -> str:
    """Quote the person who asks."""
    return f"They say: “{words}”"


# App Home

HOME_TITLE = APP
HOME_ABOUT = (
    "Link your old CM/ECF account at a court to your own upgraded PACER account. It is done once for each court."
)
HOME_RUNNING = "*Under way*"
SET_ASIDE = (
    "Something went wrong in this app: what it kept of your run could not be read any more, and was set aside. "
    "You can begin again at any time. If you need help, tell your help desk the reference."
)
SET_ASIDE_NOTHING = "No link request of it was left without an answer."
SET_ASIDE_UNKNOWN = (
    "It is not known whether your accounts are linked: a link request was sent, and its end was not noted. "
    "It is never sent a second time to find out. Sign in at the court with your PACER account: "
    "if the menu bar shows the filing menus, the accounts are linked."
)
HOME_LAST = "*Last time*"
HOME_LINKS = "*Linked courts*"
HOME_NO_LINKS = "No court is linked through this app yet."
HOME_STORED = "*What is stored about you*"
HOME_STORED_WORDS = (
    "Your Slack ID, your time zone, the court, the step you are at, when, and what PACER or the court answered. "
    "If your firm invited you: to which courts, and when. "
    "The two account names as the court's page shows them: in full until you have decided, then masked. "
    "While you are at it, the session and the user names that you typed are kept encrypted. "
    "They are destroyed 15 minutes after your last step at the latest. "
    "Passwords and one-time passcodes are never stored. "
    "Of a password under way or refused, it is noted whether it has curly quotes. "
    "For a filing agent, to which attorneys the five clicks were sent."
)
HOME_FORGET = (
    "*Forget me* deletes everything about you but the audit lines and a link request whose end is not known, "
    "which hold no names. It asks before it does. "
    "The count of passwords tried goes after 15 minutes."
)
HOME_HELP = "*Help*"


def link_line(court: str, when: str, word: str, filer: str, pacer: str) -> str:
    """Name a linked court in the list, with both accounts as far as they are known."""
    accounts = (f"CM/ECF {filer}" if filer else "", f"PACER {pacer}" if pacer else "")
    return " · ".join(part for part in (court, when, *accounts, word) if part)


def more_links(count: int) -> str:
    """Say how many are not shown."""
    return f"and {count} more"


LINK_WORDS: dict[str, str] = {
    st.Proof.COURT_MENU: "shown by the court's own menu",
    st.Proof.PERSONS_WORD: "by your own word, not proven by this app",
}
"""On whose word a link is noted."""

# To somebody who is not let in

REFUSALS = {
    Refusal.ELSEWHERE: (
        "Link PACER is installed in another Slack workspace than this one. Nothing was done. "
        "Type the command in your firm's own workspace."
    ),
    Refusal.GUEST: (
        "Link PACER is for full members of this workspace, and you are a guest here. Nothing was done. "
        "If you should have it, ask the firm's help desk."
    ),
    Refusal.EXTERNAL: (
        "Link PACER is for members of this workspace, and your account belongs to another organization. "
        "Nothing was done. If you should have it, ask the firm's help desk."
    ),
    Refusal.UNSURE: (
        "Slack did not say in time whether you belong to this workspace. Nothing was done. Try again in a moment."
    ),
}
