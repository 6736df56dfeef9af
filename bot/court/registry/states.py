"""The states and territories, as people write them. PURE.

The short forms are the Postal Service's codes and the abbreviations of the citation manuals (T10 of the Bluebook),
with the older ones that are still typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class State:
    """One state: its name, its postal code (in small letters, the head of its courts' ids too), its short forms."""

    name: str
    code: str
    short: tuple[str, ...] = ()


STATES: Final = (
    State("Alabama", "al", ("ala",)),
    State("Alaska", "ak"),
    State("Arizona", "az", ("ariz",)),
    State("Arkansas", "ar", ("ark",)),
    State("California", "ca", ("cal", "calif")),
    State("Colorado", "co", ("colo",)),
    State("Connecticut", "ct", ("conn",)),
    State("Delaware", "de", ("del",)),
    State("District of Columbia", "dc", ("d c", "dist of columbia")),
    State("Florida", "fl", ("fla",)),
    State("Georgia", "ga"),
    State("Guam", "gu"),
    State("Hawaii", "hi", ("haw",)),
    State("Idaho", "id", ("ida",)),
    State("Illinois", "il", ("ill",)),
    State("Indiana", "in", ("ind",)),
    State("Iowa", "ia"),
    State("Kansas", "ks", ("kan", "kans")),
    State("Kentucky", "ky", ("kent",)),
    State("Louisiana", "la"),
    State("Maine", "me"),
    State("Maryland", "md", ("mary",)),
    State("Massachusetts", "ma", ("mass",)),
    State("Michigan", "mi", ("mich",)),
    State("Minnesota", "mn", ("minn",)),
    State("Mississippi", "ms", ("miss",)),
    State("Missouri", "mo"),
    State("Montana", "mt", ("mont",)),
    State("Nebraska", "ne", ("neb", "nebr")),
    State("Nevada", "nv", ("nev",)),
    State("New Hampshire", "nh", ("n h",)),
    State("New Jersey", "nj", ("n j", "jersey")),
    State("New Mexico", "nm", ("n m", "n mex", "new mex")),
    State("New York", "ny", ("n y",)),
    State("North Carolina", "nc", ("n c", "n car", "no carolina")),
    State("North Dakota", "nd", ("n d", "n dak", "no dakota")),
    State("Northern Mariana Islands", "nmi", ("n mar i", "northern mariana", "northern marianas", "cnmi", "mp")),
    State("Ohio", "oh"),
    State("Oklahoma", "ok", ("okla",)),
    State("Oregon", "or", ("ore", "oreg")),
    State("Pennsylvania", "pa", ("penn", "penna")),
    State("Puerto Rico", "pr", ("p r",)),
    State("Rhode Island", "ri", ("r i",)),
    State("South Carolina", "sc", ("s c", "s car", "so carolina")),
    State("South Dakota", "sd", ("s d", "s dak", "so dakota")),
    State("Tennessee", "tn", ("tenn",)),
    State("Texas", "tx", ("tex",)),
    State("Utah", "ut"),
    State("Vermont", "vt"),
    State("Virgin Islands", "vi", ("v i", "usvi", "us virgin islands")),
    State("Virginia", "va"),
    State("Washington", "wa", ("wash", "washington state", "state of washington")),
    State("West Virginia", "wv", ("w va", "w virginia")),
    State("Wisconsin", "wi", ("wis", "wisc")),
    State("Wyoming", "wy", ("wyo",)),
)
BY_NAME: Final = {state.name: state for state in STATES}
