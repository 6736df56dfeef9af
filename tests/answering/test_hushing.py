"""What a person adds for the help desk reaches it without what looks secret."""

from __future__ import annotations

import pytest

from bot.answering.hushing import GAP, hushed


@pytest.mark.parametrize(
    "words",
    [
        "The page says that the court is closed.",
        "My password is not accepted, and the code was refused.",
        "My password doesn't work.",
        "I do not find Utilities. Where is it?",
        "Call me at extension 214, after 3:30 pm.",
        "The user name is unknown there.",
    ],
)
def test_plain_words_reach_the_help_desk_as_they_are(words: str) -> None:
    assert hushed(words) == words


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        ("My password is hunter2xyz", "hunter2xyz"),
        ("password: battery", "battery"),
        ("the code 118204 fails", "118204"),
        ("the code 118 204 fails", "118 204"),
        ("otp 1182 0411", "0411"),
        ("I typed Blue!Fish77 and nothing came", "Blue!Fish77"),
        ("seed JBSWY3DPEHPK3PXP", "JBSWY3DPEHPK3PXP"),
        ("it shows jbsw y3dp, and jbswy3dpehpk3pxp.", "jbswy3dpehpk3pxp"),
        ("login dana.w7 at mieb", "dana.w7"),
        ("my login is dwhitfield", "dwhitfield"),
        ("pw=letmein", "letmein"),
    ],
)
def test_what_looks_secret_reaches_nobody(words: str, secret: str) -> None:
    told = hushed(words)
    assert secret not in told
    assert GAP in told


def test_a_sentence_is_one_line_and_nothing_is_left_in_doubt() -> None:
    assert hushed("one\n  two\tthree") == "one two three"
    assert hushed("") == ""
