"""The help desk's cases: the one message of each, the lines of its thread, and what is told of it. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot import flow
from bot.flow import states as st
from bot.helpdesk.cases import Deed, No, Reason
from bot.helpdesk.hints import Hint
from bot.screens.answers import status_words
from bot.screens.blocks import actions, button, context, escaped, plain, sections
from bot.screens.buttons import check_again, for_court, own_browser, start
from bot.screens.ids import ActionId, stamp
from bot.screens.message import Message
from bot.screens.notices import headed_lines, told_lines
from bot.screens.phrases import REFERENCE, court_name, court_of
from bot.texts import cases, common, notices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flow.effects import TellHelpDesk
    from bot.helpdesk.cases import Case, Line
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Button, StaticSelect

_LONGEST_ID = 64
_LONGEST_LETTER = 2500
"""Characters of what is written from one to the other when it is escaped."""
_SEPARATOR = "."
_ROW = "case"


def case_message(case: Case, drawing: str) -> Message:
    """Give the one message of a case: the outcome first, who and where, what is known, who has it, what can be done.

    `drawing` names this one: its lists are new to Slack, which else shows what was chosen last as if it were so.
    """
    who = notices.case(_person(case.person), court_name(case.news.court))
    first = common.lines(common.strong(cases.headline(case.news.outcome)), who)
    left = cases.they_left(case.left.how, common.moment(case.left.at)) if case.left else ""
    told = told_lines(case.news, is_left=case.left is not None)
    named = context(common.sentences(common.reference(escaped(case.reference, REFERENCE)), common.moment(case.opened)))
    blocks = [*sections(first, left, *told, _standing(case)), *_buttons(case, drawing), *named]
    return Message(blocks)


def case_gone(reference: str) -> Message:
    """Give what is left of a case's message when the case is deleted with its person's data; it names nobody."""
    return Message([*sections(cases.GONE), *context(common.reference(escaped(reference, REFERENCE)))])


def case_line(line: Line | None, news: TellHelpDesk | None) -> Message:
    """Give what the story gets: what was done, or what its run said, or both."""
    done = _done(line) if line else ""
    return Message(sections(done, *(headed_lines(news) if news else ())))


def case_told(line: Line, case: Case, state: st.State | None, drawn: Drawn | None) -> Message:
    """Tell the person what became of their case; a step that is suggested is of where they are now."""
    shown, row = _to_person(line, case, state, drawn)
    where = court_name(case.news.court)
    return Message([*sections(*shown), *row, *context(where, common.reference(escaped(case.reference, REFERENCE)))])


def _to_person(
    line: Line, case: Case, state: st.State | None, drawn: Drawn | None
) -> tuple[tuple[str, ...], list[Block]]:
    """Give what is said to the person, and what they can press."""
    by, value = _person(line.by), case.reference
    match line.deed:
        case Deed.RESOLVED if line.reason:
            closed = common.sentences(cases.YOURS_IS_CLOSED, cases.next_for_person(line.reason), cases.ASK_AGAIN)
            asked = [
                button(ActionId.CASE_SOLVED, cases.SOLVED, value),
                button(ActionId.CASE_NOT_SOLVED, cases.NOT_SOLVED, value),
            ]
            return (closed, cases.ASK_SOLVED if line.asks else ""), actions(*asked) if line.asks else []
        case Deed.REOPENED:
            return (cases.opened_yours(by),), []
        case Deed.HELD if line.hold:
            until = cases.waits_until(common.moment(line.hold.until))
            kept = cases.PLACE_KEPT if isinstance(state, st.Live) and _is_of(case, state) else ""
            return (common.sentences(until, cases.waits_for(line.hold.why), kept),), []
        case Deed.WOKEN | Deed.WENT_ON:
            return (cases.GOES_ON,), []
        case Deed.WROTE:
            said = cases.writes(by, escaped(line.words, _LONGEST_LETTER))
            return (said, cases.TO_ANSWER), actions(button(ActionId.CASE_ANSWER, cases.ANSWER, value, style="primary"))
        case Deed.SUGGESTED if line.hint:
            (step, *more), row = _suggested(line.hint, case, state, drawn)
            return (common.lines(cases.suggests(by), step), *more), row
        case _:
            return (cases.has_yours(by),), []


def _is_of(case: Case, state: st.State) -> bool:
    """Say whether a person is in the run of their case, and at its court."""
    court, here = case.news.court, court_of(state)
    return state.run.reference == case.reference and (court is None or here is None or court.id == here.id)


def _suggested(
    hint: Hint, case: Case, state: st.State | None, drawn: Drawn | None
) -> tuple[tuple[str, ...], list[Block]]:
    """Give what is said of a suggested step, and its button: good for the run and the court of the case alone."""
    if hint is Hint.CHECK_AGAIN:
        return _to_check(case, state, drawn)
    if state is None or drawn is None or not _is_of(case, state):
        return _not_there(case, state)
    value = stamp(drawn)
    card = button(ActionId.RESUME, common.SHOW_CARD, value, style="primary")
    led = own_browser(state, value)
    if hint is Hint.GUIDED and led:
        return (cases.try_step(hint),), actions(led)
    if not isinstance(state, st.Live):
        return _not_there(case, state)
    if hint is Hint.RESUME:
        return (cases.try_step(hint),), actions(card)
    reads_first = isinstance(state, st.GettingReady) and state.court.automated and not state.run.open_end(state.court)
    return (cases.FINE_PRINT_FIRST if reads_first else cases.NOT_IN_BROWSER,), actions(card)


def _to_check(case: Case, state: st.State | None, drawn: Drawn | None) -> tuple[tuple[str, ...], list[Block]]:
    """Give the button that reads what became of a link request, from this run or from a later one."""
    said, court = cases.try_step(Hint.CHECK_AGAIN), case.news.court
    if state and drawn:
        if isinstance(state, st.Unknown) and court and state.court.id == court.id:
            return (said,), actions(check_again(stamp(drawn)))
        if court and state.run.open_end(court) and flow.may_check_earlier(state):
            earlier = for_court(ActionId.CHECK_EARLIER, court, stamp(drawn))
            return (said,), actions({**earlier, "text": plain(common.CHECK_AGAIN)})
    return (cases.NOTHING_TO_CHECK, cases.now(status_words(state))), actions(_where_they_are(state))


def _not_there(case: Case, state: st.State | None) -> tuple[tuple[str, ...], list[Block]]:
    where = cases.not_there(court_name(case.news.court))
    return (where, cases.now(status_words(state))), actions(_where_they_are(state))


def _where_they_are(state: st.State | None) -> Button:
    """Make the button to the card of whatever run there is, or to a new one; it takes no step."""
    live = isinstance(state, st.Live | st.Unknown)
    return start(common.SHOW_CARD if live else common.START, style="primary")


def left_behind(state: st.State | None) -> Message:
    """Tell a person who goes on in a run that is over, that it is, and where they are."""
    return Message([*sections(cases.not_there(""), cases.now(status_words(state))), *actions(_where_they_are(state))])


def case_refused(why: No, holder: str) -> Message:
    """Tell a member why a click did nothing."""
    match why:
        case No.ANOTHER_HAS_IT:
            said = cases.another_has_it(_person(holder))
        case No.YOURS_ALREADY:
            said = cases.YOURS_ALREADY
        case No.CLOSED:
            said = cases.IS_CLOSED
        case No.OPEN:
            said = cases.IS_OPEN
        case No.GONE:
            said = cases.IS_GONE
        case No.NOT_THEN:
            said = cases.NOT_THEN
        case No.NOT_ON_HOLD:
            said = cases.NOT_ON_HOLD
        case No.SAID_ALREADY:
            said = cases.SAID_ALREADY
        case No.NOT_OF_USE:
            said = cases.NOT_OF_USE
        case _:
            assert_never(why)
    return Message(sections(said))


def case_not_yours() -> Message:
    """Tell somebody who is not of the help desk that nothing was changed."""
    return Message(sections(cases.NOT_A_MEMBER))


def case_not_theirs() -> Message:
    """Tell somebody who answers a case that is not kept, or not theirs, that nothing was sent."""
    return Message(sections(cases.NOT_YOURS))


def case_opened(channel: str, *, already: bool) -> Message:
    """Tell a member that a case is open for somebody, in the help desk's channel."""
    where = escaped(channel, _LONGEST_ID)
    return Message(sections(cases.open_already(where) if already else cases.opened_in(where)))


