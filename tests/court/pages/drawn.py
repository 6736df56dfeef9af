"""Pages drawn for one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.court.pages import readers

if TYPE_CHECKING:
    from bot.court.pages.tree import Page

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"
ENTRY = "/cgi-bin/LinkIt.pl?123456789012345-L_1_0-1"
OUT = "<a href='/cgi-bin/login.pl?logout'>Log Out</a>"


def page(html: str, address: str = HERE) -> Page:
    return readers.read(html.encode(), "text/html", address)
