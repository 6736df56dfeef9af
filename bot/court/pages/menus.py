"""A court's menu: who it is drawn for, and the way to the link, from all the parts that it is made of. PURE.

Three signs tell whether a filer is attached, and a link is proven only when they do not speak against each other: the
events menus, the id in the bar or in the address of the script that the page loads, and the entry that is offered to
those who are not linked. Read so, 859 captured public pages of 56 shapes say what they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.court.model import MenuShows
from bot.court.pages import entries, forms
from bot.court.pages.forms import FormUnfitError
from bot.court.pages.tree import attribute, text_of
from bot.court.pages.written import written_by_script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from bot.court.pages.entries import Entry
    from bot.court.pages.tree import Page

_ID: Final = re.compile(r"menu\.pl\?(?:[^#]{0,80}&)?id=(-?\d{1,19})(?!\d)", re.IGNORECASE)
_NONE: Final = frozenset({"-1", "0"})
_EVENTS: Final = re.compile(r"\b(?:Bankruptcy|Adversary|Civil|Criminal)Events\b")
_LOG_OUT: Final = re.compile(r"\blogin\.pl\?logout|\blogout\.pl\b", re.IGNORECASE)
_YUI_BAR: Final = "#topmenu a, .yuimenubar a"
_SCRIPT: Final = re.compile(r"/cgi-bin/menu\.pl\?id=-?\d{1,19}$")
_MENU: Final = re.compile(r"/cgi-bin/\w{0,40}Menu\w{0,40}\.pl(?:\?[\w=&%+. -]{0,100})?$", re.IGNORECASE)
_GROUP: Final = re.compile(r"nextgen|\byour account\b|\blink", re.IGNORECASE)
_GREYED: Final = re.compile(r"disabled|inactive|greyed|grayed|\bgr[ae]y\b", re.IGNORECASE)
_BAR, _LONG_BAR = 300, 600
"""More text than this within an element, and it is no menu bar; it may be longer until a menu stands in it."""
_MOST_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class Menu:
    """What a menu says: whom it is drawn for, None where it does not say or its signs speak against each other.

    `link`: the address of the page that links. `alike`: something like it is offered whose address cannot be told.
    """

    shows: MenuShows | None
    link: str | None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What the parts of a menu that were read so far say; `parts` are the addresses of those that were not."""

    signed_in: bool = False
    ids: frozenset[bool] = frozenset()
    events: bool = False
    offers: tuple[Entry, ...] = ()
    parts: tuple[str, ...] = ()
    unread: bool = False

    def and_of(self, other: Signs) -> Signs:
        """Add what another part says."""
        return Signs(
            self.signed_in or other.signed_in,
            self.ids | other.ids,
            self.events or other.events,
            (*self.offers, *other.offers),
            self.parts,
            self.unread or other.unread,
        )

    def next_part(self) -> str | None:
        """Give the part to be read next: none any more once it is clear whom the menu is for and where the link is.

        Filing menus without a filer's id are not clear while the link may be offered in a part that was not read.
        """
        filer = True in self.ids and self.said().shows is MenuShows.FILER
        return self.parts[0] if self.parts and not (self.signed_in and (self.said().link or filer)) else None

    def without_next(self, *, unread: bool = False) -> Signs:
        """Take the next part as read; `unread` when it did not come."""
        return replace(self, parts=self.parts[1:], unread=self.unread or unread)

    def without_offers(self) -> Signs:
        """Take every offer as none, as one is whose page says that there is nothing to link."""
        return replace(self, offers=())

    def said(self, *, bare: bool = False) -> Menu:
        """Weigh the signs; `bare`: the same menu had no filing menus before, so that they are new now.

        Raises ValueError when the link is offered more than once, to different places.
        """
        link, offered = entries.best(self.offers), bool(self.offers)
        return Menu(self._shows(offered=offered, bare=bare), link, (offered or self.unread) and link is None)

    def weighed(self) -> str:
        """Say in a few words what was seen, for a log: no address and no word of the page's."""
        ids = "/".join("filer" if each else "none" for each in sorted(self.ids)) or "not said"
        points = ",".join(str(entry.score) for entry in self.offers) or "none"
        left = f", {len(self.parts)} parts not asked for" if self.parts else ""
        lost = ", a part did not come" if self.unread else ""
        return f"id {ids}, events {'yes' if self.events else 'no'}, entries by points {points}{left}{lost}"

    def _shows(self, *, offered: bool, bare: bool) -> MenuShows | None:
        if len(self.ids) > 1 or (self.events and False in self.ids):
            return None
        if self.events:
            # A filer's id and menus, or menus that are new, outweigh an entry that a court leaves where it was.
            silent = not offered and not self.unread
            return MenuShows.FILER if True in self.ids or silent or bare else None
        if False in self.ids:
            return MenuShows.NO_FILER
        if True in self.ids:
            return None if offered else MenuShows.MENUS_MISSING
        return MenuShows.NO_FILER if offered else None


