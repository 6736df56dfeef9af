"""`court explain` and `court replay`: what is made of a page or of a rehearsal, and why where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.court import PageKeeper
from bot.court.exchange import Answered
from tests.court.answers import KINDS
from tests.support.process import ROOT, Program

if TYPE_CHECKING:
    from pathlib import Path

VERIFY = str(ROOT / "tests/court/pages/fixtures/verify/seed.html")


async def command(*words: str) -> tuple[int, str, str]:
    """Give the exit code, and what was written to each stream."""
    async with Program.started("court", *words) as program:
        code = await program.ended()
    return code, program.out.decode(), program.err.decode()


async def test_a_page_is_explained_without_a_setting() -> None:
    code, said, fault = await command(
        "explain", VERIFY, "--court", "mieb", "--login", "jexample", "--username", "jexample88"
    )
    assert (code, fault) == (0, "")
    assert "CM/ECF: Jane Q. Example (…)" in said
    assert "as the answer to the old login: shows both accounts" in said


@pytest.mark.parametrize(
    ("page", "court", "why"),
    [
        ("nowhere.html", "mieb", "cannot be read (No such file or directory). Name a file"),
        (
            VERIFY,
            "mie",
            "There is no court 'mie'. Name it by its id, as in ecf.<id>.uscourts.gov. Perhaps one of: mied, mieb",
        ),
        ("tangled.html", "mieb", "too tangled to be a court's. The app stops at such a page. Look whether"),
    ],
)
async def test_what_cannot_be_explained_is_said_with_what_to_do(
    tmp_path: Path, page: str, court: str, why: str
) -> None:
    (tmp_path / "tangled.html").write_bytes(b"<b>" * 20_000)
    code, said, fault = await command("explain", str(tmp_path / page), "--court", court)
    assert (code, said) == (1, "")
    assert fault.startswith("The page was not explained.\n")
    assert why in fault


async def test_one_name_alone_is_refused() -> None:
    code, _, fault = await command("explain", VERIFY, "--court", "mieb", "--login", "jexample")
    assert (code, "Give both --login and --username" in fault) == (2, True)


async def test_a_rehearsal_is_replayed_and_ends_with_1_before_both_accounts(tmp_path: Path) -> None:
    keeper = PageKeeper(tmp_path / "kept")
    for step, kind, expected in (
        ("menu", "menu that offers the link", 1),
        ("link_page", "page that asks for the old login", 1),
        ("filer_login", "both accounts", 0),
    ):
        came = KINDS[kind]
        assert isinstance(came, Answered)
        keeper.keep(step, "mieb", came.answer, ())
        code, said, fault = await command("replay", str(tmp_path / "kept"))
        assert (code, fault) == (expected, "")
        assert ("court explain" in said) == bool(expected)
    assert said.endswith("= both accounts are shown\n")


async def test_a_rehearsal_is_replayed_and_a_page_explained_by_an_operators_file(tmp_path: Path) -> None:
    menu, login = "menu that offers the link", "page that asks twice"
    keeper = PageKeeper(tmp_path / "kept")
    for step, kind in (("menu", menu), ("link_page", login)):
        came = KINDS[kind]
        assert isinstance(came, Answered)
        keeper.keep(step, "mieb", came.answer, ())
    file = tmp_path / "courts.json"
    file.write_text('{"mieb": {"ignore_form": "/x"}}')
    _, said, _ = await command("replay", str(tmp_path / "kept"))
    assert "stops: unexpected page" in said
    page = str(tmp_path / "kept" / "002-link_page.html")
    _, said, fault = await command("explain", page, "--court", "mieb", "--courts", str(file))
    assert (fault, "Taken for the old login: none" in said) == ("", True)
    file.write_text('{"mieb": {"colour": "red", "go": []}}')
    for words in (("replay", str(tmp_path / "kept")), ("explain", page, "--court", "mieb")):
        code, said, fault = await command(*words, "--courts", str(file))
        assert (code, said) == (1, "")
        assert "mieb.colour: unknown; use" in fault
        assert "mieb.go: expected a text" in fault


async def test_a_folder_without_a_rehearsal_is_said(tmp_path: Path) -> None:
    code, said, fault = await command("replay", str(tmp_path))
    assert (code, said) == (1, "")
    assert fault.startswith("The rehearsal was not replayed.\n")
    assert "holds no page. Name the folder" in fault
