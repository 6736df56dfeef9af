"""Makes `bot/court/registry/data/places.json`: where each court is held, its divisions and counties, from public text.

    python -m tools.places STATUTE FEED OFFICES

STATUTE: sections 81 to 131 of title 28, United States Code, as plain text, each begun by "§ 81. Alabama".
FEED: PACER's court lookup feed, see `bot.court.registry.feed`: counties, and offices by address and help desk.
OFFICES: the U.S. Trustee Program's list of the bankruptcy courts' offices (`COURT_DIVISIONS`, CC0).

What was enacted after the statute's text was taken, or stands in it in words that are no list of towns, stands below.
"""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any, Final

from bot.court import Court, CourtKind, Registry
from bot.court.registry.states import BY_NAME

INTO: Final = Path(__file__).parent.parent / "bot" / "court" / "registry" / "data" / "places.json"
_SECTION: Final = re.compile(r"^#* *§ (\d+[A-Z]?)\. (.+)$", re.MULTILINE)
_DISTRICT: Final = re.compile(r"^\(([a-d])\) (?:\w+ District \.—)?The (\w+) District comprises (.+)$", re.IGNORECASE)
_DIVISION: Final = re.compile(r"^\((\d+)\) The (.+?) Division comprises (.+?)(?:\. (Court .+))?$", re.IGNORECASE)
_HELD: Final = re.compile(r"Court .*?(?:shall|will|is to) be held at (.+?)\.?$")
_COUNTIES: Final = re.compile(
    r"(?:the (?:count(?:y|ies)|parishes) of )?(.+?)(?: County)?(?: and concurrently with .+)?\.?$", re.IGNORECASE
)
_SPLIT: Final = re.compile(r", and |,? and |, ")
_LETTERS: Final = {"northern": "n", "southern": "s", "eastern": "e", "western": "w", "middle": "m", "central": "c"}
_READ_AS: Final = {
    # Where the statute describes a place instead of naming a town, or its text has lost a mark.
    "a suitable site in the city of Riverside, the city of San Bernardino, or not more than 5 miles from the boundary "
    "of either such city": "Riverside, San Bernardino",
    "in the Middletown-Wallkill area of Orange County or such nearby location as may be deemed appropriate": (
        "Middletown, Wallkill"
    ),
    ", and may be held anywhere within the Federal courthouse in Texarkana that is located astride the State line "
    "between Texas and Arkansas": "",
    "Midland. Court may be held, in the discretion of the court, in Odessa, when courtroom facilities are made "
    "available at no expense to the Government": "Midland, Odessa",
    "Hempstead (including the village of Uniondale)": "Hempstead, Uniondale",
    "Malone, Plattsburgh, 1 Syracuse, Utica, Watertown, and Plattsburgh. 1": (
        "Malone, Plattsburgh, Syracuse, Utica, Watertown"
    ),
    "Columbus  1 St. Clairsville": "Columbus, St. Clairsville",  # a footnote's mark
    "Eugene or Springfield": "Eugene, Springfield",
    "Champaign/Urbana": "Champaign, Urbana",
    "S. McAlester": "McAlester",
    "shall be held at Greenville.\n\n(3) The Southern Division comprises the counties of Bledsoe": (
        "shall be held at Greeneville.\n\n(3) The Southern Division comprises the counties of Bledsoe"
    ),
    "\u2019": "'",
}
_SINCE: Final = {"alnd": ("Pub. L. 118-179 (2024)", ("Decatur", "Gadsden", "Jasper"))}
"""Places that a later act took out; people still type them."""
_OTHERWISE: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    # Courts that sections 81 to 131 do not name.
    "gud": ("48 U.S.C. 1424; place by PACER's feed", ("Hagatna",)),
    "nmid": ("48 U.S.C. 1821(a)", ("Saipan",)),
    "vid": ("48 U.S.C. 1615; places by PACER's feed", ("St. Thomas", "St. Croix")),
    "ohndad": ("PACER's feed", ("Cleveland", "Youngstown", "Akron", "Toledo")),
    "ca1": ("28 U.S.C. 48(a)", ("Boston",)),
    "ca2": ("28 U.S.C. 48(a)", ("New York",)),
    "ca3": ("28 U.S.C. 48(a)", ("Philadelphia",)),
    "ca4": ("28 U.S.C. 48(a)", ("Richmond", "Asheville")),
    "ca5": ("28 U.S.C. 48(a)", ("New Orleans", "Fort Worth", "Jackson")),
    "ca6": ("28 U.S.C. 48(a)", ("Cincinnati",)),
    "ca7": ("28 U.S.C. 48(a)", ("Chicago",)),
    "ca8": ("28 U.S.C. 48(a)", ("St. Louis", "Kansas City", "Omaha", "St. Paul")),
    "ca9": ("28 U.S.C. 48(a)", ("San Francisco", "Los Angeles", "Portland", "Seattle")),
    "ca10": ("28 U.S.C. 48(a)", ("Denver", "Wichita", "Oklahoma City")),
    "ca11": ("28 U.S.C. 48(a)", ("Atlanta", "Jacksonville", "Montgomery")),
    "cadc": ("28 U.S.C. 48(a)", ("Washington",)),
    "cafc": ("28 U.S.C. 48(a)", ("Washington",)),
    "bap1": ("as of the First Circuit, 28 U.S.C. 48(a)", ("Boston",)),
    "bap9": ("as of the Ninth Circuit, 28 U.S.C. 48(a)", ("San Francisco", "Los Angeles", "Portland", "Seattle")),
    "bap10": ("as of the Tenth Circuit, 28 U.S.C. 48(a)", ("Denver", "Wichita", "Oklahoma City")),
    "cit": ("28 U.S.C. 251; place by PACER's feed", ("New York",)),
    "cofc": ("28 U.S.C. 173", ("Washington",)),
    "jpml": ("28 U.S.C. 1407; place by PACER's feed", ("Washington",)),
}
_BESIDE: Final = {
    # Offices by the feed, and in no statute.
    "mdd": ("Greenbelt",),
    "casd": ("El Centro",),
    "caed": ("Yosemite",),
    "txwd": ("Alpine", "Fort Cavazos"),
    "alnb": ("Decatur",),
    # Of the bankruptcy courts alone, by the program's list.
    "areb": ("Batesville", "Pine Bluff"),
    "cacb": ("Woodland Hills", "Santa Barbara"),
    "caeb": ("Modesto",),
    "canb": ("Santa Rosa",),
    "idb": ("Twin Falls",),
    "ilsb": ("Effingham",),
    "nysb": ("Poughkeepsie",),
    "ohnb": ("Canton",),
    "tneb": ("Johnson City",),
    "txeb": ("Paris",),
}
_NOT_THERE: Final = {"arwb": "Little Rock"}
"""An address in the feed that lies in another district."""
_PROGRAM: Final = re.compile(r"courtName: '([^']+)',.*?courtDivisionName: '([^']+)'", re.DOTALL)
_OFFICES_OF_PROGRAM: Final = {
    "BIL": "Billings",
    "Coeur dAlene": "Coeur d'Alene",
    "GTF": "Great Falls",
    "MSO": "Missoula",
    "San Fernando Valley": "Woodland Hills",
}
_COURTS_OF_PROGRAM: Final = {
    "District of Northern Marianas": "nmib",
    "United States Virgin Islands": "vib",
}


