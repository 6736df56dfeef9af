"""Beside the court: who can be played, what was asked and submitted, which faults are on order; and the start page.

Served under `/practice/` on every host, and at `/` on loopback names. Orders are taken as JSON or from the start page's
own forms, never from another site's page.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.court import start_page, window
from bot.sandbox.court.faults import FAULTS, MOMENTS, PLACES, USUAL_SECONDS, FaultRefusedError
from bot.sandbox.court.people import Person
from bot.sandbox.court.skins import COURTS_BY_ID
from bot.sandbox.court.state import PracticeCourt
from bot.sandbox.court.totp import seconds_left

PAGE_FOLDER = Path(__file__).parent / "page"
PAGE_FILES = {"court.css": "text/css", "court.js": "text/javascript"}
_WINDOW = window.PLACE.removeprefix("/practice/")
SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    # Under "no-referrer" browsers send `Origin: null` with this page's own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def people(state: PracticeCourt) -> dict[str, Any]:
    """List everybody who can be played, with the passcode of this very moment."""
    return {"people": [_person(state, person) for person in state.people], "submits": state.submits}


def _person(state: PracticeCourt, person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "kind": person.kind,
        "summary": person.summary,
        "pacer_username": person.username,
        "pacer_password": person.password,
        "passcode": state.passcode(person),
        "passcode_expires_in": seconds_left(state.now) if person.mfa else None,
        "passcode_used": state.passcode_used(person),
        "courts": [
            {
                "court": filer.court,
                "court_name": COURTS_BY_ID[filer.court].name,
                "filer_login": filer.login,
                "filer_password": filer.password,
            }
            for filer in person.filers
        ],
        "start_here": person.start_here,
    }


def submits(state: PracticeCourt) -> dict[str, Any]:
    """Count the final forms that arrived (`submits`), by what they would link, and list the links made."""
    return {
        "submits": state.submits,
        "by_reference": dict(state.submits_by_reference),
        "links": [
            {"court": link.court, "filer_login": link.filer_login, "pacer_username": link.pacer_username}
            for link in state.made_links
        ],
    }


def faults(state: PracticeCourt) -> dict[str, Any]:
    """List the faults on order, and all that can be ordered."""
    return {
        "faults": [asdict(order) for order in state.faults.armed],
        "known": FAULTS,
        "at": list(PLACES),
        "when": list(MOMENTS),
    }


async def handle(state: PracticeCourt, request: web.Request) -> web.StreamResponse:
    """Answer a request for the practice court itself."""
    if request.method not in ("GET", "HEAD") and not _from_here(request):
        return web.json_response({"error": "orders from another site's page are refused"}, status=403)
    name = request.path.removeprefix("/practice/")
    if name in PAGE_FILES and request.method == "GET":
        content = (PAGE_FOLDER / name).read_text("utf-8")
        return web.Response(text=content, content_type=PAGE_FILES[name], headers=SECURITY_HEADERS)
    action = _window if name.startswith(_WINDOW) else _ACTIONS.get((request.method, request.path))
    if action is None:
        known = ", ".join(f"{method} {path}" for method, path in _ACTIONS)
        return web.json_response({"error": f"no such page; there are {known}"}, status=404)
    response = await action(state, request)
    response.headers.update(SECURITY_HEADERS)
    return response


def _from_here(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.host.lower()


def _listing(make: Callable[[PracticeCourt], Any]) -> Callable[[PracticeCourt, web.Request], Awaitable[web.Response]]:
    async def listing(state: PracticeCourt, _request: web.Request) -> web.Response:
        return web.json_response(make(state))

    return listing


def _requests(state: PracticeCourt) -> list[dict[str, Any]]:
    return [asdict(request) for request in state.requests]


async def _start(state: PracticeCourt, _request: web.Request) -> web.Response:
    page = start_page.draw(people(state)["people"], submits(state), state.faults.armed, tuple(state.requests)[-15:])
    return web.Response(text=page, content_type="text/html", charset="utf-8")


async def _window(state: PracticeCourt, request: web.Request) -> web.Response:
    sent = {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
    page = window.show(state, request.path, sent)
    return web.Response(text=page, content_type="text/html", charset="utf-8")


async def _arm(state: PracticeCourt, request: web.Request) -> web.Response:
    from_form = request.content_type == "application/x-www-form-urlencoded"
    try:
        sent = dict(await request.post()) if from_form else json.loads(await request.read())
        if not isinstance(sent, dict):
            raise FaultRefusedError("send a JSON object: fault, at, and if wanted when, times, seconds")
        state.faults.arm(
            str(sent.get("fault", "")),
            at=str(sent.get("at", "")),
            when=str(sent.get("when", "after")),
            times=int(sent.get("times", 1)),
            seconds=float(sent.get("seconds", USUAL_SECONDS)),
        )
    except (ValueError, TypeError, OverflowError, RecursionError) as refused:
        words = str(refused) if isinstance(refused, FaultRefusedError) else "not a readable order"
        return web.json_response({"error": words}, status=400)
    return _done(state, request)


async def _clear(state: PracticeCourt, request: web.Request) -> web.Response:
    state.faults.clear()
    return _done(state, request)


async def _reset(state: PracticeCourt, request: web.Request) -> web.Response:
    state.reset()
    return _done(state, request)


async def _no_icon(_state: PracticeCourt, _request: web.Request) -> web.Response:
    return web.Response(status=204)


def _done(state: PracticeCourt, request: web.Request) -> web.Response:
    """Answer an order: to a form, back to the start page; to others, with the faults now on order."""
    if request.content_type == "application/x-www-form-urlencoded":
        return web.Response(status=303, headers={"Location": "/#faults"})
    return web.json_response(faults(state))


_ACTIONS: dict[tuple[str, str], Callable[[PracticeCourt, web.Request], Awaitable[web.Response]]] = {
    ("GET", "/"): _start,
    ("GET", "/favicon.ico"): _no_icon,
    ("GET", "/practice/people"): _listing(people),
    ("GET", "/practice/submits"): _listing(submits),
    ("GET", "/practice/requests"): _listing(_requests),
    ("GET", "/practice/faults"): _listing(faults),
    ("POST", "/practice/faults"): _arm,
    ("DELETE", "/practice/faults"): _clear,
    ("POST", "/practice/faults/clear"): _clear,
    ("POST", "/practice/reset"): _reset,
}
