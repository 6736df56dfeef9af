"""Every way a court can fail, at every step, before and after its effect: a written outcome, and never a second POST.

The network is real and local, the clock is not. What must come of each is written in `court_faults.json`: fault, step,
outcome, or two outcomes where it matters whether the court had done what it was asked.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import CourtService, Registry
from bot.engine.courtwork import CourtWork
from bot.flow import states as st
from bot.flow.effects import Settlement
from bot.sandbox.court import PracticeCourt, serve
from bot.vault import Vault
from tests.support.court_road import START, Road
from tests.support.front import HOSTS, Front, make_certificate
from tests.support.memory_blobs import KeptBlobs
from tests.support.virtual_time import VirtualLoop, run_virtually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WRITTEN: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("court_faults.json").read_text("utf-8"))
STEPS = ("sign_on", "menu", "link_page", "filer_login", "submit", "proof_menu")
REQUESTS_BEFORE = dict(zip(STEPS, (0, 1, 2, 3, 5, 6), strict=True))
"""How many requests have gone before a step's own; one more menu is read just before the submit."""
NO_CONNECTION = ("refused", "dns", "tls", "connect_timeout")
"""Faults before the first byte: no effect of theirs can come before them."""
MOST_SECONDS, MOST_SECONDS_OF_SUBMIT = 61.0, 91.0
"""Of virtual time: 60, and what the requests that went well take of the real one."""
FORM = re.compile(r"\?(\d{12,16})-L_")
REGISTRY = Registry.shipped()


@dataclass(frozen=True)
class Certificates:
    """The one that the client trusts, and one of the same names that it does not."""

    trusted: Path
    foreign: Path


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder = tmp_path_factory.mktemp("certificates")
    return Certificates(make_certificate(folder, "trusted", *HOSTS), make_certificate(folder, "foreign", *HOSTS))


@dataclass
class Scene:
    """A practice court behind a front that can fail, and one person's road to it."""

    court: PracticeCourt
    front: Front
    road: Road
    certificates: Certificates

    def breaks(self, fault: str, step: str, when: str) -> None:
        if fault in NO_CONNECTION:
            self.front.on_request = lambda count: self._cut(fault) if count == REQUESTS_BEFORE[step] else None
            self.front.on_request(0)
        else:
            self.court.faults.arm(fault, at=step, when=when, times=9, seconds=90)

    def _cut(self, fault: str) -> None:
        loop = running_loop()
        match fault:
            case "refused":
                self.front.close()
            case "dns":
                loop.names_fail = True
            case "connect_timeout":
                loop.unanswering.add(self.front.port)
            case _:
                self.front.certificate = self.certificates.foreign

    async def is_mended(self) -> None:
        loop = running_loop()
        self.court.faults.clear()
        loop.names_fail = False
        loop.unanswering.clear()
        self.front.certificate = self.certificates.trusted
        self.front.on_request = lambda _: None
        await self.front.open()

    def posts(self) -> list[str]:
        """Give the numbers of the forms that were sent."""
        found = (FORM.search(each) for each in self.front.requests if each.startswith("POST "))
        return [each[1] for each in found if each]

    def sign_ins(self) -> int:
        return sum("/services/cso-auth" in each for each in self.front.requests)


def running_loop() -> VirtualLoop:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return loop


@asynccontextmanager
async def scene(certificates: Certificates, *, tls: bool, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    running = await serve(PracticeCourt())
    async with Front.serving(running.port, certificates.trusted) as front:
        if tls:
            monkeypatch.setenv("https_proxy", front.url)
            monkeypatch.setenv("no_proxy", "")
            context = ssl.create_default_context(cafile=str(certificates.trusted))
            service = CourtService(ssl_context=context)
        else:
            service = CourtService(gateway=front.url)
        work = CourtWork(service, REGISTRY, Vault((), KeptBlobs(), lambda: START))
        road = Road.begun(work, running.court.person("no_mfa"))
        yield Scene(running.court, front, road, certificates)
        await service.close()
    await running.close()


def cases() -> list[Any]:
    return [
        pytest.param(fault, step, when, id=f"{fault}-{step}-{when}")
        for fault in WRITTEN
        for step in STEPS
        for when in ("before", "after")
        if when == "before" or fault not in NO_CONNECTION
    ]


def written(fault: str, step: str, when: str) -> str:
    found = WRITTEN[fault][step]
    return found if isinstance(found, str) else str(found[when == "after"])


def test_all_26_faults_are_written_for_every_step() -> None:
    assert len(WRITTEN) == 26
    assert all(tuple(steps) == STEPS for steps in WRITTEN.values())


@pytest.mark.parametrize(("fault", "step", "when"), cases())
def test_fault_ends_as_it_is_written(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, fault: str, step: str, when: str
) -> None:
    run_virtually(_ends_as_written(certificates, monkeypatch, fault, step, when))


async def _ends_as_written(
    certificates: Certificates, monkeypatch: pytest.MonkeyPatch, fault: str, step: str, when: str
) -> None:
    async with scene(certificates, tls=fault == "tls", monkeypatch=monkeypatch) as here:
        road, court = here.road, here.court
        here.breaks(fault, step, when)
        await road.goes_on()
        assert road.longest < MOST_SECONDS + (MOST_SECONDS_OF_SUBMIT if step == "submit" else 0)
        assert road.outcome == written(fault, step, when)
        _only_one_of_each(here)
        assert court.submits <= 1
        assert isinstance(road.state, st.Ended | st.Waiting | st.AwaitingFilerLogin | st.Reviewing), "nothing is stuck"
        _says_what_is_true(road, court)
        await here.is_mended()
        await _comes_through(here)


def _only_one_of_each(here: Scene) -> None:
    posts = here.posts()
    assert len(set(posts)) == len(posts), "a form was sent twice"
    assert here.sign_ins() <= 2


def _says_what_is_true(road: Road, court: PracticeCourt) -> None:
    """Never "linked" without the court's own link, never "refused" with it; and each end is told once."""
    if isinstance(road.state, st.Linked):
        assert court.made_links
    if isinstance(road.state, st.Refused | st.Reviewing):
        assert not court.made_links
    assert len(road.settled) <= 1
    ended = isinstance(road.state, st.Linked | st.Refused | st.Unknown)
    assert len([each for each in road.told if type(each).__name__ == "TellHelpDesk"]) == ended


async def _comes_through(here: Scene) -> None:
    """Once the court is well again, the same person gets there, with one link and no form sent twice."""
    for _ in range(4):
        await here.road.goes_on()
        if isinstance(here.road.state, st.Linked | st.AlreadyLinked):
            break
    assert isinstance(here.road.state, st.Linked | st.AlreadyLinked), here.road.outcome
    assert len(here.court.made_links) == 1
    posts = here.posts()
    assert len(set(posts)) == len(posts)
    not_sent = here.road.settled.count(Settlement.NOT_SENT)
    assert here.court.submits <= max(1, len(here.road.settled) - not_sent)
