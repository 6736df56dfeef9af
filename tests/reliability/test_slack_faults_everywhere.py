"""Every fault of Slack at every call of the app: each message arrives or is buried with an alert, and the end is one.

The calls are found by watching `SlackDesk`: each method, and the function of the app that calls it. At each of them the
first call meets the fault, over the wire; the source tells whether the walk has met them all.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import sys
from contextlib import suppress
from functools import cache, wraps
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import bot
from bot.sandbox.workspace.model import TEAM_ID
from bot.slack.desk import SlackDesk
from bot.store import ConversationKey
from tests.support.patience import PATIENCE
from tests.support.person import messages, usable, words
from tests.support.process import slack_fault
from tests.support.stack import HELP_DESK, filer_fields, pacer_fields
from tests.support.walk import Walk, reads_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.stack import Stack

FAULTS = (
    *("429", "500", "503", "reset", "reset_after", "ratelimited", "request_timeout", "hash_conflict"),
    *("invalid_auth", "token_revoked", "missing_scope", "channel_not_found", "not_in_channel", "is_archived"),
    *("expired_trigger_id", "message_not_found", "no_such_code_so_far"),
)
KNOWN = frozenset(name for name, _ in inspect.getmembers(SlackDesk, inspect.iscoroutinefunction))
AT_START = {"start_checks.py", "help_desk.py", "at_slack.py"}
"""Checks at the start, which end the process or a line in the log; tested with the starts."""
METHODS = {
    "open_dm": "conversations.open",
    "profile": "users.info",
    "time_zone": "users.info",
    "members": "conversations.members",
    "post": "chat.postMessage",
    "update": "chat.update",
    "whisper": "chat.postEphemeral",
    "open_view": "views.open",
    "update_view": "views.update",
    "publish_home": "views.publish",
}
IMPOSSIBLE = {("profile", "message_not_found")}
"""What Slack does not answer there: it would mean that it knows no such person."""
Site = tuple[str, str, str]
ALERT = "Slack will not take a message"
OF_CASES = {"casebook.py", "casework.py", "members.py", "notes.py"}
"""The calls of work on a case, which meet their faults in `test_slack_faults_at_cases`."""
RARE: set[Site] = {
    ("rollout.py", "_post_once", "open_dm"),  # in test_roll_out and test_two_hundred; sent by the outbox
    ("rollout.py", "_post_once", "has_posted"),
    ("rollout.py", "_post_once", "post"),
    ("rollout.py", "_draw", "update"),
    ("rollout.py", "_draw", "post"),
    ("rollout.py", "_zone", "time_zone"),
    ("rollwork.py", "_commanded", "open_view"),
    ("rollwork.py", "_people", "group"),
    ("rollwork.py", "_people", "file"),
    ("rollwork.py", "_send_table", "open_dm"),
    ("rollwork.py", "_send_table", "share"),
    ("rollwork.py", "_people", "by_email"),
    ("rollwork.py", "_show_later", "update_view"),
    ("server.py", "_returned", "id_token"),  # on the firm's own page: tests/web
    ("engine.py", "_time_zone", "time_zone"),  # a quarter of an hour later: test_slow_slack
    ("telling.py", "_in_modal", "update_view"),  # an old button in a modal: the crawl
    ("telling.py", "trouble", "whisper"),  # only with a database that fails as well
    ("telling.py", "trouble", "update_view"),
    ("telling.py", "trouble", "publish_home"),
    ("admission.py", "tell", "publish_home"),  # to those who are not let in: test_who_may_speak
    ("admission.py", "tell", "update_view"),
    ("admission.py", "tell", "whisper"),
    ("outbox.py", "_send_set_aside", "open_dm"),  # for a row that cannot be read: test_set_aside
    ("outbox.py", "_send_set_aside", "post"),
    ("socket_mode.py", "issue_new_wss_url", "socket_address"),  # when the socket is lost
    ("drawing.py", "close", "update_view"),  # only with a modal that is open
    ("drawing.py", "outdate", "update_view"),  # only with two of them: test_slow_slack
}


@cache
def sites_in_source() -> frozenset[Site]:
    """Give (file, function, method of SlackDesk) of each call that the source makes."""
    found: set[Site] = set()
    for path in Path(bot.__file__).parent.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.AsyncFunctionDef):
                found |= {
                    (path.name, function.name, node.func.attr)
                    for node in ast.walk(function)
                    if isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in KNOWN
                    and ast.unparse(node.func.value).endswith("desk")
                }
    return frozenset(site for site in found if site[0] not in AT_START)


def sites_missed(watch: Watch) -> set[Site]:
    """Give the calls that the walk did not meet, but for those of cases."""
    return {site for site in sites_in_source() - watch.met if site[0] not in OF_CASES}


class Watch:
    """Notes each call of `SlackDesk` by its site, and has the first one at each, or of these files, meet the fault."""

    def __init__(self, stack: Stack, fault: str, of: set[str] | None = None) -> None:
        self.stack = stack
        self.fault = fault
        self.of = of
        self.met: set[Site] = set()

    def watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(real)
        def call(desk: SlackDesk, *args: Any, **more: Any) -> Any:
            code = sys._getframe(1).f_code
            function = code.co_qualname.split(".<locals>")[0].rpartition(".")[2]
            site = (Path(code.co_filename).name, function, name)
            wanted = site[0] in self.of if self.of else site[0] not in AT_START
            first = name in METHODS and site not in self.met and wanted
            first &= (name, self.fault) not in IMPOSSIBLE
            self.met.add(site)
            return self._called(real, desk, args, more, METHODS[name] if first else None)

        return call

    async def _called(self, real: Callable[..., Any], desk: SlackDesk, args: Any, more: Any, method: str | None) -> Any:
        if method:
            await slack_fault(self.stack, method, self.fault)
        return await real(desk, *args, **more)


@pytest.fixture
def fault(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def watch(stack: Stack, fault: str, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watching = Watch(stack, fault)
    for name, real in inspect.getmembers(SlackDesk, inspect.iscoroutinefunction):
        monkeypatch.setattr(SlackDesk, name, watching.watched(name, real))
    return watching


async def presses(walk: Walk, action: str, modal: str) -> dict[str, Any]:
    """Press a button of the card until its modal is there: a person whose click led nowhere presses again."""
    view = await walk.me.until(lambda state: open_modal(state, modal) or usable(state, walk.me.dm, action))
    if isinstance(view, dict):
        return view
    await walk.me.clicks(action, view[0])
    return await walk.me.sees_modal(modal)


def newest_other(state: dict[str, Any], channel: str, card: dict[str, Any]) -> dict[str, Any] | None:
    """Give the message with a Cancel that is not the card."""
    found = usable(state, channel, "cancel")
    return found[0] if found and found[0]["ts"] != card["ts"] else None


def open_modal(state: dict[str, Any], text: str) -> dict[str, Any] | None:
    return next((view for view in state["views"] if text in words(view)), None)


async def to_linked(walk: Walk) -> None:
    """Go the main way, with each step begun from the card if its modal did not open."""
    me = walk.me
    card = await its_card(walk)
    for _ in range(3):  # an answer that is said by the way may meet a fault, and has a button that will be old
        await me.types("lorem ipsum dolor")
    old = await me.until(lambda state: newest_other(state, me.dm, card))
    await me.clicks("ready", card)
    await me.reads("Step 3 of 6")
    await me.clicks("cancel", old)
    await me.sends(await presses(walk, "continue", "PACER user name"), **pacer_fields(walk.known))
    await me.reads("Enter the old login")
    await me.sends(await presses(walk, "continue", "Old CM/ECF password"), **filer_fields(walk.known))
    await me.reads("See both accounts")
    await presses(walk, "continue", "Link these accounts")
    await me.clicks_in_modal("link")


async def is_let_in(walk: Walk) -> None:
    """Ask for help until the app knows who one is: it asks Slack, and says so when it gets no answer."""
    for number in count(1):
        await walk.me.types("/link-pacer help")
        told = await walk.me.until(
            lambda state, least=number: len(state["ephemerals"]) >= least and state["ephemerals"]
        )
        if "did not say in time" not in words(told[-1]):
            return


async def by_the_way(walk: Walk) -> None:
    """Do what else the app answers, and what makes it draw afresh."""
    me = walk.me
    await me._post("home/open")
    await me.types("lorem ipsum dolor")
    await me.types("/link-pacer mieb")
    await reads_on(me)
    card = await its_card(walk)
    await me.types("help")
    await me.types("/link-pacer mieb")  # a card afresh, and the old one folded
    await me.sees_below(card, "ready")


async def its_card(walk: Walk) -> dict[str, Any]:
    """Give the card that the app knows, once all is sent: where Slack's answer was lost there is another like it."""
    me, store = walk.me, walk.stack._app.engine._store  # type: ignore[union-attr]
    async with asyncio.timeout(PATIENCE):
        while await store.waiting():
            await me.state()
    record = await store.load(ConversationKey(TEAM_ID, me.user))
    assert record is not None
    return next(each for each in messages(await me.state(), me.dm) if each["ts"] == record.card_ts)


