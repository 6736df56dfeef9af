"""What must hold between two things that happen: the database is the ideal, people see it, and nothing is stuck."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bot import flow, screens
from bot.engine.codec import decode_state, encode_state
from bot.engine.drawing import drawn
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.store import ConversationKey
from bot.store.sql.database import from_ms, to_ms
from bot.vault import Secret
from tests.reliability.ideal import PACER, lasting
from tools.samples import MIEB, RUN, TXWD

if TYPE_CHECKING:
    from bot.store.conversations import Record
    from tests.reliability.histories import Histories
    from tests.reliability.ideal import Ideal, Tries
    from tests.reliability.process_of_ours import Ours

SHAPE = ev.FieldShape(length=9)
IN_FLIGHT = (st.Linking, st.Confirming)
OWN_FAULTS = {
    "a message could not be made",
    "deadlines were not looked at",
    "the outbox could not be read",
    "what has expired was not swept",
    "a court's answer waits for the database",
    "Slack will not take a message",
}


async def check_all(history: Histories) -> None:
    """Check what concerns everybody."""
    store, people = history.ours.store, history.people.values()
    begun = Counter(history.book.submits)
    assert max(begun.values(), default=0) <= 1, "a submit is begun once"
    assert len(history.court.submits) <= sum(person.consents for person in people), "no submit without a consent"
    in_flight = {(p.conversation, p.state.claim) for p in people if isinstance(p.state, IN_FLIGHT)}
    unsettled = {(claim.conversation, claim.reference) for claim in await store.unsettled()}
    assert unsettled == in_flight, "no claim is unsettled but on its way"
    assert not OWN_FAULTS & {line["event"] for line in history.logged}
    if not history.desk.trouble:
        assert await store.waiting() == 0, "everything was sent"


async def check_person(history: Histories, person: Ideal) -> None:
    """Check what concerns one of them."""
    store = history.ours.store
    record = await store.load(ConversationKey("T1", person.user))
    assert person.is_at(record), f"the database holds {record}, but the rules lead to {person}"
    if record is None or person.state is None:
        return
    _check_rows(history, person)
    now = history.wall.now
    kept = lasting(await kept_tries(history.ours, person.user), now)
    assert kept == lasting(person.tries, now), f"{kept} != {person.tries}"
    under_way = ConversationKey("T1", person.user) in history.ours.engine._last
    ended = isinstance(person.state, st.Ended)
    assert ended or person.deadline is not None or under_way, f"stuck in {type(person.state).__name__}"
    between_looks = isinstance(person.state, st.Confirming) and not person.state.reading and person.deadline is not None
    waited_for = under_way or between_looks or not isinstance(person.state, IN_FLIGHT)
    assert waited_for, "a submit on its way has somebody who waits for it"
    _check_sealed(history, person, under_way=under_way)
    if not history.desk.trouble:
        _check_seen(history, record)


def _check_rows(history: Histories, person: Ideal) -> None:
    db = history.ours.store._db
    audit = "SELECT rev, event, before, after FROM audit WHERE conversation = ? ORDER BY id"
    assert db.execute(audit, (person.conversation,)).fetchall() == person.trail[person.conversation or ""]
    submits = db.execute("SELECT reference, outcome FROM submit WHERE user = ?", (person.user,)).fetchall()
    assert dict(submits) == person.claims


async def kept_tries(ours: Ours, user: str) -> Tries:
    """Give the passwords of a person that count, as the database has them."""
    if user not in ours.names:
        ours.names[user] = await _names(ours, user)
    found: Tries = {}
    for where, known_as in ours.names[user].items():
        rows = "SELECT conversation, rev, until FROM try WHERE name = ? ORDER BY id"
        sent = [ours.store._db.execute(rows, (name,)).fetchall() for name in known_as]
        assert all(each == sent[0] for each in sent)
        found[where] = {(run, rev): from_ms(until) for run, rev, until in sent[0]}
    return found


async def _names(ours: Ours, user: str) -> dict[str, tuple[str, ...]]:
    """Give under which names a person's passwords count, at PACER and at each court."""
    guard, key = ours.engine._guard, ConversationKey("T1", user)
    typed = {each: Secret(user) for each in do.Field}
    found = {}
    for where in (None, MIEB, TXWD):
        state = st.AwaitingFilerLogin(RUN, where) if where else st.AwaitingPacerSignIn(RUN, MIEB)
        event = ev.FilerSubmitted(SHAPE, SHAPE) if where else ev.PacerSubmitted(SHAPE, SHAPE)
        record: Any = SimpleNamespace(state=encode_state(state))
        found[where.id if where else PACER] = (await guard.names(key, event, typed))(record)
    return found


def _check_sealed(history: Histories, person: Ideal, *, under_way: bool) -> None:
    if under_way or person.state is None or flow.holds_session(person.state):
        return
    sealed = "SELECT conversation FROM sealed_blob WHERE user = ? AND purpose = 'court session' AND expires > ?"
    found = history.ours.store._db.execute(sealed, (person.user, to_ms(history.wall.now))).fetchall()
    left = {conversation for (conversation,) in found} - history.inherited
    assert not left, f"a session is sealed that {type(person.state).__name__} has no use for"


def unstamped(blocks: Any) -> Any:
    """Give blocks without what their buttons say of the drawing."""
    if isinstance(blocks, list):
        return [unstamped(each) for each in blocks]
    if not isinstance(blocks, dict):
        return blocks
    return {name: unstamped(each) for name, each in blocks.items() if name != "value"}


def _check_seen(history: Histories, record: Record) -> None:
    desk, state = history.desk, decode_state(record.state)
    assert record.card_ts, "the person has a card"
    shown = desk.messages.get((record.channel or "", record.card_ts))
    card = screens.card(state, drawn(record, state))
    if isinstance(state, st.Confirming):
        # A look that shows nothing new draws nothing; the only button there is Help, which any drawing's stamp opens.
        assert shown is not None
        assert (shown.text, unstamped(shown.blocks)) == (card.text, unstamped(card.blocks))
    else:
        assert shown == card, "the card shows what is so"
    if record.view_id in desk.views and record.view_id not in history.doubtful:
        view = desk.views[record.view_id or ""]
        assert view["callback_id"] == screens.view_id(state), "the open modal shows what is so"
