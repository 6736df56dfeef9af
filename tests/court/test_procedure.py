"""The procedure without a network: every state with every kind of answer, and what holds for any answers at all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as given_by

from bot.court import Registry, procedure
from bot.court.calls import Done, cookies, visit_of
from bot.court.exchange import Answer, Answered, Get, PostForm, PostJson, Unsent
from bot.court.model import CourtSession, FilerCredentials, FormKind, PacerCredentials, PendingForm
from bot.court.results import AccountsFound, AlreadyLinked, Failed, NotSent, RefusedByCourt, Sent, Unclear
from bot.vault import Secret
from tests.court.answers import KINDS, URL, answered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.court.calls import Step
    from bot.court.exchange import Came

EXAMPLES = int(os.environ.get("LINK_PACER_EXAMPLES", "1000"))
TABLE = Path(__file__).with_name("procedure_table.json")
"""State x answer -> what is next: written once by the test, read by a person, and held from then on."""
MOST_REQUESTS = 12
COURT = Registry.shipped().get("mieb")
assert COURT is not None
FORM = PendingForm(FormKind.CONFIRM, URL, URL, multipart=True, charset="utf-8", fields=(("n", Secret("1")),))
LOGIN = replace(FORM, kind=FormKind.FILER_LOGIN, login_field="l", password_field="p")
SESSION = CourtSession(COURT, Secret("t" * 128), (), None, (Secret("someone"),))
PACER = PacerCredentials(Secret("someone"), Secret("a password"))
FILER = FilerCredentials(Secret("old"), Secret("old password"))
CALLS: dict[str, Callable[[], Step[Any]]] = {
    "sign_in": lambda: procedure.sign_in(COURT, PACER),
    "sign_in with a passcode": lambda: procedure.sign_in(COURT, replace(PACER, passcode=Secret("123456"))),
    "resume": lambda: procedure.resume(COURT, SESSION),
    "find_accounts": lambda: procedure.find_accounts(replace(SESSION, form=LOGIN), FILER),
    "find_accounts without a form": lambda: procedure.find_accounts(SESSION, FILER),
    "submit": lambda: procedure.submit(replace(SESSION, form=FORM)),
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
    "OpeningMenu after two redirects": ("resume", ("redirect within", "redirect within")),
    "OpeningMenu after no access": ("resume", ("no access",)),
    "OpeningMenu after the referrer form": ("resume", ("referrer form",)),
    "OpeningLinkPage": ("resume", ("menu that offers the link",)),
    "GivingLogin": ("find_accounts", ()),
    "GivingLogin after a redirect": ("find_accounts", ("redirect within",)),
    "OpeningMenu with a login": ("find_accounts without a form", ()),
    "OpeningLinkPage with a login": ("find_accounts without a form", ("menu that offers the link",)),
    "Looking": ("submit", ()),
    "Submitting": ("submit", ("menu that offers the link",)),
    "CheckingRefusal": ("submit", ("menu that offers the link", "already linked elsewhere")),
    "Proving": ("read_menu", ()),
    "Proving with a form held": ("read_menu with a form held", ()),
}


def on_the_road(call: str, road: tuple[str, ...]) -> Step[Any]:
    step = CALLS[call]()
    for kind in road:
        step = procedure.advance(step, KINDS[kind])
    return step


def said(step: Step[Any]) -> str:
    """Say in a line what is next, and what a result holds."""
    name = type(step.state).__name__
    match step.next:
        case Get(step=what, url=url, referer=referer):
            return f"{name}: GET {what} {'again' if url == URL else tail(url)}, from {tail(referer)}"
        case PostForm(step=what, form=form, answers=answers, irreversible=irreversible):
            filled = f" with {', '.join(sorted(answers))}" if answers else ""
            return f"{name}: POST {what}, the form {form.kind}{filled}{' FOR GOOD' if irreversible else ''}"
        case PostJson(step=what, url=url, body=body):
            return f"{name}: ask PACER to {what} at {tail(url)} with {', '.join(sorted(json.loads(body)))}"
        case result:
            return " ".join(filter(None, [type(result).__name__, *facts(result)]))


def tail(url: str) -> str:
    return url.rpartition("/")[2][:24]


def facts(result: Any) -> Iterator[str]:
    yield from (str(getattr(result, name).value) for name in ("trouble", "why", "shows") if hasattr(result, name))
    if notice := getattr(result, "notice", None):
        yield str(notice.value)
    if accounts := getattr(result, "accounts", None):
        yield f"[{accounts.filer} | {accounts.pacer} | {' / '.join(accounts.said)}]"
    yield held(result.session)
    if isinstance(result, Failed):
        yield "" if result.sent else "not sent"
    if words := getattr(result, "words", ""):
        yield f"says “{words[:60]}”"


def held(session: CourtSession | None) -> str:
    """Say what a session holds: its court and token, how many cookies and names, and which form."""
    if session is None:
        return "no session"
    token = session.token.reveal()[:1]
    form = f", {session.form.kind}" if session.form else ""
    return f"({session.court.id}, {token}, {len(session.cookies)} cookies, {len(session.hushed)} names{form})"


def table() -> dict[str, dict[str, str]]:
    return {
        state: {kind: said(procedure.advance(on_the_road(call, road), came)) for kind, came in KINDS.items()}
        for state, (call, road) in ROADS.items()
    }


def test_every_state_with_every_kind_of_answer() -> None:
    written = json.loads(TABLE.read_text("utf-8"))
    assert table() == written


def test_roads_lead_to_every_state() -> None:
    reached = {type(on_the_road(call, road).state) for call, road in ROADS.values()}
    assert reached | {Done} == set(procedure_states())


def procedure_states() -> Iterator[type]:
    from typing import get_args  # noqa: PLC0415 - beside its one use

    from bot.court import calls  # noqa: PLC0415 - the same

    yield from get_args(calls.State)


def test_a_call_that_is_over_goes_no_further() -> None:
    over = procedure.advance(procedure.read_menu(SESSION), KINDS["late"])
    assert cookies(over.state) == ()
    with pytest.raises(ValueError, match="over"):
        procedure.advance(over, KINDS["late"])


def test_a_call_that_cannot_be_is_refused() -> None:
    guided = replace(COURT, guided_only=True)
    for call in (lambda: procedure.sign_in(guided, PACER), lambda: procedure.resume(guided, SESSION)):
        with pytest.raises(ValueError, match="guided only"):
            call()
    for form in (None, LOGIN):
        with pytest.raises(ValueError, match="no form to confirm"):
            procedure.submit(replace(SESSION, form=form))


def test_where_no_name_is_known_none_is_looked_for() -> None:
    step = procedure.find_accounts(replace(SESSION, form=LOGIN, hushed=()), FILER)
    found = procedure.advance(step, KINDS["page of another login"]).next
    assert isinstance(found, AccountsFound)


def test_the_login_typed_last_is_the_one_looked_for() -> None:
    tried_before = replace(SESSION, form=LOGIN, hushed=(*SESSION.hushed, Secret("a first try")))
    step = procedure.find_accounts(tried_before, FILER)
    for login, expected in (("old", AccountsFound), ("a-first-try", Failed), ("someone", AccountsFound)):
        accounts = f"CM/ECF account: Jane<br>Login: {login}<p>PACER account: Jane"
        page = answered(f"<form method=post action=v>{accounts}<input type=submit>")
        assert isinstance(procedure.advance(step, page).next, expected)


def test_a_password_that_the_page_repeats_is_not_shown_with_the_accounts() -> None:
    step = procedure.find_accounts(replace(SESSION, form=LOGIN), FILER)
    for page in ("CM/ECF account: Jane old password<p>PACER account: Jane", "The filer old (old password) of someone"):
        found = procedure.advance(step, answered(f"<form method=post action=v><p>{page}<input type=submit></form>"))
        assert isinstance(found.next, AccountsFound)
        assert "old password" not in repr(found.next.accounts)


def test_what_is_kept_of_a_page_knows_what_must_not_be_on_it() -> None:
    step = procedure.find_accounts(replace(SESSION, form=LOGIN, codes=(Secret("client"),)), FILER)
    visit = visit_of(step.state)
    assert visit is not None
    assert {each.reveal() for each in visit.secrets} == {"old password", "someone", "old", "client", "t" * 128}
    assert visit_of(procedure.sign_in(COURT, PACER).state) is None


def test_nothing_shows_what_was_typed() -> None:
    steps = [make() for make in CALLS.values()]
    shown = repr([(step.next, step.state) for step in steps])
    assert not any(secret in shown for secret in ("a password", "old password", "123456", "t" * 128))


CAME = given_by.one_of(
    given_by.sampled_from(sorted(KINDS)).map(KINDS.__getitem__),
    given_by.builds(
        lambda status, body, location: Answered(Answer(status, URL, "text/html", body, location)),
        given_by.sampled_from([200, 200, 302, 404, 500]),
        given_by.binary(max_size=200),
        given_by.sampled_from(["", "", "/x", "//", "https://evil.example/"]) | given_by.text(max_size=20),
    ),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    call=given_by.sampled_from(sorted(CALLS)), came=given_by.lists(CAME, min_size=MOST_REQUESTS, max_size=MOST_REQUESTS)
)
def test_whatever_comes_a_call_ends_and_sends_for_good_at_most_once(call: str, came: list[Came]) -> None:
    step, for_good, last = CALLS[call](), 0, None
    for each in came:
        if not isinstance(step.next, Get | PostForm | PostJson):
            break
        for_good += isinstance(step.next, PostForm) and step.next.irreversible
        last = (step.next, each)
        step = procedure.advance(step, each)
    result = step.next
    assert not isinstance(result, Get | PostForm | PostJson), "a call comes to an end"
    assert for_good <= (call == "submit")
    if for_good:
        assert isinstance(result, Sent | Unclear | RefusedByCourt | NotSent)
        if isinstance(result, NotSent):
            assert last is not None
            assert isinstance(last[0], PostForm)
            assert last[0].irreversible
            assert isinstance(last[1], Unsent)
    elif call == "submit":
        assert isinstance(result, NotSent | AlreadyLinked)
