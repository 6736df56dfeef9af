"""Leads many people's conversations to where they are measured, by the same clicks that they would make."""

from __future__ import annotations

import itertools
import json
from functools import partial
from typing import TYPE_CHECKING

from bench.payloads import click, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.loopback import Answer, Line

_accounts = itertools.count(1)
COURT = "mieb"
AT_ONCE = 16
QUIET = 0.15
"""Seconds without a call, after which nothing more is expected."""
TO_THE_FORM = ("door_old_login", "read_on", "read_on", "ready")
"""The buttons from the first card with a court to the PACER form."""
PAGES = ("Which of these applies", "Read these three lines", "Are you ready?", "REDACTION RESPONSIBILITY")
"""What stands on each of the cards with those buttons."""


def typed() -> dict[str, str]:
    """Give what is typed into the PACER form: each time for another account, since each is good for two tries."""
    return {"pacer_username": f"abenchmark{next(_accounts)}", "pacer_password": "Not-A-Password-1"}


async def to_pacer_form(line: Line, users: Sequence[str]) -> None:
    """Bring each user to the open PACER form: `/link-pacer mieb`, then the pages up to PACER's notice."""
    await line.send_all([command(user, COURT) for user in users], AT_ONCE)
    for words, action in zip(PAGES, TO_THE_FORM, strict=True):
        await line.until(partial(_shows, line, words), users)
        await line.send_all([click(user, action, line.cards[user]) for user in users], AT_ONCE)
    await back_at_form(line, users)


async def back_at_form(line: Line, users: Sequence[str]) -> None:
    """Wait until each user's modal is the PACER form, drawn for the last time."""
    await line.until(lambda user: line.views.get(user, {}).get("callback_id") == "pacer", users)
    await line.quiet(QUIET)


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


def _shows(line: Line, words: str, user: str) -> bool:
    return words in json.dumps(line.cards.get(user))
