"""Everything of a person taken out of a court's page, the page left as readable as before. PURE but for its memory.

What is taken out is replaced by the same words wherever it comes back, on this page and on the next ones; what was
there is remembered by a keyed digest only. It is taken out where it stands in the source, and the tags are left as the
court sent them: a parser's tree, written anew, has lost which form a control belongs to. Only words that courts' pages
are made of are left, and only attributes that a reader of the page may need. The page as written is looked through once
more before it is given, and so is what an HTML5 parser makes of it: nothing can hide where the two would differ.
"""

from __future__ import annotations

import hashlib
import html
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.court.pages.firms import looks_like_firm
from bot.court.pages.folding import folded
from bot.court.pages.tree import parse, visible_lines
from bot.court.rehearsal.markup import Place, has_unseen, place_of, runs, stripped, texts_in
from bot.court.rehearsal.private import Finder, Found, Kind, holds, sought, words_of
from bot.court.rehearsal.source import Tag, tokens
from bot.court.rehearsal.wording import FIRMS, TITLES, Standing, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborHTMLParser

    from bot.court.rehearsal.source import Token
    from bot.vault import Secret

_DIGITS: Final = re.compile(r"\d+")
_NUMBERED: Final = re.compile(r"([^\W\d_]+)(\d+)")
_MAIL: Final = re.compile(r"\S+@\S+")
_LONG_TOKEN: Final = 16
_ALIKE: Final = 3
_FEWEST: Final = 2
_INITIALS: Final = 3


class SurvivorError(ValueError):
    """Something is there after all replacing that cannot be shown to be no person's; says nothing of it."""