def case_of_nobody() -> Message:
    """Tell a member that there is nobody to open a case for."""
    return Message(sections(cases.OF_NOBODY))


def case_judged(reference: str, *, solved: bool) -> Message:
    """Show a person their answer in the place of the question; who says no can ask again."""
    said = cases.SAID_SOLVED if solved else cases.SAID_NOT_SOLVED
    again = None if solved else button(ActionId.CASE_ANSWER, cases.ASK_AGAIN_BUTTON, reference, style="primary")
    named = context(common.reference(escaped(reference, REFERENCE)))
    return Message([*sections(said), *(actions(again) if again else []), *named])


def case_unsure() -> Message:
    """Tell a member that it could not be looked up whether they are one."""
    return Message(sections(cases.NOT_KNOWN_WHO))


def case_of(value: str) -> str:
    """Give the reference in a button's value, or in the block id of the lists."""
    return value.removeprefix(_ROW + _SEPARATOR).partition(_SEPARATOR)[0]


def _person(user: str) -> str:
    return escaped(user, _LONGEST_ID)


def _standing(case: Case) -> str:
    if case.closed is None:
        held = cases.on_hold(cases.waits(case.hold.why), common.moment(case.hold.until)) if case.hold else ""
        return common.lines(held, cases.has_it(_person(case.holder)) if case.holder else cases.NOBODY_HAS_IT)
    if case.closed.reason is None:
        return cases.CLOSED_WITH_RUN if case.left else cases.CLOSED_BY_PROOF
    return cases.closed_by(_person(case.closed.by), cases.why(case.closed.reason))


