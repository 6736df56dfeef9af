"""The report of a rehearsal: what was understood of each page, when and where, and nobody's name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from bot.court import PageKeeper
from bot.court.exchange import Answer, Answered
from bot.vault import Secret
from tests.court.answers import KINDS, URL

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def report_of(folder: Path, *pages: tuple[str, str]) -> list[str]:
    """Give the report's lines, each without when and where."""
    keeper = PageKeeper(folder, lambda: NOON)
    for step, kind in pages:
        came = KINDS[kind]
        assert isinstance(came, Answered)
        keeper.keep(step, "mieb", came.answer, (Secret("jexample"), Secret("jexample88")))
    lines = (folder / "report.txt").read_text("utf-8").splitlines()
    assert all(line.startswith("2026-03-02 12:00 UTC  mieb  0") for line in lines)
    return [line.split(": ", 1)[1] for line in lines]


def test_each_step_is_told_as_it_was_understood(tmp_path: Path) -> None:
    assert report_of(
        tmp_path,
        ("menu", "bounce by script"),
        ("menu", "redirect within"),
        ("menu", "menu that offers the link"),
        ("menu_part", "menu that offers the link"),
        ("menu_part", "menu of a filer"),
        ("menu_part", "bounce by script"),
        ("menu", "link offered twice"),
        ("link_page", "page that asks for the old login"),
        ("filer_login", "wrong login, form again"),
        ("filer_login", "both accounts"),
        ("filer_login", "page of both accounts in one sentence"),
    ) == [
        "asked for the menu; sent to PACER's sign-on",
        "asked for the menu; sent on to another address",
        "asked for the menu; a menu: no filer is attached; the link is offered",
        "asked for a part of the menu; a part of the menu: no filing menus; the link is offered",
        "asked for a part of the menu; a part of the menu: filing menus; the link is not offered",
        "asked for a part of the menu; sent to PACER's sign-on",
        "asked for the menu; a page of none of the steps; trouble: none that is known",
        "asked for the link page; the form for the old login, 5 fields, multipart",
        "asked for the answer to the old login; the form for the old login, 2 fields, url-encoded",
        "asked for the answer to the old login; both accounts, told apart; remarked: nothing",
        "asked for the answer to the old login; both accounts, in the page's own lines; remarked: not compared",
    ]


@pytest.mark.parametrize(
    ("kind", "understood"),
    [
        (
            "menu of a filer without menus",
            "a filer is attached, but there are no filing menus; the link is not offered",
        ),
        ("menu with neither", "no filer is attached; the link is not offered"),
        ("404", "an error page (status 404)"),
        ("too tangled", "not kept, since too many tags, or nested too deeply"),
        ("wrong login, form again", "a page of none of the steps; trouble: wrong filer credentials"),
    ],
)
def test_what_was_not_expected_is_told_too(tmp_path: Path, kind: str, understood: str) -> None:
    assert report_of(tmp_path, ("menu", kind))[0].endswith(understood)


def test_a_report_goes_on_after_a_restart_names_nobody_and_is_the_owner_s_only(tmp_path: Path) -> None:
    body = b"<p>Welcome, Qwentin Zyskander</p><p>CM/ECF account: Qwentin Zyskander</p>"
    there = Answer(200, f"{URL}&name=Zyskander", "text/html", body, "/x/Zyskander")
    for hours in (0, 5):
        local = NOON.astimezone(timezone(timedelta(hours=hours)))
        PageKeeper(tmp_path, lambda at=local: at).keep("menu", "mieb", there, ())  # type: ignore[misc]
    report = tmp_path / "report.txt"
    assert report.stat().st_mode & 0o077 == 0
    lines = report.read_text("utf-8").splitlines()
    assert [line[:38] for line in lines] == [f"2026-03-02 12:00 UTC  mieb  00{n}-menu: " for n in (1, 2)]
    assert "zyskander" not in report.read_text("utf-8").casefold()
