"""What an operator is asked where a page is not clear, what is offered to be pointed at, and when nobody is asked."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import sys
import tty
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import PageKeeper, RehearsalError, calls, procedure
from bot.court.exchange import Answer, Answered, Get
from bot.court.pages import readers
from bot.court.profile import Profile
from bot.court.rehearsal import pointing, terminal
from bot.court.rehearsal.going_on import GoingOn
from bot.court.rehearsal.terminal import Terminal
from bot.court.results import AccountsFound, Failed
from bot.vocabulary import Trouble
from tests.court.answers import KINDS, URL, answered
from tests.court.roads import COURT, FILER, LOGIN, SESSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.court.exchange import Came

OUT = "<div id='topmenu'><a href='/cgi-bin/login.pl?logout'>Log Out</a></div>"
MENU = f"{OUT}<a href='/cgi-bin/a.pl'>Join</a><a href='/cgi-bin/b.pl?x=1'></a><a href='/cgi-bin/c.pl'>Join</a>"
BOXES = (
    "<form method=post action=x><p>{}: <input name=l><p>{}: <input name=m><p>{}: <input type=password name=p>{}</form>"
)
ALIKE = "<form method=post action=../cgi-bin/{0}.pl>Login <input name=l>Password <input type=password name=p></form>"


def asked(call: calls.Step[Any], *pages: str) -> pointing.Pointer | None:
    """Give a call these pages, and what would be asked at the last."""
    step = call
    for each in pages:
        before, step = step, procedure.advance(step, answered(each))
    read = [readers.read(each.encode(), "text/html", URL) for each in pages[-1:]]
    return pointing.asks(before.state, step.next, read)


def opened(page: str) -> pointing.Pointer | None:
    return asked(procedure.resume(COURT, SESSION), KINDS_MENU, page)


def given(page: str) -> pointing.Pointer | None:
    return asked(procedure.find_accounts(replace(SESSION, form=LOGIN), FILER), page)


menu = KINDS["menu that offers the link"]
assert isinstance(menu, Answered)
KINDS_MENU = menu.answer.body.decode()


def test_the_entry_is_asked_for_by_its_words_or_where_they_do_not_tell_by_its_address() -> None:
    pointer = asked(procedure.resume(COURT, SESSION), MENU)
    assert pointer is not None
    assert pointer.candidates == (
        ("Join  /cgi-bin/a.pl", "/cgi-bin/a.pl"),
        ("(no words)  /cgi-bin/b.pl", "/cgi-bin/b.pl?x=1"),
        ("Join  /cgi-bin/c.pl", "/cgi-bin/c.pl"),
    )
    assert pointer.words.endswith("?")
    assert pointer.answered("/cgi-bin/a.pl") == Profile(entry=("/cgi-bin/a.pl",))


@pytest.mark.parametrize("page", ["<p>Hello", "<h1>Not found", OUT, KINDS_MENU])
def test_nobody_is_asked_for_an_entry_where_no_answer_would_help(page: str) -> None:
    assert asked(procedure.resume(COURT, SESSION), page) is None


@pytest.mark.parametrize(
    ("page", "name", "offered"),
    [
        (ALIKE.format("a") + ALIKE.format("b"), "ignore_form", ("/cgi-bin/a.pl", "/cgi-bin/b.pl")),
        (
            ALIKE.format("a").replace("<form", "<form name=quick") + ALIKE.format("b"),
            "ignore_form",
            ("quick", "/cgi-bin/b.pl"),
        ),
        (
            (BOXES.format("Case", "Bar", "PIN", "") + BOXES.format("City", "Phone", "PIN", "")).replace(
                "=x", "=/y.pl", 1
            ),
            "ignore_form",
            ("/y.pl", "x"),
        ),
        (BOXES.format("Handle", "Name", "Password", ""), "login", ("Handle:", "Name:")),
        (BOXES.format("Handle", "Handle", "Password", ""), "login", ("Handle:",)),
        (BOXES.format("Login", "City", "New PIN", ""), "password", ("New PIN:",)),
        (BOXES.format("Login", "City", "Key", "<button>Fetch</button><button>Keep</button>"), "go", ("Fetch", "Keep")),
    ],
)
def test_of_the_login_the_first_thing_is_asked_that_is_not_clear(page: str, name: str, offered: Sequence[str]) -> None:
    pointer = opened(page)
    assert pointer is not None
    assert (pointer.name, tuple(said for _, said in pointer.candidates)) == (name, tuple(offered))
    assert not pointer.optional


@pytest.mark.parametrize(
    "page",
    [
        "<p>Not now.",
        "<form method=post action=x>Search <input name=q><button>Find</button></form>",
        BOXES.format("Login", "City", "Key", "<button>Go on</button>").replace("=x", "=https://example.org/"),
        BOXES.format("", "", "Key", ""),
    ],
)
def test_nobody_is_asked_of_a_login_where_no_answer_would_help(page: str) -> None:
    pointer = opened(page)
    assert pointer is None or all(said for _, said in pointer.candidates)
    if "Key" not in page:
        assert pointer is None


CONFIRM = "<form method=post action={}.pl><p>Words.{}</form>"


@pytest.mark.parametrize(
    ("page", "name", "offered"),
    [
        (CONFIRM.format("a", "<button>Fuse</button><button>Keep</button>"), "go", ("Fuse", "Keep")),
        (CONFIRM.format("a", "<button>Find my account</button>"), "go", ("Find my account",)),
        (
            CONFIRM.format("a", "<button>Go</button>") + CONFIRM.format("b", "<button>Go</button>"),
            "ignore_form",
            ("a.pl", "b.pl"),
        ),
    ],
)
def test_of_the_accounts_the_first_thing_is_asked_that_is_not_clear(
    page: str, name: str, offered: Sequence[str]
) -> None:
    pointer = given(page)
    assert pointer is not None
    assert (pointer.name, tuple(said for _, said in pointer.candidates)) == (name, tuple(offered))


def test_nobody_is_asked_of_the_accounts_where_no_answer_would_help() -> None:
    assert given("<p>Hello") is None
    both = KINDS["both accounts"]
    assert isinstance(both, Answered)
    assert given(both.answer.body.decode()) is None


def test_what_stands_before_an_account_is_asked_and_need_not_be_answered() -> None:
    page = CONFIRM.format("a", "<p>Held here: Jane Doe<p>Nationally - Jane Doe<button>Link</button>")
    pointer = given(page)
    assert pointer is not None
    assert (pointer.name, pointer.optional) == ("filer_account", True)
    assert [said for _, said in pointer.candidates] == ["Words.", "Held here", "Nationally"]
    known = replace(COURT, profile=Profile(filer_account=("Held here",), pacer_account=("Elsewhere",)))
    step = procedure.find_accounts(replace(SESSION, court=known, form=LOGIN), FILER)
    found = procedure.advance(step, answered(page)).next
    assert isinstance(found, AccountsFound)
    there = readers.read(page.encode(), "text/html", URL, known.profile)
    assert pointing.asks(step.state, found, [there]) is None, "asked and answered"


def test_what_was_taken_is_told_in_the_courts_labels() -> None:
    on_menu = procedure.resume(COURT, SESSION)
    on_page = procedure.advance(on_menu, menu)
    assert isinstance(on_page.next, Get)
    pages = [readers.read(KINDS_MENU.encode(), "text/html", URL)]
    took = pointing.taken(on_menu.state, on_page.next.url, pages)
    assert took.entry[0].startswith("Link a CM/ECF")
    boxes = BOXES.format("Login", "City", "Key", "<button>Next</button>")
    login = [readers.read(boxes.encode(), "text/html", URL)]
    assert pointing.taken(on_page.state, "", login) == Profile(login=("Login:",), password=("Key:",), go=("Next",))
    giving = procedure.find_accounts(replace(SESSION, form=LOGIN), FILER).state
    confirm = [readers.read(CONFIRM.format("a", "<button>Fuse").encode(), "text/html", URL)]
    assert pointing.taken(giving, "", confirm) == Profile(go=("Fuse",))
    hello = [readers.read(b"<p>Hello", "text/html", URL)]
    twice = [readers.read((boxes * 2).encode(), "text/html", URL)]
    for state, there in ((on_page.state, hello), (on_page.state, twice), (giving, hello), (calls.Done(), hello)):
        assert pointing.taken(state, "", there) == Profile()


def test_nobody_is_asked_without_a_page() -> None:
    assert pointing.asks(procedure.resume(COURT, SESSION).state, Failed(Trouble.UNEXPECTED_PAGE), []) is None


class Tired:
    """An operator who gives the same answer for ever, a wrong one, or none."""

    def __init__(self, *answers: int | str | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    async def choose(self, court: str, question: str, candidates: Sequence[str]) -> int | str | None:
        del court
        self.asked.append((question, tuple(candidates)))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def past(folder: Path, guide: Tired | None, call: calls.Step[Any], *pages: Came) -> calls.Step[Any]:
    beside = GoingOn(PageKeeper(folder, guide=guide)).beside()
    step = call
    for each in pages:
        before, after = step, procedure.advance(step, each)
        step = await beside.past(before, each, after)
    return step


async def test_an_answer_that_does_not_help_is_not_asked_for_again_and_again(tmp_path: Path) -> None:
    guide = Tired(0)
    same = BOXES.format("Handle", "Handle", "Password", "")
    step = await past(tmp_path, guide, procedure.resume(COURT, SESSION), menu, answered(same))
    assert isinstance(step.next, Failed)
    assert len(guide.asked) == 1
    endless = Tired(*(f"nothing {number}" for number in range(40)))
    step = await past(tmp_path, endless, procedure.resume(COURT, SESSION), menu, answered(same))
    assert len(endless.asked) == 11


async def test_the_menu_is_read_anew_with_an_answer(tmp_path: Path) -> None:
    guide = Tired(2)
    step = await past(tmp_path, guide, procedure.resume(COURT, SESSION), answered(MENU))
    assert isinstance(step.next, Get)
    assert step.next.step == "menu"
    after = await past(tmp_path, guide, step, answered(MENU))
    assert isinstance(after.next, Get)
    assert (after.next.step, after.next.url.endswith("/c.pl")) == ("link_page", True)
    assert len(guide.asked) == 1


@pytest.mark.parametrize("came", [KINDS["lost"], KINDS["503"], KINDS["too tangled"], KINDS["bounce by script"]])
async def test_nobody_is_asked_what_no_page_says(tmp_path: Path, came: Came) -> None:
    guide = Tired(0)
    await past(tmp_path, guide, procedure.resume(COURT, SESSION), came)
    assert guide.asked == []


async def test_lines_that_may_name_somebody_are_not_shown_to_the_operator(tmp_path: Path) -> None:
    guide = Tired(None)
    page = CONFIRM.format("a", "<p>Account: Zyskander<p>Zyskander<p>Qwentin: Doe<button>Link</button>")
    await past(tmp_path, guide, procedure.find_accounts(replace(SESSION, form=LOGIN), FILER), answered(page))
    assert guide.asked[0][1] == ("Words.", "Account")


async def test_the_same_court_is_known_by_what_was_said_and_a_draft_is_gone_on_with(tmp_path: Path) -> None:
    guide = Tired(0)
    going_on = GoingOn(PageKeeper(tmp_path, guide=guide))
    pointer = pointing.Pointer("login", (("Handle:", "Handle:"),))
    assert await going_on.ask(COURT, pointer) == Profile(login=("Handle:",))
    assert going_on.known(COURT).profile == Profile(login=("Handle:",))
    keeper = PageKeeper(tmp_path)
    keeper.draft(going_on.known(COURT), Profile(password=("Handle",), go=("Zyskander", "Submit")), ())
    assert json.loads((tmp_path / "profile.json").read_text()) == {COURT.id: {"login": "Handle:", "go": "Submit"}}
    assert GoingOn(PageKeeper(tmp_path)).known(COURT).profile == Profile(login=("Handle:",), go=("Submit",))
    assert await GoingOn(PageKeeper(tmp_path)).ask(COURT, pointer) is None, "nobody sits beside"


def test_a_draft_that_cannot_be_used_stops_the_start_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "profile.json").write_text('{"mieb": {"colour": 1, "go": []}}')
    with pytest.raises(
        RehearsalError, match=r"cannot be used; mend it\.\n.*mieb\.colour: unknown.*\n.*mieb\.go: expected"
    ):
        PageKeeper(tmp_path)


def test_fields_that_only_their_numbers_tell_apart_stay_apart(tmp_path: Path) -> None:
    boxes = "".join(f"<p>Zyskander{n} <input name=qzx{n}>" for n in range(12))
    form = f"<form method=post action=x>{boxes}Login <input name=qzx99> Password <input type=password name=qzy1></form>"
    PageKeeper(tmp_path).keep("link_page", "mieb", Answer(200, URL, "text/html", form.encode()), ())
    about = json.loads((tmp_path / "001-link_page.json").read_text())
    names = [name for name, _ in about["read"]["fields"]]
    assert len(set(names)) > len(names) - 3, "of ten, each has its own"
    assert about["reads_alike"]


class Screen(StringIO):
    """Says when something more was written to it than the question."""

    def __init__(self) -> None:
        super().__init__()
        self.more = asyncio.Event()

    def write(self, text: str) -> int:
        if self.getvalue():
            self.more.set()
        return super().write(text)


class Ends:
    """A terminal whose other end a test types at."""

    def __init__(self) -> None:
        self.keys, self.reads = pty.openpty()
        tty.setcbreak(self.reads)
        self.screen = Screen()
        self.terminal = Terminal(self.reads, self.screen)

    def types(self, line: str) -> None:
        os.write(self.keys, line.encode())


async def test_the_terminal_shows_what_can_be_pointed_at_and_takes_numbers_or_words() -> None:
    ends = Ends()
    for typed, said in (("2\n", 1), ("Court name\n", "Court name"), ("\n", None)):
        ends.types(typed)
        assert await ends.terminal.choose("A Court", "Which?", ["One", "Two"]) == said
    assert (
        "The rehearsal at A Court: a page is not clear.\nWhich?\n  1. One\n  2. Two\nType its" in ends.screen.getvalue()
    )


async def test_a_number_that_is_none_is_said_and_asked_for_again() -> None:
    ends = Ends()
    choosing = asyncio.create_task(ends.terminal.choose("A Court", "Which?", ["One", "Two"]))
    ends.types("3\n")
    await ends.screen.more.wait()
    ends.types("1\n")
    assert await choosing == 0


async def test_no_answer_in_time_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PATIENCE", 0.0)
    ends = Ends()
    assert await ends.terminal.choose("A Court", "Which?", ["One"]) is None
    assert "No answer in time" in ends.screen.getvalue()


def test_there_is_no_terminal_where_nobody_can_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())
    assert Terminal.here() is None
    ends = Ends()
    with os.fdopen(ends.reads) as there:
        monkeypatch.setattr(sys, "stdin", there)
        assert isinstance(Terminal.here(), Terminal)
