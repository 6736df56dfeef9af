"""A practice workspace: a strict stand-in for Slack on this machine, with a page to play its people on.

It serves Slack apps written by anybody: it imports nothing of the product. Invented people, invented tokens, loopback
only.

    workspace = Workspace()
    running = await serve(workspace)
    # give the app running.api_url, workspace.bot_token, workspace.app_token; open running.url in a browser
    await running.close()
"""

from bot.sandbox.workspace.blocks import validate_blocks
from bot.sandbox.workspace.clock import Clock, ManualClock, SystemClock
from bot.sandbox.workspace.model import DEFAULT_PEOPLE, Grid, Person
from bot.sandbox.workspace.recorder import Recorded
from bot.sandbox.workspace.server import RunningWorkspace, serve
from bot.sandbox.workspace.views import validate_view
from bot.sandbox.workspace.workspace import Workspace

__all__ = [
    "DEFAULT_PEOPLE",
    "Clock",
    "Grid",
    "ManualClock",
    "Person",
    "Recorded",
    "RunningWorkspace",
    "SystemClock",
    "Workspace",
    "serve",
    "validate_blocks",
    "validate_view",
]
