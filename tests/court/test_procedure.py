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

from bot.court import procedure
from bot.court.calls import Done, cookies, visit_of
from bot.court.exchange import Answer, Answered, Get, PostForm, PostJson, Unsent
from bot.court.model import (
    CourtSession,
    MenuShows,
)
from bot.court.pages.shown import Typed
from bot.court.results import (
    AccountsFound,
    AlreadyLinked,
    AskedOn,
    Failed,
    MenuRead,
    NotSent,
    RefusedByCourt,
    Sent,
    Unclear,
)
from bot.vault import Secret
from tests.court.answers import KINDS, URL, answered
from tests.court.any_page import FORMS, PAGES
from tests.court.roads import (
    ANSWERS,
    CALLS,
    COURT,
    FILER,
    FORM,
    LOGIN,
    PACER,
    ROADS,
    SESSION,
    asking,
    on_the_road,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.court.calls import Step
    from bot.court.exchange import Came

EXAMPLES = max(1000, int(os.environ.get("LINK_PACER_EXAMPLES", "0")) // 5)
"""Pages; each takes as long as several sequences of events."""
TABLE = Path(__file__).with_name("procedure_table.json")
"""State x answer -> what is next: written once by the test, read by a person, and held from then on."""
MOST_REQUESTS = 60
"""Of the longest call, a sign-in that meets every glitch on both of its roads, at a menu of three parts."""


def said(step: Step[Any]) -> str:
    """Say in a line what is next, and what a result holds."""
    name = type(step.state).__name__
    match step.next:
        case Get(step=what, url=url, referer=referer):
            return f"{name}: GET {what} {'again' if url == URL else tail(url)}, from {tail(referer)}"
        case PostForm(step=what, form=form, typed=typed, answers=answers, irreversible=irreversible):
            filled = f" with {', '.join(sorted(typed))}" if typed else ""
            filled += f" and {len(answers)} answers" if answers else ""
            return f"{name}: POST {what}, the form {form.kind}{filled}{' FOR GOOD' if irreversible else ''}"
        case PostJson(step=what, url=url, body=body):
            return f"{name}: ask PACER to {what} at {tail(url)} with {', '.join(sorted(json.loads(body)))}"
        case result:
            return " ".join(filter(None, [type(result).__name__, *facts(result)]))


def tail(url: str) -> str:
    return url.rpartition("/")[2][:24]


def facts(result: Any) -> Iterator[str]:
    yield from (
        str(each.value) for name in ("trouble", "why", "shows") if hasattr(each := getattr(result, name, ""), "value")
    )
    if notice := getattr(result, "notice", None):
        yield str(notice.value)
    if accounts := getattr(result, "accounts", None):
        yield f"[{accounts.filer} | {accounts.pacer} | {' / '.join(accounts.said)}]"
    if page := getattr(result, "said", ()):
        yield f"first [{' / '.join(page)}]"
    yield held(result.session)
    if isinstance(result, Failed):
        yield "" if result.sent else "not sent"
    if words := getattr(result, "words", ""):
        yield f"says “{words[:60]}”"
    if (why := getattr(result, "why", "")) and not hasattr(why, "value"):
        yield f"because: {why}"


def held(session: CourtSession | None) -> str:
    """Say what a session holds: its court and token, how many cookies and names, and which form."""
    if session is None:
        return "no session"
    token = session.token.reveal()[:1]
    asked = [f"{each.kind} “{each.label}”" for each in session.form.questions] if session.form else []
    form = f", {session.form.kind}{' that asks ' if asked else ''}{', '.join(asked)}" if session.form else ""
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


def test_a_page_is_asked_afresh_once_and_the_next_page_once() -> None:
    dropped = KINDS["lost with a kept-open connection"]
    asked = procedure.advance(procedure.resume(COURT, SESSION), dropped)
    assert isinstance(asked.next, Get)
    assert asked.next.fresh
    assert isinstance(procedure.advance(asked, dropped).next, Failed)
    for_link_page = procedure.advance(asked, KINDS["menu that offers the link"])
    assert isinstance(for_link_page.next, Get)
    assert not for_link_page.next.fresh
    assert isinstance(procedure.advance(for_link_page, dropped).next, Get)


def filing_menus(*, always: bool) -> tuple[Came, Came]:
    """Give a menu before and after a Submit, both with the entry and nobody's id; its filing menus are new or not."""
    out = "<a href='/cgi-bin/login.pl?logout'>Log Out</a>"
    events = "<a href='/cgi-bin/DisplayMenu.pl?CivilEvents'>Civil</a>"
    entry = "<p><a href='/cgi-bin/link.pl'>Link a CM/ECF account to my PACER account</a></p>"
    with_them = f"<html><body><div id='topmenu'>{events}{out}</div>{entry}</body></html>"
    return answered(with_them if always else with_them.replace(events, "")), answered(with_them)


@pytest.mark.parametrize(("always", "shows"), [(False, MenuShows.FILER), (True, None)])
def test_filing_menus_beside_an_entry_that_stays_prove_a_link_only_when_they_are_new(
    always: bool, shows: MenuShows | None
) -> None:
    before, after = filing_menus(always=always)
    sending = procedure.advance(procedure.submit(replace(SESSION, form=FORM)), before)
    assert isinstance(sending.next, PostForm)
    sent = procedure.advance(sending, answered("<p>Received.</p>"))
    assert isinstance(sent.next, Sent)
    kept = CourtSession.load(sent.next.session.dump())
    read = procedure.advance(procedure.read_menu(kept), after).next
    assert isinstance(read, MenuRead | Failed)
    assert (read.shows if isinstance(read, MenuRead) else None) is shows


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
    for form in (None, LOGIN, FORM):
        with pytest.raises(ValueError, match="no page to go on from"):
            procedure.go_on(replace(SESSION, form=form))


def test_answers_that_do_not_fit_are_refused() -> None:
    for answers in ((), ANSWERS[:2], (*ANSWERS, None), (None, None, Secret("yes"))):
        with pytest.raises(ValueError, match="answer"):
            procedure.submit(replace(SESSION, form=asking(FORM)), answers)
        with pytest.raises(ValueError, match="answer"):
            procedure.find_accounts(replace(SESSION, form=asking(LOGIN)), replace(FILER, answers=answers))


@pytest.mark.parametrize("call", ["find_accounts with answers", "submit with answers"])
def test_what_was_answered_is_not_repeated(call: str) -> None:
    step = CALLS[call]()
    visit = visit_of(step.state)
    assert visit is not None
    said = visit.said("The bar number P-4711-22 is not known.")
    assert "4711" not in said
    assert "bar number" in said
    assert "third" not in visit.without_secrets("No: a third password")
    assert "P-4711-22" in visit.without_secrets("CM/ECF account: Jane, P-4711-22"), (
        "a name stays, for the person's eyes"
    )
    assert visit.names() == Typed("old", "someone")


def test_what_was_answered_is_not_repeated_where_no_name_is_known() -> None:
    visit = visit_of(procedure.submit(replace(SESSION, form=asking(FORM)), ANSWERS).state)
    assert visit is not None
    assert visit.names() is None
    assert "4711" not in visit.said("The bar number P-4711-22 is not known.")


def test_what_a_form_asks_repeats_no_password() -> None:
    step = procedure.find_accounts(replace(SESSION, form=LOGIN), FILER)
    page = answered(
        "<form method=post action=v>Go on.<p><label>Again, old password <input name=x></label><p>Which?"
        "<select name=s><option>old password<option selected>none</select><input type=submit></form>"
    )
    found = procedure.advance(step, page).next
    assert isinstance(found, AccountsFound)
    assert found.session.form is not None
    assert [each.label for each in found.session.form.questions] == ["Again, …", "Which?"]
    assert found.session.form.questions[1].options == ("…", "none")


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
    (PAGES | FORMS).map(answered),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(page=PAGES | FORMS, after=given_by.sampled_from(sorted(ROADS)))
def test_no_page_is_too_much_for_any_state(page: str, after: str) -> None:
    call, road = ROADS[after]
    before = on_the_road(call, road)
    step = procedure.advance(before, answered(page))
    if isinstance(step.next, PostForm) and step.next.irreversible:
        assert after.startswith("Looking")
        assert not after.startswith("LookingOn")


@settings(max_examples=EXAMPLES, deadline=None)
@given(call=given_by.sampled_from(sorted(CALLS)), came=given_by.data())
def test_whatever_comes_a_call_ends_and_sends_for_good_at_most_once(call: str, came: given_by.DataObject) -> None:
    step, for_good, last = CALLS[call](), 0, None
    for _ in range(MOST_REQUESTS):
        if not isinstance(step.next, Get | PostForm | PostJson):
            break
        each = came.draw(CAME)  # not more than it asks for: most calls end early
        for_good += isinstance(step.next, PostForm) and step.next.irreversible
        last = (step.next, each)
        step = procedure.advance(step, each)
    result = step.next
    assert not isinstance(result, Get | PostForm | PostJson), "a call comes to an end"
    assert for_good <= call.startswith("submit")
    if for_good:
        assert isinstance(result, Sent | AskedOn | Unclear | RefusedByCourt | NotSent)
        if isinstance(result, NotSent):
            assert last is not None
            assert isinstance(last[0], PostForm)
            assert last[0].irreversible
            assert isinstance(last[1], Unsent)
    elif call.startswith("submit"):
        assert isinstance(result, NotSent | AlreadyLinked)
