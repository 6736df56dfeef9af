"""Everything of a person taken out of a court's page, the page left as readable as before. PURE but for its memory.

What is taken out is replaced by the same words wherever it comes back, on this page and on the next ones; what was
there is remembered by a keyed digest only. The tree is written anew, as an HTML5 parser understood it, since that is
what the readers see: so nothing can hide in a tag that two parsers would take differently.
"""

from __future__ import annotations

import hashlib
import html
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from bot.court.names import looks_like_firm
from bot.court.tree import SHOWN_INPUTS, attribute, fold, visible_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from bot.court.tree import Page
    from bot.vault import Secret

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)*")
_PRIVATE: Final = re.compile(
    r"(?P<person>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    # The number of a form, good once: the letters behind it say that it is one.
    r"|(?P<form>\b\d{12,16}(?=-L_\d))"
    r"|(?P<token>(?<![A-Za-z0-9+=_-])(?=[A-Za-z+=_-]*\d[A-Za-z+=_-]*\d)(?=[\d+=_-]*[A-Za-z])[A-Za-z0-9+=_-]{20,})"
    r"|(?P<case>\b(?:\d{1,2}:)?\d{2,4}-(?:[A-Za-z]{2,4}-)?\d{3,7}(?:-[A-Za-z]{2,4})*\b)"
    r"|(?P<number>\d{5,})"
)
_GREETED: Final = re.compile(
    r"\b(?i:welcome|hello|logged (?:in|on) as|signed (?:in|on) as|current user)\b\s*[:,-]?\s+"
    r"((?:(?!(?i:to|the|back)\b)[^\W\d_a-z](?:\.|[\w'-]*),?\s*){1,4})"
)
"""Where a page may say a name before the page with both accounts has told it."""
_ADDRESSES: Final = frozenset({"href", "action", "src", "formaction", "content"})
_LABELS: Final = frozenset({"submit", "button", "reset", "image"})
_KEPT: Final = frozenset(
    # What firms are known by, what stands beside names, and the words that pages of a court are made of.
    "llp llc pllc plc pc lpa lllp apc aplc psc inc corp ltd pa co associates sons law firm office offices group center"  # noqa: SIM905 - words read better so
    " corporation practice attorney attorneys lawyer lawyers counselor counselors at legal services aid partners"
    " partnership department of and the for jr sr ii iii iv esq esquire mr mrs ms dr hon trustee atty aty tr phd jd md"
    " name user filer individual account accounts br active pacer ecf cm login username id e mail email holder details"
    " information info type role no number full first last middle upgraded shared link linked a an my your to submit"
    " password court utilities bankruptcy adversary civil criminal events nextgen is in on filing current"
    " old existing".split()
)
_SHORTEST_ANYWHERE: Final = 4
_SHORTEST: Final = 2


