"""Words that have something done, and words that only resemble them."""

from __future__ import annotations

import pytest

from bot.answering.words import Word, meaning


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("help", Word.HELP),
        ("HELP!", Word.HELP),
        ("hlep", Word.HELP),
        ("?", Word.HELP),
        ("Status", Word.STATUS),
        ("statsu", Word.STATUS),
        ("where am i", Word.STATUS),
        ("back", Word.BACK),
        ("go back", Word.BACK),
        ("cancel", Word.CANCEL),
        ("start over", Word.START_OVER),
        ("  Start   Over. ", Word.START_OVER),
        ("link", Word.LINK),
        ("Link another court", Word.LINK),
        ("mieb", None),
        ("no", None),
        ("please help me with the printer on the third floor", None),
        ("", None),
    ],
)
def test_meaning(text: str, word: Word | None) -> None:
    assert meaning(text) is word


@pytest.mark.parametrize(
    "text",
    [
        *("step", "shop", "stopp", "spot", "top", "cancle", "cancels", "chancel", "quiet", "quilt", "suit", "backup"),
        *("bank", "black", "buck", "unlink", "links", "ink", "blink", "star", "stark", "began", "begun", "restate"),
        *("rest art", "start oven", "stare over", "continual", "discontinue", "don't cancel", "cancel?", "go black"),
    ],
)
def test_a_near_word_changes_nothing(text: str) -> None:
    assert meaning(text) in {None, Word.HELP, Word.STATUS}
