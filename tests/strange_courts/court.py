"""What a strange court answers, whatever it looks like: sessions, one-use forms, the old login, the Submit."""

from __future__ import annotations

import asyncio
import base64
import re
import secrets
from typing import TYPE_CHECKING

from tests.strange_courts import endings, entries, shells
from tests.strange_courts.scene import Answer, Scene

if TYPE_CHECKING:
    from tests.strange_courts.scene import Form
    from tests.strange_courts.serving import Asked
    from tests.strange_courts.world import Fault, Session

NUMBER = re.compile(r"(\d{15})-L_1_0-1")
MAINTENANCE = (
    "<html><head><title>CM/ECF - Maintenance</title></head><body><h2>{court}</h2><p>CM/ECF is not available: the "
    "system is down for scheduled maintenance until 8:00 p.m. We apologize for any inconvenience.</p></body></html>"
)
BOUNCE = """<html><head><script type="text/javascript">
function redirect() {{ location.assign("https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId={psc}&appurl=\
https://{host}/cgi-bin/showpage.pl?16"); }}
</script></head><body onload="redirect()"><noscript>JavaScript is needed.</noscript></body></html>"""
PORTAL = """<!doctype html><html><head><title>Case Portal</title></head><body><main><h1>Welcome to the Case Portal</h1>
<p>File, search and follow your cases in one place.</p><a href="/portal/sign-in">Sign in</a></main></body></html>"""
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7").decode("latin-1")


async def answer_at_court(court: str, session: Session | None, asked: Asked) -> Answer:
    """Answer one request for a court."""
    if session is not None and session.case.skin.court == court and session.case.skin.gone:
        session.case.trail.append("gone")
        return Answer(PORTAL)
    cgi = asked.path.removeprefix("/cgi-bin/")
    if not asked.path.startswith("/cgi-bin/") or cgi == "ShowIndex.pl":
        return _open_to_all(asked.path, court)
    if session is None or session.case.skin.court != court:
        return _bounce(court)
    skin = session.case.skin
    scene = Scene(session.case, session)
    form = _form_of(session, asked)
    place = _place(scene, cgi, form)
    session.case.trail.append(place)
    fault = session.case.fault_at(place)
    if fault is not None and fault.what == "session_lost":
        session.ended = True
        return _bounce(court)
    if fault is not None and fault.what in {"maintenance", "down"}:
        status = 503 if fault.what == "down" else 200
        return Answer(MAINTENANCE.format(court=scene.court_name), status=status)
    if fault is not None and fault.what == "lost_before":
        return Answer("", dropped=True)
    if fault is not None:
        session.case.promises = fault.what == "promise"
        session.case.hidden_in = session.token if fault.what == "menus_later" else ""
    if fault is not None and fault.what == "slow_work":
        over = asyncio.Event()
        session.case.under_way.append(over)
        await asyncio.sleep(fault.seconds)
        asyncio.get_running_loop().call_soon(over.set)
    answer = _effect(scene, cgi, form, asked)
    _with_cookies(scene, answer)
    if not answer.charset_fixed:
        answer.charset, answer.charset_said = skin.charset, skin.charset_said
    return _faulty(answer, fault)


def _faulty(answer: Answer, fault: Fault | None) -> Answer:
    if fault is not None and fault.what == "lost_after":
        answer.dropped = True
    if fault is not None and fault.what == "late":
        answer.delay = fault.seconds
    return answer


def _with_cookies(scene: Scene, answer: Answer) -> None:
    session, skin = scene.session, scene.skin
    if skin.own_cookie and not session.court_cookie:
        session.court_cookie = secrets.token_hex(8)
        answer.cookies.append(f"CMECFSession={session.court_cookie}; path=/cgi-bin; secure; HttpOnly")
    if skin.reissues and not session.second_sight:
        token = secrets.token_hex(64)
        session.second_sight[token] = 1
        answer.cookies.append(f"NextGenCSO={token}; domain=.uscourts.gov; path=/; secure")


def _bounce(court: str) -> Answer:
    return Answer(BOUNCE.format(psc=court.upper(), host=f"ecf.{court}.uscourts.gov"))


