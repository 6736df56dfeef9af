"""Words that several places share: the name, the steps, the buttons, whom to call, how to begin again."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

APP = "Link PACER"
COMMAND = "/link-pacer"
PACER_HOST = "pacer.login.uscourts.gov"
PACER_DESK = "the PACER Service Center, (800) 676-6856, Monday to Friday"
REDACTED = "…"
NOT_NAMED = "(the page gives no name)"

STEPS = (
    "Choose the court",
    "Get ready",
    "Sign in to PACER",
    "Your old CM/ECF login",
    "Check both accounts",
    "Link and proof",
)
DONE = (
    "court chosen",
    "fine print read",
    "signed in to PACER",
    "old login accepted by the court",
    "both accounts checked by you",
)

# Buttons: verb first, at most 75 characters.
CHOOSE_PLACEHOLDER = "Type a court: mieb, E.D. Mich., Detroit"
SIGN_IN = "Sign in to PACER"
SIGN_IN_TO_CHECK = "Sign in to check"
ENTER_OLD_LOGIN = "Enter the old login"
SEE_ACCOUNTS = "See both accounts"
ANSWER = "Answer the court"
READ_PAGE = "Read the court's page"
LINK = "Link these accounts"
END_REHEARSAL = "End the rehearsal"
CHECK_AGAIN = "Check again"
HELP = "Help"
ASK_HELP_DESK = "Ask the help desk"
ADD_SENTENCE = "Add a sentence"
DONE_NEXT = "Done, next"
LINKED_ALREADY = "It is linked already"
SEE_MENUS = "I see the menus"
SOMETHING_ELSE = "I see something else"
LINK_ANOTHER = "Link another court"
FORGET = "Forget me"
CANCEL = "Cancel"
NOT_NOW = "Not now"
BACK = "Go back"
START = "Link a court"
START_OVER = "Start over"
SHOW_CARD = "Show where I am"
OPEN_COURT = "Open the court"
OPEN_PACER = "Open PACER"

# The dialog before the request that cannot be undone.
CONFIRM_TITLE = "Link these accounts for good?"
CONFIRM_YES = "Link for good"
CONFIRM_YES_READ = "I read both: link for good"
CONFIRM_YES_DIFFERENT = "Both are mine: link for good"
CANNOT_UNDO = "You and this app cannot undo it; only the court might."
CONFIRM_NO = "Not yet"

# The dialog before everything about a person is deleted.
FORGET_TITLE = "Forget everything about you?"
FORGET_TEXT = (
    "This app deletes what it stores about you, its list of your linked courts as well. "
    "Its audit lines stay, and a link request whose end is not known; they hold no names. "
    "The count of passwords tried goes after 15 minutes. "
    "Your links at the courts stay as they are."
)
FORGET_YES = "Forget me"
FORGET_NO = "Keep it"

BEGIN_AGAIN = f"To begin again, type `{COMMAND}`."
ANOTHER_COURT = f"To link another court, type `{COMMAND}`."
WORD_FOR_WORD = "The answer, word for word:"


def confirm_text(filer: str, pacer: str, court: str) -> str:
    """Say what the dialog is about to do, in plain text: Slack draws no marks there."""
    return f"CM/ECF account: {filer}\nPACER account: {pacer}\nCourt: {court}\n{CANNOT_UNDO}"


def confirm_text_of_different(filer: str, pacer: str, court: str) -> str:
    """Say the same where the two names look like two different people's."""
    return f"Two different names: CM/ECF {filer} / PACER {pacer}\nCourt: {court}\n{CANNOT_UNDO}"


def confirm_text_of_page(court: str) -> str:
    """Say what the dialog is about to do where the app could not tell the two accounts apart."""
    return (
        "This app could not tell the accounts apart. Link only if you have read on the court's page that both are "
        f"yours, and the PACER account your own individual one.\nCourt: {court}\n{CANNOT_UNDO}"
    )


def title(court: str) -> str:
    """Give the card's title line; without a court it is the app's name."""
    return f"{APP} - {court}" if court else APP


def step(number: int) -> str:
    """Give the progress line of step 1 to 6."""
    return f"Step {number} of {len(STEPS)} · {STEPS[number - 1]}"


def done(number: int) -> str:
    """Give the steps that are done when step `number` is the present one; empty for the first."""
    return f"Done: {', '.join(DONE[: number - 1])}." if number > 1 else ""


def upcoming(number: int) -> str:
    """Give what follows step `number`; empty for the last."""
    return f"Then: {STEPS[number]}." if number < len(STEPS) else ""


def to_press(labels: Sequence[str]) -> str:
    """Name the buttons below a message, for whoever hears it."""
    return f"Buttons: {', '.join(labels)}." if len(labels) > 1 else f"Button: {', '.join(labels)}."


