"""The practice court's start page: who can be played, current codes, faults. Plain HTML; works without script."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.court.exchange import text
from bot.sandbox.court.faults import FAULTS, MOMENTS, MOST_SECONDS, MOST_TIMES, PLACES, USUAL_SECONDS, ArmedFault
from bot.sandbox.court.skins import COURTS
from bot.sandbox.court.state import LoggedRequest


def draw(
    people: Sequence[Mapping[str, Any]],
    submits: Mapping[str, Any],
    armed: Sequence[ArmedFault],
    recent: Sequence[LoggedRequest],
) -> str:
    """Draw the whole page."""
    first = [person for person in people if person["start_here"]]
    others = [person for person in people if not person["start_here"]]
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Practice court</title><link rel="stylesheet" href="/practice/court.css"></head>
<body>
<header><h1>Practice court</h1>
<p>This server plays PACER's sign-on and {len(COURTS)} courts, by Host, on this machine only. Everybody below is
invented; nothing typed here reaches a real court.</p>
<nav aria-label="On this page"><a href="#people">People</a> <a href="#faults">Faults</a>
<a href="#happened">What happened</a></nav>
</header>
<main>
<section id="people"><h2>Start with one of these</h2>{"".join(map(_person, first))}
<h2>Everything that can go wrong</h2>{"".join(map(_person, others))}</section>
<section id="faults"><h2>Faults</h2>{_fault_form()}{_armed(armed)}</section>
<section id="happened"><h2>What happened</h2>{_counts(submits)}{_recent(recent)}
<form method="post" action="/practice/reset"><button>Start over: forget links, sign-ins and faults</button></form>
</section>
</main>
<script src="/practice/court.js" defer></script>
</body></html>"""


def _person(person: Mapping[str, Any]) -> str:
    username = text(person["pacer_username"])
    code = "none asked"
    if person["passcode"] is not None:
        state = "used, wait for the next" if person["passcode_used"] else f"{person['passcode_expires_in']} s left"
        shown = f'<code data-passcode-of="{username}">{person["passcode"]}</code>'
        code = f'{shown} <span data-left-of="{username}">{state}</span>'
    return f"""<article><h3>{text(person["name"])}</h3><p>{text(person["summary"])}</p>
<dl><div><dt>PACER username</dt><dd><code>{username}</code></dd></div>
<div><dt>PACER password</dt><dd><code>{text(person["pacer_password"])}</code></dd></div>
<div><dt>Passcode</dt><dd>{code}</dd></div></dl>{_logins(person)}</article>"""


def _logins(person: Mapping[str, Any]) -> str:
    if not person["courts"]:
        return "<p>No CM/ECF account.</p>"
    rows = "".join(
        f'<tr><th scope="row">{text(entry["court"])}</th><td><code>{text(entry["filer_login"])}</code></td>'
        f"<td><code>{text(entry['filer_password'])}</code></td></tr>"
        for entry in person["courts"]
    )
    return (
        f"<details><summary>CM/ECF logins of {text(person['name'])}</summary><table><thead><tr>"
        "<th scope='col'>Court</th><th scope='col'>CM/ECF login</th><th scope='col'>CM/ECF password</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _options(values: Mapping[str, str]) -> str:
    return "".join(f'<option value="{text(value)}">{text(label)}</option>' for value, label in values.items())


def _fault_form() -> str:
    faults = {name: f"{name}: {words}" for name, words in FAULTS.items()}
    places = {place: place.replace("_", " ") for place in PLACES}
    moments = {"after": "after the request had its effect", "before": "before it has any effect"}
    return f"""<form method="post" action="/practice/faults">
<label>Fault <select name="fault">{_options(faults)}</select></label>
<label>At <select name="at">{_options(places)}</select></label>
<label>Strikes <select name="when">{_options({name: moments[name] for name in reversed(MOMENTS)})}</select></label>
<label>Times <input name="times" type="number" value="1" min="1" max="{MOST_TIMES}"></label>
<label>Seconds (slow, drip)
<input name="seconds" type="number" value="{USUAL_SECONDS:.0f}" min="0" max="{MOST_SECONDS:.0f}"></label>
<button>Order this fault</button></form>"""


def _armed(armed: Sequence[ArmedFault]) -> str:
    if not armed:
        return "<p>No fault is on order.</p>"
    entries = "".join(
        f"<li>{order.fault} at {order.at.replace('_', ' ')}, {order.when} the effect, {order.times} more</li>"
        for order in armed
    )
    return (
        f"<h3>On order</h3><ul>{entries}</ul>"
        '<form method="post" action="/practice/faults/clear"><button>Cancel all faults</button></form>'
    )


def _counts(submits: Mapping[str, Any]) -> str:
    links = "".join(
        f"<li>{text(link['filer_login'])} at {text(link['court'])} is linked to {text(link['pacer_username'])}</li>"
        for link in submits["links"]
    )
    return f"<p>Final forms received: <strong>{submits['submits']}</strong></p>" + (
        f"<ul>{links}</ul>" if links else ""
    )


def _recent(recent: Sequence[LoggedRequest]) -> str:
    if not recent:
        return "<p>No request yet.</p>"
    rows = "".join(
        f"<tr><td>{request.n}</td><td>{text(request.method)}</td><td>{text(request.host)}{text(request.path)}</td>"
        f"<td>{text(request.effect)}</td></tr>"
        for request in reversed(recent)
    )
    return (
        "<table><caption>Latest requests</caption><thead><tr><th scope='col'>No.</th><th scope='col'>Method</th>"
        f"<th scope='col'>Address</th><th scope='col'>What it did</th></tr></thead><tbody>{rows}</tbody></table>"
    )
