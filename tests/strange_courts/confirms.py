"""The form around both accounts: its buttons, and further questions in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.strange_courts.scene import Form, Scene

MULTIPART = 'enctype="multipart/form-data" method="POST"'
NEVER = "This process cannot be undone once you click Submit."


def plain_submit(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    del scene
    return f"""<form {MULTIPART} action="{form.action}">{form.hidden("step", "2")}
{accounts}
{extra}<p>{NEVER}</p><input type="submit" value="Submit">
<input type="button" value="Cancel" onclick="location.href='/cgi-bin/DisplayMenu.pl?Utilities'"></form>"""


def link_accounts(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """With two buttons that go back to the court, told apart by their names."""
    del scene
    away = form.leaves_by("cancel", "Cancel")
    return f"""{accounts}<form method="post" action="{form.action}">{extra}
<button type="submit" class="btn primary" {form.goes_by("link", "1")}>Link accounts</button>
<button type="submit" class="btn" {away}>Cancel</button></form>
<p>Once linked, refresh your screen: the filing menus (Bankruptcy and Adversary, or Civil and Criminal) appear.</p>"""


def continue_or_over(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """With the same name for both buttons, and the one that leads away first."""
    del scene
    away = form.leaves_by("button", "Start Over")
    return f"""<FORM METHOD=POST ACTION="{form.action}">{form.hidden("ok", "Y")}{accounts}{extra}
<INPUT TYPE=SUBMIT {away}>
<INPUT TYPE=SUBMIT {form.goes_by("button", "Continue")}></FORM>"""


def yes_or_no(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """A form for each answer."""
    no = scene.form("leave")
    return f"""{accounts}<p>Link these two accounts? {NEVER.replace("Submit", "Yes")}</p>
<table><tr><td><form action="{form.action}" method="post">{extra}{form.hidden("answer", "yes")}
<input type="submit" value="Yes, link them"></form><td><form action="{no.action}" method="post">
{no.hidden("answer", "no")}<input type="submit" value="No"></form></table>"""


def no_method(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """Without a method: the browser sends what is in it as the address's query."""
    del scene
    return f"""{accounts}<form action="/cgi-bin/{form.cgi}">
<input type="hidden" name="ticket" value="{form.number}-L_1_0-1">
{extra}<input type="submit" value="Submit"> <a href="/cgi-bin/DisplayMenu.pl?Utilities">Cancel</a></form>"""


def image_submit(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    del scene
    return f"""<form {MULTIPART} action="{form.action}">{accounts}{extra}{form.hidden("confirmed", "1")}
<p><i>{NEVER}</i></p><input type="image" name="submit" src="/graphics/submit.gif" alt="Submit" width=90 height=24>
<a href="/cgi-bin/DisplayMenu.pl?Utilities"><img src="/graphics/cancel.gif" alt="Cancel" width=90></a></form>"""


def button_below(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """A button far from the form that it belongs to; a search above."""
    del scene
    return f"""<form action="/cgi-bin/SearchSite.pl"><input name="q"><input type="submit" value="Search"></form>
<form id="confirmForm" action="{form.action}" method="post">{form.hidden("go", "1")}{extra}</form>
<div class="panel">{accounts}</div><div class="buttons"><button type="button"
 onclick="history.back()">Back</button> <button type="submit" form="confirmForm">Confirm and link</button></div>"""


def asks_again(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """Its button asks once more, in the browser."""
    del scene
    call = "return confirm('Link these accounts? This cannot be undone.')"
    return f"""<form {MULTIPART} action="{form.action}" onsubmit="{call}">{form.hidden("stage", "confirm")}
{accounts}{extra}<center><input type="submit" value="   Submit   " {form_name(form)}>&nbsp;&nbsp;
<input type="reset" value="Reset"></center></form><p><b>Note:</b> {NEVER}
If your account is already linked to another PACER account, call the clerk."""


def form_name(form: Form) -> str:
    """Name the button by what it does."""
    form.go = ("do_link", "   Submit   ")
    return 'name="do_link"'


def by_script(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """With a button that is none until a script makes it one."""
    del scene
    return f"""{accounts}<form name="vform" {MULTIPART} action="{form.action}">{form.hidden("act", "LINK")}{extra}
<input type="button" value="Submit" onclick="document.vform.submit()">
<input type="button" value="Cancel" onclick="history.go(-2)"></form>"""


def same_address(scene: Scene, form: Form, accounts: str, extra: str) -> str:
    """Without an address of its own: it goes to where the page came from."""
    del scene
    ticket = f"{form.number}-L_1_0-1"
    return f"""<form method="post"><input type="hidden" name="ticket" value="{ticket}">{accounts}
{extra}<p class="warn">{NEVER}</p><input type="submit" {form.goes_by("op", "Submit")}>
<input type="submit" {form.leaves_by("op", "Cancel")}></form>"""


# Further questions


def tick(scene: Scene, form: Form) -> str:
    del scene
    name = form.asking("verified", "tick")
    return f"""<p><input type="checkbox" name="{name}" id="ver" value="Y" required>
<label for="ver">I have verified that both accounts are mine.</label></p>"""


def tick_in_cell(scene: Scene, form: Form) -> str:
    """A box that the court looks for, and the browser does not."""
    del scene
    name = form.asking("chk_1", "tick")
    return f"""<table><tr><td valign=top><input type=checkbox name={name}><td>I understand that linking cannot be
undone, and that the PACER account is my own individual account.</table>"""


def password_again(scene: Scene, form: Form) -> str:
    del scene
    name = form.asking("key2", "filer_password")
    return f"""<p>To confirm, enter your CM/ECF password again:<br>
<input type="password" name="{name}" size=20></p>"""


def e_mail(scene: Scene, form: Form) -> str:
    del scene
    name = form.asking("conf_email", "email")
    return f"""<table><tr><td>E-mail address of your CM/ECF account<br>(for the confirmation):<td>
<input type="text" name="{name}" size=40></table>"""


def choice(scene: Scene, form: Form) -> str:
    del scene
    name = form.asking("acct_type", "one_of:A|T|O")
    return f"""<p><label for="at">I am filing as</label> <select id="at" name="{name}"><option value="">-- choose --
<option value="A">Attorney<option value="T">Trustee<option value="O">Other filer</select></p>"""


# Pages in between


def advice(scene: Scene) -> str:
    """Something to read first, and a button to go on."""
    form = scene.form("notice")
    return f"""<h3>Before you begin</h3><ul><li>You need your own upgraded PACER account.
<li>If your account is already linked, no further action is needed.
<li>If you share a PACER account with your firm, do not go on.</ul>
<form action="{form.action}" method="post">{form.hidden("read", "1")}<input type="submit" value="Continue"></form>"""


def oath(scene: Scene) -> str:
    """Something to read first, and to tick that one has."""
    form = scene.form("notice")
    name = form.asking("agree", "tick")
    return f"""<h3>Terms of use</h3><p>Once linked, this cannot be undone.</p>
<form action="{form.action}" method="post"><input type="checkbox" name="{name}" value="Y">
I have read and accept these terms.<br><button type="submit">I agree</button></form>"""


def which_role(scene: Scene) -> str:
    """After the old login: in which role, with one that is chosen already."""
    form = scene.form("extra")
    name = form.asking("role", "one_of:aty|tr")
    return f"""<p>Your login belongs to more than one role. Choose the one to link.</p>
<form action="{form.action}" method="post"><input type="radio" name="{name}" value="aty" checked> Attorney<br>
<input type="radio" name="{name}" value="tr"> Trustee<p><input type="submit" value="Next"></form>"""
