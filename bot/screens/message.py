"""A message: its blocks, and what is heard of it where blocks are not shown. PURE.

Notifications and readers get the top-level `text` alone (https://docs.slack.dev/reference/methods/chat.postMessage). It
is made from the blocks, so that nothing is said to those who see and kept from those who listen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot.screens.blocks import escaped
from bot.texts import common

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.screens.shapes import Actions, Block, Mrkdwn

LONGEST_TEXT = 3900
"""Characters of one text: Slack advises against more than 4,000."""

_LONGEST_PLAIN = 3000
_MARKS = str.maketrans("", "", "*`")
_LINE_START = re.compile(r"^[>•] ")
_LINE_ENDS = tuple(".!?:;…”")
_BROKEN = re.compile(r"(?:&\w{0,4}|<[^>]*)$")


@dataclass(frozen=True, slots=True)
class Message:
    """One message. The `news` are lines that its blocks say as well, to be heard before all others."""

    blocks: list[Block]
    news: str = ""

    @property
    def text(self) -> str:
        """What is heard: reads well alone, and never holds a secret. At most `LONGEST_TEXT` characters."""
        aside = [block for block in self.blocks if block["type"] == "context"]
        matter = [block for block in self.blocks if block["type"] != "context"]
        lines = chain(_lines(self.news), lines_of(matter), lines_of(aside))
        return " ".join(_fitting([_sentence(line) for line in dict.fromkeys(lines)]))

    @property
    def sent(self) -> list[dict[str, object]]:
        """The blocks as Slack's SDK has them typed."""
        return [dict(block) for block in self.blocks]


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """Give what blocks say, line by line, without marks; what Slack itself words, such as a date, stays as it is."""
    return [line for block in blocks for line in _lines_of(block)]


def _lines_of(block: Block) -> list[str]:
    if block["type"] == "header":
        return [escaped(block["text"]["text"], _LONGEST_PLAIN)]
    if block["type"] == "section" and "fields" in block:
        return [_pair(each) for each in block["fields"]]
    if block["type"] == "section":
        return _lines(block["text"]["text"])
    if block["type"] == "context":
        return [line for each in block["elements"] for line in _lines(each["text"])]
    if block["type"] == "data_table":
        return [block["caption"]]
    return _to_press(block) if block["type"] == "actions" else []


def _to_press(row: Actions) -> list[str]:
    lists = [each["placeholder"]["text"] for each in row["elements"] if each["type"] != "button"]
    buttons = [each["text"]["text"] for each in row["elements"] if each["type"] == "button"]
    return [*map(common.to_choose, lists), *([common.to_press(buttons)] if buttons else [])]


def _pair(column: Mrkdwn) -> str:
    """Give a column as one line: what it is called, and what it is."""
    return ": ".join(_lines(column["text"]))


def _lines(words: str) -> list[str]:
    lines = (_LINE_START.sub("", line).strip() for line in words.translate(_MARKS).split("\n"))
    return [line for line in lines if line]


def _sentence(line: str) -> str:
    return line if line.endswith(_LINE_ENDS) else f"{line}."


def _fitting(lines: Sequence[str]) -> list[str]:
    """Cut the longest lines until all fit; the others, such as the question and the buttons, stay whole."""
    fitted = list(lines)
    while (over := sum(map(len, fitted)) + len(fitted) - 1 - LONGEST_TEXT) > 0:
        at = max(range(len(fitted)), key=lambda each: len(fitted[each]))
        kept = max(len(fitted[at]) // 2, len(fitted[at]) - over - len(common.REDACTED))
        fitted[at] = _BROKEN.sub("", fitted[at][:kept]).rstrip() + common.REDACTED
    return fitted
