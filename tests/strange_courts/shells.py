"""Whole pages: the court's menu bar with what stands around it, from the 1990s to the 2010s."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.strange_courts.scene import Scene

LOADER = '<script type="text/javascript" src="/lib/CMECF.js"></script>'
CREATE = (
    '<script language="JavaScript">\n'
    "if (navigator.appVersion.indexOf('MSIE 5') == -1) { CMECF.MainMenu.createMenu(); }\n</script>"
)


def _items(scene: Scene, amp: str, *, ids: bool) -> list[tuple[str, str]]:
    """Give the bar's entries; with `ids` the menus' addresses carry the number."""
    tail = f"{amp}id={scene.id}" if ids else ""
    filing = [(name, f"/cgi-bin/DisplayMenu.pl?{page}{tail}") for name, page in scene.menus]
    search = [("Search", "javascript: CMECF.MainMenu.searchPrompt();")] if scene.linked else []
    return [
        *filing,
        ("Query", "/cgi-bin/iquery.pl"),
        ("Reports", f"/cgi-bin/DisplayMenu.pl?Reports{tail}"),
        ("Utilities", f"/cgi-bin/DisplayMenu.pl?Utilities{tail}"),
        *search,
        ("Help", "/help/CmecfHelp.html"),
        ("Log Out", "/cgi-bin/login.pl?logout"),
    ]


def _yui(scene: Scene, *, ids: bool) -> str:
    items = "\n".join(
        f"""<li class="yuimenubaritem"><a class="yuimenubaritemlabel" href='{href}'>{name}"""
        + ("&nbsp;<span class=arrow>&#9660;</span></a>" if "DisplayMenu" in href else "</a>")
        for name, href in _items(scene, "&", ids=ids)
    )
    return (
        '<div id="topmenu" class="yuimenubar"><div class="bd">'
        f"<img id='cmecfLogo' class='cmecfLogo' src='/graphics/logo-cmecf-sm.png' alt='CM/ECF' title=''/>\n"
        f'<ul class="first-of-type">\n{items}\n</ul></div></div>'
    )


def _yui_page(scene: Scene, title: str, bar: str, scripts: str, body: str) -> str:
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">\n'
        f"<html><head><link rel='shortcut icon' href='/favicon.ico'/><title>{title} - {scene.court_name}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="/css/default.css">{LOADER}\n'
        "<script type='text/javascript'>var IsForm = false; function ProcessForm() { return true; }</script></head>\n"
        f'<body BGCOLOR=FFFFFF TEXT=000000 onLoad="void(0)">\n{bar}{scripts}\n'
        f'<div id="cmecfMainContent"><input type="hidden" id="cmecfMainContentScroll" value="0">\n{body}\n</div>'
        "</body></html>"
    )


def yui_ids(scene: Scene, title: str, body: str) -> str:
    """As bankruptcy courts have it: the number stands in the bar's own addresses."""
    return _yui_page(scene, title, _yui(scene, ids=True), _scripted(scene), body)


def yui_script(scene: Scene, title: str, body: str) -> str:
    """As district courts have it: the number stands in the address of the menu's script alone."""
    return _yui_page(scene, title, _yui(scene, ids=False), _scripted(scene), body)


def _scripted(scene: Scene) -> str:
    return f'<script type="text/javascript" src="/cgi-bin/menu.pl?id={scene.id}"></script>{CREATE}'


def yui_simple(scene: Scene, title: str, body: str) -> str:
    """With a simple menu: the number stands nowhere."""
    call = '<script type="text/javascript">CMECF.MainMenu.renderSimpleMenu();</script>'
    return _yui_page(scene, title, _yui(scene, ids=False), call, body)


def nav_list(scene: Scene, title: str, body: str) -> str:
    """After a redesign: HTML 5, no YUI, `&amp;` throughout."""
    items = "\n    ".join(
        f'<li role="none"><a role="menuitem" href="{href}">{name}</a></li>'
        for name, href in _items(scene, "&amp;", ids=True)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="{scene.skin.charset}">\n'
        f"<title>{title} | {scene.court_name}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="/css/site.css">{LOADER}</head>\n<body class="court">\n'
        '<a class="skip" href="#main">Skip to main content</a>\n<header><nav aria-label="Main">\n'
        f'  <ul class="main-nav" role="menubar">\n    {items}\n  </ul></nav></header>\n'
        f'<main id="main">\n<h1>{title}</h1>\n{body}\n</main>\n'
        "<footer><p><a href='/bankruptcy-basics'>Bankruptcy Basics</a> <a href='/civil-cases'>Civil Cases</a></p>"
        "<p>For questions, call the clerk's office at (555) 555-0100 or write to "
        '<a href="mailto:help@practice-court.example">help@practice-court.example</a>.</p></footer></body></html>'
    )


