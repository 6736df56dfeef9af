"""The state of one practice workspace, and the rules that hold whatever the way in: who sees what, for how long.

It opens no socket and calls nobody; the server, the Web API and the page work on it. Nothing that a person typed into a
form is ever put into the log kept here.
"""

import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from bot.sandbox.workspace import model
from bot.sandbox.workspace.clock import Clock, SystemClock
from bot.sandbox.workspace.limits import Limit, Limits

if TYPE_CHECKING:
    import asyncio

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRIGGER_SECONDS = 3
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5
TICKET_SECONDS = 30
LOG_LENGTH = 5000
WAYS = ("modal", "form", "guided")
"""How an app can take credentials."""
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def require_loopback(url: str, what: str) -> str:
    """Give back an http URL of this machine; raises ValueError for any other."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise ValueError(f"{what} must be an http address of this machine (127.0.0.1, localhost or ::1)")
    return url


def new_id(prefix: str) -> str:
    """Make an identifier that looks like Slack's: a letter or two, then capitals and digits."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Workspace:
    """One team with its people, channels and one installed app.

    `request_url` sends payloads there by signed HTTP POST instead of over Socket Mode; `court_people_url` is for the
    page. Both must be on this machine, else ValueError. With a `grid` the workspace is part of that organization.
    Tokens and the signing secret are invented for each run unless given. `limits` by Web API method: none unless given.
    """

    def __init__(
        self,
        *,
        people: Iterable[model.Person] = model.DEFAULT_PEOPLE,
        commands: Iterable[str] = ("/link-pacer",),
        shortcuts: Mapping[str, str] = model.SHORTCUTS,
        request_url: str | None = None,
        court_people_url: str | None = None,
        clock: Clock | None = None,
        bot_token: str | None = None,
        app_token: str | None = None,
        signing_secret: str | None = None,
        redirect_urls: Iterable[str] = (),
        scopes: Iterable[str] = model.DEFAULT_SCOPES,
        grid: model.Grid | None = None,
        limits: Mapping[str, Limit] | None = None,
    ) -> None:
        self.limits = Limits(limits or {})
        self.grid = grid
        self.request_url = request_url and require_loopback(request_url, "request_url")
        self.court_people_url = court_people_url and require_loopback(court_people_url, "court_people_url")
        self.clock: Clock = clock or SystemClock()
        self.bot_token = bot_token or f"xoxb-practice-{secrets.token_hex(12)}"
        self.app_token = app_token or f"xapp-1-practice-{secrets.token_hex(16)}"
        self.config_token = f"xoxe.xoxp-practice-{secrets.token_hex(16)}"
        self.signing_secret = signing_secret or secrets.token_hex(16)
        self.client_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}"
        self.client_secret = secrets.token_hex(16)
        self.redirect_urls = {require_loopback(each, "a redirect URL") for each in redirect_urls}
        self.verification_token = secrets.token_hex(12)
        self.credentials = ""
        """How the app takes credentials, to be said on the page; empty where that is not known."""
        self.start_app_anew: Callable[[str], Awaitable[None]] | None = None
        self.help_desk_channel = model.HELP_DESK_CHANNEL
        self.scopes = frozenset(scopes)
        self.commands = frozenset(commands)
        self.shortcuts = dict(shortcuts)
        self.people = {person.id: person for person in people}
        self.groups: dict[str, tuple[str, ...]] = {model.GROUP: tuple(self.people)}
        self.conversations = {each.id: each for each in self._first_conversations()}
        self.stacks: dict[str, list[model.View]] = {person: [] for person in self.people}
        self.homes: dict[str, model.View] = {}
        self.triggers: dict[str, model.Trigger] = {}
        self.response_urls: dict[str, model.ResponseUrl] = {}
        self.files: dict[str, model.SharedFile] = {}
        self.tickets: dict[str, float] = {}
        self.sessions: dict[str, set[str]] = {person: set() for person in self.people}
        self.ephemerals: dict[tuple[str, str], list[model.Ephemeral]] = {}
        self.failures: dict[tuple[str, str], list[model.Failure]] = {}
        self.revisions = dict.fromkeys(self.people, 0)
        self.watchers: dict[str, set[asyncio.Event]] = {person: set() for person in self.people}
        self.log: deque[model.Json] = deque(maxlen=LOG_LENGTH)
        self.base_url = "http://127.0.0.1/"
        self.send_event: Callable[[model.Json], None] = lambda _event: None
        self._last_ts = 0

    def _first_conversations(self) -> list[model.Conversation]:
        help_desk = {person.id for person in self.people.values() if person.role == "help_desk"}
        channels = [
            model.Conversation(
                model.HELP_DESK_CHANNEL, "help-desk", "channel", frozenset({*help_desk, model.BOT_USER_ID})
            ),
            model.Conversation(model.GENERAL_CHANNEL, "general", "channel", frozenset(self.people)),
        ]
        return channels + [
            model.Conversation(f"D{person.id[1:]}", "directmessage", "dm", frozenset({person.id, model.BOT_USER_ID}))
            for person in self.people.values()
        ]

    async def choose_credentials(self, way: str) -> None:
        """Have the app started anew, so that it takes credentials another way; raises PersonError."""
        if self.start_app_anew is None or way not in WAYS:
            raise model.PersonError("the app cannot be started anew that way")
        await self.start_app_anew(way)

    # -- who is who ---------------------------------------------------------------------------------------------------

    def person(self, person_id: Any) -> model.Person:
        """Find a person for the page; raises PersonError."""
        found = self.people.get(person_id) if isinstance(person_id, str) else None
        if found is None:
            raise model.PersonError("nobody of that id is in this workspace")
        return found

    @property
    def choosable(self) -> frozenset[str]:
        """Give whom a list of people offers: at Slack, apps are among them."""
        return frozenset({*self.people, model.BOT_USER_ID})

    def dm_of(self, person_id: str) -> model.Conversation:
        """Give the direct messages between a person and the bot."""
        return self.conversations[f"D{person_id[1:]}"]

    def seen_by(self, person_id: str) -> list[model.Conversation]:
        """List the conversations that a person can see, their own direct messages first."""
        mine = [each for each in self.conversations.values() if person_id in each.members]
        return sorted(mine, key=lambda each: (each.kind != "dm", each.name))

    def joined(self, person_id: str, channel: Any) -> model.Conversation:
        """Find a conversation that a person can see; raises PersonError."""
        found = self.conversations.get(channel) if isinstance(channel, str) else None
        if found is None or person_id not in found.members:
            raise model.PersonError("you cannot see that conversation")
        return found

    def looked_into(self, person_id: str, channel: Any) -> model.Conversation:
        """Find a conversation whose messages a person can press: at Slack also a public channel that they are not in.

        The page does not show those; raises PersonError.
        """
        found = self.conversations.get(channel) if isinstance(channel, str) else None
        if found is not None and found.kind == "channel" and not found.private:
            return found
        return self.joined(person_id, channel)

    # -- what changed -------------------------------------------------------------------------------------------------

    def touch(self, people: Iterable[str]) -> None:
        """Tell the pages of these people that something which they can see has changed."""
        for person in people:
            if person in self.revisions:
                self.revisions[person] += 1
                for watcher in self.watchers[person]:
                    watcher.set()

    def note(self, kind: str, **details: Any) -> None:
        """Write one line of the log: kinds and ids, never what was typed into a form."""
        self.log.append({"at": self.clock.time(), "kind": kind, **details})

    def meet(self, person_id: str, session: str) -> None:
        """Remember that a page session of a person is there to be shown ephemerals."""
        self.sessions[person_id].add(session)

    def fail(self, person_id: str, session: str, text: str, channel: str | None = None) -> None:
        """Show a person, in one page session, that the app failed them."""
        self.meet(person_id, session)
        self.failures.setdefault((person_id, session), []).append(model.Failure(self.clock.time(), text, channel))
        self.note("failure", user=person_id, text=text)
        self.touch([person_id])

    # -- messages -----------------------------------------------------------------------------------------------------

    def new_ts(self) -> str:
        """Make a message's timestamp: seconds and microseconds, never the same twice and always growing."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.time() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add(self, conversation: model.Conversation, message: model.Message) -> None:
        """Put a message at the end of a conversation."""
        conversation.messages.append(message)
        if not message.by_bot:
            conversation.seen[message.user] = message.ts
        self.note("message", channel=conversation.id, ts=message.ts, user=message.user)
        self.touch(conversation.members)

    def keep_file(self, name: str, content: bytes) -> model.SharedFile:
        """Keep a file that a person gave."""
        file = model.SharedFile(new_id("F"), name, len(content), content)
        self.files[file.id] = file
        return file

    def add_ephemeral(self, person_id: str, session: str | None, ephemeral: model.Ephemeral) -> None:
        """Show an ephemeral in one page session, or in all that the person has (none: it is lost, as at Slack)."""
        sessions = self.sessions[person_id] if session is None else {session}
        for each in sessions:
            self.ephemerals.setdefault((person_id, each), []).append(ephemeral)
        self.note("ephemeral", channel=ephemeral.channel, ts=ephemeral.ts, user=person_id, sessions=len(sessions))
        self.touch([person_id])

    # -- short-lived rights -------------------------------------------------------------------------------------------

    def new_trigger(self, person_id: str, session: str, view_id: str | None = None) -> str:
        """Hand out a trigger_id."""
        now = self.clock.time()
        self.triggers = {key: each for key, each in self.triggers.items() if now - each.made_at < RESPONSE_URL_SECONDS}
        key = f"{secrets.randbelow(10**13):013d}.{secrets.randbelow(10**12):012d}.{secrets.token_hex(16)}"
        self.triggers[key] = model.Trigger(key, person_id, session, now, view_id)
        return key

    def use_trigger(self, key: Any) -> model.Trigger:
        """Exchange a trigger_id; raises ApiError when it is unknown, used before or older than 3 s."""
        trigger = self.triggers.get(key) if isinstance(key, str) else None
        if trigger is None:
            raise model.ApiError("invalid_trigger_id")
        if trigger.used:
            raise model.ApiError("exchanged_trigger_id")
        if self.clock.time() - trigger.made_at > TRIGGER_SECONDS:
            raise model.ApiError("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(
        self,
        kind: Literal["commands", "actions"],
        person_id: str,
        session: str,
        channel: str,
        original_ts: str | None = None,
    ) -> str:
        """Hand out a response_url."""
        now = self.clock.time()
        key = secrets.token_urlsafe(18)
        self.response_urls = {
            old: each for old, each in self.response_urls.items() if now - each.made_at < 2 * RESPONSE_URL_SECONDS
        }
        self.response_urls[key] = model.ResponseUrl(key, kind, person_id, session, channel, now, original_ts)
        return f"{self.base_url}{kind}/{key}"

    def use_response_url(self, kind: str, key: str) -> model.ResponseUrl:
        """Use a response_url once; raises ApiError when it is unknown, older than 30 min or used 5 times."""
        found = self.response_urls.get(key)
        if found is None or found.kind != kind:
            raise model.ApiError("invalid_url")
        if self.clock.time() - found.made_at > RESPONSE_URL_SECONDS:
            raise model.ApiError("expired_url")
        if found.uses >= RESPONSE_URL_USES:
            raise model.ApiError("used_url")
        found.uses += 1
        return found

    def new_socket_url(self) -> str:
        """Hand out the address of one Socket Mode connection: for one use, within 30 s."""
        ticket = secrets.token_urlsafe(24)
        self.tickets[ticket] = self.clock.time()
        return f"{self.base_url.replace('http', 'ws', 1)}link/?ticket={ticket}&app_id={model.APP_ID}"

    def use_ticket(self, ticket: str) -> bool:
        """Use a Socket Mode ticket up, and say whether it was good."""
        made_at = self.tickets.pop(ticket, None)
        return made_at is not None and self.clock.time() - made_at <= TICKET_SECONDS