async def afterwards(walk: Walk) -> None:
    """Be forgotten, from a home that is opened until it is there."""
    await walk.me._post("home/open")
    home = await walk.me.until(lambda state: "forget_me" in str(state["home"]) and state["home"])
    await walk.me.clicks_in_home("forget_me", home)


@pytest.mark.parametrize("fault", FAULTS, indirect=True)
@pytest.mark.usefixtures("fault")
async def test_every_fault_at_every_call(stack: Stack, watch: Watch, logged: list[Any]) -> None:
    walk = await Walk.of(stack)
    await is_let_in(walk)
    await by_the_way(walk)
    await to_linked(walk)
    store = stack._app.engine._store  # type: ignore[union-attr]
    desk = await stack.person(HELP_DESK)
    await walk.me.reads("refresh your screen and go to")
    await desk.reads("LP-", stack.workspace.help_desk_channel)
    async with asyncio.timeout(PATIENCE):
        while await store.waiting():
            await walk.me.state()
    record = await store.load(ConversationKey(TEAM_ID, walk.me.user))
    assert record is not None
    assert '"Linked"' in record.state
    assert stack.court.submits == 1
    assert await store.outbox_rows() == ()
    assert ALERT not in {line["event"] for line in logged}
    await afterwards(walk)
    with suppress(TimeoutError):  # what is missing is told below
        async with asyncio.timeout(PATIENCE):
            while await store.load(record.key) or not sites_missed(watch) <= RARE:
                await walk.me.state()
    assert await store.load(record.key) is None
    assert sites_missed(watch) <= RARE, "each call of Slack meets the fault"
