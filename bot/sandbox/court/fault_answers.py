"""What the ordered faults do to an answer. How an answer is delivered badly (late, in part, not) is in `delivery`."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from bot.sandbox.court import linking, pages, sign_on, site
from bot.sandbox.court.courts import Court
from bot.sandbox.court.exchange import Answer, Incoming, html_answer, text
from bot.sandbox.court.state import PracticeCourt

BOMB_BYTES = 64 * 1024 * 1024
STATUSES = {
    "bad_request": (400, "Bad Request"),
    "forbidden": (403, "Forbidden"),
    "not_found": (404, "Not Found"),
    "server_error": (500, "Internal Server Error"),
    "bad_gateway": (502, "Bad Gateway"),
    "unavailable": (503, "Service Unavailable"),
    "too_many": (429, "Too Many Requests"),
}
INPUT_NAME = re.compile(rb"""(<input\b(?=[^>]*type=["']?(?:text|password)\b)[^>]*?\bname=["']?)(\w+)""", re.IGNORECASE)
FORM = re.compile(rb"<form\b.*?</form>", re.IGNORECASE | re.DOTALL)
OTHER_FORM = (
    b"<form method='GET' action='/cgi-bin/iquery.pl'><label>Find a case <input type='text' name='case_num'></label>"
    b"<input type='submit' value='Find'></form>"
)


def nothing_done(court: Court | None, incoming: Incoming) -> Answer:
    """Answer when a fault struck before the effect: nothing was done, and a page without meaning says so."""
    if court is None:
        return sign_on.result(incoming, *sign_on.BAD_REQUEST, "nothing done")
    return site.draw(
        court, "<html><head><title>CM/ECF</title></head><body><p>Please wait...</p></body></html>", "nothing done"
    )


def changed(fault: str, state: PracticeCourt, court: Court | None, incoming: Incoming, given: Answer) -> Answer:
    """Give the answer as the fault leaves it; faults of delivery leave it whole."""
    if fault in BODIES:
        body = BODIES[fault](given.body)
        return replace(given, body=body, content_type=_charset(fault, given), headers=_with_encoding(fault, given))
    if fault in STATUSES:
        status, words = STATUSES[fault]
        retry = (("Retry-After", "30"),) if status == 429 else ()  # noqa: PLR2004 - HTTP's own number
        page = html_answer(f"<html><body><h1>{status} {words}</h1></body></html>", given.effect, status=status)
        return replace(page, headers=retry)
    instead = _instead(fault, state, court, incoming)
    return given if instead is None else replace(instead, effect=given.effect)


def _charset(fault: str, given: Answer) -> str:
    return "text/html; charset=x-no-such-charset" if fault == "wrong_charset" else given.content_type


def _with_encoding(fault: str, given: Answer) -> tuple[tuple[str, str], ...]:
    return (*given.headers, ("Content-Encoding", "gzip")) if fault == "bomb" else given.headers


def _scramble(body: bytes) -> bytes:
    torn = body.replace(b"</", b"<<").replace(b'">', b"'>\x00").replace(b"<form", b"<form <input").replace(b"{", b"{{")
    return b"<table><tr><form><!-- \xff\xfe" + torn + b"<td </select"


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * BOMB_BYTES, compresslevel=9)


def _two_forms(body: bytes) -> bytes:
    found = FORM.search(body)
    return body if found is None else body[: found.start()] + OTHER_FORM + body[found.start() :]


BODIES: dict[str, Callable[[bytes], bytes]] = {
    "half_page": lambda body: body[: len(body) // 2],
    "bomb": lambda body: gzip.compress(body) + _bomb(),
    "wrong_charset": lambda body: body.replace(b"<body", b"\xff\xfe\x81<body") + b"\xc3\x28",
    "malformed": _scramble,
    "form_missing": lambda body: FORM.sub(b"", body),
    "field_renamed": lambda body: INPUT_NAME.sub(rb"\g<1>\g<2>" + linking.RENAMED.encode(), body),
    "two_forms": _two_forms,
}


def _instead(fault: str, state: PracticeCourt, court: Court | None, incoming: Incoming) -> Answer | None:
    """Make the page that a fault puts in an answer's place; None for the faults that put none."""
    address = f"{incoming.path}?{incoming.query}" if incoming.query else incoming.path
    match fault:
        case "maintenance":
            return _page("System Maintenance", "CM/ECF is down for maintenance. Please try again later.")
        case "unknown_page":
            return _page("Notice", "Attention: an important notice for all users has been posted.")
        case "redirect_loop":
            return _redirect(f"https://{incoming.host}{address}")
        case "redirect_elsewhere":
            return _redirect("https://elsewhere.example/")
        case "no_privileges":
            return _page("CM/ECF", "This user has no access privileges defined.")
        case "referrer_form":
            return html_answer(_referrer_form(address), "")
        case "bad_login" | "locked" | "already_linked" | "sign_on_page" | "session_ended":
            return _refusal(fault, state, court, incoming)
        case _:
            return None


def _refusal(fault: str, state: PracticeCourt, court: Court | None, incoming: Incoming) -> Answer:
    if court is None:
        return _sign_on_refusal(fault, state, incoming)
    session = site.session_of(state, incoming)
    if fault == "session_ended" and session is not None:
        state.end_session(session.token)
    if session is None or fault in ("sign_on_page", "session_ended"):
        return site.bounce(court)
    if fault == "bad_login":
        return linking.ask_again(state, court, session, court.skin.link.again, "")
    if fault == "locked":
        return linking.locked(state, court, session)
    return site.draw(court, pages.taken(court), "")


def _sign_on_refusal(fault: str, state: PracticeCourt, incoming: Incoming) -> Answer:
    if fault in ("sign_on_page", "session_ended"):
        return sign_on.answer(state, replace(incoming, method="GET", path="/csologin/login.jsf"))
    return sign_on.locked(incoming) if fault == "locked" else sign_on.wrong(incoming)


def _page(title: str, words: str) -> Answer:
    return html_answer(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>", ""
    )


def _redirect(target: str) -> Answer:
    return replace(html_answer("", "", status=302), headers=(("Location", target),))


def _referrer_form(address: str) -> str:
    return (
        f'<html><body><form id="referrer_form" name="referrer_form" method="POST" action="{text(address)}">'
        '<input type="hidden" name="referrer" value="external"></form>'
        '<script>document.getElementById("referrer_form").submit();</script></body></html>'
    )
