"""The courts' pages by request: menus for the signed in, the sign-on bounce for all others. Decides; draws nothing."""

from dataclasses import replace

from bot.sandbox.court import linking, menus
from bot.sandbox.court.courts import Court
from bot.sandbox.court.exchange import Answer, Incoming, html_answer
from bot.sandbox.court.menus import Viewer
from bot.sandbox.court.people import Sort
from bot.sandbox.court.state import PracticeCourt, Session

CGI = "/cgi-bin/"
PLAIN_PAGES = {"iquery.pl": "Query", "menuSearch.pl": "Search", "Help.pl": "Help", "UtilityPage.pl": "Utilities"}


def answer(state: PracticeCourt, court: Court, incoming: Incoming) -> Answer:
    """Answer any request for a court's host."""
    if incoming.method not in ("GET", "POST"):
        return html_answer("<h1>Method Not Allowed</h1>", "refused method", status=405)
    if incoming.path == "/":
        return draw(court, menus.root(court), "root page")
    cgi = incoming.path.removeprefix(CGI)
    if cgi == "ShowIndex.pl":
        return draw(court, menus.show_index(court), "index page")
    if cgi == "lostPassword.pl":
        return draw(court, menus.lost_password(court), "lost password page")
    session = session_of(state, incoming)
    if session is None:
        return bounce(court)
    if cgi == "login.pl" and incoming.query == "logout":
        state.end_session(session.token)
        return draw(court, menus.logged_out(court), "logged out")
    return _reissue(state, court, session, _signed_in(state, court, session, incoming, cgi))


def session_of(state: PracticeCourt, incoming: Incoming) -> Session | None:
    """Find whose cookies these are; both NextGenCSO and PacerSession must belong to one live session."""
    return state.session_for(incoming.cookies.get("NextGenCSO", ""), incoming.cookies.get("PacerSession", ""))


def draw(court: Court, text: str, effect: str, *, status: int = 200) -> Answer:
    """Answer with a page in the court's own encoding."""
    skin = court.skin
    return html_answer(text, effect, status=status, encoding=skin.encoding, declared=skin.charset_in_header)


def bounce(court: Court) -> Answer:
    """Answer as to somebody not signed in."""
    return draw(court, menus.bounce(court), "sign-on bounce")


def viewer_of(state: PracticeCourt, court: Court, session: Session) -> Viewer:
    """Tell what menus this person sees here."""
    link = state.link_of_person(court.id, session.person.username)
    if link is None:
        return Viewer()
    return Viewer(link.menu_id, events=not session.person.fees_locked)


def _signed_in(state: PracticeCourt, court: Court, session: Session, incoming: Incoming, cgi: str) -> Answer:
    if session.person.sort is Sort.ADMINISTRATIVE:
        return draw(court, menus.no_access(court), "no access")
    viewer = viewer_of(state, court, session)
    if cgi == court.skin.link.cgi:
        return linking.link_page(state, court, session, viewer, incoming)
    if court.skin.between is not None and cgi == court.skin.between.cgi:
        return linking.between(state, court, session, court.skin.between, incoming)
    if cgi == court.skin.verify.cgi:
        return linking.final(state, court, session, viewer, incoming)
    if cgi == "DisplayMenu.pl":
        return _menu(court, viewer, incoming.query)
    if cgi == "menu.pl":
        return _menu_script(court, viewer, incoming.query)
    if cgi == "login.pl":
        return draw(court, menus.plain(court, viewer, "CM/ECF"), _seen(viewer, "main menu"))
    if cgi in PLAIN_PAGES:
        return draw(court, menus.plain(court, viewer, PLAIN_PAGES[cgi]), "plain page")
    return draw(court, menus.plain(court, viewer, "Not Found"), "not found", status=404)


def _menu(court: Court, viewer: Viewer, query: str) -> Answer:
    name, _, given_id = query.partition("&id=")
    if given_id not in ("", "-1", str(viewer.menu_id)):
        return draw(court, menus.plain(court, viewer, "Not Found"), "foreign menu id", status=404)
    if name == "Utilities":
        return draw(court, menus.utilities(court, viewer), _seen(viewer, "utilities"))
    if name == "Reports":
        return draw(court, menus.plain(court, viewer, "Reports"), "reports")
    if viewer.events and name.removesuffix("Events") in court.filer_menus:
        return draw(court, menus.filing_menu(court, viewer, name.removesuffix("Events")), "events menu")
    return draw(court, menus.plain(court, viewer, "Not Found"), "no such menu", status=404)


def _menu_script(court: Court, viewer: Viewer, query: str) -> Answer:
    if court.is_bankruptcy or query != f"id={viewer.menu_id}":
        return draw(court, menus.plain(court, viewer, "Not Found"), "foreign menu id", status=404)
    return Answer(menus.script(court, viewer).encode(), _seen(viewer, "menu script"), content_type="text/javascript")


def _seen(viewer: Viewer, what: str) -> str:
    if not viewer.linked:
        return f"{what}: not linked"
    return f"{what}: linked" if viewer.events else f"{what}: linked, no filing menus"


def _reissue(state: PracticeCourt, court: Court, session: Session, given: Answer) -> Answer:
    """Replace the token, once a session, at a court that does so; from then on only the new one is good."""
    if not court.skin.reissues_token or session.former:
        return given
    state.replace_token(session)
    cookie = f"NextGenCSO={session.token}; Domain=.uscourts.gov; Path=/; HttpOnly"
    return replace(given, headers=(*given.headers, ("Set-Cookie", cookie)), effect=f"{given.effect}; new token")
