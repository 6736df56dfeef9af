"""What came of a run, the court's truth beside the app's word, and the figures over many."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.strange_courts.playing import Played
    from tests.strange_courts.scenarios import Scenario
    from tests.strange_courts.world import Case

MOST_PASSWORDS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """One run, over."""

    skin: str
    scenario: str
    should: str
    outcome: str
    truth: bool
    step: str
    last: str
    pacer_checks: int
    filer_checks: int
    checks: int
    submits: int
    accepted: int
    false_linked: bool
    false_nothing: bool
    met: bool
    questions: tuple[str, ...]
    trail: tuple[str, ...]
    seconds: float
    faults: tuple[str, ...] = ()

    @property
    def first_try(self) -> bool:
        """Say whether it linked at once: each password typed once, and the app knows it."""
        return self.truth and self.outcome == "linked" and self.pacer_checks == 1 and self.filer_checks == 1

    @property
    def right(self) -> bool:
        """Say whether it got to what should happen in it, and what came of it is what should."""
        if not self.met:
            return False
        if self.should == "linked":
            return self.outcome == "linked" and self.truth
        if self.should == "not linked":
            return self.outcome in {"not linked", "left"} and not self.truth
        return self.should in {"any", self.outcome}

    @property
    def double(self) -> bool:
        return self.accepted > 1 or self.submits > 1

    @property
    def too_many(self) -> bool:
        """Say whether more than two arrived; a sign-in to check again, which the person chose, is one of its own."""
        return self.pacer_checks - self.checks > MOST_PASSWORDS or self.filer_checks > MOST_PASSWORDS


def run_of(case: Case, scenario: Scenario, played: Played, seconds: float) -> Run:
    """Put the app's word beside the truth."""
    said_linked = played.outcome in {"linked", "already"}
    said_nothing = played.outcome == "not linked" and case.accepted > 0
    return Run(
        case.skin.name,
        scenario.name,
        scenario.should,
        played.outcome,
        case.linked,
        played.step,
        played.last,
        case.pacer_checks,
        case.filer_checks,
        played.checks,
        case.submits,
        case.accepted,
        said_linked and not case.linked,
        said_nothing or played.false_nothing,
        case.met and (played.warned or not scenario.leaves),
        tuple(played.questions),
        tuple(case.trail),
        seconds,
    )


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.0f} %)" if whole else "0/0"


def summary(runs: Sequence[Run]) -> list[str]:
    """Give the figures over all runs, a line each."""
    plain = [run for run in runs if run.scenario == "plain"]
    names = [run for run in runs if run.scenario == "plain" or run.scenario.startswith("names")]
    most_pacer = max((run.pacer_checks for run in runs), default=0)
    most_filer = max((run.filer_checks for run in runs), default=0)
    return [
        f"linked at the first try, plain:      {share(sum(run.first_try for run in plain), len(plain))}",
        f"linked at the first try, all names:  {share(sum(run.first_try for run in names), len(names))}",
        f"plain runs stopped at:               {where(runs)}",
        f"came out as it should, all:          {share(sum(run.right for run in runs), len(runs))}",
        f"false 'linked':                      {sum(run.false_linked for run in runs)}",
        f"false 'nothing was changed':         {sum(run.false_nothing for run in runs)}",
        f"courts that took two Submits:        {sum(run.double for run in runs)}",
        f"runs with more than two passwords:   {sum(run.too_many for run in runs)}",
        f"most passwords at PACER, at a court: {most_pacer}, {most_filer}",
        f"errors in the log:                   {sum(len(run.faults) for run in runs)}",
    ]


def line(run: Run) -> str:
    """Give one run as a line of the table."""
    marks = [
        name
        for name, is_so in (
            ("FALSE LINKED", run.false_linked),
            ("FALSE NOTHING", run.false_nothing),
            ("DOUBLE", run.double),
            ("PASSWORDS", run.too_many),
        )
        if is_so
    ]
    verdict = "ok " if run.right else "-- "
    used = f"{run.pacer_checks}+{run.filer_checks}"
    truth = "linked" if run.truth else "not"
    return (
        f"{verdict} {run.skin:<26} {run.scenario:<22} {run.outcome:<16} {truth:<7} {run.step:<12} {used:<5} "
        f"{run.submits:<2} {run.seconds:5.1f}s {' '.join(marks)}"
    )


def where(runs: Sequence[Run]) -> str:
    """Say at which step plain runs stopped that did not link, and how often each."""
    stopped = Counter(run.step for run in runs if run.scenario == "plain" and not run.right)
    return ", ".join(f"{step} {count}" for step, count in stopped.most_common()) or "nowhere"


HEAD = f"    {'court':<26} {'scenario':<22} {'the app said':<16} {'truth':<7} {'step':<12} {'pass':<5} S"


def why(run: Run) -> str:
    """Give the last card of a run that did not come out as it should, and the court's trail."""
    card = re.sub(r"\s+", " ", run.last)
    asked = f"\n      asked: {'; '.join(run.questions)}" if run.questions else ""
    return f"    {run.skin} / {run.scenario}: {card[:420]}{asked}\n      court: {' > '.join(run.trail)}"
