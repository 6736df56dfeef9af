"""A known vulnerability fails the audit; a list that is out of reach is never taken for a clean one."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "uv.lock"
VALID = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
fault = JsonStrictValidator(SchemaVersion.V1_5).validate_str(sys.stdin.read())
sys.exit(str(fault) if fault else 0)
"""
KNOWN = "GHSA-0000-0000-0000"


@asynccontextmanager
async def list_of_vulnerabilities(bad: str = "", status: int = 200) -> AsyncIterator[str]:
    """Serve OSV's two questions on loopback; `bad` is the package that has one."""

    async def batch(request: web.Request) -> web.Response:
        asked = [each["package"]["name"] for each in (await request.json())["queries"]]
        assert {"httpx", "cryptography", "slack-bolt"} <= set(asked)
        found = [
            {"vulns": [{"id": KNOWN, "modified": "2026-01-01T00:00:00Z"}]} if name == bad else {} for name in asked
        ]
        return web.json_response({"results": found}, status=status)

    async def one(_: web.Request) -> web.Response:
        return web.json_response({"id": KNOWN, "modified": "2026-01-01T00:00:00Z", "summary": "bad", "affected": []})

    app = web.Application()
    app.add_routes([web.post("/v1/querybatch", batch), web.get("/v1/vulns/{id}", one)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def audited(service: str, **environ: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tools.audit", "--service-url", service),
        cwd=ROOT,
        env={**os.environ, "UV_HTTP_RETRIES": "0", "NO_PROXY": "127.0.0.1", **environ},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def test_nothing_known_is_said_with_how_many_were_asked() -> None:
    async with list_of_vulnerabilities() as service:
        code, said = await audited(service)
    assert (code, "no known vulnerabilities" in said, "NOT AUDITED" in said) == (0, True, False)


async def test_a_known_vulnerability_fails_and_is_named() -> None:
    async with list_of_vulnerabilities(bad="httpx") as service:
        code, said = await audited(service)
    assert code == 1
    assert "httpx 0." in said
    assert KNOWN in said


@pytest.mark.parametrize("faulty", [True, False], ids=["answers with a fault", "does not answer"])
async def test_out_of_reach_is_said_and_fails_only_where_it_is_required(*, faulty: bool) -> None:
    with socket.socket() as closed:  # bound, and nobody listens
        closed.bind(("127.0.0.1", 0))
        async with list_of_vulnerabilities(status=503) as answering:
            service = answering if faulty else f"http://127.0.0.1:{closed.getsockname()[1]}/"
            code, said = await audited(service)
            assert (code, "NOT AUDITED" in said, "no known" in said) == (0, True, False)
            assert (await audited(service, LINK_PACER_AUDIT="required"))[0] == 1


def test_every_locked_package_is_pinned_by_hash_and_comes_from_the_public_registry() -> None:
    packages = LOCK.read_text(encoding="utf-8").split("[[package]]")[1:]
    ours = [each for each in packages if 'source = { virtual = "." }' not in each]
    assert len(ours) == len(packages) - 1
    for each in ours:
        assert 'source = { registry = "https://pypi.org/simple" }' in each
        assert each.count("{ url = ") == each.count(", hash = ") > 0


def locked() -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]}


def needed(packages: dict[str, dict[str, Any]]) -> set[str]:
    """Follow the lock from the app and all its extras to whatever they need."""
    found: set[str] = set()
    ours = packages["link-pacer"]
    ahead = [*ours["dependencies"], *(each for extra in ours["optional-dependencies"].values() for each in extra)]
    while ahead:
        wanted = ahead.pop()
        package = packages[wanted["name"]]
        found.add(wanted["name"])
        ahead += [each for each in package.get("dependencies", ()) if each["name"] not in found]
        for extra in wanted.get("extra", ()):
            ahead += package["optional-dependencies"][extra]
    return found


def test_what_makes_the_package_is_locked_as_well_and_nothing_else_makes_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]
    install = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ninstall:")[2].partition("\n\n")[0]
    for recipe in (install, (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")):
        steps = re.findall(r"(?i:uv)\)? (sync|build) (.*)", recipe)
        assert sorted(verb for verb, _ in steps) == ["build", "sync", "sync"]
        for verb, options in steps:
            assert {"sync": {"--locked", "--no-build"}, "build": {"--no-build-isolation"}}[verb] <= set(options.split())


def test_the_list_of_parts_is_valid_and_has_what_may_be_installed_and_nothing_of_the_makers(tmp_path: Path) -> None:
    file = tmp_path / "sbom.json"
    words = ["make", "-o", "setup", "sbom", f"SBOM={file}", f"RUN={sys.executable}"]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - the project's own
    parts, packages = json.loads(file.read_text(encoding="utf-8")), locked()
    components = {each["name"]: each for each in parts["components"]}
    assert parts["metadata"]["component"]["name"] == "link-pacer"
    assert len(components) == len(parts["components"])
    assert set(components) == needed(packages)
    assert {"psycopg", "psycopg-binary", "slack-bolt"} <= set(components)
    assert {"pytest", "hatchling", "ruff"}.isdisjoint(components)
    for name, each in components.items():
        ours = packages[name]
        assert each["purl"] == f"pkg:pypi/{name}@{ours['version']}"
        files = [*ours["wheels"], *([ours["sdist"]] if "sdist" in ours else [])]
        hashes = {f"sha256:{part['content']}" for file in each["externalReferences"] for part in file["hashes"]}
        assert hashes == {file["hash"] for file in files}
        del each["externalReferences"][1:]  # of a thousand like it; the validator takes a second for seven
    for each in parts["components"][5:]:
        del each["externalReferences"]
    validator = "cyclonedx-python-lib[json-validation]==11.12.0"
    words = [sys.executable, "-m", "uv", "run", "--quiet", "--no-project", "--with", validator, "python", "-c", VALID]
    said = subprocess.run(  # noqa: S603 - pinned
        words, input=json.dumps(parts), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr


def test_httpx_is_known_at_one_border_only() -> None:
    sources = (ROOT / "bot").rglob("*.py")
    knowing = {str(path.relative_to(ROOT)) for path in sources if "import httpx" in path.read_text(encoding="utf-8")}
    assert knowing == {"bot/court/transport.py", "bot/court/wire.py"}
