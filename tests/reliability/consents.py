"""Whatever is pressed, in whatever order: what was consented to is what is done, or nothing.

One person, two courts that keep what they were told, and a Slack that keeps every drawing there ever was, so that any
of them can be pressed again: after *Forget me*, after an older database was restored, after a rehearsal.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from bot import court, screens
from bot.court import CourtService, CourtSession
from bot.court.model import FormKind, PendingForm
from bot.flow import events as ev
from bot.flow.effects import Field
from bot.forms import Form
from bot.screens import ActionId, ViewId
from bot.slack.answered import answering
from bot.store import ConversationKey
from bot.telling import Click
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.reliability.process_of_ours import Ours
from tests.reliability.scripted import KeepingDesk
from tests.reliability.virtual_loop import VirtualLoop
from tools.samples import GETS_READY, MIEB, NOW, TXWD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.court import Court, FilerCredentials, PacerCredentials
    from bot.screens import Message

ME = ConversationKey("T1", "U1")
COURTS = {"mieb": MIEB, "txwd": TXWD}
SHAPE = ev.FieldShape(length=9)
TO_THE_SIGN_IN = (ActionId.DOOR_OLD_LOGIN, ActionId.READ_ON, ActionId.READ_ON, ActionId.READY)
ANY = some.integers(0, 40)


@dataclass(frozen=True)
class Offer:
    """A button that links for good, as it was drawn once: its value, and the words of its dialog."""

    value: str
    dialog: str


@dataclass(frozen=True)
class OldForm:
    """A form for the old login, as it was drawn once."""

    view_id: str
    reference: str
    words: str


@dataclass
class RememberingCourt(CourtService):
    """Two courts that answer at once, each person under another name at each; `links` and `logins` are what came."""

    numbers: Any = field(default_factory=lambda: count(1))
    links: list[CourtSession] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    lost: bool = False

    async def sign_in(self, known: Court, credentials: PacerCredentials) -> Any:
        return court.SignedIn(CourtSession(known, Secret(f"token {credentials.username.reveal()}")))

    async def resume(self, known: Court, session: CourtSession) -> Any:
        return court.SignedIn(replace(session, court=known, form=None))

    async def find_accounts(self, session: CourtSession, credentials: FilerCredentials) -> Any:
        del credentials
        self.logins.append(session.court.id)
        number = str(next(self.numbers))
        form = PendingForm(FormKind.CONFIRM, "", number, multipart=True, charset="utf-8", fields=())
        accounts = court.Accounts(f"Filer {number} of {session.court.id}", f"PACER {number}")
        return court.AccountsFound(replace(session, form=form), accounts)

    async def submit(self, session: CourtSession, _answers: object = ()) -> Any:
        self.links.append(session)
        unclear = court.Unclear(session, Trouble.TIMED_OUT)
        return unclear if self.lost else court.Sent(replace(session, form=None))

    async def read_menu(self, session: CourtSession) -> Any:
        shows = court.MenuShows.NO_FILER if self.lost else court.MenuShows.FILER
        return court.MenuRead(shows, session)

    async def sign_out(self, session: CourtSession) -> None:
        del session


@dataclass
class RememberingDesk(KeepingDesk):
    """Keeps every consent and every form for the old login that was ever drawn."""

    offers: list[Offer] = field(default_factory=list)
    forms: list[OldForm] = field(default_factory=list)

    async def post(self, channel: str, message: Message, *, key: str | None = None, thread: str | None = None) -> str:
        self._note(message.blocks)
        return await super().post(channel, message, key=key, thread=thread)

    async def update(self, channel: str, ts: str, message: Message) -> None:
        self._note(message.blocks)
        await super().update(channel, ts, message)

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> str:
        view_id = await super().open_view(trigger, view)
        self._note_view(view_id, view)
        return view_id

    async def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        await super().update_view(view_id, view)
        self._note_view(view_id, view)

    def _note_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        self._note(view["blocks"])
        if view["callback_id"] == ViewId.FILER:
            self.forms.append(OldForm(view_id, view["private_metadata"], str(view["blocks"])))

    def _note(self, blocks: list[dict[str, Any]]) -> None:
        for block in blocks:
            for each in block.get("elements", []):
                if each.get("action_id") == ActionId.LINK:
                    # A rehearsal's ends it, and asks nothing: pressed whenever, it must link nobody.
                    self.offers.append(Offer(each["value"], str(each.get("confirm", each)["text"])))


class Consents(RuleBasedStateMachine):
    """One random history. `room` is where the databases lie."""

    room: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.room))
        self.now, self.rehearsal = NOW, False
        self.court, self.desk = RememberingCourt(), RememberingDesk()
        self.loop, self.ours = self._started()

    def teardown(self) -> None:
        self._killed()
        shutil.rmtree(self.folder)

    @rule(to=some.sampled_from(sorted(COURTS)), anew=some.booleans())
    def a_run_goes_as_far_as_both_accounts(self, to: str, anew: bool, up_to: ViewId = ViewId.REVIEW) -> None:
        if anew:
            self._run(self.ours.reception.command(ME, "start over", "", f"again {next(self.court.numbers)}"))
        self._run(self.ours.reception.command(ME, to, "", f"begin {next(self.court.numbers)}"))
        for action, event in zip(TO_THE_SIGN_IN, GETS_READY, strict=True):
            self._click(self._newest(action), event)
        self._send(ViewId.PACER, ev.PacerSubmitted(SHAPE, SHAPE))
        if up_to is not ViewId.FILER:
            self._send(ViewId.FILER, ev.FilerSubmitted(SHAPE, SHAPE))

    @precondition(lambda self: self.desk.offers)
    @rule(which=ANY, lost=some.booleans())
    def a_consent_is_pressed(self, which: int, lost: bool) -> None:
        """Any that was ever drawn, the newest more often than not."""
        offer = self.desk.offers[-1 if which < 20 else which % len(self.desk.offers)]
        self.court.lost = lost
        self._consent(offer)

    def _consent(self, offer: Offer) -> None:
        before = len(self.court.links)
        self._click(offer.value, ev.ConfirmedLink())
        for linked in self.court.links[before:]:
            assert not self.rehearsal, "a rehearsal links nothing"
            assert linked.form is not None
            assert COURTS[linked.court.id].name[:40] in offer.dialog
            assert f"Filer {linked.form.action} of {linked.court.id}" in offer.dialog
            assert f"PACER {linked.form.action}" in offer.dialog
        assert len(self.court.links) <= before + 1

    @precondition(lambda self: self.desk.forms)
    @rule(which=ANY)
    def an_old_form_is_sent(self, which: int) -> None:
        form = self.desk.forms[which % len(self.desk.forms)]
        before = len(self.court.logins)
        self._submit(form.view_id, form.reference, ViewId.FILER, ev.FilerSubmitted(SHAPE, SHAPE))
        for host in self.court.logins[before:]:
            assert COURTS[host].host in form.words, "a password goes only where its form said"

    @rule(
        first=some.sampled_from(sorted(COURTS)),
        between=some.sampled_from(("forgotten", "restored", "rehearsed")),
        anew=some.booleans(),
        old=some.integers(0, 1),
        form=some.booleans(),
    )
    def one_run_follows_another_and_what_is_old_is_pressed(
        self, first: str, between: str, anew: bool, old: int, form: bool
    ) -> None:
        """What chance alone would seldom bring together: two runs alike, at two courts, with nothing left between."""
        second = next(each for each in COURTS if each != first)
        if between == "restored":
            self.the_database_is_backed_up()
        self.a_run_goes_as_far_as_both_accounts(first, anew)
        offers, forms = len(self.desk.offers), len(self.desk.forms)
        if between == "restored":
            self.the_backup_is_restored()
        elif between == "rehearsed":
            self.the_process_starts_anew(rehearsal=not self.rehearsal, seconds=1)
        else:
            self.the_person_is_forgotten(folds=bool(old))
        self.a_run_goes_as_far_as_both_accounts(second, anew, up_to=ViewId.FILER if form else ViewId.REVIEW)
        if form and forms:
            self.an_old_form_is_sent(forms - 1)
        elif not form and offers > old:
            self._consent(self.desk.offers[offers - 1 - old])

    @rule()
    def the_end_is_looked_for_again(self) -> None:
        if (value := self._newest(ActionId.CHECK_AGAIN)) is not None:
            self._click(value, ev.AskedToCheckAgain())
            self._send(ViewId.PACER, ev.PacerSubmitted(SHAPE, SHAPE))
            self._send(ViewId.FILER, ev.FilerSubmitted(SHAPE, SHAPE))

    @rule(folds=some.booleans())
    def the_person_is_forgotten(self, folds: bool) -> None:
        self.desk.trouble = "" if folds else "busy"
        self._run(self.ours.engine.forget(ME))
        self.desk.trouble = ""

    @rule(rehearsal=some.sampled_from((False, False, True)), seconds=some.sampled_from((1, 1000, -400)))
    def the_process_starts_anew(self, rehearsal: bool, seconds: int) -> None:
        self._killed()
        self.rehearsal, self.now = rehearsal, self.now + timedelta(seconds=seconds)
        self.loop, self.ours = self._started()

    @rule()
    def the_database_is_backed_up(self) -> None:
        self._killed()
        shutil.copy(self._database, self.folder / "backup")
        self.loop, self.ours = self._started()

    @precondition(lambda self: (self.folder / "backup").exists())
    @rule()
    def the_backup_is_restored(self) -> None:
        self._killed()
        for each in self.folder.glob("link-pacer.db*"):
            each.unlink()
        shutil.copy(self.folder / "backup", self._database)
        self.loop, self.ours = self._started()

    # -- how ----------------------------------------------------------------------------------------------------------

    @property
    def _database(self) -> Path:
        return self.folder / "link-pacer.db"

    def _clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def _started(self) -> tuple[VirtualLoop, Ours]:
        loop = VirtualLoop()
        opened = Ours.opened(self._database, self.court, self.desk, self._clock, rehearsal=self.rehearsal)
        ours = loop.run_until_complete(opened)
        loop.run_until_complete(ours.engine.start())
        loop.run_until_complete(loop.quiet())
        return loop, ours

    def _killed(self) -> None:
        self.ours.store._db.close()
        self.loop.kill()

    def _run(self, work: Any) -> Any:
        done = self.loop.run_until_complete(work)
        self.loop.run_until_complete(self.loop.quiet())
        return done

    def _newest(self, action: ActionId) -> str | None:
        """Give the value of the newest button of that kind that still stands somewhere."""
        drawn = [message.blocks for message in self.desk.messages.values()]
        drawn += [view["blocks"] for view in self.desk.views.values()]
        found = [
            each["value"]
            for blocks in drawn
            for block in blocks
            for each in block.get("elements", [])
            if each.get("action_id") == action
        ]
        return found[-1] if found else None

    def _click(self, value: str | None, event: ev.FromPerson) -> None:
        stamp = screens.read_stamp(value) if value is not None else None
        if stamp is not None:
            trigger = f"{next(self.court.numbers)}.{ME.user}"
            self._run(self.ours.reception.click(Click(ME, stamp, trigger=trigger, channel="D" + ME.user), event))

    def _send(self, purpose: ViewId, event: Any) -> None:
        """Send the newest form of that kind that is open, if one is."""
        open_ones = [(each, view) for each, view in self.desk.views.items() if view["callback_id"] == purpose]
        if open_ones:
            view_id, view = open_ones[-1]
            self._submit(view_id, view["private_metadata"], purpose, event)

    def _submit(self, view_id: str, reference: str, purpose: ViewId, event: Any) -> None:
        typed = {each: Secret("typed") for each in Field}

        async def submit() -> None:
            with answering():
                answer = await self.ours.reception.submit(Form(ME, view_id, purpose, reference), event, typed)
                if answer.view is not None and view_id in self.desk.views:
                    await self.desk.update_view(view_id, answer.view)

        self._run(submit())
