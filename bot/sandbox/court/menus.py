"""The menu bar and the pages behind it, as courts write them: quotes, `&` and stray tags mixed in one page. Text."""

from dataclasses import dataclass

from bot.sandbox.court.courts import LINK_TEXT, SIGN_ON_HOST, Court

_STRAY = ("", "<b></b>", "&nbsp;<img src='/graphics/arrow.gif' alt=''>", "</font>")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whom a menu is drawn for. `menu_id`: -1 without a filer; `events`: filing menus show; `access`: any menu."""

    menu_id: int = -1
    events: bool = False
    access: bool = True

    @property
    def linked(self) -> bool:
        """Tell whether a CM/ECF account is attached."""
        return self.menu_id > 0


def page(court: Court, viewer: Viewer, title: str, content: str) -> str:
    """Wrap content as a signed-in court page."""
    built = f"<script type='text/javascript' src='/cgi-bin/menu.pl?id={viewer.menu_id}'></script>\n"
    meta = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-1">'
    return (
        "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>\n"
        f"<html><head>{meta if court.skin.encoding == 'latin-1' else ''}<title>{title}</title>\n"
        f"{'' if court.is_bankruptcy else built}"
        "<script type='text/javascript'>var IsForm = false; function ProcessForm() { return true; }</script></head>\n"
        f"<body BGCOLOR='#FFFFFF' TEXT=000000 onLoad=\"SetFocus()\">\n{menu_bar(court, viewer)}\n"
        f'<div id="cmecfMainContent"><font size=+0>\n{content}\n</div></body></html>\n'
    )


def menu_bar(court: Court, viewer: Viewer) -> str:
    """Draw the bar: filer menus only for a linked filer, Query, Reports, Utilities, Help, Log Out."""
    items: list[tuple[str, str]] = []
    if viewer.access:
        own = f"&id={viewer.menu_id}" if court.is_bankruptcy else ""
        if viewer.events:
            events_id = own if court.skin.event_links_carry_id else ""
            items += [(name, f"/cgi-bin/DisplayMenu.pl?{name}Events{events_id}") for name in court.filer_menus]
        items += [
            ("Query", "/cgi-bin/iquery.pl"),
            ("Reports", f"/cgi-bin/DisplayMenu.pl?Reports{own}"),
            ("<u>U</u>tilities", f"/cgi-bin/DisplayMenu.pl?Utilities{own}"),
        ]
        if viewer.events:
            items.append(("Search", "/cgi-bin/menuSearch.pl"))
    items += [("Help", "/cgi-bin/Help.pl"), ("Log Out", "/cgi-bin/login.pl?logout")]
    drawn = "\n".join(_item(index, label, href) for index, (label, href) in enumerate(items))
    return (
        f'<div id="topmenu" class="yuimenubar"><div class="bd"><ul class=\'first-of-type\'>\n{drawn}\n</ul></div></div>'
    )


def _item(index: int, label: str, href: str) -> str:
    quote = "'" if index % 2 else '"'
    href = href if index % 3 == 0 else href.replace("&", "&amp;")
    return (
        f'<li class="yuimenubaritem"><a class="yuimenubaritemlabel" href={quote}{href}{quote}>'
        f"{label} {_STRAY[index % len(_STRAY)]}</a></li>"
    )


def utilities(court: Court, viewer: Viewer) -> str:
    """Draw the Utilities page; the link stands there only as long as nothing is linked."""
    groups = "\n".join(
        f"<td valign=top>{f'<b>{heading}</b><br>' if heading else ''}{_links(court, viewer, labels)}</td>"
        for heading, labels in court.skin.groups
    )
    return page(court, viewer, "CM/ECF Utilities", f"<h2>Utilities</h2><table><tr>{groups}</table>")


def _links(court: Court, viewer: Viewer, labels: tuple[str, ...]) -> str:
    drawn = []
    for label in labels:
        if label == LINK_TEXT and not viewer.linked:
            drawn.append(f"<A HREF='/cgi-bin/{court.skin.link.cgi}?id={viewer.menu_id}'>{court.skin.link_text}</A><BR>")
        elif label != LINK_TEXT:
            drawn.append(f'<a href="/cgi-bin/UtilityPage.pl?id={viewer.menu_id}">{label}</a><br>')
    return "\n".join(drawn)


def script(court: Court, viewer: Viewer) -> str:
    """Draw what builds the drop-downs of a district court's menu; in some courts the link stands nowhere else."""
    entries = [("Query", "/cgi-bin/iquery.pl"), ("Reports", "/cgi-bin/DisplayMenu.pl?Reports")]
    if court.skin.entry_in_script and not viewer.linked:
        entries.append(
            (court.skin.link_text.replace("/", r"\/"), f"/cgi-bin/{court.skin.link.cgi}?id={viewer.menu_id}")
        )
    entries.append(("Log Out", "/cgi-bin/login.pl?logout"))
    drawn = ",\n".join(f'  {{text: "{label}", url: "{address}"}}' for label, address in entries)
    return f"CMECF.MainMenu.items = [\n{drawn}\n];\n"