class SurvivorError(ValueError):
    """Something of a person is still there after all replacing; says nothing of it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to be a person's: exact values (typed, tokens, cookies) and both accounts' labels."""

    exact: tuple[Secret, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(slots=True)
class Scrubber:
    """Replaces; one for all pages that are to tell one story."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _names: dict[bytes, str] = field(default_factory=dict, repr=False)
    _others: dict[bytes, str] = field(default_factory=dict, repr=False)
    _counts: dict[str, int] = field(default_factory=dict, repr=False)

    def learn(self, labels: Iterable[str]) -> bool:
        """Remember the words of account labels as names; say whether any was new."""
        before = len(self._names)
        for label in labels:
            initials = not looks_like_firm(label)
            for word in sorted(_words(label), key=len):
                if word not in _KEPT and (len(word) > 1 or initials):
                    self._names.setdefault(self._digest(word), self._name(word, label))
        return len(self._names) > before

    def scrub(self, page: Page, known: Known) -> bytes:
        """Give the page without what is a person's, in its own charset.

        Raises SurvivorError when something known is still in it.
        """
        # The caller's tree stays as it is: it is read after this.
        tree = page.tree.clone()
        exact = _longest_first(known.exact)
        self._rewrite(tree, lambda text: self.text(text, exact))
        return _checked(tree, exact, known.labels, page.charset)

    def rename(self, page: Page, labels: Sequence[str]) -> bytes:
        """Replace only names, on a page that was scrubbed before its names were known. Raises SurvivorError."""
        self._rewrite(page.tree, self.renamed, values=False)
        return _checked(page.tree, [], labels, page.charset)

    def text(self, text: str, exact: Sequence[str]) -> str:
        """Give a text without values, addresses of e-mail, numbers of cases and others, and names."""
        for value in exact:
            text = _finder(value).sub(lambda found: self._other(fold(found[0]).casefold(), "typed"), text)
        text = _PRIVATE.sub(self._private, text)
        for greeted in _GREETED.finditer(text):
            self.learn([greeted[1]])
        return self.renamed(text)

    def renamed(self, text: str) -> str:
        """Give a text with each known word of a name replaced."""
        return _WORD.sub(lambda found: self._names.get(self._digest(found[0].casefold()), found[0]), text)

    def _rewrite(self, tree: LexborHTMLParser, change: Callable[[str], str], *, values: bool = True) -> None:
        for unseen in [*tree.css("template"), *_comments_outside(tree)]:
            unseen.decompose()
        for node in list(tree.root.traverse(include_text=True)) if tree.root is not None else ():
            if node.is_text_node:
                text = node.text_content or ""
                _replace(node, self._area(text) if values and _is_area(node) else change(text))
            elif node.is_element_node:
                self._rewrite_attributes(node, change, values=values)
            else:
                node.decompose()

    def _rewrite_attributes(self, node: LexborNode, change: Callable[[str], str], *, values: bool) -> None:
        for name, text in node.attributes.items():
            if not text:
                continue
            if name == "value" and values:
                new = self._value(node, text, change)
            elif name in _ADDRESSES and "%" in text:
                plain = unquote(text)
                changed = change(plain)
                new = change(text) if changed == plain else quote(changed, safe="/:?&=#;,+-_.~!$'()*@%")
            else:
                new = change(text)
            if new != text:
                node.attrs[name] = new

    def _value(self, node: LexborNode, text: str, change: Callable[[str], str]) -> str:
        """Replace a control's value; a button's is its label, and what a shown input holds may be an account's name."""
        kind = (attribute(node, "type") or "text").strip().lower()
        if node.tag == "input" and kind in _LABELS:
            return change(text)
        changed = change(text)
        shown = node.tag == "input" and kind in SHOWN_INPUTS
        return changed if shown and changed != text else self._other(text, "value")

    def _area(self, text: str) -> str:
        return self._other(text, "value") if text.strip() else text

    def _name(self, word: str, label: str) -> str:
        """Make a name for a word; one that begins another of its label goes on doing so, as "Rob" and "Robert"."""
        if len(word) == 1:
            return "N"
        for shorter in _words(label):
            if 1 < len(shorter) < len(word) and word.startswith(shorter) and self._digest(shorter) in self._names:
                return self._names[self._digest(shorter)] + "x"
        number = self._count("name")
        return f"Name{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}"

    def _other(self, value: str, kind: str) -> str:
        digest = self._digest(value)
        if digest not in self._others:
            self._others[digest] = f"{kind}-{self._count(kind) + 1}"
        return self._others[digest]

    def _private(self, found: re.Match[str]) -> str:
        match found.lastgroup:
            case "person":
                return f"{self._other(found[0].casefold(), 'person')}@example.org"
            case "token":
                return self._other(found[0], "token")
            case "case":
                return "00-00000"
            case _:
                return self._digits(found[0])

    def _digits(self, number: str) -> str:
        """Replace a number by one of as many digits."""
        digest = self._digest(number)
        if digest not in self._others:
            self._others[digest] = str(self._count("number") + 1).rjust(len(number), "9")
        return self._others[digest]

    def _count(self, kind: str) -> int:
        number = self._counts.get(kind, 0)
        self._counts[kind] = number + 1
        return number

    def _digest(self, value: str) -> bytes:
        return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()


def _replace(node: LexborNode, text: str) -> None:
    if text != (node.text_content or ""):
        node.replace_with(text)


def _comments_outside(tree: LexborHTMLParser) -> list[LexborNode]:
    """Give the comments before and after the page's element, which no traversal from it meets."""
    document = tree.root.parent if tree.root is not None else None
    return [node for node in document.iter() if node.is_comment_node] if document is not None else []


def _is_area(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "textarea"


def _words(label: str) -> list[str]:
    return [found[0].casefold() for found in _WORD.finditer(label)]


def _longest_first(exact: Iterable[Secret]) -> list[str]:
    values = {value for secret in exact if len(value := fold(secret.reveal())) >= _SHORTEST}
    return sorted(values, key=len, reverse=True)


def _finder(value: str) -> re.Pattern[str]:
    """Find a value anywhere; a short one only where it stands alone, or every page would be full of it."""
    spaced = r"\s+".join(re.escape(part) for part in value.split())
    return re.compile(spaced if len(value) >= _SHORTEST_ANYWHERE else rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _checked(tree: LexborHTMLParser, exact: Sequence[str], labels: Sequence[str], charset: str) -> bytes:
    """Write the tree down. Raises SurvivorError when a value or a name is still there, however it is written."""
    body = (tree.html or "").encode(charset, "xmlcharrefreplace")
    source = body.decode(charset)
    seen = " ".join(line.text for line in visible_lines(tree.root, with_values=True))
    places = [fold(text) for text in (source, html.unescape(source), unquote(html.unescape(source)), seen)]
    finders = [_finder(value) for value in exact]
    finders += [
        re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        for label in labels
        for word in _words(label)
        if len(word) > _SHORTEST and word not in _KEPT
    ]
    if any(finder.search(place) for finder in finders for place in places):
        raise SurvivorError("something of a person is still on the page")
    return body
