"""The bot's token goes to no host but Slack's own, whatever address a file is said to have."""

from __future__ import annotations

import pytest

from bot.slack.hosts import is_slacks

SLACK = "https://slack.com/api/"


@pytest.mark.parametrize("address", ["https://files.slack.com/files-pri/T1-F1/download/a.csv"])
def test_slacks_own_files(address: str) -> None:
    assert is_slacks(address, SLACK)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://files.slack.com/files-pri/T1-F1/download/a.csv",
        "https://files.slack.com.evil.example/a.csv",
        "https://files.slack.com@evil.example/a.csv",
        "https://evil.example/files.slack.com/a.csv",
        "https://files.slack.com:8443/a.csv",
        "https://docs.google.com/a.csv",
        "//files.slack.com/a.csv",
        "http://127.0.0.1:3102/files-pri/F1",
    ],
)
def test_everywhere_else(address: str) -> None:
    assert not is_slacks(address, SLACK)


def test_in_practice_the_machine_that_stands_for_slack() -> None:
    api = "http://127.0.0.1:3102/api/"
    assert is_slacks("http://127.0.0.1:3102/files-pri/F1", api)
    for other in ("http://127.0.0.1:3103/files-pri/F1", "https://files.slack.com/a.csv", "http://evil.example/F1"):
        assert not is_slacks(other, api)
