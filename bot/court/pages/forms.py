"""Forms of a court's page: read by shape, kept whole, encoded as a browser would send them. PURE.

CM/ECF posts its forms as multipart to addresses good once, with hidden inputs that must come back untouched. The
names of the link utility's fields are not public, so nothing here looks at a name.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urljoin, urlsplit

from bot.court.model import FormKind, PendingForm
from bot.court.pages.tree import SHOWN_INPUTS, attribute, fold, text_of
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from bot.court.pages.tree import Page

_STAYING: Final = ("cancel", "back", "return", "no", "clear", "reset", "previous", "do not")
_CONTROLS: Final = frozenset({"input", "select", "textarea", "button"})
_ASKING: Final = frozenset({"select", "textarea", "radio", "file"})


class FormUnfitError(ValueError):
    """A form that must not be sent by this software; the text says why, without the page's values."""


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a form, as far as sending it goes."""

    kind: str
    name: str
    value: str
    checked: bool
    fixed: bool
    label: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page and its enabled controls in order; disabled ones are never sent."""

    node: LexborNode
    controls: tuple[Control, ...]

    @property
    def typed(self) -> tuple[Control, ...]:
        """The controls that a person would type a line into."""
        return tuple(control for control in self.controls if control.kind == "text" and not control.fixed)

    @property
    def passwords(self) -> tuple[Control, ...]:
        """The password controls."""
        return tuple(control for control in self.controls if control.kind == "password")

    @property
    def button(self) -> Control | None:
        """The one button that sends the form, never a Cancel or a Back; None when there is none or it is a guess."""
        buttons = [control for control in self.controls if control.kind in ("submit", "image")]
        buttons = buttons or [control for control in self.controls if control.kind == "button"]
        going = [button for button in buttons if not button.label.startswith(_STAYING)]
        return going[0] if len(going) == 1 else None

    @property
    def posts(self) -> bool:
        """Whether it is sent by POST."""
        return (attribute(self.node, "method") or "get").strip().lower() == "post"


def forms_of(page: Page) -> list[Form]:
    """Give a page's forms in order.

    A form that starts between a table and its rows ends at once for an HTML5 parser, which remembers its inputs all the
    same; so does this: a control in no form belongs to the last form begun, if that one has nothing in it.
    """
    found: list[tuple[LexborNode, list[Control]]] = []
    owner: dict[int, int | None] = {}
    root = page.tree.root
    for node in root.traverse() if root is not None else ():
        parent = node.parent
        mine = owner.get(parent.mem_id) if parent is not None else None
        if node.tag == "form":
            found.append((node, []))
            mine = len(found) - 1
        owner[node.mem_id] = mine
        if node.tag not in _CONTROLS or attribute(node, "disabled") is not None:
            continue
        if mine is None and found and found[-1][0].css_first("*:not(form)") is None:
            mine = len(found) - 1
        if mine is not None:
            found[mine][1].append(_control(node))
    return [Form(node, tuple(controls)) for node, controls in found]


def _control(node: LexborNode) -> Control:
    kind = (attribute(node, "type") or "").strip().lower()
    value = attribute(node, "value") or ""
    label = value
    if node.tag == "button":
        kind = kind if kind in ("button", "reset") else "submit"
        label = text_of(node)
    elif node.tag == "textarea":
        kind, value = "textarea", node.text(deep=True)
    elif node.tag == "select":
        kind, value = "select", _selected(node)
    elif not kind or kind in SHOWN_INPUTS:
        kind = "text"
    return Control(
        kind=kind,
        name=attribute(node, "name") or "",
        value=value,
        checked=attribute(node, "checked") is not None,
        fixed=attribute(node, "readonly") is not None,
        label=fold(label).lower(),
    )


def _selected(node: LexborNode) -> str:
    options = node.css("option")
    chosen = next((option for option in options if attribute(option, "selected") is not None), None)
    option = chosen or (options[0] if options else None)
    if option is None:
        return ""
    value = attribute(option, "value")
    return text_of(option) if value is None else value


