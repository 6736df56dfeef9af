"""What a practice workspace is made of: people, conversations, messages, views, and short-lived rights.

Plain data; what may be done with it stands in `workspace.py` and `modals.py`. All people are invented.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
# What a person has typed or chosen, by block_id and action_id: text, an option, or a list of options.
Values = dict[str, dict[str, Any]]

TEAM_ID = "T0PRACTICE"
TEAM_DOMAIN = "practice"
TEAM_NAME = "Practice workspace"
OTHER_TEAM_ID = "T0ELSEWHERE"
APP_ID = "A0PRACTICE"
BOT_ID = "B0BOT0001"
BOT_USER_ID = "U0BOT0001"
BOT_NAME = "Link PACER"
HELP_DESK_CHANNEL = "C0HELP001"
GENERAL_CHANNEL = "C0GENERAL"
GROUP = "S0EVERYONE"
"""A user group that everybody is in."""
DEFAULT_SCOPES = (
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "usergroups:read",
    "users:read",
    "users:read.email",
)

SHORTCUTS = {"open_case": "Open a PACER case"}
"""The app's shortcuts on a message: callback id -> name, as in its manifest."""


@dataclass(frozen=True, slots=True)
class Grid:
    """An organization (Enterprise Grid) that the workspace is part of.

    `users_team` is the workspace that interactions name for their person: at Slack it can be another of the
    organization's. With `everywhere` the app is installed in all of the organization, so that payloads name no team.
    """

    id: str = "E0PRACTICE"
    name: str = "Practice organization"
    users_team: str = "T0SISTERWS"
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom one can be in the practice workspace; `tz_offset` in seconds east of UTC.

    `standing`: a full member, a guest of many channels or of a single one, or somebody of another organization, who is
    here by Slack Connect.
    """

    id: str
    name: str
    role: Literal["attorney", "help_desk"]
    username: str
    tz: str = "America/New_York"
    tz_label: str = "Eastern Standard Time"
    tz_offset: int = -18_000
    standing: Literal["member", "guest", "single_channel_guest", "external"] = "member"

    @property
    def email(self) -> str:
        """Give their address, which no mail server knows."""
        return f"{self.username}@practice.example"

    @property
    def team(self) -> str:
        """Give the workspace that they belong to."""
        return OTHER_TEAM_ID if self.standing == "external" else TEAM_ID


DEFAULT_PEOPLE = (
    Person("U0ATTY001", "Dana Whitfield", "attorney", "dana.whitfield"),
    Person(
        "U0ATTY002",
        "Marcus Oyelaran",
        "attorney",
        "marcus.oyelaran",
        "America/Chicago",
        "Central Standard Time",
        -21_600,
    ),
    Person("U0HELP001", "Priya Nandakumar", "help_desk", "priya.nandakumar"),
)


@dataclass(slots=True)
class Message:
    """One message; `edited` is the time of its last edit, and `subtype` Slack's word for one that is not plain."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    edited: str | None = None
    client_msg_id: str | None = None
    subtype: str | None = None
    files: list[Json] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)

    @property
    def by_bot(self) -> bool:
        """Say whether the app wrote it."""
        return self.user == BOT_USER_ID


@dataclass(slots=True)
class SharedFile:
    """A file: what it is called, how long it is to be, and its bytes, once they have come."""

    id: str
    name: str
    length: int
    content: bytes = b""


@dataclass(slots=True)
class Conversation:
    """A channel, or the direct messages between one person and the bot. A `private` one is there for members only."""

    id: str
    name: str
    kind: Literal["dm", "channel"]
    members: frozenset[str]
    private: bool = False
    archived: bool = False
    messages: list[Message] = field(default_factory=list)
    # person -> ts of the newest message that they have seen
    seen: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ephemeral:
    """A message that one page session of one person sees, and that a reload takes away."""

    ts: str
    channel: str
    text: str
    blocks: list[Json] | None


@dataclass(slots=True)
class View:
    """One open modal, or an App Home. `body` is what the app sent; `values` what was typed, kept while it is open."""

    id: str
    person: str
    session: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Values = field(default_factory=dict, repr=False)
    errors: dict[str, str] = field(default_factory=dict)
    busy: bool = False

    @property
    def blocks(self) -> list[Json]:
        """Give its blocks, each with its ids."""
        blocks: list[Json] = self.body["blocks"]
        return blocks


@dataclass(slots=True)
class Trigger:
    """The right to open one modal, for 3 s, once. `view_id` is the modal that it came from."""

    id: str
    person: str
    session: str
    made_at: float
    view_id: str | None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """The right to answer one command or click in its channel: 5 times within 30 min."""

    key: str
    kind: Literal["commands", "actions"]
    person: str
    session: str
    channel: str
    made_at: float
    original_ts: str | None
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """What Slack shows a person when the app failed them."""

    at: float
    text: str
    channel: str | None = None


class ApiError(Exception):
    """A refusal in Slack's words: the error's code, and what it says about the arguments."""

    def __init__(self, code: str, messages: list[str] | None = None, errors: list[Json] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []
        self.errors = errors or []


class PersonError(Exception):
    """Something that the page asked for and that Slack's own client would never have let happen."""
