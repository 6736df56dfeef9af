"""How both accounts are named on the page before the Submit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.strange_courts.scene import text

if TYPE_CHECKING:
    from tests.strange_courts.scene import Scene
    from tests.strange_courts.world import Who


def two_columns(scene: Scene) -> str:
    """A row for each account."""
    return f"""<p>Verify that the CM/ECF account and PACER account listed are accurate.</p>
<table border="1" cellpadding=4><tr><td><b>CM/ECF account</b></td><td>{text(scene.filer.who.plain)}</td></tr>
<tr><td><b>PACER account</b></td><td>{text(scene.pacer.plain)}</td></tr></table>"""


def headed(scene: Scene) -> str:
    """Columns, with what they are in the first row."""
    return f"""<TABLE BORDER=1><TR BGCOLOR=silver><TH>CM/ECF Account<TH>PACER Account
<TR><TD>{text(scene.filer.who.listed)}<BR>{text(scene.filer.login)}<TD>{text(scene.pacer.listed)}<BR>
{text(scene.case.pacer.username)}</TABLE><P>Your individual PACER account should be listed and not a shared
firm PACER account."""


def headed_rows(scene: Scene) -> str:
    """Columns of accounts, rows of what is known of each."""
    filer, pacer = scene.filer.who, scene.pacer
    rows = (
        ("Name", filer.plain, pacer.plain),
        ("Login", scene.filer.login, scene.case.pacer.username),
        ("Firm", filer.firm, pacer.firm),
        ("E-mail", filer.email, pacer.email),
        ("Telephone", filer.phone, pacer.phone),
    )
    body = "".join(f"<tr><th>{name}</th><td>{text(a)}</td><td>{text(b)}</td></tr>\n" for name, a, b in rows)
    return f"""<table class="compare"><thead><tr><td></td><th>CM/ECF account</th><th>PACER account</th></tr></thead>
<tbody>{body}</tbody></table>"""


def definitions(scene: Scene) -> str:
    return f"""<dl><dt>CM/ECF account:</dt><dd>{text(scene.filer.who.plain)}</dd>
<dt>PACER account:</dt><dd>{text(scene.pacer.plain)}</dd></dl>
<p>If these are not both yours, press Cancel and call the clerk's office.</p>"""


def sentence(scene: Scene) -> str:
    return f"""<p>You are about to link CM/ECF account <b>{text(scene.filer.login)}</b>
({text(scene.filer.who.plain)}) to PACER account <b>{text(scene.case.pacer.username)}</b> ({text(scene.pacer.plain)}).
This process cannot be undone once you click Submit.</p>"""


def _block(who: Who) -> str:
    parts = (who.plain, who.firm, who.street, who.city, who.phone, who.email)
    return "<br>\n".join(text(part) for part in parts if part)


def fieldsets(scene: Scene) -> str:
    """With addresses, telephone and e-mail."""
    return f"""<fieldset><legend>CM/ECF account</legend>{_block(scene.filer.who)}</fieldset>
<fieldset><legend>PACER account</legend>{_block(scene.pacer)}</fieldset>"""


def preformatted(scene: Scene) -> str:
    """As a terminal would show it."""
    return f"""<pre>
  CM/ECF ACCOUNT                    PACER ACCOUNT
  Name:   {scene.filer.who.listed.upper():<26}Name:   {scene.pacer.listed.upper()}
  Login:  {scene.filer.login:<26}Login:  {scene.case.pacer.username}
</pre>"""


def preformatted_below(scene: Scene) -> str:
    """As a terminal would show it, one after the other."""
    return f"""<pre>
CM/ECF account ........ {text(scene.filer.who.listed)}
PACER account ......... {text(scene.pacer.listed)}
</pre><p>3 attempts remaining before your account is locked.</p>"""


def headings(scene: Scene) -> str:
    """Headings with lines below."""
    return f"""<h3>Your CM/ECF account</h3>
{_block(scene.filer.who)}<br>CM/ECF login: {text(scene.filer.login)}
<h3>Your PACER account</h3>
{_block(scene.pacer)}<br>PACER username: {text(scene.case.pacer.username)}"""