def _done(line: Line) -> str:  # noqa: C901, PLR0912 - one case a deed
    by = _person(line.by)
    match line.deed:
        case Deed.CLAIMED:
            return cases.claimed(by)
        case Deed.TAKEN_OVER:
            return cases.taken_over(by, _person(line.of))
        case Deed.RESOLVED:
            return cases.closed_by(by, cases.why(line.reason or Reason.HELPED))
        case Deed.REOPENED:
            return cases.opened_again(by) if line.by else cases.OPEN_AGAIN
        case Deed.PROVEN:
            return cases.CLOSED_BY_PROOF
        case Deed.LEFT:
            return cases.they_left(line.left) if line.left else ""
        case Deed.HELD:
            return _held(line)
        case Deed.WOKEN:
            return cases.AWAKE
        case Deed.WENT_ON:
            return cases.went_on(by)
        case Deed.WROTE:
            return cases.wrote(by, escaped(line.words, _LONGEST_LETTER))
        case Deed.ANSWERED:
            return cases.answered(by, escaped(line.words, _LONGEST_LETTER))
        case Deed.SUGGESTED:
            return cases.suggested(by, cases.step_of(line.hint or Hint.RESUME))
        case Deed.NOT_ARRIVED:
            return cases.not_arrived(_person(line.of))
        case Deed.OPENED_BY:
            return cases.opened_by(by)
        case Deed.NUDGED:
            return cases.nudge(_person(line.of), common.moment(line.by_when)) if line.by_when else ""
        case Deed.SOLVED:
            return cases.was_solved(by)
        case Deed.NOT_SOLVED:
            return cases.was_not_solved(by)
        case _:
            assert_never(line.deed)


def _held(line: Line) -> str:
    hold = line.hold
    return cases.put_on_hold(_person(line.by), cases.waits(hold.why), common.moment(hold.until)) if hold else ""


def _buttons(case: Case, drawing: str) -> list[Block]:
    value = case.reference
    if case.closed:
        return actions(button(ActionId.CASE_REOPEN, cases.REOPEN, value))
    if case.holder:
        take = button(ActionId.CASE_TAKE_OVER, cases.TAKE_OVER, value)
    else:
        take = button(ActionId.CASE_CLAIM, cases.CLAIM, value, style="primary")
    write = button(ActionId.CASE_WRITE, cases.WRITE, value)
    waits = (
        button(ActionId.CASE_GO_ON, cases.GO_ON, value) if case.hold else button(ActionId.CASE_HOLD, cases.HOLD, value)
    )
    hints = {each.value: cases.step_of(each) for each in case.hints}
    steps = _list(ActionId.CASE_SUGGEST, cases.SUGGEST, hints) if hints else None
    reasons = _list(ActionId.CASE_RESOLVE, cases.RESOLVE, {each.value: cases.why(each) for each in Reason})
    return actions(take, write, waits, steps, reasons, block_id=_SEPARATOR.join((_ROW, value, drawing)))


def _list(action: ActionId, words: str, choices: Mapping[str, str]) -> StaticSelect:
    """Make a list of which one is chosen, which is done then."""
    return {
        "type": "static_select",
        "action_id": action.value,
        "placeholder": plain(words),
        "options": [{"text": plain(said), "value": value} for value, said in choices.items()],
    }
