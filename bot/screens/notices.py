"""The result, the help desk's notice, a fault while a form was sent, and the options of the court list. PURE."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot import flow
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.helpdesk.hints import keeps_place
from bot.screens.blocks import LONGEST_OPTION, actions, clean, context, escaped, modal_view, plain, sections
from bot.screens.buttons import check_again, help_, open_court, refused_on, send_clicks, start
from bot.screens.cards import card
from bot.screens.ids import ViewId, stamp
from bot.screens.message import Message
from bot.screens.phrases import COURT, REFERENCE, court_name, menus, not_done, quotation, sitting, unknown, what_next
from bot.screens.records import again, ended_at, unchanged
from bot.texts import agents, cards, cases, common, help_desk, modals, notices, problems, registering

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.flow.effects import TellHelpDesk
    from bot.people import Refusal
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Modal, Option

_MOST_OPTIONS = 100
_LONGEST_ID = 64
_MOST_NAMED = 10
_LONGEST_SENTENCE = 600


def result(state: st.State, drawn: Drawn) -> Message:
    """Tell the end in a message of its own, since edits of the card do not notify. Any other state tells its card."""
    match state:
        case st.Linked():
            return _linked(state, drawn)
        case st.AlreadyLinked(proof=st.Proof.PERSONS_WORD):
            return _by_hand(state, drawn)
        case st.Registered():
            title = registering.registered_title(court_name(state.court))
            registered = (title, registering.REGISTERED_MEANS, registering.REGISTERED_NEXT)
            return _told(registered, drawn, [], title, when=ended_at(state))
        case st.AlreadyLinked():
            filing = notices.go_file(menus(state.court))
            title = notices.already_title(court_name(state.court))
            already = (title, notices.ALREADY_MEANS, filing, *_what_now(state), *_sitting(state))
            return _told(already, drawn, _on_from(state, drawn), title, when=ended_at(state))
        case st.Refused():
            return _refused(state, drawn)
        case st.Unknown():
            title = notices.unknown_title(court_name(state.court))
            check = check_again(stamp(drawn))
            below = actions(check, open_court(state.court, style=None), help_(stamp(drawn)))
            return _told((title, unknown(state)), drawn, below, title, when=ended_at(state))
        case _:
            return card(state, drawn)


def _refused(state: st.Refused, drawn: Drawn) -> Message:
    """Say the reason first, then whether anything was changed, what next and whom to call; the time last."""
    court = court_name(state.court)
    title = (notices.stopped_title if state.run.linked_on else notices.refused_title)(
        court, problems.what(state.problem, court)
    )
    led = notices.OR_IN_THE_BROWSER_LATER if state.again_after else notices.OR_IN_THE_BROWSER
    paragraphs = (
        title,
        common.sentences(unchanged(state), quotation(state.words)),
        common.next_step(what_next(state.problem, state.court)),
        problems.CURLY_QUOTES if state.curly else "",
        led if flow.may_be_led(state) else "",
        common.sentences(cards.DESK_KNOWS, again(state)),
    )
    return _told(paragraphs, drawn, actions(*refused_on(state, stamp(drawn))), title, when=ended_at(state))


def _linked(state: st.Linked, drawn: Drawn) -> Message:
    if state.proof is st.Proof.PERSONS_WORD:
        return _by_hand(state, drawn)
    title, last_word = notices.linked_title(court_name(state.court)), notices.refresh(menus(state.court))
    paragraphs = (
        title,
        common.sentences(notices.LINKED_MEANS, notices.LINKED_PROOF),
        last_word,
        *_what_now(state),
        *_sitting(state),
        common.ANOTHER_COURT,
    )
    when = ended_at(state)
    return _told(paragraphs, drawn, _on_from(state, drawn), title, last_word, when=when)


def _what_now(state: st.Linked | st.AlreadyLinked) -> list[str]:
    told = (agents.YOUR_ATTORNEY, common.numbered(agents.CLICKS), agents.TELL_THEM)
    clicks = common.lines(*told) if state.run.agent else ""
    return [clicks, common.lines(notices.WHAT_NOW, common.bullets(notices.WHAT_NOW_LINES))]


def _by_hand(state: st.Linked | st.AlreadyLinked, drawn: Drawn) -> Message:
    noted = (notices.by_hand_title(court_name(state.court)), notices.BY_HAND_MEANS, *_what_now(state))
    paragraphs = (*noted, *_sitting(state), common.ANOTHER_COURT)
    return _told(paragraphs, drawn, _on_from(state, drawn), noted[0], when=ended_at(state))


def _sitting(state: st.Linked | st.AlreadyLinked) -> tuple[str, str]:
    return sitting(state), notices.SESSION_KEPT if state.session else ""


def _on_from(state: st.Linked | st.AlreadyLinked, drawn: Drawn) -> list[Block]:
    """Give the ways on. The session is kept a few minutes only, but the button never gets old."""
    send = send_clicks(state.court, drawn.user) if state.run.agent else None
    return actions(open_court(state.court), send, start(common.LINK_ANOTHER) if state.session else None)


def _told(paragraphs: Sequence[str], drawn: Drawn, below: list[Block], *stressed: str, when: str = "") -> Message:
    shown = (common.strong(each) if each in stressed else each for each in paragraphs)
    named = context(when, common.reference(escaped(drawn.reference, REFERENCE)))
    return Message([*sections(*shown), *below, *named])


def set_aside(drawn: Drawn, *, unknown: bool) -> Message:
    """Tell a person that their conversation could not be read; `unknown`: and that a submit's end is not known."""
    paragraphs = (notices.SET_ASIDE, notices.SET_ASIDE_UNKNOWN if unknown else notices.SET_ASIDE_NOTHING)
    return _told(paragraphs, drawn, actions(start(common.START)))


