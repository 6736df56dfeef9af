"""What the firm's proxy does to the way out is said for what it is, by `doctor` and at a start alike."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest

from bot.operations import at_slack
from bot.runtime.way_out import Bar, remedy
from bot.settings import load_settings
from tests.court.hostile import Hostile, KeepsOpen
from tests.process.test_bad_start import refusal
from tests.process.test_doctor import said
from tests.support.front import HOSTS, Front, make_certificate
from tests.support.process import slack_fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.support.stack import Stack

SIGN_ON, COURT = HOSTS
PASSWORD = "hush-hush"
NOT_TRUSTED = (
    "its certificate is not trusted, most likely since the firm's proxy opens TLS; let the host pass there unopened, "
    "or name in SSL_CERT_FILE a file (PEM) with the proxy's authority beside the public ones"
)
REFUSED = (
    "the proxy that HTTPS_PROXY names cannot be reached, or does not let it through; look at its address, user and "
    "password there, and let the host pass at the proxy"
)
NOTHING_BEHIND = (
    "the proxy that HTTPS_PROXY names gives no connection to it; let the host pass at the proxy on port 443"
)
UNSEEN = ("SLACK_BOT_TOKEN", "scopes", "clock", "HELP_DESK_CHANNEL", "SLACK_APP_TOKEN")


def by_proxy(stack: Stack, url: str) -> dict[str, str]:
    """Give an environment in which Slack and the courts are the real ones, and nothing passes the proxy."""
    firms = {"HTTPS_PROXY": url.replace("//", f"//someone:{PASSWORD}@"), "SLACK_API_URL": "https://slack.com/api/"}
    return {name: value for name, value in {**stack.environ, **firms}.items() if name != "COURT_GATEWAY"}


@asynccontextmanager
async def opening_tls(folder: Path) -> AsyncIterator[str]:
    certificate = make_certificate(folder, "firm", *HOSTS, "slack.com")
    async with Front.serving(None, certificate) as front:
        yield front.url
        assert bytes(front.heard) == b"", "nothing is told to whom one does not trust"


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[str]:
    async with Hostile.serving() as proxy:
        proxy.answer = lambda: answer
        yield proxy.url


@asynccontextmanager
async def gone() -> AsyncIterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        port = unused.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("how", ["opens TLS", "is gone", "refuses", "wants a login", "leads nowhere"])
async def test_doctor_and_a_start_say_what_the_proxy_does(parts: Stack, tmp_path: Path, how: str) -> None:
    proxy, words = {
        "opens TLS": (opening_tls(tmp_path), NOT_TRUSTED),
        "is gone": (gone(), REFUSED),
        "refuses": (answering(b"HTTP/1.1 403 Forbidden\r\n\r\n"), REFUSED),
        "wants a login": (answering(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"), REFUSED),
        "leads nowhere": (answering(b"HTTP/1.1 200 Connection established\r\n\r\n"), NOTHING_BEHIND),
    }[how]
    async with proxy as url:
        environ = by_proxy(parts, url)
        code, lines, faults = await said(environ, "--online")
        start = await refusal(environ)
    at_fault = {"Slack", SIGN_ON, COURT}
    assert (code, faults) == (1, at_fault | {"way out"} if how == "is gone" else at_fault)
    assert lines[SIGN_ON] == lines[COURT] == words
    also = ", or correct SLACK_API_URL" if words == NOTHING_BEHIND else ""
    assert lines["Slack"] == words + also
    assert start == f"Slack cannot be asked: {words}{also}. Then start again.\n"
    for what in (*UNSEEN, "screens", "manifest"):
        assert lines[what] == "not looked at: Slack cannot be asked"
    if how == "is gone":
        assert lines["way out"] == (
            "the proxy that HTTPS_PROXY names cannot be reached; look at its address, and whether it runs"
        )
    assert PASSWORD not in "".join((*lines.values(), start))


async def test_a_folder_without_a_certificate_is_refused_by_doctor_and_at_a_start(parts: Stack, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    environ = {**by_proxy(parts, "http://127.0.0.1:9"), "SSL_CERT_DIR": str(tmp_path / "folder")}
    words = "has no certificate that TLS would find; put them there in PEM, and run: openssl rehash FOLDER"
    words = f"{words}, or leave it out."
    assert await said(environ) == (1, {"setting": f"SSL_CERT_DIR: {words}"}, {"setting"})
    assert await refusal(environ) == f"SSL_CERT_DIR: {words}\n"


async def test_a_proxy_that_says_nothing_is_named_at_a_start(parts: Stack) -> None:
    async with KeepsOpen.serving() as proxy:
        proxy.answer = lambda _: ()
        assert await refusal(by_proxy(parts, proxy.url)) == (
            "Slack cannot be asked: nothing came in time; look at the proxy that HTTPS_PROXY names, and at the "
            "network, or try again later. Then start again.\n"
        )


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("503", "it does not serve now (http_503); try again later"),
        ("ratelimited", "it does not serve now (ratelimited); try again later"),
        ("404", "what answers there is not Slack; look at the proxy, and at SLACK_API_URL"),
        ("slow", "nothing came in time; look at the network, or try again later"),
    ],
)
async def test_slack_that_gives_no_answer_of_its_own_is_not_the_tokens_fault(
    parts: Stack, monkeypatch: pytest.MonkeyPatch, fault: str, words: str
) -> None:
    if fault == "slow":
        monkeypatch.setattr(at_slack, "SLACK_LIMIT", 0.2)
    for method in ("auth.test", "apps.connections.open"):
        await slack_fault(parts, method, fault, seconds=60)
        lines = {
            line.what: line async for line in at_slack.looked_at({}, load_settings(parts.environ), ask_slack=False)
        }
        if method == "auth.test":
            assert (lines["Slack"].good, lines["Slack"].words) == (False, words)
            assert {each for each, line in lines.items() if line.good is None} == set(UNSEEN)
        else:
            token = lines["SLACK_APP_TOKEN"]
            assert (token.good, token.words) == (False, f"Slack did not say: {words}")
            assert "Slack" not in lines


@pytest.mark.parametrize("bar", Bar)
def test_each_remedy_is_one_line_without_an_address(monkeypatch: pytest.MonkeyPatch, bar: Bar) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    plain = remedy(bar, "https://slack.example/api/")
    monkeypatch.setenv("ALL_PROXY", f"http://someone:{PASSWORD}@proxy.example:3128")
    proxied = remedy(bar, "https://slack.example/api/")
    for words in (plain, proxied):
        assert "; " in words
        assert not words.endswith(".")
        assert "example" not in words
        assert PASSWORD not in words
    assert "ALL_PROXY" not in plain
    assert ("ALL_PROXY" in proxied) == (bar is not Bar.NOT_TRUSTED)
