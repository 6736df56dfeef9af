"""What a form asks of a person beside the login: its controls as questions, in the court's own words and order. PURE.

Nothing is chosen for anybody: what the court has filled in or leaves open is sent as it stands, what it has chosen is
shown as its choice. A form that asks what cannot be put into words is not sent at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.court.model import Question
from bot.court.pages.controls import Option
from bot.court.pages.tree import fold
from bot.vocabulary import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.court.pages.controls import Control

LONGEST_LABEL: Final = 150
_LONGEST_OPTION: Final = 75
_MOST_OPTIONS: Final = 100
_MOST_QUESTIONS: Final = 40
_WORDS: Final = re.compile(r"[a-z]{3,}(?:[ _-]?[a-z]+)*", re.IGNORECASE)
_ATTESTED: Final = re.compile(
    r"\bI\b|\bmy\b|\b(?:agree|accept|certif\w+|confirm|verif\w+|acknowledge|understand|consent|attest|affirm|read)\b"
)
"""What is said in the person's name is wanted, as far as that can be told."""
_NO_CHOICE: Final = re.compile(r"\W*|\W*(?:please )?(?:select|choose|pick)\b.*", re.IGNORECASE)


class UnaskableError(ValueError):
    """A form that asks what cannot be put to a person; the text says what kind of thing, without the page's values."""


class Asked(NamedTuple):
    """A question, the numbers of the controls that it is about, and what each option sends."""

    question: Question
    about: tuple[int, ...]
    values: tuple[str, ...] = ()


def questions(controls: Sequence[Control], known: Iterable[Control] = ()) -> Iterator[Asked]:
    """Give what a person is to be asked, but for what is `known` how to fill in. Raises UnaskableError."""
    given, radios = {id(control) for control in known}, _radios(controls)
    says_which = any(control.needed for control in controls)
    asked = 0
    for number, control in enumerate(controls):
        if not control.shown or control.fixed or control.is_button or id(control) in given:
            continue
        wanted = control.needed or not (says_which or control.optional)
        for each in _asked(number, control, radios, wanted=wanted):
            asked += 1
            if asked > _MOST_QUESTIONS:
                raise UnaskableError("it asks more than a person can be asked at once")
            yield each


def _asked(
    number: int, control: Control, radios: Mapping[str, Sequence[tuple[int, Control]]], *, wanted: bool
) -> Iterator[Asked]:
    match control.kind:
        case "file":
            raise UnaskableError("it asks for a file")
        case "text" | "textarea" | "password":
            if not control.value and not control.optional:
                yield _line(number, control, wanted=wanted)
        case "checkbox":
            yield from _tick(number, control, wanted=wanted)
        case "select":
            yield from _choice(number, control, wanted=wanted)
        case "radio" if control.name and radios[control.name][0][0] == number:
            yield from _group(radios[control.name], wanted=wanted)
        case _:
            pass


def _radios(controls: Sequence[Control]) -> dict[str, list[tuple[int, Control]]]:
    """Give the visible radio buttons of each name, with their numbers."""
    found: dict[str, list[tuple[int, Control]]] = {}
    for number, control in enumerate(controls):
        if control.kind == "radio" and control.shown and not control.fixed:
            found.setdefault(control.name, []).append((number, control))
    return found


def shortened(text: str, most: int = LONGEST_LABEL) -> str:
    """Fold a text and end it, visibly, where it is too long."""
    text = fold(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def is_cut(question: Question) -> bool:
    """Whether a question's words were more than could be kept."""
    return any(text.endswith("…") for text in (question.label, *question.options))


def _label(said: str, name: str) -> str:
    """Give a control's words; its name where that is one that can be read. Raises UnaskableError for neither."""
    label = shortened(said) or (shortened(re.sub(r"[_-]", " ", name)) if _WORDS.fullmatch(name) else "")
    if not label:
        raise UnaskableError("it asks for something without saying what")
    return label


def _line(number: int, control: Control, *, wanted: bool) -> Asked:
    if not control.name:
        raise UnaskableError("it asks for a line that no browser would send")
    kind = QuestionKind.PASSWORD if control.kind == "password" else QuestionKind.TEXT
    return Asked(Question(kind, _label(control.label, control.name), required=wanted), (number,))


def _tick(number: int, control: Control, *, wanted: bool) -> Iterator[Asked]:
    if control.checked and not control.label:
        return
    needed = not control.checked and wanted and (control.needed or bool(_ATTESTED.search(control.label)))
    label = _label(control.label, control.name)
    default = "1" if control.checked else ""
    yield Asked(Question(QuestionKind.TICK, label, default=default, required=needed), (number,), (control.value,))


def _choice(number: int, control: Control, *, wanted: bool) -> Iterator[Asked]:
    options = [each for each in control.options if not each.off]
    if options and not control.several and _is_none(options[0]):
        options = options[1:]
    if control.name:
        yield from _among(options, (number,), control.label, control.name, wanted=wanted)


def _is_none(option: Option) -> bool:
    """Whether the first option only says that one is to be chosen."""
    return bool(_NO_CHOICE.fullmatch(option.label)) and (not option.value or option.value == option.label)


def _group(radios: Sequence[tuple[int, Control]], *, wanted: bool) -> Iterator[Asked]:
    options = [Option(each.label, each.value, each.checked, off=False) for _, each in radios]
    first = radios[0][1]
    yield from _among(options, tuple(at for at, _ in radios), first.group, first.name, wanted=wanted)


def _among(options: Sequence[Option], about: tuple[int, ...], said: str, name: str, *, wanted: bool) -> Iterator[Asked]:
    """Ask for one of several, unless there is nothing to choose, or the court has chosen and does not say what."""
    chosen = [number for number, option in enumerate(options) if option.chosen]
    if not options or (chosen and (len(options) == 1 or not said)):
        return
    labels = tuple(shortened(option.label or option.value, _LONGEST_OPTION) for option in options)
    if len(labels) > _MOST_OPTIONS or len(set(labels)) < len(labels) or not all(labels):
        raise UnaskableError("it offers a choice whose options cannot be told apart, or of too many")
    default = labels[chosen[0]] if chosen else ""
    question = Question(QuestionKind.CHOICE, _label(said, name), labels, default, required=wanted and not chosen)
    yield Asked(question, about, tuple(option.value for option in options))
