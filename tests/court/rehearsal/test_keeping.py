"""The pages of a rehearsal: kept at every practice court, read as before, and with nothing of a person left in them."""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.court import (
    AccountsFound,
    CourtService,
    CourtSession,
    Failed,
    FilerCredentials,
    PageKeeper,
    RehearsalError,
    SignedIn,
)
from bot.court.exchange import Answer
from bot.court.explaining.replay import replay
from bot.court.pages.tree import parse
from bot.court.rehearsal.keeping import read
from bot.court.rehearsal.kept import kept_in
from bot.sandbox.court.people import everyone
from bot.vault import Secret
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.court.conftest import Practice, Server

SKINS = ["mieb", "txwd", "ord", "arwb", "areb", "cob", "wvsd", "nvb", "ilnb", "gand"]
MUTATIONS = int(os.environ.get("LINK_PACER_MUTATIONS", "200"))
HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl?1234567-L_1"


@pytest.fixture
async def rehearsing(practice: Practice, tmp_path: Path) -> AsyncIterator[Practice]:
    usual = practice.service
    practice.service = CourtService(gateway=practice.running.url, keeper=PageKeeper(tmp_path / "kept"))
    yield practice
    await practice.service.close()
    practice.service = usual


def kept(folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """Give what was kept, in order: the facts beside each page, and the page."""
    found = sorted((folder / "kept").glob("[0-9]*.json"))
    return [(json.loads(path.read_text()), path.with_suffix(".html").read_bytes()) for path in found]


def everything(folder: Path) -> str:
    """Give all that was written, as it is and with every escaping undone."""
    raw = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in sorted((folder / "kept").iterdir()))
    latin = "\n".join(path.read_bytes().decode("cp1252", "replace") for path in sorted((folder / "kept").iterdir()))
    return "\n".join([raw, latin, html.unescape(raw), unquote(html.unescape(raw)), json.dumps(raw)]).casefold()


def words_of(*labels: str) -> set[str]:
    return {word.casefold() for label in labels for word in re.findall(r"[^\W\d_]{3,}", label)}


@pytest.mark.parametrize("court_id", SKINS)
async def test_pages_of_every_court_are_kept_and_read_as_before(
    rehearsing: Practice, court_id: str, tmp_path: Path
) -> None:
    filer = rehearsing.filer("mfa", court_id)
    credentials = rehearsing.pacer("mfa")
    signed_in: Any = await rehearsing.service.sign_in(rehearsing.court(court_id), credentials)
    wrong = FilerCredentials(filer.login, Secret("Wrong-Try-77"))
    failed: Any = await rehearsing.service.find_accounts(signed_in.session, wrong)
    found: Any = await rehearsing.service.find_accounts(failed.session, filer)
    assert isinstance(found, AccountsFound)
    pages = [each for each in kept(tmp_path) if each[0]["step"] != "menu_part"]
    parts = [each for each in kept(tmp_path) if each[0]["step"] == "menu_part"]
    assert len(parts) == (court_id == "ord"), "there, the link stands in the menu's script only"
    assert all(about["reader"] == "part" and about["read"]["link"] for about, _ in parts)
    assert [about["step"] for about, _ in pages] == ["menu", "link_page", "filer_login", "filer_login"]
    assert [about["reader"] for about, _ in pages] == ["menu", "login", "login", "verify"]
    assert all(about["reads_alike"] and not about["withheld"] for about, _ in pages)
    assert pages[0][0]["read"]["shows"] == "no_filer"
    assert pages[3][0]["read"]["warnings"] == (["not_compared"] if court_id in ("nvb", "gand") else [])
    asked = {"ilnb": ["tick"], "gand": ["choice", "password"]}
    assert [each[0] for each in pages[3][0]["read"]["asks"]] == asked.get(court_id, [])
    for about, body in (*pages, *parts):
        page = parse(body, about["content_type"], f"https://{about['host']}{about['path']}")
        assert read(about["step"], page).values == about["read"], "ready to be a fixture"
    assert replay(kept_in(tmp_path / "kept"), rehearsing.registry).arrived
    written = everything(tmp_path)
    held = [*found.session.cookies, *signed_in.session.cookies]
    secrets = [credentials.username, credentials.password, credentials.passcode, filer.login, filer.password]
    secrets += [found.session.token, Secret("Wrong-Try-77"), *(cookie.value for cookie in held)]
    secrets += [value for _, value in signed_in.session.form.fields if len(value.reveal()) >= 20]
    assert [each for each in secrets if each.reveal().casefold() in written] == []
    assert words_of("Imogen Farrowdale") & set(re.findall(r"[^\W\d_]+", written)) == set()
    assert not re.search(r"\d{12,16}-l_1", re.sub(r"9{6,}\d{1,9}", "", written)), "the number of a form"


