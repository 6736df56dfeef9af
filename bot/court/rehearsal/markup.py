"""What a page's tree is made of, as far as keeping the page goes: its runs of text, and what each attribute may hold.

PURE. An attribute that no reader of a page needs is not kept, nor is anything that is not shown and not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from bot.court.pages.tree import BLOCKS, SHOWN_INPUTS, attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_ENDING: Final = BLOCKS | frozenset(
    "input img select option optgroup textarea title script style iframe object svg html head noscript frame frameset"  # noqa: SIM905 - words read better so
    " noframes xmp plaintext mi mtext annotation text desc".split()
)
"""Elements at whose edges what is read as one word ends."""
_DROPPED: Final = frozenset({"template", "style"})
_LABELS: Final = frozenset({"submit", "button", "reset", "image"})
_ADDRESSES: Final = frozenset({"href", "src", "action", "formaction", "background", "cite"})
_SAID: Final = frozenset({"alt", "title", "placeholder", "label", "summary", "abbr", "aria-label", "aria-description"})
_NAMED: Final = frozenset(
    {"id", "class", "name", "for", "form", "list", "headers", "target", "aria-labelledby", "aria-describedby"}
)
_FIXED: Final = {
    "type": frozenset(
        "text password hidden submit button reset image checkbox radio file email search tel url number date time"  # noqa: SIM905 - words read better so
        " text/javascript text/css application/javascript module".split()
    ),
    "method": frozenset({"get", "post", "dialog"}),
    "formmethod": frozenset({"get", "post", "dialog"}),
    "enctype": frozenset({"multipart/form-data", "application/x-www-form-urlencoded", "text/plain"}),
    "formenctype": frozenset({"multipart/form-data", "application/x-www-form-urlencoded", "text/plain"}),
    "http-equiv": frozenset({"content-type", "refresh", "pragma", "cache-control", "expires", "x-ua-compatible"}),
    "role": frozenset({"menu", "menubar", "menuitem", "button", "alert", "dialog", "navigation", "main", "form"}),
    "rel": frozenset({"stylesheet", "icon", "shortcut icon", "nofollow", "noopener", "noreferrer"}),
    "lang": frozenset({"en", "en-us"}),
    "autocomplete": frozenset({"on", "off", "username", "current-password", "one-time-code"}),
    "align": frozenset({"left", "right", "center", "justify", "top", "middle", "bottom"}),
    "valign": frozenset({"top", "middle", "bottom", "baseline"}),
    "scope": frozenset({"row", "col", "rowgroup", "colgroup"}),
    **dict.fromkeys(
        "checked selected disabled readonly multiple required hidden nowrap async defer".split(),  # noqa: SIM905
        frozenset(
            {"", "checked", "selected", "disabled", "readonly", "multiple", "required", "hidden", "nowrap", "true"}
        ),
    ),
    **dict.fromkeys(
        ("colspan", "rowspan", "border", "cellpadding", "cellspacing", "tabindex"), frozenset("0123456789")
    ),
}
"""What these may say; said otherwise, they are not kept."""


class Place(Enum):
    """What may stand somewhere in a page, and so how strictly it is read."""

    SENTENCE = "sentence"
    CODE = "code"
    SHOWN = "shown"
    """What a control shows: an account's name perhaps, a value otherwise."""
    OPAQUE = "opaque"
    FIXED = "fixed"
    NOTHING = "nothing"


_PLACES: Final = {"script": Place.CODE, "textarea": Place.OPAQUE}


@dataclass(frozen=True, slots=True)
class Run:
    """Text that is read as one, whatever inline tags stand within it."""

    place: Place
    nodes: Sequence[LexborNode]
    texts: Sequence[str]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.texts)

    def replace(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Write the run anew; each edit, in order and none overlapping, stands in the tag that it began in."""
        begun = 0
        for node, text in zip(self.nodes, self.texts, strict=True):
            new, at = [], 0
            for start, end, instead in edits:
                first, last = max(start - begun, at), min(end - begun, len(text))
                if last <= first:
                    continue
                new.append(text[at:first])
                if begun <= start < begun + len(text):
                    new.append(instead)
                at = last
            begun += len(text)
            changed = "".join([*new, text[at:]])
            if changed != text:
                node.replace_with(_script_safe(changed) if self.place is Place.CODE else changed)


def runs(tree: LexborHTMLParser) -> list[Run]:
    """Give all text of a tree, in order."""
    found: list[Run] = []
    open_run: list[LexborNode] = []
    around: dict[int, tuple[int, str]] = {}
    begun = (0, "")

    def close() -> None:
        if open_run:
            place = _PLACES.get(begun[1], Place.SENTENCE)
            found.append(Run(place, tuple(open_run), tuple(node.text_content or "" for node in open_run)))
            open_run.clear()

    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        parent = around.get(node.parent.mem_id, (0, "")) if node.parent is not None else (0, "")
        ends = node.tag in _ENDING
        if not node.is_text_node:
            around[node.mem_id] = (node.mem_id, node.tag or "") if ends else parent
        if ends or parent != begun:
            close()
            begun = parent
        if node.is_text_node:
            open_run.append(node)
    close()
    return found


def elements(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Give all elements of a tree."""
    if tree.root is not None:
        yield from tree.root.traverse()


def strip(tree: LexborHTMLParser, is_known: Callable[[str], bool]) -> None:
    """Take out what nobody sees and no reader reads, comments among it, and tags whose names are not known."""
    gone: set[int] = set()
    unseen = []
    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        if node.parent is not None and node.parent.mem_id in gone:
            gone.add(node.mem_id)
        elif node.tag in _DROPPED or not (node.is_text_node or node.is_element_node):
            gone.add(node.mem_id)
            unseen.append(node)
    for node in unseen:
        node.decompose()
    for node in list(elements(tree)):
        if not is_known(node.tag or ""):
            # An empty one cannot be unwrapped.
            (node.decompose if node.first_child is None else node.unwrap)()


def place_of(node: LexborNode, name: str, value: str) -> Place:
    """Say what an attribute may hold; NOTHING for one that is not kept."""
    if name in _FIXED:
        return Place.FIXED if value.strip().lower() in _FIXED[name] else Place.NOTHING
    if name == "value":
        return _place_of_value(node)
    if name == "content":
        return Place.CODE if attribute(node, "http-equiv") is not None else Place.OPAQUE
    if name in _SAID:
        return Place.SENTENCE
    if name in _ADDRESSES or name in _NAMED or name == "charset" or name.startswith("on"):
        return Place.CODE
    return Place.OPAQUE if name.startswith("data-") else Place.NOTHING


def _place_of_value(node: LexborNode) -> Place:
    """Tell a button's label, and what a shown input holds, which may be an account's name, from other values."""
    kind = (attribute(node, "type") or "text").strip().lower()
    if node.tag == "input" and kind in _LABELS:
        return Place.SENTENCE
    return Place.SHOWN if node.tag == "input" and kind in SHOWN_INPUTS else Place.OPAQUE


def written(tree: LexborHTMLParser) -> str:
    """Give the page's source; without comments, and with no more of its document type than that it had one."""
    document = tree.root.parent if tree.root is not None else None
    typed = document is not None and any(node.tag == "-doctype" for node in document.iter())
    source = (tree.root.html or "") if tree.root is not None else ""
    return f"<!DOCTYPE html>{source}" if typed else source


def _script_safe(text: str) -> str:
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")
