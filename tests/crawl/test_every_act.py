"""No act without an answer: whatever a person types, presses or sends, in every state, shows something where they look.

Generated from the states (`tools.samples`), the ids (`bot.screens.ids`) and the words (`bot.answering.words`), and done
at the practice workspace's page, over the real socket, by real Bolt.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import flow, screens
from bot.flow import states as st
from bot.texts import human, notices
from tests.crawl import acts
from tests.crawl.place import KEY, Place
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY, Stack
from tools.samples import states

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.crawl.acts import Act

_TELLING = ("/link-pacer status in D0ATTY001", "types 'back'", "types 'start over'")
"""The words whose answers differ most between two states of a kind."""
OLD = notices.REFRESHED.partition(".")[0]
HAS_IT = human.has_it("").partition("*")[2].partition("*")[0]


def places() -> list[st.State]:
    """Give one state of each kind, and of each way in which a kind may be beside itself: asked, paused, unsettled."""
    found: dict[object, st.State] = {}
    for state in states():
        run = state.run
        beside = (run.asked and run.asked.desk, run.pause, bool(run.open_ends), run.rehearsal, run.signed_in, run.agent)
        unsettled = getattr(state, "unsettled", None) is not None
        questions = bool(getattr(state, "questions", ()))
        found.setdefault((type(state), beside, unsettled, questions), state)
    return list(found.values())


@dataclass
class Crawl:
    """What was done, and what stayed without an answer or said what is not so."""

    place: Place
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    async def does(self, state: st.State | None, act: Act, *, fresh: bool = True) -> None:
        """Do one act, and hold it to its answer. A `fresh` button is one that is drawn just now."""
        before = self.place.sight()
        began = time.monotonic()
        await act.do()
        await self.place.settled()
        self.slowest = max(self.slowest, time.monotonic() - began)
        told = act.answers(before, self.place.sight())
        where = f"{type(state).__name__}: {act.name}"
        self.done[type(state).__name__] += 1
        if not any(each.strip() for each in told):
            self.faults.append(f"{where}: silence")
        if fresh and any(OLD in each for each in told):
            self.faults.append(f"{where}: called old")
        _, now = await self.place.record()
        if any(HAS_IT in each for each in told) and not _is_told(now):
            self.faults.append(f"{where}: nobody has it")

    async def at(self, state: st.State | None) -> None:
        """Do what can be done in `state`, each act from there: all of it, for the first state of its kind."""
        whole = type(state).__name__ not in self.done
        await self._typed(state, None if whole else _TELLING)
        await self._pressed(state, whole=whole)
        await self._at_home(state)
        await self._in_forms(state)
        await self._to_an_attorney(state)

    async def _typed(self, state: st.State | None, only: tuple[str, ...] | None) -> None:
        for act in (*acts.commands(self.place), *acts.messages(self.place)):
            if only is None or act.name in only:
                await self.place.be_at(state)
                await self.does(state, act)

    async def _pressed(self, state: st.State | None, *, whole: bool) -> None:
        there = await self.place.be_at(state)
        for action_id in acts.of_card(self.place):
            await self.place.be_at(state)
            await self.does(state, acts.on_card(self.place, action_id))
        every = self.place.buttons(acts.every_button(await self.place.drawn()).blocks) if whole else []
        for action_id in every:
            for old in (False, True):
                await self.place.be_at(state)
                message = acts.every_button(await self.place.drawn(old=old))
                act = await acts.of_message(self.place, "old" if old else "now", message, action_id)
                await self.does(state, act, fresh=not old and state is not None)
        if there is None:
            return
        for what, make in (("help", screens.help_message), ("result", screens.result), ("reminder", screens.reminder)):
            for action_id in self.place.buttons(make(there, await self.place.drawn()).blocks):
                now = await self.place.be_at(state)
                assert now is not None
                message = make(now, await self.place.drawn())
                await self.does(state, await acts.of_message(self.place, what, message, action_id))

    async def _at_home(self, state: st.State | None) -> None:
        await self.place.be_at(state)
        home = await self._opened_home()
        for action_id in home:
            await self.place.be_at(state)
            await self._opened_home()
            for again in ("", " again"):
                self.place.stack.clock.passed += timedelta(seconds=1)
                if action_id in self._home_buttons():
                    act = acts.in_home(self.place, action_id)
                    await self.does(state, act, fresh=not again)

    async def _opened_home(self) -> list[str]:
        await self.place.me._post("home/open")
        await self.place.settled()
        return self._home_buttons()

    def _home_buttons(self) -> list[str]:
        return self.place.buttons(self.place.stack.workspace.homes[self.place.me.user].blocks)

    async def _in_forms(self, state: st.State | None) -> None:
        if state is None or not flow.has_form(state):
            return
        for over in (False, True):
            for action_id in await self._open(state, over=False):
                await self._open(state, over=over)
                act = acts.in_modal(self.place, action_id, " that is over" if over else "")
                await self.does(state, act, fresh=not over)
            await self._open(state, over=over)
            if self._is_form():
                typed: dict[str, object] = {"pacer_username": "dana.whitfield", "filer_login": "dwhitfield"}
                await self.does(
                    state, acts.sent(self.place, typed, " half filled" + " that is over" * over), fresh=False
                )

    async def _to_an_attorney(self, state: st.State | None) -> None:
        """Have an attorney's clicks sent, where the result offers it: to oneself, to another, and to them again."""
        for again, chosen in ((1, ATTORNEY), (1, SECOND_ATTORNEY), (2, SECOND_ATTORNEY)):
            there = await self.place.be_at(state)
            message = there and screens.result(there, await self.place.drawn())
            offered = [each for each in self.place.buttons(message.blocks if message else []) if "send_clicks" in each]
            for action_id in offered * again:
                assert message
                await (await acts.of_message(self.place, "", message, action_id)).do()
                await self.place.settled()
                form = acts.sent(self.place, {"attorney": chosen}, f" to {chosen}, {again}")
                await self.does(state, form)
                self.place.stack.workspace.stacks[ATTORNEY].clear()

    async def _open(self, state: st.State, *, over: bool) -> list[str]:
        """Open the form of a state as its card does; `over`: then have the run end beside it."""
        await self.place.be_at(state)
        drawn = await self.place.drawn()
        message = acts.every_button(drawn)
        await (await acts.of_message(self.place, "", message, screens.ActionId.CONTINUE)).do()
        await self.place.settled()
        views = self.place.stack.workspace.stacks[self.place.me.user]
        assert views, f"no form opened for {state}"
        if over:
            await self.place.store.forget_view(KEY, views[-1].id)
            await self.place.me.types("/link-pacer start over")
            await self.place.settled()
        return self.place.buttons(views[-1].blocks)

    def _is_form(self) -> bool:
        views = self.place.stack.workspace.stacks[self.place.me.user]
        return bool(views) and bool(views[-1].body.get("submit"))


def _is_told(state: st.State | None) -> bool:
    return state is not None and state.run.asked is not None and state.run.asked.desk is st.Desk.TOLD


async def test_no_act_stays_without_an_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with Stack.up(tmp_path) as stack:
        crawl = Crawl(Place(stack, await stack.person()))
        for state in (None, *places()):
            await crawl.at(state)
    with capsys.disabled():
        print(f"\n{crawl.done.total()} acts in {len(places()) + 1} states, the slowest done in {crawl.slowest:.1f} s")  # noqa: T201 - the count is wanted
    assert not crawl.faults, "\n".join(crawl.faults)
    assert {kind.__name__ for kind in map(type, states())} < set(crawl.done)
