"""The controls of a page: what a browser would send for each, whether a person sees it, and its words. PURE.

The names of the link utility's fields are not public, so what a control is for is told by what stands beside it; names
are one hint among others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.court.pages.labels import Labels
from bot.court.pages.owners import CONTROLS
from bot.court.pages.tree import NOT_TYPED, attribute, fold, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from bot.court.pages.tree import Page

_HIDING: Final = re.compile(
    r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*(?:hidden|collapse)\b"
    r"|\b(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}|\btranslate[xy]?\(\s*-\d{3,}",
    re.IGNORECASE,
)
"""What a style says of something that nobody is meant to see or fill in."""
_RULE: Final = re.compile(r"([^{}]{1,300})\{([^{}]{0,1000})\}")
_SELECTOR: Final = re.compile(r"\s*(?:[a-z]+[0-9]?)?([.#])([\w-]+)\s*", re.IGNORECASE)
_LONGEST_STYLE: Final = 50_000
_MATTERS: Final = CONTROLS | {"noscript"}
"""Elements that matter without an attribute, too."""
_SENDING: Final = frozenset({"submit", "image"})
_BUTTONS: Final = _SENDING | {"button", "reset"}
_SUBMIT: Final = "Submit"
"""What a browser writes on a button without words, and sends."""
_HINTS: Final = ("name", "id", "placeholder", "title", "autocomplete")
_OVER: Final = ("action", "method", "enctype")
_LONGEST_LABEL: Final = 500
_OPTIONAL: Final = re.compile(
    r"\boptional\b|\bnot required\b|\bif (?:any|applicable|known|available)\b"
    r"|\b(?:leave|keep) (?:\w+ ){0,3}(?:blank|empty)\b"
    r"|\bdo(?: not|n['\u2019]t) (?:fill|enter|type|use)\b",
    re.IGNORECASE,
)


class Option(NamedTuple):
    """One option of a choice: what it says, what it sends, whether it is chosen, and whether it can be."""

    label: str
    value: str
    chosen: bool
    off: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One enabled control, as far as understanding and sending it goes.

    `label`: what the court says of it, folded. `words`: all that tells what it is for, in small letters. `over`: what
    a button has to say of how the form is sent. `group`: what the court says of the radio buttons that it is one of.
    """

    kind: str
    name: str
    value: str
    checked: bool = False
    fixed: bool = False
    shown: bool = True
    label: str = ""
    words: str = ""
    group: str = ""
    needed: bool = False
    several: bool = False
    options: tuple[Option, ...] = ()
    over: tuple[tuple[str, str], ...] = ()

    @property
    def sends(self) -> bool:
        """Whether it is a button that sends its form."""
        return self.kind in _SENDING

    @property
    def is_button(self) -> bool:
        """Whether it is a button of any kind."""
        return self.kind in _BUTTONS

    @property
    def optional(self) -> bool:
        """Whether the court says that it may be left as it is."""
        return not self.needed and bool(_OPTIONAL.search(f"{self.label} {self.words}"))


class Placed(NamedTuple):
    """A control, the form that owns it, and whether a fieldset or its own word switches it off."""

    control: Control
    owner: int
    off: bool


class _Around(NamedTuple):
    """What holds for everything within an element."""

    off: bool = False
    unseen: bool = False
    absent: bool = False


_NOWHERE: Final = _Around()


def controls_of(page: Page) -> Iterator[Placed]:
    """Give the controls that a form owns, in the page's order."""
    labels, unseen = Labels(page), _unseen_names(page)
    around: dict[int, _Around] = {}
    root = page.tree.root
    for node in root.traverse() if root is not None else ():
        parent, tag, me, attributes = node.parent, node.tag, node.mem_id, node.attributes
        outer = around.get(parent.mem_id, _NOWHERE) if parent is not None else _NOWHERE
        if tag == "legend" and parent is not None and parent.tag == "fieldset" and parent.parent is not None:
            outer = outer._replace(off=around.get(parent.parent.mem_id, _NOWHERE).off)
        if not attributes and tag not in _MATTERS:
            around[me] = outer
            continue
        around[me] = inner = _Around(
            outer.off or (tag == "fieldset" and "disabled" in attributes),
            outer.unseen or _is_unseen(attributes, unseen),
            outer.absent or tag == "noscript",
        )
        if tag in CONTROLS and me in page.owners and not inner.absent:
            control = _control(node, attributes, labels, shown=not inner.unseen)
            yield Placed(control, page.owners[me], inner.off or "disabled" in attributes)


