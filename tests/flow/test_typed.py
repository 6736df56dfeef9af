"""What typed words mean, and what looks like a secret."""

from __future__ import annotations

import pytest

from bot.flow.typed import Word, looks_secret, meaning


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("help", Word.HELP),
        ("HELP!", Word.HELP),
        ("hlep", Word.HELP),
        ("?", Word.HELP),
        ("Status", Word.STATUS),
        ("statsu", Word.STATUS),
        ("back", Word.BACK),
        ("go back", Word.BACK),
        ("cancel", Word.CANCEL),
        ("cancle", Word.CANCEL),
        ("start over", Word.START_OVER),
        ("  Start   Over. ", Word.START_OVER),
        ("link", Word.LINK),
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
        "Lantern-Orchard-41",
        "rcastellan Lantern-Orchard-41",
        "password: hunter",
        "my password is hunter2",
        "user=abc pw=def",
        "123456",
        "123 456",
        "12345678",
        "Tr0ub4dor&3",
    ],
)
def test_what_looks_secret(text: str) -> None:
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "Where do I find my court?",
        "Bankruptcy, Eastern District",
        "I see an error at step 3",
        "https://ecf.mieb.uscourts.gov/A1b2C3d4",
        "<@U0ATTY001> hello",
        "Dana.Whitfield1@example.com",
        "ok",
        "",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not looks_secret(text)
