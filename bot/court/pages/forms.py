"""Forms of a court's page: read as a browser reads them, kept whole, encoded as a browser would send them. PURE.

CM/ECF posts its forms as multipart to addresses good once, with hidden inputs that must come back untouched. The
names of the link utility's fields are not public, so nothing here needs one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urljoin, urlsplit

from bot.court.model import FormKind, PendingForm, Place
from bot.court.pages import scores
from bot.court.pages.asking import UnaskableError, questions
from bot.court.pages.controls import controls_of
from bot.court.pages.scores import NoneAheadError, Scored, best
from bot.court.pages.tree import attribute
from bot.court.pages.words import marks
from bot.court.profile import is_address, is_one, points
from bot.vault import Secret
from bot.vocabulary import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selectolax.lexbor import LexborNode

    from bot.court.model import Answers
    from bot.court.pages.asking import Asked
    from bot.court.pages.controls import Control
    from bot.court.pages.tree import Page
    from bot.court.profile import Profile

_TOKENS: Final = 1
"""Points for hidden inputs: what counts at a court carries some."""
_POSTS: Final = 2


class FormUnfitError(ValueError):
    """A form that must not be sent by this software; the text says why, without the page's values."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page and its enabled controls in order; disabled ones are never sent."""

    node: LexborNode
    controls: tuple[Control, ...]
    profile: Profile
    asleep: tuple[Control, ...] = ()
    """Its disabled buttons."""

    @property
    def typed(self) -> tuple[Control, ...]:
        """The controls that a person would type a line into."""
        return tuple(each for each in self.controls if each.kind == "text" and each.shown and not each.fixed)

    @property
    def passwords(self) -> tuple[Control, ...]:
        """The password controls that a person sees."""
        return tuple(each for each in self.controls if each.kind == "password" and each.shown and not each.fixed)

    @property
    def buttons(self) -> tuple[Control, ...]:
        """The buttons that may send it, never a Cancel or a Back.

        Where there is none, those that a script may send it by; where a tick is asked, those that a script switches on.
        """
        ticks = any(each.kind == "checkbox" and each.shown for each in self.controls)
        for some in (
            [each for each in self.controls if each.sends],
            [each for each in self.asleep if each.sends and ticks],
            [each for each in self.controls if each.kind == "button"],
        ):
            if some:
                return tuple(each for each in some if each.shown and self._going(each) >= 0)
        return ()

    @property
    def button(self) -> Control | None:
        """The button that sends the form; None for none. Raises NoneAheadError when it would be a guess."""
        return best("buttons", (Scored(each, self._going(each)) for each in self.buttons))

    @property
    def points(self) -> int:
        """What speaks for this form before others, whatever it is for."""
        words = " ".join(attribute(self.node, name) or "" for name in ("action", "name", "id", "role"))
        going = max(map(self._going, self.buttons), default=scores.ASIDE)
        tokens = any(each.kind == "hidden" and each.name for each in self.controls)
        return going + _POSTS * self.posts + _TOKENS * tokens + scores.ASIDE * scores.leads_aside(words)

    @property
    def posts(self) -> bool:
        """Whether it is sent by POST, whatever the address: its own word, or its button's."""
        methods = {dict(each.over).get("method") for each in self.buttons} - {None}
        said = methods.pop() if len(methods) == 1 else attribute(self.node, "method")
        return (said or "get").lower() == "post"

    @property
    def is_ignored(self) -> bool:
        """Whether the operator says that it is not meant: by its name, its id, its address or one of its buttons."""
        named = self.profile.ignore_form
        called = [attribute(self.node, name) or "" for name in ("name", "id")]
        called += [each.label for each in (*self.controls, *self.asleep) if each.is_button]
        place = urlsplit(attribute(self.node, "action") or "").path if named else ""
        return any(is_one(named, each) for each in called) or any(
            place.endswith(urlsplit(each).path) for each in named if is_address(each) and place
        )

    def _going(self, button: Control) -> int:
        return points(self.profile.go, button.label) or scores.button(button)


def forms_of(page: Page) -> list[Form]:
    """Give a page's forms in order, each with the controls that a browser counts to it."""
    return page.once(_forms)


def _forms(page: Page) -> list[Form]:
    nodes = page.tree.css("form")
    awake: dict[int, list[Control]] = {node.mem_id: [] for node in nodes}
    asleep: dict[int, list[Control]] = {node.mem_id: [] for node in nodes}
    for control, owner, off in controls_of(page):
        if not off:
            awake[owner].append(control)
        elif control.is_button:
            asleep[owner].append(control)
    return [Form(node, tuple(awake[node.mem_id]), page.profile, tuple(asleep[node.mem_id])) for node in nodes]


def meant_of(page: Page) -> list[Form]:
    """Give a page's forms but for those that the court's profile says are not meant."""
    return [form for form in forms_of(page) if not form.is_ignored]


def filer_login(page: Page, form: Form, login: Control, password: Control) -> PendingForm:
    """Hold the form that asks for the filer login. Raises FormUnfitError when it may not be sent."""
    names = [control.name for control in form.controls if control.kind not in ("radio", "checkbox")]
    if not login.name or not password.name or names.count(login.name) > 1 or names.count(password.name) > 1:
        raise FormUnfitError("its fields have no names of their own")
    held = _pending(page, form, FormKind.FILER_LOGIN, (login, password))
    return replace(held, login_field=login.name, password_field=password.name)


def confirmation(page: Page, form: Form) -> PendingForm:
    """Hold a form whose Submit cannot be undone. Raises FormUnfitError when it may not be sent."""
    return _pending(page, form, FormKind.CONFIRM, ())