def _open_to_all(path: str, court: str) -> Answer:
    if path == "/lib/CMECF.js":
        return Answer(entries.LIBRARY, content_type="text/javascript", charset_fixed=True)
    if path.startswith(("/graphics/", "/css/", "/favicon")):
        if path.startswith("/css/"):
            return Answer("", content_type="text/css", charset_fixed=True)
        return Answer(GIF, content_type="image/gif", charset="latin-1", charset_said=False, charset_fixed=True)
    if court[-1] == "d" and path == "/":
        return Answer("<html><head><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></head></html>")
    name = "Practice District"
    return Answer(
        "<html><head><title>CM/ECF - LIVE DATABASE</title></head><body><h2>Welcome</h2>"
        f"<a href='/cgi-bin/login.pl'>{name} - Document Filing System</a></body></html>"
    )


def _form_of(session: Session, asked: Asked) -> Form | None:
    """Give the form that came back, if one did."""
    said = " ".join(
        [*asked.fields.get("ticket", []), asked.query, *(value for values in asked.fields.values() for value in values)]
    )
    found = NUMBER.search(said)
    return session.forms.get(found[1]) if found else None


def _place(scene: Scene, cgi: str, form: Form | None) -> str:
    """Name the step of the procedure that a request is."""
    if form is not None:
        return form.means
    if cgi == scene.skin.cgi:
        return "entry"
    if cgi in {"DisplayMenu.pl", "login.pl", "menu.pl", "UtilMenu.pl", *scene.skin.more}:
        return "proof" if scene.case.submits else "menu"
    return "other"


def _effect(scene: Scene, cgi: str, form: Form | None, asked: Asked) -> Answer:
    if form is not None:
        return _taken(scene, form, asked)
    if cgi == scene.skin.cgi:
        return _entry(scene, asked)
    if cgi == "login.pl" and "logout" in asked.query:
        scene.session.ended = True
        return Answer("<html><body>You have been logged out.</body></html>")
    if cgi == "menu.pl":
        script = scene.skin.script(scene) if scene.skin.script else ""
        return Answer(script, content_type="text/javascript")
    if cgi in scene.skin.more:
        return Answer(scene.skin.more[cgi](scene))
    if cgi == "DisplayMenu.pl" and scene.skin.shell is shells.frames:
        return Answer(shells.frameset(scene, "", ""))
    if "Events" in asked.query:
        return Answer(scene.draw("Events", "<ul><li>Answers<li>Motions<li>Notices</ul>"))
    if cgi in {"DisplayMenu.pl", "UtilMenu.pl"} and "Reports" not in asked.query:
        return Answer(scene.draw("Utilities", scene.skin.entry(scene)))
    return Answer(scene.draw("CM/ECF", "<p>Welcome to the court's electronic filing system."))


def _entry(scene: Scene, asked: Asked) -> Answer:
    """Begin the procedure: with a hop, with something to read first, or with the old login at once."""
    if scene.linked:
        return scene.skin.refusal(scene, "already")
    if scene.skin.hops and "hop" not in asked.query:
        return Answer("", status=302, headers={"Location": f"{scene.skin.cgi}?hop={secrets.token_hex(4)}"})
    if scene.skin.notice is not None:
        return Answer(scene.draw("Link a CM/ECF Account", scene.skin.notice(scene)))
    return Answer(scene.draw("Link a CM/ECF Account", scene.skin.login(scene, "")))


def _taken(scene: Scene, form: Form, asked: Asked) -> Answer:
    """Take a form back: once, as it was, and by the button that means yes."""
    if form.used:
        return _error(scene, "This form has been submitted already. Go back to Utilities and start again.")
    form.used = True
    pressed = {(name, value) for name, values in asked.fields.items() for value in values}
    if form.means == "leave" or form.away & pressed:
        scene.case.trail.append("left")
        return Answer(scene.draw("Utilities", scene.skin.entry(scene)))
    if fault := _misfiled(scene, form, asked, pressed):
        scene.case.trail.append(f"bad form: {fault}")
        return _error(scene, f"The form is not complete ({fault}).")
    return _next(scene, form, asked)


