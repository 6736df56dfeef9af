"""The two accounts that a verify page names, wherever it puts them. PURE.

Courts' manuals show the page only in outline: a CM/ECF account, a PACER account, a Submit. So labels are looked for,
not places: beside the name in a row, above it in a column, before a colon, as a legend, a term, or the label of a
greyed input. A sentence that mentions both accounts is no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.court.pages.tree import Line, fold, lines_with_values, visible_lines
from bot.court.profile import behind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from bot.court.pages.tree import Page

MAX_ACCOUNT: Final = 200
_OWNER: Final = r"(?:(?:your|the|my|this)\s+)?(?:(?:current|old|existing|individual|upgraded|linked)\s+)*"
_NOUN: Final = (
    r"(?P<noun>(?:\s+(?:account|user|filer|login|username|information|info|details|holder|holder's|name|id|filing))*)"
)
_PART: Final = re.compile(r"\b(?:login|username|user|name|id|holder|details|information|info)$")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LABEL_TAGS: Final = frozenset({"td", "th", "dt", "legend", "label"})
_FILER: Final = re.compile(
    rf"{_OWNER}(?:nextgen\s+)?(?:(?:cm\s*/?\s*)?ecf|e-?filing|filing|filer)(?:'s)?{_NOUN}", re.IGNORECASE
)
_PACER: Final = re.compile(rf"{_OWNER}pacer(?:'s)?{_NOUN}", re.IGNORECASE)
_COLON: Final = re.compile(r"\s*[:=]\s*|\s+[-\N{EN DASH}\N{EM DASH}]\s+")
_REST_OF_LABEL: Final = re.compile(r"(?:account|holder|login|user|name|information|details|\s)+:?", re.IGNORECASE)
_SPEAKING: Final = frozenset(
    "a any are be been below both by can cannot has have here if is it its make must need not once only please should"  # noqa: SIM905 - words read better so
    " sure that the their them then these they this those to was were when which will with you your".split()
)
_ADVICE: Final = re.compile(
    r"^(?:(?i:note|warning|important|caution|attention)\s*[:!]"
    r"|(?i:please|note|warning|verify|ensure|check|review|confirm|click|press|select|choose|make|do|if|by|once|when)\s+[a-z])"
    r"|\b(?i:click|press|select)(?i:ing)?\s+(?i:(?:on|the)\s+)*\W?(?i:submit|here|next|continue|cancel|link|confirm|button)\b"
)
_ENDS: Final = (".", "!", "?")
_SPOKEN: Final = 2
_MOSTLY: Final = 0.6
_WORDS_OF_A_SENTENCE: Final = 5


def named_accounts(page: Page) -> tuple[str | None, str | None]:
    """Give the CM/ECF and the PACER account as the page names them, whole.

    None for one that it names not once, or twice, or at more length than can be shown.
    """
    columns = _in_columns(page)
    if columns is not None:
        return columns
    found: dict[str, list[str]] = {"filer": [], "pacer": []}
    under = _Under()
    for line in page.once(lines_with_values):
        label = _label(page, line)
        if label.which and not under.goes_on_with(label):
            under.into(found)
            under = _Under(label.which, label.head, [label.rest])
        elif line.tag in _HEADINGS:
            under.into(found)
            under = _Under()
        else:
            under.add(line)
    under.into(found, is_last=True)
    return _only(found["filer"]), _only(found["pacer"])


class _Label(NamedTuple):
    """Which account a line begins to name, by what words, and what follows them; `which` is empty for no label."""

    which: str = ""
    head: str = ""
    rest: str = ""


@dataclass(slots=True)
class _Under:
    """What stands under the last label seen; under none, what is not kept. Advice or a button ends it."""

    which: str = ""
    head: str = ""
    lines: list[str] = field(default_factory=list)
    is_over: bool = False
    goes_on: bool = False

    def add(self, line: Line) -> None:
        """Take a line in; the rest of a label that is broken over lines is none of the account."""
        if line.tag == "button" or _is_sentence(line.text):
            self.is_over = True
        elif self.is_over:
            self.goes_on = True
        elif any(self.lines) or not _REST_OF_LABEL.fullmatch(line.text):
            self.lines.append(line.text)

    def goes_on_with(self, label: _Label) -> bool:
        """Whether a label only names a part of the same account, as "PACER username" does under "PACER account"."""
        same = label.which == self.which and label.head != self.head and not self.is_over
        return same and any(self.lines) and bool(_PART.search(label.head))

    def into(self, found: dict[str, list[str]], *, is_last: bool = False) -> None:
        """Give the account; twice, and so none that is certain, where more follows its end before another label."""
        name = fold(" ".join(self.lines))
        if self.which and name:
            found[self.which] += [name] if is_last or not self.goes_on else [name, name]


def _only(names: list[str]) -> str | None:
    """Give the one name. Doubled ones are none, and what is too long to be shown whole is none: never a part of it."""
    return names[0] if len(names) == 1 and len(names[0]) <= MAX_ACCOUNT else None


def _is_sentence(text: str) -> bool:
    """Whether a line is advice to the reader, which no account goes on with.

    Names may end in a period ("Jr.") or be a verb ("Rowan Click"): what counts are the small words of a sentence.
    """
    words = re.findall(r"[^\W\d_]+", text)
    small = [word for word in words if word.islower()]
    speaking = _SPEAKING.intersection(map(str.lower, words) if text.isupper() else small)
    is_prose = len(words) >= _WORDS_OF_A_SENTENCE and len(small) >= _MOSTLY * len(words) and text.endswith(_ENDS)
    return len(speaking) >= _SPOKEN or is_prose or _ADVICE.search(text) is not None


def _label(page: Page, line: Line) -> _Label:
    """Read "CM/ECF account: Jane Doe". "PACER" alone is a label only before a colon or where labels stand."""
    for which, names in (("filer", page.profile.filer_account), ("pacer", page.profile.pacer_account)):
        if (rest := behind(names, line.text)) is not None:
            return _Label(which, line.text.removesuffix(rest).lower(), rest)
    head, *tail = _COLON.split(line.text, maxsplit=1)
    head = head.strip()
    for which, pattern in (("filer", _FILER), ("pacer", _PACER)):
        found = pattern.fullmatch(head)
        if found and (found["noun"] or line.tag in _LABEL_TAGS or line.text[len(head) :].lstrip().startswith(":")):
            return _Label(which, head.lower(), tail[0].strip() if tail else "")
    return _Label()


def _in_columns(page: Page) -> tuple[str | None, str | None] | None:
    """Read a table whose one row holds both labels and whose next rows hold the names below them."""
    for table in _innermost_tables(page):
        rows = [list(map(_cell, row.css("td, th"))) for row in table.css("tr")]
        for index, row in enumerate(rows):
            labels = [_label(page, Line(cell, "th")) for cell in row]
            if sorted(label.which for label in labels if label.which and not label.rest) != ["filer", "pacer"]:
                continue
            columns = {label.which: place for place, label in enumerate(labels) if label.which}
            below = [cells for cells in rows[index + 1 :] if len(cells) == len(row)]
            filer, pacer = (fold(" ".join(cells[columns[kind]] for cells in below)) for kind in ("filer", "pacer"))
            if filer and pacer:
                is_whole = all(len(cells) == len(row) or _says_nothing(cells) for cells in rows[index + 1 :])
                return (_only([filer]), _only([pacer])) if is_whole else (None, None)
    return None


def _says_nothing(cells: list[str]) -> bool:
    """Whether a row beside the columns is no part of an account: empty, or advice."""
    return all(not cell or _is_sentence(cell) for cell in cells)


def _innermost_tables(page: Page) -> list[LexborNode]:
    """Give the tables with no table in them, in one pass: looking into each takes the cube of how deep they nest."""
    outer: dict[int, int | None] = {}
    tables: dict[int, LexborNode] = {}
    for node in page.tree.root.traverse() if page.tree.root is not None else ():
        parent = node.parent
        around = outer.get(parent.mem_id) if parent is not None else None
        if node.tag == "table":
            if around is not None:
                tables.pop(around, None)
            tables[node.mem_id] = node
            around = node.mem_id
        outer[node.mem_id] = around
    return list(tables.values())


def _cell(cell: LexborNode) -> str:
    return " ".join(line.text for line in visible_lines(cell, with_values=True))
