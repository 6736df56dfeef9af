"""The main job, over the real wires: from `/link-pacer` to "go to Bankruptcy or Adversary"."""

from __future__ import annotations

import pytest

from tests.support.person import words
from tests.support.stack import HELP_DESK, Stack, filer_fields, pacer_fields
from tests.support.walk import reads_on

LAST_WORD = "refresh your screen and go to Bankruptcy or Adversary"


@pytest.mark.parametrize("kind", ["no_mfa", "mfa"])
async def test_the_whole_run_links_once_and_says_what_to_do_next(stack: Stack, kind: str) -> None:
    me, known = await stack.person(), stack.court_person(kind)
    await me.types("/link-pacer")
    await me.is_told("direct message")
    await me.chooses("choose_court", "eastern michigan bankr")
    await reads_on(me)
    await me.clicks("ready")
    view = await me.sees_modal("PACER user name")
    await me.sends(view, **pacer_fields(known, passcode=stack.court.passcode(known) if known.mfa else None))
    view = await me.sees_modal("Old CM/ECF login")
    await me.sends(view, **filer_fields(known))
    view = await me.sees_modal("Check both accounts")
    assert known.account_name in words(view)
    assert stack.court.submits == 0
    await me.clicks_in_modal("link")
    message = await me.reads(LAST_WORD)
    assert "https://ecf.mieb.uscourts.gov/" in str(message["blocks"])
    assert stack.court.submits == 1
    desk = await stack.person(HELP_DESK)
    notice = await desk.reads("LP-", stack.workspace.help_desk_channel)
    assert f"<@{me.user}>" in words(notice)
    for secret in (*pacer_fields(known).values(), *filer_fields(known).values()):
        assert secret not in str(notice)