def signs(page: Page) -> Signs:
    """Read a page of a court's, or a part of one."""
    bar = [*bar_of(page), *(bar_of(written) if (written := written_by_script(page)) else ())]
    hrefs = [(attribute(anchor, "href") or "") for anchor in bar]
    scripts = [attribute(script, "src") or "" for script in page.tree.css("script[src]")]
    menu_scripts = [src for src in scripts if "/menu.pl?" in src]
    ids = {match[1] not in _NONE for href in (*hrefs, *menu_scripts) for match in _ID.finditer(href)}
    return Signs(
        signed_in=any(_LOG_OUT.search(href) for href in hrefs),
        ids=frozenset(ids),
        events=any(_EVENTS.search(attribute(anchor, "href") or "") and not _is_greyed(anchor) for anchor in bar),
        offers=(*entries.entries(page), *(entries.entries(written) if written else ())),
        parts=tuple(dict.fromkeys(_parts(page, menu_scripts)))[:_MOST_PARTS],
    )


def signs_of_script(page: Page) -> Signs:
    """Read the script that builds the drop-downs of a menu: all that is looked for there is the link."""
    return Signs(offers=entries.entries_in_script(page))


def is_signed_in(page: Page) -> bool:
    """Whether a page has a way to log out."""
    written = written_by_script(page)
    bars = (*bar_of(page), *(bar_of(written) if written else ()))
    return any(_LOG_OUT.search(attribute(anchor, "href") or "") for anchor in bars)


def bar_of(page: Page) -> list[LexborNode]:
    """Give the menu bar's anchors: of the bar that courts are known to have, or of what stands around "Log Out"."""
    known: list[LexborNode] = page.tree.css(_YUI_BAR)
    if any(_LOG_OUT.search(attribute(anchor, "href") or "") for anchor in known):
        return known
    out = next((node for node in page.tree.css("a[href]") if _LOG_OUT.search(attribute(node, "href") or "")), None)
    return [*known, *_around(out)] if out is not None else known


def _around(out: LexborNode) -> list[LexborNode]:
    bar, around = [out], out.parent
    while around is not None and around.tag != "html":
        most = _BAR if any("Menu.pl" in (attribute(each, "href") or "") for each in bar) else _LONG_BAR
        if len(text_of(around)) > most:
            break
        bar, around = around.css("a"), around.parent
    return bar


def _is_greyed(anchor: LexborNode) -> bool:
    marks = [attribute(anchor, name) or "" for name in ("class", "style")]
    off = attribute(anchor, "aria-disabled") == "true" or attribute(anchor, "disabled") is not None
    return off or any(_GREYED.search(mark) for mark in marks)


def _parts(page: Page, menu_scripts: list[str]) -> Iterator[str]:
    """Give what else the menu may stand in: frames, the script that builds it, a menu that a group of it leads to."""
    frames = [attribute(frame, "src") or "" for frame in page.tree.css("frame[src], iframe[src]")]
    groups = [
        attribute(anchor, "href") or ""
        for anchor in page.tree.css("a[href*='Menu' i]")
        if _GROUP.search(text_of(anchor))
    ]
    for address in (*frames, *menu_scripts, *groups):
        full = _here(page, address)
        wanted = full and (address in frames or _SCRIPT.search(full) or _MENU.search(full))
        if full and wanted and not _LOG_OUT.search(full) and full != page.url:
            yield full


def is_script(address: str) -> bool:
    """Whether an address is that of the script which builds a menu."""
    return _SCRIPT.search(address) is not None


def _here(page: Page, address: str) -> str | None:
    """Give an address in full, if it is of the page's own host."""
    try:
        full = forms.resolve(page, address)
    except FormUnfitError:
        return None
    same = urlsplit(full)[:2] == urlsplit(page.url)[:2]
    return full if same else None