def _misfiled(scene: Scene, form: Form, asked: Asked, pressed: set[tuple[str, str]]) -> str:
    """Say what is wrong with a form as no browser would send it; empty when nothing is."""
    if asked.method == "GET" and (form.means != "submit" or "ticket" not in asked.fields):
        return "sent by GET"
    if not set(form.kept) <= pressed:
        return "a hidden input is missing or changed"
    if any(value for name in form.empty for value in asked.fields.get(name, [])):
        return "filled in by a machine"
    if form.go is not None and form.go not in pressed:
        return "no button was pressed"
    if scene.skin.own_cookie and asked.court_cookie != scene.session.court_cookie:
        return "the court's cookie is missing"
    return ""


def _next(scene: Scene, form: Form, asked: Asked) -> Answer:
    case, skin = scene.case, scene.skin
    if form.means == "notice" and skin.notice and (lacking := _lacking(scene, form, asked)):
        case.trail.append(f"lacking: {lacking}")
        return Answer(scene.draw("Link a CM/ECF Account", f"<p><b>{lacking}</b></p>{skin.notice(scene)}"))
    if form.means == "notice":
        return Answer(scene.draw("Link a CM/ECF Account", skin.login(scene, "")))
    if form.means == "check":
        return _check(scene, form, asked)
    if not scene.session.known:
        return _error(scene, "Your login was not verified.")
    if lacking := _lacking(scene, form, asked):
        case.trail.append(f"lacking: {lacking}")
        message = f"<p><b>{lacking}</b></p>"
        if form.means == "extra" and skin.between is not None:
            return Answer(scene.draw("Link a CM/ECF Account", message + skin.between(scene)))
        return _verify(scene, message)
    if form.means == "extra":
        return _verify(scene, "")
    return _submit(scene)


def _check(scene: Scene, form: Form, asked: Asked) -> Answer:
    case, skin = scene.case, scene.skin
    login = (asked.fields.get(form.login) or [""])[-1]
    password = (asked.fields.get(form.password) or [""])[-1]
    case.filer_checks += 1
    if (login, password) != (case.filer.login, case.filer.password):
        case.trail.append("wrong login")
        form.used = not skin.goes_back
        return skin.wrong(scene, "wrong")
    if case.refuses and skin.refuses_at == "check":
        case.trail.append("refused")
        return skin.refusal(scene, case.refuses)
    scene.session.known = True
    if skin.between is not None:
        return Answer(scene.draw("Link a CM/ECF Account", skin.between(scene)))
    return _verify(scene, "")


def _verify(scene: Scene, message: str) -> Answer:
    """Show both accounts, and what goes on with them."""
    skin = scene.skin
    form = scene.form("submit")
    further = skin.question(scene, form) if skin.question else ""
    shown = skin.confirm(scene, form, skin.accounts(scene), further)
    return Answer(scene.draw("Verify your account information", message + shown))


def _lacking(scene: Scene, form: Form, asked: Asked) -> str:
    """Say which further question is not answered; empty when all are."""
    for name, what in form.asks.items():
        given = (asked.fields.get(name) or [""])[-1]
        if what == "tick" and not given:
            return "Please tick the box to go on."
        if what == "filer_password":
            scene.case.confirm_checks += 1
            if given != scene.case.filer.password:
                return "The password does not match."
        if what.startswith("one_of:") and given not in what.removeprefix("one_of:").split("|"):
            return "Please choose from the list."
        if what == "email" and given.lower() != scene.filer.who.email.lower():
            return "The e-mail address is not the one of this account."
    return ""


def _submit(scene: Scene) -> Answer:
    """Do what cannot be undone, unless the court will not."""
    case = scene.case
    case.submits += 1
    if case.refuses:
        case.trail.append("refused")
        return scene.skin.refusal(scene, case.refuses)
    if case.linked:
        case.accepted += 1
        return scene.skin.refusal(scene, "already")
    if not case.promises:
        case.link()
    return scene.skin.success(scene)


def _error(scene: Scene, words: str) -> Answer:
    return Answer(scene.draw("Error", f"<p>{words}</p><p><a href='{endings.MENU}'>Utilities</a>"))
