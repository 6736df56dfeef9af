"""What a court asks beside the old login is answered in its order, whatever was left empty."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot import court
from bot.court import CourtSession, FilerCredentials, Registry
from bot.court.model import FormKind, PendingForm
from bot.engine.courtwork import CourtWork
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Field
from bot.vault import Owner, Secret, Vault
from bot.vocabulary import QuestionKind, Trouble
from tests.support.memory_blobs import KeptBlobs
from tools.samples import NOW

OWNER = Owner("T", "U", "LP-1")
ASKED = (
    st.Question(QuestionKind.TEXT, "Bar number", required=False),
    st.Question(QuestionKind.TICK, "Remember me", default="1"),
    st.Question(QuestionKind.TEXT, "Last name"),
)


@dataclass
class Refusing:
    """A service that takes an old login down, and refuses it."""

    form: PendingForm | None
    taken: list[FilerCredentials] = field(default_factory=list)

    async def find_accounts(self, session: CourtSession, credentials: FilerCredentials) -> court.Failed:
        self.taken.append(credentials)
        return court.Failed(
            Trouble.WRONG_FILER_CREDENTIALS, "", CourtSession(session.court, session.token, form=self.form)
        )


def login_form() -> PendingForm:
    asked = tuple(court.Question(each.kind, each.label, each.options, each.default, each.required) for each in ASKED)
    here = "https://ecf.mieb.uscourts.gov/cgi-bin/x.pl"
    return PendingForm(FormKind.FILER_LOGIN, here, here, multipart=True, charset="utf-8", fields=(), questions=asked)


@pytest.mark.parametrize("again", [True, False], ids=["the form came again", "it said so on a page of its own"])
async def test_each_answer_goes_to_its_question(again: bool) -> None:
    known = Registry.shipped().get("mieb")
    assert known is not None
    service = Refusing(login_form() if again else None)
    vault = Vault((), KeptBlobs(), lambda: NOW)
    work = CourtWork(service, Registry.shipped(), vault)  # type: ignore[arg-type]
    await vault.seal(OWNER, "court session", CourtSession(known, Secret("t" * 128)).dump())
    typed = {
        Field.FILER_LOGIN: Secret("jexample"),
        Field.FILER_PASSWORD: Secret("a password"),
        Field.ANSWER_3: Secret("Example"),
    }
    event = await work.perform(do.FindAccounts(ASKED), OWNER, typed)
    (credentials,) = service.taken
    assert [each and each.reveal() for each in credentials.answers] == [None, "0", "Example"]
    assert isinstance(event, ev.CourtFailed)
    assert event.questions == (ASKED if again else None)
