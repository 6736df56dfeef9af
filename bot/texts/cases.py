"""Words about the help desk's cases: on the case, in its thread, to a member who clicked, and to its person."""

from __future__ import annotations

from typing import assert_never

from bot.flow.effects import Leaving, Outcome
from bot.helpdesk.cases import TICKETS, Reason, Waiting
from bot.helpdesk.hints import Hint

CLAIM = "I take it"
TAKE_OVER = "Take it over"
REOPEN = "Open it again"
RESOLVE = "Close it because…"
WRITE = "Write to them"
HOLD = "Put it on hold"
GO_ON = "Go on now"
SUGGEST = "Suggest a step…"
NOBODY_HAS_IT = "Nobody has it yet."


def headline(outcome: Outcome) -> str:  # noqa: C901 - one case an outcome
    """Say the outcome first, in a few words."""
    match outcome:
        case Outcome.LINKED:
            return "Linked"
        case Outcome.REFUSED:
            return "Stopped, nothing was linked"
        case Outcome.UNKNOWN:
            return "Not known whether linked"
        case Outcome.REHEARSED:
            return "Rehearsed"
        case Outcome.ASKED:
            return "Asks for a human"
        case Outcome.ADDED:
            return "Asks for a human, and has more to say"
        case Outcome.TURNED:
            return "Led by hand from now on"
        case Outcome.SET_ASIDE:
            return "Could not be read"
        case Outcome.SET_ASIDE_UNKNOWN:
            return "Could not be read, and not known whether linked"
        case Outcome.STUCK:
            return "Stuck"
        case Outcome.BY_MEMBER:
            return "Opened by the help desk"
        case _:
            assert_never(outcome)


def headed(outcome: Outcome) -> str:
    """Say the outcome at the beginning of a line."""
    return f"{headline(outcome)}."


def opened_by(by: str) -> str:
    """Say in the thread who opened a case for somebody."""
    return f"{_first(by)} opened the case for them."


def opened_in(channel: str) -> str:
    """Tell a member where the case is that they opened."""
    return f"The case is open in <#{channel}>, and it is yours. They are told."


def open_already(channel: str) -> str:
    """Tell a member that there is an open case already."""
    return f"They have an open case in <#{channel}> already. Nothing was changed."


OF_NOBODY = "No person wrote this message, so there is nobody to open a case for."


def has_it(user: str) -> str:
    """Say who has a case."""
    return f"{_first(user)} has it."


def closed_by(user: str, why: str) -> str:
    """Say who closed a case, and why."""
    return f"Closed by {_member(user)}: {why}."


CLOSED_BY_PROOF = "Closed by itself: the court's menu shows the link now."
CLOSED_WITH_RUN = "Closed by itself: that run is over, and they asked nobody for help."


def they_left(how: Leaving, when: str = "") -> str:
    """Say that the person left the run, how, and when where that is not said by what it stands on."""
    at = f": {when}" if when else ""
    match how:
        case Leaving.CANCELLED:
            return f"*They cancelled this run{at}.* Its place is not kept."
        case Leaving.EXPIRED:
            return f"*This run was closed, since they did not go on for a week{at}.* Its place is not kept."
        case Leaving.BEGAN_ANOTHER:
            return f"*They left this run and began another{at}.* Its place is not kept."
        case _:
            assert_never(how)


OPEN_AGAIN = "The case is open again, since there is more."


def why(reason: Reason) -> str:
    """Give a reason for closing, for a member of the help desk."""
    match reason:
        case Reason.HELPED:
            return "helped, and it is done"
        case Reason.BY_THEMSELVES:
            return "they did it themselves"
        case Reason.AT_PACER:
            return "PACER takes it from here"
        case Reason.AT_COURT:
            return "the court takes it from here"
        case Reason.NOT_NEEDED:
            return "nothing to do"
        case _:
            assert_never(reason)


def claimed(by: str) -> str:
    """Say in the thread who took a case."""
    return f"{_first(by)} took the case."


def taken_over(by: str, of: str) -> str:
    """Say in the thread who took a case from whom."""
    return f"{_first(by)} took the case over from {_member(of)}."


def opened_again(by: str) -> str:
    """Say in the thread who opened a closed case."""
    return f"{_first(by)} opened the case again."


