"""`run --rehearse` in a terminal asks whoever sits there what a page means, and goes on with what they type."""

from __future__ import annotations

import asyncio
import json
import os
import pty
from typing import TYPE_CHECKING

from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace import serve as serve_workspace
from tests.strange_courts.outlandish import OUTLANDISH
from tests.strange_courts.scenarios import PLAIN, case_of
from tests.strange_courts.serving import StrangeCourts
from tests.support.person import Person
from tests.support.process import RUNNING, Program
from tests.support.stack import ATTORNEY
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from pathlib import Path


async def test_who_sits_at_the_terminal_points_and_the_run_goes_on(tmp_path: Path) -> None:
    courts, workspace = StrangeCourts(), Workspace()
    await courts.open()
    running = await serve_workspace(workspace)
    environ = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": running.api_url,
        "HELP_DESK_CHANNEL": workspace.help_desk_channel,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'link-pacer.db'}",
        "COURT_GATEWAY": courts.url,
    }
    keys, terminal = pty.openpty()
    case = courts.world.add(case_of(OUTLANDISH, PLAIN))
    pages = tmp_path / "pages"
    async with (
        Program.started("run", "--rehearse", str(pages), environ=environ, stdin=terminal) as program,
        Person.at(running.url, ATTORNEY) as me,
    ):
        await program.says(RUNNING)
        await me.types(f"/link-pacer {OUTLANDISH.court}")
        await reads_on(me)
        await me.clicks("ready")
        view = await me.sees_modal("PACER user name")
        await me.sends(view, pacer_username=case.pacer.username, pacer_password=case.pacer.password)
        await program.says("Which of these leads to linking")
        os.write(keys, b"Join your two user records\n")
        await program.says("Two forms look alike here")
        os.write(keys, b"1\n")
        await program.says("the box for the old CM/ECF password")
        os.write(keys, b"\n")
        await me.reads("Stopped:")
    draft = json.loads(await asyncio.to_thread((pages / "profile.json").read_text, "utf-8"))
    assert draft[OUTLANDISH.court]["entry"] == "Join your two user records"
    assert draft[OUTLANDISH.court]["ignore_form"] == "quickref"
    assert case.submits == 0
    await running.close()
    await courts.close()