def of_statute(text: str) -> dict[str, dict[str, Any]]:
    """Give each district's places and divisions by the statute. Raises ValueError where a passage is not understood."""
    text = text.replace("\u202f", " ")
    for words, instead in _READ_AS.items():
        text = text.replace(words, instead)
    parts = _SECTION.split(text)[1:]
    found: dict[str, dict[str, Any]] = {}
    for number, state, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if state.strip() not in BY_NAME:
            continue  # § 131 names Wyoming; what follows is of judges
        _read_section(found, f"28 U.S.C. {number}", BY_NAME[state.strip()].code, body)
    for court_id, (act, gone) in _SINCE.items():
        found[court_id]["source"] += f" as amended by {act}"
        found[court_id]["former"] = list(gone)
        found[court_id]["places"] = [each for each in found[court_id]["places"] if each not in gone]
        found[court_id]["divisions"] = [each for each in found[court_id]["divisions"] if _still(each, gone)]
    return found


def _still(division: dict[str, Any], gone: tuple[str, ...]) -> bool:
    division["places"] = [each for each in division["places"] if each not in gone]
    return bool(division["places"])


def _read_section(found: dict[str, dict[str, Any]], section: str, state: str, body: str) -> None:
    court: dict[str, Any] = {}
    division: dict[str, Any] | None = None
    for line in filter(None, (each.strip() for each in body.split("\n"))):
        part = _DIVISION.match(line)
        if district := _DISTRICT.match(line):
            letter, name, _ = district.groups()
            court = found[f"{state}{_LETTERS[name.lower()]}d"] = _empty(f"{section}({letter})")
            division = None
        elif "one judicial district" in line:
            court = found[f"{state}d"] = _empty(section)
            division = None
        elif part:
            division = {"name": part[2].capitalize() if part[2].islower() else part[2], "places": []}
            division["counties"] = _names(_COUNTIES.match(part[3])[1])  # type: ignore[index]
            court["divisions"].append(division)
        if held := _HELD.search(part[4] or "" if part else line):
            places = _names(held[1])
            court["places"] += [each for each in places if each not in court["places"]]
            if division is not None:
                division["places"] += places


