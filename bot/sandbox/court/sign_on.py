"""PACER's central sign-on, after its authentication API guide: JSON in, always status 200, every value a string.

Words of the answers are PACER's own where they are public; where not (locked, update pending, MFA to be set up,
password too old, client code demanded, bad request) they are modelled on them.
"""

import hmac
import json
import re
from typing import Any

from bot.sandbox.court.courts import SIGN_ON_HOST
from bot.sandbox.court.exchange import Answer, Incoming, html_answer, text
from bot.sandbox.court.people import Person, Standing
from bot.sandbox.court.state import PracticeCourt

WRONG = ("13", "Invalid username, password, or one-time passcode.")
_REDACT_WORDS = (
    "All filers must redact: Social Security or taxpayer-identification numbers; dates of birth; names of minor "
    "children; financial account numbers; and in criminal cases, home addresses, in compliance with "
    "Fed. R. Civ. P. 5.2, Fed. R. Crim. P. 49.1, or Fed. R. Bankr. P. 9037. This requirement applies to all documents, "
    "including attachments."
)
MUST_REDACT = ("1", _REDACT_WORDS)
NO_CLIENT_CODE = (
    "A required Client Code was not entered. You may continue to log in and perform other activities (e.g., e-file, "
    "request filing privileges), but you will not have PACER search privileges."
)
SEARCH_DISABLED = (
    "Search privileges for your current account has been disabled. You may continue to log in and perform other "
    "activities (e.g., e-file, request filing privileges). Contact the PACER Service Center at (800) 676-6856."
)
DEACTIVATED = ("17", "Your PACER account has been disabled. Contact the PACER Service Center at (800) 676-6856.")
UPDATE_PENDING = ("22", "User Update Required. Log in to Manage My Account to complete the required update.")
MFA_PENDING = (
    "23",
    "Multifactor authentication (MFA) is required. You have used all of your skips. Enroll in Manage My Account.",
)
PASSWORD_OLD = ("24", "Your password is more than 180 days old and must be changed in Manage My Account.")
CLIENT_CODE_MISSING = ("26", "A client code is required for this account.")
CLIENT_CODE_MALFORMED = ("26", "The client code is malformed: four digits are expected.")
CLIENT_CODE = re.compile(r"[0-9]{4}")
LOCKED = ("19", "Your account is locked because of too many failed login attempts. Try again later.")
BAD_REQUEST = ("2", "The request could not be processed.")
FIELDS = ("loginId", "password", "redactFlag", "otpCode", "clientCode")


def answer(court: PracticeCourt, incoming: Incoming) -> Answer:
    """Answer any request for the sign-on's host."""
    if incoming.path == "/services/cso-auth" and incoming.method == "POST":
        return _authenticate(court, incoming)
    if incoming.path == "/services/cso-logout" and incoming.method == "POST":
        return _log_out(court, incoming)
    if incoming.path.startswith("/services/"):
        return html_answer("<h1>Method Not Allowed</h1>", "refused method", status=405)
    if incoming.path in ("/", "/csologin/login.jsf", "/csologin/logout.jsf"):
        return html_answer(_login_page(), "sign-on page")
    return html_answer("<h1>Not Found</h1>", "not found", status=404)


def result(incoming: Incoming, code: str, words: str, effect: str, token: str = "") -> Answer:
    """Write a sign-on answer: JSON for those who ask for it by Accept, XML for all others."""
    if "application/json" in incoming.accept.lower():
        content = json.dumps({"nextGenCSO": token, "loginResult": code, "errorDescription": words})
        return Answer(content.encode(), effect, content_type="application/json")
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><CsoAuth>'
        f"<nextGenCSO>{text(token)}</nextGenCSO><loginResult>{text(code)}</loginResult>"
        f"<errorDescription>{text(words)}</errorDescription></CsoAuth>"
    )
    return Answer(xml.encode(), effect, content_type="application/xml")


def wrong(incoming: Incoming) -> Answer:
    """Refuse as for a wrong username, password or passcode: PACER does not tell which."""
    return result(incoming, *WRONG, "refused 13")


def locked(incoming: Incoming) -> Answer:
    """Refuse as for an account locked by wrong tries."""
    return result(incoming, *LOCKED, "refused: locked")


