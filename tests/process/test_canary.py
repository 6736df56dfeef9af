"""No secret anywhere: whole runs with random secrets, and every byte that a real process leaves behind searched."""

from __future__ import annotations

import base64
import re
import secrets
import sqlite3
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.process.secret_search import Search, forms
from tests.support.person import Person, words
from tests.support.process import (
    LAST_WORD,
    RUNNING,
    Program,
    begins,
    gives_old_login,
    links,
    running_app,
    signs_in,
)
from tests.support.stack import ATTORNEY, HELP_DESK, filer_fields, pacer_fields
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from bot.sandbox.court.people import Person as CourtPerson
    from tests.support.stack import Stack

SIGN_OUT = "/services/cso-logout"


def marker(what: str) -> str:
    """Give a secret that is found whole, and by its middle when somebody shortened or escaped it."""
    return f'{what} "é&+\\{secrets.token_hex(12)}'


@dataclass
class Canary:
    """One person of the practice court with random secrets, and all copies of what the app has left behind."""

    stack: Stack
    known: CourtPerson
    database: Path
    search: Search = field(default_factory=Search)
    copies: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, stack: Stack, kind: str) -> Canary:
        court, old = stack.court, stack.court_person(kind)
        filers = tuple(replace(each, login=f"f{secrets.token_hex(8)}", password=marker("filer")) for each in old.filers)
        new = replace(old, username=f"u{secrets.token_hex(8)}", password=marker("pacer"), filers=filers)
        court.people = tuple(new if each is old else each for each in court.people)
        if old.mfa:
            court._passcode_secrets[new.username] = court._passcode_secrets.pop(old.username)
        canary = cls(stack, new, Path(stack.environ["DATABASE_URL"].removeprefix("sqlite:///")))
        typed = {**pacer_fields(new), **filer_fields(new)}
        for name, value in typed.items():
            canary.add(name, value, name=name in {"pacer_username", "filer_login"})
        canary.search.shown = [f"{new.account_name} ({each})" for each in (new.username, *(f.login for f in filers))]
        made = court.random_text

        def noted(length: int) -> str:
            value = made(length)
            canary.search.secrets[f"court token {len(canary.search.secrets)}"] = value
            return value

        court.random_text = noted  # type: ignore[method-assign]
        return canary

    def add(self, what: str, value: str, *, name: bool = False) -> str:
        """Add something to search for, whole and by its middle."""
        into = self.search.names if name else self.search.secrets
        into[what] = value
        into[f"middle of {what}"] = value[-20:-2] if len(value) > 20 else value
        return value

    def copy(self, when: str) -> None:
        """Keep a copy of the database's files as they are now."""
        for path in filter(Path.is_file, self.database.parent.glob(f"{self.database.name}*")):  # and no socket
            self.copies[f"{path.name} {when}"] = path.read_bytes()

    def rows(self, when: str, folder: Path, query: str) -> list[tuple[object, ...]]:
        """Ask a copy of the database, put into `folder`, as a thief could."""
        folder.mkdir(exist_ok=True)
        for name, content in self.copies.items():
            if name.endswith(f" {when}") and not name.startswith(f"{self.database.name}-shm"):
                (folder / name.split(" ")[0]).write_bytes(content)
        connection = sqlite3.connect(folder / self.database.name)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def assert_nothing_found(self, app: Program) -> None:
        requests = self.stack.running_workspace.requests_bytes()
        everywhere = {**self.copies, "output": app.written, "requests to Slack": requests}
        found = {where: what for where, content in everywhere.items() if (what := self.search.secrets_in(content))}
        assert found == {}
        assert self.search.names_in(app.written) == []
        assert self.search.names_in_requests(requests) == []


async def tries_wrong_credentials_first(canary: Canary, me: Person) -> None:
    """Sign in and give the old login, each with a wrong try before the right one."""
    known, stack, copy = canary.known, canary.stack, canary.copy
    wrong = canary.add("wrong PACER password", marker("wrong"))
    passcode = canary.add("wrong passcode", f"p{secrets.token_hex(8)}")
    code = canary.add("client code", f"c{secrets.token_hex(8)}")
    view = await me.sees_modal("PACER user name")
    typed = pacer_fields(known, password=wrong, passcode=passcode)
    await me.sends(view, **typed, pacer_client_code=code)
    await me.sees_modal("PACER did not accept")
    copy("after a wrong password")
    canary.search.passcodes["passcode"] = stack.court.passcode(known) or ""
    await signs_in(stack, me, known)
    view = await me.sees_modal("Old CM/ECF login")
    copy("signed in")
    wrong = canary.add("wrong filer password", marker("wrong"))
    await me.sends(view, **filer_fields(known, password=wrong))
    await me.sees_modal("The court did not accept")
    copy("after a wrong old password")
    await gives_old_login(me, known)


