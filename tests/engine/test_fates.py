"""What a failed sign-in says of its password: only a token that nothing contradicts proves that it was taken."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot import court
from bot.court import CourtSession, Registry
from bot.engine.courtwork import CourtWork
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow.effects import Field
from bot.vault import Owner, Secret, Vault
from bot.vocabulary import Trouble
from tests.support.memory_blobs import KeptBlobs
from tools.samples import MIEB, NOW

TYPED = {Field.PACER_USERNAME: Secret("jexample"), Field.PACER_PASSWORD: Secret("Sturdy-Lantern-1")}
REGISTRY = Registry.shipped()


@dataclass
class Refusing:
    """A service whose sign-in fails, and which notes what is signed out."""

    failed: court.Failed
    signed_out: list[CourtSession] = field(default_factory=list)

    async def sign_in(self, *_: object) -> court.Failed:
        return self.failed

    async def sign_out(self, session: CourtSession) -> None:
        self.signed_out.append(session)


@pytest.mark.parametrize("trouble", Trouble)
async def test_a_token_proves_that_a_password_was_taken_unless_pacer_says_otherwise(trouble: Trouble) -> None:
    known = REGISTRY.get("mieb")
    assert known is not None
    session = CourtSession(known, Secret("t" * 128))
    not_taken = {Trouble.WRONG_PACER_CREDENTIALS, Trouble.PACER_LOCKED, Trouble.PACER_PASSCODE_WANTED}
    for held, fate in (
        (None, ev.Fate.COUNTS),
        (session, ev.Fate.COUNTS if trouble in not_taken else ev.Fate.TAKEN),
    ):
        service = Refusing(court.Failed(trouble, "", held))
        work = CourtWork(service, REGISTRY, Vault((), KeptBlobs(), lambda: NOW))  # type: ignore[arg-type]
        event = await work.perform(do.SignInToPacer(MIEB), Owner("T", "U", "LP-1"), TYPED)
        assert isinstance(event, ev.CourtFailed)
        assert event.fate is fate
        assert service.signed_out == ([held] if held else [])