@pytest.mark.parametrize("person", [each for each in everyone() if each.filers], ids=lambda person: person.kind)
async def test_nobody_is_left_in_the_pages(rehearsing: Practice, tmp_path: Path, person: Any) -> None:
    filer = rehearsing.filer(person.kind)
    signed_in = await rehearsing.service.sign_in(rehearsing.court(), rehearsing.pacer(person.kind))
    if isinstance(signed_in, SignedIn):
        result: Any = await rehearsing.service.find_accounts(signed_in.session, filer)
        if isinstance(result, AccountsFound):
            expected = sorted(warning.value for warning in result.accounts.warnings)
            assert sorted(kept(tmp_path)[-1][0]["read"]["warnings"]) == expected
    written = everything(tmp_path)
    usual = words_of("practice firm LLP")
    names = words_of(person.name, person.account_name, *(each.holder for each in person.filers)) - usual
    assert names & set(re.findall(r"[^\W\d_]+", written)) == set()
    typed = [person.username, person.password, filer.login.reveal(), filer.password.reveal()]
    assert [each for each in typed if each.casefold() in written] == []
    assert all(about["reads_alike"] for about, _ in kept(tmp_path))


@pytest.mark.parametrize(
    "forms",
    [
        "<table><form method=post><tr><td>{0}</form></table>",
        "<table><form method=post id=login><tr><td>{0}</form></table>",
        "<form method=post id=search></form><table><form method=post><tr><td>{0}</form></table>",
        "<form method=post>{0}</form>",
    ],
)
def test_a_form_that_a_browser_remembers_is_kept_with_its_controls(tmp_path: Path, forms: str) -> None:
    boxes = "Login <input name=login><input type=password name=key><button>Submit"
    body = f"<body>{forms.format(boxes)}".encode()
    PageKeeper(tmp_path / "kept").keep("link_page", "mieb", Answer(200, HERE, "text/html", body), ())
    ((about, source),) = kept(tmp_path)
    assert (about["reader"], about["reads_alike"]) == ("login", True)
    assert b" x" not in source, "no mark of ours"


CANARIES = {
    "name split by tags": "<p>Mr. <b>Qwentin</b> <i>Zyskander</i></p>",
    "name in capitals": "<p>ZYSKANDER, QWENTIN</p>",
    "name in entities": "<p>Zysk&#97;nder</p>",
    "name in a script": "<script>var who = 'Qwentin Zyskander';</script>",
    "name in a comment": "<!-- Qwentin Zyskander -->",
    "name in a title": "<img alt='Qwentin Zyskander' src='x.gif'>",
    "name in an address": "<a href='/cgi-bin/who.pl?name=Qwentin%20Zyskander'>x</a>",
    "name in a template": "<template><p>Zyskander</p></template>",
    "name in a list": "<select name=s><option value=1>Qwentin Zyskander</option></select>",
    "name in marked text": "<svg><![CDATA[Qwentin Zyskander]]></svg><?who Qwentin Zyskander?>",
    "text area": "<textarea name=t>Qwentin wrote</textarea>",
    "e-mail": "<p>q.zy@firm-of-many.example</p>",
    "case": "<a href='/cgi-bin/DktRpt.pl?123456'>2:24-cv-01234-ABC</a>",
    "bankruptcy case": "<p>Case 24-41235 is open, so is 1:23-bk-54321</p>",
    "account number": "<p>Account 8812345</p>",
    "token": "<script>var t = 'Zk3q9Zk3q9Zk3q9Zk3q9Zk3q9';</script>",
    "typed": "<p>You typed TYPED-canary-1, TYPED-CANARY-1 and k7</p>",
    "hidden": "<form><input type=hidden name=h value='hidden canary'></form>",
    "checked": "<form><input type=checkbox name=c value='hidden canary'></form>",
}
LOST = [
    "qwentin", "zyskander", "q.zy", "firm-of-many", "123456", "24-cv", "41235", "54321", "8812345", "zk3q9",
    "typed-canary", "hidden canary", "k7",
]  # fmt: skip


