"""What a page is made of, as far as keeping it goes: its runs of text, and what each attribute may hold.

PURE. An attribute that no reader of a page needs is not kept, nor is anything that is not shown and not read. A page is
written from its source, so that its tags stand as the court sent them; what a parser makes of it is looked through.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from bot.court.pages.tree import BLOCKS, NOT_TYPED
from bot.court.rehearsal.source import Tag, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborHTMLParser

    from bot.court.rehearsal.source import Token


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
    texts: Sequence[Text]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(each.text for each in self.texts)

    def replace(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Write the run anew; each edit, in order and none overlapping, stands in the tag that it began in."""
        begun = 0
        for each in self.texts:
            text = each.text
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
            each.text = "".join([*new, text[at:]])


def runs(page: Iterable[Token]) -> list[Run]:
    """Give all text of a page's source, in order."""
    found: list[Run] = []
    texts: list[Text] = []

    def close() -> None:
        if texts:
            found.append(Run(_PLACES.get(texts[0].within, Place.SENTENCE), tuple(texts)))
            texts.clear()

    for token in page:
        if isinstance(token, Text):
            texts.append(token)
        elif isinstance(token, Tag) and token.element in _ENDING:
            close()
    close()
    return found


def stripped(page: Iterable[Token], is_known: Callable[[str], bool]) -> Iterator[Token]:
    """Leave out what nobody sees and no reader reads, and tags whose names are not known."""
    templates = 0
    for token in page:
        name = token.element if isinstance(token, Tag) else token.within if isinstance(token, Text) else ""
        if name == "template" and isinstance(token, Tag):
            templates = max(0, templates + (-1 if token.ends else 1))
        if not (templates or name in _DROPPED or (name and not is_known(name))):
            yield token


def texts_in(tree: LexborHTMLParser) -> list[str]:
    """Give all text of a tree, each that is read as one, in order."""
    found: list[str] = []
    open_run: list[str] = []
    around: dict[int, int] = {}
    begun = 0

    def close() -> None:
        if open_run:
            found.append("".join(open_run))
            open_run.clear()

    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        parent = around.get(node.parent.mem_id, 0) if node.parent is not None else 0
        ends = node.tag in _ENDING
        if not node.is_text_node:
            around[node.mem_id] = node.mem_id if ends else parent
        if ends or parent != begun:
            close()
            begun = parent
        if node.is_text_node:
            open_run.append(node.text_content or "")
    close()
    return found


def has_unseen(tree: LexborHTMLParser) -> bool:
    """Whether there is something in a tree that is not kept: a comment, an instruction, a template, a style."""
    nodes = tree.root.traverse(include_text=True) if tree.root is not None else ()
    return any(node.tag in _DROPPED or not (node.is_text_node or node.is_element_node) for node in nodes)


def place_of(element: str, attributes: Mapping[str, str | None], name: str) -> Place:
    """Say what an attribute may hold, all names in small letters; NOTHING for one that is not kept."""
    if name in _FIXED:
        return Place.FIXED if (attributes[name] or "").strip().lower() in _FIXED[name] else Place.NOTHING
    if name == "value":
        return _place_of_value(element, attributes)
    if name == "content":
        return Place.CODE if "http-equiv" in attributes else Place.OPAQUE
    if name in _SAID:
        return Place.SENTENCE
    if name in _ADDRESSES or name in _NAMED or name == "charset" or name.startswith("on"):
        return Place.CODE
    return Place.OPAQUE if name.startswith("data-") else Place.NOTHING


def _place_of_value(element: str, attributes: Mapping[str, str | None]) -> Place:
    """Tell a button's label, and what a shown input holds, which may be an account's name, from other values."""
    kind = (attributes.get("type") or "text").strip().lower()
    if element == "input" and kind in _LABELS:
        return Place.SENTENCE
    return Place.SHOWN if element == "input" and kind not in NOT_TYPED else Place.OPAQUE
