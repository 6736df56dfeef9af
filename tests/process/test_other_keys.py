"""Started again with other keys than those that had sealed: nothing can be opened, and the person is led on."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

import pytest

from tests.support.process import closes_all, gives_old_login, links, reviews, running_app, signs_in

if TYPE_CHECKING:
    from tests.support.stack import Stack


def new_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


@pytest.mark.parametrize("keys", [{"VAULT_KEYS": new_key()}, {}], ids=["another key", "no key"])
async def test_with_other_keys_the_person_signs_in_again_and_links(parts: Stack, keys: dict[str, str]) -> None:
    me, known = await parts.person(), parts.court_person()
    async with running_app({**parts.environ, "VAULT_KEYS": new_key()}) as app:
        await reviews(parts, me, known)
        await me.reads("Are both accounts yours")
        await app.killed()
    async with running_app({**parts.environ, **keys}) as app:
        await me.reads("This app was restarted in the middle of the work")
        await closes_all(me)
        await me.clicks("continue")
        await signs_in(parts, me, known)
        await gives_old_login(me, known)
        assert parts.court.submits == 0
        await links(me)
        assert await app.stopped() == 0
        assert b"Traceback" not in app.err
    assert parts.court.submits == 1