async def whole_run(parts: Stack, level: str) -> tuple[Canary, Program]:
    """Link, with copies taken at every step, until the app has stopped."""
    me, canary = await parts.person(), Canary.of(parts, "mfa")
    async with running_app({**parts.environ, "LOG_LEVEL": level}) as app:
        await begins(me)
        canary.copy("begun")
        await tries_wrong_credentials_first(canary, me)
        await me.reads("Are both accounts yours")
        canary.copy("reviewing")
        await links(me)
        canary.copy("linked")
        await app.stopped()  # the session is kept a while for another court; a stop ends it at once
    canary.copy("stopped")
    assert any(each.path == SIGN_OUT for each in parts.court.requests)
    assert parts.court.submits == 1
    return canary, app


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
async def test_a_whole_run_leaves_no_secret_anywhere(parts: Stack, tmp_path: Path, level: str) -> None:
    canary, app = await whole_run(parts, level)
    canary.assert_nothing_found(app)
    sealed = "SELECT count(*) FROM sealed_blob"
    assert canary.rows("reviewing", tmp_path / "reviewing", sealed) > [(0,)]
    assert canary.rows("stopped", tmp_path / "stopped", sealed) == [(0,)]
    trail = canary.rows("stopped", tmp_path / "stopped", "SELECT * FROM audit")
    assert len(trail) > 8
    assert canary.search.secrets_in(repr(trail).encode()) == canary.search.names_in(repr(trail).encode()) == []


async def test_typed_user_names_are_not_in_the_database_in_clear(parts: Stack) -> None:
    """Until the court names both accounts: its page may name a login, and both names are shown until the decision."""
    canary, _ = await whole_run(parts, "INFO")
    before = [when for when in canary.copies if not {"reviewing", "linked", "stopped"} & set(when.split())]
    assert before
    assert {when: what for when in before if (what := canary.search.names_in(canary.copies[when]))} == {}


async def test_the_searched_copies_and_requests_hold_what_the_app_wrote(parts: Stack) -> None:
    """What may be there is found: the account's own name at the review, the user names that a form offers again."""
    canary, app = await whole_run(parts, "INFO")
    assert canary.known.account_name.encode() in canary.copies[f"{canary.database.name}-wal reviewing"]
    assert canary.search.names_in(parts.running_workspace.requests_bytes())
    assert RUNNING.encode() in app.written


async def test_what_goes_wrong_on_the_way_leaves_no_secret_either(parts: Stack) -> None:
    me, canary = await parts.person(), Canary.of(parts, "no_mfa")
    faults = parts.court.faults
    async with running_app(parts.environ) as app:
        faults.arm("malformed", at="sign_on")
        await begins(me)
        await signs_in(parts, me, canary.known)
        await me.sees_modal("PACER's sign-in service is not working")
        canary.copy("after a malformed answer")
        faults.arm("lost_answer", at="filer_login")
        await signs_in(parts, me, canary.known)
        view = await me.sees_modal("Old CM/ECF login")
        await me.sends(view, **filer_fields(canary.known))
        await me.sees_modal("PACER user name")
        canary.copy("after a lost answer")
        faults.arm("lost_answer", at="submit")
        await signs_in(parts, me, canary.known)
        await gives_old_login(me, canary.known)
        canary.copy("reviewing")
        await links(me)
        canary.copy("linked")
        await app.killed()
    canary.copy("killed")
    assert parts.court.submits == 1
    canary.assert_nothing_found(app)


@pytest.mark.parametrize("form", forms("x"))
def test_the_search_finds_what_is_planted(form: str) -> None:
    search = Search({"password": marker("planted")}, {"login": "f0123456789abcdef"}, {"passcode": "918273"})
    around = secrets.token_bytes(3000)
    for what, secret in search.secrets.items():
        assert f"{what} as {form}" in search.secrets_in(around + forms(secret)[form] + around)
    for what, secret in search.names.items():
        assert f"{what} as {form}" in search.names_in(around + forms(secret)[form] + around)
        assert f"{what} as {form}" in search.names_in_requests(b"(" + forms(secret)[form] + b")")
    assert search.secrets_in(around + b' "918273" ' + around) == ["passcode alone"]
    for before in ("", "a", "ab", "abc"):
        kept = base64.urlsafe_b64encode(f'{before}"918273"'.encode())
        assert "passcode in base64" in search.secrets_in(around + b"(" + kept + b")" + around)
    assert search.secrets_in(around) == search.names_in(around) == []


