"""Words of the pages before anything is typed: what applies, the fine print, what is needed, PACER's notice.

Facts: PACER's announcements and help pages (upgraded accounts, MFA, the 180 days of a password), courts' guides to
linking and to filing agents (Bankr. D. Neb., Bankr. W.D. Tex., Bankr. N.D. Iowa), and each court's own word on resets.
"""

from __future__ import annotations

from bot.texts.common import CANNOT_UNDO, PACER_HOST, to_desk

# What applies

DOORS = "Which of these applies to you at this court?"
DOORS_MEAN = (
    "An old login is the CM/ECF login and password that you filed with here before. "
    "If you have one, do not ask PACER for access to this court: link the one you have."
)
DOORS_ANOTHER = "Do you have an old CM/ECF login at this court, too? Each court has its own."
STILL_SIGNED_IN = (
    "You are still signed in to PACER, so the next form asks for the old login only. "
    "You accepted PACER's redaction notice with that sign-in."
)
FOR_GOOD_HERE = "Here, too, the link is for good. You see both accounts before you decide."

OLD_LOGIN = "I have an old login, not linked yet"
ANOTHER_COURT = "Choose another court"
NEVER_HAD_ONE = "I never had one here"
FILING_AGENT = "I am a filing agent or assistant"
NOT_SURE = "I am not sure"
NO_LOGIN_OF_MY_OWN = "I have no login of my own"
USE_OLD_LOGIN = "Use my old login here"


def linked_here_before(day: str) -> str:
    """Say that there is a link on record, which may be the person's own word."""
    return (
        f"*This app noted on {day} that your accounts are linked here.* Then there is nothing to do. "
        "To see for yourself, open the court: it changes nothing to look."
    )


HOW_TO_FIND_OUT = "*How to find out.* Nothing of this changes anything."


def look_at_the_menu(menus: str) -> str:
    """Say how one sees a link; `menus` are a filer's menus at the court."""
    return f"Open the court and sign in with PACER. Does the menu bar show {menus}? Then it is linked already."


OLD_MAILS = "Look for old e-mails. If this court sent you notices of filing, you most likely have an old login."


def ask_the_desk(desk: str) -> str:
    """Name who knows; `desk` is the court's."""
    return to_desk("Still not sure? Call {desk}. They can look it up.", desk).format(desk=desk)


# The fine print

FINE_PRINT = "Read these three lines first."
OWN_ACCOUNT = "*Your own account.* Link only your own upgraded PACER account, never one that your firm shares."
OWN_LOGIN = (
    "*Your own login.* Link the login that the court gave you to your own non-attorney PACER account. "
    "Never sign in as an attorney: they link their own."
)
FOR_GOOD = f"*For good.* {CANNOT_UNDO}"
WHO_SEES = (
    "*Who sees what you type.* Slack can. This app sends the PACER login to PACER only, the old one to "
    "this court only, and keeps no password."
)
WHO_SEES_IN_BROWSER = (
    "*Who sees what you type.* You type it in your browser, into a form of your firm's own. Slack sees nothing of it. "
    "This app sends the PACER login to PACER only, the old one to "
    "this court only, and keeps no password."
)
NOTHING_TYPED = (
    "*Nothing is typed here.* At this court you link in your own browser, and this app leads you step by step."
)
RATHER_NOT = "Rather type nothing into Slack? Press *Lead me in my own browser*."
RATHER_AT_THE_COURT = "Rather type it only into the court's own pages? Press *Lead me in my own browser*."
AGENT_AFTERWARDS = (
    "After the link, your attorney makes five clicks at the court, so that you can file for them. "
    "We show them at the end."
)

GO_ON = "Continue"
DETAILS = "Read the details"
ANOTHER_ACCOUNT = "Use another PACER account"
OWN_BROWSER = "Lead me in my own browser"
ACCEPT = "I accept"

# The details

DETAILS_TITLE = "The details"
DETAILS_OWN = (
    "*Upgraded* means made or upgraded since August 11, 2014. "
    "To link your firm's shared account would lock out all other attorneys of your firm."
)
DETAILS_ONCE = f"*Once for each court, and for good.* {CANNOT_UNDO}"
DETAILS_ONE_TO_ONE = (
    "*One to one.* Do you have several CM/ECF accounts at this court, such as trustee and attorney? "
    "Then each needs a PACER account of its own."
)
DETAILS_MFA = (
    "*One-time passcodes (MFA).* PACER asks everybody who can file for one at sign-in. "
    "From the link on, this applies to you."
)
HELP_DESK_SEES = "*The help desk* sees your name, the court and how it ended. Never a user name or a password."


