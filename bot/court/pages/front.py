"""A court's front page: whether it is still that of the system which links accounts. PURE.

Looked at only where the menu was not there. NextGen CM/ECF signs nobody in by itself: PACER does. So a password asked
for by the court, or a front page without a sign of CM/ECF, is another system's. Sources: captures of public front pages
of bankruptcy courts (a link to `/cgi-bin/login.pl`) and of district courts (a refresh to `/cgi-bin/ShowIndex.pl`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.court.pages import forms, words
from bot.court.pages.tree import attribute

if TYPE_CHECKING:
    from bot.court.pages.tree import Page

_ADDRESS: Final = re.compile(r"/(?:login|ShowIndex|DisplayMenu|iquery)\.pl\b|/csologin/", re.IGNORECASE)
_NAMED: Final = re.compile(r"\bCM\s?/?\s?ECF\b|\bdocument filing system\b|\bnextgen\b", re.IGNORECASE)
_GONE: Final = re.compile(
    r"\b(?:moved|migrated|replaced|retired|discontinued|decommissioned|converted|transitioned|no longer)\b"
    r"|\bnew [\w -]{0,40}\bsystem\b",
    re.IGNORECASE,
)
"""What a page may say of the system that it names."""
_ADDRESSES: Final = (("a[href]", "href"), ("form[action]", "action"), ("frame[src], iframe[src]", "src"))
_FEWEST: Final = 3
"""Words; a page of fewer says nothing of any system."""


def has_left(front: Page, menu: Page | None) -> bool:
    """Whether a court's front page, and what it gave for its menu, are no longer of NextGen CM/ECF."""
    text = words.spoken(front)
    if words.is_down(text):
        return False
    if _asks_for_a_password(front) or (menu is not None and _asks_for_a_password(menu)):
        return True
    leads_on = front.tree.css_first("a[href], form, button") is not None or _GONE.search(text)
    return bool(leads_on) and len(text.split()) >= _FEWEST and not _is_cmecf(front, text)


def is_away(host: str, courts: str) -> bool:
    """Whether a front page that redirects to `host` hands over to another system: not to the court's own website."""
    return host not in {"", courts} and re.fullmatch(r"(?:www\.)?[a-z0-9]+\.uscourts\.gov", host) is None


def _asks_for_a_password(page: Page) -> bool:
    return any(form.passwords for form in forms.forms_of(page))


def _is_cmecf(page: Page, text: str) -> bool:
    """Whether a page names the system, or leads to an address of its own."""
    title = page.tree.css_first("title")
    named = f"{title.text() if title is not None else ''} {text}"
    leads = (attribute(node, name) or "" for css, name in _ADDRESSES for node in page.tree.css(css))
    scripts = (script.text(deep=True) for script in page.tree.css("script"))
    refreshes = (attribute(meta, "content") or "" for meta in page.tree.css("meta[http-equiv]"))
    names_it = _NAMED.search(named) is not None and not _GONE.search(text)
    return names_it or any(_ADDRESS.search(each) for each in (*leads, *scripts, *refreshes))