def test_the_search_overlooks_a_user_name_only_where_its_owner_is_shown_it() -> None:
    search = Search(names={"login": "f0123456789abcdef"}, shown=["Jo (f0123456789abcdef)"])
    offered = b'{"initial_value": "f0123456789abcdef", "text": "Jo (f0123456789abcdef)"}'
    assert search.names_in(offered)
    assert search.names_in_requests(offered) == []
    assert search.names_in_requests(b"view=%7B%22initial_value%22%3A+%22f0123456789abcdef%22%7D") == []
    assert search.names_in_requests(offered + b'{"text": "f0123456789abcdef"}')


def content_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_three_processes_with_the_practice_people_leave_no_password_anywhere(tmp_path: Path) -> None:
    """All of it as a person would start it by hand: a court, a workspace and the app, each a process of its own."""
    async with Program.started("sandbox", "court", "--port", "0") as court:
        gateway = (await court.says("COURT_GATEWAY=")).removeprefix("COURT_GATEWAY=")
        async with Program.started("sandbox", "slack", "--port", "0") as slack:
            url = (await slack.says("The practice workspace:")).rpartition(" ")[2]
            await slack.says("HELP_DESK_CHANNEL=")
            environ = dict(re.findall(r"^([A-Z_]+)=(.*)$", slack.out.decode(), re.MULTILINE))
            database = tmp_path / "link-pacer.db"
            environ |= {"COURT_GATEWAY": gateway, "DATABASE_URL": f"sqlite:///{database}", "LOG_LEVEL": "DEBUG"}
            async with running_app(environ) as app, Person.at(url, ATTORNEY) as me, aiohttp.ClientSession() as http:
                async with http.get(f"{gateway}/practice/people") as answer:
                    known = next(each for each in (await answer.json())["people"] if each["kind"] == "mfa")
                pacer = {f"pacer_{name}": known[f"pacer_{name}"] for name in ("username", "password")}
                filer = next(each for each in known["courts"] if each["court"] == "mieb")
                await begins(me)
                view = await me.sees_modal("PACER user name")
                await me.sends(view, **pacer, pacer_passcode=known["passcode"])
                view = await me.sees_modal("Old CM/ECF login")
                await me.sends(view, filer_login=filer["filer_login"], filer_password=filer["filer_password"])
                await me.clicks_in_modal("link")
                await me.reads(LAST_WORD)
                async with http.get(f"{gateway}/practice/submits") as answer:
                    assert (await answer.json())["submits"] == 1
                assert [await each.stopped() for each in (app, slack, court)] == [0, 0, 0]
    search = Search({**pacer, "filer": filer["filer_password"]}, passcodes={"passcode": known["passcode"]})
    left = content_of(tmp_path)
    assert b"AwaitingFilerLogin" in left
    assert search.secrets_in(left + app.written + slack.written + court.written) == []


async def test_a_roll_out_leaves_nothing_of_a_firms_list_and_no_secret_in_its_board_and_table(parts: Stack) -> None:
    me, member, canary = await parts.person(), await parts.person(HELP_DESK), Canary.of(parts, "no_mfa")
    account = canary.add("PACER user name of the list", f"u{secrets.token_hex(12)}")
    stranger = f"Stranger {secrets.token_hex(12)}"
    listed = f"Name,PACER User Name,MFA,CM/ECF\nDana Whitfield,{account},No,Filer {account}\n{stranger},{account},No,\n"
    async with running_app({**parts.environ, "LOG_LEVEL": "DEBUG"}) as app:
        await member.types("/link-pacer invite")
        form = await member.sees_modal("Invite people")
        await member.sends(form, invite_pasted=listed, invite_courts="mieb")
        review = await member.sees_modal("People who get a message: 1")
        assert stranger in words(review)
        canary.copy("looked up")
        await member.sends(review)
        await me.clicks("invited.mieb", await me.reads("has no second factor (MFA) yet"))
        canary.copy("invited")
        await reads_on(me)
        await me.clicks("ready")
        await signs_in(parts, me, canary.known)
        await gives_old_login(me, canary.known)
        await links(me)
        await member.types("/link-pacer report")
        await member.is_told("linked *1*")
        await member.reads("The roll-out as a table")
        await app.stopped()
    canary.copy("stopped")
    canary.assert_nothing_found(app)
    assert b"Dana Whitfield,mieb,linked," in parts.running_workspace.requests_bytes()
    left = b"".join([app.written, *canary.copies.values()])
    assert stranger.encode() not in left
    assert b'without_mfa":true' not in canary.copies[f"{canary.database.name} stopped"]
