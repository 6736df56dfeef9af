"""Bytes of a court's page -> a tree, and the few looks at a tree that every reader needs. PURE; any bytes will do.

CM/ECF pages mix quotes, upper and lower case, `&` and `&amp;`, stray end tags and three ways of stating (or
misstating) their charset, as captures of public pages show; an HTML5 parser and a forgiving decoder take all of that
away here.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

from selectolax.lexbor import LexborHTMLParser

from bot.court.pages.bounds import is_tangled
from bot.court.pages.owners import mark_for, marked, owned
from bot.court.profile import NONE, Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selectolax.lexbor import LexborNode

T = TypeVar("T")
BLOCKS: Final = frozenset(
    "address article aside blockquote body br button caption center dd details div dl dt fieldset figure footer form"  # noqa: SIM905 - words read better so
    " h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol p pre section select summary table tbody td tfoot th"
    " thead tr ul".split()
)
"""Elements at whose edges a run of text ends."""
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript", "title", "textarea", "option"})
_BAR_TAGS: Final = frozenset({"div", "ul", "nav", "table"})
NOT_TYPED: Final = frozenset(
    "button checkbox color file hidden image password radio range reset submit".split()  # noqa: SIM905 - words read better so
)
"""Inputs that hold no line of text to be seen; each other kind does, known or not, as in a browser."""
_DRAWINGS: Final = "svg, math"
_NOT_DRAWN: Final = frozenset(
    "a button form input math option script select svg table tbody td textarea tfoot th thead tr".split()  # noqa: SIM905 - words read better so
)
_LONGEST_LINE: Final = 20_000
_LONGEST_TEXT: Final = 8_000
"""Characters of an element's text, white space among them, that are looked at: those of a label are few."""
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_HEADER_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_LATIN: Final = "windows-1252"
_LATIN_NAMES: Final = frozenset({"iso8859-1", "ascii", "cp1252"})
_META_WINDOW: Final = 2048


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was answered: its address, its tree, the charset that its forms are sent in, and its text.

    `owners`: which form owns a control, both by the ids of their nodes. `profile`: what is known of this court's pages.
    """

    url: str
    tree: LexborHTMLParser
    charset: str
    source: str
    owners: Mapping[int, int] = field(default_factory=dict)
    profile: Profile = NONE
    _found: dict[Callable[[Page], Any], Any] = field(default_factory=dict, init=False, compare=False)

    def __repr__(self) -> str:
        return "Page(***)"

    def once(self, look: Callable[[Page], T]) -> T:
        """Give what a look at the page finds: many readers want the same, and a page does not change."""
        if look not in self._found:
            self._found[look] = look(self)
        return cast("T", self._found[look])

    def part(self, markup: str) -> Page:
        """Give markup that stands in this page's scripts, as a page of its own."""
        return replace(self, tree=LexborHTMLParser(markup), source=markup, owners={})


class TooTangledError(ValueError):
    """A page that is so much work to read that it is no court's."""


def parse(body: bytes, content_type: str, url: str, profile: Profile = NONE) -> Page:
    """Read any bytes as a page. Wrong or missing charsets fall back to UTF-8, then Windows-1252, and never fail.

    Raises TooTangledError for one that is more, or more tangled, than any court's page is.
    """
    body = body.replace(b"\0", b"")
    if is_tangled(body):
        raise TooTangledError("too many tags or attributes, or nested too deeply")
    text, charset = decode(body, content_type)
    small = text.lower()
    mark = mark_for(text) if "<form" in small else ""
    tree = LexborHTMLParser(marked(text, mark) if mark else text)
    drawings = tree.css(_DRAWINGS) if "<svg" in small or "<math" in small else []
    if any(node.tag in _NOT_DRAWN for drawing in drawings for node in _below(drawing)):
        # There, HTML's rules of what stands within what do not hold, and readers rely on them.
        raise TooTangledError("a drawing with parts of a page in it")
    return Page(url, tree, charset, text, owned(tree, mark) if mark else {}, profile)


