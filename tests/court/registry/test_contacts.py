"""Whom to call at a court: numbers, mail addresses and hours of the feed, without its remarks."""

from __future__ import annotations

import re

import pytest

from bot.court import Registry
from bot.court.registry import contacts

SHIPPED = Registry.shipped()
LINE = re.compile(r"(?:\d{3}-\d{3}-\d{4}(?: (?:ext\.|option) \d+)?|[\w.+-]+@[\w.-]+\.gov)(?: \([A-Z0-9][^@#]*\))?")


@pytest.mark.parametrize(
    ("said", "division", "told"),
    [
        ("313-234-0065", "Detroit", "313-234-0065 (Detroit)"),
        ("(317) 229-3800", "", "317-229-3800"),
        ("1-888-318-2260", "All divisions", "888-318-2260 (All divisions)"),
        ("215-408-2800 Ext. 2368", "Philadelphia", "215-408-2800 ext. 2368 (Philadelphia)"),
        ("866-222-8029, Option 12", "", "866-222-8029 option 12"),
        ("215-408-2800", "For login/pswd assistance", "215-408-2800"),
        ("855-460-9641", "CALL CENTER", "855-460-9641 (Call center)"),
        ("212-668-2870", "NYC", "212-668-2870 (NYC)"),
        ("703-299-2101", "Alexandria - Civil & all user IDs/pswds", "703-299-2101 (Alexandria - Civil)"),
        ("866-220-4379", "Lincoln & North Platte", "866-220-4379 (Lincoln & North Platte)"),
        (
            "585-613-4000 - general #",
            "Rochester http://www.example.gov for passwords",
            "585-613-4000 (Rochester)",
        ),
        ("NA", "help@txwd.uscourts.gov - Replies will be sent Mon.-Fri.", ""),
        ("", "Detroit", ""),
    ],
)
def test_a_number_with_its_place(said: str, division: str, told: str) -> None:
    assert contacts.phone(said, division) == told


def test_mail_addresses_wherever_they_stand() -> None:
    said = (
        "ecf@x.uscourts.gov",
        "NA (ecf@x.uscourts.gov - soon)",
        "cut@x.uscourts.go",
        "deadmail@localhost",
        "b@y.gov",
    )
    assert contacts.addresses(*said) == ("ecf@x.uscourts.gov", "b@y.gov")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("8:30am-4:00pm Monday-Friday", "8:30am-4:00pm Monday-Friday"),
        ("9:00 a.m. to Noon and 1:00 to 4:30 p.m.", "9:00 a.m. to Noon and 1:00 to 4:30 p.m."),
        (
            "8:30 am to 4:30 pm, M-F - Bring Photo ID - Parking information is elsewhere",
            "8:30 am to 4:30 pm, M-F",
        ),
        (
            "The office is open from 9:00 a.m. to 4:00 p.m., except on legal holidays.",
            "9:00 a.m. to 4:00 p.m.",
        ),
        ("Monday and Friday 8:30 a.m. to 4:30 p.m., on every Tuesday 8:30 a.m. to 3:00 p.m.", ""),
        ("As of October 1, 2021 the office is closed. Please direct any inquiries elsewhere.", ""),
        ("Unmanned", ""),
        ("", ""),
    ],
)
def test_hours_and_nothing_else(said: str, told: str) -> None:
    assert contacts.hours(said) == told


def test_the_nearest_number_then_the_one_for_all_then_the_main_office() -> None:
    phones = ("810-235-4126 (Flint)", "313-234-0065 (Detroit)", "212-668-2870 (NYC)")
    offices = ("Detroit", "Flint", "New York")
    assert contacts.line(phones, (), "9-5", offices, "") == "313-234-0065 (Detroit; 9-5)"
    assert contacts.line(phones, (), "", offices, "the bankruptcy court in Flint") == "810-235-4126 (Flint)"
    assert contacts.line(phones, (), "", offices, "new york") == "212-668-2870 (NYC)"
    assert contacts.line((*phones, "800-000-0000"), (), "", offices, "ohio") == "800-000-0000"
    assert contacts.line(phones[:1], (), "x" * 100, (), "") == "810-235-4126 (Flint)"
    assert contacts.line((), ("a@b.gov",), "9-5", (), "") == "a@b.gov (9-5)"
    assert contacts.line((), (), "9-5", (), "") == ""
    criminal = ("804-916-2230 (Richmond - Criminal)", "804-916-2220 (Richmond - Civil)")
    assert contacts.line(criminal, (), "", ("Richmond",), "") == "804-916-2220 (Richmond - Civil)"


def test_every_shipped_court_has_a_clean_line() -> None:
    lines = {court.id: SHIPPED.contact(court) for court in SHIPPED.all()}
    assert [key for key, line in lines.items() if not line] == ["bap1", "bap10", "ca9"]
    assert [line for line in lines.values() if line and not LINE.fullmatch(line)] == []
    assert max(map(len, lines.values())) <= contacts.LONGEST_LINE
    assert lines["mieb"].startswith("313-234-0065 (Detroit; 8:30am")
