"""Writes a sample of every state and effect as the present version keeps it, beside the tests that read it for good.

Run it when `bot.engine.codec.VERSION` has grown, or while its version is not released; what was released is never
rewritten.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.engine import codec
from bot.flow import effects as do
from bot.flow import states as st
from tools.samples import MIEB, states

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent.parent / "tests" / "engine" / "fixtures"


def notices() -> list[do.Effect]:
    """Give the effects that are kept: what the help desk or an attorney is still to be told."""
    told = [do.TellHelpDesk(outcome, MIEB, st.Finding.ANSWER_LOST, "words") for outcome in do.Outcome]
    asked = do.TellHelpDesk(do.Outcome.ASKED, None, step="Guided", why=st.WhyHuman.ASKED, notice=1)
    clicks: list[do.Effect] = [
        do.TellAttorney("U0ATTORNEY2", MIEB),
        do.TellAboutAttorney("U0ATTORNEY2", MIEB, arrived=False),
    ]
    return [
        *told,
        *clicks,
        asked,
        do.TellHelpDesk(do.Outcome.ADDED, MIEB, step="Guided", said="It says closed.", notice=2),
    ]


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _write("states", map(codec.encode_state, states()))
    _write("effects", map(codec.encode_effect, notices()))


def _write(what: str, texts: Iterable[str]) -> None:
    path = FOLDER / f"{what}_{codec.VERSION}.jsonl"
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


if __name__ == "__main__":
    main()