def _empty(source: str) -> dict[str, Any]:
    return {"source": source, "places": [], "divisions": []}


def _names(text: str) -> list[str]:
    if "suitable site" in text:
        return []
    text = re.sub(r"(?<!\w)and (?:the )?city of [\w ]+$", "", text, flags=re.IGNORECASE)
    return [
        re.sub(r"\bSaint\b", "St.", each.strip(" .,")).replace("Sainte", "Ste.")
        for each in _SPLIT.split(text)
        if each.strip(" .,")
    ]


def spots_of_feed(feed: Any, court: Court) -> list[str]:
    """Give the addresses and names of the court's offices and help desks by the feed."""
    entry = _entry(feed, court)
    spots = [f"{_text(spot, 'address')}, {_text(spot, 'name')}" for spot in _all(entry, "locations")]
    return spots + [_text(desk, "division") for desk in _all(entry, "help_desk")]


def offices(spots: list[str], places: list[str]) -> list[str]:
    """Give those of `places` that the names and addresses of offices name."""
    said = f" {_plain(' | '.join(spots))} "
    return [
        each
        for each in places
        if re.search(rf"(?<=[ ,(/|]){re.escape(_plain(each))}(?=[ ,)/|])(?! str?e?e?t?\b)", said)
    ]


def _entry(feed: Any, court: Court) -> dict[str, Any]:
    return next((each for each in feed if each["court_id"] == court.psc_id), {})


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return unescape(value) if isinstance(value, str) else ""


def _all(entry: Any, name: str) -> list[Any]:
    value = entry.get(name, [])
    return [each for each in (value.values() if isinstance(value, dict) else value) if isinstance(each, dict)]


def _plain(text: str) -> str:
    text = re.sub(r"<br>", ", ", text.lower()).replace("nyc", "new york").replace("manhattan", "new york")
    text = re.sub(r"district of \w+|\(do not select\)|[.'-]", " ", text)
    return " ".join(re.sub(r"\bft\b", "fort", re.sub(r"\bsaint\b", "st", text)).split())


def spots_of_program(text: str, courts: tuple[Court, ...]) -> dict[str, list[str]]:
    """Give each bankruptcy court's offices by the U.S. Trustee Program's list."""
    ids = {_district(court): court.id for court in courts if court.kind is CourtKind.BANKRUPTCY}
    found: dict[str, list[str]] = {}
    for entry in text.split("},"):
        if said := _PROGRAM.search(entry):
            name, office = said.groups()
            found.setdefault(_COURTS_OF_PROGRAM.get(name) or ids[name], []).append(
                _OFFICES_OF_PROGRAM.get(office, office)
            )
    return found


