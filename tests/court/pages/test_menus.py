"""Whom a menu is drawn for: captured bars, and drawn ones whose signs agree or speak against each other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.court.model import MenuShows
from bot.court.pages import menus, readers
from bot.court.pages.menus import Menu, Signs
from tests.court.pages.drawn import ENTRY, OUT, page

CAPTURED: list[dict[str, Any]] = json.loads(Path(__file__).with_name("captured_bars.json").read_text("utf-8"))
"""Shapes of the menu bars of captured public pages, how many had each, and what it says."""
SAYS = {"filer": MenuShows.FILER, "no filer": MenuShows.NO_FILER, "bar does not say": None}
CIVIL = "<a href='/cgi-bin/DisplayMenu.pl?CivilEvents'>Civil</a>"
LINK = f"<a href='{ENTRY}'>Link a CM/ECF account to my PACER account</a>"
SCRIPT = "<script src='/cgi-bin/menu.pl?id={}'></script>"


def drawn(shape: dict[str, Any]) -> str:
    items = "".join(
        f"<li class=yuimenubaritem><a class=yuimenubaritemlabel href='{href}'>x</a></li>" for href in shape["bar"]
    )
    scripts = "".join(f"<script type='text/javascript' src='{src}'></script>" for src in shape["scripts"])
    calls = "".join(f"CMECF.MainMenu.{call}();" for call in shape["calls"])
    return f"{scripts}<div id=topmenu class=yuimenubar><ul>{items}</ul></div><script>{calls}</script>"


def test_every_captured_bar_is_read_as_what_it_says() -> None:
    right = 0
    for shape in CAPTURED:
        signs = menus.signs(page(drawn(shape).replace("id=N", "id=2159336")))
        assert signs.signed_in
        right += shape["pages"] * (signs.said().shows is SAYS[shape["says"]])
    assert (right, sum(shape["pages"] for shape in CAPTURED)) == (859, 859)


@pytest.mark.parametrize(
    ("html", "shows"),
    [
        (CIVIL + OUT, MenuShows.FILER),
        (CIVIL + OUT + SCRIPT.format(2159336), MenuShows.FILER),
        (CIVIL + OUT + SCRIPT.format(-1), None),
        (CIVIL + OUT + LINK, None),
        (CIVIL + OUT + SCRIPT.format(2159336) + LINK, MenuShows.FILER),
        (CIVIL + OUT + SCRIPT.format(-1) + LINK, None),
        (
            CIVIL.replace("<a ", "<a class='yuimenubaritemlabel-disabled' ") + OUT + SCRIPT.format(-1),
            MenuShows.NO_FILER,
        ),
        (CIVIL.replace("<a ", "<a style='color:gray' ") + OUT, None),
        (CIVIL.replace("<a ", "<a aria-disabled=true ") + OUT, None),
        (OUT + SCRIPT.format(-1), MenuShows.NO_FILER),
        (OUT + SCRIPT.format(0), MenuShows.NO_FILER),
        (OUT + SCRIPT.format(2159336), MenuShows.MENUS_MISSING),
        (OUT + SCRIPT.format(2159336) + LINK, None),
        (OUT + SCRIPT.format(2159336) + SCRIPT.format(-1), None),
        (OUT + LINK, MenuShows.NO_FILER),
        (OUT, None),
        (OUT + "<p>CivilEvents</p><a href='/cgi-bin/x.pl?id=7'>x</a>", None),
    ],
)
def test_a_filer_is_seen_when_no_sign_speaks_against_it(html: str, shows: MenuShows | None) -> None:
    assert menus.signs(page(f"<div id=topmenu>{html}</div>")).said().shows is shows


def test_filing_menus_that_are_new_outweigh_an_entry_that_stays() -> None:
    read = menus.signs(page(f"<div id=topmenu>{CIVIL}{OUT}</div>{LINK}"))
    assert read.said(bare=True).shows is MenuShows.FILER
    assert read.said().shows is None
    greyed = menus.signs(page(f"<div id=topmenu>{CIVIL}{OUT}</div>{SCRIPT.format(-1)}{LINK}"))
    assert greyed.said(bare=True).shows is None, "an id that says otherwise is never outweighed"
    none_yet = menus.signs(page(f"<div id=topmenu>{OUT}</div>{LINK}"))
    assert none_yet.said(bare=True).shows is MenuShows.NO_FILER


ITEMS = [
    "<a href='/cgi-bin/DisplayMenu.pl?BankruptcyEvents&id=12'>Bankruptcy</a>",
    "<a href='/cgi-bin/DisplayMenu.pl?Utilities&id=12'>Utilities</a>",
    "<a href='/cgi-bin/login.pl?logout'>Log Out</a>",
]


@pytest.mark.parametrize(
    "html",
    [
        "<ul class=nav>" + "".join(f"<li>{item}" for item in ITEMS) + "</ul>",
        "<table><tr>" + "".join(f"<td>{item}" for item in ITEMS) + "</table>",
        "<table><tr>" + "".join(f"<td><table><tr><td>{item}</table>" for item in ITEMS) + "</table>",
        "<nav>" + " | ".join(ITEMS) + "</nav>",
        "<center><font>" + " ".join(f"[{item}]" for item in ITEMS) + "</font></center>",
    ],
)
def test_a_bar_of_another_make_is_what_stands_around_the_way_out(html: str) -> None:
    text = "<p>BankruptcyEvents are filed there.</p>" * 40
    signs = menus.signs(page(f"{html}<div>{text}<a href='/cgi-bin/DisplayMenu.pl?CivilEvents&id=-1'>x</a></div>"))
    assert signs.signed_in
    assert signs.said().shows is MenuShows.FILER


def test_a_long_page_around_the_way_out_is_no_bar() -> None:
    html = f"<div><ul><li>{ITEMS[1]}<li>{OUT}</ul><p>{'word ' * 200}</p>{CIVIL}</div>"
    assert menus.signs(page(html)).said().shows is MenuShows.MENUS_MISSING, "the bar's own id, and not the far menu"


def test_a_bar_that_the_page_itself_writes_is_read_as_it_stands_in_the_script() -> None:
    lines = "".join("document.write('<td>" + item.replace("'", '"') + "<\\/td>');\n" for item in ITEMS)
    signs = menus.signs(page(f"<table><tr><script>\n{lines}</script></tr></table>"))
    assert signs.signed_in
    assert signs.said().shows is MenuShows.FILER
    link = LINK.replace("'", '"')
    written = menus.signs(
        page(f"{OUT}<script>document.write('{link}');</script><script>var x = '{CIVIL[:9]}';</script>")
    )
    assert written.said().link == f"https://ecf.mieb.uscourts.gov{ENTRY}"


def test_what_is_written_is_not_read_when_it_is_too_tangled() -> None:
    assert not menus.signs(page(f"<script>document.write('{'<b>' * 600}{OUT[:9]}')</script>")).signed_in


def test_what_stands_far_from_the_bar_is_not_of_it() -> None:
    far = f"<div id=topmenu><ul></ul></div><p>{'word ' * 200}{CIVIL}</p>"
    assert menus.signs(page(f"<div>{OUT}</div>{far}")).said().shows is None


def test_the_rest_of_a_menu_is_read_only_when_it_is_needed() -> None:
    rest = f"{SCRIPT.format(-1)}<iframe src='/cgi-bin/menu2.pl'></iframe>"
    first = menus.signs(page(OUT + rest))
    assert first.next_part() == "https://ecf.mieb.uscourts.gov/cgi-bin/menu2.pl", "a frame before the script"
    then = first.without_next().and_of(menus.signs(page("<p>Nothing")))
    assert then.next_part() == "https://ecf.mieb.uscourts.gov/cgi-bin/menu.pl?id=-1"
    last = then.without_next()
    assert last.next_part() is None
    assert last.said() == Menu(MenuShows.NO_FILER, None)
    assert then.without_next(unread=True).said() == Menu(MenuShows.NO_FILER, None, alike=True)
    assert menus.signs(page(OUT + rest + LINK)).next_part() is None
    assert menus.signs(page(f"<div id=topmenu>{CIVIL}{OUT}</div>{rest}")).next_part() is not None, "they disagree"
    filer = f"<div id=topmenu>{CIVIL}{OUT}</div>{SCRIPT.format(12)}"
    assert menus.signs(page(filer)).next_part() is None


def test_filing_menus_without_an_id_are_no_link_while_an_unread_part_may_offer_it() -> None:
    first = menus.signs(page(f"<div id=topmenu>{CIVIL}{OUT}</div><iframe src='/cgi-bin/menu2.pl'></iframe>"))
    assert first.next_part() is not None
    offered = first.without_next().and_of(menus.signs(page(LINK)))
    assert offered.said().shows is None
    assert first.without_next(unread=True).said().shows is None
    assert first.without_next(unread=True).said(bare=True).shows is MenuShows.FILER, "they are new"
    assert first.without_next().and_of(menus.signs(page("<p>Nothing"))).said().shows is MenuShows.FILER


def test_a_frame_of_another_host_or_that_signs_out_is_never_asked_for() -> None:
    frames = ("https://elsewhere.uscourts.gov/x", "/cgi-bin/login.pl?logout", "mailto:x@example.org", "Here.pl", "//[")
    html = OUT + "".join(f"<iframe src='{each}'></iframe>" for each in frames)
    assert menus.signs(page(html)).parts == ()


def test_no_more_than_a_few_parts_are_read() -> None:
    html = OUT + "".join(f"<iframe src='/cgi-bin/part{each}.pl'></iframe>" for each in range(40))
    assert len(menus.signs(page(html)).parts) == 4


def test_a_group_of_the_menu_may_have_a_page_of_its_own() -> None:
    group = "/cgi-bin/DisplayMenu.pl?NextGen&id=-1"
    html = OUT + f"<a href='{group}'>NextGen Release 1.1 Menu Items</a><a href='/cgi-bin/DisplayMenu.pl?Help'>Help</a>"
    assert menus.signs(page(html)).parts == (f"https://ecf.mieb.uscourts.gov{group}",)


def test_the_link_in_another_part_is_found() -> None:
    first = menus.signs(page(OUT + SCRIPT.format(-1)))
    script = readers.read(
        f'menu.add({{text: "Link a CM\\/ECF account to my PACER account", url: "{ENTRY}"}});'.encode(),
        "text/javascript",
        "https://ecf.mieb.uscourts.gov/cgi-bin/menu.pl?id=-1",
    )
    assert menus.is_script(script.url)
    whole = first.without_next().and_of(menus.signs_of_script(script))
    assert whole.said() == Menu(MenuShows.NO_FILER, f"https://ecf.mieb.uscourts.gov{ENTRY}")


def test_what_was_weighed_is_told_without_a_word_of_the_pages() -> None:
    read = menus.signs(page(f"<div id=topmenu>{CIVIL}{OUT}</div>{SCRIPT.format(-1)}{LINK}<iframe src=x.pl></iframe>"))
    assert read.weighed() == "id none, events yes, entries by points 6, 2 parts not asked for"
    lost = replace(read.without_next(unread=True), parts=())
    assert lost.weighed() == "id none, events yes, entries by points 6, a part did not come"
    assert Signs().weighed() == "id not said, events no, entries by points none"


def test_nothing_read_says_nothing() -> None:
    assert Signs().said() == Menu(None, None)
    assert Signs().next_part() is None


def test_filing_menus_are_a_filer_where_every_offer_is_taken_back() -> None:
    events = menus.signs(page(f"<div id=topmenu>{CIVIL}{OUT}</div>{LINK}"))
    assert events.said().shows is None
    assert events.without_offers().said().shows is MenuShows.FILER
    assert replace(events, ids=frozenset({False})).without_offers().said().shows is None
    assert replace(events, unread=True).without_offers().said().shows is None
