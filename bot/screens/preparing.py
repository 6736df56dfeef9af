"""The pages before anything is typed: what applies, fine print, what is needed, PACER's notice, details. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow import states as st
from bot.screens.blocks import context, escaped, modal_view, sections
from bot.screens.ids import ViewId
from bot.screens.phrases import HOST, NOTE, court_name, desk, menus, reset
from bot.screens.progress import progress
from bot.texts import common, modals, ready

if TYPE_CHECKING:
    from bot.screens.shapes import Block, Modal


def ready_lead(state: st.GettingReady) -> str:
    """Say what a page is about."""
    match state.page:
        case st.Page.DOORS:
            return ready.DOORS
        case st.Page.NOT_SURE:
            return ready.HOW_TO_FIND_OUT
        case st.Page.FINE_PRINT:
            return ready.FINE_PRINT
        case st.Page.CHECKLIST:
            return ready.CHECKLIST
        case st.Page.NOTICE:
            return common.strong(ready.REDACTION_TITLE)
        case st.Page.ANOTHER_COURT:
            return ready.DOORS_ANOTHER
        case _:
            assert_never(state.page)


def ready_body(state: st.GettingReady, *, in_browser: bool = False) -> list[Block]:
    """Give the words of a page; `in_browser`: secrets are typed into the firm's own page."""
    return sections(_on_record(state), ready_lead(state), *_paragraphs(state, in_browser=in_browser))


def _on_record(state: st.GettingReady) -> str:
    """Say first, where one is asked what applies, that there may be nothing to do."""
    asks = state.page in {st.Page.DOORS, st.Page.NOT_SURE, st.Page.ANOTHER_COURT}
    return ready.linked_here_before(common.on_day(state.run.linked_on)) if state.run.linked_on and asks else ""


def _paragraphs(state: st.GettingReady, *, in_browser: bool) -> list[str]:
    court = state.court
    match state.page:
        case st.Page.DOORS:
            return [_note(court), ready.DOORS_MEAN]
        case st.Page.NOT_SURE:
            ways = (ready.look_at_the_menu(menus(court)), ready.OLD_MAILS, ready.ask_the_desk(desk(court)))
            return [common.bullets(ways)]
        case st.Page.FINE_PRINT:
            beside = _beside(state, in_browser=in_browser)
            return [common.bullets(_fine_print(state, in_browser=in_browser)), *beside]
        case st.Page.CHECKLIST:
            return [common.bullets(_needed(court))]
        case st.Page.NOTICE:
            return [ready.REDACTION_NOTICE, ready.REDACTION_MEANING]
        case st.Page.ANOTHER_COURT:
            return [_note(court), ready.STILL_SIGNED_IN, ready.FOR_GOOD_HERE]
        case _:
            assert_never(state.page)


def _fine_print(state: st.GettingReady, *, in_browser: bool) -> list[str]:
    sees = ready.WHO_SEES_IN_BROWSER if in_browser else ready.WHO_SEES
    return [
        ready.OWN_LOGIN if state.run.agent else ready.OWN_ACCOUNT,
        ready.FOR_GOOD,
        sees if state.court.automated else ready.NOTHING_TYPED,
    ]


def _beside(state: st.GettingReady, *, in_browser: bool) -> list[str]:
    rather = ready.RATHER_AT_THE_COURT if in_browser else ready.RATHER_NOT
    return [
        ready.AGENT_AFTERWARDS if state.run.agent else "",
        rather if state.court.automated else "",
    ]


def _note(court: st.Court) -> str:
    note = escaped(court.note, NOTE)
    return ready.court_note(note) if note else ""


def _needed(court: st.Court) -> list[str]:
    return [
        ready.CHECK_ACCOUNT,
        ready.CHECK_MFA,
        ready.CHECK_PASSWORD,
        ready.check_old_login(reset(court)),
        ready.CHECK_EMAIL,
        ready.CHECK_TIME,
    ]


def details(state: st.GettingReady, *, in_browser: bool = False) -> Modal:
    """Make the modal with all of the fine print; it asks for nothing. `in_browser` as in `ready_body`."""
    court = state.court
    goes = ready.where_it_goes_from_browser if in_browser else ready.where_it_goes
    since = court.linking_since
    paragraphs = [
        ready.DETAILS_OWN,
        ready.DETAILS_ONCE,
        ready.DETAILS_ONE_TO_ONE,
        ready.DETAILS_MFA,
        goes(escaped(court.host, HOST)) if court.automated else "",
        ready.HELP_DESK_SEES,
        ready.linking_since(common.day(since)) if since else "",
    ]
    blocks = [*context(common.strong(court_name(court)), progress(state)), *sections(*paragraphs)]
    return modal_view(ViewId.DETAILS, ready.DETAILS_TITLE, blocks, close=modals.CLOSE)
