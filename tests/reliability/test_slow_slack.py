"""A Slack that is slow or busy for long: deadlines do not wait for one another, and no modal stays at "Checking"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot import court, flow, screens
from bot.engine.codec import decode_state
from bot.engine.drawing import SLACK_PATIENCE
from bot.engine.engine import TIME_ZONE_LIMIT
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.pausing import IDLE
from bot.forms import Form
from bot.slack.desk import SlackBusyError, SlackError, SlackRefusedError
from bot.store import ConversationKey
from bot.telling import Click
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.reliability.histories import SHAPE, Wall
from tests.reliability.process_of_ours import Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt
from tests.reliability.virtual_loop import VirtualLoop
from tools.samples import GETS_READY, MIEB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

KEY = ConversationKey("T1", "U1")
VIEW = "V1"
lost_at_the_end = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")


class SlowDesk(KeepingDesk):
    """A workspace whose calls hang or fail as the test says."""

    hanging: frozenset[str] = frozenset()
    refusal: Callable[[], SlackError | None] = staticmethod(lambda: None)
    held: asyncio.Future[None] | None = None
    tries = 0

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> str:
        opened = await super().open_view(trigger, view)
        if self.held and trigger == "first":
            await self.held
        return opened

    async def time_zone(self, user: str) -> str:
        if user in self.hanging:
            await asyncio.sleep(30)
        return await super().time_zone(user)

    async def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        self.tries += 1
        if refusal := self.refusal():
            raise refusal
        await super().update_view(view_id, view)


class Scene:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wall, self.court, self.desk, self.loop = Wall(), ScriptedCourt(), SlowDesk(), VirtualLoop()
        self.ours = self.opened()

    def opened(self) -> Any:
        ours: Any = self.run(Ours.opened(self.folder / "link-pacer.db", self.court, self.desk, self.wall))
        self.run(ours.engine.start())
        return ours

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def handles(self, event: ev.Event, key: ConversationKey = KEY, **more: Any) -> None:
        typed = {each: Secret("U1") for each in do.Field}
        self.run(self.ours.engine.handle(key, event, typed=typed, **more))
        self.run(self.loop.quiet())

    def passes(self, seconds: float) -> None:
        self.wall.move(seconds)
        self.run(self.loop.let_pass(seconds))

    def state(self, key: ConversationKey = KEY) -> st.State:
        return decode_state(self.run(self.ours.store.load(key)).state)

    def signs_in(self) -> None:
        """Send the form from an open modal, and have the court answer while Slack does as the test says."""
        self.handles(ev.Started("LP-1", MIEB))
        for event in GETS_READY:
            self.handles(event)
        self.desk.views[VIEW] = {"callback_id": "checking"}
        self.handles(ev.PacerSubmitted(SHAPE, SHAPE), view_id=VIEW)
        self.desk.views[VIEW] = {"callback_id": "checking"}  # as Slack shows the answer to the form
        self.court.asked[0].answer.set_result(court.SignedIn(self.court.asked[0].session))
        self.run(self.loop.quiet())

    def presses_twice(self, *, first_answers_last: bool) -> tuple[str, str]:
        """Press the button of the form twice at once; give both modals, in the order in which they were asked for."""
        self.handles(ev.Started("LP-1", MIEB, token="of this run"))
        for event in GETS_READY:
            self.handles(event)
        stamp = screens.Stamp(KEY.user, flow.seen(self.state(), self.run(self.ours.store.load(KEY)).rev))
        self.desk.held = self.loop.create_future() if first_answers_last else None
        for trigger in ("first", "second"):
            self.loop.create_task(self.ours.reception.click(Click(KEY, stamp, trigger), ev.AskedToContinue()))
            self.run(self.loop.quiet())
        if self.desk.held:
            self.desk.held.set_result(None)
            self.run(self.loop.quiet())
        first, second = self.desk.views
        return first, second

    def shows(self, view: str) -> str:
        return str(self.desk.views[view]["callback_id"])

    def shown(self) -> str:
        return self.shows(VIEW)

    def cards(self) -> int:
        texts = [message.text for channel, message in self.desk.posts if channel == "DU1"]
        return sum("Link PACER - " in text for text in texts)

    def close(self) -> None:
        self.ours.store._db.close()
        self.loop.kill()


@pytest.fixture
def scene(room: Path) -> Iterator[Scene]:
    made = Scene(room)
    yield made
    made.close()


@lost_at_the_end
def test_deadlines_do_not_wait_for_one_anothers_call_of_slack(scene: Scene) -> None:
    users = [f"U{number}" for number in range(20)]
    for user in users:
        scene.handles(ev.Started(f"LP-{user}", MIEB), ConversationKey("T1", user))
    scene.desk.hanging = frozenset(users[:-1])
    scene.wall.move(IDLE.total_seconds())
    scene.run(scene.loop.let_pass(1.5))
    paused = {user: scene.state(ConversationKey("T1", user)).run.pause for user in users}
    assert paused[users[-1]] is st.Pause.PAUSED, "nobody waits for a call of somebody else"
    assert set(list(paused.values())[:-1]) == {st.Pause.NONE}
    scene.run(scene.loop.let_pass(TIME_ZONE_LIMIT))
    assert {scene.state(ConversationKey("T1", user)).run.pause for user in users} == {st.Pause.PAUSED}


@lost_at_the_end
def test_a_modal_is_drawn_when_slack_takes_it_again_and_not_before_it_may_be(scene: Scene) -> None:
    scene.desk.refusal = lambda: SlackBusyError("ratelimited", 20.0)
    scene.signs_in()
    assert (scene.shown(), scene.desk.tries) == ("checking", 1)
    scene.desk.refusal = lambda: None
    scene.passes(19)
    assert (scene.shown(), scene.desk.tries) == ("checking", 1), "Retry-After is obeyed"
    scene.passes(2)
    assert scene.shown() == screens.view_id(scene.state())


@lost_at_the_end
@pytest.mark.parametrize(
    "refusal",
    [SlackBusyError("http_503"), SlackBusyError("ratelimited", 90.0), SlackError("new_code"), SlackRefusedError("x")],
    ids=lambda error: error.code,
)
def test_a_modal_that_slack_does_not_take_for_a_minute_gives_way_to_a_new_card(
    scene: Scene, refusal: SlackError
) -> None:
    scene.desk.refusal = lambda: refusal
    scene.signs_in()
    scene.passes(SLACK_PATIENCE + 10)
    scene.passes(5)
    assert scene.cards() == 2, "the first one, and one more that is seen"
    assert isinstance(scene.state(), st.AwaitingFilerLogin)


@lost_at_the_end
def test_a_modal_that_was_closed_is_not_drawn_again(scene: Scene) -> None:
    scene.desk.refusal = lambda: SlackBusyError("http_503")
    scene.signs_in()
    scene.run(scene.ours.store.forget_view(KEY, VIEW))
    tries, cards = scene.desk.tries, scene.cards()
    scene.passes(SLACK_PATIENCE + 10)
    assert (scene.desk.tries, scene.cards()) == (tries, cards)


@lost_at_the_end
def test_a_process_that_ended_before_it_drew_a_modal_draws_it_after_the_start(scene: Scene) -> None:
    scene.desk.refusal = lambda: SlackBusyError("http_503")
    scene.handles(ev.Started("LP-1", MIEB))
    for event in GETS_READY:
        scene.handles(event)
    scene.handles(ev.PacerSubmitted(SHAPE, SHAPE), view_id=VIEW)
    scene.desk.views[VIEW] = {"callback_id": "checking"}
    wrong = court.Failed(Trouble.WRONG_PACER_CREDENTIALS, "words", None)
    scene.court.asked[0].answer.set_result(wrong)
    scene.run(scene.loop.quiet())
    scene.close()
    scene.desk.refusal, scene.loop = lambda: None, VirtualLoop()
    scene.ours = scene.opened()
    scene.run(scene.loop.quiet())
    assert scene.shown() == screens.view_id(scene.state())


@lost_at_the_end
@pytest.mark.parametrize("first_answers_last", [False, True], ids=["in order", "answers cross"])
@pytest.mark.parametrize("older", [True, False], ids=["the older form is sent", "the newer form is sent"])
def test_of_two_open_modals_neither_stays_at_checking(scene: Scene, *, older: bool, first_answers_last: bool) -> None:
    """Two devices, or a finger that pressed twice: one modal goes on, the other says that it is over."""
    first, second = scene.presses_twice(first_answers_last=first_answers_last)
    assert (scene.shows(first), scene.shows(second)) == ("outdated", "pacer")
    sent, left = (first, second) if older else (second, first)
    scene.handles(ev.PacerSubmitted(SHAPE, SHAPE), view_id=sent)
    scene.desk.views[sent] = {"callback_id": "checking"}  # as Slack shows the answer to the form
    scene.court.asked[0].answer.set_result(court.SignedIn(scene.court.asked[0].session))
    scene.run(scene.loop.quiet())
    assert (scene.shows(sent), scene.shows(left)) == ("filer", "outdated")


@lost_at_the_end
def test_an_old_form_that_is_sent_goes_on_with_what_is_so_now(scene: Scene) -> None:
    first, second = scene.presses_twice(first_answers_last=False)
    form = scene.desk.views[second]
    scene.handles(ev.PacerSubmitted(SHAPE, SHAPE), view_id=first)
    sent = Form(KEY, second, form["callback_id"], form["private_metadata"])
    answer = scene.run(scene.ours.reception.submit(sent, ev.PacerSubmitted(SHAPE, SHAPE), {}))
    scene.desk.views[second] = answer.view
    assert scene.shows(second) == "waiting"
    scene.run(scene.loop.quiet())
    scene.court.asked[0].answer.set_result(court.SignedIn(scene.court.asked[0].session))
    scene.run(scene.loop.quiet())
    assert (scene.shows(first), scene.shows(second)) == ("outdated", "filer")


@lost_at_the_end
def test_a_modal_whose_run_is_over_says_so(scene: Scene) -> None:
    scene.signs_in()
    scene.handles(ev.AskedToStartOver("LP-2", "token"))
    assert scene.shown() == "outdated"
