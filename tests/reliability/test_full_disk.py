"""The database fails when the court answers: the answer is told first, the session is sealed after it or signed out."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from bot import court
from bot.engine.codec import decode_state
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.store import ConversationKey, StoreError
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.reliability.histories import SHAPE, Wall
from tests.reliability.process_of_ours import Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt
from tests.reliability.virtual_loop import VirtualLoop
from tools.samples import GETS_READY, MIEB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reliability.scripted import Question

KEY = ConversationKey("T1", "U1")
ACCOUNTS = court.Accounts("Dana Whitfield (dwhitfield)", "Dana Whitfield")
WAYS: list[ev.FromPerson] = [
    ev.Started("LP-1", MIEB),
    *GETS_READY,
    ev.PacerSubmitted(SHAPE, SHAPE),
    ev.FilerSubmitted(SHAPE, SHAPE),
    ev.ConfirmedLink(),
]
SEALED = "SELECT count(*) FROM sealed_blob WHERE purpose = 'court session'"
FULL = "The database's disk is full: free some space."


def answer_to(question: Question) -> object:
    """Give the answer that leads on."""
    session = question.session
    match question.kind:
        case "sign_in":
            return court.SignedIn(session)
        case "find":
            return court.AccountsFound(session, ACCOUNTS)
        case "submit":
            return court.Sent(session)
        case _:
            return court.MenuRead(court.MenuShows.FILER, session)


class Scene:
    """One person on the main way, at a court that answers when it is told to, and a disk that can be full."""

    def __init__(self, folder: Path) -> None:
        self.wall, self.court, self.desk, self.loop = Wall(), ScriptedCourt(), KeepingDesk(), VirtualLoop()
        self.ours: Any = self.run(Ours.opened(folder / "link-pacer.db", self.court, self.desk, self.wall))
        self.run(self.ours.engine.start())

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def goes_to(self, kind: str) -> None:
        """Go on until the court is asked a question of that kind."""
        for event in WAYS:
            self.run(self.ours.engine.handle(KEY, event, typed={each: Secret("U1") for each in do.Field}))
            self.run(self.loop.quiet())
            while self.court.asked and self.court.asked[0].kind != kind:
                self.answers()
            if self.court.asked:
                return

    def answers(self, answer: object = None) -> None:
        self.court.asked[0].answer.set_result(answer or answer_to(self.court.asked[0]))
        self.run(self.loop.quiet())

    def breaks(self, *names: str) -> None:
        """Have these methods of the store fail until `mend`, before they do anything."""

        async def fail(*_: Any, **__: Any) -> None:
            raise StoreError(FULL)

        for name in names:
            setattr(self.ours.store, name, fail)

    def mend(self) -> None:
        for name in [each for each in vars(self.ours.store) if not each.startswith("_")]:
            delattr(self.ours.store, name)

    def passes(self, seconds: float) -> None:
        self.wall.move(seconds)
        self.run(self.loop.let_pass(seconds))

    def state(self) -> st.State:
        return decode_state(self.run(self.ours.store.load(KEY)).state)

    def sealed(self) -> int:
        return int(self.ours.store._db.execute(SEALED).fetchone()[0])

    def close(self) -> None:
        self.ours.store._db.close()
        self.loop.kill()


@pytest.fixture
def scene(room: Path) -> Iterator[Scene]:
    made = Scene(room)
    yield made
    made.close()


LEADS_TO = {
    "sign_in": st.AwaitingFilerLogin,
    "find": st.Reviewing,
    "submit": st.Confirming,
    "menu": st.Linked,
}
# A killed process leaves work that was never begun.
lost_at_the_end = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")


@lost_at_the_end
@pytest.mark.parametrize("kind", LEADS_TO)
def test_an_answer_is_told_before_its_session_is_sealed(scene: Scene, kind: str) -> None:
    scene.goes_to(kind)
    scene.breaks("put_blob")
    scene.answers()
    assert isinstance(scene.state(), LEADS_TO[kind])
    scene.mend()
    scene.passes(6)
    if kind == "submit":  # its proof is asked for with the session that was held
        assert [each.kind for each in scene.court.asked] == ["menu"]
        scene.answers()
        assert isinstance(scene.state(), st.Linked)
    scene.passes(6)
    assert scene.sealed() == 1
    assert scene.court.signed_out == []


@lost_at_the_end
@pytest.mark.parametrize("kind", LEADS_TO)
def test_an_answer_waits_for_a_disk_that_takes_nothing_and_is_told_then(
    scene: Scene, kind: str, logged: list[Any]
) -> None:
    scene.goes_to(kind)
    before = scene.state()
    scene.breaks("put_blob", "transact", "take_blob", "postpone", "take_due", "take_back")
    scene.answers()
    scene.passes(25)
    assert scene.state() == before
    scene.mend()
    scene.passes(6)
    assert isinstance(scene.state(), LEADS_TO[kind])
    assert len(scene.court.submits) == (kind in {"submit", "menu"})
    waits = [line for line in logged if line["event"] == "a court's answer waits for the database"]
    assert len(waits) == 1, "said once, not at each try"


@lost_at_the_end
@pytest.mark.parametrize("kind", ["sign_in", "find", "menu"])
def test_a_session_that_cannot_be_sealed_is_signed_out(scene: Scene, kind: str) -> None:
    scene.goes_to(kind)
    scene.breaks("put_blob")
    scene.answers()
    scene.passes(30)
    assert scene.court.signed_out == ["U1"]
    assert isinstance(scene.state(), LEADS_TO[kind])


@lost_at_the_end
def test_a_submit_whose_session_cannot_be_opened_is_not_sent_and_is_said_not_to_be(scene: Scene) -> None:
    scene.goes_to("find")
    scene.answers()
    scene.breaks("take_blob")
    scene.run(scene.ours.engine.handle(KEY, ev.ConfirmedLink()))
    scene.passes(30)
    assert scene.court.submits == []
    assert scene.state() == st.AwaitingPacerSignIn(scene.state().run, MIEB, Trouble.SESSION_EXPIRED)
    outcome = scene.ours.store._db.execute("SELECT outcome FROM submit").fetchall()
    assert outcome == [("NOT_SENT",)]


@lost_at_the_end
def test_a_stop_with_a_full_disk_signs_out_of_what_could_not_be_sealed(scene: Scene) -> None:
    scene.goes_to("sign_in")
    scene.breaks("put_blob", "transact", "take_blob", "postpone", "take_due", "take_back")
    scene.answers()
    scene.run(scene.loop.let_pass(3))
    scene.run(stopped(scene))
    assert scene.court.signed_out == ["U1"]


async def stopped(scene: Scene) -> None:
    await scene.ours.engine.stop(0.5)


@lost_at_the_end
def test_names_that_cannot_be_kept_do_not_hide_what_was_wrong(scene: Scene) -> None:
    scene.goes_to("sign_in")
    scene.breaks("put_blob")
    scene.answers(court.Failed(Trouble.WRONG_PACER_CREDENTIALS, "words", None))
    state = scene.state()
    assert isinstance(state, st.AwaitingPacerSignIn)
    assert state.problem is Trouble.WRONG_PACER_CREDENTIALS


def fill(db: Any) -> None:
    while True:
        db.execute("INSERT INTO filler VALUES (zeroblob(500))")


@lost_at_the_end
def test_a_database_that_may_not_grow_loses_no_answer(scene: Scene) -> None:
    """As SQLite itself says it: the file has all the pages that it may have."""
    scene.goes_to("submit")
    db = scene.ours.store._db
    # Fill what is free first, so that the next page is one too many.
    db.execute("CREATE TABLE filler (x BLOB) STRICT")
    (most,) = db.execute("PRAGMA max_page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        fill(db)
    scene.answers()
    scene.passes(10)
    assert isinstance(scene.state(), st.Linking | st.Confirming)
    db.execute(f"PRAGMA max_page_count = {most}")
    scene.passes(6)
    assert [each.kind for each in scene.court.asked] == ["menu"]
    scene.answers()
    assert isinstance(scene.state(), st.Linked)
    assert len(scene.court.submits) == 1
