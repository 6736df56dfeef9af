"""Payloads as Slack sends them, and what becomes of them when fields are taken away, retyped, or made absurd."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

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

_ABSURD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([-1, 2**63, 2**200, 10**400, 1e308, ""]),
    st.text(max_size=30),
    st.sampled_from(
        ["x" * 100_000, "\ud800", "\x00", "\u202e\U0001f600", "1:U0ATTY001", "99:U0ATTY002", "null", "[]", "{}"]
    ),
    st.sampled_from([[], {}, [None], [[]], {"id": None}, {"": {}}, [{"action_id": "link"}] * 3]),
    st.recursive(
        st.text(max_size=3), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
    ),
)


@dataclass(frozen=True)
class Removed:
    """A field that is not there."""


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in inner:
        yield (*path, name)
        yield from _places(value, (*path, name))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Kind, dict[str, Any]]:
    """Draw a payload with one to four of its fields gone or absurd."""
    kind, payload = draw(st.sampled_from(PAYLOADS))
    payload = copy.deepcopy(payload)
    for _ in range(draw(st.integers(1, 4))):
        *path, name = draw(st.sampled_from(list(_places(payload)) or [("type",)]))
        holder = payload
        for step in path:
            holder = holder[step]
        value = draw(st.one_of(st.just(Removed()), _ABSURD))
        if isinstance(value, Removed):
            del holder[name]
        else:
            holder[name] = copy.deepcopy(value)
    return kind, payload
