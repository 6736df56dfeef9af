"""What another version sealed, with keys that both share, is as if its time were over; nothing is sent with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.court import CourtSession
from bot.engine.courtwork import CourtWork
from bot.flow import effects as do
from bot.flow import events as ev
from bot.vault import Owner, Secret, Vault
from bot.vocabulary import Trouble
from tests.reliability.process_of_ours import registry
from tests.support.memory_blobs import KeptBlobs
from tools.samples import MIEB, NOW

OWNER = Owner("T1", "U1", "LP-1")
TYPED = {each: Secret("typed") for each in do.Field}


class NobodyAsks:
    """A `CourtService` that must not be asked."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the court was asked: {name}")


def sealed() -> dict[str, Any]:
    known = registry().get("mieb")
    assert known is not None
    whole: dict[str, Any] = json.loads(CourtSession(known, Secret("token")).dump())
    return whole


NOW_WRITTEN = sealed()["v"]


@pytest.mark.parametrize(
    "changes", [{"v": NOW_WRITTEN - 1}, {"v": NOW_WRITTEN + 1}, {"v": None}, {"court": {}}], ids=repr
)
@pytest.mark.parametrize(
    ("work", "event"),
    [
        (do.SubmitLink("LP-1/1", MIEB, "form"), ev.LinkNotSent(Trouble.SESSION_EXPIRED)),
        (do.FindAccounts(), ev.CourtFailed(Trouble.SESSION_EXPIRED, fate=ev.Fate.NOT_SENT)),
        (do.ResumeSession(MIEB), ev.CourtFailed(Trouble.SESSION_EXPIRED)),
        (do.ReadMenu(), ev.MenuShowsNoProof(Trouble.SESSION_EXPIRED)),
    ],
)
async def test_a_session_of_another_version_is_over(
    changes: dict[str, Any], work: do.CourtWork, event: ev.FromCourt
) -> None:
    vault = Vault((), KeptBlobs(), lambda: NOW)
    service: Any = NobodyAsks()
    courts = CourtWork(service, registry(), vault)
    await vault.seal(OWNER, "court session", json.dumps(sealed() | changes).encode())
    assert await courts.perform(work, OWNER, TYPED) == event
    await vault.seal(OWNER, "court session", json.dumps(sealed() | changes).encode())
    await courts.end_session(OWNER)