@dataclass(slots=True)
class Scrubber:
    """Replaces; one for all pages that are to tell one story."""

    _wording: Wording = field(default_factory=Wording.shipped, repr=False)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _told: set[bytes] = field(default_factory=set, repr=False)
    _given: dict[bytes, str] = field(default_factory=dict, repr=False)
    _ours: set[str] = field(default_factory=lambda: {"00", "00000", "n"}, repr=False)
    _counts: dict[str, int] = field(default_factory=dict, repr=False)

    def learn(self, labels: Iterable[str]) -> bool:
        """Remember the words of account labels as names; say whether a page kept before may still hold one."""
        new = False
        for label in labels:
            left = TITLES | FIRMS if looks_like_firm(label) else TITLES
            words = sorted({word for word in words_of(_MAIL.sub(" ", label)) if len(word) > 1} - left, key=len)
            for word in words:
                if (digest := self._digest(word)) not in self._told:
                    self._told.add(digest)
                    self._name_beside(word, words)
                    self._given_for(word, "Name")
                    new = new or self._wording.standing(word, word, sentence=True) is not Standing.SOMEBODYS
        return new

    def trust(self, label: str) -> None:
        """Take the words of a label for the court's, unless they are told to be a name."""
        self._ours.update(token[0] for token in re.finditer(r"[^\W_]+", folded(label).text))

    def scrub(self, source: str, charset: str, exact: Iterable[Secret]) -> bytes:
        """Give a page's source without what is a person's, in its own charset.

        Raises SurvivorError when something is still in it that cannot be shown to be no person's.
        """
        values = sought(secret.reveal() for secret in exact)
        page = list(stripped(tokens(source), self._finder.is_markup))
        self._rewrite(page, lambda text, place: self._without(text, place, values))
        return self._checked(page, values, charset)

    def rename(self, source: str, charset: str) -> bytes:
        """Replace only names, on a page that was scrubbed before its names were known. Raises SurvivorError."""
        page = list(tokens(source))
        self._rewrite(page, lambda text, _: self._finder.names(text))
        return self._checked(page, [], charset)

    def text(self, text: str, exact: Iterable[Secret] = ()) -> str:
        """Give an address, or what else stands beside a page, without what is a person's."""
        values = sought(secret.reveal() for secret in exact)
        return self._replaced(text, self._finder.find(text, values, sentence=False))

    def renamed(self, text: str) -> str:
        """Give a text with each known word of a name replaced."""
        return self._replaced(text, self._finder.names(text))

    def is_clean(self, text: str, exact: Iterable[Secret] = ()) -> bool:
        """Whether nothing is in a text that could be a person's."""
        return self._is_clean(text, sought(secret.reveal() for secret in exact))

    def tells(self, text: str, exact: Iterable[Secret] = ()) -> bool:
        """Whether a known name or value is in what was read from a clean page, where words of it may run together."""
        return self._tells(text, sought(secret.reveal() for secret in exact))

    def _is_clean(self, text: str, exact: Sequence[str]) -> bool:
        return self._finder.is_clean(text) and not holds(text, exact)

    def _tells(self, text: str, exact: Sequence[str]) -> bool:
        return bool(self._finder.names(text)) or holds(text, exact)

    def _rewrite(self, page: Sequence[Token], look: Callable[[str, Place], list[Found]]) -> None:
        for run in runs(page):
            run.replace([(each.start, each.end, self._stand_in(each)) for each in look(run.text, run.place)])
        for tag in page:
            if isinstance(tag, Tag):
                self._rewrite_attributes(tag, look)

    def _rewrite_attributes(self, tag: Tag, look: Callable[[str, Place], list[Found]]) -> None:
        values = {each.name.lower(): each.value and html.unescape(each.value) for each in tag.attributes}
        kept = []
        for each in tag.attributes:
            known = self._finder.is_markup(each.name)
            place = place_of(tag.element, values, each.name.lower()) if known else Place.NOTHING
            if each.value and place not in {Place.FIXED, Place.NOTHING}:
                each.value = self._replaced(each.value, look(each.value, place))
            if place is not Place.NOTHING:
                kept.append(each)
        tag.attributes = kept

    def _without(self, text: str, place: Place, exact: Sequence[str]) -> list[Found]:
        found = self._finder.find(text, exact, sentence=place in {Place.SENTENCE, Place.SHOWN})
        if place is Place.OPAQUE or (place is Place.SHOWN and not found):
            return [Found(0, len(text), Kind.VALUE, text)] if text.strip() else []
        return found

    def _replaced(self, text: str, found: Iterable[Found]) -> str:
        kept, last = [], 0
        for each in found:
            kept += [text[last : each.start], self._stand_in(each)]
            last = each.end
        return "".join([*kept, text[last:]])

    def _checked(self, page: Sequence[Token], exact: Sequence[str], charset: str) -> bytes:
        """Write the page down, and read what was written. Raises SurvivorError unless it is clean as it is read."""
        source = "".join(token.written() for token in page)
        body = source.encode(charset, "xmlcharrefreplace")
        again = parse(body, f"text/html; charset={charset}", "")
        parts = [*(run.text for run in runs(page)), *texts_in(again.tree)]
        names = []
        for element, attributes in (*_in_source(page), *_in_tree(again.tree)):
            names += [element, *attributes]
            parts += [
                value
                for name, value in attributes.items()
                if value and place_of(element, attributes, name) is not Place.FIXED
            ]
        lines = [line.text for line in visible_lines(again.tree.root, with_values=True)]
        if has_unseen(again.tree) or not (
            all(map(self._finder.is_markup, set(names)))
            and all(self._is_clean(part, exact) for part in set(parts))
            and not any(self._tells(line, exact) for line in lines)
        ):
            raise SurvivorError("something of a person may still be on the page")
        return body

    @property
    def _finder(self) -> Finder:
        return Finder(self._wording, lambda word: self._digest(word) in self._told, self._ours.__contains__)

    def _stand_in(self, found: Found) -> str:
        match found.kind:
            case Kind.NUMBER:
                return _DIGITS.sub(lambda number: self._digits(number[0]), found.plain)
            case Kind.CASE:
                return "00-00000"
            case Kind.MAIL:
                somebody = self._given_for(found.plain, "person")
                return f"{somebody}@{somebody}.test"
            case Kind.TOKEN if (parts := _NUMBERED.fullmatch(found.plain)) and len(found.plain) < _LONG_TOKEN:
                return self._numbered(found.plain, self._given_for(parts[1], "Name"), len(parts[2]))
            case Kind.NAME:
                letters = "".join(filter(str.isalpha, found.plain))
                if len(letters) < len(found.plain) or len(letters) == 1:
                    # Written letter by letter: initials, or a whole name.
                    return " ".join("N" * min(len(letters), _INITIALS))
                return self._given_for(letters, "Name")
            case Kind.TYPED:
                # In small letters, as logins are: else it would be one more word of a name beside it.
                return self._given_for(found.plain, "typed")
            case kind:
                return self._given_for(found.plain, kind.name.capitalize())

    def _name_beside(self, word: str, words: Sequence[str]) -> None:
        """Give a name for a word; one that begins another of its label goes on doing so, as "Rob" and "Robert"."""
        for shorter in words:
            given = self._given.get(self._digest(f"Name {shorter}"))
            if given and len(shorter) < len(word) and word.startswith(shorter):
                self._given.setdefault(self._digest(f"Name {word}"), self._ours_too(f"{given}x"))

    def _given_for(self, plain: str, stem: str) -> str:
        digest = self._digest(f"{stem} {plain}")
        if digest not in self._given:
            self._given[digest] = self._ours_too(stem + _letters(self._count(stem)))
        return self._given[digest]

    def _numbered(self, plain: str, stem: str, length: int) -> str:
        """Give a word and a number of so many digits, another for each: fields of a form are called so."""
        digest = self._digest(f"numbered {plain}")
        if digest not in self._given:
            highest = 10**length - 1
            self._given[digest] = self._ours_too(f"{stem}{max(highest - self._count(f'{stem} {length}'), 0):0{length}}")
        return self._given[digest]

    def _digits(self, number: str) -> str:
        """Give a number of as many digits; those of few are all alike."""
        digest = self._digest(f"number {number}")
        while len(number) > _ALIKE and self._given.get(digest, number) == number:
            self._given[digest] = str(self._count("number") + 1).rjust(len(number), "9")
        return self._ours_too(self._given.get(digest, "9" * len(number)))

    def _ours_too(self, text: str) -> str:
        self._ours.add(text.lower())
        return text

    def _count(self, kind: str) -> int:
        number = self._counts.get(kind, 0)
        self._counts[kind] = number + 1
        return number

    def _digest(self, value: str) -> bytes:
        return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()


def _in_source(page: Iterable[Token]) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    for tag in page:
        if isinstance(tag, Tag):
            yield tag.element, {each.name.lower(): each.value for each in tag.attributes}


def _in_tree(tree: LexborHTMLParser) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    for node in tree.root.traverse() if tree.root is not None else ():
        yield node.tag or "", node.attributes


def _letters(number: int) -> str:
    """Give aa, ab, ... zz, baa, ... for 0, 1, ..."""
    letters = ""
    while number or len(letters) < _FEWEST:
        number, last = divmod(number, 26)
        letters = chr(ord("a") + last) + letters
    return letters
