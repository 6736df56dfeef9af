"""Whether a typed password has left: said to be not sent only where that is proven."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.court import CourtService, Failed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.court.conftest import Practice


@pytest.fixture
async def nobody() -> AsyncIterator[CourtService]:
    """A service whose every connection is refused."""
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        port = unused.getsockname()[1]
    service = CourtService(gateway=f"http://127.0.0.1:{port}")
    yield service
    await service.close()


async def test_nothing_leaves_where_no_connection_is_made(practice: Practice, nobody: CourtService) -> None:
    failed = await nobody.sign_in(practice.court(), practice.pacer())
    assert isinstance(failed, Failed)
    assert not failed.sent
    signed_in = await practice.signed_in()
    failed = await nobody.find_accounts(signed_in.session, practice.filer())
    assert isinstance(failed, Failed)
    assert not failed.sent


@pytest.mark.parametrize("fault", ["lost_answer", "reset", "unavailable", "unknown_page", "half_page"])
async def test_what_was_answered_badly_or_not_at_all_has_left(practice: Practice, fault: str) -> None:
    practice.state.faults.arm(fault, at="sign_on", when="before")
    failed = await practice.service.sign_in(practice.court(), practice.pacer())
    assert isinstance(failed, Failed)
    assert failed.sent
    assert failed.session is None, "PACER is not said to have taken the password"
    signed_in = await practice.signed_in()
    practice.state.faults.arm(fault, at="filer_login", when="before")
    failed = await practice.service.find_accounts(signed_in.session, practice.filer())
    assert isinstance(failed, Failed)
    assert failed.sent


async def test_a_court_that_fails_after_the_sign_in_leaves_the_session_as_proof(practice: Practice) -> None:
    practice.state.faults.arm("unavailable", at="menu")
    failed = await practice.service.sign_in(practice.court(), practice.pacer())
    assert isinstance(failed, Failed)
    assert failed.session is not None


async def test_an_old_login_does_not_leave_when_its_form_cannot_be_had_again(practice: Practice) -> None:
    found = await practice.found()
    practice.state.faults.arm("unavailable", at="menu")
    failed = await practice.service.find_accounts(found.session, practice.filer())
    assert isinstance(failed, Failed)
    assert not failed.sent
