"""What the app remembers: where each conversation is, what must still be sent, what was done, and ciphertext.

Each trade has a protocol, in a module of its own with its values: `conversations`, `tries`, `visits`, `outbox`,
`cases`, `trail` and `sealed` among them. `whole` is all of them together. Here stands what the trades share.
A store gives no meaning to a state, a payload, a case or a sealed blob, and calls nobody. Each method of a protocol is
one transaction, and raises `StoreError` when the database fails it, having changed nothing. All times are aware; they
are kept to the millisecond, in UTC.
"""

from dataclasses import dataclass


class StoreError(Exception):
    """The database cannot be used, or refused a change; nothing was changed. One plain sentence, without any value."""

    safe_to_log = True


class StoreInUseError(StoreError):
    """Another process holds the database."""


class NotOfferedError(StoreError):
    """This kind of database does not do that; the words say what does."""


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """A person of a workspace; each has at most one conversation at a time."""

    team: str
    user: str
