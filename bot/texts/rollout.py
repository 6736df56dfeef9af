"""Words of a roll-out: to whom is invited, in the help desk's forms, on the board, in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.rollout.standing import Standing, Where

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# To whom is invited

ASKED = "*Your firm asks you to link your court login to your own PACER account.*"
ASKED_AGAIN = "*A reminder: your firm asks you to link your court login to your own PACER account.*"
HOW = (
    "This app leads you through it, in about five minutes. Have at hand: your PACER user name and password, and your "
    "old CM/ECF login of the court. Nothing is linked before you have seen both accounts and said yes."
)
MFA_FIRST = (
    "*First, at PACER:* your firm's list says that your PACER account has no second factor (MFA) yet. Set it up on "
    "PACER's site, under *Manage My Account*. Then come back here."
)
ONCE_ONLY = "If you do not need this, or did it by yourself, there is nothing to do. There are no more reminders."


def invited_by(user: str) -> str:
    """Say who of the help desk asks."""
    return f"You are asked by <@{user}> of your help desk."


def begin_at(court: str) -> str:
    """Label the button that begins at a court."""
    return f"Begin: {court}"


# The help desk's form

TITLE = "Invite people"
SUBMIT = "Look them up"
PEOPLE = "People"
GROUP = "A user group, by its id"
GROUP_HINT = "Such as S0123ABCD. It stands in the group's details in Slack."
PASTED = "E-mail addresses, or PACER's list"
PASTED_HINT = (
    "Addresses, in any form. Or the list of accounts that your firm's PAA downloads at PACER, with its first line. "
    "People are found by their name. Nothing of the list is kept."
)
FILE = "The same as a file"
COURTS = "Courts"
COURTS_HINT = "One on each line, as in /link-pacer: mieb, or Bankr. E.D. Mich. Ids can stand on one line, with commas."
NOBODY = "Name somebody, here or in one of the fields below."
NO_COURT = "Name a court."
TOO_MANY_COURTS = "So many courts do not fit into one message. Send them in two."
NOT_A_GROUP = "That is not the id of a user group."


def no_such_court(line: str) -> str:
    """Say which line names no court."""
    return f"No court is clearly meant by “{line}”. Write its id, such as mieb."


LOOKING = "*Looking people up at Slack.* This takes a moment. You can leave the form open."
REVIEW_TITLE = "Send invitations?"
SEND = "Send"
NOBODY_FOUND = "*Nobody was found, so nobody is written to.*"
NOT_LOOKED_UP = "*Slack did not answer, so nobody was written to.* Type `/link-pacer invite` to try again."
NO_SUCH_GROUP = "*Slack knows no such user group, so nobody was written to.* Type `/link-pacer invite` to try again."


def will_write(people: int) -> str:
    """Say how many people will be written to."""
    return f"*People who get a message: {people}.* Whoever was invited to a court before, or has linked it, gets none."


def at_courts(courts: Sequence[str]) -> str:
    """Name the courts."""
    return f"Courts: {'; '.join(courts)}."


def found(people: Sequence[str]) -> str:
    """Name some of those who were found."""
    return f"Found: {', '.join(people)}."


def and_more(number: int) -> str:
    """Say how many are not named."""
    return f"And {number} more."


def without_mfa(people: int) -> str:
    """Say how many are told to set up MFA first."""
    return f"Without a second factor (MFA) by the list: {people}. Their message says to set it up first."


def not_found(people: Sequence[str]) -> str:
    """Name those who were not found."""
    return f"*Not found in this workspace:* {'; '.join(people)}."


def sent(people: int) -> str:
    """Say that invitations are on their way."""
    return f"*On their way: {people}.* They are sent one after the other. The board in your channel shows how it goes."


NONE_SENT = "*Nobody was written to:* all of them were invited before, or have linked."
FORM_OVER = "*This form is over, and nobody was written to.* Type `/link-pacer invite` to begin again."

# Refused

NOT_FOR_YOU = "Only your firm's help desk can do this. To link a court of your own, type `/link-pacer`."
NOT_KNOWN_WHO = "Slack did not say in time who is of the help desk, so nothing was done. Try again."
NOT_OPENED = "Slack did not open the form. Type `/link-pacer invite` again."

# The board and the report

BOARD = "Roll-out"
NOBODY_YET = "Nobody was invited yet."
NO_ROLL_OUT = f"{NOBODY_YET} To begin, type `/link-pacer invite`."
TABLE_COMES = "The table with every name comes in your messages with this app."
TABLE = "The roll-out as a table."
NO_TABLE = "Slack did not take the table. Type `/link-pacer report` to try again."
CHART = "How far the firm is"
CAPTION = "Each person at each court; the report has all of them as a table"
OTHERS = "others"
COLUMNS = ("Person", "Court", "How far", "Where", "Since (UTC)")
STUCK = "*Stuck*"
CANCELLED = "*Cancelled*"
HOLD = "*On hold*"
UNREACHED = "*Slack cannot reach*"
BY_COURT = "*By court*"
FOR_A_HUMAN = "*For a human:* reminded, and not begun."
DRAWN = "Drawn"


def standing(where: Standing) -> str:
    """Name how far somebody is."""
    match where:
        case Standing.QUEUED:
            return "to be written to"
        case Standing.INVITED:
            return "invited"
        case Standing.STARTED:
            return "started"
        case Standing.STUCK:
            return "stuck"
        case Standing.CANCELLED:
            return "cancelled"
        case Standing.ON_HOLD:
            return "on hold"
        case Standing.LINKED:
            return "linked"
        case Standing.NOT_REACHED:
            return "not reached"
        case _:
            assert_never(where)


PLACES = {
    Where.NOWHERE: "not begun",
    Where.READY: "getting ready",
    Where.PACER: "signing in to PACER",
    Where.OLD_LOGIN: "at the old login",
    Where.REVIEW: "checking both accounts",
    Where.LINKING: "linking",
    Where.BY_HAND: "in their own browser",
    Where.REFUSED: "refused",
    Where.UNKNOWN: "not known whether linked",
    Where.CANCELLED: "cancelled by them",
    Where.EXPIRED: "given up after a week",
    Where.REGISTERED: "waits for a first login",
    Where.LINKED: "linked",
}
"""Where somebody is."""


def counted(name: str, number: int) -> str:
    """Give one figure."""
    return f"{name} *{number}*"


def of_court(court: str, figures: str) -> str:
    """Give the figures of one court."""
    return f"{court}: {figures}"


def line(user: str, court: str, where: str, since: str) -> str:
    """Give one person's place."""
    return f"<@{user}>, {court}: {where}, since {since}"


def at(moment: datetime) -> str:
    """Give a time in a cell."""
    return f"{moment:%Y-%m-%d %H:%M}"


def plain_line(user: str, court: str, where: str, since: datetime) -> str:
    """Give one person's place in a terminal."""
    return f"{user} at {court}: {where}, since {since:%Y-%m-%d %H:%M} UTC"


def person(user: str) -> str:
    """Name a person."""
    return f"<@{user}>"
