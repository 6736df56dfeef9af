"""Holds the documents to the code: variables, modules, states, scopes and links."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from bot.flow import states as st
from bot.operations import online
from bot.runtime.allocator import overwriting
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
MADE_BY_TOOLS = {"words.md", "outcomes.md", "heard.md"}
DOCUMENTS = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
LIBRARIES_READ = {"HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", *overwriting({}, "linux")}

_MODULE = re.compile(r"`((?:bot|handlers|tools|bench)(?:\.\w+)+)`")
_PATH = re.compile(r"`((?:bot|handlers|tools|tests|bench|docs)/[\w./-]+)`")
_ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| ", re.MULTILINE)
_CODE = re.compile(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$", re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SCOPE = re.compile(r"^ +- ([a-z]+(?::[a-z.]+)?)$", re.MULTILINE)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _section(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def _anchors(path: Path) -> set[str]:
    """Give a document's anchors as GitHub makes them."""
    headings = (heading.lower() for heading in _HEADING.findall(_text(path)))
    return {re.sub(r"[^\w\- ]", "", heading).strip().replace(" ", "-") for heading in headings}


def _defaults(field: str) -> str:
    info = Settings.model_fields[field]
    if info.is_required():
        return "required"
    return f"`{info.default}`" if info.default else "none"


def test_operations_names_every_variable_once_with_its_default_and_no_other() -> None:
    table = _section(OPERATIONS, "Environment variables").partition("These belong to the libraries")[0]
    documented = _ROW.findall(table)
    assert sorted(documented) == sorted((field.upper(), _defaults(field)) for field in Settings.model_fields)


@pytest.mark.parametrize("path", [each for each in DOCUMENTS if each.name not in MADE_BY_TOOLS], ids=_named)
def test_no_document_names_a_variable_that_nobody_reads(path: Path) -> None:
    known = {field.upper() for field in Settings.model_fields} | LIBRARIES_READ | {online.TOKEN}
    # Not variables: the ends of a submit, in capitals as the database keeps them.
    assert set(_CODE.findall(_text(path))) - {"NOT_SENT"} <= known


def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


def _found(name: str) -> bool:
    """Tell whether a dotted name is a module, or something in one."""
    module, _, attribute = name.rpartition(".")
    return _is_module(name) or (_is_module(module) and hasattr(import_module(module), attribute))


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_every_module_and_file_that_is_named_exists(path: Path) -> None:
    text = _text(path)
    missing = [name for name in _MODULE.findall(text) if not _found(name)]
    missing += [name for name in _PATH.findall(text) if not (ROOT / name).exists()]
    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_relative_links_lead_somewhere(path: Path) -> None:
    broken = []
    for inline, reference in _LINK.findall(_text(path)):
        address, _, anchor = (inline or reference).partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        target = (path.parent / address).resolve() if address else path
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            broken.append(inline or reference)
    assert broken == []


@pytest.mark.parametrize("path", DECISIONS, ids=_named)
def test_a_decision_has_a_number_a_status_a_date_and_what_holds_it(path: Path) -> None:
    text = _text(path)
    assert text.startswith(f"# {path.name[:4]}: ")
    assert re.search(r"^Status: (accepted|replaced by \d{4})\. Date: 20\d\d-\d\d-\d\d\.$", text, re.MULTILINE)
    assert "`" in _section(text, "What holds it")


def test_architecture_names_every_state_and_every_part() -> None:
    text = _text(ROOT / "docs" / "architecture.md")
    states = {kind.__name__ for kind in get_args(st.State)}
    parts = {f"bot.{path.stem}" for path in (ROOT / "bot").iterdir() if path.stem not in {"__init__", "__pycache__"}}
    assert {name for name in states if re.search(rf"\b{name}\b", text) is None} == set()
    assert {part for part in parts if f"| `{part}` |" not in text} == set()


def test_architecture_shows_the_layers_that_are_checked() -> None:
    contracts = tomllib.loads(_text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    shown = _section(_text(ROOT / "docs" / "architecture.md"), "Who may know whom")
    assert re.findall(r"^    (\S.*)$", shown, re.MULTILINE) == layers


def test_operations_explains_every_scope_that_the_manifest_asks_for_and_no_other() -> None:
    manifest = (ROOT / "manifest.yml").read_text(encoding="utf-8")
    asked = _SCOPE.findall(manifest.partition("scopes:")[2].partition("\nsettings:")[0])
    explained = re.findall(r"^\| `([a-z:.]+)` \|", _section(OPERATIONS, "Install in a real workspace"), re.MULTILINE)
    assert asked
    assert sorted(explained) == sorted(asked)
