"""Courts that are as the first one, the best known, but for a single part: they tell which part is not understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.court import Registry
from tests.strange_courts import confirms, entries, shells
from tests.strange_courts.skins import BY_NAME, SKINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.strange_courts.skin import Skin

FIRST = BY_NAME["seed"]
DRAWN = ("shell", "entry", "login", "wrong", "accounts", "confirm", "success", "refusal")
WHOLE = {shells.frames: {"TopMenu.pl": shells.frame_bar}}
BEHIND = {
    entries.framed: {"AcctUtil.pl": entries.in_the_frame},
    entries.in_a_subpage: {"NextGenMenu.pl": entries.the_subpage},
}
SCRIPTS = (entries.script_data, entries.script_calls, entries.script_markup)
QUESTIONS = (confirms.tick, confirms.tick_in_cell, confirms.password_again, confirms.e_mail, confirms.choice)


def one_by_one() -> tuple[Skin, ...]:
    """Give a court for each part of any court that the first one draws otherwise."""
    free = [court.id for court in Registry.shipped(None).all() if court.id[-1] == "b" and court.host.startswith("ecf.")]
    return tuple(replace(FIRST, court=free.pop(), name=name, **other) for name, other in _others())


def _others() -> Iterator[tuple[str, dict[str, Any]]]:
    met = {getattr(FIRST, part) for part in DRAWN}
    for part in DRAWN[:3] + DRAWN[4:7]:
        for skin in SKINS:
            drawn = getattr(skin, part)
            if drawn not in met:
                met.add(drawn)
                more = WHOLE.get(drawn) or BEHIND.get(drawn)
                if drawn is not entries.nothing_there:
                    yield f"{part}:{drawn.__name__}", {part: drawn} | ({"more": more} if more else {})
    for script in SCRIPTS:
        yield f"entry:{script.__name__}", {"entry": entries.nothing_there, "script": script}
    for question in QUESTIONS:
        yield f"question:{question.__name__}", {"question": question}
    yield "notice:advice", {"notice": confirms.advice}
    yield "between:which_role", {"between": confirms.which_role}
    for flag in ("hops", "reissues", "own_cookie"):
        yield f"habit:{flag}", {flag: True}
