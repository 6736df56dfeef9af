"""What is written for Slack, as HTML: bold, code, addresses, times, lists, quotations. PURE.

The words come from `bot.texts`, and values in them were escaped by `bot.screens`. All is escaped here anew, so that
nothing in them can be markup of HTML.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
_CODE = re.compile(r"`([^`\n]+)`")
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#][^\s\"'<>]*)?")
_BULLET, _QUOTE = "• ", "> "


def as_html(words: str) -> str:
    """Give paragraphs, lists and quotations."""
    return "".join(_blocks(words.split("\n")))


def as_line(words: str) -> str:
    """Give one line of text, without a block around it."""
    out, end = "", 0
    for token in _TOKEN.finditer(words):
        out += _marked(words[end : token.start()]) + _token(token[1], token[2])
        end = token.end()
    return out + _marked(words[end:])


def _blocks(lines: list[str]) -> Iterator[str]:
    kind, held = "", list[str]()
    for line in [*lines, ""]:
        now = "ul" if line.startswith(_BULLET) else "blockquote" if line.startswith(_QUOTE) else "p" if line else ""
        if held and now != kind:
            yield _block(kind, held)
            held = []
        kind = now
        if now:
            held.append(as_line(line[2:] if now in {"ul", "blockquote"} else line))


def _block(kind: str, lines: list[str]) -> str:
    if kind == "ul":
        return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    return f"<{kind}>{'<br>'.join(lines)}</{kind}>"


def _token(target: str, label: str | None) -> str:
    if _WEB.fullmatch(html.unescape(target)):
        address = html.escape(html.unescape(target))
        return f'<a href="{address}" rel="noopener noreferrer">{_escaped(label or target)}</a>'
    return _escaped(label or target)


def _marked(words: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", _escaped(words)))


def _escaped(words: str) -> str:
    return html.escape(html.unescape(words))
