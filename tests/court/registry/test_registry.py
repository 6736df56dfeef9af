"""The courts: shipped, found, overridden by their operator."""

from __future__ import annotations

import copy
import json
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import CourtKind, Registry, RegistryError
from bot.court.profile import Profile
from bot.court.registry.registry import load_json, read_courts

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED: Any = json.loads(resources.files("bot.court.registry").joinpath("data/courts.json").read_text("utf-8"))


def test_shipped_courts_are_whole_and_say_where_they_come_from(registry: Registry) -> None:
    kinds = [court.kind for court in registry.all()]
    assert [kinds.count(kind) for kind in CourtKind] == [94, 95, 16, 3]
    assert all(court.citation and court.name and court.psc_id for court in registry.all())
    assert {"source", "source_last_updated", "rights", "obtained_via"} <= SHIPPED["meta"].keys()


def test_court_of_the_guide(registry: Registry) -> None:
    court = registry.get(" MIEB ")
    assert court is not None
    assert (court.host, court.psc_id, court.automated) == ("ecf.mieb.uscourts.gov", "MIEBK", True)
    assert court.linking_since == date(2021, 6, 1)
    assert court.filer_menus == ("Bankruptcy", "Adversary")
    assert "313-234-0065 (Detroit)" in court.phones
    assert registry.get("nowhere") is None


def test_appellate_and_national_courts_are_guided(registry: Registry) -> None:
    assert [court.id for court in registry.all() if not court.automated and court.kind is CourtKind.DISTRICT] == []
    assert not any(court.automated for court in registry.all() if court.kind is CourtKind.APPELLATE)


@pytest.mark.parametrize(
    ("query", "court_id"),
    [
        ("mieb", "mieb"),
        ("MIEBK", "mieb"),
        ("bankr ed mich", "mieb"),
        ("Bankr. E.D. Mich.", "mieb"),
        ("mich e.d. bankruptcy", "mieb"),
        ("eastern district of michigan bankruptcy court", "mieb"),
        ("michigan eastern bankr", "mieb"),
        ("detroit bankruptcy", "mieb"),
        ("bankrupcy eastern michgan", "mieb"),
        ("ecf.mieb.uscourts.gov", "mieb"),
        ("W.D. Tex.", "txwd"),
        ("bankr wd tex", "txwb"),
        ("bankruptcy colorado", "cob"),
        ("sdny", "nysd"),
        ("9th Cir.", "ca9"),
        ("d.d.c.", "dcd"),
    ],
)
def test_clear_match(registry: Registry, query: str, court_id: str) -> None:
    found = registry.match(query)
    assert found is not None
    assert found.id == court_id
    assert registry.search(query)[0].id == court_id


