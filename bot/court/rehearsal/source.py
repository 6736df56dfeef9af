"""A page's source as what it is written of: texts and tags, in order, each to be written again as it stood. PURE.

Cut as HTML's tokenizer cuts; what that would read otherwise within a drawing or a script of old is only more text here.
Comments, instructions, tags that never end, what stands on end tags and second attributes of a name are not given: no
reader sees them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext", "textarea", "title"})
"""Elements in which no tag is one, up to their own end; but for a title, which can be a drawing's."""
_DRAWINGS: Final = frozenset({"svg", "math"})
_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\t\n\f\r />]*)")
_ATTRIBUTE: Final = re.compile(
    r"[\t\n\f\r /]*+(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    r"|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*+)|(?=>)))?+"
)
_END_OF_TAG: Final = re.compile(r"[\t\n\f\r /]*+>")
_UNSEEN: Final = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![A-Za-z]))[^>]*+(?:>|\Z)", re.DOTALL)
_DOCTYPE: Final = re.compile(
    r"<!doctype\s+html"
    r"(?:\s+public\s+[\"']-//(?:w3c|ietf)//dtd x?html [0-9.]{1,4}(?: (?:transitional|strict|frameset|final))?//en[\"']"
    r"(?:\s+[\"']http://www\.w3\.org/tr/(?:html4|html40|html401|xhtml1|rec-html40|1999/rec-html401-19991224)/(?:dtd/)?"
    r"(?:loose|strict|frameset|xhtml1-(?:transitional|strict|frameset))\.dtd[\"'])?)?\s*>",
    re.IGNORECASE,
)
"""Whole: it decides how tables and paragraphs are read. One of other words is written as the plainest."""
_ANY_DOCTYPE: Final = re.compile(r"<!doctype[^>]*+>", re.IGNORECASE)
_PLAINEST: Final = "<!DOCTYPE html>"
_BARE: Final = re.compile(r"[^\s>\"'][^\s>]*")


@dataclass(slots=True)
class Text:
    """Text as it is written, entities and all; `within`: the element that lets no tags be in it, if it is in one."""

    text: str
    within: str = ""

    def written(self) -> str:
        """Write it; a sign that began no tag begins none then either, whatever was left out behind it."""
        return self.text if self.within else self.text.replace("<", "&lt;")


@dataclass(slots=True)
class Attribute:
    """One attribute of a tag: its value as it is written, None where there is none, and the quotes around it."""

    name: str
    value: str | None = None
    quote: str = ""

    def written(self) -> str:
        """Write it, in quotes if it must be."""
        if self.value is None:
            return f" {self.name}"
        quote = self.quote or ("" if _BARE.fullmatch(self.value) else '"')
        value = self.value.replace('"', "&quot;") if quote != self.quote else self.value
        return f" {self.name}={quote}{value}{quote}"


@dataclass(slots=True)
class Tag:
    """A tag that begins or, with `ends`, ends an element."""

    name: str
    ends: bool = False
    closes: bool = False
    attributes: list[Attribute] = field(default_factory=list)

    @property
    def element(self) -> str:
        """The element's name as it is compared."""
        return self.name.lower()

    def written(self) -> str:
        """Write it."""
        held = "".join(each.written() for each in self.attributes)
        return f"<{'/' if self.ends else ''}{self.name}{held}{' /' if self.closes else ''}>"


@dataclass(slots=True)
class Doctype:
    """The document's type, one of those that are everybody's."""

    text: str

    def written(self) -> str:
        """Write it."""
        return self.text


Token = Text | Tag | Doctype


def tokens(source: str) -> Iterator[Token]:
    """Cut a page's source."""
    at = begun = drawings = 0
    while (at := source.find("<", at)) >= 0:
        if unseen := _UNSEEN.match(source, at):
            yield from _text(source[begun:at])
            if doctype := _ANY_DOCTYPE.match(source, at):
                yield Doctype(doctype[0] if _DOCTYPE.fullmatch(doctype[0]) else _PLAINEST)
            at = begun = unseen.end()
        elif found := _TAG.match(source, at):
            yield from _text(source[begun:at])
            tag, at = _tag(source, found)
            if tag is None:
                return
            yield tag
            if tag.element in _DRAWINGS and not tag.closes:
                drawings += -1 if tag.ends else 1
            if tag.element in RAW and not tag.ends and not (drawings > 0 and tag.element == "title"):
                end = _end_of_raw(source, at, tag.element)
                yield from _text(source[at:end], tag.element)
                at = end
            begun = at
        else:
            at += 1
    yield from _text(source[begun:])


def _text(text: str, within: str = "") -> Iterator[Text]:
    if text:
        yield Text(text, within)


def _end_of_raw(source: str, at: int, name: str) -> int:
    found = None if name == "plaintext" else re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)


def _tag(source: str, begun: re.Match[str]) -> tuple[Tag | None, int]:
    """Read a tag to its end; None for one that never ends."""
    tag, at = Tag(begun[2], ends=bool(begun[1])), begun.end()
    known: set[str] = set()
    while not (end := _END_OF_TAG.match(source, at)):
        found = _ATTRIBUTE.match(source, at)
        if found is None or found.end() >= len(source):
            return None, len(source)
        at = found.end()
        name = found["name"].lower()
        if name not in known and not tag.ends:
            tag.attributes.append(_attribute(found))
        known.add(name)
    tag.closes = "/" in end[0] and not tag.ends
    return tag, end.end()


def _attribute(found: re.Match[str]) -> Attribute:
    for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
        if found[group] is not None:
            return Attribute(found["name"], found[group], quote)
    return Attribute(found["name"])
