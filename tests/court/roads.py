"""Calls of the procedure, and roads that lead to each of its states, for tests that have no network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.court import Registry, procedure
from bot.court.model import CourtSession, FilerCredentials, FormKind, PacerCredentials, PendingForm, Place, Question
from bot.court.results import SignedIn
from bot.vault import Secret
from bot.vocabulary import QuestionKind
from tests.court.answers import KINDS, URL

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.court.calls import Step

COURT = Registry.shipped().get("mieb")
assert COURT is not None
FORM = PendingForm(FormKind.CONFIRM, URL, URL, multipart=True, charset="utf-8", fields=(("n", Secret("1")),))
BEFORE = replace(FORM, kind=FormKind.BEFORE_LOGIN)
LOGIN = replace(FORM, kind=FormKind.FILER_LOGIN, login_field="l", password_field="p")
ASKED = (
    Question(QuestionKind.TEXT, "Bar number"),
    Question(QuestionKind.PASSWORD, "PIN"),
    Question(QuestionKind.TICK, "I agree"),
)
PLACES = tuple(Place(each.kind, name, 1, 0, ("y",)) for each, name in zip(ASKED, "bpt", strict=True))
ANSWERS = (Secret("P-4711-22"), Secret("a third password"), Secret("1"))
SESSION = CourtSession(COURT, Secret("t" * 128), (), None, (Secret("someone"),))
PACER = PacerCredentials(Secret("someone"), Secret("a password"))
FILER = FilerCredentials(Secret("old"), Secret("old password"))
CALLS: dict[str, Callable[[], Step[Any]]] = {
    "sign_in": lambda: procedure.sign_in(COURT, PACER),
    "sign_in with a passcode": lambda: procedure.sign_in(COURT, replace(PACER, passcode=Secret("123456"))),
    "resume": lambda: procedure.resume(COURT, SESSION),
    "find_accounts": lambda: procedure.find_accounts(replace(SESSION, form=LOGIN), FILER),
    "find_accounts without a form": lambda: procedure.find_accounts(SESSION, FILER),
    "find_accounts with answers": lambda: procedure.find_accounts(
        replace(SESSION, form=asking(LOGIN)), replace(FILER, answers=ANSWERS)
    ),
    "find_accounts with answers, without a form": lambda: procedure.find_accounts(
        SESSION, replace(FILER, answers=(Secret("1"),))
    ),
    "find_accounts after a page before": lambda: procedure.find_accounts(passed(), FILER),
    "go_on": lambda: procedure.go_on(replace(SESSION, form=BEFORE)),
    "go_on with answers": lambda: procedure.go_on(replace(SESSION, form=asking(BEFORE)), ANSWERS),
    "submit": lambda: procedure.submit(replace(SESSION, form=FORM)),
    "submit with answers": lambda: procedure.submit(
        replace(SESSION, form=asking(FORM), hushed=(*SESSION.hushed, Secret("old"))), ANSWERS
    ),
    "read_menu": lambda: procedure.read_menu(SESSION),
    "read_menu with a form held": lambda: procedure.read_menu(replace(SESSION, form=FORM)),
}
ROADS: dict[str, tuple[str, tuple[str, ...]]] = {
    "SigningOn": ("sign_in", ()),
    "SigningOn with a passcode": ("sign_in with a passcode", ()),
    "OpeningMenu after a sign-in": ("sign_in", ("PACER: admitted",)),
    "OpeningMenu once bounced": ("sign_in", ("PACER: admitted", "bounce by script")),
    "OpeningMenu once bounced, with a passcode": (
        "sign_in with a passcode",
        ("PACER: admitted", "bounce by script"),
    ),
    "LeavingFirst": ("sign_in", ("PACER: admitted", "bounce by script", "bounce by script")),
    "SigningOn again": ("sign_in", ("PACER: admitted", "bounce by script", "bounce by script", "nothing")),
    "OpeningLinkPage after a sign-in": ("sign_in", ("PACER: admitted", "menu that offers the link")),
    "OpeningMenu": ("resume", ()),
    "OpeningMenu, a frame of it": ("resume", ("menu in parts",)),
    "OpeningMenu, the script of it": ("resume", ("menu in parts", "nothing")),
    "OpeningMenu with a login, a frame of it": ("find_accounts without a form", ("menu in parts",)),
    "OpeningMenu after two redirects": ("resume", ("redirect within", "redirect within")),
    "OpeningMenu after no access": ("resume", ("no access",)),
    "OpeningMenu after the referrer form": ("resume", ("referrer form",)),
    "AtTheDoor": ("resume", ("404",)),
    "AtTheDoor after a sign-in": ("sign_in", ("PACER: admitted", "something of another system")),
    "AtTheDoor after a redirect": ("resume", ("404", "redirect within")),
    "AtTheDoor with a login": ("find_accounts without a form", ("redirect that cannot be read",)),
    "OpeningLinkPage": ("resume", ("menu that offers the link",)),
    "OpeningLinkPage from a page before": ("go_on", ()),
    "OpeningLinkPage from a page before, with answers": ("go_on with answers", ()),
    "OpeningLinkPage beside filing menus": ("resume", ("filing menus beside the entry",)),
    "OpeningLinkPage with a login, after a page before": (
        "find_accounts after a page before",
        ("menu that offers the link",),
    ),
    "OpeningLinkPage with a login, gone on": (
        "find_accounts after a page before",
        ("menu that offers the link", "page to be read first"),
    ),
    "GivingLogin": ("find_accounts", ()),
    "GivingLogin after a redirect": ("find_accounts", ("redirect within",)),
    "GivingLogin with answers": ("find_accounts with answers", ()),
    "OpeningMenu with a login": ("find_accounts without a form", ()),
    "OpeningLinkPage with a login": ("find_accounts without a form", ("menu that offers the link",)),
    "OpeningLinkPage with a login and answers": (
        "find_accounts with answers, without a form",
        ("menu that offers the link",),
    ),
    "Looking": ("submit", ()),
    "Looking with answers": ("submit with answers", ()),
    "Submitting": ("submit", ("menu that offers the link",)),
    "Looking, a frame of it": ("submit", ("menu in parts",)),
    "LookingOn": ("submit", ("menu that offers the link", "page in between")),
    "LookingOn after a redirect": ("submit", ("menu that offers the link", "page in between", "redirect within")),
    "Proving": ("read_menu", ()),
    "Proving, a frame of it": ("read_menu", ("menu in parts",)),
    "Proving with a form held": ("read_menu with a form held", ()),
}


def asking(form: PendingForm) -> PendingForm:
    return replace(form, questions=ASKED, places=PLACES)


def passed() -> CourtSession:
    """Give the session of somebody who went on from the page that is to be read first."""
    shown = procedure.advance(on_the_road("resume", ("menu that offers the link",)), KINDS["page to be read first"])
    assert isinstance(shown.next, SignedIn)
    step = procedure.advance(procedure.go_on(shown.next.session), KINDS["page that asks for the old login"])
    assert isinstance(step.next, SignedIn)
    return replace(CourtSession.load(step.next.session.dump()), form=None)


def on_the_road(call: str, road: tuple[str, ...]) -> Step[Any]:
    step = CALLS[call]()
    for kind in road:
        step = procedure.advance(step, KINDS[kind])
    return step
