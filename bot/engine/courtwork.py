"""What the engine has courts do: performs flow's court work with `bot.court`, and says the result as an event.

Between the steps the court session is sealed in the vault, unless its run has ended meanwhile, here or in another
process: then it is signed out. What was typed is used here and nowhere else. Decides nothing: each result of the court
has exactly one event.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

import structlog

from bot import court, flow
from bot.court import CourtService, CourtSession, FilerCredentials, PacerCredentials
from bot.engine.as_told import fate_of, given_answers, told_accounts, told_court, told_questions
from bot.engine.codec import asked_of_stored
from bot.engine.patience import until_stored
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states
from bot.flow import states as st
from bot.flow.effects import Field
from bot.flow.events import Fate
from bot.store import StoreError
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.court import Registry, RehearsalService
    from bot.vault import Owner, Secret, Vault

log = structlog.get_logger(__name__)

PATIENCE = 15.0
"""Seconds for which work at a court waits for a database that fails."""
_NOT_TAKEN = frozenset({Trouble.WRONG_PACER_CREDENTIALS, Trouble.PACER_LOCKED, Trouble.PACER_PASSCODE_WANTED})
"""What says that PACER did not take a password, whatever token came with it."""
_FEW = 6
"""Courts that are shown as buttons: the two of each of three districts."""
_SESSION = "court session"
_KEPT = "kept names"
_KEPT_FIELDS = (Field.PACER_USERNAME, Field.FILER_LOGIN)
_WANTS_SESSION, _WANTS_NAMES = asked_of_stored(flow.wants_session), asked_of_stored(flow.wants_names)

Typed = dict[Field, "Secret"]
"""What a person typed into a form, field by field; empty optional fields are left out."""


@dataclass(frozen=True, slots=True)
class CourtWork:
    """Performs what a step asks of a court. One per process."""

    service: CourtService | RehearsalService
    registry: Registry
    vault: Vault
    defaults: tuple[court.Court, ...] = ()
    held: dict[str, CourtSession] = field(default_factory=dict, repr=False)
    """Sessions that could not be sealed, by conversation, until `seal_held` or the next work takes them."""
    left: set[str] = field(default_factory=set)
    """Courts that were found to be no longer on NextGen since the start."""

    def match(self, query: str) -> states.Court | None:
        """Give the one court that `query` clearly names, or has the id of, whatever else that word means."""
        found = self.registry.get(query.strip().casefold()) or self.registry.match(query) if query else None
        return self._told(found, query) if found else None

    def names(self, text: str) -> bool:
        """Say whether a typed text names a court, or one of a few, so that a run may begin with it."""
        return self.registry.names(text)

    def meant(self, query: str) -> tuple[states.Court, ...]:
        """Give the few courts that `query` means, best first; none where they are many, and none for nothing typed."""
        if not query:
            return ()
        found = self.registry.meant(query)
        return tuple(self._told(each, query) for each in found) if len(found) <= _FEW else ()

    def find(self, court_id: str) -> states.Court | None:
        """Give the court of that id."""
        found = self.registry.get(court_id)
        return self._told(found) if found else None

    def search(self, query: str) -> tuple[states.Court, ...]:
        """Give the courts that `query` may mean, the operator's own first; only those when it is empty."""
        if not query:
            return tuple(self._told(each) for each in self.defaults)
        own = {each.id for each in self.defaults}
        found = sorted(self.registry.search(query), key=lambda each: each.id not in own)
        return tuple(self._told(each, query) for each in found)

    def _told(self, known: court.Court, near: str = "") -> states.Court:
        """Give what the conversation knows of a court; `near`: what was typed, perhaps a town."""
        return told_court(self._now(known), self.registry.contact(known, near))

    def hours(self, state: states.State | None) -> str:
        """Give when the help desk of a conversation's court is there, in the court's own words; empty if not known."""
        court_ = getattr(state, "court", None)
        known = self.registry.get(court_.id) if court_ else None
        return known.hours if known else ""

    def court_name(self, court_id: str) -> str:
        """Give a court's name, or its id when the operator took it out of the registry."""
        known = self.registry.get(court_id)
        return known.name if known else court_id

    def phone(self, court_id: str) -> str:
        """Give the number or the address of a court's help desk; empty if not known."""
        court_ = self.find(court_id)
        return court_.phone if court_ else ""

    def _now(self, known: court.Court) -> court.Court:
        return replace(known, nextgen=known.nextgen and known.id not in self.left)

    def _turned_away(self, known: court.Court | None) -> ev.CourtFailed:
        """Say why a court that was chosen is asked for nothing: what it is has changed, or the operator's word."""
        gone = known is not None and (not known.nextgen or known.id in self.left)
        problem = Trouble.COURT_LEFT_NEXTGEN if gone else st.Finding.COURT_NOT_AUTOMATED
        return ev.CourtFailed(problem, fate=Fate.NOT_SENT, told=gone)

    def _failed(
        self, result: court.Failed, court_id: str, questions: tuple[states.Question, ...] | None = None
    ) -> ev.CourtFailed:
        """Give the event of a failure; a court that has left NextGen is remembered, and told of once."""
        told = court_id in self.left
        if result.trouble is Trouble.COURT_LEFT_NEXTGEN and not told:
            log.warning("a court seems to have left NextGen; people are led by hand there", court=court_id)
            self.left.add(court_id)
        return ev.CourtFailed(result.trouble, result.words, fate_of(result), questions=questions, told=told)

    async def perform(self, effect: do.CourtWork, owner: Owner, typed: Mapping[Field, Secret]) -> ev.FromCourt:
        """Do `effect` at the court, and give what came of it. What the network or the court does never raises."""
        match effect:
            case do.SignInToPacer():
                return await self._sign_in(effect.court, owner, typed)
            case do.ResumeSession():
                return await self._resume(effect.court, owner)
            case do.GoOn(questions):
                return await self._go_on(questions, owner, typed)
            case do.FindAccounts(questions):
                return await self._find_accounts(questions, owner, typed)
            case do.SubmitLink():
                return await self._submit(effect, owner, typed)
            case do.ReadMenu():
                return await self._read_menu(owner)
            case _:
                assert_never(effect)

    async def seal_held(self, owner: Owner) -> None:
        """Seal what could not be sealed when the court answered; if it still cannot, sign out. Never raises."""
        if owner.conversation not in self.held:
            return
        session = self.held[owner.conversation]
        try:
            await until_stored(lambda: self._seal_or_end(owner, session), "a session waits for the database", PATIENCE)
        except StoreError:
            log.exception("a session was not sealed, so it is ended", conversation=owner.conversation)
            await self.service.sign_out(session)
        self.held.pop(owner.conversation, None)

    async def end_held(self) -> None:
        """Sign out of every session that could not be sealed, since a stop ends with it what is in memory."""
        sessions = tuple(self.held.values())
        self.held.clear()
        await asyncio.gather(*(self.service.sign_out(each) for each in sessions))

    async def end_session(self, owner: Owner) -> None:
        """Sign out of PACER if there is a session, and destroy everything that is sealed for the conversation."""
        session = await self._open(owner)
        try:
            await until_stored(
                lambda: self.vault.destroy(owner.conversation),
                "what is to be destroyed waits for the database",
                PATIENCE,
            )
        except StoreError:  # the vault forgets it when its time is over
            log.exception("what was sealed is not destroyed yet", conversation=owner.conversation)
        if session:
            await self.service.sign_out(session)

    async def carry_session(self, before: Owner, after: Owner) -> None:
        """Seal the PACER session of one run for the next one of the same person, and destroy what the first kept."""
        session = await self._open(before)
        if session:
            await self._seal(after, session)
            await self.seal_held(after)
        await self.vault.destroy(before.conversation)

    async def kept_names(self, owner: Owner) -> dict[Field, str]:
        """Give the user names that a person need not type again; sealed again at once, for the next drawing.

        What the database does not give or take is typed again, then.
        """
        sealed = None
        try:
            sealed = await self.vault.open_once(owner, _KEPT)
            if sealed is not None:
                await self.vault.seal(owner, _KEPT, sealed, wanted=_WANTS_NAMES)
        except StoreError:
            log.exception("user names were not kept", conversation=owner.conversation)
        if sealed is None:
            return {}
        return {Field(name): value for name, value in json.loads(sealed).items()}

    async def _sign_in(self, chosen: states.Court, owner: Owner, typed: Mapping[Field, Secret]) -> ev.FromCourt:
        known = self.registry.get(chosen.id)
        if known is None or not self._now(known).automated:  # since it was chosen
            return self._turned_away(known)
        result = await self.service.sign_in(
            known,
            PacerCredentials(
                typed[Field.PACER_USERNAME],
                typed[Field.PACER_PASSWORD],
                typed.get(Field.PACER_PASSCODE),
                typed.get(Field.PACER_CLIENT_CODE),
            ),
        )
        if isinstance(result, court.Failed):
            await self._keep(owner, typed)
        event = await self._signed_in(result, owner, known.id)
        # With a session, PACER has taken the password; what failed after that is no matter of passwords.
        taken = isinstance(result, court.Failed) and result.session is not None and result.trouble not in _NOT_TAKEN
        return replace(event, fate=Fate.TAKEN) if taken and isinstance(event, ev.CourtFailed) else event

    async def _resume(self, chosen: states.Court, owner: Owner) -> ev.FromCourt:
        known = self.registry.get(chosen.id)
        if known is None or not self._now(known).automated:
            return self._turned_away(known)
        session = await self._open(owner)
        if session is None:
            return ev.CourtFailed(Trouble.SESSION_EXPIRED)
        return await self._signed_in(await self.service.resume(known, session), owner, known.id)

    async def _go_on(
        self, questions: tuple[states.Question, ...], owner: Owner, typed: Mapping[Field, Secret]
    ) -> ev.FromCourt:
        session = await self._open(owner)
        if session is None:
            return ev.CourtFailed(Trouble.SESSION_EXPIRED)
        result = await self.service.go_on(session, given_answers(questions, typed))
        return await self._signed_in(result, owner, session.court.id)

    async def _signed_in(
        self, result: court.SignedIn | court.AlreadyLinked | court.Failed, owner: Owner, court_id: str
    ) -> ev.FromCourt:
        match result:
            case court.SignedIn(session, notice, said):
                await self._seal(owner, session)
                return ev.SignedIn(notice, told_questions(session), said)
            case court.AlreadyLinked(session):
                await self._seal(owner, session)
                return ev.FoundLinked()
            case court.Failed(session=session):
                if session:
                    await self.service.sign_out(session)
                return self._failed(result, court_id)
            case _:
                assert_never(result)

    async def _find_accounts(
        self, questions: tuple[states.Question, ...], owner: Owner, typed: Mapping[Field, Secret]
    ) -> ev.FromCourt:
        session = await self._open(owner)
        if session is None:
            return ev.CourtFailed(Trouble.SESSION_EXPIRED, fate=Fate.NOT_SENT)
        answers = given_answers(questions, typed)
        credentials = FilerCredentials(typed[Field.FILER_LOGIN], typed[Field.FILER_PASSWORD], answers)
        result = await self.service.find_accounts(session, credentials)
        await self._seal(owner, result.session or session)
        if isinstance(result, court.Failed):
            await self._keep(owner, typed)
        match result:
            case court.AccountsFound(found, accounts):
                return ev.AccountsRead(told_accounts(found, accounts), told_questions(found))
            case court.Failed():
                again = told_questions(result.session) if result.session and result.session.form else None
                return self._failed(result, session.court.id, again)
            case _:
                assert_never(result)

    async def _submit(self, asked: do.SubmitLink, owner: Owner, typed: Mapping[Field, Secret]) -> ev.FromCourt:
        session = await self._open(owner)
        if session is None:
            return ev.LinkNotSent(Trouble.SESSION_EXPIRED)
        if not hasattr(self.service, "submit"):  # a rehearsal has no way to link, whatever was asked of it
            await self._seal(owner, session)
            return ev.LinkNotSent(Trouble.SESSION_EXPIRED)
        consented = (asked.court.id, asked.court.host, asked.form)
        if (session.court.id, session.court.host, session.digest()) != consented:
            await self._seal(owner, session)  # to be signed out
            return ev.LinkNotSent(Trouble.SESSION_EXPIRED)
        result = await self.service.submit(session, given_answers(told_questions(session), typed))
        await self._seal(owner, result.session)
        match result:
            case court.Sent():
                return ev.LinkAnswered()
            case court.AskedOn(found, accounts):
                return ev.AskedOn(told_accounts(found, accounts), told_questions(found))
            case court.Unclear():
                return ev.LinkUnclear()
            case court.AlreadyLinked():
                return ev.FoundLinked()
            case court.NotSent(trouble):
                return ev.LinkNotSent(trouble)
            case court.RefusedByCourt(trouble, words):
                return ev.LinkRefused(trouble, words)
            case _:
                assert_never(result)

    async def _read_menu(self, owner: Owner) -> ev.FromCourt:
        session = await self._open(owner)
        if session is None:
            return ev.MenuShowsNoProof(Trouble.SESSION_EXPIRED)
        result = await self.service.read_menu(session)
        await self._seal(owner, result.session or session)
        match result:
            case court.MenuRead(court.MenuShows.FILER):
                return ev.MenuShowsFiler()
            case court.MenuRead(court.MenuShows.MENUS_MISSING):
                return ev.MenuShowsNoProof(st.Finding.MENUS_MISSING)
            case court.MenuRead():
                return ev.MenuShowsNoProof(st.Finding.NOT_PROVEN)
            case court.Failed(trouble):
                return ev.MenuShowsNoProof(trouble)
            case _:
                assert_never(result)

    async def _seal(self, owner: Owner, session: CourtSession) -> None:
        """Seal a session, or hold it until `seal_held`: what the court answered must not wait for a disk."""
        try:
            await self._seal_or_end(owner, session)
        except StoreError:
            log.exception("a session could not be sealed yet", conversation=owner.conversation)
            self.held[owner.conversation] = session

    async def _seal_or_end(self, owner: Owner, session: CourtSession) -> None:
        """Seal a session, or end it if nobody waits for it any more. Raises StoreError, having done neither."""
        if not await self.vault.seal(owner, _SESSION, session.dump(), wanted=_WANTS_SESSION):
            log.info("a session is ended, since its run went on without it", conversation=owner.conversation)
            await self.service.sign_out(session)

    async def _open(self, owner: Owner) -> CourtSession | None:
        """Take the session; None when there is none, or the database does not give it: then nothing is asked."""
        if held := self.held.pop(owner.conversation, None):
            return held
        try:
            sealed = await until_stored(
                lambda: self.vault.open_once(owner, _SESSION), "a session waits for the database", PATIENCE
            )
            return CourtSession.load(sealed) if sealed is not None else None
        except StoreError:
            log.exception("a session could not be opened", conversation=owner.conversation)
        except ValueError:  # sealed by another version of this app, which shares the keys: as if its time were over
            log.warning("a sealed session cannot be read", conversation=owner.conversation)
        return None

    async def _keep(self, owner: Owner, typed: Mapping[Field, Secret]) -> None:
        names = {each.value: typed[each].reveal() for each in _KEPT_FIELDS if each in typed}
        try:
            await self.vault.seal(owner, _KEPT, json.dumps(names).encode(), wanted=_WANTS_NAMES)
        except StoreError:  # they are typed again, then
            log.exception("user names were not kept", conversation=owner.conversation)
