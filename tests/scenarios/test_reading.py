"""The reader is strict: a transcript cannot pass by not being understood, or by expecting what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios import deeds, expectations, shortcuts, world
from tests.scenarios.reading import TranscriptError, number, read
from tests.scenarios.scene import Scene, StagedStack
from tests.scenarios.sight import plain
from tests.scenarios.test_scenarios import hold_at_the_end, play
from tests.support import patience

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = (deeds, expectations, shortcuts, world)


def transcript(folder: Path, *lines: str) -> Path:
    file = folder / "told.txt"
    file.write_text("\n".join(("# Something", *lines)), "utf-8")
    return file


@pytest.mark.parametrize(
    "line",
    [
        "Dana dances",
        'Dana clicks "Help" twice',
        'Somebody clicks "Help"',
        'bot says "unfinished',
        "dana is no_mfa",
        'trouble at the moon: "reset"',
        "court has many submits",
    ],
)
def test_an_unknown_line_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(TranscriptError, match=r"told\.txt:3: no such step: "):
        read(transcript(tmp_path, "Dana is no_mfa", line))


def test_a_transcript_says_what_it_shows_and_does_something(tmp_path: Path) -> None:
    file = tmp_path / "told.txt"
    file.write_text("Dana is no_mfa\n", "utf-8")
    with pytest.raises(TranscriptError, match="say in a first line"):
        read(file)
    with pytest.raises(TranscriptError, match="nothing happens"):
        read(transcript(tmp_path))


@pytest.mark.parametrize(
    "line",
    [
        'bot says "What the bot never says"',
        'bot whispers "What the bot never says"',
        'modal shows "What the bot never says"',
        'Dana clicks "No such button"',
        'Dana fills "No such field" with "x" and sends',
        "court has 1 submit",
        "help desk has 1 message",
        'notification reads "What the bot never says"',
        'Dana looks up "mieb" and picks "No such court"',
        'Dana answers "Link for good"',
    ],
)
async def test_what_does_not_happen_fails_by_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    async with StagedStack.up(tmp_path, app=False) as stack:
        scene = Scene.of(stack, tmp_path)
        await play(scene, read(transcript(tmp_path, "Dana is no_mfa", 'Dana types "/link-pacer"', 'bot says "Step 1"')))
        monkeypatch.setattr(patience, "PATIENCE", 0.2)
        with pytest.raises(pytest.fail.Exception, match=r"told\.txt:2: "):
            await play(scene, read(transcript(tmp_path, line)))


async def test_what_was_said_before_is_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with StagedStack.up(tmp_path, app=False) as stack:
        scene = Scene.of(stack, tmp_path)
        asked = read(transcript(tmp_path, 'Dana types "/link-pacer"', 'bot says "Step 1 of 6"'))
        await play(scene, asked)
        again = read(transcript(tmp_path, 'Dana types "good morning"', 'bot says "At which court do you want to link"'))
        monkeypatch.setattr(patience, "PATIENCE", 0.3)
        with pytest.raises(pytest.fail.Exception, match=r"told\.txt:3: "):
            await play(scene, again)


async def test_a_secret_that_is_written_anywhere_fails_at_the_end(tmp_path: Path) -> None:
    async with StagedStack.up(tmp_path, app=False) as stack:
        scene = Scene.of(stack, tmp_path)
        await play(scene, read(transcript(tmp_path, "Dana is no_mfa", 'Dana types "/link-pacer"', 'bot says "Step 1"')))
        hold_at_the_end(scene)
        talk = stack.workspace.dm_of("U0ATTY001")
        talk.messages[-1].text += stack.court_person("no_mfa").password
        with pytest.raises(AssertionError, match="a secret is written"):
            hold_at_the_end(scene)


def test_words_are_read_as_slack_shows_them() -> None:
    assert plain("*Next:* see <https://a.example/|the card>, R*** C*** &amp; `help`") == (
        "Next: see the card, R*** C*** & help"
    )
    assert plain("<!date^1^{date}|May 1>, *A.* B") == "May 1, A. B"


def test_numbers_are_read() -> None:
    assert [number(each) for each in ("no", "a", "an", "12")] == [0, 1, 1, 12]