def _district(court: Court) -> str:
    return re.sub(r"^U\.S\. Bankruptcy Court(?:,| for) (?:the )?", "", court.name)


def counties_of_feed(feed: Any, court: Court) -> list[str]:
    """Give the court's counties, "Cook, Illinois", by the feed."""
    entry = _entry(feed, court)
    named = (f"{_text(each, 'name')}, {_text(each, 'state')}" for each in _all(entry, "counties"))
    return sorted(set(named))


def made(statute: str, feed: Any, program: str) -> dict[str, Any]:
    """Give every court's entry. Raises ValueError for a court that is held nowhere."""
    courts = Registry.shipped().courts
    by_law, by_program = of_statute(statute), spots_of_program(program, courts)
    entries: dict[str, dict[str, Any]] = {}
    for court in sorted(courts, key=lambda each: each.kind is CourtKind.BANKRUPTCY):
        if court.kind is CourtKind.BANKRUPTCY:
            entries[court.id] = _bankruptcy(court, feed, entries[f"{court.id[:-1]}d"], by_program.get(court.id, []))
            continue
        source, elsewhere = _OTHERWISE.get(court.id, ("", ()))
        entry = by_law.get(court.id) or {"source": source, "places": list(elsewhere), "divisions": []}
        places = [*entry["places"], *_BESIDE.get(court.id, ())]
        entries[court.id] = {
            **entry,
            "source": f"{entry['source']}; offices: PACER's feed",
            # A feed without addresses says nothing against any place.
            "offices": offices(spots_of_feed(feed, court), places) or places,
            "counties": counties_of_feed(feed, court) if court.kind is CourtKind.DISTRICT else [],
        }
        if not places:
            raise ValueError(f"{court.id} is held nowhere")
    return {key: _tidy(entries[key]) for key in sorted(entries)}


def _bankruptcy(court: Court, feed: Any, district: dict[str, Any], by_program: list[str]) -> dict[str, Any]:
    """Give a bankruptcy court's own offices; it may be held wherever its district's court is (28 U.S.C. 152(c))."""
    known = list(dict.fromkeys((*district["places"], *district["offices"], *_BESIDE.get(court.id, ()))))
    own = offices([*spots_of_feed(feed, court), *by_program], known)
    return {
        "source": "28 U.S.C. 152; offices: PACER's feed, U.S. Trustee Program",
        "offices": [each for each in own if each != _NOT_THERE.get(court.id)] or known,
    }


def _tidy(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value}


def main(statute: str, feed: str, program: str) -> None:
    """Write the file from three downloaded ones."""
    raw = json.loads(Path(feed).read_text("utf-8"))
    entries = made(Path(statute).read_text("utf-8"), raw["data"], Path(program).read_text("utf-8"))
    meta = {
        "about": "Where each court is held, its divisions and counties. Made by tools/places.py.",
        "sources": [
            "28 U.S.C. 81-131, text of 2023 (a federal statute; public domain)",
            f'PACER\'s "Court CM/ECF Lookup" feed, last updated {raw["meta"]["last_updated"]}: counties, offices',
            "U.S. Trustee Program, github.com/US-Trustee-Program/Bankruptcy-Oversight-Support-Systems: offices (CC0)",
        ],
        "rights": "No U.S. copyright in statutes and federal works (17 U.S.C. 105). PACER: Federal Court Records.",
        "fields": {
            "places": "where court is held by statute",
            "offices": "where the court has an office; for a bankruptcy court, its own",
            "former": "no longer in the statute, still typed",
            "counties": "by the feed, for whole districts; by the statute, for divisions. A bankruptcy court has its "
            "district's places, divisions and counties",
        },
    }
    lines = ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()
    )
    head = json.dumps(meta, indent=2, ensure_ascii=False)
    INTO.write_text(f'{{\n "meta": {head},\n "courts": {{\n{lines}\n }}\n}}\n', "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
