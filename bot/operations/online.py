"""What only Slack itself can say, for `doctor --online`: whether it takes the screens of a run, and the manifest.

The screens are of an invented run of nobody, led by the rules from `/link-pacer` to the link; nothing is shown to
anybody. The manifest is the one that the app was made for (`manifest.json`, made from `manifest.yml`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import flow, screens
from bot.flow import Seen
from bot.flow import events as ev
from bot.flow import states as st
from bot.operations.lines import Line
from bot.slack.desk import SlackError
from bot.slack.validation import faults_of_manifest, faults_of_message, faults_of_view

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping

    from slack_sdk.web.async_client import AsyncWebClient

MANIFEST: Final = Path(__file__).with_name("manifest.json")
TOKEN: Final = "SLACK_CONFIG_TOKEN"  # noqa: S105 - the variable's name
"""An app configuration token, good for twelve hours: https://docs.slack.dev/authentication/tokens#config"""
_NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
_COURT: Final = st.Court("test", "A court that is none", "ecf.test.uscourts.gov", ("Bankruptcy", "Adversary"))
_TYPED: Final = ev.FieldShape(length=9)
_WAY: Final[tuple[ev.Event, ...]] = (
    ev.Started("LP-DOCTOR22"),
    ev.CourtChosen(_COURT),
    ev.ChoseDoor(st.Door.OLD_LOGIN),
    ev.ReadOn(),
    ev.ReadOn(),
    ev.SaidReady(),
    ev.PacerSubmitted(_TYPED, _TYPED),
    ev.SignedIn(),
    ev.FilerSubmitted(_TYPED, _TYPED),
    ev.AccountsRead(st.Accounts("Nobody (nobody)", "Nobody")),
    ev.ConfirmedLink(),
    ev.LinkAnswered(),
    ev.MenuShowsFiler(),
)


def run() -> Iterator[st.State]:
    """Give each state of a run that goes well."""
    state: st.State | None = None
    for event in _WAY:
        step = flow.advance(state, event, _NOW, rehearsal=False)
        if step is not None and step.state != state:
            state = step.state
            yield state


async def looked_at(client: AsyncWebClient, environ: Mapping[str, str]) -> AsyncIterator[Line]:
    """Say whether Slack takes the screens, and the manifest."""
    yield await _said("screens", _screens(client))
    token = environ.get(TOKEN, "").strip()
    if token:
        yield await _said("manifest", _manifest(client, token))
    else:
        words = f"not asked; make an app configuration token at https://api.slack.com/apps and set {TOKEN}"
        yield Line("manifest", good=True, words=words)


async def _said(what: str, asked: Awaitable[tuple[bool, str]]) -> Line:
    try:
        good, words = await asked
    except SlackError as fault:
        return Line(what, good=False, words=f"Slack says {fault.code}, so it is not known whether it takes them")
    return Line(what, good=good, words=words)


async def _screens(client: AsyncWebClient) -> tuple[bool, str]:
    """Ask about card, modal and App Home of each state. Raises SlackError."""
    drawn = screens.Drawn("U00000000", Seen("0" * 32, 1, "0" * 64), "LP-DOCTOR22")
    looked, faults = 0, []
    for state in run():
        found = {
            "card": await faults_of_message(client, screens.card(state, drawn).sent),
            "modal": await faults_of_view(client, _plain(screens.modal(state, "sealed", drawn))),
            "home": await faults_of_view(client, _plain(screens.home(state, [], drawn))),
        }
        looked += len(found)
        faults += [f"{type(state).__name__}, {what}, {each}" for what, lines in found.items() for each in lines]
    if faults:
        return False, f"Slack would refuse: {'; '.join(faults)}; report it"
    return True, f"{looked} of a run, Slack takes them all"


def _plain(view: Any) -> dict[str, Any]:
    return dict(view)


async def _manifest(client: AsyncWebClient, token: str) -> tuple[bool, str]:
    """Ask about the manifest, with an app configuration token. Raises SlackError."""
    faults = await faults_of_manifest(client, MANIFEST.read_text(encoding="utf-8"), token)
    return not faults, f"Slack would refuse: {'; '.join(faults)}; report it" if faults else "Slack takes it"
