"""What is remembered beyond a conversation: passwords tried, for the lock-out guard, and submits that are open.

Names what was typed for, and takes back what proved to be no failed password. A name is a keyed hash, of a PACER user
name, of a court and its old login, of a court and a person: it tells nobody who that is, and is the same for everybody
who types the same. Decides nothing: `flow` does.
"""

from __future__ import annotations

import hmac
import json
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot import flow
from bot.engine.codec import decode_state
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Field
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store import ConversationKey
    from bot.store.conversations import Names, Record
    from bot.store.tries import Tries
    from bot.vault import Secret

log = structlog.get_logger(__name__)

E = TypeVar("E", bound=ev.Event)


class Guard:
    """Knows under which names tries are counted. One per process."""

    def __init__(self, store: Tries) -> None:
        self._store = store
        self._key = b""

    async def names(self, key: ConversationKey, event: ev.Event, typed: Mapping[Field, Secret]) -> Names:
        """Give how to name what `event` would send, for the record that it meets. Raises StoreError."""
        if isinstance(event, ev.ConfirmedLink | ev.AnsweredAndConfirmed):
            return _known_as
        user, login = typed.get(Field.PACER_USERNAME), typed.get(Field.FILER_LOGIN)
        if user is None and login is None:
            return no_names
        self._key = self._key or await self._store.try_key()

        def of(record: Record) -> tuple[str, ...]:
            if isinstance(event, ev.PacerSubmitted) and user is not None:
                return (self._name("PACER", _plain(user)),)
            state = decode_state(record.state)
            if (
                not isinstance(event, ev.FilerSubmitted)
                or not isinstance(state, st.AwaitingFilerLogin)
                or login is None
            ):
                return ()
            person = self._name("person", state.court.id, key.team, key.user)
            return (self._name("login", state.court.id, _plain(login)), person)

        return of

    async def settle(self, names: tuple[str, ...], conversation: str, rev: int, event: ev.FromCourt) -> Names:
        """Count no longer what `event` proves to be no failed password; give how to look up what is left.

        What cannot be written goes on counting.
        """
        fate = flow.fate(event)
        if names and fate is not ev.Fate.COUNTS:
            try:
                await self._store.take_back(names, conversation, rev, and_before=fate is ev.Fate.TAKEN)
            except StoreError:
                log.exception("a password that was taken goes on counting", conversation=conversation)
        return lambda _record: names

    def _name(self, *parts: str) -> str:
        return hmac.digest(self._key, json.dumps(parts).encode(), "sha256").hex()


def told(event: E, record: Record | None) -> E:
    """Give the event with what was tried and submitted before it, if it is one that wants to know."""
    if record is None:
        return event
    if isinstance(event, ev.PacerSubmitted | ev.FilerSubmitted | ev.CourtFailed):
        event = replace(event, tried=ev.Tried(record.tried.count, record.tried.until, record.tried.names))
    if record.open_submit and isinstance(event, ev.FilerSubmitted | ev.ConfirmedLink | ev.AnsweredAndConfirmed):
        open_submit = ev.Submitted(record.open_submit.reference, record.open_submit.claimed_at)
        event = replace(event, submitted=open_submit)
    return event


def _known_as(record: Record) -> tuple[str, ...]:
    return decode_state(record.state).run.known_as


def no_names(_record: Record) -> tuple[str, ...]:
    """Name nothing: what is sent, if anything, holds no password."""
    return ()


def _plain(typed: Secret) -> str:
    """Fold what a court or PACER may take for the same: case, spaces around, forms of the same letter."""
    return unicodedata.normalize("NFKC", typed.reveal()).strip().casefold()
