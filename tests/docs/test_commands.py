"""What the documents have an operator type is there: commands, goals of make, services, the unit's own settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.__main__ import main
from tests.support.documented import block, blocks

ROOT = Path(__file__).parents[2]
OPERATIONS = "docs/operations.md"
COMPOSE = re.compile(r"^docker compose -f (\S+) (.*)$", re.MULTILINE)
OURS = re.compile(r"(?:^|\s|bin/)(?:link-pacer|as_link_pacer|-m bot) ([a-z]+)(?![\w-])", re.MULTILINE)
"""A command of the app's; not what is typed in Slack, nor its name where a service, a unit or a database has it."""


def typed(document: str) -> str:
    """Give all that stands in blocks and between backticks, a line each; of Compose's, what is said to the app."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    found += [" ".join(each.split()) for each in re.findall(r"(?<!`)`([^`]+)`(?!`)", text)]
    return "\n".join(re.sub(r"^docker compose .* exec (?:--\S+ )*\S+ ", "", each) for each in found)


@pytest.mark.parametrize("document", ["README.md", OPERATIONS, "CONTRIBUTING.md"])
def test_every_command_and_goal_that_is_typed_there_is_one(document: str) -> None:
    words = typed(document)
    commands = set(OURS.findall(words))
    goals = set(re.findall(r"^make ([a-z-]+)", words, re.MULTILINE))
    assert commands | goals
    assert commands <= main.commands.keys()
    known = (ROOT / "Makefile").read_text(encoding="utf-8").partition(".PHONY: ")[2].partition("\n")[0].split()
    assert goals <= set(known)


def test_every_service_that_is_named_to_compose_is_in_that_file() -> None:
    lines = COMPOSE.findall("\n".join(blocks(OPERATIONS, "In containers") + blocks(OPERATIONS, "Removal")))
    assert len(lines) > 10
    for file, words in lines:
        composed = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
        verb, *rest = (each for each in words.split() if not each.startswith("--"))
        if verb in {"exec", "run", "stop", "cp"} and rest:
            service = next(each for each in rest if each != "sh").partition(":")[0]
            assert service in composed["services"], words
        volumes = {f"{composed['name']}_{each}" for each in composed["volumes"]}
        assert volumes == {f"{composed['name']}_data"}


def test_the_lent_account_is_the_units_own_with_its_folder_and_its_settings() -> None:
    unit = (ROOT / "deploy" / "link-pacer.service").read_text(encoding="utf-8").splitlines()
    lent = re.findall(r"-p (\S+)", block(OPERATIONS, "Under systemd", first="as_link_pacer()"))
    assert {each.partition("=")[0] for each in lent} >= {"User", "DynamicUser", "StateDirectory", "EnvironmentFile"}
    assert [each for each in lent if each not in unit] == []
