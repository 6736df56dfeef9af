"""`python -m bot status` says in the terminal what the board says, as lines or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import ConversationKey
from bot.store.outbox import Kind, Outgoing
from bot.store.rollout import Invitation
from bot.store.sqlite.store import SqliteStore
from tests.support.process import Program

if TYPE_CHECKING:
    from pathlib import Path


async def said(path: Path, *words: str) -> list[str]:
    async with Program.started("status", *words, environ={"DATABASE_URL": f"sqlite:///{path}"}) as program:
        assert await program.ended() == 0, program.written
        return program.out.decode().splitlines()


async def test_how_far_a_roll_out_is(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    store = await SqliteStore.open(str(path))
    await store.close()
    assert await said(path) == ["Nobody was invited yet."]
    store = await SqliteStore.open(str(path))
    keys = [ConversationKey("T1", user) for user in ("U1", "U2")]
    letter = Outgoing(Kind.INVITE, "letter")
    await store.invite("w1", lambda _: tuple(Invitation(key, ("mieb",), letter) for key in keys))
    await store.written_to(keys[0], "w1", "user_disabled")
    await store.close()
    lines = await said(path)
    assert lines[:6] == [
        "Roll-out",
        "to be written to 1 · not reached 1",
        "",
        "By court",
        "mieb: to be written to 1 · not reached 1",
        "",
    ]
    assert lines[6] == "Slack cannot reach"
    assert lines[7].startswith("U1 at mieb: not begun, since 20")
    table = await said(path, "--csv")
    assert table[0] == "person,court,standing,where,since,reminded"
    assert [row.split(",")[:3] for row in table[1:]] == [["U1", "mieb", "not_reached"], ["U2", "mieb", "queued"]]