def before_login(page: Page, form: Form) -> PendingForm:
    """Hold the form of a page before the one for the login. Raises FormUnfitError when it may not be sent."""
    return _pending(page, form, FormKind.BEFORE_LOGIN, ())


def onward(page: Page, form: Form) -> PendingForm:
    """Hold a form that a browser's script would send by itself. Raises FormUnfitError when it may not be sent."""
    return _pending(page, form, FormKind.CONFIRM, form.controls)


def _pending(page: Page, form: Form, kind: FormKind, known: Sequence[Control]) -> PendingForm:
    try:
        button, asked = form.button, list(questions(form.controls, known))
    except (NoneAheadError, UnaskableError) as why:
        raise FormUnfitError(str(why)) from None
    over = dict(button.over) if button else {}
    if (over.get("method") or attribute(form.node, "method") or "get").lower() != "post":
        raise FormUnfitError("it is not sent by POST")
    action = resolve(page, over.get("action") or attribute(form.node, "action") or "")
    if urlsplit(action).hostname != urlsplit(page.url).hostname:
        raise FormUnfitError("it leads to another host")
    enctype = over.get("enctype") or attribute(form.node, "enctype") or ""
    controls = form.controls if button is None or button in form.controls else (*form.controls, button)
    sent = [_sent(control, button) for control in controls]
    return PendingForm(
        kind=kind,
        page=page.url,
        action=action,
        multipart=enctype.lower() == "multipart/form-data",
        charset=page.charset,
        fields=tuple((name, Secret(value)) for pairs in sent for name, value in pairs),
        questions=tuple(each.question for each in asked),
        places=tuple(_place(each, controls, sent) for each in asked),
        stood=marks(page),
    )


def _place(asked: Asked, controls: Sequence[Control], sent: Sequence[Sequence[tuple[str, str]]]) -> Place:
    """Give where an answer goes: where the court's own choice would be sent, else where the first control stands."""
    about = next((number for number in asked.about if sent[number]), asked.about[0])
    at = sum(map(len, sent[:about]))
    return Place(asked.question.kind, controls[about].name, at, len(sent[about]), asked.values)


def _sent(control: Control, button: Control | None) -> list[tuple[str, str]]:
    """Give what a browser sends for a control, untouched by anybody."""
    name, value = control.name, control.value
    if control.kind == "image":
        prefix = f"{name}." if name else ""
        return [(f"{prefix}x", "1"), (f"{prefix}y", "1")] if control is button else []
    if not name or control.kind in ("button", "reset", "file"):
        return []
    if control.kind == "submit":
        return [(name, value)] if control is button else []
    if control.kind == "select":
        return [(name, option.value) for option in control.options if option.chosen and not option.off]
    if control.kind in ("checkbox", "radio"):
        return [(name, value)] if control.checked else []
    return [(name, value)]


def _start(page: Page) -> str:
    """Give the address that a page's own are told from. Raises ValueError for one that cannot be read."""
    base = page.tree.css_first("base[href]")
    return urljoin(page.url, (attribute(base, "href") or "").strip()) if base is not None else page.url


def resolve(page: Page, address: str) -> str:
    """Give an address of the page in full, `<base>` honoured, without its fragment.

    Raises FormUnfitError for an address that is no web address.
    """
    try:
        start = page.once(_start)
        full = urlsplit(urljoin(start, address.strip()))
        _ = full.port
    except ValueError:
        raise FormUnfitError("its address cannot be read") from None
    if full.scheme not in ("http", "https") or not full.hostname:
        raise FormUnfitError("its address is not on the web")
    return full._replace(fragment="").geturl()


def encode(form: PendingForm, typed: Mapping[str, Secret], answers: Answers = ()) -> tuple[str, bytes]:
    """Give the Content-Type and the body that a browser would send.

    `typed` is filled into the fields of that name, each of `answers` at its question's place.
    """
    pairs = [(name, _lines(value)) for name, value in _filled(form, typed, answers)]
    if not form.multipart:
        body = urlencode(pairs, encoding=form.charset, errors="xmlcharrefreplace")
        return "application/x-www-form-urlencoded", body.encode("ascii")
    boundary = f"----LinkPacer{secrets.token_hex(16)}"
    parts = [_part(boundary, name, value) for name, value in pairs]
    text = "".join(parts) + f"--{boundary}--\r\n"
    return f"multipart/form-data; boundary={boundary}", text.encode(form.charset, "xmlcharrefreplace")


def _filled(form: PendingForm, typed: Mapping[str, Secret], answers: Answers) -> list[tuple[str, str]]:
    pairs = [[(name, typed.get(name, value).reveal())] for name, value in form.fields]
    before: list[list[tuple[str, str]]] = [[] for _ in range(len(pairs) + 1)]
    for place, answer in zip(form.places, answers, strict=False):
        if answer is None:
            continue
        for number in range(place.at, place.at + place.instead):
            pairs[number] = []
        if place.name:
            before[place.at] += [(place.name, value) for value in _value(place, answer)]
    return [pair for number, own in enumerate([*pairs, []]) for pair in (*before[number], *own)]


def _value(place: Place, answer: Secret) -> Sequence[str]:
    """Give what an answer sends: a text itself, an option its value, a tick its own, or nothing when taken off."""
    said = answer.reveal()
    if place.kind in (QuestionKind.TEXT, QuestionKind.PASSWORD):
        return (said,)
    if place.kind is QuestionKind.TICK:
        return place.values if said == "1" else ()
    return (place.values[int(said)],)


def _part(boundary: str, name: str, value: str) -> str:
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{quoted}"\r\n\r\n{value}\r\n'


def _lines(text: str) -> str:
    """Write the ends of lines as a browser sends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
