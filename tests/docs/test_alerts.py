"""Each alert comes when its words say so, and not before: by Prometheus's own promtool, and by its limit."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from subprocess import run

import pytest
import yaml

from bot.runtime.measures import REGISTRY

RULES = Path(__file__).parents[2] / "deploy" / "link-pacer.rules.yml"
BOARD = RULES.with_name("grafana-dashboard.json")
ALERTS = {each["alert"]: each for group in yaml.safe_load(RULES.read_text())["groups"] for each in group["rules"]}
COUNTED = re.compile(r"(?:increase|rate)\((\w+)")
LIMITS = {
    "LinkPacerNotConnected": (["== 0"], "2m"),
    "LinkPacerDown": (["== 0"], "2m"),
    "LinkPacerDatabaseAway": (["== 0"], "2m"),
    "LinkPacerMessagesWait": (["> 300"], "1m"),
    "LinkPacerMessagesGivenUp": (["> 0"], None),
    "LinkPacerUnknownEnd": (["> 0", "< 900", "> 0"], None),
    "LinkPacerPagesNotRead": (["> 2.5"], None),
    "LinkPacerSlowAnswers": (["> 1"], "5m"),
}
"""What is compared in each expression, and how long it must be so."""


@dataclass(frozen=True)
class Case:
    """What Prometheus has collected, a value each minute, and whether there is one alert of a name at a minute."""

    alert: str
    comes: bool
    at: int
    series: dict[str, str]


def of_each(name: str, *values: str, more: str = "") -> dict[str, str]:
    """Give the series of several processes."""
    return {f'{name}{{job="link-pacer",instance="{number}"{more}}}': each for number, each in enumerate(values)}


STARTED_LONG_AGO = of_each("process_start_time_seconds", "-100000x60", "-100000x60", "-100000x60")
GIVEN_UP = {"more": ',given_up="yes"'}
CONNECTED, UNKNOWN = "link_pacer_slack_connected", "link_pacer_unknown_ends_total"
NOT_READ = "link_pacer_pages_not_read_total"
A_START = {**of_each(UNKNOWN, "_x28 1x30"), **of_each("process_start_time_seconds", "_x28 1740x30")}
"""That finds a request cut off, so that its series is born at 1."""
CASES = {
    "all are connected": Case("NotConnected", False, 30, of_each(CONNECTED, "1x60", "1x60")),
    "one of three is not": Case("NotConnected", True, 30, of_each(CONNECTED, "1x60", "1x9 0x50", "1x60")),
    "it renews its connection": Case("NotConnected", False, 11, of_each(CONNECTED, "1x9 0x50")),
    "all answer": Case("Down", False, 30, of_each("up", "1x60", "1x60")),
    "one does not answer": Case("Down", True, 30, of_each("up", "1x60", "1x9 0x50")),
    "the job has another name": Case("Down", True, 30, {'up{job="app",instance="0"}': "1x60"}),
    "the databases can be used": Case("DatabaseAway", False, 30, of_each("link_pacer_database_up", "1x60", "1x60")),
    "the disk is full": Case("DatabaseAway", True, 30, of_each("link_pacer_database_up", "1x9 0x50")),
    "a message waits five minutes": Case("MessagesWait", False, 30, of_each("link_pacer_outbox_age_seconds", "300x60")),
    "a message waits longer, say three": Case(
        "MessagesWait", True, 30, of_each("link_pacer_outbox_age_seconds", "301x60", "301x60")
    ),
    "none was given up": Case("MessagesGivenUp", False, 30, of_each("link_pacer_outbox_messages", "0x60", **GIVEN_UP)),
    "one was given up, say two": Case(
        "MessagesGivenUp", True, 30, of_each("link_pacer_outbox_messages", "1x60", "1x60", **GIVEN_UP)
    ),
    "no end was unknown": Case("UnknownEnd", False, 30, {**of_each(UNKNOWN, "0x60"), **STARTED_LONG_AGO}),
    "the first end that is unknown": Case(
        "UnknownEnd", True, 30, {**of_each(UNKNOWN, "0x60", "0x24 1x35"), **STARTED_LONG_AGO}
    ),
    "an end was unknown long ago": Case("UnknownEnd", False, 59, {**of_each(UNKNOWN, "0x9 1x50"), **STARTED_LONG_AGO}),
    "a start finds one": Case("UnknownEnd", True, 31, A_START),
    "the same, long after it": Case("UnknownEnd", False, 59, A_START),
    "two pages": Case("PagesNotRead", False, 1499, of_each(NOT_READ, "0x100 1x200 2x1300")),
    "three pages, at two": Case("PagesNotRead", True, 1500, of_each(NOT_READ, "0x100 1x200 2x1300", "0x1400 1x200")),
    "three pages in more than a day": Case("PagesNotRead", False, 1700, of_each(NOT_READ, "0x100 1x200 2x1200 3x300")),
    "one answer in two hundred is slow": Case(
        "SlowAnswers",
        False,
        30,
        {
            **of_each("link_pacer_ack_seconds_bucket", "0+995x60", more=',le="1.0"'),
            **of_each("link_pacer_ack_seconds_bucket", "0+1000x60", more=',le="+Inf"'),
        },
    ),
    "two in a hundred are slow": Case(
        "SlowAnswers",
        True,
        30,
        {
            **of_each("link_pacer_ack_seconds_bucket", "0+980x60", more=',le="1.0"'),
            **of_each("link_pacer_ack_seconds_bucket", "0+1000x60", more=',le="2.0"'),
            **of_each("link_pacer_ack_seconds_bucket", "0+1000x60", more=',le="+Inf"'),
        },
    ),
}


def promtool_says(folder: Path, tests: list[dict[str, object]]) -> None:
    """Have Prometheus's own tool run these; skip where there is none."""
    promtool = which("promtool")
    if promtool is None:
        why = "this machine has no promtool; .ci/run installs it"
        if os.environ.get("LINK_PACER_PROMTOOL") == "required":
            pytest.fail(why)
        pytest.skip(why)
    written = folder / "tests.yml"
    # Rules are looked at between two collections, as they are in a real one.
    whole = {"rule_files": [str(RULES)], "evaluation_interval": "50s", "tests": tests}
    written.write_text(yaml.safe_dump(whole))
    said = run([promtool, "test", "rules", str(written)], capture_output=True, text=True, check=False)  # noqa: S603 - its own file
    assert said.returncode == 0, said.stdout + said.stderr


