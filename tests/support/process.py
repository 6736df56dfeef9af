"""A part of the product as a process of its own: its lines as they come, signals to it, its end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import aiohttp

from tests.support.patience import PATIENCE
from tests.support.stack import ATTORNEY, filer_fields, pacer_fields
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Callable, Mapping

    from bot.sandbox.court import PracticeCourt
    from bot.sandbox.court.people import Person as CourtPerson
    from tests.support.person import Person
    from tests.support.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
RUNNING = "Link PACER is running"
LAST_WORD = "refresh your screen and go to Bankruptcy or Adversary"


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Give the whole environment of a process: what is given, and nothing of ours but where programs are.

    And, while coverage is measured, what has it measured there too.
    """
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_PROCESS_")}
    return {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "default", **measured, **given}


def command(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "bot", *words)


class Program:
    """`python -m bot ...`, running. `out` and `err` are all that it has written so far."""

    def __init__(self, process: Process) -> None:
        self.out = bytearray()
        self.err = bytearray()
        self._process = process
        self._wrote = asyncio.Event()
        self._readers = (
            asyncio.create_task(self._read(process.stdout, self.out)),
            asyncio.create_task(self._read(process.stderr, self.err)),
        )

    @classmethod
    @asynccontextmanager
    async def started(
        cls,
        *words: str,
        environ: Mapping[str, str] | None = None,
        stdin: int | None = None,
        under: tuple[str, ...] = (),
    ) -> AsyncIterator[Self]:
        """Start it; `stdin`: the end of a terminal that it reads; `under`: a program that watches it."""
        process = await asyncio.create_subprocess_exec(
            *under, *command(*words), cwd=ROOT, env=environment(environ or {}), stdin=stdin, stdout=PIPE, stderr=PIPE
        )
        program = cls(process)
        try:
            yield program
        finally:
            if process.returncode is None:
                process.kill()
            await program.ended()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def written(self) -> bytes:
        return bytes(self.out + self.err)

    async def says(self, text: str) -> str:
        """Wait for a line with `text` in it on either stream, and give that line."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    self._wrote.clear()
                    if found := next((line for line in self.written.decode().splitlines() if text in line), None):
                        return found
                    if all(reader.done() for reader in self._readers):
                        break
                    await self._wrote.wait()
        except TimeoutError:
            pass
        raise AssertionError(f"it never said {text!r}, but: {self.written.decode()[-3000:]}")

    async def ended(self) -> int:
        """Wait for its end, and give its exit code."""
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
            await asyncio.wait(self._readers)
            return code

    def kill(self) -> None:
        """Kill it at once, as a power cut would."""
        self._process.kill()

    async def killed(self) -> None:
        """Kill it at once, and wait until it is gone."""
        self.kill()
        assert await self.ended() == -signal.SIGKILL

    async def stopped(self) -> int:
        """Ask it to stop, and give its exit code."""
        self._process.terminate()
        return await self.ended()

    async def _read(self, stream: asyncio.StreamReader | None, into: bytearray) -> None:
        assert stream is not None
        while data := await stream.read(65536):
            into += data
            self._wrote.set()
        self._wrote.set()


@asynccontextmanager
async def running_app(environ: Mapping[str, str]) -> AsyncIterator[Program]:
    """The app, from the moment on when it runs."""
    async with Program.started("run", environ=environ) as app:
        await app.says(RUNNING)
        yield app


class CourtWatch:
    """Waits for what arrives at a practice court that is served from here."""

    def __init__(self, court: PracticeCourt) -> None:
        self._court = court
        self._arrived = asyncio.Event()
        log_request = court.log_request

        def noted(host: str, method: str, path: str, effect: str) -> None:
            log_request(host, method, path, effect)
            self._arrived.set()

        court.log_request = noted  # type: ignore[method-assign]

    async def until(self, found: Callable[[PracticeCourt], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not found(self._court):
                self._arrived.clear()
                await self._arrived.wait()


async def slack_fault(stack: Stack, method: str, fault: str, *, times: int = 1, seconds: int = 1) -> None:
    """Order something to go wrong at the practice workspace; 0 times takes it back."""
    order = {"as": ATTORNEY, "method": method, "fault": fault, "times": times, "seconds": seconds}
    async with (
        aiohttp.ClientSession() as http,
        http.post(stack.running_workspace.url + "practice/faults", json=order) as answer,
    ):
        assert answer.status == 200


async def begins(me: Person, court: str = "mieb") -> None:
    """Begin at a court, up to the form for PACER."""
    await me.types(f"/link-pacer {court}")
    await reads_on(me)
    await me.clicks("ready")
    await me.sees_modal("PACER user name")


async def signs_in(stack: Stack, me: Person, known: CourtPerson) -> None:
    """Fill in the form for PACER and send it."""
    view = await me.sees_modal("PACER user name")
    await me.sends(view, **pacer_fields(known, passcode=stack.court.passcode(known)))


async def gives_old_login(me: Person, known: CourtPerson, court: str = "mieb") -> None:
    """Fill in the form for the old login, send it, and wait for both accounts."""
    view = await me.sees_modal("Old CM/ECF login")
    await me.sends(view, **filer_fields(known, court))
    await me.sees_modal("Check both accounts")


async def reviews(stack: Stack, me: Person, known: CourtPerson, court: str = "mieb") -> None:
    """Go from nothing to both accounts."""
    await begins(me, court)
    await signs_in(stack, me, known)
    await gives_old_login(me, known, court)


async def links(me: Person) -> None:
    """Consent, and wait for the last word."""
    await me.clicks_in_modal("link")
    await me.reads(LAST_WORD)


async def closes_all(me: Person) -> None:
    """Close what an app that is gone left open."""
    for view in reversed((await me.state())["views"]):
        await me.closes(view)
