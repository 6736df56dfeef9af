"""What is deployed beside the code names what the code has: measures, labels and their values, commands, settings."""

from __future__ import annotations

import json
import os
import re
import sys
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which
from subprocess import run
from threading import Thread
from typing import get_args

import click
import pytest
import yaml

from bot.__main__ import main
from bot.app import GRACE, STOP_WITHIN
from bot.engine.engine import LAST_WORDS
from bot.flow import effects as do
from bot.flow import states as st
from bot.runtime.measures import REGISTRY
from bot.settings import Settings
from bot.slack.transport.socket_mode import GOODBYE, LAST_ANSWERS

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = DEPLOY / "link-pacer.service"
COMPOSE = [DEPLOY / "compose.yml", DEPLOY / "compose-postgresql.yml"]
FIGURES = """
from bot.runtime.hardening import close_memory
from bot.runtime.measures import REGISTRY

close_memory()
print(*map(REGISTRY.get_sample_value, ("process_resident_memory_bytes", "process_start_time_seconds")))
"""
"""What the dashboard and an alert ask for of the process itself, as the app would be asked."""
NAME = re.compile(r"\b(?:link_pacer|process)_[a-z_]+")
COMMAND = re.compile(r"`link-pacer ((?:[a-z]+ ?)+)`")
VALUE = re.compile(r"(\w+)(=~|!~|!=|=)\"([^\"]*)\"")
VALUES = {
    "state": {each.__name__ for each in get_args(st.State)},
    "outcome": {each.__name__ for each in get_args(st.Ended)},
    "problem": {"", *map(str, st.PROBLEMS)},
    "work": {each.__name__ for each in get_args(do.CourtWork)},
    "given_up": {"yes", "no"},
    "job": {"link-pacer"},
}
"""What each label can be: the code's own names, and the job that docs/operations.md says to make."""
SHARED = {"link_pacer_conversations", "link_pacer_outbox_", "link_pacer_sealed_values"}
"""What each process at one database says the same of."""
LABEL = re.compile(r"[{(, ](\w+)(?:!?=~?)\"|by \(([\w, ]+)\)")


def measures() -> dict[str, set[str]]:
    """Give each measure's name as Prometheus has it, with its labels."""
    found: dict[str, set[str]] = {}
    for each in REGISTRY.collect():
        names = [each.name]
        if each.type == "counter":
            names = [f"{each.name}_total"]
        elif each.type == "histogram":
            names = [f"{each.name}_{end}" for end in ("bucket", "count", "sum")]
        for name in names:
            found[name] = set()
    for collector in REGISTRY._collector_to_names:
        for name in REGISTRY._collector_to_names[collector]:
            if name in found:
                found[name] |= set(getattr(collector, "_labelnames", ())) | {"le"}
    return found


def expressions() -> dict[str, str]:
    rules = yaml.safe_load((DEPLOY / "link-pacer.rules.yml").read_text())
    alerts = {each["alert"]: each["expr"] for group in rules["groups"] for each in group["rules"]}
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text())
    panels = {f"{each['title']} {part['refId']}": part["expr"] for each in board["panels"] for part in each["targets"]}
    return alerts | panels


@pytest.mark.parametrize("title", expressions())
def test_every_expression_names_measures_and_labels_that_there_are(title: str) -> None:
    expression, known = expressions()[title], measures()
    named = NAME.findall(expression)
    assert named or 'up{job="link-pacer"}' in expression
    for name in named:
        assert name in known, name
        labels = {part.strip() for pair in LABEL.findall(expression) for each in pair for part in each.split(",")}
        assert labels - {""} <= known[name], name


@pytest.mark.parametrize("title", expressions())
def test_every_value_of_a_label_is_one_that_there_is(title: str) -> None:
    for label, compared, value in VALUE.findall(expressions()[title]):
        assert compared in {"=", "!="}, "a pattern is held to nothing"
        assert value in VALUES[label], label


@pytest.mark.parametrize("title", expressions())
def test_what_several_processes_say_of_one_database_is_not_added_up(title: str) -> None:
    expression = expressions()[title]
    if any(name in expression for name in SHARED):
        assert re.match(r"max(?: by \(state\) )?\(link_pacer_", expression)


def test_what_an_alert_says_to_type_is_a_command_of_an_installed_machine() -> None:
    rules = (DEPLOY / "link-pacer.rules.yml").read_text()
    assert "python -m bot" not in rules
    typed = COMMAND.findall(rules)
    assert typed
    for words in typed:
        command: click.Command = main
        for word in words.split():
            assert isinstance(command, click.Group)
            command = command.commands[word]


def test_the_job_that_is_asked_for_is_the_one_that_the_manual_says_to_make() -> None:
    manual = (DEPLOY.parent / "docs" / "operations.md").read_text()
    examples = re.findall(r"```yaml\n(scrape_configs:\n.*?)```", manual, re.DOTALL)
    assert examples
    jobs = [each for example in examples for each in yaml.safe_load(example)["scrape_configs"]]
    assert {each["job_name"] for each in jobs} == VALUES["job"]


