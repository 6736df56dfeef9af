"""The courts as somebody sees them who opens one in a browser, under `/practice/court/<host>`: plain pages of ours.

The app meets the courts by Host, as they are written; a browser cannot get there. So these pages show the same memory,
the same menus and the same words in a window of their own, which works on a phone and by ear. A link made here by hand
is made as the court's own final form makes it.
"""

import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from bot.sandbox.court.courts import LINK_TEXT, Court
from bot.sandbox.court.exchange import text
from bot.sandbox.court.linking import SUBMIT
from bot.sandbox.court.people import Filer, Person, Sort
from bot.sandbox.court.skins import COURTS, COURTS_BY_HOST
from bot.sandbox.court.state import PracticeCourt

PLACE = "/practice/court/"
_UTILITIES = "Utilities"
_LOG_OUT = "Log Out"
_HOST_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


def show(state: PracticeCourt, path: str, asked: Mapping[str, str]) -> str:
    """Draw a page of the window. `asked`: `as` whose window it is, `menu` what was clicked, or a form that was sent."""
    host = path.removeprefix(PLACE).strip("/").lower()
    court = COURTS_BY_HOST.get(host)
    if court is None:
        return _not_played(host)
    person = _whose(state, court, asked.get("as", ""))
    if "login" in asked:
        return _both_accounts(state, court, person, asked)
    if "number" in asked:
        return _linked(state, court, person, asked["number"])
    return _window(state, court, person, _content(state, court, person, asked.get("menu", "")))


def _whose(state: PracticeCourt, court: Court, username: str) -> Person:
    """Find who looks: whoever was asked for, else whose accounts were linked here last, else the first to play."""
    made = [link.pacer_username for link in state.made_links if link.court == court.id]
    wanted = username or (made[-1] if made else "")
    return next((person for person in state.people if person.username == wanted), state.people[0])


def _menus(state: PracticeCourt, court: Court, person: Person) -> list[str]:
    if person.sort is Sort.ADMINISTRATIVE:
        return ["Help", _LOG_OUT]
    linked = state.link_of_person(court.id, person.username) is not None
    files = linked and not person.fees_locked
    return [
        *(court.filer_menus if files else ()),
        "Query",
        "Reports",
        _UTILITIES,
        *(("Search",) if files else ()),
        "Help",
        _LOG_OUT,
    ]


def _content(state: PracticeCourt, court: Court, person: Person, menu: str) -> str:
    if menu not in _menus(state, court, person):
        return _standing(state, court, person)
    if menu in court.filer_menus:
        events = "".join(f"<li>{each}</li>" for each in ("Motions/Applications", "Notices", "Other"))
        return f"<h2>{menu} Events</h2><ul>{events}</ul><p>Here filing begins. The practice court ends here.</p>"
    if menu == _UTILITIES:
        return _utilities(state, court, person)
    return f"<h2>{menu}</h2><p>This part of CM/ECF is not part of the practice court.</p>"


def _standing(state: PracticeCourt, court: Court, person: Person) -> str:
    first, second = court.filer_menus
    if first in _menus(state, court, person):
        return f"<h2>You can file here</h2><p>The menu bar shows {first} and {second}: the accounts are linked.</p>"
    return (
        f"<h2>You cannot file here yet</h2><p>The menu bar shows neither {first} nor {second}. "
        "After a link, refresh your screen.</p>"
    )


def _utilities(state: PracticeCourt, court: Court, person: Person) -> str:
    linked = state.link_of_person(court.id, person.username) is not None
    groups = "".join(_group(court, heading, labels, linked=linked) for heading, labels in court.skin.groups)
    return f"<h2>{_UTILITIES}</h2>{groups}{'' if linked else _old_login(court, person)}"


def _group(court: Court, heading: str | None, labels: Sequence[str], *, linked: bool) -> str:
    shown = [
        court.skin.link_text if label == LINK_TEXT else label for label in labels if label != LINK_TEXT or not linked
    ]
    lines = "".join(
        f'<li><a href="#link">{label}</a></li>' if label == court.skin.link_text else f"<li>{label}</li>"
        for label in shown
    )
    return f"<h3>{heading or 'More'}</h3><ul>{lines}</ul>"


