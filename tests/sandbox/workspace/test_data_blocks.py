"""Slack's table and chart are taken as Slack documents them, in messages only."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.workspace import validate_blocks

Json = dict[str, Any]
WHO = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
}


def raw(words: str) -> Json:
    return {"type": "raw_text", "text": words}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "data_table", "caption": "People", "rows": [[raw("Who"), raw("How far")], *rows], **more}


def pie(*values: int) -> Json:
    segments = [{"label": f"slice {number}", "value": value} for number, value in enumerate(values)]
    return {"type": "data_visualization", "title": "How far", "chart": {"type": "pie", "segments": segments}}


def test_a_table_and_a_chart_are_taken_in_messages_only() -> None:
    blocks = [table([WHO, raw("linked")], page_size=10), pie(1, 2, 3)]
    assert validate_blocks(blocks, surface="message") == []
    assert len(validate_blocks(blocks, surface="home")) == 2


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (table(), "/rows]"),
        (table(*[[WHO, raw("a")]] * 101), "/rows]"),
        (table([WHO]), "the same number of cells"),
        (table([WHO, raw("x" * 2001)]), "/rows/1/1/text"),
        (table(*[[WHO, raw("x" * 1500)]] * 7), "less than 10001 characters"),
        (table([WHO, {"type": "mrkdwn", "text": "a"}]), "unsupported type: mrkdwn"),
        (table([WHO, raw("a")], page_size=0), "/page_size"),
        ({**table([WHO, raw("a")]), "rows": [[WHO, raw("a")], [WHO, raw("a")]]}, "header cells"),
        ({**table([WHO, raw("a")]), "rows": "many"}, "/rows]"),
        ({**table([WHO, raw("a")]), "rows": ["one", "two"]}, "/rows/0"),
        ({**table([WHO, raw("a")]), "rows": []}, "/rows]"),
        (pie(), "/segments]"),
        (pie(*range(1, 8)), "/segments]"),
        (pie(0), "/value"),
        ({**pie(1), "title": "x" * 51}, "/title"),
        ({**pie(1), "chart": {"type": "donut"}}, "unsupported type: donut"),
    ],
)
def test_what_slack_would_refuse(block: Json, said: str) -> None:
    assert any(said in line for line in validate_blocks([block], surface="message"))
