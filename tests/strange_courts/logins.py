"""The page that asks for the old login, as different courts would draw it; `said` is what went wrong before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.strange_courts.scene import text

if TYPE_CHECKING:
    from tests.strange_courts.scene import Scene

MULTIPART = 'enctype="multipart/form-data" method="POST"'


def _red(said: str) -> str:
    return f'<p><font color="red"><b>{said}</b></font></p>' if said else ""


def cells(scene: Scene, said: str) -> str:
    form = scene.form("check")
    return f"""{_red(said)}<form {MULTIPART} action="{form.action}" onSubmit="return ProcessForm(this)">
{form.hidden("pgm", "link")}<p>Enter your current ECF login and password.
<table border=0 cellpadding=3><tr><td align=right>CM/ECF login:</td><td><input type=text name=login size=20></td></tr>
<tr><td align=right>CM/ECF password:</td><td><input type=password name=key size=20></td></tr></table>
<input name="button1" value="Submit" type="submit"><input type="reset" value="Clear"></form>
<p><small>If your account is already linked to your PACER account, do not use this page.</small>"""


def labels_above(scene: Scene, said: str) -> str:
    form = scene.form("check").named("cmecf_login", "cmecf_pwd")
    error = f'<div class="alert alert-danger" role="alert">{said}</div>' if said else ""
    return f"""{error}<form method="post" action="{form.action}" class="form-horizontal" autocomplete="off">
{form.hidden("csrf", form.number[::-1])}
<div class="form-group"><label for="u1">CM/ECF login</label><br><input id="u1" name="cmecf_login" class="c"></div>
<div class="form-group"><label for="p1">CM/ECF password</label><br>
<input id="p1" type="password" name="cmecf_pwd" class="c"></div>
<button class="btn btn-primary">Submit</button> <a class="btn" href="/cgi-bin/DisplayMenu.pl?Utilities">Cancel</a>
</form><p class="hint">3 attempts remaining before your account is locked.</p>"""


def placeholders(scene: Scene, said: str) -> str:
    form = scene.form("check").named("j_u", "j_p")
    return f"""<section><p>To link, give us the account that you used before NextGen.</p>
<p class="error">{said}</p><form action="{form.action}" method="post">
<input name="j_u" placeholder="CM/ECF login" autofocus required> <input name="j_p" type="password"
 placeholder="CM/ECF password" required>{form.hidden("j_step", "1")}
<input type="submit" value="Next"></form></section>"""


def aria(scene: Scene, said: str) -> str:
    form = scene.form("check").named("userId", "userSecret")
    return f"""<div aria-live="polite">{said}</div><form action='{form.action}' method='POST'
 enctype='application/x-www-form-urlencoded'>
<input type="text" name="userId" aria-label="CM/ECF Login" value="">
<input type="password" name="userSecret" aria-label="CM/ECF Password" value="">
<button type="submit">Continue</button></form>"""


def lines(scene: Scene, said: str) -> str:
    """Words and line breaks, names that say nothing, more hidden inputs than seen ones."""
    form = scene.form("check").named("F_0012", "F_0013")
    hidden = "\n".join(form.hidden(name, value) for name, value in HIDDEN)
    return f"""{_red(said)}<form {MULTIPART} action='{form.action}' name=main>
{hidden}
Please enter the login and password of your CM/ECF filing account.<br><br>
CM/ECF Login<br><input name="F_0012" maxlength=30><br>
CM/ECF Password<br><input name="F_0013" type="PASSWORD" maxlength=30><br><br>
<input type=button value="Back" onclick="history.back()"> <input type=submit value="Submit"></form>"""


HIDDEN = (
    ("CaseNum_1", ""),
    ("all_case_ids", "0"),
    ("NextPage", "verify"),
    ("lang", 'en"us'),
    ("ret", "a&b=c"),
    ("ret", "second"),
)


def between_rows(scene: Scene, said: str) -> str:
    """A form that begins between a table's rows, as browsers put up with."""
    form = scene.form("check").named("login", "key")
    return f"""{_red(said)}<TABLE BORDER=0>
<FORM METHOD=POST ACTION="{form.action}" ENCTYPE="multipart/form-data">
<TR><TD><FONT SIZE=2>CM/ECF<BR>login<TD><INPUT TYPE=TEXT NAME=login SIZE=12>
<TR><TD><FONT SIZE=2>CM/ECF<BR>password<TD><INPUT TYPE=PASSWORD NAME=key SIZE=12>
<TR><TD>&nbsp;<TD><INPUT TYPE=SUBMIT {form.goes_by("button1", "Submit")}> <INPUT TYPE=RESET VALUE=Clear>
</FORM></TABLE><P>Your account will be locked after five failed attempts."""