def waits(why: Waiting) -> str:
    """Say what a case on hold waits for, for a member of the help desk."""
    match why:
        case Waiting.CLERK:
            return "the clerk's office is closed"
        case Waiting.PACER:
            return "PACER has to answer"
        case Waiting.PERSON:
            return "they have to answer"
        case Waiting.COLLEAGUE:
            return "a colleague has to look"
        case _:
            assert_never(why)


def on_hold(why: str, until: str) -> str:
    """Say that a case waits, for what and until when."""
    return f"*On hold until {until}:* {why}. It wakes by itself."


def put_on_hold(by: str, why: str, until: str) -> str:
    """Say in the thread who let a case wait."""
    return f"{_first(by)} put the case on hold until {until}: {why}."


AWAKE = "*The hold is over.* The case waits for you."
"""Said in the thread."""


def went_on(by: str) -> str:
    """Say in the thread who ended a hold before its time."""
    return f"{_first(by)} ended the hold."


def wrote(by: str, words: str) -> str:
    """Show in the thread what a member writes to the person."""
    return f"{_first(by)} writes to them: “{words}”"


def answered(by: str, words: str) -> str:
    """Show in the thread what the person answers."""
    return f"{_first(by)} answers: “{words}”"


def suggested(by: str, step: str) -> str:
    """Say in the thread what a member suggests to the person."""
    return f"{_first(by)} suggests a step to them: {step}."


def step_of(hint: Hint) -> str:
    """Name a step that can be suggested, for a member of the help desk."""
    match hint:
        case Hint.RESUME:
            return "go on where they were"
        case Hint.CHECK_AGAIN:
            return "check again whether it is linked"
        case Hint.GUIDED:
            return "go on in their own browser"
        case _:
            assert_never(hint)


def not_arrived(of: str) -> str:
    """Say in the thread that what was written or suggested to somebody did not arrive."""
    return f"This did *not* reach <@{of}>: Slack did not take it. Reach them another way."


def was_solved(by: str) -> str:
    """Say in the thread that the person says it is solved."""
    return f"{_first(by)} says: this is solved."


def was_not_solved(by: str) -> str:
    """Say in the thread that the person says it is not solved."""
    return f"{_first(by)} says: this is *not* solved."


def nudge(of: str, by_when: str) -> str:
    """Remind the channel, before it is late, of a case that nobody took."""
    return f"*Nobody has taken this case yet.* <@{of}> waits for a first answer, which is due by {by_when}."


NOBODY_TOOK = "*Nobody has taken these cases yet:*"


def untaken(who: str, since: str, reference: str) -> str:
    """Name a case that nobody took."""
    return f"{who}, since {since}, {reference}"


def and_more(count: int) -> str:
    """Say how many are not named."""
    return f"and {count} more"


def linked_since(count: int, names: str, since: str) -> str:
    """Sum up who linked since the last working day began."""
    people = "1 person" if count == 1 else f"{count} people"
    return f"*{people} linked since {since}:* {names}."


def at_courts(user: str, courts: str) -> str:
    """Name somebody who linked, and where."""
    return f"<@{user}> ({courts})"


def has_yours(by: str) -> str:
    """Tell a person who has their case."""
    return f"*{_of_help_desk(by)} has your case.*"


YOURS_IS_CLOSED = "*The help desk has closed your case.*"
ASK_AGAIN = "If it is not solved, ask again."


def opened_yours(by: str) -> str:
    """Tell a person that their closed case is open again."""
    return f"*{_of_help_desk(by)} has opened your case again.* It is not over yet."


def next_for_person(reason: Reason) -> str:
    """Tell a person who goes on with it, when their case is closed."""
    match reason:
        case Reason.AT_PACER:
            return "PACER's help takes it from here."
        case Reason.AT_COURT:
            return "The court's help desk takes it from here."
        case Reason.HELPED | Reason.BY_THEMSELVES | Reason.NOT_NEEDED:
            return "Nothing more is to be done."
        case _:
            assert_never(reason)


def waits_until(until: str) -> str:
    """Tell a person that their case waits."""
    return f"*Your case waits until {until}.*"


