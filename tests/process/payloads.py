"""Payloads as Slack sends them, and what becomes of them when fields are taken away, retyped, or made absurd."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.workspace.delivery import Kind

CANARY = "typed-f0e1d2c3b4a5"
"""What a person is supposed to have typed; no log may hold it."""
USER, TEAM, APP_ID = "U0ATTY002", "T0PRACTICE", "A0PRACTICE"
DM = "D0ATTY002"

_BASE = {
    "team": {"id": TEAM, "domain": "practice"},
    "user": {"id": USER, "username": "second", "team_id": TEAM},
    "api_app_id": APP_ID,
    "token": "verification",
    "trigger_id": "123.456.abcdef",
    "enterprise": None,
    "is_enterprise_install": False,
}


def _view(purpose: str, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "V0VIEW",
        "team_id": TEAM,
        "type": "modal",
        "callback_id": purpose,
        "private_metadata": "AAABnUs",
        "blocks": [],
        "state": {"values": values},
        "hash": "1.a",
        "root_view_id": "V0VIEW",
    }


def _click(action_id: str, container: dict[str, Any], **more: Any) -> dict[str, Any]:
    action = {
        "type": "button",
        "action_id": action_id,
        "block_id": "b1",
        "value": f"1:{USER}",
        "action_ts": "1.2",
        **more,
    }
    return {**_BASE, "type": "block_actions", "container": container, "channel": {"id": DM}, "actions": [action]}


def _typed(**values: str) -> dict[str, Any]:
    return {f"{name}.1": {name: {"type": "plain_text_input", "value": value}} for name, value in values.items()}


def _event(event: dict[str, Any]) -> dict[str, Any]:
    outer = {
        "token": "verification",
        "team_id": TEAM,
        "api_app_id": APP_ID,
        "type": "event_callback",
        "event_id": "Ev1",
    }
    authorization = {"enterprise_id": None, "team_id": TEAM, "user_id": "U0BOT0001", "is_bot": True}
    return {**outer, "event": event, "authorizations": [authorization], "event_time": 1}


_IN_MESSAGE = {"type": "message", "message_ts": "1.2", "channel_id": DM, "is_ephemeral": False}
_IN_VIEW = {"type": "view", "view_id": "V0VIEW"}
_CHOSEN = {
    "selected_option": {"value": "mieb", "text": {"type": "plain_text", "text": "mieb"}},
    "type": "external_select",
}
_PACER = _typed(pacer_username=CANARY, pacer_password=CANARY, pacer_passcode=CANARY, pacer_client_code=CANARY)
_FILER = _typed(filer_login=CANARY, filer_password=CANARY)
_LETTER = {"letter": {"letter": {"type": "plain_text_input", "value": CANARY}}}
_HOLD = {
    "why": {"why": {"type": "static_select", "selected_option": {"value": "clerk"}}},
    "until": {"until": {"type": "datetimepicker", "selected_date_time": 1_800_000_000}},
}
_COMMAND = {
    "command": "/link-pacer",
    "text": CANARY,
    "team_id": TEAM,
    "user_id": USER,
    "channel_id": DM,
    "api_app_id": APP_ID,
    "trigger_id": "1.2.a",
    "response_url": "http://127.0.0.1:9/commands/x",
    "token": "verification",
}

PAYLOADS: tuple[tuple[Kind, dict[str, Any]], ...] = (
    ("slash_commands", _COMMAND),
    ("interactive", _click("ready", _IN_MESSAGE)),
    ("interactive", _click("choose_court", _IN_MESSAGE, **_CHOSEN)),
    ("interactive", _click("link", _IN_VIEW)),
    ("interactive", _click("start", {"type": "view", "view_id": "V0HOME"})),
    ("interactive", {**_BASE, "type": "view_submission", "view": _view("pacer", _PACER), "response_urls": []}),
    ("interactive", {**_BASE, "type": "view_submission", "view": _view("filer", _FILER), "response_urls": []}),
    ("interactive", {**_BASE, "type": "view_closed", "view": _view("pacer", {}), "is_cleared": False}),
    (
        "interactive",
        {
            **_BASE,
            "type": "block_suggestion",
            "action_id": "choose_court",
            "block_id": "b1",
            "value": "mich",
            "container": _IN_MESSAGE,
        },
    ),
    ("interactive", {**_BASE, "type": "shortcut", "callback_id": "nobody"}),
    (
        "interactive",
        {
            **_BASE,
            "type": "message_action",
            "callback_id": "open_case",
            "channel": {"id": DM},
            "message": {"type": "message", "user": USER, "text": CANARY, "ts": "1.2"},
        },
    ),
    ("interactive", _click("case_claim", _IN_MESSAGE)),
    ("interactive", _click("case_suggest", _IN_MESSAGE, **_CHOSEN)),
    ("interactive", {**_BASE, "type": "view_submission", "view": _view("case_write", _LETTER), "response_urls": []}),
    ("interactive", {**_BASE, "type": "view_submission", "view": _view("case_hold", _HOLD), "response_urls": []}),
    ("events_api", _event({"type": "app_home_opened", "user": USER, "channel": DM, "tab": "home", "event_ts": "1.2"})),
    (
        "events_api",
        _event({"type": "message", "channel": DM, "channel_type": "im", "user": USER, "text": CANARY, "ts": "1.2"}),
    ),
)

_ABSURD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**63, 2**200, 10**400, 1e308, 0.5, ""),
    *("x" * 100_000, "\ud800", "\x00", "\u202e\U0001f600", "1:U0ATTY001", "99:U0ATTY002", "null", "[]", "{}"),
    *([], {}, [None], [[]], {"id": None}, {"": {}}, [{"action_id": "link"}] * 3),
)
_LETTERS = "aZ0 _-.:/\\\"'<>&{}[]\x00\x1f\x7f\xe9\u2028\u202e\ud800\uffff\U0001f600"


def _text(random: Random, most: int = 30) -> str:
    return "".join(random.choices(_LETTERS, k=random.randrange(most)))


def _number(random: Random) -> int:
    return random.randrange(-(2**70), 2**70)


def _absurd(random: Random, depth: int = 3) -> Any:
    """Draw a value that no field has: one of those that are known to hurt, or anything else."""
    what = random.randrange(4)
    if what == 0:
        return copy.deepcopy(random.choice(_ABSURD))  # one that goes in twice must not be one thing
    if what == 1 or not depth:
        return random.choice((_text, _number, Random.random))(random)
    inner = [_absurd(random, depth - 1) for _ in range(random.randrange(4))]
    return inner if what == 2 else {_text(random, 4): each for each in inner}


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in inner:
        yield (*path, name)
        yield from _places(value, (*path, name))


_WRITTEN = tuple((kind, json.dumps(payload), tuple(_places(payload))) for kind, payload in PAYLOADS)


def mutated(random: Random) -> tuple[Kind, dict[str, Any]]:
    """Draw a payload with one to four of its fields gone or absurd."""
    kind, written, places = random.choice(_WRITTEN)
    payload: dict[str, Any] = json.loads(written)
    for *path, name in random.sample(places, random.randint(1, 4)):
        holder: Any = payload
        with suppress(LookupError, TypeError):  # what held it is gone or absurd itself by now
            for step in path:
                holder = holder[step]
            if random.random() < 1 / 3:
                del holder[name]
            else:
                holder[name] = _absurd(random)
    return kind, payload
