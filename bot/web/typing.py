"""What a browser sent, read: each typed value a `Secret` at once, and nothing of it in an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from bot.flow.effects import Field
from bot.flow.fields import cleaned
from bot.vault import Secret
from bot.web.policy import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Read:
    """A form that was sent: what names it, the proof that the page made it, and what was typed."""

    purpose: str = ""
    reference: str = ""
    token: str = ""
    typed: Mapping[Field, Secret] = field(default_factory=dict)


UNREADABLE: Final = Read()
_NAMES: Final = ("purpose", "reference", "token")


def read_typed(body: bytes) -> Read:
    """Read a form's body; UNREADABLE if it is none of ours, or names a field twice."""
    try:
        pairs = _pairs(body.decode("ascii"))
    except ValueError:
        return UNREADABLE
    fields = {name: Secret(cleaned(Field(name), value)) for name, value in pairs if name in set(Field)}
    named = {name: value for name, value in pairs if name in _NAMES}
    if len(fields) + len(named) != len(pairs):
        return UNREADABLE
    typed = {name: secret for name, secret in ((Field(each), fields[each]) for each in fields) if secret.reveal()}
    return Read(named.get("purpose", ""), named.get("reference", ""), named.get("token", ""), typed)


def _pairs(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS)
