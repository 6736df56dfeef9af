"""How much is measured: the whole benchmark, a quick look, or hardly anything, to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Rounds, and how many of each thing a round has. `page_seconds`: how long the slow court takes for each page.

    `opened`: conversations that stand open; `requests_more`: what is asked of them then; `led`: people who are led to
    the PACER form, whose number in a second is counted.
    """

    rounds: int
    paced: int
    requests: int
    links: int
    crowd: int
    crowd_acks: int
    crowd_rounds: int
    page_seconds: float
    dispatched: int
    steps: int
    opened: int
    starts: int
    requests_more: int
    led: int


FULL = Size(
    rounds=5,
    paced=50,
    requests=128,
    links=24,
    crowd=100,
    crowd_acks=10_000,
    crowd_rounds=1,
    page_seconds=20.0,
    dispatched=400,
    steps=400,
    opened=10_000,
    starts=5,
    requests_more=30_000,
    led=60,
)
QUICK = Size(
    rounds=2,
    paced=16,
    requests=48,
    links=3,
    crowd=30,
    crowd_acks=150,
    crowd_rounds=1,
    page_seconds=0.6,
    dispatched=100,
    steps=100,
    opened=500,
    starts=2,
    requests_more=500,
    led=48,
)
TINY = Size(
    rounds=1,
    paced=2,
    requests=16,
    links=1,
    crowd=2,
    crowd_acks=8,
    crowd_rounds=1,
    page_seconds=0.05,
    dispatched=25,
    steps=16,
    opened=16,
    starts=1,
    requests_more=16,
    led=4,
)
