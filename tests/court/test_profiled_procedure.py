"""The procedure at a court of which its operator says something: weighed, and no rule loosened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.court import procedure
from bot.court.exchange import Get, PostForm
from bot.court.profile import Profile
from bot.court.results import Failed, NotSent, Sent
from bot.vocabulary import Trouble
from tests.court.answers import KINDS, answered
from tests.court.roads import ANSWERS, COURT, FORM, LOGIN, SESSION, asking

if TYPE_CHECKING:
    from bot.court.exchange import Came
    from bot.court.model import CourtSession


def profiled(profile: Profile) -> CourtSession:
    return replace(SESSION, court=replace(COURT, profile=profile), form=FORM)


NAMED = Profile(entry=("/cgi-bin/Join.pl",))
SILENT = answered("<div id='topmenu'><a href='/cgi-bin/login.pl?logout'>L</a></div>")


@pytest.mark.parametrize("kind", ["menu with neither", "menu that offers the link", "says nothing"])
def test_the_link_page_is_where_the_menu_or_else_the_operator_says(kind: str) -> None:
    menu = SILENT if kind == "says nothing" else KINDS[kind]
    asked = procedure.advance(procedure.resume(profiled(NAMED).court, SESSION), menu).next
    assert isinstance(asked, Get)
    assert asked.step == "link_page"
    assert asked.url.endswith("/cgi-bin/Join.pl") == (kind != "menu that offers the link")
    sent = procedure.advance(procedure.submit(profiled(NAMED)), menu).next
    assert isinstance(sent, PostForm)
    assert sent.irreversible


def test_no_operator_leads_a_filer_without_menus_to_the_link() -> None:
    menu = KINDS["menu of a filer without menus"]
    assert isinstance(procedure.advance(procedure.resume(profiled(NAMED).court, SESSION), menu).next, Failed)
    assert isinstance(procedure.advance(procedure.submit(profiled(NAMED)), menu).next, NotSent)


def test_an_entry_that_only_the_operator_names_proves_nothing() -> None:
    for menu in (KINDS["menu with neither"], SILENT):
        assert isinstance(procedure.advance(procedure.read_menu(profiled(NAMED)), menu).next, Failed)


GONE = KINDS["something of another system"]


@pytest.mark.parametrize("came", [GONE, KINDS["404"], KINDS["too tangled"]])
def test_a_court_of_another_system_is_known_by_its_front_page(came: Came) -> None:
    asked = procedure.advance(procedure.resume(COURT, SESSION), came)
    assert isinstance(asked.next, Get)
    assert (asked.next.step, asked.next.url) == ("front_page", f"https://{COURT.host}/")
    left = procedure.advance(asked, GONE).next
    assert isinstance(left, Failed)
    assert (left.trouble, left.words) == (Trouble.COURT_LEFT_NEXTGEN, "")
    assert left.session is not None
    moved = procedure.advance(asked, answered("", 301, "https://portal.example.org/")).next
    assert isinstance(moved, Failed)
    assert moved.trouble is Trouble.COURT_LEFT_NEXTGEN
    for other in (KINDS["404"], KINDS["lost"], KINDS["503"], KINDS["bounce by script"]):
        stays = procedure.advance(asked, other)
        while isinstance(stays.next, Get):
            stays = procedure.advance(stays, other)
        assert isinstance(stays.next, Failed)
        assert stays.next.trouble is Trouble.UNEXPECTED_PAGE


def test_a_menu_that_is_there_or_a_court_that_is_down_is_no_reason_to_look_at_the_front_page() -> None:
    for kind in ("503", "link offered twice", "something else", "lost", "maintenance with 200"):
        assert isinstance(procedure.advance(procedure.resume(COURT, SESSION), KINDS[kind]).next, Failed), kind


def test_a_court_that_would_forget_its_form_is_not_looked_at_before_the_submit() -> None:
    at_once = Profile(read_menu_before_submit=False)
    step = procedure.submit(replace(profiled(at_once), form=asking(FORM)), ANSWERS)
    assert isinstance(step.next, PostForm)
    assert (step.next.irreversible, step.next.answers) == (True, ANSWERS)
    assert isinstance(procedure.advance(step, KINDS["not sent"]).next, NotSent)
    assert isinstance(procedure.advance(step, KINDS["congratulations"]).next, Sent)
    with pytest.raises(ValueError, match="no form to confirm"):
        procedure.submit(replace(profiled(at_once), form=LOGIN))


def test_pages_are_read_by_the_profile_of_their_court() -> None:
    go = "<form method=post action=v>Old login <input name=l> Key <input type=password name=p>{}</form>"
    two = go.format("<button name=a>Merge</button><button name=b>Other</button>")
    merging = profiled(Profile(go=("Merge",)))
    on_page = procedure.advance(procedure.resume(merging.court, SESSION), KINDS["menu that offers the link"])
    held = procedure.advance(on_page, answered(two)).next
    assert not isinstance(held, Failed)
    step = procedure.advance(procedure.submit(merging), KINDS["menu that offers the link"])
    asked_on = procedure.advance(
        step, answered("<form method=post action=v>Go on.<button>Merge</button><button>Other</button></form>")
    )
    assert isinstance(asked_on.next, Get)