def old_table(scene: Scene, title: str, body: str) -> str:
    """As of 1998: capitals, no quotes, cells that are never closed."""
    cells = "\n".join(
        f'<TD ALIGN=CENTER><FONT FACE="Arial,Helvetica" SIZE=-1><A HREF={href.replace(" ", "")}>{name}</A></FONT>'
        for name, href in _items(scene, "&", ids=True)
    )
    return (
        f"<HTML><HEAD><TITLE>{title}</TITLE>{LOADER}</HEAD>\n<BODY BGCOLOR=#FFFFFF LINK=BLUE>\n"
        f"<TABLE BORDER=1 WIDTH=100% BGCOLOR=#CCCC99><TR>\n{cells}\n</TABLE>\n<P>\n"
        f'<FONT FACE="Arial,Helvetica">\n<H2>{title}</H2>\n{body}\n</FONT><HR>'
        "<ADDRESS>Clerk of Court, Practice District</ADDRESS></BODY></HTML>"
    )


def images(scene: Scene, title: str, body: str) -> str:
    """As of 2001: pictures for menus."""
    size = "border=0 width=80 height=20"
    bar = "".join(
        f"<a href='{href}'><img src=\"/graphics/{name.replace(' ', '').lower()}.gif\" alt='{name}' {size}></a>"
        for name, href in _items(scene, "&", ids=True)
    )
    return (
        f'<html>\n<head><title>{title}</title><meta http-equiv="Content-Type" content="text/html; charset='
        f'{scene.skin.charset}">{LOADER}</head>\n<body topmargin=0 leftmargin=0>\n'
        f'<center><img src=/graphics/seal.gif width=80 height=80 alt=""><br>{bar}</center>\n<hr size=1>\n'
        f"<center><b>{title}</b></center>\n{body}\n</body>\n</html>"
    )


def written(scene: Scene, title: str, body: str) -> str:
    """With a bar that a script writes, out of literal addresses."""
    lines = "\n".join(
        f"""document.write('<td><a href="{href}">{name}<\\/a><\\/td>');"""
        for name, href in _items(scene, "&", ids=True)
    )
    return (
        f'<html><head><title>{title}</title>{LOADER}</head>\n<body bgcolor="white">\n'
        f'<table class="menu" cellspacing=4><tr>\n<script type="text/javascript">\n<!--\n{lines}\n//-->\n</script>\n'
        f"</tr></table>\n<noscript>This site needs JavaScript. "
        f"<a href='/cgi-bin/DisplayMenu.pl?Utilities&id={scene.id}'>Utilities</a></noscript>\n{body}\n</body></html>"
    )


def pipes(scene: Scene, title: str, body: str) -> str:
    """As of 2005: XHTML, a line of links, addresses in full."""
    items = " | ".join(
        f'<a href="{href if href.startswith("javascript") else f"https://{scene.host}{href}"}">{name}</a>'
        for name, href in _items(scene, "&amp;", ids=True)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title>'
        f'<script type="text/javascript" src="/lib/CMECF.js"></script></head>\n<body>\n'
        f'<p class="menu">{items}</p>\n<p class="crumbs">{scene.court_name} &raquo; {title}</p>\n{body}\n'
        '<p class="note">Best viewed with Netscape 7 or Internet Explorer 5.5</p></body></html>'
    )


def frames(_scene: Scene, title: str, body: str) -> str:
    """Inside of frames: a page of its own, without a bar."""
    return (
        f'<html><head><title>{title}</title>{LOADER}<base target="main"></head>\n'
        f'<body bgcolor="#ffffff">\n<h3>{title}</h3>\n{body}\n</body></html>'
    )


def frameset(scene: Scene, _title: str, _body: str) -> str:
    """The frames around: a bar above, the Utilities below."""
    return (
        f"<html><head><title>CM/ECF - {scene.court_name}</title></head>\n"
        '<frameset rows="60,*" border=0>\n<frame name="menu" src="/cgi-bin/TopMenu.pl" scrolling=no>\n'
        '<frame name="main" src="/cgi-bin/UtilMenu.pl">\n<noframes><body>Your browser does not show frames. '
        f"<a href='/cgi-bin/UtilMenu.pl'>Utilities</a>, <a href='/cgi-bin/login.pl?logout'>Log Out</a>"
        "</body></noframes>\n</frameset></html>"
    )


def frame_bar(scene: Scene) -> str:
    """The bar's own frame."""
    bar = "\n".join(
        f'<a href="{href}" target="{"_top" if "login.pl" in href else "main"}">{name}</a>&nbsp;&nbsp;'
        for name, href in _items(scene, "&", ids=True)
    )
    return f"<html><head>{LOADER}</head><body bgcolor=#003366 link=white vlink=white>\n{bar}\n</body></html>"