def readonly(scene: Scene) -> str:
    """Inputs that can be read only, and go back with the form."""
    return f"""<p><label>CM/ECF account<br><input size=40 readonly name="show_filer"
 value="{text(scene.filer.who.plain)}"></label></p><p><label>PACER account<br><input size=40 readonly
 name="show_pacer" value="{text(scene.pacer.plain)}"></label></p>"""


def cards(scene: Scene) -> str:
    return f"""<div class="cards"><div class="card"><div class="card-header">CM/ECF account</div><div class="card-body">
<div class="name">{text(scene.filer.who.plain)}</div><div class="sub">Login {text(scene.filer.login)}</div></div></div>
<div class="arrow">&rarr;</div><div class="card"><div class="card-header">PACER account</div><div class="card-body">
<div class="name">{text(scene.pacer.plain)}</div><div class="sub">Username {text(scene.case.pacer.username)}</div>
</div></div></div>"""


def broken_labels(scene: Scene) -> str:
    """Labels over several lines, names in another cell below."""
    return f"""<table width=80%><tr><td valign=top>The CM/ECF<br>account that<br>you entered:<td><font size=+1>
{text(scene.filer.who.listed)}</font><tr><td colspan=2><hr><tr><td valign=top>The PACER<br>account that you<br>signed
in with:<td><font size=+1>{text(scene.pacer.listed)}</font></table>"""


def sections(scene: Scene) -> str:
    """One table: a row that names the account, rows of what is known of it."""

    def rows(title: str, who: Who, login: str) -> str:
        pairs = (("Name", who.plain), ("Address", f"{who.street}, {who.city}"), ("E-mail", who.email), ("ID", login))
        inner = "".join(f"<tr><td>{a}:</td><td>{text(b)}</td></tr>\n" for a, b in pairs)
        return f"<tr><th colspan=2 align=left>{title}</th></tr>\n{inner}"

    return f"""<table>{rows("CM/ECF Account Information", scene.filer.who, scene.filer.login)}
{rows("PACER Account Information", scene.pacer, scene.case.pacer.username)}</table>"""


def list_items(scene: Scene) -> str:
    return f"""<p>The following accounts will be linked:</p><ul>
<li><strong>CM/ECF:</strong> {text(scene.filer.who.listed)} &lt;{text(scene.filer.who.email)}&gt;
<li><strong>PACER:</strong> {text(scene.pacer.listed)} &lt;{text(scene.pacer.email)}&gt;</ul>"""


def pacer_first(scene: Scene) -> str:
    """The PACER account first, and words around the names."""
    return f"""<p>PACER account: {text(scene.pacer.plain)}, user name {text(scene.case.pacer.username)}.<br>
will be linked to<br>CM/ECF account: {text(scene.filer.who.plain)}, login {text(scene.filer.login)}.</p>"""


def side_by_side(scene: Scene) -> str:
    """A table in each half of a table."""
    halves = (
        ("CM/ECF User", scene.filer.who, scene.filer.login),
        ("PACER User", scene.pacer, scene.case.pacer.username),
    )
    cells = "".join(
        f"<TD VALIGN=TOP><TABLE BORDER=0><TR><TD COLSPAN=2><B>{title}</B><TR><TD>Name:<TD>{text(who.listed)}"
        f"<TR><TD>Firm:<TD>{text(who.firm)}<TR><TD>Login:<TD>{text(login)}</TABLE>\n"
        for title, who, login in halves
    )
    return f"<TABLE BORDER=1 CELLSPACING=0><TR>{cells}</TABLE>"


def capitals(scene: Scene) -> str:
    """As attorneys are listed: everything in capitals, with their role."""
    return f"""<p><b>CM/ECF account</b><br>{text(scene.filer.who.listed.upper())} (aty)<br>
<a href="mailto:{text(scene.filer.who.email)}">{text(scene.filer.who.email)}</a></p>
<p><b>PACER account</b><br>{text(scene.pacer.listed.upper())}<br>Account ID {text(scene.case.pacer.username)}</p>"""


def question(scene: Scene) -> str:
    return f"""<h2>{text(scene.filer.who.plain)}, is this you?</h2><p>We found the CM/ECF attorney account
<q>{text(scene.filer.who.listed)}</q> with the login <code>{text(scene.filer.login)}</code>. You signed in to PACER as
<q>{text(scene.pacer.listed)}</q> (<code>{text(scene.case.pacer.username)}</code>).</p>"""
