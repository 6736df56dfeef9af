"""A mail is handed in once for each yes, the same each time, by verified TLS, and names nobody in its subject."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.firm import Fault, NotTakenError
from bot.firm.mail import MailSender
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.helpdesk.cases import Deed
from bot.helpdesk.changes import OPENED, UNTOLD, UPDATED, Change, forgotten
from bot.screens.mail import mail
from bot.vault import Secret
from tests.support.front import make_certificate
from tests.support.mailbox import IN_URL, USER, Mailbox
from tools.samples import MIEB, NOW

if TYPE_CHECKING:
    from pathlib import Path

OPEN = Change(
    id="msg_0123",
    what=OPENED,
    at=NOW,
    reference="LP-SAMPLE22",
    state="open",
    court=MIEB.id,
    court_name=MIEB.name,
    outcome="asked",
    problem="",
    step="Reviewing",
    person="U0ATTY001",
    holder="",
    by="",
    reason="",
    waits_for="",
    until=None,
    opened=NOW,
    left="",
    notice=1,
)


def sender(url: str) -> MailSender:
    return MailSender(Secret(url), "app@firm.example", "desk@firm.example")


async def fault_of(url: str) -> tuple[Fault, int]:
    with pytest.raises(NotTakenError) as caught:
        await sender(url).send(OPEN)
    assert caught.value.__cause__ is None
    assert "firm.example" not in repr(caught.value)
    return caught.value.fault, caught.value.code


async def test_the_same_mail_goes_out_however_often_it_is_sent() -> None:
    async with Mailbox.open() as box:
        for _ in range(2):
            await sender(f"smtp://127.0.0.1:{box.port}").send(OPEN)
    first, again = box.raw
    assert first == again
    told, _ = box.mails
    assert told["Message-ID"] == "<msg_0123@firm.example>"
    assert (told["From"], told["To"]) == ("app@firm.example", "desk@firm.example")
    assert told["References"] == "<LP-SAMPLE22.case@firm.example>"
    assert told["Subject"] == "LP-SAMPLE22: Asks for a human (a new case)"
    text = told.get_content()
    for part in ("Their place is kept", "Where: looking at both accounts", MIEB.name, "Slack user U0ATTY001"):
        assert part in text


async def test_each_no_says_what_it_is() -> None:
    async with Mailbox.open() as box:
        url = f"smtp://127.0.0.1:{box.port}"
        box.answers = ["451 busy", "554 no", "lost"]
        assert await fault_of(url) == (Fault.BUSY, 451)
        assert await fault_of(url) == (Fault.REFUSED, 554)
        assert await fault_of(url) == (Fault.CUT_OFF, 0)
        box.recipient_answers = ["550 who is desk@firm.example", "450 later"]
        assert await fault_of(url) == (Fault.REFUSED, 550)
        assert await fault_of(url) == (Fault.BUSY, 450)
    assert await fault_of(url) == (Fault.UNREACHABLE, 0)


async def test_the_login_is_read_from_the_address_and_a_refused_one_is_said() -> None:
    async with Mailbox.open(login=True) as box:
        await sender(f"smtp://{IN_URL}@127.0.0.1:{box.port}").send(OPEN)
        assert await fault_of(f"smtp://desk%40firm.example:wrong@127.0.0.1:{box.port}") == (Fault.LOGIN, 535)
    assert set(box.users) == {(USER, True), (USER, False)}
    assert len(box.mails) == 1


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let mail.example be found on this machine, though it is not called so."""
    found = socket.getaddrinfo

    def asked(host: Any, *args: Any, **more: Any) -> Any:
        return found("127.0.0.1" if host == "mail.example" else host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", asked)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("at_once", [True, False])
async def test_tls_is_verified_and_nothing_is_said_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    certificate = make_certificate(tmp_path, "mail", "mail.example")
    scheme = "smtps" if at_once else "smtp"
    async with Mailbox.open(certificate, at_once=at_once, login=True) as box:
        url = f"{scheme}://{IN_URL}@mail.example:{box.port}"
        assert (await fault_of(url))[0] is Fault.TLS
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        await sender(url).send(OPEN)
    assert box.users == [(USER, True)]


@pytest.mark.usefixtures("elsewhere")
async def test_a_server_elsewhere_that_offers_no_tls_is_told_nothing() -> None:
    async with Mailbox.open(login=True) as box:
        assert await fault_of(f"smtp://{IN_URL}@mail.example:{box.port}") == (Fault.TLS, 0)
    assert (box.users, box.mails) == ([], [])


@pytest.mark.parametrize("what", [OPENED, UPDATED, UNTOLD, *Deed])
@pytest.mark.parametrize("outcome", Outcome)
def test_a_mail_is_plain_text_and_its_subject_names_nobody(what: str, outcome: Outcome) -> None:
    for problem in ("", *(each.value for each in st.PROBLEMS)):
        change = replace(OPEN, what=what, outcome=outcome, problem=problem, holder="U7", by="U8", reason="helped")
        told = mail(change)
        assert {each for each in ("U0ATTY001", "U7", "U8", MIEB.name) if each in told.subject} == set()
        assert set("<>*&_`") & set(told.subject + told.text) == set()
        assert "U0ATTY001" in told.text


def test_a_mail_about_a_run_that_was_left_promises_no_place() -> None:
    told = mail(replace(OPEN, what=Deed.LEFT, left="cancelled"))
    assert told.subject.endswith("(they left the run)")
    assert "They left that run: its place is not kept." in told.text
    assert "Their place is kept" not in told.text


def test_the_mail_about_deleted_data_names_nobody() -> None:
    told = mail(forgotten("LP-SAMPLE22", "msg_1", NOW))
    assert told.subject == "LP-SAMPLE22: their data was deleted"
    assert "Slack user" not in told.text
