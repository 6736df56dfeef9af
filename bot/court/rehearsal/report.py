"""A rehearsal's report: a line for each page that was met. PURE; no word of a page's, no name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.court.model import MenuShows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

SHOWS: Final = {
    MenuShows.FILER: "a filer is attached, with filing menus",
    MenuShows.NO_FILER: "no filer is attached",
    MenuShows.MENUS_MISSING: "a filer is attached, but there are no filing menus",
}
_WANTED: Final = {
    "menu": "the menu",
    "menu_part": "a part of the menu",
    "link_page": "the link page",
    "filer_login": "the answer to the old login",
}
_SAID: Final = {"go": "which button goes on", "ignore_form": "which form is not meant", "entry": "where the link is"}
_FIRST_ERROR: Final = 400


def line(name: str, about: Mapping[str, Any], at: datetime) -> str:
    """Say what was made of a page: its file, court, time, what it was asked for as, and what it was taken for."""
    wanted = _WANTED.get(about["step"], about["step"].replace("_", " "))
    return f"{at:%Y-%m-%d %H:%M} UTC  {about['court']}  {name}: asked for {wanted}; {_understood(about)}"


def pointed(what: str) -> str:
    """Say that the operator said what is meant, and of what; not what they said."""
    return f"the operator said {_SAID.get(what, 'what the ' + what.replace('_', ' ') + ' is called')}"


def _understood(about: Mapping[str, Any]) -> str:
    if about["withheld"]:
        return f"not kept, since {about['withheld']}"
    said = _sent_on(about) or _error(about) or _READ[about["reader"]](about["read"])
    return said + ("" if about["reads_alike"] else "; the kept page reads otherwise than the court's")


def _sent_on(about: Mapping[str, Any]) -> str:
    return "sent on to another address" if about["redirects_to"] else ""


def _error(about: Mapping[str, Any]) -> str:
    """Say that it is an error; the procedure reads no words of one."""
    return f"an error page (status {about['status']})" if about["status"] >= _FIRST_ERROR else ""


def _menu(read: Mapping[str, Any]) -> str:
    shows = SHOWS[MenuShows(read["shows"])] if read["shows"] else "it does not say whether a filer is attached"
    return f"a menu: {shows}; the link is {'offered' if read['link'] else 'not offered'}"


def _part(read: Mapping[str, Any]) -> str:
    filing = "filing menus" if read["events"] else "no filing menus"
    return f"a part of the menu: {filing}; the link is {'offered' if read['link'] else 'not offered'}"


def _login(read: Mapping[str, Any]) -> str:
    encoding = "multipart" if read["multipart"] else "url-encoded"
    return f"the form for the old login, {len(read['fields'])} fields, {encoding}"


def _verify(read: Mapping[str, Any]) -> str:
    told = "in the page's own lines" if read["lines"] else "told apart"
    remarked = ", ".join(each.replace("_", " ") for each in read["warnings"]) or "nothing"
    return f"both accounts, {told}; remarked: {remarked}"


def _other(read: Mapping[str, Any]) -> str:
    if read["bounce"]:
        return "sent to PACER's sign-on"
    return f"a page of none of the steps; trouble: {read['trouble'].replace('_', ' ') or 'none that is known'}"


_READ: Final = {"menu": _menu, "part": _part, "login": _login, "verify": _verify, "other": _other}
