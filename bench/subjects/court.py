"""The practice court, in a process of its own so that its cost is nobody else's."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from bot.sandbox.court import PracticeCourt, serve

if TYPE_CHECKING:
    from bench.subjects.serving import Questions

_MOST = 1000


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Serve."""
    court = PracticeCourt()
    running = await serve(court)
    stack = AsyncExitStack()
    stack.push_async_callback(running.close)

    async def url(_: dict[str, Any]) -> str:
        return running.url

    async def person(_: dict[str, Any]) -> dict[str, str]:
        known = court.person("no_mfa")
        filer = next(each for each in known.filers if each.court == "mieb")
        return {
            "pacer_username": known.username,
            "pacer_password": known.password,
            "filer_login": filer.login,
            "filer_password": filer.password,
        }

    async def reset(_: dict[str, Any]) -> None:
        court.reset()

    async def requests(_: dict[str, Any]) -> list[str]:
        return [f"{each.method} {each.path}" for each in court.requests]

    async def submits(_: dict[str, Any]) -> int:
        return court.submits

    async def slow(asked: dict[str, Any]) -> None:
        court.faults.clear()
        if asked["seconds"]:
            court.faults.arm("slow", at="any", times=_MOST, seconds=asked["seconds"])

    questions: Questions = {"url": url, "person": person, "reset": reset, "requests": requests}
    return questions | {"submits": submits, "slow": slow}, stack
