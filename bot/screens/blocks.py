"""Slack's classic blocks as plain dicts, and what makes a value from outside safe to show. PURE.

Limits are Slack's (Block Kit reference): section 3,000 characters, field and context 2,000, header 150, button 75,
confirm text 300, modal title 24. Values from outside are cut before they are escaped, so that no entity is cut in two.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from bot.texts import common

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.screens.ids import ActionId, ViewId

Block = dict[str, Any]
View = dict[str, Any]

LONGEST_HEADER = 150
LONGEST_OPTION = 75
LONGEST_INPUT = 3000

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Characters that show nothing and turn the text around them: overrides and isolates of writing direction.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `text` reads well alone, in a notification or read aloud, and never holds a secret."""

    text: str
    blocks: list[Block]


def clean(value: str, most: int) -> str:
    """Make a value from outside fit for plain text: one line, nothing invisible, at most `most` characters."""
    shown = "".join(" " if each.isspace() else each for each in value if _is_shown(each))
    line = " ".join(shown.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + common.REDACTED


def escaped(value: str, most: int) -> str:
    """Make a value from outside fit for mrkdwn: as `clean`, and escaped; at most `most` characters when escaped."""
    line = clean(value, most)
    whole = "".join(map(_entity, line))
    if len(whole) <= most:
        return whole
    lengths = accumulate(len(_entity(each)) for each in line)
    fitting = sum(1 for length in lengths if length < most)
    return "".join(map(_entity, line[:fitting])) + common.REDACTED


def _entity(character: str) -> str:
    return _ENTITIES.get(character, character)


def _is_shown(character: str) -> bool:
    return character.isspace() or (unicodedata.category(character) not in _UNSHOWN and character not in _TURNING)


def mrkdwn(words: str) -> dict[str, Any]:
    """Make formatted text; `verbatim` keeps Slack from making links and mentions out of a value's words."""
    return {"type": "mrkdwn", "text": words, "verbatim": True}


def plain(words: str) -> dict[str, Any]:
    """Make plain text, in which nothing is an emoji code."""
    return {"type": "plain_text", "text": words, "emoji": False}


def header(words: str) -> Block:
    """Make a title line."""
    return {"type": "header", "text": plain(clean(words, LONGEST_HEADER))}


def section(words: str) -> Block:
    """Make a paragraph. `expand` keeps Slack from folding a long one behind "See more"."""
    return {"type": "section", "text": mrkdwn(words), "expand": True}


def sections(*paragraphs: str) -> list[Block]:
    """Make paragraphs of those that say something."""
    return [section(words) for words in paragraphs if words]


def columns(*texts_: str) -> Block:
    """Make short texts side by side."""
    return {"type": "section", "fields": [mrkdwn(words) for words in texts_]}


def context(*lines: str) -> list[Block]:
    """Make one small line of each of those that say something; no block when none does."""
    elements = [mrkdwn(words) for words in lines if words]
    return [{"type": "context", "elements": elements}] if elements else []


def divider() -> Block:
    """Make a line across."""
    return {"type": "divider"}


def actions(*elements: Block | None, block_id: str = "") -> list[Block]:
    """Make a row of those elements that are there; at least one must be."""
    there = [element for element in elements if element]
    named = {"block_id": block_id} if block_id else {}
    return [{"type": "actions", "elements": there, **named}]


def button(action: ActionId, words: str, value: str = "", **more: Any) -> Block:
    """Make a button; `more` are Slack's own names: style, url, confirm."""
    valued = {"value": value} if value else {}
    return {"type": "button", "action_id": action.value, "text": plain(words), **valued, **more}


def typed(
    block_id: str,
    action_id: str,
    label: str,
    *,
    initial: str = "",
    hint: str = "",
    optional: bool = False,
    focused: bool = False,
) -> Block:
    """Make a one-line input; the one that is `focused` has the cursor when its form opens."""
    filled = {"initial_value": initial[:LONGEST_INPUT]} if initial else {}
    hinted = {"hint": plain(hint)} if hint else {}
    element = {
        "type": "plain_text_input",
        "action_id": action_id,
        **filled,
        **({"focus_on_load": True} if focused else {}),
    }
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
        **hinted,
    }


def modal_view(
    view: ViewId, title: str, blocks: Sequence[Block], buttons: Mapping[str, str], metadata: str = ""
) -> View:
    """Make a modal that tells when it is closed; `buttons` names `close` and, for a form, `submit`."""
    return {
        "type": "modal",
        "callback_id": view.value,
        "title": plain(title),
        "blocks": list(blocks),
        "private_metadata": metadata,
        "notify_on_close": True,
        **{name: plain(words) for name, words in buttons.items()},
    }
