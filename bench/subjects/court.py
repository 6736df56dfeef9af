"""The practice court, in a process of its own so that its cost is nobody else's."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.sandbox.court import PracticeCourt, serve

if TYPE_CHECKING:
    from bench.subjects.serving import Questions
    from bot.sandbox.court.people import Person

_MOST = 1000


def _of_their_own(person: Person, user: str) -> Person:
    filers = tuple(replace(each, login=f"{each.login}{user}") for each in person.filers)
    return replace(person, username=f"{person.username}{user}", filers=filers)


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Serve."""
    court = PracticeCourt()
    running = await serve(court)
    stack = AsyncExitStack()
    stack.push_async_callback(running.close)

    async def url(_: dict[str, Any]) -> str:
        return running.url

    async def person(asked: dict[str, Any]) -> dict[str, str]:
        """Give what a person types; for each `user` other accounts, since two people cannot share their tries."""
        known = _of_their_own(court.person("no_mfa"), asked.get("user", ""))
        court.people = (*(each for each in court.people if each.username != known.username), known)
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
