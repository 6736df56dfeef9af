"""How much work a page can be, told from its bytes before a parser sees them. PURE.

A court's page has some 30 KB, 600 tags, ten attributes on a tag. A parser must do as HTML says with any page, and there
HTML is costly: each attribute is compared with those before it on its tag, and each `<b>` that was left open is opened
anew in every paragraph that follows, attributes and all. What is counted here is at least what a parser can meet, in
scripts and comments too, so that nothing can hide.
"""

from __future__ import annotations

import math
import re
from typing import Final

_MOST_TAGS: Final = 12_000
"""This many are read in about 25 ms."""
_DEEPEST: Final = 1500
"""Open elements within one another. The parser's time grows with the square of that: 10,000 take 0.1 s, 100,000 9 s."""
_MOST_COMPARED: Final = 500_000_000
"""Comparisons of attributes, if the whole page were one tag: about a second, in which others can work."""
_MOST_REOPENED: Final = 500_000
"""Elements and attributes that may be made of what was left open: some 100 bytes each."""
_LARGE: Final = 64 * 1024
_LARGE_TAGS: Final = 1_000
_LARGE_COMPARED: Final = 8_000_000
_LARGE_REOPENED: Final = 5_000
_VOID_OR_CLOSING_ITSELF: Final = frozenset(
    b"area base br col embed hr img input link meta param source track wbr"
    b" p li td th tr dt dd option tbody thead tfoot".split()
)
_TAG: Final = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]*)")
_SPACES: Final = bytes.maketrans(b"\t\n\f\r/>=", b"       ")
_REOPENED: Final = re.compile(
    rb"<(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[ \t\n\f\r/>])(?=("
    rb"(?:[ \t\n\f\r/]++"
    rb"|[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rb"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]{0,4095}+)?+)?+"
    rb"){0,400}+)([^>]?))",
    re.IGNORECASE | re.DOTALL,
)
"""A start of one, its attributes as HTML reads them, up to 200, and what follows instead of an end, which is too much.

No more than the name is passed, so that a start within a comment hides none behind it. An unquoted value longer than
4 KB counts as several: too many, not too few.
"""
_ONE_AT_A_TIME: Final = frozenset({b"a", b"nobr"})
_ALIKE: Final = 3
"""Of open elements with the same attributes, HTML opens no more than this anew."""


def is_large(body: bytes) -> bool:
    """Whether reading a page may take long enough to hold up others."""
    tags = body.count(b"<")
    return (
        len(body) > _LARGE
        or b"\0" in body  # dropped before the page is parsed, and might hide a tag until then
        or tags > _LARGE_TAGS
        or _compares_more(body, _LARGE_COMPARED)
        or _reopens_more(body, tags, _LARGE_REOPENED)
    )


def is_tangled(body: bytes) -> bool:
    """Whether a page, without its NULs, is more than any court's page is, and must not be parsed at all."""
    tags = body.count(b"<")
    return (
        tags > _MOST_TAGS
        or (tags > _DEEPEST and _depth(body) > _DEEPEST)
        or _compares_more(body, _MOST_COMPARED)
        or _reopens_more(body, tags, _MOST_REOPENED)
    )


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(body):
        if tag[2].lower() in _VOID_OR_CLOSING_ITSELF:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _compares_more(body: bytes, most: int) -> bool:
    """Whether there is more to compare than `most`; a short page needs no count, since no byte begins two words."""
    return ((len(body) + 1) // 2) ** 2 > most and _compared(body) > most


def _compared(body: bytes) -> int:
    """Bound the comparisons of attributes' names: each that comes with each that is there, and those differ."""
    words = [word for word in body.translate(_SPACES).split(b" ") if word]
    return len(words) * len(set(words))


def _reopens_more(body: bytes, tags: int, most: int) -> bool:
    """Whether more than `most` may be made of elements that were left open; a short page needs no count here either."""
    return _most_reopened(body, tags) > most and _reopened(body, tags) > most


def _most_reopened(body: bytes, tags: int) -> int:
    """Bound it by the page's length alone: an element and an attribute are two bytes at least."""
    return tags * _ALIKE * (len(body) // 2)


def _reopened(body: bytes, tags: int) -> float:
    """Bound what is made of elements that were left open: all of them, with their attributes, at every tag."""
    kinds: set[tuple[bytes, bytes]] = set()
    for start in _REOPENED.finditer(body):
        name, given, more = start.groups()
        if more:
            return math.inf
        kinds.add((name.lower(), given))
    single = several = 0
    for name, given in kinds:
        if name in _ONE_AT_A_TIME:
            single = max(single, _size(given))
        else:
            several += _size(given)
    return tags * (single + _ALIKE * several)


def _size(attributes: bytes) -> int:
    """Count an element and its attributes, of which each begins after a blank, a slash or a quote."""
    quotes = attributes.count(b'"') + attributes.count(b"'")
    return 1 + len(attributes.replace(b"/", b" ").split()) + quotes // 2