def test_overrides(tmp_path: Path) -> None:
    file = tmp_path / "courts.json"
    rules = {
        "txwb": {"guided_only": True, "note": "Local rule."},
        "cob": {"hidden": True},
        "txwd": {"linking_since": "2020-02-03", "hidden": False},
    }
    file.write_text(json.dumps(rules))
    registry = Registry.shipped(file)
    guided = registry.get("txwb")
    dated = registry.get("txwd")
    assert guided is not None
    assert dated is not None
    assert (guided.automated, guided.note) == (False, "Local rule.")
    assert dated.linking_since == date(2020, 2, 3)
    assert registry.get("cob") is None
    assert len(registry.all()) == 207


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not JSON"),
        ("[]", "expected an object"),
        ('{"nowhere": {}}', "no court has the id 'nowhere'"),
        ('{"mieb": 1}', "mieb: expected an object"),
        ('{"mieb": {"colour": "red"}}', "mieb.colour: unknown"),
        ('{"mieb": {"hidden": "yes"}}', "mieb.hidden: expected true or false"),
        ('{"mieb": {"note": 1}}', "mieb.note: expected a text"),
        ('{"mieb": {"linking_since": "June"}}', "mieb.linking_since: expected a date"),
        (json.dumps({"mieb": {"note": "x" * 501}}), "at most 500"),
        ("[" * 100_000, "not JSON"),
        ('{"mieb": {}, "cob": {}, "mieb": {}}', "mieb: stands there 2 times; put all"),
        ('{"mieb": {"entry": 1}}', "mieb.entry: expected a text, or a list of 1 to 5 texts"),
        ('{"mieb": {"go": []}}', "mieb.go: expected a text, or a list"),
        ('{"mieb": {"go": ["a", 1]}}', "mieb.go: expected a text, or a list"),
        ('{"mieb": {"go": ["a", "b", "c", "d", "e", "f"]}}', "mieb.go: expected a text, or a list"),
        ('{"mieb": {"login": " : "}}', "mieb.login: has no words; write them as the court's page has them"),
        (json.dumps({"mieb": {"login": "x" * 201}}), "mieb.login: at most 200 characters"),
        ('{"mieb": {"entry": "https://ecf.akb.uscourts.gov/cgi-bin/x.pl"}}', "entry: leads away from this court"),
        ('{"mieb": {"entry": "//example.org/cgi-bin/x.pl"}}', "mieb.entry: leads away from this court"),
        ('{"mieb": {"entry": "https://["}}', "mieb.entry: leads away from this court"),
        ('{"mieb": {"entry": "https://ecf.mieb.uscourts.gov:8443/x.pl"}}', "mieb.entry: leads away from this court"),
        ('{"mieb": {"entry": "/cgi-bin/login.pl?logout"}}', "mieb.entry: is no address of a page for that"),
        ('{"mieb": {"ignore_form": "https://ecf.mieb.uscourts.gov"}}', "mieb.ignore_form: is no address of a page"),
        ('{"mieb": {"read_menu_before_submit": "no"}}', "mieb.read_menu_before_submit: expected true or false"),
        ('{"mieb": {"login": "ID:", "password": ["Key", "id"]}}', "mieb.password: says the same as login, and no box"),
        ('{"mieb": {"filer_account": "A", "pacer_account": "a"}}', "mieb.pacer_account: says the same as filer_acc"),
    ],
)
def test_bad_overrides_say_what_and_where(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "rules.json"
    file.write_text(text)
    with pytest.raises(RegistryError, match=r"rules\.json") as refused:
        Registry.shipped(file)
    assert words in str(refused.value)


def test_every_fault_is_told_at_once_with_what_to_write(tmp_path: Path) -> None:
    file = tmp_path / "rules.json"
    file.write_text('{"mieb": {"colour": 1, "hidden": "yes"}, "nowhere": {}, "cob": {"login": ""}, "akb": 1}')
    with pytest.raises(RegistryError) as refused:
        Registry.shipped(file)
    assert [line.removeprefix(f"{file}: ").split(": ")[0] for line in str(refused.value).splitlines()] == [
        "mieb.colour",
        "mieb.hidden",
        "no court has the id 'nowhere'; write it as in ecf.<id>.uscourts.gov.",
        "cob.login",
        "akb",
    ]


def test_what_an_operator_says_of_a_courts_pages(tmp_path: Path) -> None:
    said: dict[str, Any] = {
        "entry": ["Join  accounts", "/cgi-bin/Join.pl"],
        "login": "Court name:",
        "password": "Court word",
        "go": ["Look me up", "Do it"],
        "filer_account": "At the court",
        "pacer_account": "At PACER",
        "ignore_form": ["quick", "/cgi-bin/Find.pl"],
        "read_menu_before_submit": False,
    }
    file = tmp_path / "courts.json"
    file.write_text(json.dumps({"mieb": said, "akb": {"guided_only": True}}))
    registry = Registry.shipped(file)
    court, other = registry.get("mieb"), registry.get("akb")
    assert court is not None
    assert other is not None
    assert (other.automated, other.profile) == (False, Profile())
    assert court.profile == Profile(
        entry=("Join accounts", "/cgi-bin/Join.pl"),
        login=("Court name:",),
        password=("Court word",),
        go=("Look me up", "Do it"),
        filer_account=("At the court",),
        pacer_account=("At PACER",),
        ignore_form=("quick", "/cgi-bin/Find.pl"),
        read_menu_before_submit=False,
    )
    assert court.profile.to_json() == said | {"entry": ["Join accounts", "/cgi-bin/Join.pl"]}
    assert Profile().to_json() == {}
    more = Profile(login=("Court name:", "Name"), go=("Go",)).and_also(court.profile)
    assert (more.login, more.go) == (("Court name:", "Name"), ("Go", "Look me up", "Do it"))
    assert not more.read_menu_before_submit


def test_overrides_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        Registry.shipped(tmp_path / "missing.json")
    (tmp_path / "latin.json").write_bytes(b"\xff")
    with pytest.raises(RegistryError, match="cannot be read"):
        Registry.shipped(tmp_path / "latin.json")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "UPPER CASE"}, "is no court id"),
        ({"host": "ecf.example.org"}, "is not ecf."),
        ({"kind": "supreme"}, "is none of"),
        ({"name": None}, "name: expected a text"),
        ({"states": ["Michigan", 1]}, "states: expected a list of texts"),
        ({"id": "akd"}, "comes twice"),
    ],
)
def test_bad_list_of_courts_is_refused(change: dict[str, Any], words: str) -> None:
    raw = {"courts": copy.deepcopy(SHIPPED["courts"][:2])}
    raw["courts"][0].update(change)
    with pytest.raises(RegistryError, match=words):
        read_courts(raw, "list")


@pytest.mark.parametrize("text", ["[]", "{}", '{"courts": []}', '{"courts": [1]}'])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(RegistryError):
        read_courts(load_json(text, "list"), "list")


def test_a_firm_can_leave_every_court_to_the_browser() -> None:
    shipped = Registry.shipped()
    by_hand = shipped.by_hand()
    assert not [court.id for court in by_hand.all() if court.automated]
    assert [court.id for court in by_hand.all()] == [court.id for court in shipped.all()]