def to_choose(words: str) -> str:
    """Name the list below a message, for whoever hears it, by what it says while nothing is chosen."""
    return f"List: {words}."


def reference(value: str) -> str:
    """Name the reference that the help desk can look up."""
    return f"Reference {value}"


def menus(names: Sequence[str], joined_by: str = "or") -> str:
    """Name the menus that a filer sees, as the court's menu bar does."""
    if not names:
        return "the filing menus"
    return f" {joined_by} ".join(names)


def any_of(words: Sequence[str]) -> str:
    """Name words that can be typed, one or the other."""
    marked = [f"`{each}`" for each in words]
    return f"{', '.join(marked[:-1])} or {marked[-1]}"


def listed(names: Sequence[str]) -> str:
    """Name several things in a sentence."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def court_desk(phone: str) -> str:
    """Name whom to call at the court."""
    return f"the court's e-filing help desk, {phone}" if phone else "the court's clerk's office"


def to_desk(words: str, desk: str) -> str:
    """Have whom to call at the court written to, where `desk` is an address and no number."""
    by_mail = "@" in desk
    return (
        words.replace("Call {desk}", "Write to {desk}").replace("call {desk}", "write to {desk}") if by_mail else words
    )


def quotation(words: str) -> str:
    """Quote PACER's or the court's own words."""
    return f"{WORD_FOR_WORD} “{words}”"


def account(label: str, value: str) -> str:
    """Name one of the two accounts."""
    return f"*{label}*\n{value}"


FILER_ACCOUNT = "Old CM/ECF account"
PACER_ACCOUNT = "PACER account"
MAKE_SURE = (
    "Are both accounts yours, and is the PACER account your own individual one, not your firm's shared one? "
    f"Then link them. *{CANNOT_UNDO}*"
)
COMPARE = (
    "Compare every part of both names with what you know. Both must be yours, the PACER account your own. "
    "They are shown in full until you end the rehearsal. It stops here."
)
COURT_WOULD_ASK = "Before a real link, the court would also ask you:"


def quoted(lines: Sequence[str]) -> str:
    """Quote a page, line by line."""
    return "\n".join(f"> {line}" for line in lines)


def warning(words: str) -> str:
    """Mark a warning in words."""
    return f"*Warning.* {words}"


def bullets(lines: Sequence[str]) -> str:
    """Make a list."""
    return "\n".join(f"• {line}" for line in lines)


def parts(*words: str) -> str:
    """Join short parts on one line."""
    return " · ".join(part for part in words if part)


def numbered(lines: Sequence[str]) -> str:
    """Make a list of steps."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def strong(words: str) -> str:
    """Make a line stand out."""
    return f"*{words}*"


def sentences(*parts: str) -> str:
    """Join the sentences that are there."""
    return " ".join(part for part in parts if part)


def lines(*parts: str) -> str:
    """Put one thing a line."""
    return "\n".join(part for part in parts if part)


def day(at: date) -> str:
    """Name a day as Americans do."""
    return f"{at:%B} {at.day}, {at.year}"


def moment(at: datetime) -> str:
    """Give an aware time in the reader's own zone and words, such as "today"; in UTC where Slack cannot."""
    fallback = at.astimezone(UTC)
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{day(fallback)}, {fallback:%H:%M} UTC>"


def hour(at: datetime) -> str:
    """Give the time of day of an aware time in the reader's own zone; in UTC where Slack cannot."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{at.astimezone(UTC):%H:%M} UTC>"


def second(at: datetime) -> str:
    """Give the time of day of an aware time, to the second, in the reader's own zone; in UTC where Slack cannot."""
    return f"<!date^{int(at.timestamp())}^{{time_secs}}|{at.astimezone(UTC):%H:%M:%S} UTC>"


def on_day(at: datetime) -> str:
    """Give the day of an aware time in the reader's own zone; in UTC where Slack cannot."""
    return f"<!date^{int(at.timestamp())}^{{date}}|{day(at.astimezone(UTC))}>"


def address(url: str) -> str:
    """Show an address that can be clicked."""
    return f"<{url}>"


def next_step(words: str) -> str:
    """Say what to do next; empty when there is nothing."""
    return f"*Next:* {words}" if words else ""


def told(what: str, changed: str, what_next: str, said: str = "") -> str:
    """Say what happened and whether anything was changed; below it, in whose words it was said, and what to do next."""
    return lines(sentences(what, changed), said, next_step(what_next))


REHEARSAL = "*Rehearsal: nothing will be linked.*"
REHEARSAL_BY_HAND = "*Rehearsal: this app links nothing.* What you do in your own browser is real."
