"""Finding a court by what people type of it: its own names, towns, counties, short names, slips, addresses."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.court import Court, CourtKind, Registry
from bot.court.registry.spelling import slips, words

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = json.loads(Path(__file__).with_name("asked.json").read_text("utf-8"))["queries"]
PLAIN_WORDS = Path(__file__).with_name("plain_words.txt").read_text("utf-8").splitlines()
TYPED = Path(__file__).with_name("typed.txt").read_text("utf-8").splitlines()
BESIDE = {"bap1": "ca1", "bap9": "ca9", "bap10": "ca10", "ohndad": "ohnd"}
"""Courts that share their host or citation with another, which is meant first."""
ALSO_WORDS = set("cit cob cod deb hid lamb mad med ned orb rib rid utd vid".split())  # noqa: SIM905 - words read better so
SHIPPED = Registry.shipped()


def ids(query: str, limit: int = 20) -> list[str]:
    return [court.id for court in SHIPPED.search(query, limit)]


def addresses(court: Court) -> Iterator[str]:
    yield from (court.host, f"https://{court.host}/", f"https://{court.host}/cgi-bin/login.pl?12345-L_1_0-1")
    yield from (f"<https://{court.host}|{court.host}>", f"<https://{court.host}>", f"HTTPS://{court.host.upper()}")


def websites(court: Court) -> Iterator[str]:
    host = f"www.{court.id}.uscourts.gov"
    yield from (host, f"http://{host}/attorneys/e-filing", f"<http://{host}|{host}>", f"helpdesk@{host[4:]}")
    yield f"<mailto:help@{host[4:]}|help@{host[4:]}>"


def citations(court: Court) -> Iterator[str]:
    cited, bare = court.citation, court.citation.removeprefix("Bankr. ")
    yield from (cited, cited.lower(), cited.upper(), cited.replace(".", ""), cited.replace(" ", ""))
    yield from (cited.replace(".", ". "), cited.replace(".", "").replace(" ", ""))
    if bare != cited:
        yield from (f"{bare} Bankr.", f"bk {bare}", f"bankruptcy court {bare}")
        yield bare.replace(".", "").replace(" ", "").lower() + " bankruptcy"


def full_names(court: Court) -> Iterator[str]:
    name = court.name
    yield from (name, name.lower(), name.upper(), f"the {name}", name.replace(", ", " "), name.replace("U.S. ", ""))
    yield from (name.replace("U.S.", each) for each in ("United States", "US", "U. S."))
    yield name.replace("U.S. ", "United States ").replace(", ", " for the ")
    if turned := re.fullmatch(r"U\.S\. (\w+ Court), ((?:(\w+) )?District of (.+))", name):
        kind, district, direction, state = turned.groups()
        yield from (f"{district} {kind}", f"{state} {direction or ''} {kind}")
        if court.kind is CourtKind.DISTRICT:
            yield district


@pytest.mark.parametrize("court", SHIPPED.all(), ids=lambda court: court.id)
def test_every_court_is_first_by_its_own_names(court: Court) -> None:
    own = [court.id.upper(), court.psc_id, *full_names(court)]
    if court.id not in BESIDE:
        own += [*addresses(court), *citations(court), *websites(court)]
    own = [each for each in own if not (court.id == "ohndad" and "asbestos" not in each.lower() and len(each) > 6)]
    assert {each: ids(each, 1) for each in own} == {each: [court.id] for each in own}
    assert [each for each in own if SHIPPED.match(each) != court] == []
    assert ids(court.id, 1) == [court.id]
    assert SHIPPED.names(court.id) is (court.id not in ALSO_WORDS)


@pytest.mark.parametrize("beside", BESIDE)
def test_what_two_courts_share_means_the_larger_one(beside: str) -> None:
    court = SHIPPED.get(beside)
    assert court is not None
    shared = court.citation if beside == "ohndad" else court.host
    assert ids(shared, 1) == [BESIDE[beside]]


@pytest.mark.parametrize(
    ("website", "both"),
    [
        ("www.arb.uscourts.gov", "areb arwb"),
        ("https://www.txs.uscourts.gov/x", "txsd txsb"),
        ("id.uscourts.gov", "idd idb"),
    ],
)
def test_website_of_two_courts_is_a_choice(website: str, both: str) -> None:
    assert ids(website) == both.split()
    assert SHIPPED.names(website)
    assert SHIPPED.match(website) is None


@pytest.mark.parametrize("line", TYPED)
def test_what_people_type(line: str) -> None:
    """Each line of typed.txt: the first court found is one of those named, and all of those are among the first."""
    typed, _, wanted = line.partition(" => ")
    expected = wanted.split()
    found = ids(typed)
    assert found
    assert found[0] in expected
    assert set(expected) <= set(found[: max(5, len(expected))])


def test_what_was_written_by_somebody_who_had_not_seen_the_search() -> None:
    """Of asked.json: the first court is right, a right one is among three, all right ones are shown, and none other."""
    named = [(each, ids(each["q"])) for each in ASKED if each["first"]]
    right = [each["q"] for each, found in named if found[:1] and found[0] in each["first"]]
    among = [each["q"] for each, found in named if not set(found[:3]).isdisjoint(each["first"])]
    whole = [each["q"] for each, found in named if set(each["first"]) <= set(found[: max(5, len(each["first"]))])]
    clean = [each["q"] for each, found in named if found and set(found[:3]) <= {*each["first"], *each["accept"]}]
    assert len(named) > 100
    assert len(right) >= 0.95 * len(named)
    assert min(len(among), len(whole), len(clean)) >= 0.99 * len(named)
    assert {each["q"]: ids(each["q"]) for each in ASKED if not each["first"] and ids(each["q"])} == {}


def test_plain_words_name_no_court() -> None:
    assert len(PLAIN_WORDS) == 400
    assert [each for each in PLAIN_WORDS if SHIPPED.names(each)] == []


@pytest.mark.parametrize("slip", ["detriot", "detoit", "dettroit", "detroyt", "detroi", "dertoit"])
def test_one_slip_is_forgiven(slip: str) -> None:
    assert set(ids(slip)) == {"mied", "mieb"}


def test_slips() -> None:
    known = ("chicago", "chico", "tucson", "cincinnati")
    assert slips("chigaco", known) == ("chicago",)
    assert slips("tuscon", known) == ("tucson",)
    assert slips("cincinatti", known) == ("cincinnati",)
    assert slips("chic", known) == ()
    assert slips("tcu", known) == ()
    assert slips("hcicago", ("chicago",)) == ("chicago",)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("S. D. N. Y.", "sdny"),
        ("U.S.", "us"),
        ("Saint Paul", "st paul"),
        ("Ft. Worth", "ft worth"),
        ("Fort Worth", "ft worth"),
        ("Prince George\u2019s", "prince georges"),
        ("Clerk's", "clerks"),
        ("Mayag\u00fcez", "mayaguez"),
        ("Wilkes-Barre", "wilkes barre"),
    ],
)
def test_words_in_one_spelling(typed: str, same: str) -> None:
    assert words(typed) == tuple(same.split())


@pytest.mark.parametrize(
    "typed",
    [
        "login", "fee", "cm/ecf", "my court", "password reset", "the court", "help me", "ok", "in", "me or you", "",
        "no", "court", "federal court", "county court", "superior court", "Los Angeles Superior Court", "supreme court",
        "what is a district court", "united states", "case number", "2:24-bk-12345", "Case 2:24-cv-01234-ABC",
        "24-12345", "Springfield, WA", "xqzzt", "where do I sign in?", "\u65e5\u672c", "https://pacer.uscourts.gov/",
        "www.uscourts.gov", "https://example.org/mieb", "Password1", "help desk",
    ],
)  # fmt: skip
def test_what_is_no_court_finds_nothing(typed: str) -> None:
    assert not SHIPPED.names(typed)
    assert SHIPPED.match(typed) is None
    assert not typed or ids(typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "western", "eastern district", "bankruptcy", "bankruptcy court", "district court", "Chicago", "mobile",
        "reading", "superior", "orange county", "Michigan", "md", "nd", "wash", "mass", "miss", "mad", "i am mad",
        "did", "dnd", "hid",
        "help in bankruptcy", "hi, bankruptcy court", "in bankruptcy", "northern", "chapter 7", "court of appeals",
        "western bankruptcy court", "new", "sou", "michgan", "nysdd", "chigaco bankruptcy", "log in to district court",
    ],
)  # fmt: skip
def test_what_only_finds_names_no_court(typed: str) -> None:
    assert not SHIPPED.names(typed)
    assert SHIPPED.match(typed) is None


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("chicago bankruptcy", "ilnb"),
        ("Houston, Texas", "txsd txsb"),
        ("open mieb, please", "mieb"),
        ("the bankruptcy court in chicago", "ilnb"),
        ("eastern michigan", "mied mieb"),
        ("MAD", "mad"),
        ("D.N.D.", "ndd"),
        ("cob bankruptcy", "cob"),
        ("2:24-bk-12345 C.D. Cal.", "cacb"),
        ("cook county district court", "ilnd"),
        ("I need https://ecf.txsb.uscourts.gov/cgi-bin/x?1", "txsb"),
    ],
)
def test_what_names_a_court(typed: str, named: str) -> None:
    assert SHIPPED.names(typed)
    match = SHIPPED.match(typed)
    assert match is None if " " in named else match == SHIPPED.get(named)
    assert ids(typed)[: len(named.split())] == named.split()


def test_address_in_other_words_names_none() -> None:
    assert ids("the page at ecf.mieb.uscourts.gov broke", 1) == ["mieb"]
    assert not SHIPPED.names("the page at ecf.mieb.uscourts.gov broke")


def test_no_single_word_of_this_app_names_a_court() -> None:
    """Whatever people answer with the words they were just shown, none of them begins a run."""
    folder = Path(texts.__file__).parent
    said = [
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    spoken = {word.lower() for text in said for word in re.findall(r"[A-Za-z']+", text)}
    assert len(spoken) > 500
    assert [word for word in sorted(spoken) if SHIPPED.names(word) and not SHIPPED.get(word)] == []


def test_both_kinds_of_a_towns_courts_are_shown() -> None:
    assert ids("chicago") == ["ilnd", "ilnb"]
    assert ids("portland")[:4] == ["med", "meb", "ord", "orb"]
    assert ids("poughkeepsie")[:2] == ["nysb", "nysd"]


def test_unfinished_words_find_what_they_begin() -> None:
    assert ids("san fr")[:2] == ["cand", "canb"]
    assert {each[:2] for each in ids("north")[:8]} == {"nc", "nd"}
    assert ids("nys", 2) == ["nysd", "nysb"]
    assert ids("cook c")[:2] == ["ilnd", "ilnb"]
    assert set(ids("washtenaw")) == set(ids("washtena")) == {"mied", "mieb"}


def test_a_few_letters_are_looked_for_and_mean_nothing_yet() -> None:
    assert ids("chicag") == ids("chicago")
    assert SHIPPED.meant("chicag") == ()
    assert [court.id for court in SHIPPED.meant("chicago")] == ["ilnd", "ilnb"]
    assert SHIPPED.meant("chigaco") == SHIPPED.meant("chicago")
    assert SHIPPED.meant(" ") == ()


def test_search_is_bounded_and_nothing_typed_gives_the_first() -> None:
    assert ids("", 2) == ["akb", "akd"]
    assert len(ids("bankr")) == 20


@given(st.text(max_size=500))
def test_any_query_is_answered(query: str) -> None:
    found = SHIPPED.match(query)
    assert found is None or found == SHIPPED.search(query, 1)[0]
    assert SHIPPED.names(query) in {True, False}
