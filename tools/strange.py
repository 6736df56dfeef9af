"""Makes the table of `docs/quality.md` that says what came of attorneys at strange courts, from the kept figures."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "tests" / "strange_courts" / "figures.json"
NEVER = {
    "false linked": "said to be linked, and was not",
    "false nothing": "said that nothing was linked, and something was",
    "two submits": "a court that took two Submits",
    "more than two passwords": "more than two passwords of one kind",
    "errors in the log": "an error in the log",
}


def table() -> str:
    """Give the section's figures as Markdown."""
    kept: dict[str, dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    runs = sum(len(each["courts"]) for each in kept.values())
    never = [f"| {words} | {sum(each[what] for each in kept.values())} of {runs} |" for what, words in NEVER.items()]
    missed = Counter(court for each in kept.values() for court in each["not so"])
    by_court = ", ".join(f"`{court}` {times}" for court, times in sorted(missed.items())) or "none"
    return "\n".join(
        [
            *("| never | runs |", "| --- | --- |", *never),
            "",
            *("| scenario | should be | linked at the first try | came out so | played on |", "| --- " * 5 + "|"),
            *(_row(name, each) for name, each in kept.items()),
            "",
            f"Not so, by court: {by_court}.",
        ]
    )


def _row(name: str, each: dict[str, Any]) -> str:
    courts = len(each["courts"])
    first = _share(each["linked at the first try"], courts) if name == "plain" or name.startswith("names") else ""
    return f"| {name} | {each['should']} | {first} | {_share(each['came out so'], courts)} | {each['played on']} |"


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f}%)"