def filer_login(page: Page, form: Form) -> PendingForm:
    """Hold the form, of one text and one password, that asks for the filer login.

    Raises FormUnfitError when it may not be sent.
    """
    login, password = form.typed[0].name, form.passwords[0].name
    if not login or not password or login == password:
        raise FormUnfitError("its fields have no names of their own")
    return replace(_pending(page, form, FormKind.FILER_LOGIN), login_field=login, password_field=password)


def confirmation(page: Page, form: Form) -> PendingForm:
    """Hold the form whose Submit cannot be undone.

    Raises FormUnfitError when it asks the person for more than that: this software ticks and types nothing for them.
    """
    unticked = any(control.kind == "checkbox" and not control.checked for control in form.controls)
    if unticked or form.typed or any(control.kind in _ASKING for control in form.controls):
        raise FormUnfitError("it asks for more than a Submit")
    return _pending(page, form, FormKind.CONFIRM)


def onward(page: Page, form: Form) -> PendingForm:
    """Hold a form that a browser's script would send by itself. Raises FormUnfitError when it may not be sent."""
    return _pending(page, form, FormKind.CONFIRM)


def _pending(page: Page, form: Form, kind: FormKind) -> PendingForm:
    if not form.posts:
        raise FormUnfitError("it is not sent by POST")
    button = form.button
    pairs = [pair for control in form.controls for pair in _sent(control, button)]
    return PendingForm(
        kind=kind,
        page=page.url,
        action=resolve(page, attribute(form.node, "action") or ""),
        multipart=(attribute(form.node, "enctype") or "").strip().lower() == "multipart/form-data",
        charset=page.charset,
        fields=tuple((name, Secret(value)) for name, value in pairs),
    )


def _sent(control: Control, button: Control | None) -> list[tuple[str, str]]:
    name, value = control.name, control.value
    if control.kind == "image":
        prefix = f"{name}." if name else ""
        return [(f"{prefix}x", "1"), (f"{prefix}y", "1")] if control is button else []
    if not name or control.kind in ("button", "reset", "file"):
        return []
    if control.kind == "submit":
        return [(name, value)] if control is button else []
    if control.kind in ("checkbox", "radio"):
        return [(name, value or "on")] if control.checked else []
    return [(name, value)]


def resolve(page: Page, address: str) -> str:
    """Give an address of the page in full, `<base>` honoured, without its fragment.

    Raises FormUnfitError for an address that is no web address.
    """
    base = page.tree.css_first("base[href]")
    try:
        start = urljoin(page.url, (attribute(base, "href") or "").strip()) if base is not None else page.url
        full = urlsplit(urljoin(start, address.strip()))
        _ = full.port
    except ValueError:
        raise FormUnfitError("its address cannot be read") from None
    if full.scheme not in ("http", "https") or not full.hostname:
        raise FormUnfitError("its address is not on the web")
    return full._replace(fragment="").geturl()


def encode(form: PendingForm, answers: Mapping[str, Secret]) -> tuple[str, bytes]:
    """Give the Content-Type and the body that a browser would send, `answers` filled into the fields of that name."""
    pairs = [(name, answers.get(name, value).reveal()) for name, value in form.fields]
    if not form.multipart:
        body = urlencode(pairs, encoding=form.charset, errors="xmlcharrefreplace")
        return "application/x-www-form-urlencoded", body.encode("ascii")
    boundary = f"----LinkPacer{secrets.token_hex(16)}"
    parts = [_part(boundary, name, value) for name, value in pairs]
    text = "".join(parts) + f"--{boundary}--\r\n"
    return f"multipart/form-data; boundary={boundary}", text.encode(form.charset, "xmlcharrefreplace")


def _part(boundary: str, name: str, value: str) -> str:
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{quoted}"\r\n\r\n{lines}\r\n'