@pytest.mark.parametrize("canary", CANARIES)
def test_no_canary_survives(tmp_path: Path, canary: str) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    accounts = "<p>CM/ECF account: Qwentin Zyskander</p><p>PACER account: Qwentin Zyskander</p>"
    exact = (Secret("typed-canary-1"), Secret("k7"))
    for body in (CANARIES[canary], accounts + CANARIES[canary]):
        answer = Answer(200, HERE, "text/html; charset=utf-8", body.encode())
        keeper.keep("menu", "mieb", answer, exact)
    written = everything(tmp_path)
    assert [each for each in LOST if each in re.sub(r"typed-\d", "", written)] == []
    assert all(re.fullmatch(r"/cgi-bin/Here\.pl\?9{5,6}\d{1,2}-L_1", about["path"]) for about, _ in kept(tmp_path))


def test_name_told_later_is_taken_out_of_earlier_pages(tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    for body in (
        "<p>The desk of Qwentin Zyskander.</p>",
        "<p>CM/ECF account: Qwentin Zyskander</p><p>PACER account: Rob Zyskander, Q.</p>",
    ):
        keeper.keep("menu", "mieb", Answer(200, HERE, "text/html", body.encode()), ())
    written = everything(tmp_path)
    assert "zyskander" not in written
    assert "the desk of nameaa nameab" in written
    assert (tmp_path / "kept" / "001-menu.html").exists()


def test_earlier_page_is_cleaned_of_a_name_that_a_later_one_tells_or_is_taken_back(tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    # Somebody is called as the stand-in for another's name, and as a word of every court's pages.
    told = b"<p>CM/ECF account: Gateway Nameaa<p>PACER account: Gateway Nameaa"
    for body in (b"<p>Through the gateway of Zyskander", told):
        keeper.keep("menu", "mieb", Answer(200, f"{HERE}&zyskander", "text/html", body), ())
    assert not re.search("gateway|zyskander", everything(tmp_path))


def test_names_split_by_tags_are_found_on_this_page_and_on_earlier_ones(tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    split = b"<p>Gate<b>way</b>, Zys<i>kan</i>der"
    told = b"<p>CM/ECF account: Ann Gateway<p>PACER account: Ann Gateway"
    for body in (split, told + split):
        keeper.keep("menu", "mieb", Answer(200, HERE, "text/html", body), ())
    written = everything(tmp_path)
    assert not re.search("gate|way|zys|kan|der", re.sub("<.*?>", "", written.replace("reader", "")))
    assert (tmp_path / "kept" / "001-menu.html").exists()
    assert (tmp_path / "kept" / "002-menu.html").exists()


def test_person_who_is_greeted_is_no_wording(tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    body = b"<p>Welcome, Qwentin Zyskander. Please read the notice.</p>"
    keeper.keep("menu", "mieb", Answer(200, HERE, "text/html", body), ())
    written = everything(tmp_path)
    assert "zyskander" not in written
    assert "please read the notice" in written


@pytest.mark.parametrize(
    ("body", "why"),
    [(b"<p>The stand-in for Zyskander says it", "could not be replaced"), (b"<div>" * 5000, "tags")],
)
def test_page_that_cannot_be_scrubbed_is_withheld(tmp_path: Path, body: bytes, why: str) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    keeper.keep("menu", "mieb", Answer(200, HERE, "text/html", body), (Secret("ameaa"),))
    (facts,) = (tmp_path / "kept").glob("0*")
    about = json.loads(facts.read_text())
    assert why in about.pop("withheld")
    assert about == {"step": "menu", "court": "mieb", "status": 200}, "nothing of the page, nor of where it stood"


async def test_error_pages_and_bounces_are_kept_too(rehearsing: Practice, tmp_path: Path) -> None:
    signed_in: Any = await rehearsing.service.sign_in(rehearsing.court(), rehearsing.pacer())
    for fault in ("server_error", "session_ended"):
        rehearsing.state.faults.arm(fault, at="menu", times=1)
        result = await rehearsing.service.read_menu(CourtSession.load(signed_in.session.dump()))
        assert isinstance(result, Failed)
    assert result.trouble is Trouble.SESSION_EXPIRED
    facts = [about for about, _ in kept(tmp_path)][2:]
    assert [about["status"] for about in facts] == [500, 200, 200]
    assert [about["read"]["bounce"] for about in facts] == [False, True, True]


def test_numbers_go_on_after_a_restart_and_files_are_the_owners_only(tmp_path: Path) -> None:
    for _ in range(2):
        PageKeeper(tmp_path / "kept").keep("menu", "mieb", Answer(200, HERE, "text/html", b"<p>x"), ())
    found = sorted((tmp_path / "kept").iterdir())
    assert [path.name for path in found] == [
        "001-menu.html",
        "001-menu.json",
        "002-menu.html",
        "002-menu.json",
        "report.txt",
    ]
    assert {path.stat().st_mode & 0o077 for path in found} == {0}


def test_folder_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RehearsalError, match=r"file, cannot be written \(\w+\)"):
        PageKeeper(tmp_path / "file")


async def test_folder_that_goes_away_stops_no_link(
    rehearsing: Practice, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await asyncio.to_thread((tmp_path / "kept").rmdir)
    await rehearsing.found()
    assert "could not be written (FileNotFoundError)" in caplog.text


def test_address_that_cannot_be_read_is_not_repeated(server: Server, tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    keeper.keep("menu", "mieb", Answer(302, HERE, "text/html", b"", "http://[secret"), ())
    assert kept(tmp_path)[0][0]["redirects_to"] == "(unreadable)"
    assert server.asked == []


SOURCES = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "pages" / "fixtures").rglob("*.html"))]
SNIPPETS = [b"<", b">", b"'", b"</form>", b"&", b"&#xD800;", b"<svg><![CDATA[", b"<?x", b"<!--", b"\x81\xff", b"a=b=c "]


@settings(max_examples=MUTATIONS, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(SOURCES),
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(SNIPPETS) | st.binary(max_size=12)), max_size=4),
    st.sampled_from(["text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "charset=cp1256"]),
    st.sampled_from(["menu", "link_page", "filer_login", "submit"]),
)
def test_any_page_is_kept_or_withheld(
    tmp_path_factory: pytest.TempPathFactory,
    source: bytes,
    changes: list[tuple[int, bytes]],
    content_type: str,
    step: str,
) -> None:
    body = bytearray(source)
    for place, new in changes:
        body[place : place + len(new)] = new
    folder = tmp_path_factory.mktemp("any")
    PageKeeper(folder / "kept").keep(step, "mieb", Answer(200, HERE, content_type, bytes(body)), (Secret("qzqzqz"),))
    facts = json.loads((folder / "kept" / f"001-{step}.json").read_text("utf-8"))
    assert bool(facts["withheld"]) != (folder / "kept" / f"001-{step}.html").exists()
    shutil.rmtree(folder)
