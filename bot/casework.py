"""What members of the help desk do with cases, and what their persons say to it: the case moved, or told why not.

Opens the forms that it needs and takes them. Decides nothing. What is typed is looked at for a secret first, and kept
nowhere but in what is to be sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.answering.hushing import hushed
from bot.engine.drawing import FORM_LIFE
from bot.flow.fields import LONGEST_SENTENCE
from bot.forms import Answer
from bot.helpdesk import cases
from bot.helpdesk.hours import opening
from bot.screens import ViewId
from bot.slack.desk import SlackError
from bot.slack.notes import whisper, write_to
from bot.vault import Reference

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.engine.casebook import CaseBook, Refused
    from bot.engine.members import Members
    from bot.engine.outbox import Outbox
    from bot.forms import Form
    from bot.helpdesk.cases import Act
    from bot.helpdesk.hours import Hours
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.cases import Arrival, Met
    from bot.vault import Vault

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CaseClick:
    """A click on a case: by whom, in which channel, on the case of which run, with what a form needs to be opened.

    `message` is the ts of the one that it was on.
    """

    key: ConversationKey
    channel: str
    reference: str
    trigger: str = ""
    message: str = ""


class SecretError(Exception):
    """A letter has something in it that looks like a password or a passcode."""


class CaseWork:
    """Takes what the help desk does. One per process. `clerk`: when a clerk's office is open, for want of better."""

    def __init__(
        self,
        *,
        book: CaseBook,
        members: Members,
        desk: SlackDesk,
        outbox: Outbox,
        vault: Vault,
        clock: Callable[[], datetime],
        clerk: Hours,
    ) -> None:
        self._book = book
        self._members = members
        self._desk = desk
        self._outbox = outbox
        self._vault = vault
        self._clock = clock
        self._clerk = clerk

    async def take(self, click: CaseClick, act: Act) -> None:
        """Take a click, if it is a member's. Raises StoreError, having changed nothing."""
        if await self._is_member(click):
            await self._done(click, await self._book.act(click.reference, act, click.key.user))

    async def open_form(self, click: CaseClick, form: ViewId) -> None:
        """Open the form in which a member writes, or says what a case waits for."""
        if not await self._is_member(click):
            return
        reference = self._sealed(click, form)
        if form is ViewId.CASE_HOLD:
            await self._open(click, screens.hold_form(reference, opening(self._clerk, self._clock())))
        else:
            await self._open(click, screens.write_form(reference))

    async def open_answer(self, click: CaseClick) -> None:
        """Open the form in which a person answers, if the case is kept and theirs. Raises StoreError."""
        if not await self._book.is_of(click.reference, click.key.user):
            await whisper(self._desk, click.channel, click.key.user, screens.case_not_theirs())
            return
        await self._open(click, screens.answer_form(self._sealed(click, ViewId.CASE_ANSWER)))

    async def judge(self, click: CaseClick, *, solved: bool) -> None:
        """Take whether a person says that it is solved, and show it where they were asked.

        Raises StoreError, having changed nothing.
        """
        refused = await self._book.judge(click.reference, click.key.user, solved=solved)
        if refused is None:
            await self._show_judged(click, screens.case_judged(click.reference, solved=solved))
        await self._done(click, refused)

    async def _show_judged(self, click: CaseClick, message: screens.Message) -> None:
        try:
            await self._desk.update(click.channel, click.message, message)
        except SlackError as error:
            log.info("the question was not replaced by its answer", error=error.code)
            await whisper(self._desk, click.channel, click.key.user, message)

    async def open_case(self, click: CaseClick, author: str, said: str) -> None:
        """Open a case for who wrote a message, which says `said`. Raises StoreError, having changed nothing."""
        if not await self._is_member(click):
            return
        if not author:
            await whisper(self._desk, click.channel, click.key.user, screens.case_of_nobody())
            return
        person = replace(click.key, user=author)
        refused = await self._book.open_for(person, hushed(said)[:LONGEST_SENTENCE], click.key.user)
        await whisper(
            self._desk,
            click.channel,
            click.key.user,
            screens.case_opened(self._book.channel, already=refused is not None),
        )
        self._outbox.wake()

    async def letter(self, form: Form, words: str) -> Answer:
        """Take what a member writes to a person, or a person answers. Raises StoreError, having changed nothing."""
        view = ViewId(form.purpose)
        said = words.strip()[: screens.LONGEST_LETTER]
        if not said or _looks_secret(said):
            return Answer(errors=screens.letter_errors(secret=bool(said)))
        if view is ViewId.CASE_WRITE:
            return await self._sent(form, lambda named, by: self._book.act(named, cases.Write(said), by))
        return await self._sent(form, lambda named, by: self._book.answer(named, said, by))

    async def told(self, arrival: Arrival, reference: str, act: Act) -> tuple[Met, Refused | None]:
        """Take what the firm's own ticket system does; say whether it came before, and why nothing was done.

        Raises SecretError, having taken nothing, for a letter with a secret in it; StoreError, having changed nothing.
        """
        if isinstance(act, cases.Write) and _looks_secret(act.words):
            raise SecretError
        done = await self._book.act_once(arrival, reference, act, cases.TICKETS)
        self._outbox.wake()
        return done

    async def hold(self, form: Form, why: cases.Waiting, until: datetime) -> Answer:
        """Take what a case waits for, and until when. Raises StoreError, having changed nothing."""
        return await self._sent(form, lambda named, by: self._book.act(named, cases.PutOnHold(why, until), by))

    async def _sent(self, form: Form, move: Callable[[str, str], Awaitable[Refused | None]]) -> Answer:
        """Do what a form asks for, if it was opened by who sends it: only a member is given a member's form."""
        view = ViewId(form.purpose)
        key = form.key
        sealed = self._vault.open_reference(form.reference, team=key.team, user=key.user, purpose=form.purpose)
        if sealed is None:
            return Answer(view=screens.case_form_over(view))
        refused = await move(sealed.conversation, key.user)
        self._outbox.wake()
        if refused is None:
            return Answer(view=screens.case_form_done(view))
        why = screens.case_not_theirs() if view is ViewId.CASE_ANSWER else screens.case_refused(*refused)
        return Answer(view=screens.case_form_over(view, why))

    def _sealed(self, click: CaseClick, form: ViewId) -> str:
        return self._vault.seal_reference(
            Reference(
                team=click.key.team,
                user=click.key.user,
                conversation=click.reference,
                token="",
                rev=0,
                about="",
                purpose=form.value,
                expires=self._clock() + FORM_LIFE,
            )
        )

    async def _open(self, click: CaseClick, view: screens.Modal) -> None:
        try:
            await self._desk.open_view(click.trigger, view)
        except SlackError as error:
            log.warning("a form for a case was not opened", error=error.code)
            await whisper(self._desk, click.channel, click.key.user, screens.press_again())

    async def _is_member(self, click: CaseClick) -> bool:
        """Say whether a click is a member's, and tell its person when it is not."""
        try:
            if await self._members.has(click.key.user):
                return True
        except SlackError as error:
            log.warning("Slack did not say who is of the help desk", error=error.code)
            await whisper(self._desk, click.channel, click.key.user, screens.case_unsure())
            return False
        await write_to(self._desk, click.key.user, screens.case_not_yours())
        return False

    async def _done(self, click: CaseClick, refused: Refused | None) -> None:
        if refused:
            await whisper(self._desk, click.channel, click.key.user, screens.case_refused(*refused))
        self._outbox.wake()


def _looks_secret(said: str) -> bool:
    return hushed(said) != " ".join(said.split())