def outside(scene: Scene, said: str) -> str:
    """Inputs that stand outside of their form, and name it."""
    form = scene.form("check").named("ecfLogin", "ecfPassword")
    return f"""<form id="f1" method="post" action="{form.action}">{form.hidden("t", "1")}</form>
<table><tr><th>Login</th><th>Password</th></tr>
<tr><td><input form="f1" name="ecfLogin" type="text"></td>
<td><input form="f1" name="ecfPassword" type="password"></td></tr></table>
<p>{said}</p><p>These are your <em>CM/ECF</em> login and password, not those of PACER.</p>
<button form="f1" type="submit">Submit</button>"""


def crowded(scene: Scene, said: str) -> str:
    """With a search and a log-out on the same page."""
    form = scene.form("check").named("cmecfuser", "cmecfpass")
    return f"""<form action="/cgi-bin/SearchSite.pl" method="get"><input type="text" name="q" title="Search this site">
<input type="submit" value="Search"></form>
<form action="/cgi-bin/login.pl" method="get"><input type="hidden" name="logout" value="1">
<input type="submit" value="Log Out"></form>
<h3>Link your account</h3>{_red(said)}
<form action="{form.action}" method="post" {'enctype="multipart/form-data"'}><dl>
<dt>Old CM/ECF login</dt><dd><input type="text" name="cmecfuser"></dd>
<dt>Old CM/ECF password</dt><dd><input type="password" name="cmecfpass"></dd></dl>
<input type="submit" value="Link"></form>
<form action="/cgi-bin/Subscribe.pl" method="post"><p>Court news by e-mail: <input type="email" name="news">
<input type="submit" value="Subscribe"></form>"""


def prefilled(scene: Scene, said: str) -> str:
    """With an optional input that is filled already."""
    form = scene.form("check").named("login", "key")
    return f"""{_red(said)}<form {MULTIPART} action="{form.action}">
<table><tr><td>CM/ECF login<td><input name="login" id="login"><tr><td>CM/ECF password<td>
<input name="key" type="password"><tr><td>Client code (optional)<td><input name="clcode" value="NONE" size=8>
<tr><td>PACER account<td><input name="pacer" value="{text(scene.case.pacer.username)}" readonly></table>
<input type="submit" name="button1" value="Login"> <input type="reset" name="reset" value="Clear"></form>"""


def trap(scene: Scene, said: str) -> str:
    """With an input for machines that no human sees."""
    form = scene.form("check").named("acct", "acctpw")
    trap_name = form.trap("website")
    return f"""<style>.hp {{ position: absolute; left: -5000px; }} .off {{ display: none }}</style>
<p class="msg">{said}</p><form method="post" action="{form.action}">
<p class="hp" aria-hidden="true"><label>Leave this empty <input type="text" name="{trap_name}" tabindex="-1"
 autocomplete="off"></label></p>
<p><label>CM/ECF login <input type="text" name="acct"></label></p>
<p><label>CM/ECF password <input type="password" name="acctpw"></label></p>
<div class="off"><input type="text" name="{form.trap("phone2")}"></div>
<p><input type="submit" value="Submit"></p></form>"""


