"""What only holds itself is freed soon, once for all; TLS keys go nowhere, whoever makes the context."""

from __future__ import annotations

import asyncio
import gc
import secrets
import weakref
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from bot import app as composition
from bot.court.transport import Pool, shared_ssl_context
from bot.runtime import hardening
from bot.settings import load_settings
from bot.start_checks import StartError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Held:
    """Something that only holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collections(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """No collection but ours, and at once."""
    monkeypatch.setattr(hardening, "COLLECT_AFTER", 0.0)
    seen: list[str] = []

    def note(phase: str, _: object) -> None:
        seen.append(phase)

    gc.disable()
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.enable()


async def asks(times: int) -> None:
    gone = asyncio.Event()
    weakref.finalize(Held(), gone.set)
    for _ in range(times):
        hardening.collect_soon()
    assert not gone.is_set()
    await gone.wait()


async def test_what_only_holds_itself_is_freed_soon_and_once_for_all_that_asked(collections: list[str]) -> None:
    await asks(5)
    assert collections == ["start", "stop"]
    await asks(1)
    assert collections == ["start", "stop"] * 2


@pytest.mark.usefixtures("collections")
async def test_an_address_that_was_read_is_not_kept() -> None:
    address = f"https://ecf.mieb.uscourts.gov/cgi-bin/V.pl?key={secrets.token_hex(8)}"

    def kept() -> bool:
        before = urlsplit.cache_info().misses  # type: ignore[attr-defined]
        urlsplit(address)
        return bool(urlsplit.cache_info().misses == before)  # type: ignore[attr-defined]

    assert not kept()
    assert kept()
    await asks(1)
    assert not kept()


def test_a_loop_closed_with_a_collection_waiting_keeps_no_later_one_from_it(collections: list[str]) -> None:
    async def leaves() -> None:
        hardening.collect_soon()

    asyncio.run(leaves())
    collections.clear()
    asyncio.run(asks(1))
    assert collections == ["start", "stop"]


async def test_no_tls_context_of_ours_writes_its_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    environ = {
        "SLACK_BOT_TOKEN": "xoxb-1-2-3",
        "SLACK_APP_TOKEN": "xapp-1-2-3",
        "HELP_DESK_CHANNEL": "C0HELP",
        "SLACK_API_URL": "https://127.0.0.1:9/api/",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'link-pacer.db'}",
    }
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    with pytest.raises(StartError):
        await composition.start(load_settings(environ))
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    shared_ssl_context.cache_clear()
    pool = Pool(None, None, links=True)
    assert shared_ssl_context().keylog_filename is None
    await pool.close()
    assert not keys.exists()
