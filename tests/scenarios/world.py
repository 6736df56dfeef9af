"""What happens round the conversation: at the court, at Slack, to the app, and time."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.scenarios.reading import number, step
from tests.scenarios.scene import USERS, until

if TYPE_CHECKING:
    from tests.scenarios.scene import Scene

REST = timedelta(hours=5)
"""How much later than a pause a reminder comes, so that it is not in the same sitting."""
SATURDAY = 5
_PATHS = {"sign-in": "/services/cso-auth", "sign-out": "/services/cso-logout"}


@step('trouble at the {place}: "{words}"[, {when} it takes effect][, for {seconds} s][, {count} times]')
async def trouble(
    scene: Scene, *, place: str, words: str, when: str = "after", seconds: str = "30", count: str = "1"
) -> None:
    at = place.replace("-", "_").replace(" ", "_")
    fault = words.replace(" ", "_")
    scene.stack.court.faults.arm(fault, at=at, when=when, times=number(count), seconds=float(seconds))


@step("the trouble is over")
async def trouble_is_over(scene: Scene) -> None:
    scene.stack.court.faults.clear()


@step('Slack answers the next {count} {method} with "{words}"')
async def slack_answers(scene: Scene, count: str, method: str, words: str) -> None:
    await scene.begin()
    player = await scene.player(scene.speaker)
    await player.person._post("faults", method=method, fault=words, times=number(count), seconds=1)


@step("{whose}'s messages are deleted")
async def messages_are_gone(scene: Scene, whose: str) -> None:
    workspace, player = scene.stack.workspace, await scene.player(whose)
    scene.look()
    workspace.conversations[player.person.dm].messages.clear()
    workspace.touch([player.person.user])


@step("the app runs as a rehearsal")
async def rehearses(scene: Scene) -> None:
    scene.stack.pages = scene.folder / "pages"


@step('the operator leaves {court} to the browser[, with the note "{words}"]')
async def by_hand(scene: Scene, court: str, words: str = "") -> None:
    file = scene.folder / "courts.json"
    file.write_text(json.dumps({court: {"guided_only": True, "note": words}}), "utf-8")
    scene.stack.environ["COURT_OVERRIDES"] = str(file)


@step("the firm has nobody type a password into Slack")
async def all_by_hand(scene: Scene) -> None:
    scene.stack.environ["CREDENTIALS"] = "guided"


@step("the app stops")
async def app_stops(scene: Scene) -> None:
    scene.look()
    await scene.stack.stop_app()


@step("the app starts")
async def app_starts(scene: Scene) -> None:
    await scene.stack.start_app()


@step("{count} {unit} pass")
async def time_passes(scene: Scene, count: str, unit: str) -> None:
    scene.look()
    scene.stack.clock.passed += timedelta(**{unit.rstrip("s") + "s": number(count)})


@step("the court has had its time")
async def court_has_had_its_time(scene: Scene) -> None:
    scene.look()
    await scene.stack.courts_take_their_time()


@step("it is five past nine on the next working morning")
async def morning_comes(scene: Scene) -> None:
    scene.look()
    clock = scene.stack.clock
    zone = ZoneInfo(scene.stack.workspace.people[USERS[scene.speaker]].tz)
    now = clock().astimezone(zone)
    morning = now.replace(hour=9, minute=5)
    while morning < now + REST or morning.weekday() >= SATURDAY:
        morning += timedelta(days=1)
    clock.passed += morning - now


@step("court has {count} submit[s]")
async def court_submits(scene: Scene, count: str) -> None:
    assert scene.stack.court.submits == number(count), f"it has {scene.stack.court.submits}"


@step("court has {count} link[s]")
async def court_links(scene: Scene, count: str) -> None:
    assert len(scene.stack.court.made_links) == number(count), scene.stack.court.made_links


@step("court has {count} sign-in[s]")
async def court_sign_ins(scene: Scene, count: str) -> None:
    assert _requests(scene, "sign-in") == number(count), f"it has {_requests(scene, 'sign-in')}"


@step("court has {count} sign-out[s]")
async def court_sign_outs(scene: Scene, count: str) -> None:
    await until(lambda: _requests(scene, "sign-out") >= number(count))
    assert _requests(scene, "sign-out") == number(count), f"it has {_requests(scene, 'sign-out')}"


@step("pages are kept for the operator")
async def pages_are_kept(scene: Scene) -> None:
    assert scene.stack.pages, "the app runs as no rehearsal"
    assert list(scene.stack.pages.glob("*.html"))


def _requests(scene: Scene, what: str) -> int:
    return sum(each.path == _PATHS[what] for each in scene.stack.court.requests)
