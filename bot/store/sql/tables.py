"""The tables, once for every database; the words that differ are left open for each to fill in.

Times are milliseconds since 1970, UTC. What has been released is never edited; another version is added below it.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """How a database says what differs: types, how rows are counted, and what is not to outlive a crash.

    `number`: a key that the database gives; `counted`: one that never comes again. `row`: a column that has rows in the
    order in which they came, where a table has none by itself.
    """

    int: str
    bytes: str
    number: str
    counted: str
    row: str
    no_bytes: str
    strict: str
    keyed: str
    fleeting: str


_FIRST: Final = """
CREATE {fleeting}TABLE process (
    name TEXT PRIMARY KEY, lock {int} NOT NULL, public_key {bytes}, wrapped {bytes}
) {strict};
CREATE TABLE conversation (
    team TEXT NOT NULL, user TEXT NOT NULL, conversation TEXT NOT NULL UNIQUE, rev {int} NOT NULL,
    state TEXT NOT NULL, deadline {int}, channel TEXT, card_ts TEXT, view_id TEXT, updated_at {int} NOT NULL,
    driven_by TEXT NOT NULL, PRIMARY KEY (team, user)
) {strict};
CREATE INDEX conversation_deadline ON conversation (deadline) WHERE deadline IS NOT NULL;
CREATE TABLE unreadable (
    id {number}, at {int} NOT NULL, reason TEXT NOT NULL, team TEXT NOT NULL, user TEXT NOT NULL,
    conversation TEXT NOT NULL, rev {int} NOT NULL, state TEXT NOT NULL, channel TEXT, card_ts TEXT
) {strict};
CREATE TABLE audit (
    id {int} PRIMARY KEY, at {int} NOT NULL, conversation TEXT NOT NULL, rev {int} NOT NULL,
    event TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, court TEXT NOT NULL, outcome TEXT NOT NULL,
    actor TEXT NOT NULL, subject TEXT NOT NULL, team TEXT, user TEXT, seal {bytes} NOT NULL
) {strict};
CREATE TABLE audit_head (lines {int} NOT NULL, last {bytes} NOT NULL, seal {bytes} NOT NULL) {strict};
INSERT INTO audit_head (lines, last, seal) VALUES (0, {no_bytes}, {no_bytes});
CREATE INDEX audit_conversation ON audit (conversation);
CREATE TABLE delivery (id TEXT PRIMARY KEY, at {int} NOT NULL) {keyed};
CREATE INDEX delivery_at ON delivery (at);
CREATE TABLE submit (
    {row}reference TEXT PRIMARY KEY, team TEXT NOT NULL, user TEXT NOT NULL, conversation TEXT NOT NULL,
    claimed_at {int} NOT NULL, settled_at {int},
    outcome TEXT CHECK (outcome IN ('LINKED', 'REFUSED', 'UNKNOWN', 'NOT_SENT'))
) {strict};
CREATE UNIQUE INDEX submit_unsettled ON submit (conversation) WHERE outcome IS NULL;
CREATE TABLE submit_name (
    name TEXT NOT NULL, reference TEXT NOT NULL REFERENCES submit ON DELETE CASCADE
) {strict};
CREATE INDEX submit_name_name ON submit_name (name);
CREATE INDEX submit_name_reference ON submit_name (reference);
CREATE TABLE try_key (key {bytes} NOT NULL) {strict};
CREATE TABLE try (
    id {counted}, name TEXT NOT NULL, conversation TEXT NOT NULL, rev {int} NOT NULL,
    until {int} NOT NULL
) {strict};
CREATE INDEX try_name ON try (name);
CREATE TABLE link (
    id {number}, team TEXT NOT NULL, user TEXT NOT NULL, court TEXT NOT NULL, at {int} NOT NULL,
    filer_label TEXT NOT NULL, pacer_label TEXT NOT NULL, by TEXT NOT NULL,
    UNIQUE (team, user, court, filer_label)
) {strict};
CREATE TABLE outbox (
    id {counted}, team TEXT NOT NULL, user TEXT NOT NULL, conversation TEXT NOT NULL,
    kind TEXT NOT NULL, payload TEXT NOT NULL, coalesce TEXT, lane TEXT NOT NULL,
    way TEXT NOT NULL DEFAULT 'slack', since {int} NOT NULL, due_at {int} NOT NULL,
    attempts {int} NOT NULL DEFAULT 0, taken_by TEXT, taken_until {int}, error TEXT, buried_at {int},
    also {int} NOT NULL DEFAULT 0, CHECK ((taken_by IS NULL) = (taken_until IS NULL))
) {strict};
CREATE INDEX outbox_waiting ON outbox (conversation, lane, id) WHERE buried_at IS NULL;
CREATE INDEX outbox_due ON outbox (due_at) WHERE buried_at IS NULL;
CREATE TABLE help_case (
    reference TEXT PRIMARY KEY, team TEXT NOT NULL, user TEXT NOT NULL, body TEXT NOT NULL, due {int},
    is_open {int} NOT NULL, channel TEXT, ts TEXT
) {strict};
CREATE INDEX help_case_open ON help_case (reference) WHERE is_open = 1;
CREATE TABLE desk_day (opens {int} NOT NULL) {strict};
CREATE INDEX help_case_due ON help_case (due) WHERE due IS NOT NULL;
CREATE TABLE invitation (
    {row}team TEXT NOT NULL, user TEXT NOT NULL, court TEXT NOT NULL, wave TEXT NOT NULL, at {int} NOT NULL,
    sent_at {int}, fault TEXT NOT NULL DEFAULT '', reminded_at {int}, PRIMARY KEY (team, user, court)
) {strict};
CREATE TABLE board (channel TEXT PRIMARY KEY, ts TEXT NOT NULL, drawn_at {int} NOT NULL) {strict};
CREATE TABLE form_visit (
    team TEXT NOT NULL, user TEXT NOT NULL, pressed_until {int}, browser {bytes} UNIQUE, token TEXT, until {int},
    PRIMARY KEY (team, user)
) {strict};
CREATE TABLE form_link (digest {bytes} PRIMARY KEY, until {int} NOT NULL) {keyed};
CREATE {fleeting}TABLE sealed_key (
    conversation TEXT PRIMARY KEY, wrapped {bytes} NOT NULL, expires {int} NOT NULL
) {keyed};
CREATE {fleeting}TABLE sealed_blob (
    conversation TEXT NOT NULL REFERENCES sealed_key ON DELETE CASCADE, team TEXT NOT NULL, user TEXT NOT NULL,
    purpose TEXT NOT NULL, sealed {bytes} NOT NULL, expires {int} NOT NULL,
    PRIMARY KEY (conversation, team, user, purpose)
) {strict};
"""

VERSIONS: Final = {"m001_first": _FIRST}


def statements(version: str, words: Words) -> list[str]:
    """Return what makes a version out of the one before it, in this database's words."""
    named = {name: getattr(words, name) for name in Words.__slots__}
    return [each.strip().format_map(named) for each in VERSIONS[version].split(";") if each.strip()]