def _old_login(court: Court, person: Person, again: str = "") -> str:
    link = court.skin.link
    wrong = f'<p role="alert">{again}</p>' if again else ""
    return f"""<section id="link"><h3>{link.title}</h3>{wrong}<p>{link.prose}</p>
<form method="post" action="{_address(court)}">{_hidden("as", person.username)}
<label>{link.login_label} <input name="login" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
<label>{link.password_label} <input name="password" type="password" autocomplete="off"></label>
<button>{link.button[1]}</button></form></section>"""


def _both_accounts(state: PracticeCourt, court: Court, person: Person, sent: Mapping[str, str]) -> str:
    filer = _filer(state, court, sent["login"], sent.get("password", ""))
    if filer is None:
        return _window(state, court, person, _old_login(court, person, court.skin.link.again))
    form = state.issue_form(SUBMIT, state.open_session(person), court.id, (), filer)
    verify = court.skin.verify
    rows = ((verify.filer_label, filer.holder, filer.login), (verify.pacer_label, person.account_name, person.username))
    listed = "".join(f"<div><dt>{label}</dt><dd>{text(name)} ({text(login)})</dd></div>" for label, name, login in rows)
    content = f"""<h2>{verify.title}</h2><p>{verify.prose}</p><dl>{listed}</dl>
<form method="post" action="{_address(court)}">{_hidden("as", person.username)}{_hidden("number", form.number)}
<button>{verify.button[1]}</button></form>"""
    return _window(state, court, person, content)


def _filer(state: PracticeCourt, court: Court, login: str, password: str) -> Filer | None:
    here = (filer for person in state.people for filer in person.filers if filer.court == court.id)
    given = password.encode("utf-8", "replace")
    return next(
        (each for each in here if each.login == login and hmac.compare_digest(each.password.encode(), given)), None
    )


def _linked(state: PracticeCourt, court: Court, person: Person, number: str) -> str:
    form = state.form(number)
    state.count_submit(court.id, form)
    filer = None if form is None or form.spent or form.court != court.id else form.filer
    if form is None or filer is None:
        return _window(state, court, person, "<h2>Error</h2><p>This form cannot be processed.</p>")
    form.spent = True
    taken = state.link_of_filer(court.id, filer.login) or state.link_of_person(court.id, person.username)
    if taken is not None:
        return _window(state, court, person, "<h2>Not linked</h2><p>One of the two is linked to another already.</p>")
    before = _menus(state, court, person)
    state.make_link(filer, person.username)
    # The bar is still the one from before: it changes when the screen is refreshed.
    return _draw(court, person, before, state.people, f"<h2>Linked</h2><p>{court.skin.success}</p>")


def _window(state: PracticeCourt, court: Court, person: Person, content: str) -> str:
    return _draw(court, person, _menus(state, court, person), state.people, content)


def _draw(court: Court, person: Person, menus: Sequence[str], people: Sequence[Person], content: str) -> str:
    kind = "Bankruptcy" if court.is_bankruptcy else "District"
    items = "".join(f'<li><a href="{_address(court, person, menu)}">{menu}</a></li>' for menu in menus)
    options = "".join(
        f'<option value="{text(each.username)}"{" selected" if each is person else ""}>{text(each.name)}</option>'
        for each in people
    )
    return _page(
        f"{court.name} - CM/ECF",
        f"""<header><p class="practice">Practice court, on this machine only. It stands for {court.host}.</p>
<h1>U.S. {kind} Court, {court.name}</h1>
<form method="get" action="{_address(court)}"><label>Signed in to PACER as
<select name="as">{options}</select></label><button>Refresh your screen</button></form></header>
<nav class="menus" aria-label="Menu bar"><ul>{items}</ul></nav><main>{content}</main>""",
    )


def _not_played(host: str) -> str:
    courts = "".join(f'<li><a href="{_address(court)}">{court.name}</a> ({court.id})</li>' for court in COURTS)
    named = host if host and set(host) <= _HOST_NAMES else "that address"
    return _page(
        "Not played here - practice court",
        f"""<header><p class="practice">Practice court, on this machine only.</p>
<h1>{text(named)} is not played here</h1></header><main>
<p>In your firm this leads to the real site. The practice court plays other courts, and nothing here leads outside.</p>
<h2>Courts that are played</h2><ul>{courts}</ul></main>""",
    )


def _page(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="/practice/court.css"></head>
<body>{body}</body></html>"""


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{text(value)}">'


def _address(court: Court, person: Person | None = None, menu: str = "") -> str:
    query = {"as": person.username, "menu": menu} if person else {}
    return f"{PLACE}{quote(court.host)}{text(f'?{urlencode(query)}') if query else ''}"
