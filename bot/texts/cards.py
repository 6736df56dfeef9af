"""Words of the one living card: what stands there now, what happens next, and the record that stays."""

from __future__ import annotations

from bot.texts.common import ANOTHER_COURT, COMMAND


def footer(words: str) -> str:
    """Name the words that can be typed at this step, and the way back."""
    return f"You can also type a word here: {words}. You can leave and come back: `{COMMAND}` leads here again."


PAUSED = "*Paused, nothing was saved.* Your place is kept, and the buttons below still work."

CHOOSE = "At which court do you want to link your old CM/ECF account to your PACER account?"
CHOOSE_OF_FOUND = "Press the court that you mean, or type another name into the list."


def may_be_of_found(query: str) -> str:
    """Say that what was typed may mean several courts, which are shown below."""
    return f"“{query}” may be one of these courts."


SIGN_IN = (
    "A form asks for your PACER user name and password. We sign you in and look at the court's menu. "
    "This changes nothing at the court. Then go on within 15 minutes; after that, you sign in again."
)
SIGN_IN_TO_CHECK = (
    "We need to see what became of your link request. A form asks for your PACER sign-in; then this app only reads "
    "the court's menu. It does not send the link request again."
)
SIGNING_IN = "Asking PACER, then the court's menu. This usually takes a few seconds."
OLD_LOGIN = (
    "PACER accepted your sign-in. Now a form asks for your old CM/ECF login at this court. "
    "The court then names both accounts, and you decide. This links nothing yet."
)
READ_PAGE = (
    "PACER accepted your sign-in. Before it asks for your old login, the court shows a page of its own. "
    "Press *Read the court's page*: you see its words, and go on from there. This links nothing."
)
FINDING = "Asking the court which accounts these are. This usually takes a few seconds. Nothing is linked yet."
REVIEW = "The court names these two accounts:"
REVIEW_PAGE = "Read what the court's page says of your two accounts:"
ANSWER_PAGE = (
    "The court's page asks for more. Press *Answer the court*: you see its page and its questions, in its own words. "
    "Nothing is chosen or ticked for you."
)
LINKING = (
    "The link request is on its way to the court. It is sent once, and can no longer be stopped. "
    "Please wait; a new message brings the result."
)
CONFIRMING = (
    "The link request was sent. Now we read the court's menu: only that proves it. "
    "Please wait; a new message brings the result."
)

CONFIRMING_UNANSWERED = (
    "The court's answer to the link request was lost: the request may have reached it. Now we read the court's menu: "
    "only that proves a link. Please wait; a new message brings the result."
)

COURT_SAID_NO = "*The court's answer was a no:*"
LOOKING_AT_A_NO = (
    "A court may say that of a link that it has just made. So we look at its menu for about a minute, to be sure that "
    "nothing was linked. Nothing is sent again; a new message brings the result."
)


def still_looking(until: str) -> str:
    """Say that the proof is looked for again and again, and until when."""
    return (
        f"*Still looking.* The court's menu does not show the link so far; some courts take some minutes. "
        f"We look again by ourselves until {until}, and send nothing again. "
        f"Please do not try to link in the meantime. You need not wait here: a new message brings the result."
    )


# How it ended: what is so, then what was changed and what is next; the time of it stands last

LINKED = "*Your old CM/ECF account and your PACER account are linked for good.*"
PROOF = f"Proof: the court's own menu showed the filing menus. {ANOTHER_COURT}"
LINKED_BY_HAND = "*Linked, by your own word.* You said that you see the filing menus; this app has not proven it."
ALREADY_LINKED = "*Already linked:* the court's own menu showed the filing menus."
ALREADY_NEXT = f"Nothing was changed, and there is nothing to do. {ANOTHER_COURT}"
NOT_LINKED = "*Not linked.*"
NOT_GONE_ON = "*It stopped.*"
"""Where the court is on record as linked before."""


def linked_since(when: str) -> str:
    """Say since when there is a link on record, which may be the person's own word."""
    return f"Your accounts are linked here since {when}, as this app has noted."


def again_after(hour: str) -> str:
    """Say from when on a new start is taken: minutes from now, so the time of day is enough."""
    return f"*Try again at {hour}:* type `{COMMAND}`."


CHOOSE_ANOTHER = "Choose another court:"
PREPARE = "Meanwhile you can get ready here, or be led in your own browser; a wrong password counts there as well."


def pacer_rests(until: str) -> str:
    """Say until when no password is taken for the PACER account that was tried."""
    return f"*The PACER account that you tried rests until {until}*, at every court, so that it does not get locked."


def login_rests(court: str, until: str) -> str:
    """Say until when no password is taken for the old login at one court."""
    return f"*The old login at {court} rests until {until}*, so that it does not get locked. Other courts are open."


DESK_KNOWS = "A message about it goes to the help desk, without anything that you typed."


def still_unknown(court: str, when: str) -> str:
    """Remind of an end that is not known, on the cards of later runs."""
    return f"*Still not known at {court}:* a link request was sent, {when}. Do not link there by hand; check it first."


UNKNOWN = "*Result not known.*"
CANCELLED = "*You stopped; nothing was changed.* Nothing that you typed was kept."
CANCELLED_BY_HAND = "*You stopped; this app changed nothing.* What you did in your own browser stands."
REHEARSED = "*The rehearsal ended before the link.* Nothing was changed at the court."


def rehearsed_accounts(filer: str, pacer: str) -> str:
    """Name both accounts, masked, as the court named them."""
    return f"The court named the CM/ECF account {filer} and the PACER account {pacer}."


REHEARSED_PAGES = "The pages that the court showed are kept for the operator of this app."
EXPIRED = "*Nothing was changed:* nobody went on for a week."


def since(when: str) -> str:
    """Say since when the end is open."""
    return f"Since: {when}."


def seen(when: str) -> str:
    """Say when the court's menu was seen."""
    return f"Seen: {when}."


def noted(when: str) -> str:
    """Say when the person gave their word."""
    return f"Noted: {when}."


def stopped(when: str) -> str:
    """Say when it stopped."""
    return f"Stopped: {when}."


def cancelled(when: str) -> str:
    """Say when the person stopped it."""
    return f"Cancelled: {when}."


def closed(when: str) -> str:
    """Say when it was given up."""
    return f"Closed: {when}."


def rehearsed(when: str) -> str:
    """Say when the rehearsal ended."""
    return f"Rehearsal over: {when}."


FOLDED_LIVE = "This card has moved further down."
FOLDED_ENDED = "This record has moved further down."
FOLDED_FORGOTTEN = "Closed, because what this app has stored about you is being deleted."


def left(title: str, line: str) -> str:
    """Say in a line which card it was, and what became of it."""
    return f"{title}: {line}"
