"""Every kind of thing that can come of a request, by name: for the tests of the procedure, which has no network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.court.exchange import Answer, Answered, Get, Late, Lost, Unsent
from bot.court.model import Cookie
from bot.vault import Secret
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from bot.court.exchange import Came

PAGES = Path(__file__).parent / "pages" / "fixtures"
HOST = "ecf.mieb.uscourts.gov"
URL = f"https://{HOST}/cgi-bin/DisplayMenu.pl?Utilities"
SIGN_ON = "https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=MIEBK"
JAR = (Cookie("NextGenCSO", Secret("reissued"), ".uscourts.gov"),)
BAR = (
    "<div id='topmenu'><a href='/cgi-bin/DisplayMenu.pl?Reports&id=-1'>R</a>"
    "<a href='/cgi-bin/login.pl?logout'>L</a></div>"
)
FIRST = "<p>Use your own account.<form method=post action=b><input type=submit value=Continue></form>"


def answered(body: bytes | str, status: int = 200, location: str = "") -> Answered:
    raw = body.encode() if isinstance(body, str) else body
    return Answered(Answer(status, URL, "text/html; charset=utf-8", raw, location), JAR)


def fixture(name: str) -> Answered:
    return answered((PAGES / f"{name}.html").read_bytes())


def pacer(result: str, token: str = "", remark: str = "") -> Answered:
    return answered(json.dumps({"nextGenCSO": token, "loginResult": result, "errorDescription": remark}))


def says(text: str) -> Answered:
    return answered(f"<html><body>{BAR}<p>{text}</p></body></html>")


KINDS: dict[str, Came] = {
    "menu that offers the link": fixture("menu/seed_utilities"),
    "menu of a filer": fixture("menu/linked_bankruptcy"),
    "menu of a filer without menus": fixture("menu/menus_missing"),
    "menu in parts": answered(
        f"<html><body>{BAR}<iframe src='/cgi-bin/part.pl'></iframe><script src='/cgi-bin/menu.pl?id=-1'></script>"
    ),
    "menu with neither": answered(f"<html><body>{BAR}</body></html>"),
    "menu of an administrative account": says("This is a PACER administrative account."),
    "link offered twice": answered(
        f"<html><body>{BAR}<a href=a.pl>Link a CM/ECF account to my PACER account</a>"
        "<a href=b.pl>Link a CM/ECF account to my PACER account</a></body></html>"
    ),
    "page that asks for the old login": fixture("login/seed"),
    "page that asks twice": answered(
        "<html><body>" + "<form method=post action=x><input name=l><input type=password name=p></form>" * 2
    ),
    "page of both accounts in one sentence": says(
        "<form method=post action=v>The filer old is tied to the PACER account someone.<input type=submit></form>"
    ),
    "page of another login": says(
        "<form method=post action=v>CM/ECF account: Jane<br>Login: another<p>PACER account: Jane<input type=submit>"
    ),
    "words of its own beside standing advice": says(
        "Linking complete. If a CM/ECF account is already linked to another PACER account, call the Clerk's Office."
    ),
    "form again beside standing advice": answered(
        "<html><body><p>After too many failed login attempts a login is locked.</p><form method=post action=x>"
        "<input name=l><input type=password name=p><input type=submit></form>"
    ),
    "wrong login, form again": answered(
        "<html><body><p>Invalid login or password.</p><form method=post action=x><input name=l>"
        "<input type=password name=p><input type=submit></form></body></html>"
    ),
    "login asked with a tick": answered(
        "<form method=post action=x>Login <input name=l><p>Password <input type=password name=p><p>"
        "<input type=checkbox name=t value=y> I agree<input type=submit></form>"
    ),
    "both accounts": fixture("verify/seed"),
    "page with a tick": says(
        "<form method=post action=v>The filer old is tied to the PACER account someone.<p><input type=checkbox name=t>"
        "I have verified both.<p><input type=submit></form>"
    ),
    "page in between": says(
        "<form method=post action=v>One more thing.<p>Your role <select name=r><option value=''>Select<option value=a>"
        "Attorney<option value=t>Trustee</select><p>PIN <input type=password name=p><p><input type=submit></form>"
    ),
    "page in between with a line and a password": says(
        "<form method=post action=v>Bar number <input name=b><p>PIN <input type=password name=q><input type=submit>"
    ),
    "page in between beside words of a trouble": says(
        "Your account is locked.<form method=post action=v>Go on? <input type=submit></form>"
    ),
    "page in between that offers the link": says(
        "<a href=/cgi-bin/l.pl>Link a CM/ECF account to my PACER account</a><form method=post action=v>Go on?"
        "<input type=submit></form>"
    ),
    "page to be read first": answered(FIRST),
    "page to be read first, with a tick": answered(
        FIRST.replace("<input", "<input type=checkbox name=t>I read it<input")
    ),
    "page to be read first, with a word more": answered(f"{FIRST}<p>One word more."),
    "filing menus beside the entry": answered(
        f"<html><body>{BAR.replace('Reports&id=-1', 'CivilEvents')}"
        "<a href=/cgi-bin/l.pl>Link a CM/ECF account to my PACER account</a></body></html>"
    ),
    "already linked": says("Your CM/ECF account is already linked to your PACER account."),
    "two forms that could be meant": says("<form method=post action=v>Go on? <input type=submit></form>" * 2),
    "a form for a file": says(
        "<form method=post action=v>Your letter <input type=file name=f><input type=submit></form>"
    ),
    "a form that leads elsewhere": says(
        "<form method=post action=https://example.org/v>Go on? <input type=submit></form>"
    ),
    "a form by GET": says("<form action=v>Go on? <input type=submit></form>"),
    "a form without words": answered("<form method=post action=v><input type=hidden name=h><input type=submit></form>"),
    "congratulations": says("CONGRATULATIONS! Your accounts have been linked."),
    "already linked elsewhere": says("This CM/ECF account is already linked to another PACER account."),
    "not eligible": says("Your account must be upgraded first."),
    "maintenance with 200": says("The system is down for scheduled maintenance."),
    "something else": says("Hello."),
    "no access": says("This user has no access privileges defined."),
    "referrer form": answered(
        "<html><body><form id=referrer_form method=post action=/cgi-bin/x.pl><input type=hidden name=a value=1></form>"
    ),
    "bounce by script": answered(f"<html><script>location.assign('{SIGN_ON}')</script></html>"),
    "redirect to the sign-on": answered("", 302, SIGN_ON),
    "redirect within": answered("", 302, "/cgi-bin/Other.pl"),
    "redirect that cannot be read": answered("", 302, "http://["),
    "something of another system": answered(
        "<html><title>Filing Portal</title><body>Welcome to the court's filing portal. <a href=/portal/sign-in>Sign in"
    ),
    "404": answered("<html><body>Not found.</body></html>", 404),
    "429": answered("", 429),
    "503": answered("<html><body>Busy</body></html>", 503),
    "too tangled": answered("<b>" * 20_000),
    "nothing": answered(""),
    "bytes": answered(bytes(range(256))),
    "PACER: admitted": pacer("0", "t" * 128),
    "PACER: wrong": pacer("13", "", "Invalid username, password, or one-time passcode."),
    "PACER: refused with a token": pacer("7", "u" * 128, "Your PACER account has been disabled"),
    "PACER: admitted without a token": pacer("0"),
    "PACER: XML with a token": answered("<CsoAuth><nextGenCSO>" + "x" * 128 + "</nextGenCSO></CsoAuth>"),
    "not sent": Unsent(Trouble.UNREACHABLE),
    "lost": Lost(Trouble.TIMED_OUT),
    "lost in the middle, with a token": Lost(Trouble.UNREACHABLE, b'{"nextGenCSO": "' + b"z" * 128),
    "lost with a kept-open connection": Lost(Trouble.UNREACHABLE, dropped=Get("page", URL, URL)),
    "late": Late(),
    "late in the middle, with a token": Late(b'{"nextGenCSO": "' + b"z" * 128 + b'"'),
}