def _read_json(incoming: Incoming) -> dict[str, Any] | None:
    if incoming.content_type != "application/json":
        return None
    try:
        sent = json.loads(incoming.body)
    except (ValueError, RecursionError):
        return None
    return sent if isinstance(sent, dict) else None


def _authenticate(court: PracticeCourt, incoming: Incoming) -> Answer:
    sent = _read_json(incoming)
    if sent is None or not all(isinstance(sent.get(name, ""), str) for name in FIELDS):
        return result(incoming, *BAD_REQUEST, "refused: bad request")
    username = sent.get("loginId", "")
    if court.sign_on_locked(username):
        return locked(incoming)
    person = _known(court, username, sent.get("password", ""))
    if person is None:
        return _failed(court, incoming, username)
    if sent.get("redactFlag") != "1":
        return result(incoming, *MUST_REDACT, "refused: redact")
    if person.mfa and not court.use_passcode(person, sent.get("otpCode", "")):
        return _failed(court, incoming, username)
    court.forget_failures(username)
    return _admit(court, incoming, person, sent.get("clientCode", ""))


def _known(court: PracticeCourt, username: str, password: str) -> Person | None:
    given = password.encode("utf-8", "replace")
    for person in court.people:
        if person.username == username and hmac.compare_digest(person.password.encode(), given):
            return person
    return None


def _failed(court: PracticeCourt, incoming: Incoming, username: str) -> Answer:
    court.sign_on_failed(username)
    return wrong(incoming)


def _turned_away(person: Person, client_code: str) -> tuple[str, str, str] | None:
    """Give the result, the words and the effect for an account that is not let in."""
    match person.standing:
        case Standing.DEACTIVATED:
            return (*DEACTIVATED, "refused: disabled")
        case Standing.UPDATE_PENDING:
            return (*UPDATE_PENDING, "refused: update required")
        case Standing.MFA_PENDING:
            return (*MFA_PENDING, "refused: MFA to be set up")
        case Standing.PASSWORD_OLD:
            return (*PASSWORD_OLD, "refused: password too old")
        case Standing.CLIENT_CODE_DEMANDED if not CLIENT_CODE.fullmatch(client_code):
            wanted = CLIENT_CODE_MALFORMED if client_code.strip() else CLIENT_CODE_MISSING
            return (*wanted, "refused: client code")
        case _:
            return None


def _admit(court: PracticeCourt, incoming: Incoming, person: Person, client_code: str) -> Answer:
    if why := _turned_away(person, client_code):
        return result(incoming, *why)
    notice = ""
    if person.standing is Standing.CLIENT_CODE_REQUIRED and not client_code.strip():
        notice = NO_CLIENT_CODE
    if person.standing is Standing.SEARCH_DISABLED:
        notice = SEARCH_DISABLED
    token = court.open_session(person).token
    return result(incoming, "0", notice, f"signed in: {person.kind}", token)


def _log_out(court: PracticeCourt, incoming: Incoming) -> Answer:
    sent = _read_json(incoming) or {}
    token = sent.get("nextGenCSO")
    if isinstance(token, str) and court.end_session(token):
        return result(incoming, "0", "", "signed out")
    return result(incoming, "1", "The session is not valid.", "sign-out of no session")


def _login_page() -> str:
    return f"""<!DOCTYPE html>
<html lang="en"><head><title>PACER: Login</title></head><body>
<h1>PACER Login</h1><p>* Required Information</p>
<form id="loginForm" name="loginForm" method="post" action="https://{SIGN_ON_HOST}/csologin/login.jsf">
<label for="loginForm:loginName">Username *</label>
<input id="loginForm:loginName" name="loginForm:loginName" type="text">
<label for="loginForm:password">Password *</label>
<input id="loginForm:password" name="loginForm:password" type="password">
<label for="loginForm:clientCode">Client Code</label>
<input id="loginForm:clientCode" name="loginForm:clientCode" type="text">
<input type="hidden" name="javax.faces.ViewState" value="practice">
<button type="submit" name="loginForm:fbtnLogin">Login</button></form>
<p>This is a practice sign-on: it signs nobody in from here.</p></body></html>"""