def test_every_measure_of_ours_is_shown() -> None:
    shown = " ".join(expressions().values())
    ours = {name.removesuffix("_bucket") for name in measures() if name.startswith("link_pacer")}
    ours = {name for name in ours if not name.endswith(("_count", "_sum"))}
    assert {name for name in ours if name not in shown} == set()


@pytest.mark.parametrize("words", [("verify", "--man=no"), ("security", "--offline=yes", "--threshold=20")])
def test_systemd_itself_takes_the_unit(tmp_path: Path, words: tuple[str, ...]) -> None:
    analyze = which("systemd-analyze")
    if analyze is None:
        pytest.skip("this machine has no systemd-analyze; .ci/run installs it")
    unit = tmp_path / "link-pacer.service"
    # The unit's own paths are those of an installed machine.
    unit.write_text(UNIT.read_text().replace("/opt/link-pacer/bin/link-pacer", sys.executable))
    said = run([analyze, *words, str(unit)], capture_output=True, text=True, check=False)  # noqa: S603 - its own file
    assert said.returncode == 0, said.stdout + said.stderr


def test_what_the_unit_lets_the_app_see_of_proc_is_enough_for_its_figures() -> None:
    if os.geteuid() != 0 or which("unshare") is None:
        pytest.skip("only root can have a /proc of its own")
    unit = settings_of_unit()
    options = f"hidepid={unit['ProtectProc']}" + (",subset=pid" if unit.get("ProcSubset") == "pid" else "")
    apart = ("unshare", "--mount", "--propagation", "private", "--pid", "--fork")
    mounted = ("sh", "-c", 'mount -t proc -o "$0" proc /proc || exit 9; exec "$@"', options)
    said = run(  # noqa: S603 - our own words
        [*apart, *mounted, sys.executable, "-c", FIGURES],
        cwd=DEPLOY.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode == 9 or said.stderr.startswith("unshare:"):
        pytest.skip("no /proc can be mounted here")
    assert said.returncode == 0, said.stderr
    assert "None" not in said.stdout


def settings_of_unit() -> dict[str, str]:
    return dict(line.split("=", 1) for line in UNIT.read_text().splitlines() if re.match(r"\w+=", line))


def test_the_unit_stops_later_than_the_app_needs_and_is_watched_as_it_tells() -> None:
    set_in_unit = settings_of_unit()
    assert STOP_WITHIN >= GRACE + LAST_WORDS * 3 + LAST_ANSWERS + GOODBYE
    assert float(set_in_unit["TimeoutStopSec"]) > STOP_WITHIN
    assert set_in_unit["Type"] == "notify"
    assert float(set_in_unit["WatchdogSec"]) > 0


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_every_container_comes_back_after_a_reboot(path: Path) -> None:
    # An orderly one ends the app with 0, which `on-failure` takes for a wish.
    services = yaml.safe_load(path.read_text())["services"]
    assert {name: service["restart"] for name, service in services.items()} == dict.fromkeys(services, "unless-stopped")


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_what_an_operator_writes_beside_the_compose_files_goes_into_no_commit_and_no_image(path: Path) -> None:
    read = yaml.safe_load(path.read_text())
    secret = {f"deploy/{each['file']}" for each in read.get("secrets", {}).values()}
    secret |= {f"deploy/{each['env_file']}" for each in read["services"].values() if "env_file" in each}
    ignored = (DEPLOY.parent / ".gitignore").read_text().splitlines()
    assert secret
    assert {name for name in secret if not any(fnmatch(name, each) for each in ignored)} == set()
    sent = (DEPLOY.parent / ".dockerignore").read_text().splitlines()
    assert sent[0] == "*"
    assert not any(each.startswith("!deploy") for each in sent)


class Health(BaseHTTPRequestHandler):
    """Answers as the app does when it is well."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_image_is_asked_for_its_health_where_it_listens() -> None:
    image = (DEPLOY / "Dockerfile").read_text()
    _, *words = json.loads(re.findall(r"HEALTHCHECK .*\\\n  CMD (\[.*\])", image)[0])
    server = HTTPServer(("127.0.0.1", 0), Health)
    Thread(target=server.serve_forever, daemon=True).start()
    environ = {**os.environ, "HEALTH_PORT": str(server.server_port), "NO_PROXY": "127.0.0.1"}
    assert run([sys.executable, *words], env=environ, check=False).returncode == 0  # noqa: S603 - the image's own
    server.shutdown()
    server.server_close()
    said = run([sys.executable, *words], env=environ, capture_output=True, check=False)  # noqa: S603 - the same
    assert said.returncode == 1


def test_the_image_exposes_every_port_that_has_a_default() -> None:
    image = (DEPLOY / "Dockerfile").read_text()
    (exposed,) = re.findall(r"^EXPOSE (.*)$", image, re.MULTILINE)
    defaults = {Settings.model_fields[each].default for each in ("port", "form_port")}
    assert set(map(int, exposed.split())) == defaults | {int(re.findall(r"HEALTH_PORT=(\d+)", image)[0])}
