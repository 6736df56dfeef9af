"""What we draw, as Slack writes it: text objects, elements, blocks and views, as far as we use them. PURE.

Source: Slack's Block Kit reference (https://docs.slack.dev/reference/block-kit). A field that Slack lets one leave out
is `NotRequired`; one that we always send is not, though Slack would not miss it.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Style = Literal["primary", "danger"]


class PlainText(TypedDict):
    """Text without marks."""

    type: Literal["plain_text"]
    text: str
    emoji: bool


class Mrkdwn(TypedDict):
    """Text with Slack's marks."""

    type: Literal["mrkdwn"]
    text: str
    verbatim: bool


class Confirm(TypedDict):
    """The dialog that asks once more before a click counts."""

    title: PlainText
    text: PlainText
    confirm: PlainText
    deny: PlainText
    style: Style


class Option(TypedDict):
    """One entry of a list."""

    text: PlainText
    value: str


class Button(TypedDict):
    """A button; one with a `url` opens it in the browser."""

    type: Literal["button"]
    action_id: str
    text: PlainText
    value: NotRequired[str]
    url: NotRequired[str]
    style: NotRequired[Style]
    confirm: NotRequired[Confirm]


class ExternalSelect(TypedDict):
    """A list whose entries the app gives while one types."""

    type: Literal["external_select"]
    action_id: str
    placeholder: PlainText
    min_query_length: int


class PlainTextInput(TypedDict):
    """A line to type into."""

    type: Literal["plain_text_input"]
    action_id: str
    initial_value: NotRequired[str]
    focus_on_load: NotRequired[bool]


class Header(TypedDict):
    """A title line."""

    type: Literal["header"]
    text: PlainText


class Paragraph(TypedDict):
    """A section of one text."""

    type: Literal["section"]
    text: Mrkdwn
    expand: bool


class Columns(TypedDict):
    """A section of short texts side by side."""

    type: Literal["section"]
    fields: list[Mrkdwn]


class Context(TypedDict):
    """Small lines."""

    type: Literal["context"]
    elements: list[Mrkdwn]


class Divider(TypedDict):
    """A line across."""

    type: Literal["divider"]


class Actions(TypedDict):
    """A row of what can be clicked."""

    type: Literal["actions"]
    elements: list[Element]
    block_id: NotRequired[str]


class Input(TypedDict):
    """A labelled line to type into, in a modal."""

    type: Literal["input"]
    block_id: str
    label: PlainText
    element: PlainTextInput
    optional: bool
    hint: NotRequired[PlainText]


class Modal(TypedDict):
    """A modal; one without `submit` has nothing to send."""

    type: Literal["modal"]
    callback_id: str
    title: PlainText
    blocks: list[Block]
    private_metadata: str
    notify_on_close: bool
    close: NotRequired[PlainText]
    submit: NotRequired[PlainText]


class Home(TypedDict):
    """An App Home."""

    type: Literal["home"]
    blocks: list[Block]


Element = Button | ExternalSelect
Block = Header | Paragraph | Columns | Context | Divider | Actions | Input
View = Modal | Home
