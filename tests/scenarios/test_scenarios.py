"""Plays every transcript through real Bolt, between a practice workspace and a practice court.

Whatever it is about, at its end no message lacks its plain text, no secret of anybody who played is written anywhere,
and Slack had no failure to show.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scenarios import deeds, expectations, shortcuts, world
from tests.scenarios.expectations import written
from tests.scenarios.reading import read
from tests.scenarios.scene import Scene, StagedStack

if TYPE_CHECKING:
    from tests.scenarios.reading import Transcript

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*/*.txt"))
EXPECTATIONS = 20
STEPS = (deeds, expectations, shortcuts, world)
"""Importing them makes their forms known."""


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path: Path, tmp_path: Path) -> None:
    transcript = read(path)
    async with StagedStack.up(tmp_path, app=False) as stack:
        scene = Scene.of(stack, tmp_path)
        await play(scene, transcript)
        hold_at_the_end(scene)


async def play(scene: Scene, transcript: Transcript) -> None:
    for step in transcript.steps:
        try:
            await step.act(scene, **step.given)
        except (AssertionError, TimeoutError) as failed:
            pytest.fail(f"{step.where}: {step.line}\n{failed}", pytrace=False)


def hold_at_the_end(scene: Scene) -> None:
    workspace = scene.stack.workspace
    for talk in workspace.conversations.values():
        assert all(each.text.strip() for each in talk.messages if each.by_bot), "a message has no plain text"
    for player in scene.players.values():
        assert not player.asked, f"{player.name} was asked something to the end"
        if player.known:
            secrets = [player.known.password, *(filer.password for filer in player.known.filers)]
            assert not [each for each in secrets if each in written(scene)], "a secret is written somewhere"
    failures = [each.text for several in workspace.failures.values() for each in several]
    assert failures == [], "Slack had to tell somebody that the app failed"


def test_every_expectation_has_its_transcript() -> None:
    shown = {int(path.stem[:2]) for path in TRANSCRIPTS if path.parent.name == "expectations"}
    assert shown == set(range(1, EXPECTATIONS + 1))


def test_every_transcript_says_what_it_shows() -> None:
    titles = [read(path).title for path in TRANSCRIPTS]
    assert len(set(titles)) == len(titles)
