"""States as pages: the form of a step that asks for secrets, the wait, and the way back to Slack. PURE.

The words for problems, and the court's own, are those of the card and the modal.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot import flow
from bot.flow import states as st
from bot.flow.effects import ANSWERS, Field
from bot.screens.asking import TICKED
from bot.screens.blocks import clean, escaped
from bot.screens.cards import problem_of
from bot.screens.phrases import HOST, both_accounts, court_name, court_of, page_lines, warnings
from bot.screens.progress import progress, rehearsal
from bot.texts import browser, common, modals, problems
from bot.vocabulary import QuestionKind
from bot.web.pages import Box, Form, Kind, Link, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flow.fields import FieldErrors
    from bot.vault import Secret

_LABEL, _OPTION = 150, 75
_NONE: Mapping[Field, str] = MappingProxyType({})
FILLED_AGAIN = frozenset({Field.PACER_USERNAME, Field.PACER_CLIENT_CODE, Field.FILER_LOGIN})
"""What is no secret, and stands in its box again after a mistake."""
IN_THE_BROWSER = st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing


def start(address: str) -> Page:
    """Make the page that a link opens, whatever link it is: it leads to Sign in with Slack at `address`."""
    return Page(
        title=browser.START_TITLE,
        paragraphs=(browser.START,),
        links=(Link(browser.START_BUTTON, address),),
    )


def checking(state: st.State) -> Page:
    """Make the page of a wait that takes long."""
    return Page(
        title=browser.CHECKING_TITLE,
        where=_where(state),
        paragraphs=(browser.CHECKING, browser.GO_BACK_YOURSELF),
        links=(Link(browser.LOOK_AGAIN, "/form"),),
    )


def back(state: st.State | None, slack: str) -> Page:
    """Make the page of a step that goes on in Slack, at the address `slack`."""
    return Page(
        title=browser.BACK_TITLE,
        where=_where(state) if state else "",
        paragraphs=(problem_of(state) if state and not isinstance(state, st.Ended) else "", browser.GO_BACK_YOURSELF),
        links=(Link(browser.GO_BACK, slack),),
    )


def notice(title: str, words: str) -> Page:
    """Make a page that only says something."""
    return Page(title=title, paragraphs=(words,))


def form(
    state: IN_THE_BROWSER,
    hidden: tuple[tuple[str, str], ...],
    *,
    filled: Mapping[Field, str] = _NONE,
    errors: FieldErrors = (),
    said: str = "",
) -> Page:
    """Make the form of a step. `filled` is what stands in it, no secret; `said` is a notice above it."""
    wrong = {field: problems.wrong_field(problem) for field, problem in errors}
    title, submit, paragraphs, boxes = _of_step(state, filled, wrong)
    found = "" if errors else problem_of(state)
    return Page(
        title=title,
        where=_where(state),
        notice="\n".join(each for each in (said, found) if each),
        paragraphs=paragraphs,
        form=Form(boxes, submit, hidden),
    )


def _where(state: st.State) -> str:
    court = court_name(court_of(state))
    step = "" if isinstance(state, st.Ended) else progress(state)
    return common.parts(rehearsal(state), court, step)


def _of_step(
    state: IN_THE_BROWSER, filled: Mapping[Field, str], wrong: Mapping[Field, str]
) -> tuple[str, str, tuple[str, ...], tuple[Box, ...]]:
    match state:
        case st.AwaitingPacerSignIn():
            more = modals.CHECK_ONLY if state.unsettled else browser.CHANGES_NOTHING
            goes = common.sentences(browser.SENT_TO_PACER, browser.KEPT)
            return modals.PACER_TITLE, modals.PACER_SUBMIT, (goes, more), _pacer(filled, wrong)
        case st.AwaitingFilerLogin(said=(_, *_)):
            goes = common.sentences(browser.sent_to_court(escaped(state.court.host, HOST)), browser.KEPT)
            boxes = _questions(state.questions, filled, wrong)
            paragraphs = (modals.COURT_SAYS_FIRST, common.quoted(page_lines(state.said)), goes, modals.COURT_ASKS)
            return modals.PAGE_TITLE, modals.PAGE_SUBMIT, paragraphs, boxes
        case st.AwaitingFilerLogin():
            goes = common.sentences(browser.sent_to_court(escaped(state.court.host, HOST)), browser.KEPT)
            remarked = problems.remarked(state.notice) if state.notice else ""
            asks = modals.COURT_ASKS if state.questions else ""
            boxes = (*_filer(filled, wrong), *_questions(state.questions, filled, wrong))
            return modals.FILER_TITLE, modals.FILER_SUBMIT, (remarked, goes, browser.LINKS_NOTHING_YET, asks), boxes
        case st.Reviewing():
            goes = common.sentences(browser.sent_to_court(escaped(state.court.host, HOST)), browser.KEPT)
            boxes = (*_questions(state.questions, filled, wrong), _consent(wrong))
            return modals.REVIEW_TITLE, modals.ANSWERS_SUBMIT, (*_accounts(state), goes, modals.COURT_ASKS), boxes


def _accounts(state: st.Reviewing) -> tuple[str, ...]:
    accounts = state.accounts
    named = [common.quoted(page_lines(accounts.said))] if accounts.said else both_accounts(accounts)
    return (*named, *warnings(accounts), common.MAKE_SURE)


def _pacer(filled: Mapping[Field, str], wrong: Mapping[Field, str]) -> tuple[Box, ...]:
    return (
        _box(Field.PACER_USERNAME, modals.PACER_FIELD, Kind.TEXT, filled, wrong, fill="username"),
        _box(Field.PACER_PASSWORD, modals.PASSWORD_FIELD, Kind.PASSWORD, _NONE, wrong, fill="current-password"),
        _box(
            Field.PACER_PASSCODE,
            modals.PASSCODE_FIELD,
            Kind.PASSCODE,
            _NONE,
            wrong,
            fill="one-time-code",
            hint=modals.PASSCODE_HINT,
            required=False,
        ),
        _box(
            Field.PACER_CLIENT_CODE,
            modals.CLIENT_CODE_FIELD,
            Kind.TEXT,
            filled,
            wrong,
            hint=modals.CLIENT_CODE_HINT,
            required=False,
        ),
    )


def _filer(filled: Mapping[Field, str], wrong: Mapping[Field, str]) -> tuple[Box, ...]:
    return (
        _box(Field.FILER_LOGIN, modals.FILER_FIELD, Kind.TEXT, filled, wrong, fill="username", hint=modals.FILER_HINT),
        _box(Field.FILER_PASSWORD, modals.FILER_PASSWORD_FIELD, Kind.PASSWORD, _NONE, wrong, fill="current-password"),
    )


def _box(
    field: Field,
    label: str,
    kind: Kind,
    filled: Mapping[Field, str],
    wrong: Mapping[Field, str],
    *,
    fill: str = "off",
    hint: str = "",
    required: bool = True,
) -> Box:
    error, value = wrong.get(field, ""), filled.get(field, "")
    return Box(field.value, label, kind, fill, hint, error, value, required=required)


def _questions(
    asked: tuple[st.Question, ...], filled: Mapping[Field, str], wrong: Mapping[Field, str]
) -> tuple[Box, ...]:
    return tuple(_question(field, each, filled, wrong) for field, each in zip(ANSWERS, asked, strict=False))


def _question(field: Field, asked: st.Question, filled: Mapping[Field, str], wrong: Mapping[Field, str]) -> Box:
    """Make the box of what a court asks; what the court has filled in, chosen or ticked stands, and nothing else."""
    label, error = clean(asked.label, _LABEL), wrong.get(field, "")
    value, hint, kind = "", "", _KINDS[asked.kind]
    options = tuple(clean(each, _OPTION) or str(place) for place, each in enumerate(asked.options))
    if asked.kind is QuestionKind.CHOICE and asked.default in asked.options:
        value, hint = str(asked.options.index(asked.default)), modals.COURT_CHOSE
    elif asked.kind is QuestionKind.TICK and asked.default:
        value, hint = TICKED, modals.COURT_TICKED
    elif asked.default:
        hint = modals.court_filled_in(clean(asked.default, _LABEL))
    secret = kind is Kind.PASSWORD
    required = asked.required and not (asked.default and asked.kind is not QuestionKind.CHOICE)
    fill = "current-password" if secret else "off"
    stands = "" if secret else filled.get(field, value)
    return Box(field.value, label, kind, fill, hint, error, stands, options, required)


def _consent(wrong: Mapping[Field, str]) -> Box:
    return Box(Field.CONSENT.value, modals.CONSENT, Kind.TICK, error=wrong.get(Field.CONSENT, ""))


_KINDS = {
    QuestionKind.TEXT: Kind.TEXT,
    QuestionKind.PASSWORD: Kind.PASSWORD,
    QuestionKind.CHOICE: Kind.CHOICE,
    QuestionKind.TICK: Kind.TICK,
}


def asks(state: st.State) -> IN_THE_BROWSER | None:
    """Give the state if its form is on this page; else None."""
    return state if flow.asks_secret(state) else None


def is_checking(state: st.State) -> bool:
    """Say whether what was typed here is under way at the court."""
    return isinstance(state, st.SigningIn | st.FindingAccounts)


def filled_again(typed: Mapping[Field, Secret]) -> dict[Field, str]:
    """Give of what was typed what may stand in the form again after a mistake."""
    return {field: secret.reveal() for field, secret in typed.items() if field in FILLED_AGAIN}
