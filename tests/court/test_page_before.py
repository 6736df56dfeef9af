"""A page of the court's before the old login: put to the person, gone on from as they say, and nothing linked by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.court import AccountsFound, CourtSession, Failed, FilerCredentials, Question, SignedIn
from bot.court.model import FormKind
from bot.vault import Secret
from bot.vocabulary import QuestionKind, Trouble
from tests.court.conftest import PAGES

if TYPE_CHECKING:
    from tests.court.conftest import Script

VERIFY = (PAGES / "verify" / "seed.html").read_bytes()
LOGIN = b"<form method=post action=/cgi-bin/C.pl><p>Login <input name=login><p>Password <input type=password name=key>"
WRONG = b"<p>Invalid login or password. <a href='javascript:history.back()'>Back</a>"
FORM = "<form method=post action=/cgi-bin/B.pl><input type=hidden name=read value=1>{}</form>"
GO = "<input type=submit value=Continue>"
BEFORE = ("<h3>Before you begin</h3><p>Once linked, this cannot be undone." + FORM).format
FILER = FilerCredentials(Secret("dana"), Secret("old-password"))
TICK = "<label><input type=checkbox name=ok value=Y required> I have read this</label>"


def page(*inside: str) -> bytes:
    return BEFORE("".join(inside) + GO).encode()


def entry(script: Script, body: bytes) -> None:
    script.pages["Lnk.pl"] = (200, body, "")


async def opened(script: Script, body: bytes) -> Any:
    entry(script, body)
    return await script.service.resume(script.session.court, script.session)


def sent(script: Script, cgi: str) -> list[bytes]:
    return [body for method, path, _, body in script.server.asked if method == "POST" and path.endswith(cgi)]


async def test_it_is_put_to_the_person_and_gone_on_from_as_it_stands(script: Script) -> None:
    found = await opened(script, page())
    assert isinstance(found, SignedIn)
    assert found.said[:2] == ("Before you begin", "Once linked, this cannot be undone.")
    assert sent(script, "B.pl") == [], "not without the person"
    script.pages |= {"B.pl": (200, LOGIN, ""), "C.pl": (200, VERIFY, "")}
    session = CourtSession.load(found.session.dump())
    login = await script.service.go_on(session)
    assert isinstance(login, SignedIn)
    assert login.said == ()
    assert sent(script, "B.pl") == [b"read=1"]
    assert isinstance(await script.service.find_accounts(login.session, FILER), AccountsFound)


async def test_what_it_asks_is_answered_by_the_person(script: Script) -> None:
    found = await opened(script, page(TICK))
    assert found.session.form.questions == (Question(QuestionKind.TICK, "I have read this"),)
    with pytest.raises(ValueError, match="0 answers to 1 questions"):
        await script.service.go_on(found.session)
    script.pages["B.pl"] = (200, page(TICK), "")
    again = await script.service.go_on(found.session, (Secret("1"),))
    assert sent(script, "B.pl") == [b"read=1&ok=Y"]
    assert isinstance(again, SignedIn)
    assert again.said, "a court that shows it again is shown again"


async def login_again(script: Script, before: bytes, later: bytes) -> Any:
    """Go on from a page, mistype the login, and give it again at a court that shows `later` before its login then."""
    found = await opened(script, before)
    script.pages |= {"B.pl": (200, LOGIN, ""), "C.pl": (200, WRONG, "")}
    login: Any = await script.service.go_on(found.session, (None,) * len(found.session.form.questions))
    wrong = await script.service.find_accounts(login.session, FILER)
    assert isinstance(wrong, Failed)
    assert wrong.trouble is Trouble.WRONG_FILER_CREDENTIALS
    entry(script, later)
    script.pages["C.pl"] = (200, VERIFY, "")
    assert wrong.session is not None
    return await script.service.find_accounts(CourtSession.load(wrong.session.dump()), FILER)


async def test_the_same_page_is_gone_on_from_when_the_login_is_given_again(script: Script) -> None:
    assert isinstance(await login_again(script, page(), page()), AccountsFound)
    assert sent(script, "B.pl") == [b"read=1"] * 2


@pytest.mark.parametrize(
    ("before", "later"),
    [(page(), page("<p>One word more.")), (page(TICK), page(TICK)), (page(), page("<p><b></b>New."))],
)
async def test_another_page_and_one_that_asks_are_not_gone_on_from_without_the_person(
    script: Script, before: bytes, later: bytes
) -> None:
    failed = await login_again(script, before, later)
    assert isinstance(failed, Failed)
    assert (failed.trouble, failed.sent) == (Trouble.UNEXPECTED_PAGE, False)
    assert len(sent(script, "B.pl")) == 1
    assert len(sent(script, "C.pl")) == 1


async def test_a_court_that_shows_it_again_and_again_is_left(script: Script) -> None:
    found = await opened(script, page())
    script.pages |= {"B.pl": (200, LOGIN, ""), "C.pl": (200, WRONG, "")}
    login: Any = await script.service.go_on(found.session)
    wrong = await script.service.find_accounts(login.session, FILER)
    assert isinstance(wrong, Failed)
    script.pages["B.pl"] = (200, page(), "")
    assert wrong.session is not None
    assert isinstance(await script.service.find_accounts(wrong.session, FILER), Failed)
    assert len(sent(script, "B.pl")) == 2


async def test_only_such_a_page_is_gone_on_from(script: Script) -> None:
    for kind in (FormKind.CONFIRM, FormKind.FILER_LOGIN):
        with pytest.raises(ValueError, match="no page to go on from"):
            await script.service.go_on(script.holding(kind, "B.pl"))
    with pytest.raises(ValueError, match="no page to go on from"):
        await script.service.go_on(script.session)