def a_test(title: str, series: dict[str, str], expression: str, minute: int, value: float | None) -> dict[str, object]:
    asked = {
        "expr": expression,
        "eval_time": f"{minute}m",
        "exp_samples": [] if value is None else [{"labels": "{}", "value": value}],
    }
    given = [{"series": name, "values": values} for name, values in series.items()]
    return {"name": title, "interval": "1m", "input_series": given, "promql_expr_test": [asked]}


def test_promtool_has_each_alert_come_and_stay_away(tmp_path: Path) -> None:
    assert {f"LinkPacer{each.alert}" for each in CASES.values()} == set(ALERTS)
    counted = 'count(ALERTS{{alertname="LinkPacer{}",alertstate="firing"}})'
    promtool_says(
        tmp_path,
        [
            a_test(title, case.series, counted.format(case.alert), case.at, 1 if case.comes else None)
            for title, case in CASES.items()
        ],
    )


def test_a_panel_counts_the_first_run_of_its_kind_and_none_of_the_day_before(tmp_path: Path) -> None:
    board = json.loads(BOARD.read_text())
    (expression,) = (
        part["expr"]
        for each in board["panels"]
        if each["title"] == "Runs that ended, a day"
        for part in each["targets"]
    )
    name = "link_pacer_runs_ended_total"
    label = ',court="mieb",outcome="Linked",problem=""'
    kinds = {
        "the first": ("_x100 1x200", 200, 1),
        "the same, two days later": ("_x100 1x3000", 3000, 0),
    }
    shown = f"sum({expression})"
    promtool_says(
        tmp_path,
        [
            a_test(title, of_each(name, values, more=label), shown, at, value)
            for title, (values, at, value) in kinds.items()
        ],
    )


def test_each_limit_is_the_one_that_the_words_say() -> None:
    found = {
        name: (re.findall(r"(?:==|[<>]=?) *[\d.]+", each["expr"]), each.get("for")) for name, each in ALERTS.items()
    }
    assert found == LIMITS


@pytest.mark.parametrize("alert", [name for name, each in ALERTS.items() if COUNTED.search(each["expr"])])
def test_what_an_alert_counts_is_there_before_it_is_counted(alert: str) -> None:
    """A series with a label is born at 1, of which Prometheus sees no increase."""
    for name in COUNTED.findall(ALERTS[alert]["expr"]):
        assert REGISTRY.get_sample_value(name, {"le": "+Inf"} if name.endswith("_bucket") else {}) is not None
