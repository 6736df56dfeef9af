"""Makes Slack's blocks, of the shapes beside this, and makes a value from outside safe to show. PURE.

Limits are Slack's (Block Kit reference): section 3,000 characters, field and context 2,000, header 150, button 75,
confirm text 300, modal title 24. Values from outside are cut before they are escaped, so that no entity is cut in two.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.texts import common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screens.ids import ActionId, ViewId
    from bot.screens.shapes import (
        Actions,
        Block,
        Button,
        Columns,
        Confirm,
        Divider,
        Element,
        Header,
        Input,
        Modal,
        Mrkdwn,
        Paragraph,
        PlainText,
        PlainTextInput,
        Style,
    )

LONGEST_HEADER = 150
LONGEST_OPTION = 75
LONGEST_INPUT = 3000

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Slack has no escape for its own marks, so a value's are replaced by their likes. Between two letters `_` marks
# nothing, and stays, since many user names have one. `>` marks a quotation at the start of a line, escaped or not.
_LIKES = str.maketrans(
    {"*": "\N{ASTERISK OPERATOR}", "~": "\N{TILDE OPERATOR}", "`": "\N{MODIFIER LETTER GRAVE ACCENT}"}
)
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_EMOJI = re.compile(r":(?=[a-z0-9_+'-]+:)")
_QUOTING = re.compile(r"^>")
# Characters that show nothing and turn the text around them: overrides and isolates of writing direction.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = frozenset({"Cc", "Cs"})


def clean(value: str, most: int) -> str:
    """Make a value from outside fit for plain text: one line, nothing invisible, at most `most` characters."""
    line = " ".join((value if value.isprintable() else _shown(value)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + common.REDACTED


def escaped(value: str, most: int) -> str:
    """Make a value from outside fit for mrkdwn: as `clean`, escaped, and without marks.

    At most `most` characters when escaped.
    """
    line = _unmarked(clean(value, most))
    whole = line.translate(_ENTITIES)
    if len(whole) <= most:
        return whole
    lengths = accumulate(len(each.translate(_ENTITIES)) for each in line)
    fitting = sum(1 for length in lengths if length < most)
    return line[:fitting].translate(_ENTITIES) + common.REDACTED


def _unmarked(line: str) -> str:
    line = _UNDERLINE.sub("\N{MODIFIER LETTER LOW MACRON}", line.translate(_LIKES))
    return _QUOTING.sub("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", _EMOJI.sub("\N{MODIFIER LETTER COLON}", line))


def _shown(value: str) -> str:
    return "".join(" " if each.isspace() else each for each in value if _is_shown(each))


def _is_shown(character: str) -> bool:
    return character.isspace() or (unicodedata.category(character) not in _UNSHOWN and character not in _TURNING)


def mrkdwn(words: str) -> Mrkdwn:
    """Make formatted text; `verbatim` keeps Slack from making links and mentions out of a value's words."""
    return {"type": "mrkdwn", "text": words, "verbatim": True}


def plain(words: str) -> PlainText:
    """Make plain text, in which nothing is an emoji code."""
    return {"type": "plain_text", "text": words, "emoji": False}


def header(words: str) -> Header:
    """Make a title line."""
    return {"type": "header", "text": plain(clean(words, LONGEST_HEADER))}


def section(words: str) -> Paragraph:
    """Make a paragraph. `expand` keeps Slack from folding a long one behind "See more"."""
    return {"type": "section", "text": mrkdwn(words), "expand": True}


def sections(*paragraphs: str) -> list[Block]:
    """Make paragraphs of those that say something."""
    return [section(words) for words in paragraphs if words]


def columns(*texts_: str) -> Columns:
    """Make short texts side by side."""
    return {"type": "section", "fields": [mrkdwn(words) for words in texts_]}


def context(*lines: str) -> list[Block]:
    """Make one small line of each of those that say something; no block when none does."""
    elements = [mrkdwn(words) for words in lines if words]
    return [{"type": "context", "elements": elements}] if elements else []


def divider() -> Divider:
    """Make a line across."""
    return {"type": "divider"}


def actions(*elements: Element | None, block_id: str = "") -> list[Block]:
    """Make a row of those elements that are there; at least one must be."""
    row: Actions = {"type": "actions", "elements": [element for element in elements if element]}
    if block_id:
        row["block_id"] = block_id
    return [row]


def button(
    action: ActionId,
    words: str,
    value: str = "",
    *,
    url: str = "",
    style: Style | None = None,
    confirm: Confirm | None = None,
) -> Button:
    """Make a button; by Slack's own names, it can open a `url`, and ask to `confirm`."""
    made: Button = {"type": "button", "action_id": action.value, "text": plain(words)}
    if value:
        made["value"] = value
    if url:
        made["url"] = url
    if style:
        made["style"] = style
    if confirm:
        made["confirm"] = confirm
    return made


def typed(
    block_id: str,
    action_id: str,
    label: str,
    *,
    initial: str = "",
    hint: str = "",
    optional: bool = False,
    focused: bool = False,
) -> Input:
    """Make a one-line input; the one that is `focused` has the cursor when its form opens."""
    element: PlainTextInput = {"type": "plain_text_input", "action_id": action_id}
    if initial:
        element["initial_value"] = initial[:LONGEST_INPUT]
    if focused:
        element["focus_on_load"] = True
    made: Input = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    if hint:
        made["hint"] = plain(hint)
    return made


def modal_view(
    view: ViewId, title: str, blocks: Sequence[Block], *, close: str, submit: str = "", metadata: str = ""
) -> Modal:
    """Make a modal that tells when it is closed; one with a `submit` is a form."""
    made: Modal = {
        "type": "modal",
        "callback_id": view.value,
        "title": plain(title),
        "blocks": list(blocks),
        "private_metadata": metadata,
        "notify_on_close": True,
        "close": plain(close),
    }
    if submit:
        made["submit"] = plain(submit)
    return made
