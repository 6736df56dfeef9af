"""What the database holds, in numbers: plain functions, run in the store's thread, that change nothing."""

from collections.abc import Collection
from typing import Final

from bot.store.figures import Figures
from bot.store.sql.database import Database, from_ms

_STATES: Final = (
    "SELECT after, count(*) FROM audit WHERE id IN (SELECT (SELECT max(id) FROM audit WHERE"
    " audit.conversation = conversation.conversation) FROM conversation) GROUP BY after"
)
_OUTBOX: Final = (
    "SELECT count(*) FILTER (WHERE buried_at IS NULL), count(*) FILTER (WHERE buried_at IS NOT NULL),"
    " min(since) FILTER (WHERE buried_at IS NULL), min(since) FILTER (WHERE error IN ({marks})) FROM outbox"
)


def figures(db: Database, mendable: Collection[str]) -> Figures:
    """Count what there is."""
    marks = ", ".join("?" * len(mendable)) or "NULL"
    waiting, given_up, oldest, to_mend = db.execute(_OUTBOX.format(marks=marks), tuple(mendable)).fetchone()
    (sealed,) = db.execute("SELECT count(*) FROM sealed_blob").fetchone()
    return Figures(
        states=dict(db.execute(_STATES).fetchall()),
        waiting=waiting,
        given_up=given_up,
        oldest=None if oldest is None else from_ms(oldest),
        mendable=None if to_mend is None else from_ms(to_mend),
        sealed=sealed,
    )
