"""Leads many people's conversations to where they are measured, by the same clicks that they would make."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

from bench.payloads import click, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.loopback import Answer, Line
    from bench.payloads import Json

_accounts = itertools.count(1)
COURT = "mieb"
AT_ONCE = 16


def typed() -> dict[str, str]:
    """Give what is typed into the PACER form: each time for another account, since each is good for two tries."""
    return {"pacer_username": f"abenchmark{next(_accounts)}", "pacer_password": "Not-A-Password-1"}


async def to_pacer_form(line: Line, users: Sequence[str]) -> None:
    """Bring each user to the open PACER form: `/link-pacer mieb`, then the button that accepts the fine print."""
    await line.send_all([command(user, COURT) for user in users], AT_ONCE)
    await line.until(lambda user: _offers(line.cards.get(user), "ready"), users)
    await line.send_all([click(user, "ready", line.cards[user]["blocks"]) for user in users], AT_ONCE)
    await back_at_form(line, users)


async def back_at_form(line: Line, users: Sequence[str]) -> None:
    """Wait until each user's modal is the PACER form, drawn for the last time."""
    await line.until(lambda user: line.views.get(user, {}).get("callback_id") == "pacer", users)
    await line.quiet()


def check_checking(answers: list[Answer]) -> None:
    """Make sure that what was timed was the real thing: each form answered by the view that waits."""
    for answer in answers:
        payload = json.loads(answer.text).get("payload", {})
        if payload.get("response_action") != "update" or payload["view"].get("callback_id") != "waiting":
            raise RuntimeError(f"a form was not taken: {answer.text[:300]}")


def check_begun(answers: list[Answer]) -> None:
    """Make sure that each command was answered by the pointer to the direct message, not by a fault."""
    for answer in answers:
        text = json.loads(answer.text).get("payload", {}).get("text", "")
        if "direct message" not in text:
            raise RuntimeError(f"a command was not taken: {answer.text[:300]}")


def _offers(card: Json | None, action_id: str) -> bool:
    return card is not None and f'"action_id": "{action_id}"' in json.dumps(card)