def _each_goes(court_host: str) -> str:
    return (
        f"Then your PACER user name and password go once to {PACER_HOST}, the old login and password once to "
        f"{court_host}, and neither goes anywhere else."
    )


def where_it_goes(court_host: str) -> str:
    """Say where what is typed goes, and who can see it."""
    return (
        f"*What you type* passes through Slack, which has no masked fields. "
        f"{_each_goes(court_host)} Your firm runs this app. It does not store passwords."
    )


def where_it_goes_from_browser(court_host: str) -> str:
    """Say where what is typed into the firm's own page goes, and who can see it."""
    return (
        "*What you type* goes into a form of your firm's own, in your browser; Slack sees nothing of it. "
        f"{_each_goes(court_host)} Your firm runs this app. It keeps no password."
    )


def linking_since(day: str) -> str:
    """Say since when the court links accounts."""
    return f"This court has linked accounts since {day}."


def court_note(note: str) -> str:
    """Give the operator's note about a court."""
    return f"*From your firm about this court:* {note}"


# What is needed

CHECKLIST = "*Are you ready?* Check these six lines, then go on."
CHECK_ACCOUNT = (
    "*PACER account:* your own, upgraded, not your firm's. If its user name has only 6 characters, upgrade it first."
)
CHECK_MFA = "*One-time passcode (MFA):* it is set up, and that device's clock is right. A wrong clock makes wrong ones."
CHECK_PASSWORD = "*PACER password:* younger than 180 days. If it is older, change it at PACER first."  # noqa: S105 - words
CHECK_EMAIL = "*E-mail:* you can read the address on your PACER account now. PACER may send a code there."
CHECK_TIME = "*Time:* about five minutes. After the sign-in, 15 minutes without a step end it."


def check_old_login(reset: str) -> str:
    """Ask for the old login; `reset` says how this court lets one reset it."""
    return f"*Old login and password of this court:* at hand. {reset}"


RESETS: dict[str, str] = {
    "mdd": "Here the login is your initials and your 5-digit bar number. You can reset the password at {page}",
    "lawd": "You can reset the password at {page} The mail goes to the account's first address and holds for 24 hours.",
    "idd": "You can reset the password at {page} If your e-mail has changed, write to ForgottenECF@id.uscourts.gov.",
    "idb": "You can reset the password at {page} If your e-mail has changed, write to ForgottenECF@id.uscourts.gov.",
}
"""What courts say themselves: D. Md., W.D. La., D. Idaho (one page for both courts)."""
RESET_NO_HELP = "If that does not help, call {desk}."
RESET_ELSEWHERE = "Forgotten the password? Try {page} first. Then call {desk}."
RESET_BY_DESK = "Forgotten it? Call {desk}."


def reset(court: str, page: str, desk: str) -> str:
    """Say how the old password is reset; `page` is the court's own for it, and empty where there is none."""
    own = RESETS.get(court)
    said = f"{own} {RESET_NO_HELP}" if own else RESET_ELSEWHERE if page else RESET_BY_DESK
    return to_desk(said, desk).format(page=page, desk=desk)


# PACER's notice

REDACTION_TITLE = "PACER's redaction notice"
REDACTION_NOTICE = (
    "IMPORTANT NOTICE OF REDACTION RESPONSIBILITY: All filers must redact: Social Security or taxpayer-identification "
    "numbers; dates of birth; names of minor children; financial account numbers; and, in criminal cases, home "
    "addresses, in compliance with Fed. R. App. P. 25(a)(5), Fed. R. Civ. P. 5.2, Fed. R. Crim. P. 49.1, or "
    "Fed. R. Bankr. P. 9037. This requirement applies to all documents, including attachments.\n"
    "I understand that, if I file, I must comply with the redaction rules. I have read this notice."
)
REDACTION_MEANING = "Press *I accept* if you accept it. We pass that on to PACER with your sign-in."

THEN: dict[str, str] = {
    "doors": "Then: the fine print, a short check, and PACER's redaction notice.",
    "not_sure": "Do not ask PACER for access before you know.",
    "fine_print": "Then: a short check of what you need.",
    "checklist": "Then: PACER's redaction notice.",
    "notice": "Then: Sign in to PACER.",
    "another_court": "Then: Your old CM/ECF login.",
}
"""What follows a page, by its name."""
THEN_BY_HAND: dict[str, str] = {
    **THEN,
    "doors": "Then: the fine print and a short check.",
    "checklist": "Then: Open the court.",
}
