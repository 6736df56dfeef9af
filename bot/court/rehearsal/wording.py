"""The words that courts' pages are made of, and what stands between a page's words and a person's. PURE but for a file.

A page is kept with these words only: that a word is somebody's cannot be known, that it is a court's can. Names that
are words too (a Page, a Will) are doubted; who is told to be somebody is replaced whatever the word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import resources
from typing import Final, Self

from bot.court.registry.registry import Registry
from bot.court.sign_on import SIGN_ON_HOST

TITLES: Final = frozenset(
    # What stands beside names, and what a page calls them.
    "jr sr ii iii iv esq esquire mr mrs ms dr hon trustee attorney attorneys atty tr phd jd md and the for of your my"  # noqa: SIM905 - words read better so
    " name user filer individual account accounts br active pacer ecf cm login username id email mail holder details"
    " information info type role no number full first last middle upgraded shared link linked an to submit password"
    " court utilities bankruptcy adversary civil criminal events nextgen is in on filing current old existing".split()
)
"""Never learned as a name."""
FIRMS: Final = frozenset(
    "llp llc pllc plc pc lpa lllp apc aplc psc inc corp ltd pa co associates sons law firm office offices group center"  # noqa: SIM905 - words read better so
    " corporation practice lawyer lawyers counselor counselors at legal services aid partners partnership department"
    " of and the for".split()
)
"""Never learned from a firm's name: what firms are known by."""
_SHORTEST_BEFORE_DIGIT: Final = 3


class Standing(Enum):
    """What is thought of a word: a page's, a page's unless it stands beside a name, or somebody's."""

    PAGES = "pages"
    DOUBTED = "doubted"
    SOMEBODYS = "somebody's"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words by how far they are trusted, in small plain letters; and the hosts that pages may name."""

    anywhere: frozenset[str]
    beside_no_name: frozenset[str]
    in_sentences: frozenset[str]
    hosts: frozenset[str]

    @classmethod
    def shipped(cls) -> Self:
        """Read `data/wording.txt`, and the hosts of the shipped courts."""
        lists: dict[str, list[str]] = {}
        section = ""
        for line in resources.files(__package__).joinpath("data/wording.txt").read_text("utf-8").splitlines():
            if line.startswith("["):
                section = line.strip("[]")
            elif not line.startswith("#"):
                lists.setdefault(section, []).extend(line.split())
        hosts = (court.host for court in Registry.shipped().courts)
        return cls(
            frozenset(lists["anywhere"]),
            frozenset(lists["beside no name"]),
            frozenset(lists["small in sentences"]),
            frozenset({SIGN_ON_HOST, *hosts}),
        )

    def standing(self, word: str, written: str, *, sentence: bool) -> Standing:
        """Judge a folded `word` that was `written` so, within a sentence or in an address, a script, a name of markup.

        A word run together of several, as `createMenu`, is judged by its parts; a number of one digit may follow one.
        """
        found = self._one(word, written, sentence=sentence)
        if found is Standing.SOMEBODYS and (parts := _parts(word, written)):
            each = [self._part(part, way, sentence=sentence) for part, way in parts]
            whole = any(len(part) > 1 for part, _ in parts)
            if whole and Standing.SOMEBODYS not in each:
                return Standing.DOUBTED if Standing.DOUBTED in each else Standing.PAGES
        return found

    def _part(self, word: str, written: str, *, sentence: bool) -> Standing:
        return Standing.PAGES if len(word) == 1 else self._one(word, written, sentence=sentence)

    def _one(self, word: str, written: str, *, sentence: bool) -> Standing:
        small = sentence and written == written.lower()
        if word[-1:].isdigit() and len(word) > _SHORTEST_BEFORE_DIGIT and word[:-1].isalpha():
            word = word if word in self.anywhere else word[:-1]
        if word in self.anywhere or (small and word in self.in_sentences):
            return Standing.PAGES
        if word in self.beside_no_name:
            return Standing.PAGES if small else Standing.DOUBTED
        owner = word[:-1] if word.endswith("s") and len(written) > len(word) else ""
        return Standing.PAGES if owner in self.anywhere else Standing.SOMEBODYS


def _parts(word: str, written: str) -> list[tuple[str, str]]:
    """Split what is written with capitals inside; nothing for what cannot be laid over the folded word."""
    if len(word) != len(written):
        return []
    parts: list[tuple[str, str]] = []
    begun = 0
    for at in range(1, len(written) + 1):
        here, before, after = written[at : at + 1], written[at - 1], written[at + 1 : at + 2]
        if not here or (here.isupper() and (before.islower() or (before.isupper() and after.islower()))):
            parts.append((word[begun:at], written[begun:at]))
            begun = at
    return parts if len(parts) > 1 else []
