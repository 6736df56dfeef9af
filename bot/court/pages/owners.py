"""Which form owns a control, told from a page's source, as HTML5 tells it. PURE.

Old pages begin a form between a table and its rows, and end it in another cell: then the tree does not say whose a
control is. A browser's parser remembers the form that was begun last and not yet ended, its "form element pointer"
(HTML, 13.2.4.4), and gives each control to that one. A tree keeps no such memory, so it is written into the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

CONTROLS: Final = frozenset({"input", "select", "textarea", "button"})
_TAG: Final = re.compile(
    r"<(?:(/?)([A-Za-z][^ \t\n\f\r/>]*+)"
    r"(?:[ \t\n\f\r/]++"
    r"|[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)?+)?+"
    r")*+(>?)|(!--)|[!?]|/(?![A-Za-z]))"
)
"""A tag: whether it is an end, its name, its own end; or the beginning of a comment."""
_COMMENT_END: Final = re.compile(r"--!?>")
_EMPTY_COMMENT: Final = re.compile(r"-?>")
_TEXT_ONLY: Final = frozenset(
    "iframe noembed noframes noscript script style textarea title xmp".split()  # noqa: SIM905 - words read better so
)
"""What stands in these is text, for a browser that runs scripts, until their own end tag."""
_COUNTS: Final = CONTROLS | _TEXT_ONLY | {"form", "template"}
"""Elements whose tags matter here; all others are passed."""
_ENDS: Final = {name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE) for name in _TEXT_ONLY}
_IN_SCRIPT: Final = re.compile(r"<!--|-->|<(/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE)


def mark_for(text: str) -> str:
    """Name an attribute that no page can hold: the name follows from the whole of its text."""
    return f"x{sha256(text.encode('utf-8', 'replace')).hexdigest()[:24]}"


def marked(text: str, mark: str) -> str:
    """Give the source with the attribute `mark` on each form that is one, and on each control with that form's number.

    It comes first in its tag, where no other of that name counts. One pass, whatever the source is.
    """
    pieces: list[str] = []
    kept, at, pointer = 0, 0, _Pointer()
    while at >= 0 and (tag := _TAG.search(text, at)):
        end, name, closed, comment = tag.groups()
        at = tag.end()
        if comment:
            at = _behind_comment(text, at)
        elif name is None:
            at = text.find(">", at)
        elif not closed:
            break  # a tag that the page ends in is none
        elif (name := name.lower()) in _COUNTS:
            if number := pointer.at(name, is_end=bool(end)):
                pieces += (text[kept : tag.end(2)], f' {mark}="{number}"')
                kept = tag.end(2)
            if name in _TEXT_ONLY and not end:
                at = _behind_text(text, name, at)
    return "".join([*pieces, text[kept:]])


@dataclass(slots=True)
class _Pointer:
    """The form that was begun last and not ended. What stands in a template is no part of the page."""

    begun: int = 0
    form: str = ""
    templates: int = 0

    def at(self, name: str, *, is_end: bool) -> str:
        """Go past a tag; give the number of the form that begins with it, or that owns it."""
        if name == "template":
            self.templates = max(0, self.templates + (-1 if is_end else 1))
        if self.templates or (name != "form" and (is_end or name not in CONTROLS)):
            return ""
        if name != "form":
            return self.form
        if is_end:
            self.form = ""
            return ""
        if self.form:
            return ""  # a form within a form is none
        self.begun += 1
        self.form = str(self.begun)
        return self.form


def owned(tree: LexborHTMLParser, mark: str) -> dict[int, int]:
    """Give for each control that a form owns that form, both by their nodes' ids, and take the marks off the tree.

    An id named by the control's own `form` counts alone, then the form that was begun, then the form around it.
    """
    forms: dict[str, int] = {}
    ids: dict[str, tuple[int, bool]] = {}
    around: dict[int, int | None] = {}
    named: list[tuple[int, str]] = []
    begun: list[tuple[int, str, int | None]] = []
    for node in tree.root.traverse() if tree.root is not None else ():
        attributes, me, is_form = node.attributes, node.mem_id, node.tag == "form"
        mine = around.get(node.parent.mem_id) if node.parent is not None else None
        around[me] = me if is_form else mine
        if name := attributes.get("id"):
            ids.setdefault(name, (me, is_form))
        number = _taken_off(node, mark) if mark in attributes else ""
        if is_form:
            forms[number] = me
        elif node.tag in CONTROLS and "form" in attributes:
            named.append((me, attributes["form"] or ""))
        elif node.tag in CONTROLS:
            begun.append((me, number, mine))
    # A control that has no place in a table is put before it, and so before the form that it belongs to.
    found = {
        me: owner for me, number, mine in begun if (owner := forms.get(number, mine) if number else mine) is not None
    }
    return found | {me: ids[name][0] for me, name in named if ids.get(name, (0, False))[1]}


def _taken_off(node: LexborNode, mark: str) -> str:
    number = node.attributes[mark] or ""
    del node.attrs[mark]
    return number


def _behind_comment(text: str, at: int) -> int:
    end = _EMPTY_COMMENT.match(text, at) or _COMMENT_END.search(text, at)
    return end.end() if end else -1


def _behind_text(text: str, name: str, at: int) -> int:
    """Give where the end tag begins of an element that holds text only; -1 for none."""
    if name != "script":
        end = _ENDS[name].search(text, at)
        return end.start() if end else -1
    commented = within = False
    while found := _IN_SCRIPT.search(text, at):
        # The dashes that begin a comment in a script may also end it.
        at = found.end() - 2 if found[0] == "<!--" else found.end()
        if found[1] is None:
            commented = found[0] == "<!--"
            within = within and commented
        elif not found[1]:
            within = commented
        elif within:
            within = False
        else:
            return found.start()
    return -1
