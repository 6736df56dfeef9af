"""What the firm's own systems are told has no secret, no account's name and no typed word; theirs stay unseen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.process.conftest import health_port
from tests.process.test_canary import Canary, tries_wrong_credentials_first
from tests.process.test_ticketing import Tickets
from tests.support.case_channel import Channel
from tests.support.mailbox import IN_URL, PASSWORD, Mailbox
from tests.support.person import words
from tests.support.process import begins, links, running_app
from tests.support.receiver import Receiver
from tests.support.stack import ATTORNEY, HELP_DESK

if TYPE_CHECKING:
    from tests.support.person import Person
    from tests.support.stack import Stack

webhook_port = health_port
TYPED = "Marmalade keeps the octopus away."
WRITTEN = "Try the lavender umbrella first."


async def asks_with_a_sentence(me: Person) -> None:
    await me.types("help")
    await me.clicks("ask_help_desk")
    await me.reads("Your help desk has your message")
    await me.clicks("add_sentence")
    view = await me.sees_modal("What should they know?")
    await me.sends(view, sentence=TYPED)


async def test_what_the_firms_own_systems_are_told_and_what_they_say(parts: Stack, webhook_port: int) -> None:
    me, canary = await parts.person(), Canary.of(parts, "mfa")
    channel = Channel(parts, await parts.person(HELP_DESK))
    async with Mailbox.open(login=True) as box, Receiver.listening() as receiver:
        environ = {
            **parts.environ,
            "WEBHOOK_URL": receiver.url,
            "WEBHOOK_SECRET": receiver.secret,
            "WEBHOOK_PORT": str(webhook_port),
            "HELP_DESK_EMAIL": "desk@firm.example",
            "SMTP_URL": f"smtp://{IN_URL}@127.0.0.1:{box.port}",
        }
        async with running_app(environ) as app:
            await begins(me)
            await tries_wrong_credentials_first(canary, me)
            await asks_with_a_sentence(me)
            case = await channel.case("has more to say", TYPED)
            reference = next(each for each in words(case).split() if each.startswith("LP-")).strip(".,·")
            tickets = Tickets(webhook_port, receiver.secret)
            assert (await tickets.says("case.message", reference, text=WRITTEN))[0] == 200
            await me.reads(WRITTEN)
            parts.court.faults.arm("lost_answer", at="submit")
            await me.clicks("continue")
            await me.sees_modal("Check both accounts")
            await links(me)
            await channel.case("Closed by itself")
            canary.copy("closed")
            told = ["opened", "updated", "wrote", "proven"]
            await receiver.until(lambda each: "case.proven" in {change["type"] for change in each.changes.values()})
            await box.until(lambda each: len(each.mails) >= len(receiver.changes))
            await app.stopped()
    canary.copy("stopped")
    kinds = [each["type"].removeprefix("case.") for each in receiver.changes.values()]
    assert [each for each in kinds if each in told] == told
    canary.assert_nothing_found(app)
    hooks = json.dumps([receiver.headers, *receiver.changes.values()], ensure_ascii=False).encode()
    mails = b"\n".join(box.raw)
    mails += b"\n".join(part.get_content().encode() for part in box.mails)
    for sent in (hooks, mails):
        assert ATTORNEY.encode() in sent
        assert canary.search.secrets_in(sent) == canary.search.names_in(sent) == []
        assert [word for word in (canary.known.account_name, TYPED, WRITTEN) if word.encode() in sent] == []
    own = (receiver.secret.removeprefix("whsec_"), "of-the-firm", PASSWORD, IN_URL.partition(":")[2])
    for where in (hooks, mails, app.written, parts.running_workspace.requests_bytes(), *canary.copies.values()):
        assert [each for each in own if each.encode() in where] == []
    assert [word for word in (TYPED, WRITTEN) if word.encode() in app.written] == []