def _unseen_names(page: Page) -> frozenset[str]:
    """Give the classes (".x") and ids ("#x") that the page's own style hides, as far as its plain rules say so.

    A linked style sheet is not asked for: what only it hides counts as seen.
    """
    style = " ".join(each.text(deep=True) for each in page.tree.css("style"))[:_LONGEST_STYLE]
    hiding = (selectors for selectors, says in _RULE.findall(style) if _HIDING.search(says))
    found = (_SELECTOR.fullmatch(each) for selectors in hiding for each in selectors.split(","))
    return frozenset(each[1] + each[2] for each in found if each)


def _is_unseen(attributes: Mapping[str, str | None], unseen: frozenset[str]) -> bool:
    if not attributes:
        return False
    style = attributes.get("style")
    styled = (style is not None and bool(_HIDING.search(style[:1000]))) or (
        bool(unseen)
        and (
            f"#{attributes.get('id') or ''}" in unseen
            or any(f".{each}" in unseen for each in (attributes.get("class") or "").split())
        )
    )
    # What is kept from the keyboard, and from those who listen or from what a browser fills in, is for machines.
    quiet = attributes.get("aria-hidden") == "true" or attributes.get("autocomplete") == "off"
    kept_back = attributes.get("tabindex") == "-1" and quiet
    return "hidden" in attributes or styled or kept_back


def _control(node: LexborNode, attributes: Mapping[str, str | None], labels: Labels, *, shown: bool) -> Control:
    said = {name: text or "" for name, text in attributes.items()}
    kind, value = _kind(node.tag, said), said.get("value", "")
    if kind == "submit" and node.tag == "input" and "value" not in said:
        value = _SUBMIT
    label = (_caption(node, kind, value, said) if kind in _BUTTONS else labels.of(node, kind))[:_LONGEST_LABEL]
    if kind == "textarea":
        value = node.text(deep=True).removeprefix("\n")
    elif kind in ("checkbox", "radio"):
        value = said.get("value", "on")
    return Control(
        kind=kind,
        name=said.get("name", ""),
        value=value,
        checked="checked" in said,
        fixed="readonly" in said,
        shown=shown and kind != "hidden",
        label=label,
        words=" ".join([label, *(said.get(name, "") for name in _HINTS)])[:1000].lower(),
        group=labels.of_group(node)[:_LONGEST_LABEL] if kind == "radio" else "",
        needed="required" in said or said.get("aria-required") == "true" or "*" in label,
        several="multiple" in said,
        options=tuple(_options(node, several="multiple" in said)) if kind == "select" else (),
        over=tuple((name, each) for name in _OVER if (each := said.get(f"form{name}"))),
    )


def _kind(tag: str | None, said: Mapping[str, str]) -> str:
    if tag in ("select", "textarea"):
        return tag
    kind = said.get("type", "").lower()
    if tag == "button":
        return kind if kind in ("button", "reset") else "submit"
    return kind if kind in NOT_TYPED and kind not in ("range", "color") else "text"


def _caption(node: LexborNode, kind: str, value: str, said: Mapping[str, str]) -> str:
    """Give what stands on a button."""
    shown = text_of(node) if node.tag == "button" else "" if kind == "image" else fold(value)
    return shown or fold(said.get("aria-label") or said.get("alt") or said.get("title") or "")


def _options(node: LexborNode, *, several: bool) -> Iterator[Option]:
    """Give a choice's options; a browser shows the first that is not switched off where none is chosen."""
    found = [_option(option) for option in node.css("option")]
    chosen = [number for number, option in enumerate(found) if option.chosen]
    if not several:
        chosen = chosen[-1:] or [number for number, option in enumerate(found) if not option.off][:1]
    for number, option in enumerate(found):
        yield option._replace(chosen=number in chosen)


def _option(node: LexborNode) -> Option:
    value, label = attribute(node, "value"), fold(attribute(node, "label") or "") or text_of(node)
    parent = node.parent
    off = attribute(node, "disabled") is not None or (
        parent is not None and parent.tag == "optgroup" and attribute(parent, "disabled") is not None
    )
    return Option(label, text_of(node) if value is None else value, attribute(node, "selected") is not None, off)
