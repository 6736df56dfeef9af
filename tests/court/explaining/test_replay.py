"""A kept rehearsal goes through the procedure as it went, says where it stops, and holds nothing that was typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.court import PageKeeper, Registry, RehearsalError
from bot.court.exchange import Answer, Answered
from bot.court.explaining.replay import Replay, replay
from bot.court.rehearsal.kept import kept_in
from bot.vault import Secret
from tests.court.answers import HOST, KINDS, SIGN_ON, URL

if TYPE_CHECKING:
    from pathlib import Path

    from bot.court.exchange import Came

REGISTRY = Registry.shipped()
WHOLE = (
    ("menu", "menu that offers the link"),
    ("link_page", "page that asks for the old login"),
    ("filer_login", "both accounts"),
)
EXACT = (Secret("jexample"), Secret("jexample88"))


def rehearsed(folder: Path, *pages: tuple[str, str], court: str = "mieb") -> Replay:
    keeper = PageKeeper(folder)
    for step, kind in pages:
        came: Came = KINDS[kind]
        assert isinstance(came, Answered)
        keeper.keep(step, court, came.answer, EXACT)
    return replay(kept_in(folder), REGISTRY)


def test_a_whole_rehearsal_comes_to_both_accounts(tmp_path: Path) -> None:
    told = rehearsed(tmp_path, *WHOLE)
    assert told.arrived
    assert told.lines == [
        "U.S. Bankruptcy Court, Eastern District of Michigan (mieb), run 1",
        "  asks PACER to sign on",
        "    taken for granted: PACER's answers are not kept",
        f"  asks for the menu, {HOST}/cgi-bin/DisplayMenu.pl?Utilities",
        "    001-menu, status 200",
        f"  goes on to the link page, {HOST}/cgi-bin/Nameac.pl?id=-1",
        "    002-link_page, status 200",
        "  keeps the form for the old login, and asks the person for it",
        f"  fills in the old login and sends it to {HOST}/cgi-bin/Nameac.pl?N-L_1_0-1",
        "    003-filer_login, status 200",
        "  shows both accounts, and waits for the consent",
        "  = both accounts are shown",
    ]
    assert "jexample" not in str(told.lines)


def test_a_second_try_with_the_old_login_goes_on_in_its_run(tmp_path: Path) -> None:
    told = rehearsed(tmp_path, *WHOLE[:2], ("filer_login", "wrong login, form again"), WHOLE[2])
    assert told.arrived
    assert "  stops: wrong filer credentials, and tells the page's words" in told.lines
    assert sum(", run " in line for line in told.lines) == 1


def test_a_login_that_the_page_names_is_nobodys_in_a_replay(tmp_path: Path) -> None:
    assert rehearsed(tmp_path, *WHOLE[:2], ("filer_login", "page of another login")).arrived


def test_glitches_are_got_over_as_they_were(tmp_path: Path) -> None:
    bounced = [("menu", "bounce by script"), ("menu", "redirect to the sign-on"), ("sign_out", "nothing")]
    told = rehearsed(tmp_path, *bounced, *WHOLE[:1], ("link_page", "no access"), *WHOLE[1:])
    assert told.arrived
    assert told.lines.count("  asks PACER to sign on") == 2
    assert "    003-sign_out, status 200" in told.lines


def test_where_a_redirect_led_is_kept_with_its_host(tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path)
    for location in (SIGN_ON, "/cgi-bin/Other.pl", "http://["):
        keeper.keep("menu", "mieb", Answer(302, URL, "text/html", b"", location), ())
    answers = [page.answer for page in kept_in(tmp_path)]
    assert [each.location for each in answers if each][1:] == ["/cgi-bin/Other.pl", "http://["]
    assert answers[0] is not None
    assert answers[0].location.startswith("https://pacer.login.uscourts.gov/csologin/")


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        (WHOLE[:1], "no page is kept of that"),
        (WHOLE[:2], "no page is kept of that"),
        ((WHOLE[0], WHOLE[2]), "no page is kept of that; the next one is 002-filer_login"),
        ((("menu", "menu of a filer"),), "ends: linked already"),
        ((*WHOLE[:2], ("filer_login", "page that asks twice")), "stops: unexpected page"),
        ((WHOLE[2],), "001-filer_login: left out, since no run begins with it"),
        ((("menu", "too tangled"),), "withheld in the rehearsal, since too many tags"),
        ((*WHOLE, ("menu", "something else")), "stops: link not offered"),
    ],
)
def test_where_it_stops_before_both_accounts_is_said(
    tmp_path: Path, pages: tuple[tuple[str, str], ...], why: str
) -> None:
    told = rehearsed(tmp_path, *pages)
    assert not told.arrived
    assert any(why in line for line in told.lines)
    assert "  = it stops before both accounts" in told.lines


def test_the_last_run_at_every_court_counts(tmp_path: Path) -> None:
    assert rehearsed(tmp_path / "a", ("menu", "something else"), *WHOLE).arrived
    rehearsed(tmp_path / "b", *WHOLE)
    told = rehearsed(tmp_path / "b", ("menu", "something else"), court="txwb")
    assert not told.arrived
    assert [line for line in told.lines if ", run " in line][1].endswith("(txwb), run 1")
    rehearsed(tmp_path / "d", ("menu", "something else"))
    assert not rehearsed(tmp_path / "d", *WHOLE, court="txwb").arrived
    unled = rehearsed(tmp_path / "c", *WHOLE, court="ca6")
    assert not unled.arrived
    assert unled.lines == ["ca6: no court whose link this app leads, so its pages are left out."]


def test_a_folder_that_is_no_rehearsals_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RehearsalError, match="cannot be read"):
        kept_in(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(RehearsalError, match="holds no page"):
        kept_in(tmp_path)
    (tmp_path / "001-menu.json").write_text(json.dumps({"step": "menu"}))
    with pytest.raises(RehearsalError, match=r"001-menu\.json or the page beside it cannot be read \(KeyError\)"):
        kept_in(tmp_path)
