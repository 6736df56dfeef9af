"""Start the kind that is named and answer the driver's questions until it closes the pipe."""

from __future__ import annotations

import asyncio
import importlib
import sys

from bench.subjects import contexts
from bench.subjects.serving import serve_driver
from bot.runtime import loading

MODULES = {
    "stock": "bare_bolt",
    "pbr": "bare_bolt",
    "libraries": "libraries",
    "link_pacer": "link_pacer",
    "court": "court",
    "court_client": "court_client",
    "slack_caller": "slack_caller",
    "inside": "inside",
}


def main() -> None:
    """Run one kind."""
    kind = sys.argv[1] if len(sys.argv) > 1 else ""
    if kind not in MODULES:
        sys.exit(f"one of {', '.join(MODULES)}, please")
    for name in ("rich", "pygments"):  # only tests and linters bring them; structlog and httpx load them
        sys.modules[name] = None  # type: ignore[assignment]
    if kind == "link_pacer":
        loading.begin()  # as the command line does
    contexts.count_from_here()
    module = importlib.import_module(f"bench.subjects.{MODULES[kind]}")
    contexts.imported()
    asyncio.run(serve_driver(lambda: module.start(kind)))


main()
