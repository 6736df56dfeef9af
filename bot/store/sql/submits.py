"""Claims of the irreversible request and how they ended: plain functions, run in the store's thread.

Only the rest of `bot.store` calls them. A claim stands under names as well, as tries do, so that whoever comes to the
same court with the same login, or is the same person, meets it: through another conversation, and after a person was
forgotten, when its names, which tell nobody who that was, are all that is left of it.
"""

from datetime import datetime

from bot.store import ConversationKey
from bot.store.conversations import Claim, ClaimRefusedError, OpenSubmit, Settle, Unsettled
from bot.store.sql.database import Database, from_ms, to_ms


def claim(db: Database, key: ConversationKey, conversation: str, wanted: Claim, now: datetime) -> None:
    """Write down that the request is about to be sent. Raises ClaimRefusedError."""
    written = db.execute(
        "INSERT INTO submit (reference, team, user, conversation, claimed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (wanted.reference, key.team, key.user, conversation, to_ms(now)),
    )
    if written.rowcount != 1:
        raise ClaimRefusedError("The submit was claimed before, or an earlier one is not settled.")
    for name in wanted.names:
        db.execute("INSERT INTO submit_name (name, reference) VALUES (?, ?)", (name, wanted.reference))


def settle(db: Database, known: Settle, now: datetime) -> None:
    """Write down what became of a claim. Raises ClaimRefusedError."""
    written = db.execute(
        "UPDATE submit SET outcome = ?, settled_at = ?"
        " WHERE reference = ? AND (outcome IS NULL OR outcome = 'UNKNOWN' OR outcome = ?)",
        (known.outcome, to_ms(now), known.reference, known.outcome),
    )
    if written.rowcount != 1:
        raise ClaimRefusedError("The submit was never claimed, or its outcome is known to be another.")


def give_up(db: Database, conversation: str, now: datetime) -> bool:
    """Settle as UNKNOWN what a conversation has claimed and not settled; say whether any of its ends is not known."""
    db.execute(
        "UPDATE submit SET outcome = 'UNKNOWN', settled_at = ? WHERE conversation = ? AND outcome IS NULL",
        (to_ms(now), conversation),
    )
    open_ended = "SELECT 1 FROM submit WHERE conversation = ? AND outcome = 'UNKNOWN'"
    return db.execute(open_ended, (conversation,)).fetchone() is not None


def unsettled(db: Database) -> tuple[Unsettled, ...]:
    """Return claims without an outcome."""
    sql = "SELECT conversation, reference FROM submit WHERE outcome IS NULL ORDER BY claimed_at, rowid"
    return tuple(Unsettled(conversation, reference) for conversation, reference in db.execute(sql))


def open_submit(db: Database, names: tuple[str, ...]) -> OpenSubmit | None:
    """Return the latest claim under any of the names of which it is not known how it ended."""
    latest: tuple[int, str] | None = None
    for name in names:
        row = db.execute(
            "SELECT claimed_at, reference FROM submit JOIN submit_name USING (reference)"
            " WHERE name = ? AND (outcome IS NULL OR outcome = 'UNKNOWN') ORDER BY claimed_at DESC LIMIT 1",
            (name,),
        ).fetchone()
        latest = max((each for each in (latest, row) if each), default=None)
    return None if latest is None else OpenSubmit(latest[1], from_ms(latest[0]))


def forget(db: Database, key: ConversationKey) -> None:
    """Remove a person's claims; of one whose end is not known, only who they are."""
    person = (key.team, key.user)
    db.execute(
        "DELETE FROM submit WHERE team = ? AND user = ? AND outcome IS NOT NULL AND outcome <> 'UNKNOWN'", person
    )
    db.execute("UPDATE submit SET team = '', user = '' WHERE team = ? AND user = ?", person)
