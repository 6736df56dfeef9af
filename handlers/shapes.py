"""What Slack sends, as its reference documents it, as far as it is read here.

A type here is Slack's promise, not a proof: what comes over the wire is read with `handlers.payload`, which looks at
each value before it believes it. Sources: https://docs.slack.dev/interactivity/implementing-slash-commands,
https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/reference/events.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class Enterprise(TypedDict):
    """An organization of workspaces."""

    id: str
    name: NotRequired[str]


class Team(TypedDict):
    """A workspace; None in its place where an app is installed for a whole organization."""

    id: str
    domain: NotRequired[str]
    enterprise_id: NotRequired[str]


class User(TypedDict):
    """Who did it; `team_id` is their own workspace."""

    id: str
    name: NotRequired[str]
    team_id: NotRequired[str]


class Command(TypedDict):
    """A slash command, form-encoded on the wire."""

    command: str
    text: NotRequired[str]
    trigger_id: str
    user_id: str
    team_id: NotRequired[str]
    enterprise_id: NotRequired[str]
    channel_id: str
    api_app_id: str


class Container(TypedDict):
    """Where a click was."""

    type: Literal["message", "view"]
    view_id: NotRequired[str]
    channel_id: NotRequired[str]
    message_ts: NotRequired[str]


class Channel(TypedDict):
    """The channel of a message that was clicked."""

    id: str


class Chosen(TypedDict):
    """An entry of a list that was chosen."""

    value: str


class Action(TypedDict):
    """What was clicked, or chosen in a list."""

    type: str
    action_id: str
    block_id: str
    action_ts: str
    value: NotRequired[str]
    selected_option: NotRequired[Chosen]


class State(TypedDict):
    """What stands in a modal's inputs: by block, by action, Slack's own kinds of values."""

    values: NotRequired[dict[str, dict[str, dict[str, object]]]]


class View(TypedDict):
    """A modal or an App Home as Slack gives it back."""

    id: str
    type: Literal["modal", "home"]
    callback_id: NotRequired[str]
    private_metadata: NotRequired[str]
    state: NotRequired[State]


class BlockActions(TypedDict):
    """A click."""

    type: Literal["block_actions"]
    user: User
    team: Team | None
    enterprise: NotRequired[Enterprise | None]
    container: Container
    actions: list[Action]
    trigger_id: NotRequired[str]
    channel: NotRequired[Channel]
    view: NotRequired[View]


class Message(TypedDict):
    """A message that somebody wrote; one of an app has a `bot_id`."""

    type: Literal["message"]
    ts: str
    text: NotRequired[str]
    user: NotRequired[str]
    bot_id: NotRequired[str]


class MessageAction(TypedDict):
    """A shortcut that was chosen on a message."""

    type: Literal["message_action"]
    callback_id: str
    trigger_id: str
    user: User
    team: Team | None
    enterprise: NotRequired[Enterprise | None]
    channel: Channel
    message: Message


class ViewSent(TypedDict):
    """A modal that was sent, or closed."""

    type: Literal["view_submission", "view_closed"]
    user: User
    team: Team | None
    enterprise: NotRequired[Enterprise | None]
    view: View


class Suggestion(TypedDict):
    """What was typed into a list that the app fills."""

    type: Literal["block_suggestion"]
    user: User
    team: Team | None
    action_id: str
    value: str


class Authorization(TypedDict):
    """For which installation an event came."""

    team_id: NotRequired[str | None]
    enterprise_id: NotRequired[str | None]


class MessageEvent(TypedDict):
    """Something was written; an edit, a file and the like have a `subtype`. An edit has both messages in it."""

    type: Literal["message"]
    channel: str
    channel_type: NotRequired[str]
    user: NotRequired[str]
    user_team: NotRequired[str]
    text: NotRequired[str]
    subtype: NotRequired[str]
    bot_id: NotRequired[str]
    thread_ts: NotRequired[str]
    files: NotRequired[list[dict[str, object]]]
    message: NotRequired[dict[str, object]]
    previous_message: NotRequired[dict[str, object]]


class HomeOpened(TypedDict):
    """Somebody looked at a tab of the app."""

    type: Literal["app_home_opened"]
    user: str
    tab: NotRequired[Literal["home", "messages"]]


class Event(TypedDict):
    """An event; Slack delivers it again, under the same id, when its answer was late."""

    type: Literal["event_callback"]
    event_id: str
    team_id: str
    enterprise_id: NotRequired[str]
    authorizations: NotRequired[list[Authorization]]
    event: MessageEvent | HomeOpened


Payload = Command | BlockActions | MessageAction | ViewSent | Suggestion | Event