def trouble_view(*, upgrading: bool = False) -> Modal:
    """Answer an unexpected fault of this app while a form was sent; `upgrading` as for `trouble`."""
    words = not_done(upgrading=upgrading)
    return modal_view(ViewId.OUTCOME, modals.APP_TITLE, sections(words), close=modals.CLOSE)


def refused_view(why: Refusal) -> Modal:
    """Answer a form or a click in a modal of somebody who is not let in."""
    return modal_view(ViewId.OUTCOME, modals.APP_TITLE, sections(notices.REFUSALS[why]), close=modals.CLOSE)


def help_desk_notice(effect: TellHelpDesk, user: str, reference: str) -> Message:
    """Tell the help desk of a run that needs nobody: who, where, what. Never a credential."""
    who = notices.case(escaped(user, _LONGEST_ID), court_name(effect.court))
    told, *more = headed_lines(effect)
    named = context(common.reference(escaped(reference, REFERENCE)))
    return Message([*sections(common.lines(common.strong(who), told), *more), *named])


def headed_lines(effect: TellHelpDesk) -> tuple[str, ...]:
    """Give what the help desk is told of a run where no headline stands above it."""
    told, *more = told_lines(effect)
    return (common.sentences(cases.headed(effect.outcome), told), *more)


def told_lines(effect: TellHelpDesk, *, is_left: bool = False) -> tuple[str, str, str]:
    """Give what the help desk is told of a run below its headline: what it means and why, and the words of others.

    Those are the person's, and PACER's or the court's. `is_left`: the run was left since.
    """
    said = notices.they_say(escaped(effect.said, _LONGEST_SENTENCE)) if effect.said else ""
    kept = help_desk.PLACE_KEPT if keeps_place(effect, left=is_left) else ""
    told = common.sentences(_outcome(effect), kept, *_why(effect, is_left=is_left))
    return told, said, quotation(effect.words)


def courts_left(names: Sequence[str]) -> Message:
    """Tell the help desk of courts that are no longer on NextGen."""
    return Message(sections(help_desk.courts_left("; ".join(escaped(each, COURT) for each in names[:_MOST_NAMED]))))


def _outcome(effect: TellHelpDesk) -> str:
    if effect.outcome is Outcome.LINKED and effect.step == st.Guided.__name__:
        return help_desk.LINKED_BY_HAND
    return help_desk.how_it_ended(effect.outcome)


def _what(problem: st.Problem, outcome: Outcome) -> str:
    return help_desk.what_after_submit(problem) if outcome is Outcome.UNKNOWN else help_desk.WHAT.of(problem)


def _why(effect: TellHelpDesk, *, is_left: bool) -> tuple[str, ...]:
    asking = effect.outcome in {Outcome.ASKED, Outcome.ADDED, Outcome.BY_MEMBER, Outcome.STUCK}
    step = help_desk.STEPS.get(effect.step, "") if asking else ""
    return (
        help_desk.why_asked(effect.why) if effect.why else "",
        (help_desk.where_it_was if is_left else help_desk.where_it_stopped)(step) if step else "",
        _what(effect.problem, effect.outcome) if effect.problem else "",
        help_desk.why_stuck(effect.stuck) if effect.stuck else "",
    )


def court_options(courts: Iterable[st.Court]) -> list[Option]:
    """Give the options of the court list: each court's name, and its id as the value; at most 100."""
    return [
        {"text": plain(clean(court.name, LONGEST_OPTION) or court.id), "value": court.id}
        for court in islice(courts, _MOST_OPTIONS)
    ]
