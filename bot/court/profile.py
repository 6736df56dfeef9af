"""What an operator says of one court's pages: labels and addresses that the readers weigh. PURE; knows nobody.

What is named here weighs more than what a reader would guess. It is one sign among others all the same: two that bear
the name are as unclear as two without, and nothing here lets a form be sent that may not be.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

POINTED: Final = 10
"""Points of what the operator names: more than all that a page can say for something else."""
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_BEHIND: Final = re.compile(r"\s*[:=]\s*|\s+[-\N{EN DASH}\N{EM DASH}]\s+")
_ADDRESSES: Final = ("/", "https://")


@dataclass(frozen=True, slots=True)
class Profile:
    """One court's. Each but the last is several words or addresses of the same thing, none where nothing is said.

    `entry`: the words of the menu's entry, or its address, in full or from its first slash on. `login`, `password`:
    the labels of the boxes for the old login. `go`: what stands on the buttons that go on. `filer_account`,
    `pacer_account`: what stands before each account. `ignore_form`: forms that are not meant, by name, id, address or
    button. `read_menu_before_submit`: whether the menu is read once more right before the last Submit.
    """

    entry: tuple[str, ...] = ()
    login: tuple[str, ...] = ()
    password: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    filer_account: tuple[str, ...] = ()
    pacer_account: tuple[str, ...] = ()
    ignore_form: tuple[str, ...] = ()
    read_menu_before_submit: bool = True

    @property
    def addresses(self) -> tuple[str, ...]:
        """The entry's addresses, as they were written."""
        return tuple(each for each in self.entry if is_address(each))

    def and_also(self, other: Profile) -> Profile:
        """Add what `other` says."""
        both = {name: tuple(dict.fromkeys((*getattr(self, name), *getattr(other, name)))) for name in NAMES}
        return Profile(**both, read_menu_before_submit=self.read_menu_before_submit and other.read_menu_before_submit)

    def to_json(self) -> dict[str, Any]:
        """Give what is said, as the operator's file has it: one word where there is one."""
        said = {name: list(value) for name in NAMES if (value := getattr(self, name))}
        found: dict[str, Any] = {name: value[0] if len(value) == 1 else value for name, value in said.items()}
        return found if self.read_menu_before_submit else {**found, MENU: False}

    def dump(self) -> dict[str, Any]:
        """Give all of it, to be kept."""
        return asdict(self)

    @classmethod
    def load(cls, raw: Mapping[str, Any]) -> Self:
        """Undo `dump`."""
        return cls(**{name: tuple(raw[name]) for name in NAMES}, read_menu_before_submit=bool(raw[MENU]))


MENU: Final = "read_menu_before_submit"
NAMES: Final = tuple(each.name for each in fields(Profile) if each.name != MENU)
"""What is said in words or addresses."""
NONE: Final = Profile()


def is_address(text: str) -> bool:
    """Whether an entry is named by its address."""
    return text.startswith(_ADDRESSES)


def is_one(names: Collection[str], text: str) -> bool:
    """Whether a text is one of the names, but for capitals, white space and what stands at its edges."""
    return bool(text and names) and plain(text) in {plain(each) for each in names}


def points(names: Collection[str], text: str) -> int:
    """Give the points of a text that is one of the names, else none."""
    return POINTED if is_one(names, text) else 0


def behind(names: Iterable[str], line: str) -> str | None:
    """Give what stands behind a name that begins a line, after a colon or a dash; None where no name does."""
    for name in names:
        begun = line[: len(name)]
        rest = line[len(name) :]
        if begun.casefold() == name.casefold() and (not rest.strip(" :") or _BEHIND.match(rest)):
            return _BEHIND.sub("", rest, count=1).strip(" :")
    return None


def head_of(line: str) -> str:
    """Give what may be the label of a line: what stands before its first colon or dash, or all of it."""
    return _BEHIND.split(line, maxsplit=1)[0].strip(" :")


def plain(text: str) -> str:
    """Give a label as it is compared."""
    return _EDGES.sub("", " ".join(text.split()).casefold())
