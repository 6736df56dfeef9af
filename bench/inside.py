"""P3, P4 and P5: what a payload costs up to its listener, and what a step costs in the store, each by its CPU alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import Figure, Part, ratios
from bench.process import Subject

if TYPE_CHECKING:
    from pathlib import Path

    from bench.size import Size

DISPATCHED = ("ours", "bare", "ours few", "bare 50", "ours modal", "bare modal")
STEPPED = ("ours", "bare", "ours at once", "hop")


async def _in_turns(
    subject: Subject, question: str, ways: tuple[str, ...], size: Size, times: int
) -> dict[str, list[float]]:
    cpu: dict[str, list[float]] = {how: [] for how in ways}
    for how in ways:
        await subject.ask(question, how=how, times=max(4, times // 4))
    for _ in range(size.rounds * 3):
        for how, found in cpu.items():
            found.append(await subject.ask(question, how=how, times=times))
    return cpu


async def measure_dispatch(size: Size, folder: Path) -> Part:
    """Dispatch clicks and sent modals, the app's Bolt app and bare ones in turns, in one process."""
    async with Subject.running("inside", BENCH_FOLDER=str(folder)) as inside:
        cpu = await _in_turns(inside, "dispatch", DISPATCHED, size, size.dispatched)
    each = {how: min(found) / size.dispatched * 1e6 for how, found in cpu.items()}
    return Part(
        "A payload in process, from its arrival to its listener's answer; nothing is stored",
        (
            Figure("P3", "a click, all our routes / Bolt pbr, 5 listeners", ratios(cpu["ours"], cpu["bare"]), goal=1),
            Figure("P3", "a click, all our routes / 5 of them", ratios(cpu["ours"], cpu["ours few"]), goal=1.1),
            Figure("", "a click, Bolt pbr, 50 listeners / 5", ratios(cpu["bare 50"], cpu["bare"])),
            Figure(
                "P4",
                "a sent modal of 3 KB / Bolt pbr, 5 listeners",
                ratios(cpu["ours modal"], cpu["bare modal"]),
                goal=1,
            ),
        ),
        ("CPU each, best round: " + ", ".join(f"{how} {micro:.0f} us" for how, micro in each.items()),),
    )


async def measure_store(size: Size, folder: Path) -> Part:
    """Take steps in the app's store and in bare sqlite3, in turns, in one process."""
    async with Subject.running("inside", BENCH_FOLDER=str(folder)) as inside:
        cpu = await _in_turns(inside, "step", STEPPED, size, size.steps)
    each = {how: min(found) / size.steps * 1e6 for how, found in cpu.items()}
    return Part(
        "A step in the store: load, compare-and-set, audit line, committed FULL",
        (
            Figure("P5", "CPU / raw sqlite3, 16 at once", ratios(cpu["ours at once"], cpu["bare"]), goal=1.25),
            Figure("P5", "CPU / raw sqlite3, 1 at a time", ratios(cpu["ours"], cpu["bare"]), goal=1.25),
            Figure("", "CPU of a change to a thread and back / raw sqlite3's step", ratios(cpu["hop"], cpu["bare"])),
        ),
        (
            "CPU a step, best round: " + ", ".join(f"{how} {micro:.0f} us" for how, micro in each.items()),
            "ours also seals the audit line to the one before it (HMAC), and changes threads twice; raw does neither",
        ),
    )
