"""How the Utilities lead to the link procedure, and the scripts that build menus."""

from __future__ import annotations

import json
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.strange_courts.scene import Scene

WORDS = "Link a CM/ECF account to my PACER account"
CAPITALS = "Link a CM/ECF Account to My PACER Account"

_PACER = (
    ("View PACER Account", "/cgi-bin/ViewPacer.pl"),
    ("Change Your PACER Client Code", "/cgi-bin/ChangeClientCode.pl"),
    ("Review Billing History", "/cgi-bin/BillingReport.pl"),
    ("Maintain Your PACER Login/Password", "https://pacer.psc.uscourts.gov/"),
    ("PACER Case Locator (National Index)", "https://pcl.uscourts.gov/"),
)
_MISC = (("Mailings...", "/cgi-bin/DisplayMenu.pl?Mailings"), ("Legal Research...", "/cgi-bin/Research.pl"))


def _links(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<li><a href='{href}'>{name}</a>\n" for name, href in pairs)


def _others() -> str:
    return f"<b>PACER Information</b><ul>\n{_links(_PACER)}</ul>\n<b>Miscellaneous</b><ul>{_links(_MISC)}</ul>"


def _offered(draw: Callable[[Scene], str]) -> Callable[[Scene], str]:
    """Offer the entry to those alone who are not linked yet."""

    @wraps(draw)
    def body(scene: Scene) -> str:
        return _others() + ("" if scene.linked else draw(scene))

    return body


def _group(inner: str, title: str = "NextGen Items") -> str:
    return f"\n<b>{title}</b>\n<ul>\n{inner}</ul>"


@_offered
def plain_link(scene: Scene) -> str:
    return _group(f'<li><a href="{scene.entry}">{WORDS}</a>\n')


@_offered
def capitals_once(scene: Scene) -> str:
    where = f"<a HREF='{scene.entry}?id={scene.id}' class=menu>{CAPITALS} (one time only)</a>"
    return _group(f"<li>{where}", "NextGen Release 1.1 Menu Items")


@_offered
def broken_words(scene: Scene) -> str:
    """Its words stand in pieces, over lines, with blanks that do not break."""
    words = "Link a CM/ECF&nbsp;account\n   <b>to my&nbsp;</b><br>PACER <i>account</i>"
    return _group(f"<li><A HREF={scene.entry}>{words}</A>")


@_offered
def picture(scene: Scene) -> str:
    name = scene.entry.removeprefix("/cgi-bin/")
    return f"""<p><a href="{name}"><img src="/graphics/ng.gif" alt="{WORDS}" width=260 height=24></a></p>"""


@_offered
def titled(scene: Scene) -> str:
    """A short name to press, the whole one as its title."""
    return _group(f'<li><a title="{WORDS}" href="..{scene.entry}">NextGen linking</a> <span class=new>new!</span>')


@_offered
def button_form(scene: Scene) -> str:
    return f"""<h4>NextGen</h4><form method="get" action="{scene.entry}"><input type="hidden" name="menu" value="util">
<input type='submit' value='{WORDS}'></form>
<p>Use this button once. It cannot be undone.</p>"""


@_offered
def by_script(scene: Scene) -> str:
    """An address in a script's call."""
    call = f"javascript:openUtility('https://{scene.host}{scene.entry}');"
    return f"""<script>function openUtility(u) {{ window.location.href = u; }}</script>
<dl><dt>Your Account<dd><a href="{call}">{CAPITALS}</a></dl>"""


@_offered
def by_click(scene: Scene) -> str:
    """Nothing in the address, all in the click."""
    return f"""<div class="tile" id=ng><h4>Your Account</h4>
<a href="#" onclick="location.href='{scene.entry}'; return false;">{WORDS}</a></div>"""


@_offered
def pressed(scene: Scene) -> str:
    """A button with a click of its own."""
    return f"""<div class="tools"><button type="button" class="btn" onclick="window.location='{scene.entry}?id=-1'">
  {WORDS}
</button></div>"""


@_offered
def nested(scene: Scene) -> str:
    inner = f'<ul><li><a href="{scene.entry}?menu=acct&amp;id={scene.id}">{CAPITALS}</a></li></ul>'
    return f"""<ul class="tree"><li><span>Your Account</span><ul><li><a href="/cgi-bin/MaintUsers.pl">Maintain Your
ECF Account</a></li><li><span>NextGen</span>{inner}</li></ul></li></ul>"""


@_offered
def framed(_scene: Scene) -> str:
    """In a window within the page."""
    return """<iframe src="/cgi-bin/AcctUtil.pl?frame=1" width=600 height=200 title="Account utilities"></iframe>"""


def in_the_frame(scene: Scene) -> str:
    """Draw what that window shows."""
    inner = "" if scene.linked else f"<p><a target=_top href='{scene.entry}'>{WORDS}</a></p>"
    return f"<html><head><title>Account utilities</title></head><body><p>Account utilities</p>{inner}</body></html>"


@_offered
def jump_menu(scene: Scene) -> str:
    """A list that goes where its choice says."""
    return f"""<form name=jump><select name=where onchange="if (this.value) location = this.value;">
<option value="">- Your Account -</option><option value="/cgi-bin/MaintUsers.pl">Maintain Your ECF Account</option>
<option value="{scene.entry}">{WORDS}</option></select></form>"""


def always_there(scene: Scene) -> str:
    """An entry that stays when there is nothing left to link."""
    advice = "If your account is already linked, you do not need to use this option again."
    link = f'<li><a href="{scene.entry}">{WORDS}</a><br><small>{advice}</small>'
    return _others() + _group(link, "NextGen Release 1.1 Menu Items")


@_offered
def in_a_subpage(scene: Scene) -> str:
    """Behind a group that is a page of its own."""
    del scene
    return "<p><a href='/cgi-bin/NextGenMenu.pl?menu=util'>NextGen Release 1.1 Menu Items</a></p>"


def the_subpage(scene: Scene) -> str:
    """Draw that page."""
    inner = "<p>No items.</p>" if scene.linked else f'<ul><li><a href="{scene.entry}">{WORDS}</a></ul>'
    return scene.draw("NextGen Release 1.1 Menu Items", inner)


@_offered
def with_decoys(scene: Scene) -> str:
    """Beside instructions of nearly the same name."""
    return f"""<h3>NextGen</h3><p><a href="/help/linking.pdf">How to link a CM/ECF account to my PACER account (PDF)</a>
<p><a href="{scene.entry}?mode=2">{WORDS} &raquo;</a>
<p><a href="https://pacer.uscourts.gov/register-account">Register for an upgraded PACER account</a>"""


@_offered
def mapped(scene: Scene) -> str:
    """A place in a picture."""
    return f"""<map name="util"><area shape="rect" coords="0,0,150,30" href="/cgi-bin/MaintUsers.pl" alt="Your Account">
<area shape="rect" coords="0,30,150,60" href="{scene.entry}" alt="{CAPITALS}"></map>
<img src="/graphics/util.gif" width=150 height=60 usemap="#util" border=0 alt="">"""


@_offered
def in_a_table(scene: Scene) -> str:
    """One row for each utility, the words beside what is pressed."""
    return f"""<TABLE BORDER=1><TR><TD><A HREF="{scene.entry.removeprefix("/cgi-bin/")}">Go</A>
<TD>Link a CMECF Account to My PACER Account<TR><TD><A HREF=MaintUsers.pl>Go</A><TD>Maintain Your ECF Account</TABLE>"""


@_offered
def numbered(scene: Scene) -> str:
    """Twice, as a picture and as words, with a base for all addresses."""
    cgi = scene.entry.removeprefix("/cgi-bin/")
    return f"""<base href="https://{scene.host}/cgi-bin/"><h3>Your Account</h3><ol><li><a href="MaintUsers.pl">Maintain
Your ECF Account</a><li><a href="{cgi}"><img src="/graphics/bullet.gif" alt="" width=9 height=9></a>
<a href="{cgi}">Link a CM/ECF account to my PACER account</a> <b>(one time only; cannot be undone)</b></ol>"""


def nothing_there(scene: Scene) -> str:
    """Draw a page without the entry: the menu's script has it."""
    del scene
    return _others()


# What menu.pl answers


def script_data(scene: Scene) -> str:
    """Give the menus as data, as YUI takes them."""
    entry = [] if scene.linked else [{"text": WORDS, "url": scene.entry}]
    account: list[object] = [{"text": "Maintain Your ECF Account", "url": "/cgi-bin/MaintUsers.pl"}]
    filing = [{"text": name, "url": f"/cgi-bin/DisplayMenu.pl?{page}"} for name, page in scene.menus]
    nextgen = [{"text": "NextGen Items", "submenu": {"id": "nextgen", "itemdata": entry}}] if entry else []
    utilities = {
        "text": "Utilities",
        "url": "/cgi-bin/DisplayMenu.pl?Utilities",
        "submenu": {
            "id": "utilities",
            "itemdata": [{"text": "Your Account", "submenu": {"id": "acct", "itemdata": account}}, *nextgen],
        },
    }
    return f"CMECF.MainMenu.itemData = {json.dumps([*filing, utilities], indent=1)};\n"


def script_calls(scene: Scene) -> str:
    """Give the menus call by call."""
    filing = "".join(f"addItem('{name}', '{name}', '/cgi-bin/DisplayMenu.pl?{page}');\n" for name, page in scene.menus)
    entry = "" if scene.linked else f"addItem('Utilities', '{CAPITALS}', '{scene.entry}?id={scene.id}');\n"
    return (
        "function addItem(group, label, url) { CMECF.MainMenu.itemData.push({text: label, url: url}); }\n"
        f"{filing}addItem('Utilities', 'Maintain Your ECF Account', '/cgi-bin/MaintUsers.pl');\n{entry}"
    )


def script_markup(scene: Scene) -> str:
    """Give the menus as markup in a string."""
    entry = "" if scene.linked else f'<li class=\\"yuimenuitem\\"><a href=\\"{scene.entry}\\">{WORDS}<\\/a><\\/li>'
    filing = "".join(
        f'<li><a href=\\"/cgi-bin/DisplayMenu.pl?{page}\\">{name}<\\/a><\\/li>' for name, page in scene.menus
    )
    other = '<li><a href=\\"/cgi-bin/Mailings.pl\\">Mailings...<\\/a><\\/li>'
    return f'CMECF.MainMenu.markup = "<ul>{filing}{other}{entry}<\\/ul>";\n'


def script_plain(scene: Scene) -> str:
    """Give a script that says nothing of the entry, which stands in the page."""
    names = [name for name, _ in scene.menus] + ["Reports", "Utilities"]
    return "".join(f"CMECF.MainMenu.itemData.push({{text: '{name}', url: '#'}});\n" for name in names)


LIBRARY = """var CMECF = window.CMECF || {};
CMECF.MainMenu = {
  itemData: [], markup: '',
  build: function (items) {
    var ul = document.createElement('ul');
    for (var i = 0; i < items.length; i++) {
      var li = document.createElement('li');
      var a = document.createElement(items[i].url ? 'a' : 'span');
      if (items[i].url) { a.setAttribute('href', items[i].url); }
      a.appendChild(document.createTextNode(items[i].text));
      li.appendChild(a);
      if (items[i].submenu) { li.appendChild(CMECF.MainMenu.build(items[i].submenu.itemdata)); }
      ul.appendChild(li);
    }
    return ul;
  },
  createMenu: function () {
    var bar = document.getElementById('topmenu');
    if (!bar) { return; }
    bar.appendChild(CMECF.MainMenu.build(CMECF.MainMenu.itemData));
    if (CMECF.MainMenu.markup) { bar.insertAdjacentHTML('beforeend', CMECF.MainMenu.markup); }
  },
  renderSimpleMenu: function () {}, alternateHelp: function () {}, searchPrompt: function () {}
};
"""
