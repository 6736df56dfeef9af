"""How much is measured: the whole benchmark, a quick look, or hardly anything, to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Rounds, and how many of each thing a round has. `page_seconds`: how long the slow court takes for each page."""

    rounds: int
    paced: int
    requests: int
    links: int
    crowd: int
    crowd_acks: int
    crowd_rounds: int
    page_seconds: float


FULL = Size(rounds=5, paced=50, requests=128, links=6, crowd=100, crowd_acks=1000, crowd_rounds=2, page_seconds=2.0)
QUICK = Size(rounds=2, paced=16, requests=48, links=3, crowd=30, crowd_acks=150, crowd_rounds=1, page_seconds=0.6)
TINY = Size(rounds=1, paced=2, requests=16, links=1, crowd=2, crowd_acks=8, crowd_rounds=1, page_seconds=0.05)
