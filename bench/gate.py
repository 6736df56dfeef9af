"""Whether a change made something much slower: the cheap ratios alone, and by much, for any machine and hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.size import Size

if TYPE_CHECKING:
    from bench.figures import Figure, Part

WORSE = 1.5
"""By how much a ratio may be worse than its goal: what a shared machine does to it by itself is less."""
GOALS = ("P3", "P4", "P5", "P6", "P7", "P9")
"""Of these the ratios are of CPU, or of two starts; the others time a crowd, or take minutes."""
SIZE = Size(
    rounds=3,
    paced=8,
    requests=16,
    links=3,
    crowd=2,
    crowd_acks=8,
    crowd_rounds=1,
    page_seconds=0.05,
    dispatched=100,
    steps=60,
    opened=16,
    starts=3,
    requests_more=16,
    led=4,
)


KNOWN = {"CPU / raw sqlite3, 1 at a time": 4.9, "start to connected / bare Bolt": 2.6}
"""What misses its goal by nearly half or more as it is, by the ratio kept in docs: it may get no worse by half.

A step in the store also seals its line of the audit trail and undoes itself alone where it fails, which raw sqlite3
does not; one that comes alone pays for two changes of threads besides, which many at once share. A start pays for the
modules, which are three times as many as a bare app has.
"""


def failed(parts: list[Part]) -> list[Figure]:
    """Give the ratios that are worse than their goals by more than half."""
    return [figure for part in parts for figure in part.figures if figure.unit == "x" and _fails(figure)]


def _fails(figure: Figure) -> bool:
    if figure.goal is None:
        return False
    goal = KNOWN.get(figure.what, figure.goal)
    # The best round as well as the middle: what is slow by itself is so in each of them.
    if figure.at_least:
        return max(figure.values) < goal / WORSE
    return min(figure.values) > goal * WORSE
