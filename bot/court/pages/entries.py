"""Where a page offers the link: anything with its words and an address that can be asked for, best first. PURE.

Courts write the entry as text, as a picture's `alt`, as a title, as a button, with words around it, or only in the menu
that a script builds; its address stands in `href`, in `onclick`, behind `javascript:` or in a form. A guide about
linking has the same words, and is none. Sources: court manuals for the words; captures of public pages for the script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from bot.court.pages import forms
from bot.court.pages.forms import FormUnfitError
from bot.court.pages.tree import attribute, fold, text_of
from bot.court.pages.written import strings
from bot.court.profile import POINTED, points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from bot.court.pages.tree import Page

_LINK: Final = re.compile(
    r"link(?:an?|my|your|the)?(?:nextgen|existing|current|old)*(?:cmecf|ecf)(?:filer|filing)?account(?:to|with)"
    r"(?:an?|my|your|the)?(?:individual|upgraded|nextgen)*paceraccount"
)
_FEWEST: Final = len("linkecfaccounttopaceraccount")
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_LABEL_ENOUGH: Final = 400
_A_FEW: Final = 40
"""Letters around the words of the entry that are a remark, such as "(one time only)", and no sentence."""
_WHOLE, _REMARKED, _BESIDE, _MENTIONED = 4, 3, 2, 1
_PROGRAM: Final = 2
_DOCUMENT: Final = -3
_TELLING: Final = ("title", "aria-label", "alt")
_CLICKED: Final = "a, area, button, input, option, [onclick]"
_ABOUT: Final = re.compile(r"\b(?:how|guide|instructions?|help|about|video|learn|steps|faqs?)\b", re.IGNORECASE)
_GO: Final = re.compile(
    r"\W*(?:go|here|click(?: here)?|link(?: now)?|start|begin|continue|select|open)\W*", re.IGNORECASE
)
_LITERAL: Final = re.compile(r"""["']([^"'\\\s<>]{1,500})["']""")
_ADDRESS: Final = re.compile(
    r"(?:https?:/|\.{1,2})?(?:/[\w.~-]{1,80}){1,8}(?:\?[^\s\"'<>]{0,400})?|[\w-]{1,60}\.pl(?:\?[^\s\"'<>]{0,400})?",
    re.IGNORECASE,
)
_DOCUMENTS: Final = re.compile(r"\.(?:pdf|html?|docx?|txt|pptx?|mp4|aspx?|php)$", re.IGNORECASE)
_NEAR: Final = 3
"""Strings on either side of a label in a script, among which its address stands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer of the link: how sure it is, and its address in full; None for one that cannot be asked for."""

    score: int
    address: str | None


def entries(page: Page) -> tuple[Entry, ...]:
    """Give every offer of the link on a page."""
    return tuple(entry for node in page.tree.css(_CLICKED) if (entry := _entry(page, node)))


def entries_in_script(page: Page) -> tuple[Entry, ...]:
    """Give every offer of the link in a menu's script: a piece of a page in its strings, or a label by an address."""
    found_in = list(strings(page.source))
    found: list[Entry] = []
    for at, text in enumerate(found_in):
        said = _said(page, text)
        if "<" in text and (said or _holds_named(page, text)):
            found += entries(page.part(text))
        elif named := _if_named(page, _full(page, text) if _ADDRESS.fullmatch(text) else None):
            found.append(Entry(POINTED + _PROGRAM, named))
        elif said:
            near = _nearest(page, found_in, at)
            found.append(Entry(said + _PROGRAM, _full(page, near)) if near else Entry(said, None))
    return tuple(found)


def clickable(page: Page) -> Iterator[tuple[str, str]]:
    """Give what can be clicked on a page and leads on at its host: its words, empty for none, and its address."""
    met: set[int] = set()
    for node in page.tree.css(_CLICKED):
        address = next(_addresses(page, node), None)
        if node.mem_id in met or address is None or urlsplit(address).hostname != urlsplit(page.url).hostname:
            continue
        met.add(node.mem_id)  # one that is found by its tag and by its onclick is given twice
        yield next((fold(label) for label in _labels(node) if fold(label)), ""), address


def clickable_in_script(page: Page) -> Iterator[tuple[str, str]]:
    """Give the same of a menu's script, as far as it says so: a piece of a page, or words with an address near."""
    found_in = list(strings(page.source))
    for at, text in enumerate(found_in):
        near = _nearest(page, found_in, at)
        if "<" in text:
            yield from clickable(page.part(text))
        elif _letters(text) and not _ADDRESS.fullmatch(text) and near and (full := _full(page, near)):
            yield fold(text), full


def same_place(one: str, other: str) -> bool:
    """Whether two addresses lead to the same page, whatever number it was drawn with."""
    return _place(one) == _place(other)


def _nearest(page: Page, found_in: list[str], at: int) -> str | None:
    """Give the address that stands nearest to a label, after it rather than before."""
    order = [at + step * side for step in range(1, _NEAR + 1) for side in (1, -1)]
    beside = (found_in[place] for place in order if 0 <= place < len(found_in))
    return next((text for text in beside if _ADDRESS.fullmatch(text) and not _said(page, text)), None)


