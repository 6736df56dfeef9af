"""P6: what the court side of a link costs beside the barest code that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.figures import Figure, Part, ratios
from bench.process import Subject

if TYPE_CHECKING:
    from bench.size import Size

MOST_REQUESTS = 9
MOST_CONTEXTS = 2
LOGOUTS = ("POST /services/cso-logout",)


async def measure(size: Size) -> Part:
    """Link over and over at the practice court, product and bare in turns, both in one process."""
    async with Subject.running("court") as court:
        environ = {"COURT_GATEWAY": await court.ask("url")}
        async with Subject.running("court_client", **environ) as client:
            person = await court.ask("person")
            for how in ("bare", "product"):  # imports and connections are not what is measured
                await _links(court, client, how, person, 2)
            cpu: dict[str, list[float]] = {"product": [], "bare": []}
            for _ in range(size.rounds):
                for found in cpu.values():
                    found.append(0.0)
                for _ in range(size.links):  # in turns: a machine is as slow for the one as for the other
                    for how, found in cpu.items():
                        found[-1] += await _links(court, client, how, person, 1)
            steps = await _steps(court, client, "product", person)
            bare_steps = await _steps(court, client, "bare", person)
            before = await client.ask("contexts")
            await client.ask("services")
            contexts = await client.ask("contexts")
    requests = [step for step in steps if step not in LOGOUTS]
    per_link = {how: min(found) / size.links * 1000 for how, found in cpu.items()}
    return Part(
        "The court side of a link, at the practice court over plain loopback HTTP (no TLS on either side)",
        (
            Figure("P6", "CPU of a link / bare httpx and selectolax", ratios(cpu["product"], cpu["bare"]), goal=1.3),
            Figure("P6", "requests of a link, logout aside", (len(requests),), "", MOST_REQUESTS),
            Figure("P6", "logouts of a link", (len(steps) - len(requests),), "", 1, at_least=True),
            # One context of the two is the bare code's own; three services for real courts came after.
            Figure("P6", "TLS contexts of the court side", (contexts["since"] - 1,), "", MOST_CONTEXTS),
        ),
        (
            f"CPU a link, best round: product {per_link['product']:.1f} ms, bare {per_link['bare']:.1f} ms",
            f"requests with the logout: product {len(steps)}, bare {len(bare_steps)}",
            f"TLS contexts: {before['by imports']} by imports, 1 for the practice court, 1 for three services together",
        ),
    )


async def _links(court: Subject, client: Subject, how: str, person: dict[str, str], times: int) -> float:
    cpu = 0.0
    for _ in range(times):
        await court.ask("reset")
        done: dict[str, Any] = await client.ask("link", how=how, person=person)
        if not done["proven"]:
            raise RuntimeError(f"the {how} link was not proven by the menu")
        cpu += done["cpu"]
    if await court.ask("submits") != 1:
        raise RuntimeError(f"the {how} link was not submitted once")
    return cpu


async def _steps(court: Subject, client: Subject, how: str, person: dict[str, str]) -> list[str]:
    await _links(court, client, how, person, 1)
    return list(await court.ask("requests"))