def _below(node: LexborNode) -> Iterator[LexborNode]:
    return (each for each in node.traverse() if each.mem_id != node.mem_id)


def decode(body: bytes, content_type: str) -> tuple[str, str]:
    """Give the text and the charset's name: the header's, else the page's own, else UTF-8 or Windows-1252, as fits."""
    if body.startswith(codecs.BOM_UTF8):
        return body[3:].decode("utf-8", "replace"), "utf-8"
    for name in _declared(body, content_type):
        try:
            return body.decode(name), name
        except UnicodeDecodeError:
            continue
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return body.decode(_LATIN, "replace"), _LATIN


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    header = _HEADER_CHARSET.search(content_type)
    meta = _META_CHARSET.search(body[:_META_WINDOW])
    for name in (header and header[1], meta and meta[1].decode("ascii")):
        codec = _text_codec(name) if name else None
        if codec:
            yield codec


def _text_codec(name: str) -> str | None:
    """Name the codec a browser would use: Latin-1 means Windows-1252. Only UTF-8 and single bytes that hold ASCII."""
    try:
        canonical = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if canonical in _LATIN_NAMES:
        return _LATIN
    return canonical if canonical == "utf-8" or canonical.startswith(("iso8859-", "cp125")) else None


def fold(text: str) -> str:
    """Fold all white space, no-break spaces among it, to single spaces."""
    return " ".join(text.split())


def attribute(node: LexborNode, name: str) -> str | None:
    """Give an attribute's text; the empty string for one without a value; None when it is not there."""
    attributes = node.attributes
    return (attributes[name] or "") if name in attributes else None


def text_of(node: LexborNode) -> str:
    """Give the beginning of an element's text, folded, stray tags within it ignored."""
    return fold(node.text(deep=True)[:_LONGEST_TEXT])


class Line(NamedTuple):
    """One folded line of visible text, at most 20,000 characters of it, and the element whose block it is."""

    text: str
    tag: str


def lines_with_values(page: Page) -> list[Line]:
    """Give the page's `visible_lines`, those among them that stand in its inputs."""
    return visible_lines(page.tree.body, with_values=True)


def visible_lines(root: LexborNode | None, *, with_values: bool = False) -> list[Line]:
    """Give the text that a person sees outside of the menu bar, one line for each block, in the page's order.

    With `with_values`, what stands in an input (never in a hidden one, a password's or a button) is a line of its own.
    """
    lines: list[tuple[str, list[str]]] = [("", [])]
    place: dict[int, tuple[int, str, bool]] = {}
    outside, last_block = (0, "", False), 0
    for node in root.traverse(include_text=True) if root is not None else ():
        parent = node.parent
        block, block_tag, unseen = place.get(parent.mem_id, outside) if parent is not None else outside
        if node.is_text_node:
            if not unseen and block != last_block:
                lines.append((block_tag, []))
                last_block = block
            if not unseen:
                lines[-1][1].append(node.text_content or "")
            continue
        tag = node.tag or ""
        if tag in BLOCKS:
            block, block_tag = node.mem_id, tag
            lines.append((tag, []))
        place[node.mem_id] = (block, block_tag, unseen or tag in _UNSEEN or (tag in _BAR_TAGS and _is_bar(node)))
        if with_values and tag == "input" and _shows_value(node):
            lines.extend([("input", [attribute(node, "value") or ""]), (block_tag, [])])
    folded = ((fold("".join(run))[:_LONGEST_LINE], tag) for tag, run in lines if run)
    return [Line(text, tag) for text, tag in folded if text]


def _is_bar(node: LexborNode) -> bool:
    return attribute(node, "id") == "topmenu" or "yuimenubar" in (attribute(node, "class") or "").split()


def _shows_value(node: LexborNode) -> bool:
    return (attribute(node, "type") or "text").lower() not in NOT_TYPED
