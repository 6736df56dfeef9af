"""The strings of a script are read as the script would read them."""

from __future__ import annotations

import pytest

from bot.court.pages.written import strings


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (r"""call("Link a\nCM\/ECF account", 'it\'s')""", ["Link a CM/ECF account", "it's"]),
        (r"""w("\x3ca\u003e \ud83d\ude00")""", ["<a> \N{GRINNING FACE}"]),
        ("no strings", []),
    ],
)
def test_escapes_are_undone(source: str, read: list[str]) -> None:
    assert list(strings(source)) == read
