"""Updating the list of courts from PACER's feed: what changes, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import copy
import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import CourtKind, RegistryError
from bot.court.registry.feed import FeedChange, describe, update
from bot.court.registry.registry import load_json, read_courts

if TYPE_CHECKING:
    from pathlib import Path

TEXT = resources.files("bot.court.registry").joinpath("data/courts.json").read_text("utf-8")
SHIPPED: Any = json.loads(TEXT)
SUPREME_COURT = {"court_id": "SCOTUS", "title": "Supreme Court of the United States", "type": "National"}
TYPES = {"bankruptcy": "Bankruptcy", "district": "District", "appellate": "Appeals", "national": "District"}


def as_feed(court: dict[str, Any]) -> dict[str, Any]:
    """Write one of our courts as PACER's feed does."""
    return {
        "title": court["name"],
        "court_name": "District",
        "web_url": court["website"],
        "login_url": f"https://{court['host']}",
        "counties": [{"name": "Any", "state": state} for state in reversed(court["states"])],
        "help_desk": [
            {"courtId": court["psc_id"], "phone": phone.split(" (")[0]}
            | ({"division": phone.split(" (")[1][:-1]} if " (" in phone else {})
            for phone in court["phones"]
        ],
        "circuit": "06",
        "court_id": court["psc_id"],
        "type": TYPES[court["kind"]],
    }


@pytest.fixture
def into(tmp_path: Path) -> Path:
    path = tmp_path / "courts.json"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def feed() -> dict[str, Any]:
    locator = {
        "title": "Pacer Case Locator",
        "court_id": "00PCL",
        "type": "District",
        "login_url": "https://pcl.example",
    }
    return {
        "meta": {"last_updated": "Mon, 02 Feb 2026 06:10:04 -0500"},
        "data": [locator, *(as_feed(court) for court in SHIPPED["courts"]), SUPREME_COURT],
    }


def run(tmp_path: Path, into: Path, feed: Any) -> FeedChange:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(feed), "utf-8")
    return update(file, into)


def courts_of(into: Path) -> dict[str, Any]:
    return {court.id: court for court in read_courts(load_json(into.read_text("utf-8"), "x"), "x")}


def test_same_feed_keeps_almost_everything(tmp_path: Path, into: Path, feed: dict[str, Any]) -> None:
    before = courts_of(into)
    change = run(tmp_path, into, feed)
    assert (change.added, change.removed, change.total) == ((), (), 208)
    after = courts_of(into)
    assert after["mieb"] == before["mieb"]
    assert json.loads(into.read_text("utf-8"))["meta"]["source_last_updated"] == feed["meta"]["last_updated"]


def test_our_own_format_is_taken_too(tmp_path: Path, into: Path) -> None:
    assert run(tmp_path, into, SHIPPED).nothing


def test_what_changed_is_shown(tmp_path: Path, into: Path, feed: dict[str, Any]) -> None:
    run(tmp_path, into, feed)
    entries = feed["data"]
    mieb = next(entry for entry in entries if entry["court_id"] == "MIEBK")
    mieb["help_desk"] = [{"phone": "NA", "hours": "8AM &#045; 4PM", "email": "a&#064;b.gov"}]
    feed["data"] = [entry for entry in entries if entry["court_id"] != "COBK"]
    new = as_feed(SHIPPED["courts"][0]) | {
        "court_id": "NEWBK",
        "login_url": "https://ecf.newb.uscourts.gov",
        "citation_string": "Bankr. New",
    }
    del feed["meta"]
    feed["data"] += [new, new | {"court_id": "CITXX", "login_url": "https://ecf.cofx.uscourts.gov", "type": "Appeals"}]
    change = run(tmp_path, into, feed)
    assert (change.added, change.removed, change.changed) == (("cofx", "newb"), ("cob",), ("mieb",))
    assert not change.nothing
    after = courts_of(into)
    assert (after["mieb"].hours, after["mieb"].emails, after["mieb"].phones) == ("8AM - 4PM", ("a@b.gov",), ())
    assert (after["newb"].citation, after["newb"].filer_menus) == ("Bankr. New", ("Bankruptcy", "Adversary"))
    assert (after["cofx"].kind, after["cofx"].filer_menus) == (CourtKind.APPELLATE, ())


def test_national_court_that_is_new(tmp_path: Path, into: Path, feed: dict[str, Any]) -> None:
    without = copy.deepcopy(SHIPPED)
    without["courts"] = [court for court in without["courts"] if court["id"] != "cit"]
    into.write_text(json.dumps(without), "utf-8")
    assert run(tmp_path, into, feed).added == ("cit",)
    assert courts_of(into)["cit"].kind is CourtKind.NATIONAL


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"court_id": ""}, "court_id: missing"),
        ({"login_url": None}, "login_url: missing"),
        ({"login_url": "https://example.org", "court_id": "X"}, "is no court id"),
        ({"login_url": "https://ecf.mieb.uscourts.gov.example.org"}, "is not ecf."),
        ({"type": "Supreme", "court_id": "X"}, "is none of"),
        ({"help_desk": "call us"}, "help_desk: expected a list"),
        ({"counties": [1]}, "counties: expected a list"),
    ],
)
def test_bad_entry_is_refused_and_nothing_changes(
    tmp_path: Path, into: Path, feed: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    feed["data"][1].update(change)
    with pytest.raises(RegistryError, match=words):
        run(tmp_path, into, feed)
    assert into.read_text("utf-8") == TEXT


@pytest.mark.parametrize("feed_as", [[], {}, {"data": []}, {"data": [1]}, {"courts": []}, "text"])
def test_what_is_no_feed_is_refused(tmp_path: Path, into: Path, feed_as: Any) -> None:
    with pytest.raises(RegistryError, match=r"feed\.json"):
        run(tmp_path, into, feed_as)
    assert into.read_text("utf-8") == TEXT


def test_feed_that_lost_many_courts_is_refused(tmp_path: Path, into: Path, feed: dict[str, Any]) -> None:
    feed["data"] = feed["data"][:50]
    with pytest.raises(RegistryError, match="only 49 courts where there were 208"):
        run(tmp_path, into, feed)


def test_unreadable_feed(tmp_path: Path, into: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        update(tmp_path / "none.json", into)


def test_update_says_line_by_line_what_changed(tmp_path: Path, into: Path, feed: dict[str, Any]) -> None:
    run(tmp_path, into, feed)
    assert describe(run(tmp_path, into, feed)) == ["Nothing changed: 208 courts."]
    data = feed["data"]
    gone = next(index for index, entry in enumerate(data) if entry["court_id"] == "AKBK")
    data[gone] |= {"court_id": "XXBK", "login_url": "https://ecf.xxb.uscourts.gov", "title": "Example Court"}
    found = next(entry for entry in data if entry["court_id"] == "MIEBK")
    found["web_url"] = "http://www.example.uscourts.gov"
    lines = describe(run(tmp_path, into, feed))
    assert lines[0] == "+ xxb: Example Court, ecf.xxb.uscourts.gov"
    assert lines[1].startswith("- akb: ")
    assert lines[2].startswith("~ mieb: website: http")
    assert lines[2].endswith(" -> http://www.example.uscourts.gov")
    assert lines[3:] == ["1 added, 1 removed, 1 changed: 208 courts."]
