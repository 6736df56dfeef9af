"""Invitations: kept whole with what is to be sent, one after the other, to nobody twice; and how far each is."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from bot.store import ConversationKey
from bot.store.cases import CaseChange
from bot.store.outbox import Outgoing
from bot.store.rollout import BoardPlace, Invitation
from bot.store.trail import AuditLine, LinkRow

KEY, OTHER = ConversationKey("T1", "U1"), ConversationKey("T1", "U2")
LETTER: Any = Outgoing("invite", "letter", lane="invite")  # type: ignore[arg-type]


def letters(*keys: ConversationKey, courts: tuple[str, ...] = ("mieb",)) -> Any:
    return lambda _known: tuple(Invitation(key, courts, LETTER) for key in keys)


async def test_a_wave_is_sent_one_after_the_other(store: Any, clock: Any) -> None:
    await store.invite("w1", letters(KEY, OTHER))
    (first,) = (await store.take_due(clock())).items
    assert (first.key, first.conversation, first.attempts) == (KEY, "w1", 0)
    await store.begun(first.id)
    await store.begun(first.id)
    assert (await store.take_due(clock())).items == ()
    await store.postpone(first.id, clock(), "ratelimited", tried=False)
    (again,) = (await store.take_due(clock())).items
    assert (again.id, again.attempts) == (first.id, 1)
    await store.delivered(first.id)
    (second,) = (await store.take_due(clock())).items
    assert second.key == OTHER


async def test_who_is_invited_is_decided_by_who_was_and_who_has_linked(store: Any, step: Any, clock: Any) -> None:
    await store.transact(OTHER, step(link=LinkRow("miwb", clock(), "", "", "menu")))
    await store.invite("w1", letters(KEY, courts=("mieb", "miwb")))
    seen: list[Collection[tuple[ConversationKey, str]]] = []

    def decide(known: Collection[tuple[ConversationKey, str]]) -> tuple[Invitation, ...]:
        seen.append(known)
        return ()

    assert await store.invite("w2", decide) == ()
    assert seen == [frozenset({(KEY, "mieb"), (KEY, "miwb"), (OTHER, "miwb")})]


async def test_how_far_somebody_is(store: Any, step: Any, clock: Any, openings: Any) -> None:
    await store.transact(KEY, step(audit=AuditLine("old", "before", "Expired", court="mieb", by_person=True)))
    clock.move(minutes=1)
    await store.invite("w1", letters(KEY))
    (known,) = await store.roll_out()
    assert (known.key, known.court, known.wave, known.at) == (KEY, "mieb", "w1", clock())
    assert (known.after, known.moved_at, known.sent_at, known.fault, known.linked_at) == ("", None, None, "", None)
    clock.move(minutes=1)
    await store.written_to(KEY, "w1")
    await store.transact(KEY, step(audit=AuditLine("began", "", "GettingReady", court="mieb", by_person=True)))
    began = clock()
    clock.move(minutes=16)
    await store.transact(KEY, step(audit=AuditLine("paused", "GettingReady", "GettingReady", court="mieb")))
    await store.move_case("c1", KEY, lambda _: CaseChange("case"))
    (known,) = await store.roll_out()
    assert (known.sent_at, known.after, known.moved_at, known.case) == (began, "GettingReady", began, "case")
    linked = AuditLine("linked", "Confirming", "Linked", court="mieb")
    await store.transact(KEY, step(audit=linked, link=LinkRow("mieb", clock(), "", "", "menu")))
    (known,) = await store.roll_out()
    assert (known.after, known.linked_at) == ("Linked", clock())
    assert await (await openings.anew()).roll_out() == (known,)


async def test_what_became_of_an_invitation_is_noted_once(store: Any, clock: Any) -> None:
    await store.invite("w1", letters(KEY, OTHER))
    await store.written_to(KEY, "w1", "user_disabled")
    await store.written_to(KEY, "w1")
    sent = clock()
    await store.written_to(OTHER, "w1")
    clock.move(minutes=1)
    await store.written_to(OTHER, "w1", "user_disabled")
    mine, others = await store.roll_out()
    assert (mine.fault, mine.sent_at) == ("user_disabled", None)
    assert (others.fault, others.sent_at) == ("", sent)


async def test_a_person_is_reminded_once(store: Any, clock: Any) -> None:
    await store.invite("w1", letters(KEY))
    clock.move(hours=1)
    assert await store.remind(KEY, LETTER)
    assert not await store.remind(KEY, LETTER)
    assert not await store.remind(OTHER, LETTER)
    assert await store.waiting() == 2
    assert [each.reminded_at for each in await store.roll_out()] == [clock()]


async def test_a_persons_invitations_go_with_them(store: Any) -> None:
    await store.invite("w1", letters(KEY, OTHER))
    await store.forget(KEY)
    assert [each.key for each in await store.roll_out()] == [OTHER]
    assert await store.waiting() == 1


async def test_of_several_one_has_the_turn_to_draw_the_board(store: Any, clock: Any) -> None:
    minute = timedelta(minutes=1)
    assert await store.board("C1") is None
    assert await store.turn_at_board("C1", minute) == ""
    assert await store.turn_at_board("C1", minute) is None
    await store.place_board("C1", "1.1")
    assert await store.board("C1") == BoardPlace("1.1", clock())
    clock.move(minutes=1)
    assert await store.turn_at_board("C1", minute) == "1.1"
    assert await store.board("C1") == BoardPlace("1.1", clock())
    assert await store.turn_at_board("C2", minute) == ""
