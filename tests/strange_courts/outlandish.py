"""A court that calls everything by words of its own, and what an operator has to say for the app to link there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.strange_courts import endings, shells
from tests.strange_courts.scene import text
from tests.strange_courts.skin import Skin

if TYPE_CHECKING:
    from tests.strange_courts.scene import Form, Scene

POST = 'method="post" enctype="multipart/form-data"'


def entry(scene: Scene) -> str:
    """Offer it in words of its own; whoever looks here begins anew, and every form that is out is void."""
    for form in scene.session.forms.values():
        form.used = True
    offered = "" if scene.linked else f"<li><a href='{scene.entry}'>Join your two user records</a>"
    return f"<b>Records</b><ul><li><a href='/cgi-bin/MaintUsers.pl'>Maintain your user record</a>{offered}</ul>"


def login(scene: Scene, said: str) -> str:
    """Ask for lines and secrets, in two forms that only their names tell apart."""
    form, quick = scene.form("check").named("f1", "f4"), scene.form("leave")
    return f"""<p><b>{said}</b></p><form name=quickref {POST} action="{quick.action}">
<p>Court handle: <input name=q1><p>Entry word: <input type=password name=q2><p><button>Fetch</button></form>
<form name=records {POST} action="{form.action}">{form.hidden("k", "7")}
<p>Court handle: <input name=f1><p>Division (optional): <input name=f2>
<p>Day word (optional): <input type=password name=f3><p>Entry word: <input type=password name=f4>
<p><button {form.goes_by("b", "1")}>Fetch</button> <button {form.leaves_by("b", "2")}>Hold</button></form>"""


def accounts(scene: Scene) -> str:
    return f"""<p>Held here: {text(scene.filer.who.plain)}, {text(scene.filer.login)}
<p>Held nationally: {text(scene.pacer.plain)}, {text(scene.case.pacer.username)}"""


def confirm(scene: Scene, form: Form, shown: str, extra: str) -> str:
    del scene
    return f"""{shown}<form {POST} action="{form.action}">{form.hidden("k", "8")}{extra}
<button {form.goes_by("b", "1")}>Fuse</button> <button {form.leaves_by("b", "2")}>Hold</button></form>"""


OUTLANDISH = Skin(
    "outlandish",
    "cob",
    "UserRec.pl",
    shell=shells.yui_ids,
    entry=entry,
    login=login,
    wrong=endings.form_again("That is not what we have."),
    accounts=accounts,
    confirm=confirm,
    success=endings.bare,
    refusal=endings.refusing(),
)
SAID: dict[str, Any] = {
    "entry": "Join your two user records",
    "login": "Court handle",
    "password": "Entry word",
    "go": ["Fetch", "Fuse"],
    "filer_account": "Held here",
    "pacer_account": "Held nationally",
    "ignore_form": "quickref",
    "read_menu_before_submit": False,
}
"""All that an operator can say of it, as the file has it."""
