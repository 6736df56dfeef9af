"""Slack through the firm's proxy, where it is not to be avoided, and this machine never."""

from __future__ import annotations

import pytest

from bot.runtime.proxies import proxy_for
from tests.support.person import Person, messages
from tests.support.process import Program
from tests.support.stack import ATTORNEY

NOBODY = "http://127.0.0.1:9"
"""A proxy at which nobody listens."""


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("url", ["https://slack.com/api/", "wss://wss-primary.slack.com/link/?ticket=1"])
def test_slack_is_reached_through_the_proxy(monkeypatch: pytest.MonkeyPatch, name: str, url: str) -> None:
    assert proxy_for(url) is None
    monkeypatch.setenv(name, "http://proxy.firm:3128")
    assert proxy_for(url) == "http://proxy.firm:3128"
    monkeypatch.setenv(name, "proxy.firm:3128")
    assert proxy_for(url) == "http://proxy.firm:3128"


@pytest.mark.parametrize(
    ("without", "url"),
    [
        ("slack.com", "https://slack.com/api/"),
        ("slack.com", "wss://wss-primary.slack.com/link/"),
        (".slack.com", "wss://wss-primary.slack.com/link/"),
        ("other.firm, wss-primary.slack.com", "wss://wss-primary.slack.com/link/"),
        ("*", "https://slack.com/api/"),
    ],
)
def test_what_no_proxy_names_is_reached_directly(monkeypatch: pytest.MonkeyPatch, without: str, url: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.firm:3128")
    monkeypatch.setenv("NO_PROXY", without)
    assert proxy_for(url) is None
    assert proxy_for("https://slack.example/api/") == (None if without == "*" else "http://proxy.firm:3128")


@pytest.mark.parametrize("url", ["http://127.0.0.1:3102/api/", "ws://localhost:3102/link/", "http://[::1]:1/api/"])
def test_this_machine_is_never_reached_through_a_proxy(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, NOBODY)
    assert proxy_for(url) is None


async def test_the_practice_parts_answer_where_a_proxy_is_set() -> None:
    environ = {"HTTPS_PROXY": NOBODY, "HTTP_PROXY": NOBODY, "ALL_PROXY": NOBODY}
    async with Program.started("sandbox", "--port", "0", environ=environ) as program:
        url = (await program.says("Open http")).split()[1]
        async with Person.at(url, ATTORNEY) as me:
            await me.types("/link-pacer")
            await me.until(lambda state: messages(state, me.dm))
            assert (await me.state())["failures"] == []
