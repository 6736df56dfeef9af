"""Words of the one living card: what stands there now, what happens next, and the record that stays."""

from __future__ import annotations

from bot.texts.common import ANOTHER_COURT, COMMAND, PACER_DESK, PACER_HOST

FOOTER = (
    "You can also type a word here: `help`, `status`, `back`, `cancel` or `start over`. "
    f"You can leave and come back: `{COMMAND}` leads here again."
)
PAUSED = "*Paused, nothing was saved.* Your place is kept, and the buttons below still work."

CHOOSE = "At which court do you want to link your old CM/ECF account to your PACER account?"
CHOOSE_LABEL = "Court"

GET_READY = "Please read this first. It takes about five minutes, and you can stop at any time before the link."
GET_READY_BY_HAND = (
    "At this court you link in your own browser, and this app leads you step by step. "
    "Nothing is typed into Slack, and this app signs in nowhere. "
    "Please read this first. It takes about five minutes, and you can stop at any time before the link."
)
STILL_SIGNED_IN = "You are still signed in to PACER; no second sign-in."


def linked_here_before(day: str) -> str:
    """Say that there is a link on record, which may be the person's own word."""
    return f"This app noted on {day} that your accounts are linked here; there is probably nothing to do."


REDACTION_TITLE = "PACER's redaction notice"
REDACTION_NOTICE = (
    "IMPORTANT NOTICE OF REDACTION RESPONSIBILITY: All filers must redact: Social Security or taxpayer-identification "
    "numbers; dates of birth; names of minor children; financial account numbers; and, in criminal cases, home "
    "addresses, in compliance with Fed. R. App. P. 25(a)(5), Fed. R. Civ. P. 5.2, Fed. R. Crim. P. 49.1, or "
    "Fed. R. Bankr. P. 9037. This requirement applies to all documents, including attachments.\n"
    "I understand that, if I file, I must comply with the redaction rules. I have read this notice."
)
REDACTION_MEANING = (
    "When you press the button below, you accept this notice, and we pass that on to PACER with your sign-in."
)

RULES = (
    (
        "*Your own account.* You need your individual, upgraded PACER account: one made or upgraded since "
        "August 11, 2014. Never link your firm's shared account: that would lock out all other attorneys of your firm."
    ),
    (
        "*Once, and for good.* Each court needs this one time. You cannot undo it, and neither can this app; "
        "only the court might."
    ),
    (
        "*One to one.* If you have several CM/ECF accounts at this court, such as trustee and attorney, "
        "each needs a PACER account of its own."
    ),
    (
        "*Multi-factor sign-in (MFA).* PACER requires it of everybody who can file, "
        "so from the link on it applies to you."
    ),
)
HAVE_AT_HAND = (
    "*Have at hand:* your PACER user name and password, the code from your authenticator app if you use one, "
    "and the old CM/ECF login and password of this court."
)


def where_it_goes(court_host: str) -> str:
    """Say what will be typed, who can see it and where it goes."""
    return (
        f"*What you type* goes through Slack, which can see it (Slack has no masked fields), and then once to "
        f"{PACER_HOST} and {court_host} only. This app, run by your firm, does not store passwords. "
        f"Would you rather not? Cancel, and link in your browser."
    )


HELP_DESK_SEES = "*The help desk* sees your name, the court and how it ended. Never a user name or a password."


def linking_since(day: str) -> str:
    """Say since when the court links accounts."""
    return f"This court has linked accounts since {day}."


def court_note(note: str) -> str:
    """Give the operator's note about a court."""
    return f"*From your firm about this court:* {note}"


SIGN_IN = (
    "A form asks for your PACER user name and password. We sign you in and look at the court's menu. "
    "This changes nothing at the court."
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
FINDING = "Asking the court which accounts these are. This usually takes a few seconds. Nothing is linked yet."
REVIEW = "The court names these two accounts:"
REVIEW_PAGE = "Read what the court's page says of your two accounts:"
LINKING = (
    "The link request is on its way to the court. It is sent once, and can no longer be stopped. "
    "Please wait; a new message brings the result."
)
CONFIRMING = (
    "The link request was sent. Now we read the court's menu: only that proves it. "
    "Please wait; a new message brings the result."
)


def linked(when: str) -> str:
    """Record a proven link."""
    return f"Your old CM/ECF account and your PACER account are linked for good. Proven: {when}."


PROOF = f"Proof: the court's own menu showed the filing menus. {ANOTHER_COURT}"


def linked_by_hand(when: str) -> str:
    """Record a link that only its person has seen."""
    return f"Linked, by your own word: {when}. You said that you see the filing menus; this app has not proven it."


def already_linked(when: str) -> str:
    """Record that there was nothing to link."""
    return f"Already linked: the court's own menu showed the filing menus. Seen: {when}."


ALREADY_NEXT = f"Nothing was changed, and there is nothing to do. {ANOTHER_COURT}"


def refused(when: str) -> str:
    """Record when it stopped."""
    return f"Stopped: {when}."


def again_after(when: str) -> str:
    """Say from when on a new start is taken."""
    return f"You can begin again then: {when}. Type `{COMMAND}`."


DESK_KNOWS = "A message about it goes to the help desk, without anything that you typed."


def unknown(when: str) -> str:
    """Say that the end is open."""
    return f"*Result not known.* Since: {when}."


def cancelled(when: str) -> str:
    """Record a stop at the person's wish."""
    return f"Cancelled: {when}. Nothing was linked, and nothing that you typed was kept."


def cancelled_by_hand(when: str) -> str:
    """Record a stop at the person's wish, while they linked in their own browser."""
    return f"Stopped: {when}. This app linked nothing. What you did in your own browser stands."


def asked_for_human(when: str) -> str:
    """Record that a human is asked for, while nobody was told yet."""
    return (
        f"You asked for a human: {when}. The message to your help desk is on its way; this card says when it arrived."
    )


def handed_over(when: str) -> str:
    """Record that a human has it."""
    return (
        f"You asked for a human: {when}. Your help desk has the message. A human has it now, under the reference below."
    )


def desk_unreached(when: str, desk: str) -> str:
    """Say that no human knows yet, and whom to ring; `desk` is the court's."""
    return (
        f"You asked for a human: {when}. *Your help desk could not be told so far.* A new message says it if it "
        f"is told later. Until then, call {PACER_DESK}, about your PACER account; about this court, {desk}."
    )


HANDED_OVER_MEANS = "This app does nothing more at the court about it. Nothing that you typed was passed on."
HANDED_OVER_BY_HAND = "This app does nothing more at the court about it. What you did in your own browser stands."


def rehearsed(when: str) -> str:
    """Record the end of a rehearsal."""
    return f"Rehearsal over: {when}. It ended before the link. Nothing was changed at the court."


def rehearsed_accounts(filer: str, pacer: str) -> str:
    """Name both accounts, masked, as the court named them."""
    return f"The court named the CM/ECF account {filer} and the PACER account {pacer}."


REHEARSED_PAGES = "The pages that the court showed are kept for the operator of this app."


def expired(when: str) -> str:
    """Record that nobody went on."""
    return f"Closed: {when}. Nobody went on for a week. Nothing was linked."


FOLDED_LIVE = "This card has moved further down."
FOLDED_ENDED = "This record has moved further down."
FOLDED_FORGOTTEN = "Closed, because its person asked to be forgotten."


def summary(title: str, line: str) -> str:
    """Give the plain text of a card, for notifications and screen readers."""
    return f"{title}: {line}"