def other_account(scene: Scene, said: str) -> str:
    """With a button in the same form, and first, that leads away."""
    form = scene.form("check").named("login", "password")
    away = form.leaves_by("cmd", "Use a different account")
    who = text(scene.case.pacer.username)
    return f"""{_red(said)}<form method="post" action="{form.action}"><fieldset><legend>PACER</legend>
Signed in as <b>{who}</b> <input type="submit" {away}></fieldset>
<fieldset><legend>CM/ECF</legend>Login: <input name="login" type="text"> Password: <input name="password"
type="password"></fieldset><input type="submit" {form.goes_by("cmd", "Verify")}></form>"""


def odd_types(scene: Scene, said: str) -> str:
    """With types that came later, or never."""
    form = scene.form("check").named("uid", "pwd")
    return f"""<p id="err">{said}</p><form action="{form.action}" method="post" novalidate>
<table role="presentation"><tr><td><label for="uid">CM/ECF user id or e-mail</label><td>
<input type="email" id="uid" name="uid" autocapitalize="none"></tr><tr><td><label for="pwd">CM/ECF password</label>
<td><input type="password" id="pwd" name="pwd"></tr></table><input type="checkbox" name="show" value="1"
 onclick="document.getElementById('pwd').type = this.checked ? 'text' : 'password'"> Show password
<p><input type="reset"> <input type="submit"></p></form>"""


def image_button(scene: Scene, said: str) -> str:
    """With a picture to press."""
    form = scene.form("check").named("userid", "passwd")
    return f"""{_red(said)}<form {MULTIPART} action="{form.action}">
<b>CM/ECF User ID:</b>&nbsp;<input type="username" name="userid"><p>
<b>CM/ECF Password:</b>&nbsp;<input type="password" name="passwd"><p>
<input type="image" name="go" src="/graphics/submit.gif" alt="Submit" width=90 height=24 border=0></form>"""


def right_hand(scene: Scene, said: str) -> str:
    """With the words behind what they name."""
    form = scene.form("check").named("ng_login", "ng_key")
    return f"""{_red(said)}<form action="{form.action}" method="post"><p><input type="text" name="ng_login" id="a">
&larr; <label for="a">your CM/ECF login</label></p><p><input type="password" name="ng_key" id="b"> &larr;
<label for="b">your CM/ECF password</label></p>{form.hidden("ng_seq", "10")}
<p><button type="submit" {form.goes_by("ng_do", "login")}>Log in</button>
<button type="submit" {form.leaves_by("ng_do", "quit")}>Cancel</button></p></form>"""


def reversed_order(scene: Scene, said: str) -> str:
    """With the password first, and a list whose first choice is right."""
    form = scene.form("check").named("L0", "P0")
    return f"""{_red(said)}<form {MULTIPART} action="{form.action}"><table cellpadding=2>
<tr bgcolor="#eeeeee"><td>Database<td><select name="db"><option value="live" selected>Live<option value="train">
Training</select><tr><td>Password<td><input type="password" name="P0"><tr><td>Login name<td><input name="L0">
</table><input type="submit" value="Log in"></form>
<p>After five failed attempts the account is locked for five minutes."""


def described(scene: Scene, said: str) -> str:
    """With labels in several pieces, instructions between, and the legend of the fields."""
    form = scene.form("check").named("ctl00_login", "ctl00_pw")
    return f"""<form method="post" action="{form.action}" id="aspnetForm">
{form.hidden("__VIEWSTATE", "dDwtMTA0PQ==")}{form.hidden("__EVENTTARGET", "")}
<fieldset><legend>Your existing CM/ECF account</legend><div id="summary">{said}</div>
<p><span class="lbl">Login</span> <span class="req">*</span><br><span class="help">the one you filed with, all
lowercase</span><br><input name="ctl00_login" type="text" id="ctl00_login" aria-required="true"></p>
<p><span class="lbl">Password</span> <span class="req">*</span><br><input name="ctl00_pw" type="password"></p>
<p><a href="/cgi-bin/lostPassword.pl">Forgot your password?</a></p></fieldset>
<input type="submit" {form.goes_by("ctl00_next", "Next >")}></form>"""
