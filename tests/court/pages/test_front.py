"""A front page tells whether a court is still on the system that links accounts, and says nothing where it is down."""

from __future__ import annotations

import pytest

from bot.court.pages import front
from tests.court.pages.drawn import page

OWN_LOGIN = "<form method=post action=/cgi-bin/login.pl>Login <input name=login><input type=password name=key></form>"
MENU = page("<p>Not Found")

STAYS = {
    "a bankruptcy court's": "<title>CM/ECF - LIVE DATABASE</title><a href='/cgi-bin/login.pl'>Document Filing System",
    "a district court's": "<meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'>",
    "one that sends to PACER": "<script>location='https://pacer.login.uscourts.gov/csologin/'</script><a href=#>Go on",
    "one that only names it": "<p>Welcome to CM/ECF of this court",
    "one in its title alone": "<title>NextGen CM/ECF</title><p>Welcome to this court",
    "one with a frame": "<frameset><frame src='/cgi-bin/ShowIndex.pl'></frameset>",
    "one that speaks of what is gone beside its login": "<p>It was replaced.<a href='/cgi-bin/login.pl'>CM/ECF",
    "one that leads nowhere": "<p>This is a page of some words.",
    "down": "<p>The system is down for scheduled maintenance.",
    "next to nothing": "<p>Not found",
    "nothing": "",
}
GONE = {
    "another's": "<title>Portal</title><p>Welcome to the court's filing portal. <a href='/portal/in'>Sign in</a>",
    "one that says so": "<p>CM/ECF has been replaced by the court's portal.",
    "one that speaks of a new system": "<p>This court uses a new case management system instead of CM/ECF.",
    "one with a login of its own": f"<title>CM/ECF</title>{OWN_LOGIN}",
}


@pytest.mark.parametrize("html", STAYS.values(), ids=STAYS.keys())
def test_a_front_page_of_the_system_or_of_none_turns_nobody_away(html: str) -> None:
    assert not front.has_left(page(html), MENU)
    assert not front.has_left(page(html), None)


@pytest.mark.parametrize("html", GONE.values(), ids=GONE.keys())
def test_a_front_page_of_another_system_is_told(html: str) -> None:
    assert front.has_left(page(html), None)


@pytest.mark.parametrize(
    ("host", "away"),
    [
        ("", False),
        ("ecf.mieb.uscourts.gov", False),
        ("www.mieb.uscourts.gov", False),
        ("mieb.uscourts.gov", False),
        ("cases.example.org", True),
        ("portal.cms.uscourts.gov", True),
    ],
)
def test_a_redirect_to_the_courts_own_website_is_no_other_system(host: str, away: bool) -> None:
    assert front.is_away(host, "ecf.mieb.uscourts.gov") == away


def test_a_menu_that_asks_for_a_password_is_of_another_system() -> None:
    assert front.has_left(page(STAYS["a bankruptcy court's"]), page(OWN_LOGIN))
    assert not front.has_left(page(STAYS["down"]), page(OWN_LOGIN))
