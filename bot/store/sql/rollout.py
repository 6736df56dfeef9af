"""A roll-out's invitations: plain functions, run in the store's thread. Only the rest of `bot.store` calls them."""

from datetime import datetime, timedelta
from typing import Final

from bot.store import ConversationKey
from bot.store.outbox import Outgoing
from bot.store.rollout import BoardPlace, DecideInvitations, Invitation, Progress
from bot.store.sql import outbox
from bot.store.sql.database import Database, from_ms, to_ms

_KNOWN: Final = "SELECT team, user, court FROM invitation UNION SELECT team, user, court FROM link"
_PROGRESS: Final = (
    # Their steps at that court since they were invited: of all of them the latest, and of their own when that was.
    "WITH step AS (SELECT i.team, i.user, i.court, max(a.id) AS last,"
    " max(CASE WHEN a.actor != '' THEN a.at END) AS moved_at"
    " FROM invitation AS i JOIN audit AS a ON a.team = i.team AND a.user = i.user AND a.court = i.court"
    " AND a.at >= i.at GROUP BY i.team, i.user, i.court)"
    " SELECT i.team, i.user, i.court, i.wave, i.at, i.sent_at, i.fault, i.reminded_at,"
    " (SELECT min(at) FROM link WHERE link.team = i.team AND link.user = i.user AND link.court = i.court),"
    " a.after, s.moved_at, c.body"
    " FROM invitation AS i LEFT JOIN step AS s ON s.team = i.team AND s.user = i.user AND s.court = i.court"
    " LEFT JOIN audit AS a ON a.id = s.last LEFT JOIN help_case AS c ON c.reference = a.conversation"
    " ORDER BY i.at, i.team, i.user, i.court"
)


def invite(db: Database, wave: str, decide: DecideInvitations, now: datetime) -> tuple[Invitation, ...]:
    """Invite, and put in what is to be sent, in one lane for the whole wave."""
    known = frozenset((ConversationKey(team, user), court) for team, user, court in db.execute(_KNOWN))
    invitations = decide(known)
    for each in invitations:
        for court in each.courts:
            db.execute(
                "INSERT INTO invitation (team, user, court, wave, at) VALUES (?, ?, ?, ?, ?)",
                (each.key.team, each.key.user, court, wave, to_ms(now)),
            )
        outbox.add(db, each.key, wave, each.outgoing, now)
    return invitations


def progress(db: Database) -> tuple[Progress, ...]:
    """Return what is known of everybody."""
    return tuple(
        Progress(
            key=ConversationKey(team, user),
            court=court,
            wave=wave,
            at=from_ms(at),
            sent_at=_time(sent_at),
            fault=fault,
            reminded_at=_time(reminded_at),
            linked_at=_time(linked_at),
            after=after or "",
            moved_at=_time(moved_at),
            case=case,
        )
        for (
            *(team, user, court, wave, at, sent_at, fault, reminded_at, linked_at, after, moved_at, case),
        ) in db.execute(_PROGRESS).fetchall()
    )


def written_to(db: Database, key: ConversationKey, wave: str, fault: str, now: datetime) -> None:
    """Note what became of a person's invitation."""
    db.execute(
        "UPDATE invitation SET sent_at = ?, fault = ?"
        " WHERE team = ? AND user = ? AND wave = ? AND sent_at IS NULL AND fault = ''",
        (None if fault else to_ms(now), fault, key.team, key.user, wave),
    )


def remind(db: Database, key: ConversationKey, outgoing: Outgoing, now: datetime) -> bool:
    """Remind a person, who has not been."""
    person = (key.team, key.user)
    of_theirs = "FROM invitation WHERE team = ? AND user = ?"
    wave, reminded = db.execute(f"SELECT max(wave), max(reminded_at) {of_theirs}", person).fetchone()
    if wave is None or reminded is not None:
        return False
    db.execute("UPDATE invitation SET reminded_at = ? WHERE team = ? AND user = ?", (to_ms(now), *person))
    outbox.add(db, key, wave, outgoing, now)
    return True


def board(db: Database, channel: str) -> BoardPlace | None:
    """Return where the board is."""
    row = db.execute("SELECT ts, drawn_at FROM board WHERE channel = ?", (channel,)).fetchone()
    return BoardPlace(row[0], from_ms(row[1])) if row else None


def turn_at_board(db: Database, channel: str, every: timedelta, now: datetime) -> str | None:
    """Take the turn to draw the board, if nobody did lately."""
    place = board(db, channel)
    if place and now - place.drawn_at < every:
        return None
    db.execute(
        "INSERT INTO board (channel, ts, drawn_at) VALUES (?, '', ?)"
        " ON CONFLICT (channel) DO UPDATE SET drawn_at = excluded.drawn_at",
        (channel, to_ms(now)),
    )
    return place.ts if place else ""


def place_board(db: Database, channel: str, ts: str) -> None:
    """Note where the board is."""
    db.execute("UPDATE board SET ts = ? WHERE channel = ?", (ts, channel))


def _time(ms: int | None) -> datetime | None:
    return None if ms is None else from_ms(ms)
