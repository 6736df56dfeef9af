"""The work of a submit or of its proof vanishes: its person does not wait for ever, and nothing is sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot import court
from bot.engine.codec import decode_state
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.rules import SUBMIT_WATCHDOG
from bot.store import ConversationKey
from bot.vault import Secret
from tests.reliability.histories import SHAPE, Wall
from tests.reliability.process_of_ours import HELP_DESK, Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt
from tests.reliability.virtual_loop import VirtualLoop
from tools.samples import GETS_READY, MIEB

if TYPE_CHECKING:
    from pathlib import Path

KEY = ConversationKey("T1", "U1")
WAYS: list[ev.FromPerson] = [
    ev.Started("LP-1", MIEB),
    *GETS_READY,
    ev.PacerSubmitted(SHAPE, SHAPE),
    ev.FilerSubmitted(SHAPE, SHAPE),
    ev.ConfirmedLink(),
]


class Scene:
    """One person whose consent is on its way, at a court that answers only what it is told to."""

    def __init__(self, folder: Path) -> None:
        self.wall, self.court, self.desk, self.loop = Wall(), ScriptedCourt(), KeepingDesk(), VirtualLoop()
        self.ours: Any = self.run(Ours.opened(folder / "link-pacer.db", self.court, self.desk, self.wall))
        self.run(self.ours.engine.start())
        accounts = court.Accounts("Dana Whitfield (dwhitfield)", "Dana Whitfield")
        for event in WAYS:
            self.run(self.ours.engine.handle(KEY, event, typed={each: Secret("U1") for each in do.Field}))
            self.run(self.loop.quiet())
            if isinstance(event, ev.PacerSubmitted):
                self.answers(court.SignedIn(self.court.asked[0].session))
            if isinstance(event, ev.FilerSubmitted):
                self.answers(court.AccountsFound(self.court.asked[0].session, accounts))

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def answers(self, answer: object) -> None:
        self.court.asked[0].answer.set_result(answer)
        self.run(self.loop.quiet())

    def state(self) -> st.State:
        return decode_state(self.run(self.ours.store.load(KEY)).state)

    def waits(self) -> None:
        self.wall.move(SUBMIT_WATCHDOG.total_seconds())
        self.run(self.loop.let_pass(3))

    def close(self) -> None:
        self.ours.store._db.close()
        self.loop.kill()


@pytest.fixture
def scene(room: Path) -> Any:
    made = Scene(room)
    yield made
    made.close()


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("step", ["Linking", "Confirming"])
def test_a_task_that_vanishes_leaves_unknown_a_settled_claim_and_a_help_desk_that_knows(
    scene: Scene, step: str
) -> None:
    if step == "Confirming":
        scene.answers(court.Sent(scene.court.asked[0].session))
    assert type(scene.state()).__name__ == step
    scene.ours.engine._last[KEY].cancel()
    scene.run(scene.loop.quiet())
    scene.waits()
    assert isinstance(scene.state(), st.Unknown)
    assert scene.run(scene.ours.store.unsettled()) == ()
    assert len(scene.court.submits) == 1
    told = [channel for channel, _ in scene.desk.posts]
    assert told.count(HELP_DESK) == 1


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_a_proof_after_the_watchdog_counts_and_nothing_was_sent_again(scene: Scene) -> None:
    scene.waits()
    assert isinstance(scene.state(), st.Unknown)
    scene.answers(court.AlreadyLinked(scene.court.asked[0].session))
    assert isinstance(scene.state(), st.Linked)
    assert len(scene.court.submits) == 1
