"""Says what the app makes of sentences that people might type: `python -m tools.questions FILE` prints JSON.

FILE: a list of {"id": ..., "text": ...}. Printed for each id: {"say": label} for what is answered or done at once;
{"offer": [label, ...]} for "Do you mean"; {"court": id} where a court's name begins a run; {} for the pointer. Labels
are topics, words (`start_over`), and `secret`. With `--figures`, and an `expect` and an `accept` to each, prints how
many are right instead.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

import click

from bot.answering.hearing import AtCourt, SecretTyped, heard
from bot.answering.matching import HalfSure, NotSure, Sure, shipped_matcher
from bot.answering.words import Word
from bot.court import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answering.matching import Understood
    from bot.answering.topics import Subject

Prediction = dict[str, str | list[str]]
Row = dict[str, Any]
_CHANGES = frozenset({"cancel", "back", "start_over", "link", "human"})


class Predictor:
    """The app's ears, without the app."""

    def __init__(self) -> None:
        self._matcher = shipped_matcher()
        self._registry = Registry.shipped()

    def heard(self, text: str) -> Word | AtCourt | SecretTyped | Understood:
        """Say what `text` is taken for."""
        return heard(text, self._matcher, self._registry.names)

    def acts(self, taken: Word | AtCourt | SecretTyped | Understood) -> bool:
        """Whether something typed begins, moves or ends a run without a click."""
        return isinstance(taken, AtCourt) or (isinstance(taken, Word) and taken not in {Word.HELP, Word.STATUS})

    def prediction(self, text: str) -> Prediction:
        """Say what the app would make of `text`, without a run under way."""
        taken = self.heard(text)
        match taken:
            case Word():
                return {"say": label(taken)}
            case AtCourt(words):
                court = self._registry.match(words)
                return {"court": court.id} if court else {"say": label(Word.LINK)}
            case SecretTyped():
                return {"say": "secret"}
            case Sure(subject):
                return {"say": label(subject)}
            case HalfSure(subjects):
                return {"offer": [label(each) for each in subjects]}
            case NotSure():
                return {}
            case _:
                assert_never(taken)


def label(subject: Subject) -> str:
    """Name a subject as the questions' files do."""
    return subject.value.replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of how many; a `wrong` one is answered at once with something else than what was asked."""

    at_once: tuple[int, int]
    among_three: tuple[int, int]
    commands: tuple[int, int]
    secrets: tuple[int, int]
    wrong: tuple[int, int]
    other_answered: tuple[int, int]
    false_alarms: tuple[int, int]
    changed_wrongly: int
    """Courts and words that change something, where nobody meant them."""

    def lines(self) -> list[str]:
        """Give one line for each."""
        pairs = {name: getattr(self, name) for name in self.__slots__ if name != "changed_wrongly"}
        told = [f"{name.replace('_', ' ')}: {n} of {of} ({n / (of or 1):.1%})" for name, (n, of) in pairs.items()]
        return [*told, f"changed wrongly: {self.changed_wrongly}"]


def figures(rows: Sequence[Row], said: Mapping[str, Prediction]) -> Figures:
    """Count what is right."""
    plain = [row for row in rows if row["kind"] != "secret"]
    topics = [row for row in plain if row["kind"] == "topic"]
    commands = [row for row in plain if row["kind"] == "command"]
    other = [row for row in plain if row["kind"] == "none"]
    hidden = [row for row in rows if row["kind"] == "secret"]
    return Figures(
        at_once=_count(topics, lambda row: _right(row, said)),
        among_three=_count(topics, lambda row: _right(row, said) or _among(row, said)),
        commands=_count(commands, lambda row: _right(row, said)),
        secrets=_count(hidden, lambda row: _right(row, said)),
        wrong=_count(plain, lambda row: _said(row, said) is not None and not _right(row, said)),
        other_answered=_count(other, lambda row: _said(row, said) is not None and not _right(row, said)),
        false_alarms=_count(plain, lambda row: _said(row, said) == "secret"),
        changed_wrongly=sum(_said(row, said) in {*_CHANGES, "court"} and not _right(row, said) for row in plain),
    )


def _count(rows: Sequence[Row], holds: Any) -> tuple[int, int]:
    return sum(bool(holds(row)) for row in rows), len(rows)


def _said(row: Row, said: Mapping[str, Prediction]) -> str | None:
    prediction = said[row["id"]]
    if "court" in prediction:
        return "link" if prediction["court"] == row.get("court") else "court"
    return str(prediction["say"]) if "say" in prediction else None


def _right(row: Row, said: Mapping[str, Prediction]) -> bool:
    return _said(row, said) in {row["expect"], *row["accept"]}


def _among(row: Row, said: Mapping[str, Prediction]) -> bool:
    return not {row["expect"], *row["accept"]}.isdisjoint(said[row["id"]].get("offer", ()))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--figures", "wants_figures", is_flag=True, help="Print how many are right, not what is said.")
def main(file: Path, *, wants_figures: bool) -> None:
    """Say what the app makes of the sentences in FILE."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    predictor = Predictor()
    said = {row["id"]: predictor.prediction(row["text"]) for row in rows}
    click.echo("\n".join(figures(rows, said).lines()) if wants_figures else json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