def waits_for(why: Waiting) -> str:
    """Tell a person what their case waits for."""
    match why:
        case Waiting.CLERK:
            return "The help desk waits for the clerk's office to open."
        case Waiting.PACER:
            return "The help desk waits for PACER to answer."
        case Waiting.PERSON:
            return "The help desk waits for your answer."
        case Waiting.COLLEAGUE:
            return "A colleague at the help desk has to look at it."
        case _:
            assert_never(why)


PLACE_KEPT = "Your place is kept."
GOES_ON = "*Your case goes on.* It waits no longer, and the help desk looks at it again."


def writes(by: str, words: str) -> str:
    """Show a person what a member writes."""
    return f"*{_of_help_desk(by)} writes:*\n“{words}”"


ANSWER = "Answer"
TO_ANSWER = "To answer, press the button. What you write here in the chat does not reach them."


def suggests(by: str) -> str:
    """Tell a person that a member suggests a step."""
    return f"*{_of_help_desk(by)} suggests a step:*"


def try_step(hint: Hint) -> str:
    """Tell a person what is suggested."""
    match hint:
        case Hint.RESUME:
            return "Go on where you were. Your place is kept."
        case Hint.CHECK_AGAIN:
            return "Check again whether your accounts are linked. This only reads; it sends no link request."
        case Hint.GUIDED:
            return "Go on in your own browser, step by step. Then nothing is typed here."
        case _:
            assert_never(hint)


FINE_PRINT_FIRST = (
    "Go on in your own browser, step by step. First say on the card what applies to you, and read the fine print: "
    "the button for your own browser stands below it."
)
NOT_IN_BROWSER = "Go on in your own browser. From where you are now that cannot be done."
NOTHING_TO_CHECK = "Check again whether your accounts are linked. From where you are now that cannot be done."


def not_there(court: str) -> str:
    """Tell a person that a suggestion is about a run, or a court, at which they are no more; `court` may be empty."""
    at = f" at {court}" if court else ""
    return f"*You are no longer in that run{at}.* Its place is not kept, so there is nothing to press for it."


def now(status: str) -> str:
    """Tell a person where they are."""
    return f"Now: {status}"


ASK_SOLVED = "Did this solve it?"
SOLVED = "Yes, it did"
NOT_SOLVED = "No, it did not"
SAID_SOLVED = "*You said that this solved it.* The help desk sees your answer."
SAID_NOT_SOLVED = (
    "*You said that this did not solve it.* The help desk sees your answer. To ask again, press the button: "
    "what you write opens your case again."
)
ASK_AGAIN_BUTTON = "Ask again"


def another_has_it(holder: str) -> str:
    """Tell a member that a colleague was first."""
    return f"{_first(holder)} has this case already. To take it from them, press *{TAKE_OVER}*."


NOT_OF_USE = "This step cannot be of use to them now: the case says where they are. Nothing was sent."
YOURS_ALREADY = "This case is yours already."
IS_CLOSED = f"This case is closed. To go on with it, press *{REOPEN}*."
IS_OPEN = "This case is open."
GONE = (
    "*Closed: its person had their data deleted.* This app keeps nothing of the case any more. "
    "What is written in the thread stays until one of you deletes it."
)
IS_GONE = "This case is not kept any more: its person had their data deleted. Nothing was changed."
NOT_THEN = "That time is not ahead, or is more than 60 days away. Choose another."
NOT_ON_HOLD = "This case is not on hold."
SAID_ALREADY = "You have answered this already."
NOT_YOURS = "This case is not kept any more, or is not yours. Nothing was sent."
NOT_A_MEMBER = "Only members of the help desk can work on its cases. Nothing was changed."
NOT_KNOWN_WHO = "Slack did not say who is of the help desk, so nothing was changed. Try again."


def _member(user: str) -> str:
    """Mention a member, or name the firm's own ticket system."""
    return "the firm's ticket system" if user == TICKETS else f"<@{user}>"


def _first(user: str) -> str:
    """As `_member`, at the beginning of a sentence."""
    return "The firm's ticket system" if user == TICKETS else f"<@{user}>"


def _of_help_desk(user: str) -> str:
    """Say to a person who it is that helps them; which system a member used is nothing to them."""
    return "The help desk" if user == TICKETS else f"<@{user}> of the help desk"
