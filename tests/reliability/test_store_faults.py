"""A database that fails at any step: a court is asked nothing without its line, and all goes on once it is mended."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from bot.flow import effects as do
from bot.flow import states as st
from bot.slack.pauses import LONGEST
from bot.store import StoreError
from bot.vault import Secret
from tests.reliability.store_faults import Disk, Fault
from tests.reliability.test_full_disk import KEY, WAYS, Scene, lost_at_the_end

if TYPE_CHECKING:
    from pathlib import Path

    from bot.flow import events as ev

A_WHILE, LONG_ENOUGH = 3.0, 61.0
"""Seconds for which it stays broken, and after which all that waited for it has been tried again."""


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    disk.install(monkeypatch)
    return disk


def handles(scene: Scene, event: ev.FromPerson) -> None:
    """Have the engine take what a person does, and wait until nothing is left to do at once."""
    try:
        scene.run(scene.ours.engine.handle(KEY, event, typed={each: Secret("U1") for each in do.Field}))
    finally:
        scene.run(scene.loop.quiet())


def kept(scene: Scene) -> tuple[Any, ...]:
    """Give all that a step would change, and what the court was asked."""
    record = scene.run(scene.ours.store.load(KEY))
    lines = scene.ours.store._db.execute("SELECT * FROM audit").fetchall()
    return record, lines, len(scene.court.asked), len(scene.court.submits)


def check_the_end(scene: Scene) -> None:
    scene.passes(LONGEST.total_seconds() + 1)  # a message whose pause had grown
    assert isinstance(scene.state(), st.Linked)
    assert len(scene.court.submits) == 1
    assert scene.run(scene.ours.store.waiting()) == 0
    assert scene.ours.store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@lost_at_the_end
@pytest.mark.parametrize("fault", Fault)
def test_while_it_is_broken_no_step_is_taken_and_no_answer_is_lost(room: Path, disk: Disk, fault: Fault) -> None:
    scene = Scene(room)
    for event in WAYS:
        before = kept(scene)
        disk.breaks = fault
        with pytest.raises(StoreError):
            handles(scene, event)
        scene.passes(A_WHILE)
        disk.breaks = None
        assert kept(scene) == before
        handles(scene, event)
        while scene.court.asked:
            disk.breaks = fault
            scene.answers()
            scene.passes(A_WHILE)
            disk.breaks = None
            scene.passes(LONG_ENOUGH)
    check_the_end(scene)
    scene.close()


def goes_the_whole_way(scene: Scene) -> None:
    """Go the main way; what was not taken is done again, as often as it takes."""
    for event in WAYS:
        for _ in count():
            try:
                handles(scene, event)
            except StoreError:
                scene.passes(A_WHILE)
            else:
                break
        scene.passes(LONG_ENOUGH)
        while scene.court.asked:
            scene.answers()
            scene.passes(LONG_ENOUGH)


@lost_at_the_end
@pytest.mark.parametrize("fault", Fault)
def test_every_method_of_the_store_fails_once_at_every_step(room: Path, disk: Disk, fault: Fault) -> None:
    failed_before = -1
    for history in count():
        if len(disk.failed) == failed_before:
            break
        failed_before = len(disk.failed)
        folder = room / str(history)
        folder.mkdir()
        scene = Scene(folder)
        disk.once = fault
        goes_the_whole_way(scene)
        disk.once = None
        check_the_end(scene)
        scene.close()
    assert {"transact", "take_due", "put_blob", "take_blob"} <= {each.method for each in disk.failed}