def plain(court: Court, viewer: Viewer, heading: str) -> str:
    """Draw a page that stands for a part of CM/ECF which is not played here."""
    return page(
        court, viewer, "CM/ECF", f"<h2>{heading}</h2><p>This part of CM/ECF is not part of the practice court.</p>"
    )


def no_access(court: Court) -> str:
    """Draw what a firm's administrative account sees: no menus but Help and Log Out."""
    return page(
        court,
        Viewer(access=False),
        "CM/ECF",
        "<p>Your PACER Administrative Account does not have case or filing access.</p>",
    )


def filing_menu(court: Court, viewer: Viewer, name: str) -> str:
    """Draw a filer's events page."""
    entries = "".join(f"<li><a href='/cgi-bin/UtilityPage.pl'>{entry}</a>" for entry in ("Motions", "Notices", "Other"))
    return page(court, viewer, f"{name} Events", f"<h2>{name} Events</h2><ul>{entries}</ul>")


def root(court: Court) -> str:
    """Draw the court's front page: a link to the log-in in a bankruptcy court, a mere refresh in a district court."""
    if not court.is_bankruptcy:
        return "<html><head><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></head></html>"
    return (
        "<html><head><title>CM/ECF - LIVE DATABASE</title></head><body><center>"
        f"<h3>Welcome to the U.S. Bankruptcy Court for the {court.name}</h3>"
        f"<a href='/cgi-bin/login.pl'>{court.name} - Document Filing System</a></center></body></html>"
    )


def show_index(court: Court) -> str:
    """Draw a district court's index page."""
    return (
        f"<html><head><title>Centralized CM/ECF LIVE - U.S. District Court:{court.id}</title></head><body>"
        f"<h3>Welcome to the U.S. District Court for the {court.name}</h3>"
        f"<a href='/cgi-bin/login.pl'>{court.name} - Document Filing System</a></body></html>"
    )


def bounce(court: Court) -> str:
    """Draw the sign-on bounce: status 200 and a script, no redirect."""
    target = f"https://{SIGN_ON_HOST}/csologin/login.jsf?pscCourtId={court.psc_id}&appurl=https://{court.host}/cgi-bin/login.pl"
    return f'<html><head></head><body><script>\nlocation.assign("{target}");\n</script></body></html>'


def logged_out(court: Court) -> str:
    """Draw the page after `login.pl?logout`."""
    return (
        f"<html><head><title>CM/ECF</title></head><body><p>You have been logged out of {court.name}.</p></body></html>"
    )


def lost_password(court: Court) -> str:
    """Draw the court's page for forgotten CM/ECF passwords (it sends nothing here)."""
    return (
        f"<html><head><title>{court.name} - Lost Password</title></head><body><h2>Forgotten password</h2>"
        '<form enctype="multipart/form-data" method="POST" action="../cgi-bin/lostPassword.pl">'
        "<label>CM/ECF login <input name='login' type=text></label><input type=submit value='Send'></form>"
        "</body></html>"
    )
