"""What a person sees of the page's state: the words as Slack shows them, and what can be pressed, by its label."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

BOT = "U0BOT0001"
_LINK = re.compile(r"<([^<>|]+)\|([^<>]+)>")
_MARKED = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_BARE = re.compile(r"<(https?:[^<>|]+)>")


def plain(text: str) -> str:
    """Give a text as it is seen: no marks, one blank between words."""
    told = _BARE.sub(r"\1", _LINK.sub(r"\2", text))
    return " ".join(_MARKED.sub(r"\1", html.unescape(told)).replace("`", "").split())


def shown(thing: Json) -> str:
    """Give the words of a message, a modal or a home, without those on its buttons."""
    blocks = thing.get("blocks")
    title = (thing.get("title") or {}).get("text", "")
    told = " ".join(_words(blocks)) if blocks else thing.get("text", "")
    return plain(f"{title} {told}")


def _words(blocks: list[Json]) -> Iterator[str]:
    for block in blocks:
        parts = [block.get("text"), block.get("label"), block.get("hint"), *block.get("fields", [])]
        if block["type"] in {"context", "rich_text"}:
            parts += _leaves(block["elements"])
        for part in parts:
            if part:
                yield part["text"]


def _leaves(elements: list[Json]) -> Iterator[Json]:
    for each in elements:
        if isinstance(each.get("text"), str):
            yield each
        else:
            yield from _leaves(each.get("elements", []))


def buttons(thing: Json) -> dict[str, Json]:
    """Give what can be pressed, by label."""
    found = [each for block in thing.get("blocks") or [] for each in block.get("elements", [])]
    return {each["text"]["text"]: each for each in found if each.get("type") == "button"}


def fields(view: Json) -> dict[str, Json]:
    """Give the input blocks of a modal, by label."""
    return {block["label"]["text"]: block for block in view["blocks"] if block["type"] == "input"}


def value_in(view: Json, block: Json) -> str:
    """Give what stands in a field."""
    element = block["element"]
    typed = view["values"].get(block["block_id"], {}).get(element["action_id"])
    return typed or element.get("initial_value", "")


def in_dm(state: Json, channel: str) -> list[Json]:
    """Give the messages of one conversation, as far as its person can see it."""
    return next((each["messages"] for each in state["conversations"] if each["id"] == channel), [])


def page(state: Json, channel: str) -> str:
    """Write down what a person sees, for a failure's words."""
    lines = [f"  {'bot' if m['user'] == BOT else 'person'}: {shown(m)} {_row(m)}" for m in in_dm(state, channel)]
    lines += [f"  whisper: {shown(each)}" for each in state["ephemerals"]]
    lines += [f"  modal: {shown(each)} {_row(each)} {_errors(each)}" for each in state["views"]]
    lines += [f"  failure: {each['text']}" for each in state["failures"]]
    return "\n".join(lines)


def _row(thing: Json) -> str:
    return "".join(f"[{label}]" for label in buttons(thing))


def _errors(view: Json) -> str:
    return str(view["errors"]) if view["errors"] else ""
