"""How often a method may be called: for all or by channel; who is refused and does not wait is counted."""

from __future__ import annotations

from bot.sandbox.workspace.limits import Limit, Limits


def test_so_many_calls_in_so_many_seconds() -> None:
    limits = Limits({"users.list": Limit(2, 10.0)})
    assert [limits.wait("users.list", {}, at) for at in (0.0, 1.0, 2.0)] == [0, 0, 8]
    assert limits.wait("users.info", {}, 2.0) == 0
    assert (limits.refused, limits.impatient) == (1, 0)
    assert limits.wait("users.list", {}, 3.0) == 7
    assert (limits.refused, limits.impatient) == (2, 1)
    assert limits.wait("users.list", {}, 11.5) == 0


def test_each_channel_by_itself() -> None:
    limits = Limits({"chat.postMessage": Limit(1, 1.0, by_channel=True)})
    assert [limits.wait("chat.postMessage", {"channel": each}, 0.5) for each in ("D1", "D2", "D1")] == [0, 0, 1]
