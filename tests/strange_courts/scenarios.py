"""What happens in a run: who plays it, what goes wrong, and what is right to come of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.strange_courts.world import Case, Fault, Filer, Pacer, Who

if TYPE_CHECKING:
    from tests.strange_courts.skin import Skin

NEVER = 99
"""Times to mistype a password, for somebody who never gets it right."""
SCALE = 0.1
"""Of the app's own time limits; what a court delays is scaled as well."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of run.

    `wrong_logins`, `wrong_pacers`: how often the person mistypes the password. `should`: what is right to come of it:
    `linked`, `already`, `not linked` (the court refused, or the person was warned and left), or `any` where nobody can
    know.
    """

    name: str
    should: str
    filer: Who
    pacer: Who
    faults: tuple[Fault, ...] = ()
    refuses: str = ""
    linked_before: bool = False
    wrong_logins: int = 0
    wrong_pacers: int = 0
    leaves: bool = False
    """Whether these are accounts that a person should not link, and leaves when the app warns of it."""
    slow: bool = False
    """Whether the app's time limits are scaled down for it."""


DANA = Who("Dana", "Sampleton", "Q.")
FIRM = Who("", "Sample & Specimen LLP", firm="Sample & Specimen LLP", email="accounts@sample-specimen.example")
OTHER = Who("Gregory", "Otherperson", "B.", firm="Elsewhere Law Office", email="g.other@elsewhere.example")

PLAIN = Scenario("plain", "linked", DANA, DANA)

NAMES = (
    Scenario(
        "names-junior",
        "linked",
        Who("Harold", "Samplewright", "T.", "Jr."),
        Who("Harold", "Samplewright", "Thomas", "Jr."),
    ),
    Scenario("names-accents", "linked", Who("José", "Núñez Ejemplo", "María"), Who("Jose", "Nunez Ejemplo", "M.")),
    Scenario(
        "names-hyphen", "linked", Who("Mary-Kate", "O'Specimen-Draft"), Who("Mary Kate", "O'Specimen-Draft", "A.")
    ),
    Scenario("names-initials", "linked", Who("J.", "Ng-Example", "R."), Who("Jonathan", "Ng-Example", "Robert")),
    Scenario(
        "names-particles", "linked", Who("Ludovica", "van der Practice", "", "III"), Who("Ludovica", "Van Der Practice")
    ),
)

PERSONS = (
    Scenario("wrong-login", "linked", DANA, DANA, wrong_logins=1),
    Scenario("wrong-login-again", "not linked", DANA, DANA, wrong_logins=NEVER),
    Scenario("wrong-pacer", "linked", DANA, DANA, wrong_pacers=1),
    Scenario("wrong-pacer-again", "not linked", DANA, DANA, wrong_pacers=NEVER),
    Scenario("already", "already", DANA, DANA, linked_before=True),
    Scenario("elsewhere", "not linked", DANA, DANA, refuses="elsewhere"),
    Scenario("inactive", "not linked", DANA, DANA, refuses="inactive"),
    Scenario("firm", "not linked", DANA, FIRM, leaves=True),
    Scenario("other-person", "not linked", OTHER, DANA, leaves=True),
)


def _faulty(name: str, should: str, place: str, what: str, seconds: float = 0.0) -> Scenario:
    fault = Fault(place, what, seconds)
    return Scenario(name, should, DANA, DANA, faults=(fault,), slow=bool(seconds))


LATE = 25 * SCALE
TOO_LATE = 100 * SCALE
SUBMIT = (
    _faulty("lost-after", "linked", "submit", "lost_after"),
    _faulty("lost-before", "any", "submit", "lost_before"),
    _faulty("empty-promise", "any", "submit", "promise"),
    _faulty("menus-later", "any", "submit", "menus_later"),
    _faulty("late-submit", "linked", "submit", "late", LATE),
    _faulty("late-work", "linked", "submit", "slow_work", LATE),
    _faulty("too-late", "any", "submit", "slow_work", TOO_LATE),
)
EARLY = ("menu", "entry", "check")
STEPS = (
    *(_faulty(f"session-lost-{place}", "linked", place, "session_lost") for place in (*EARLY, "proof")),
    _faulty("session-lost-submit", "any", "submit", "session_lost"),
    *(_faulty(f"maintenance-{place}", "linked", place, "maintenance") for place in (*EARLY, "proof")),
    _faulty("maintenance-submit", "any", "submit", "maintenance"),
    *(_faulty(f"down-{place}", "linked", place, "down") for place in ("sign_on", *EARLY, "proof")),
    _faulty("down-submit", "any", "submit", "down"),
    *(_faulty(f"late-{place}", "linked", place, "late", LATE) for place in EARLY),
)
SCENARIOS = (PLAIN, *NAMES, *PERSONS, *SUBMIT, *STEPS)
BY_NAME = {each.name: each for each in SCENARIOS}


def case_of(skin: Skin, scenario: Scenario) -> Case:
    """Make the accounts of one run."""
    mark = secrets.token_hex(3)
    pacer = Pacer(f"prac{mark}x", f"Pacer-practice-{secrets.token_hex(4)}!", scenario.pacer)
    filer = Filer(
        f"efile{mark}",
        f"filer-practice-{secrets.token_hex(4)}",
        str(2000000 + secrets.randbelow(10**6)),
        scenario.filer,
    )
    if scenario.linked_before:
        filer.linked_to = pacer.username
    if scenario.refuses == "elsewhere":
        filer.linked_to = "someoneelse"
    faults = [replace(fault) for fault in scenario.faults]
    return Case(skin, scenario.name, pacer, filer, faults, scenario.refuses)
