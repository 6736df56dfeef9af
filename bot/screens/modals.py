"""The modals: a form, a wait, a review or an outcome, for every state. PURE.

The reference in `private_metadata` is opaque here. Of what was typed, only the names that the caller kept are shown
again.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from bot import flow
from bot.flow import states as st
from bot.flow.effects import Field
from bot.screens.asking import consent, questions
from bot.screens.blocks import actions, context, escaped, modal_view, section, sections, typed
from bot.screens.buttons import cancel, link, step_button
from bot.screens.cards import lead, problem_of, review
from bot.screens.human import asked
from bot.screens.ids import ViewId, block_of, stamp, view_id
from bot.screens.phrases import HOST, court_name, court_of, page_lines
from bot.screens.progress import progress, rehearsal
from bot.screens.records import ended_at, record_lines
from bot.texts import browser, common, modals, problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flow.fields import FieldErrors
    from bot.screens.ids import Drawn
    from bot.screens.message import Message
    from bot.screens.shapes import Block, Input, Modal

_NONE_KEPT: Mapping[Field, str] = MappingProxyType({})


def opening() -> Modal:
    """Make the modal that is shown at once, while the state is read."""
    return modal_view(ViewId.OPENING, modals.APP_TITLE, [section(modals.OPENING)], close=modals.CLOSE)


def form_outdated() -> Modal:
    """Make the answer to a form whose reference no longer opens."""
    return modal_view(ViewId.OUTDATED, modals.APP_TITLE, [section(modals.OUTDATED)], close=modals.CLOSE)


def with_note(view: Modal, note: Message) -> Modal:
    """Say something above what a modal shows."""
    said = [block for block in note.blocks if block["type"] == "section"]
    return {**view, "blocks": [*said, *view["blocks"]]}


def field_errors(errors: FieldErrors, drawn: Drawn) -> dict[str, str]:
    """Give what is wrong with a form, by block id; `drawn` is the drawing of that form."""
    return {block_of(field, drawn): problems.wrong_field(problem) for field, problem in errors}


def modal(state: st.State, reference: str, drawn: Drawn, kept: Mapping[Field, str] = _NONE_KEPT) -> Modal:
    """Make the modal of any state. `kept` are user names, never a secret."""
    title, close, submit = modals.APP_TITLE, modals.CLOSE, ""
    match state:
        case st.AwaitingPacerSignIn():
            title, close, submit = modals.PACER_TITLE, modals.PAUSE, modals.PACER_SUBMIT
        case st.SigningIn():
            title = modals.PACER_TITLE
        case st.AwaitingFilerLogin(said=(_, *_)):
            title, close, submit = modals.PAGE_TITLE, modals.PAUSE, modals.PAGE_SUBMIT
        case st.AwaitingFilerLogin():
            title, close, submit = modals.FILER_TITLE, modals.PAUSE, modals.FILER_SUBMIT
        case st.FindingAccounts():
            title = modals.FILER_TITLE
        case st.Reviewing():
            title, close = modals.REVIEW_TITLE, modals.PAUSE
            submit = modals.ANSWERS_SUBMIT if state.questions and not state.run.rehearsal else ""
        case _:
            pass
    if drawn.form and flow.asks_secret(state):
        submit = ""
    blocks = [*context(rehearsal(state), _where(state)), *_blocks(state, drawn, kept)]
    return modal_view(view_id(state), title, blocks, close=close, submit=submit, metadata=reference)


def _where(state: st.State) -> str:
    """Name the court, and the step of a run that is not over."""
    court = court_name(court_of(state))
    return court if isinstance(state, st.Ended) else common.parts(court, progress(state))


def _blocks(state: st.State, drawn: Drawn, kept: Mapping[Field, str]) -> list[Block]:  # noqa: C901 - one case a state
    if drawn.form and flow.asks_secret(state):
        return _elsewhere(state, drawn)
    match state:
        case st.ChoosingCourt() | st.GettingReady() | st.Guided():
            return sections(problem_of(state), modals.GO_TO_CARD)
        case st.AwaitingPacerSignIn():
            return _pacer_form(state, drawn, kept)
        case st.AwaitingFilerLogin():
            return _filer_form(state, drawn, kept)
        case st.SigningIn():
            return sections(modals.SIGNING_IN, lead(state), modals.MAY_CLOSE)
        case st.FindingAccounts():
            return sections(modals.FINDING, lead(state), modals.MAY_CLOSE)
        case st.Linking():
            return sections(modals.LINKING, lead(state), modals.CLOSING_STOPS_NOTHING)
        case st.Confirming(looks=looks):
            return sections(modals.LOOKING if looks else modals.CONFIRMING, lead(state), modals.CLOSING_STOPS_NOTHING)
        case st.Reviewing() if state.questions and not state.run.rehearsal:
            inputs = questions(state.questions, drawn)
            return [*sections(problem_of(state)), *review(state), *inputs, consent(drawn)]
        case st.Reviewing():
            value = stamp(drawn)
            buttons = actions(link(state, value), cancel(value))
            return [*sections(problem_of(state), lead(state)), *review(state), *buttons]
        case (
            st.Linked()
            | st.AlreadyLinked()
            | st.Registered()
            | st.Refused()
            | st.Unknown()
            | st.Cancelled()
            | st.Expired()
            | st.Rehearsed()
        ):
            return _outcome(state)
        case _:
            assert_never(state)


def _elsewhere(state: st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing, drawn: Drawn) -> list[Block]:
    """Lead to the firm's own page, where secrets are typed."""
    return [*sections(problem_of(state), lead(state), browser.OPENS), *actions(step_button(state, drawn))]


