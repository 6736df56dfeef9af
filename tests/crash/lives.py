"""The whole app, `run` and its command line, in a process forked from this one, so that a start costs little."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import json
import os
import signal
import sys
import traceback
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bot import app as composition
from bot.__main__ import main
from bot.answering.matching import shipped_matcher
from bot.court import Registry
from bot.flow import asking
from bot.runtime.clock import Clock, wall_time
from bot.store.sqlite.schema import open_database
from tests.crash.points import Meter, Point

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping


class Life:
    """One process of the app, from its fork to its end. `met` and `died_at` are known once it is over."""

    def __init__(self, pid: int, notes: Path, words: Path, alive: int) -> None:
        self._pid = pid
        self._notes = notes
        self._words = words
        self.over = asyncio.get_running_loop().create_future()
        os.set_blocking(alive, False)
        asyncio.get_running_loop().add_reader(alive, self._ended, alive)
        self.met: list[Point] = []
        self.died_at: Point | None = None

    @classmethod
    @asynccontextmanager
    async def begun(
        cls, environ: Mapping[str, str], folder: Path, dies: Callable[[Point, int], bool], later: timedelta
    ) -> AsyncIterator[Self]:
        """Fork the app, whose time of day is so much `later` than this process's."""
        notes, words = folder / "notes", folder / "words"
        notes.unlink(missing_ok=True)
        _made_once()
        alive, held = os.pipe()
        pid = os.fork()
        if pid == 0:
            _live(_Birth(environ, notes, words, held, dies, later))
        os.close(held)
        life = cls(pid, notes, words, alive)
        try:
            yield life
        finally:
            if not life.over.done():
                os.kill(pid, signal.SIGKILL)
                await life.over

    def stop(self) -> None:
        """Ask it to end; one that has died by then, after the last deed was seen, is left alone."""
        if not self.over.done():
            os.kill(self._pid, signal.SIGTERM)

    def words(self) -> str:
        return self._words.read_text(encoding="utf-8", errors="replace")

    def _ended(self, alive: int) -> None:
        asyncio.get_running_loop().remove_reader(alive)
        os.close(alive)
        _, status = os.waitpid(self._pid, 0)
        noted = [json.loads(line) for line in self._notes.read_text().splitlines()] if self._notes.exists() else []
        self.met = [Point(*each[:3]) for each in noted]
        self.died_at = next((Point(*each[:3]) for each in noted if each[3]), None)
        self.over.set_result(os.waitstatus_to_exitcode(status))


@cache
def _made_once() -> None:
    """Make, for every life to come, what does not change: each would take half a second for it."""
    shipped_matcher()
    Registry.shipped().get_ready()
    X25519PrivateKey.generate()  # the first one looks for OpenSSL
    with TemporaryDirectory() as folder:
        open_database(Path(folder) / "database").close()


@dataclass(frozen=True)
class _Birth:
    """What a forked process is told: its environment, where it writes, the pipe it holds, and when it dies."""

    environ: Mapping[str, str]
    notes: Path
    words: Path
    held: int
    dies: Callable[[Point, int], bool]
    later: timedelta


def _live(birth: _Birth) -> None:
    """Be the app, in a forked process, and never come back."""
    code = 70
    try:
        gc.freeze()  # what is the parent's is left alone: its sockets are closed below
        faulthandler.disable()
        out = os.open(birth.words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.dup2(birth.held, 3)
        os.closerange(4, 1024)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - open as long as the process lives
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115 - the same
        os.environ.clear()
        os.environ.update(birth.environ)
        asyncio.set_event_loop(None)
        meter = Meter(os.open(birth.notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND), birth.dies)
        meter.install()
        asking.COURTS_TIME = timedelta(0)  # nobody waits half an hour here before the court is believed
        composition.Clock = partial(Clock, lambda: wall_time() + birth.later)  # type: ignore[assignment, misc]
        main(["run"], standalone_mode=False)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 71
    except BaseException:  # noqa: BLE001 - the end of the process, which says why
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
