"""The pages that link: the CM/ECF login form, the page that names both accounts, what comes after. Text, by skin."""

from bot.sandbox.court import menus
from bot.sandbox.court.courts import BetweenPage, Court, Layout
from bot.sandbox.court.exchange import text
from bot.sandbox.court.menus import Viewer
from bot.sandbox.court.people import Filer, Person
from bot.sandbox.court.state import IssuedForm


def _form(cgi: str, form: IssuedForm, content: str, button: tuple[str, str]) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{text(name)}" value="{text(value)}">'
        if index % 2 == 0
        else f"<INPUT TYPE=HIDDEN NAME='{text(name)}' VALUE='{text(value)}'>"
        for index, (name, value) in enumerate(form.hidden)
    )
    name, label = button
    named = f'name="{text(name)}" ' if name else ""
    return (
        f'<form enctype="multipart/form-data" method="POST" action="../cgi-bin/{cgi}?{form.number}-L_1_0-1">\n'
        f"{hidden}\n{content}\n<input {named}type=submit value='{text(label)}'>"
        "<input type=reset value=Clear></form>"
    )


def link_page(court: Court, form: IssuedForm, message: str = "") -> str:
    """Draw the page that asks for the CM/ECF login; `message` says why it comes again."""
    link = court.skin.link
    fields = (
        f"<table><tr><td>{link.login_label}<td><input name='{link.login_field}' type=text size=15 maxlength=30>\n"
        f'<tr><td>{link.password_label}<td><INPUT NAME="{link.password_field}" TYPE="password" SIZE=15></table>'
    )
    notice = f"<p><font color=red>{message}</font></p>" if message else ""
    content = f"<h2>{link.title}</h2>{notice}<p>{link.prose}</p>{_form(link.cgi, form, fields, link.button)}"
    return menus.page(court, Viewer(), link.title, content)


def between_page(court: Court, between: BetweenPage, form: IssuedForm, message: str = "") -> str:
    """Draw the page between the login and both accounts; `message` says why it comes again."""
    options = "".join(f"<option value='{text(value)}'>{text(label)}" for value, label in between.roles)
    (role, role_label), (password, password_label) = between.role, between.password
    fields = (
        f"<table><tr><td>{role_label}<td><select name={role}>{options}</select>\n"
        f"<tr><td>{password_label}<td><INPUT NAME='{password}' TYPE=password SIZE=15></table>"
    )
    notice = f"<p><font color=red>{message}</font></p>" if message else ""
    drawn = _form(between.cgi, form, fields, between.button)
    return menus.page(court, Viewer(), between.title, f"<h2>{between.title}</h2>{notice}<p>{between.prose}</p>{drawn}")


def verify_page(court: Court, form: IssuedForm, filer: Filer, person: Person, message: str = "") -> str:
    """Draw the page that names both accounts and has the one form that counts; `message` says why it comes again."""
    verify = court.skin.verify
    rows = (
        (verify.filer_label, filer.holder, filer.login),
        (verify.pacer_label, person.account_name, person.username),
    )
    listed = _accounts(verify.layout, rows)
    if verify.tick is not None:
        name, words = verify.tick
        listed = f"{listed}<p><input type=checkbox name='{name}' value=Y> {words}</p>"
    notice = f"<p><font color=red>{message}</font></p>" if message else ""
    content = f"<h2>{verify.title}</h2>{notice}<p>{verify.prose}</p>{_form(verify.cgi, form, listed, verify.button)}"
    return menus.page(court, Viewer(), verify.title, content)


def _accounts(layout: Layout, rows: tuple[tuple[str, str, str], ...]) -> str:
    safe = [(label, text(name), text(login)) for label, name, login in rows]
    match layout:
        case Layout.TABLE:
            lines = "".join(
                f"<tr><td><b>{label}:</b></td><td>{name} ({login})</td></tr>" for label, name, login in safe
            )
            return f"<table border=1>{lines}</table>"
        case Layout.DEFINITIONS:
            lines = "".join(f"<dt>{label}<dd>{name}<dd>{login}" for label, name, login in safe)
            return f"<dl>{lines}</dl>"
        case Layout.FIELDSET:
            return "".join(
                f"<fieldset><legend>{label}</legend>Name: {name}<br>User name: {login}</fieldset>"
                for label, name, login in safe
            )
        case Layout.PARAGRAPHS:
            return "".join(f"<p><b>{label}</b>: {name}, login {login}</p>" for label, name, login in safe)
        case Layout.SENTENCE:
            (_, holder, login), (_, owner, username) = safe
            return (
                f"<p>Filings made so far by {holder} with the login {login} will from now on belong to the PACER "
                f"account {username} of {owner}.</p>"
            )
        case Layout.DISABLED_INPUTS:
            return "".join(
                f'<fieldset><label>{label} <input type=text disabled size=40 value="{name}"></label>'
                f"<label>Login <input type='text' disabled='disabled' value='{login}'></label></fieldset>"
                for label, name, login in safe
            )


def success(court: Court) -> str:
    """Draw what follows the link: a page, or a script that pops up the words and goes on to Utilities."""
    if court.skin.success_is_popup:
        return (
            "<html><head><script language='JavaScript'>\n"
            f'alert("{court.skin.success}");\nwindow.location.href = "/cgi-bin/DisplayMenu.pl?Utilities";\n'
            "</script></head><body></body></html>"
        )
    # The bar is still the one from before: it changes when the screen is refreshed.
    return menus.page(court, Viewer(), court.skin.verify.title, f"<p>{court.skin.success}</p>")


def taken(court: Court) -> str:
    """Draw the refusal when one of the two accounts is linked to another already."""
    return menus.page(
        court,
        Viewer(),
        "CM/ECF",
        "<p>This account is already linked to another account. Contact the Clerk's Office.</p>",
    )


def not_upgraded(court: Court) -> str:
    """Draw the refusal of a legacy PACER account."""
    return menus.page(
        court,
        Viewer(),
        "CM/ECF",
        "<p>Your PACER account must be upgraded before it can be linked to a filing account.</p>",
    )


def nothing_to_link(court: Court, viewer: Viewer) -> str:
    """Draw the link page for somebody who is linked."""
    return menus.page(
        court, viewer, "CM/ECF", "<p>Your PACER account is already linked to a CM/ECF account in this court.</p>"
    )


def unexpected(court: Court) -> str:
    """Draw the page for a form that is not good (any more)."""
    return menus.page(
        court, Viewer(), "Error", "<h2>Error</h2><p>An unexpected error occurred. This form cannot be processed.</p>"
    )