def _outcome(state: st.Ended) -> list[Block]:
    more = ""
    if isinstance(state, st.Linked):
        more = modals.LINKED_NEXT if state.proof is st.Proof.COURT_MENU else ""
    elif isinstance(state, st.Unknown):
        more = modals.UNKNOWN_NEXT
    return [*sections(*record_lines(state), more, asked(state)), *context(ended_at(state))]


def _pacer_form(state: st.AwaitingPacerSignIn, drawn: Drawn, kept: Mapping[Field, str]) -> list[Block]:
    passcode = block_of(Field.PACER_PASSCODE, drawn)
    return [
        *sections(problem_of(state), modals.CHECK_ONLY if state.unsettled else "", modals.PACER_GOES),
        _input(Field.PACER_USERNAME, drawn, modals.PACER_FIELD, kept),
        _password(Field.PACER_PASSWORD, drawn, modals.PASSWORD_FIELD, kept.get(Field.PACER_USERNAME)),
        typed(passcode, Field.PACER_PASSCODE, modals.PASSCODE_FIELD, hint=modals.PASSCODE_HINT, optional=True),
        typed(
            block_of(Field.PACER_CLIENT_CODE, drawn),
            Field.PACER_CLIENT_CODE,
            modals.CLIENT_CODE_FIELD,
            initial=kept.get(Field.PACER_CLIENT_CODE, ""),
            hint=modals.CLIENT_CODE_HINT,
            optional=True,
        ),
    ]


def _filer_form(state: st.AwaitingFilerLogin, drawn: Drawn, kept: Mapping[Field, str]) -> list[Block]:
    notice = problems.remarked(state.notice) if state.notice else ""
    if state.said:
        page = section(common.quoted(page_lines(state.said)))
        told = sections(problem_of(state), notice, modals.COURT_SAYS_FIRST)
        return [*told, page, *questions(state.questions, drawn)]
    where = modals.filer_goes(escaped(state.court.host, HOST))
    return [
        *sections(problem_of(state), notice, where),
        _input(Field.FILER_LOGIN, drawn, modals.FILER_FIELD, kept, modals.FILER_HINT),
        _password(Field.FILER_PASSWORD, drawn, modals.FILER_PASSWORD_FIELD, kept.get(Field.FILER_LOGIN)),
        *questions(state.questions, drawn),
    ]


def _input(field: Field, drawn: Drawn, label: str, kept: Mapping[Field, str], hint: str = "") -> Input:
    return typed(block_of(field, drawn), field.value, label, initial=kept.get(field, ""), hint=hint)


def _password(field: Field, drawn: Drawn, label: str, kept_name: str | None) -> Input:
    # With the name there already, it is the password that is to be typed again.
    return typed(block_of(field, drawn), field.value, label, focused=bool(kept_name))