def best(found: Iterable[Entry]) -> str | None:
    """Give the address of the offer that is clearly the best; None when there is none.

    Raises ValueError for two equally good ones that lead to different places.
    """
    usable = sorted((entry for entry in found if entry.address), key=lambda entry: -entry.score)
    if not usable:
        return None
    places = {_place(entry.address or "") for entry in usable if entry.score == usable[0].score}
    if len(places) > 1:
        raise ValueError("the page offers the link more than once, to different places")
    return usable[0].address


def _place(address: str) -> str:
    """Give an address without the number that is new at each drawing of a page."""
    return re.sub(r"\d{6,}(?:-L_\d+_\d+-\d+)?", "N", address)


def _entry(page: Page, node: LexborNode) -> Entry | None:
    labels = _labels(node)
    score = max([_said(page, label) for label in labels if label], default=0) or _beside(page, node, labels[0])
    if not (score or page.profile.addresses):
        return None
    address = next(_addresses(page, node), None)
    if _if_named(page, address):
        return Entry(POINTED + _PROGRAM, address)
    if not score or address is None:
        return Entry(score, None) if score else None
    place = urlsplit(address)
    if place.hostname != urlsplit(page.url).hostname:
        return None
    if _DOCUMENTS.search(place.path):
        return None if score < _WHOLE else Entry(score + _DOCUMENT, address)
    return Entry(score + (_PROGRAM if place.path.startswith("/cgi-bin/") else 0), address)


def _labels(node: LexborNode) -> list[str]:
    """Give what an element says: its text first, empty for none, then its other words."""
    text, attributes = text_of(node), node.attributes
    told = [each for name in _TELLING if (each := attributes.get(name))]
    if node.tag == "input":
        told.append(attributes.get("value") or "")
    first = node.first_child
    if first is not None and not (first.is_text_node and first.next is None):
        alts = [attribute(image, "alt") or attribute(image, "title") or "" for image in node.css("img")]
        told += [f"{text} {' '.join(alts)}"] if alts else []
    return [text, *told]


def _if_named(page: Page, address: str | None) -> str | None:
    """Give an address if it is the one that the court's profile names."""
    if address is None or not page.profile.addresses:
        return None
    named = (_full(page, each) for each in page.profile.addresses)
    return address if _place(address) in {_place(each) for each in named if each} else None


def _holds_named(page: Page, markup: str) -> bool:
    """Whether a piece of a page may hold the entry that the court's profile names."""
    shown = fold(markup).casefold()
    return any(each.casefold() in shown for each in page.profile.entry)


def _said(page: Page, label: str) -> int:
    """Say how surely a label is the entry's: it and nothing else, with a remark, or a sentence that mentions it."""
    if page.profile.entry and (named := points(page.profile.entry, label)):
        return named
    if len(label) < _FEWEST:
        return 0
    letters = _letters(label[:_LABEL_ENOUGH])
    found = _LINK.search(letters)
    if found is None:
        return 0
    around = len(letters) - len(found[0])
    if not around:
        return _WHOLE
    return _MENTIONED if around > _A_FEW or _ABOUT.search(label) else _REMARKED


def _beside(page: Page, node: LexborNode, text: str) -> int:
    """Say whether a mere "Go" stands in the line or row of the entry's words."""
    label = text or attribute(node, "value") or ""
    if not _GO.fullmatch(label):
        return 0
    around = node.parent
    for _ in range(2):
        if around is not None and around.tag in ("td", "th", "li", "p", "tr", "div", "dd"):
            words = text_of(around)
            if _said(page, words.replace(label, " ", 1)) >= _REMARKED:
                return _BESIDE
        around = around.parent if around is not None else None
    return 0


def _addresses(page: Page, node: LexborNode) -> Iterator[str]:
    href = (attribute(node, "value" if node.tag == "option" else "href") or "").strip()
    if node.tag == "option" and not _ADDRESS.fullmatch(href):
        return
    script = href.partition(":")[2] if href.lower().startswith("javascript:") else ""
    if href and not script and not href.startswith("#"):
        yield from filter(None, [_full(page, href)])
    for code in (attribute(node, "onclick") or "", script):
        literals = [text for text in _LITERAL.findall(code) if _ADDRESS.fullmatch(text)]
        yield from filter(None, (_full(page, text) for text in literals))
    yield from _by_form(page, node)


def _by_form(page: Page, node: LexborNode) -> Iterator[str]:
    """Give the address that a form sent by GET would ask for."""
    kind = (attribute(node, "type") or "submit").lower()
    form = _form_around(node) if kind in ("submit", "image") and node.tag in ("button", "input") else None
    if form is None or (attribute(form, "method") or "get").strip().lower() != "get":
        return
    address = _full(page, attribute(node, "formaction") or attribute(form, "action") or "")
    hidden = [
        (attribute(each, "name") or "", attribute(each, "value") or "") for each in form.css("input[type=hidden i]")
    ]
    pairs = urlencode([pair for pair in hidden if pair[0]])
    if address:
        yield urlsplit(address)._replace(query=pairs).geturl() if pairs else address


def _form_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "form":
        parent = parent.parent
    return parent


def _full(page: Page, address: str) -> str | None:
    try:
        return forms.resolve(page, address)
    except FormUnfitError:
        return None


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text).lower())
