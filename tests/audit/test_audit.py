"""A known vulnerability fails the audit; a list that is out of reach is never taken for a clean one."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]
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
    packages = (ROOT / "uv.lock").read_text(encoding="utf-8").split("[[package]]")[1:]
    ours = [each for each in packages if 'source = { virtual = "." }' not in each]
    assert len(ours) == len(packages) - 1
    for each in ours:
        assert 'source = { registry = "https://pypi.org/simple" }' in each
        assert each.count("{ url = ") == each.count(", hash = ") > 0


def test_httpx_is_known_at_one_border_only() -> None:
    sources = (ROOT / "bot").rglob("*.py")
    knowing = {str(path.relative_to(ROOT)) for path in sources if "import httpx" in path.read_text(encoding="utf-8")}
    assert knowing == {"bot/court/transport.py", "bot/court/wire.py"}
