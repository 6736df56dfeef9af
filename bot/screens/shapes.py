"""What we draw, as Slack writes it: text objects, elements, blocks and views, as far as we use them. PURE.

Source: Slack's Block Kit reference (https://docs.slack.dev/reference/block-kit). A field that Slack lets one leave out
is `NotRequired`; one that we always send is not, though Slack would not miss it.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict, final

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
    multiline: NotRequired[bool]
    max_length: NotRequired[int]


class Header(TypedDict):
    """A title line."""

    type: Literal["header"]
    text: PlainText


@final
class Paragraph(TypedDict):
    """A section of one text."""

    type: Literal["section"]
    text: Mrkdwn
    expand: bool


@final
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


class RawText(TypedDict):
    """A cell of plain text."""

    type: Literal["raw_text"]
    text: str


class UserMention(TypedDict):
    """Somebody, by their Slack user id."""

    type: Literal["user"]
    user_id: str


class RichTextSection(TypedDict):
    """A line of a rich text."""

    type: Literal["rich_text_section"]
    elements: list[UserMention]


class RichText(TypedDict):
    """A cell that names somebody."""

    type: Literal["rich_text"]
    elements: list[RichTextSection]


class DataTable(TypedDict):
    """A table, its heading line first: https://docs.slack.dev/reference/block-kit/blocks/data-table-block."""

    type: Literal["data_table"]
    caption: str
    rows: list[list[RawText | RichText]]
    page_size: int


class Segment(TypedDict):
    """A slice of a pie."""

    label: str
    value: int


class Pie(TypedDict):
    """A chart of at most six slices."""

    type: Literal["pie"]
    segments: list[Segment]


class DataVisualization(TypedDict):
    """A chart: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block."""

    type: Literal["data_visualization"]
    title: str
    chart: Pie


class StaticSelect(TypedDict):
    """A list of which one is chosen."""

    type: Literal["static_select"]
    action_id: str
    options: list[Option]
    placeholder: NotRequired[PlainText]
    initial_option: NotRequired[Option]


class DateTimePicker(TypedDict):
    """A day and a time to choose, in the reader's own zone; `initial_date_time` in seconds since 1970."""

    type: Literal["datetimepicker"]
    action_id: str
    initial_date_time: NotRequired[int]


class UsersSelect(TypedDict):
    """A list of the people in the workspace, of whom one is chosen."""

    type: Literal["users_select"]
    action_id: str
    placeholder: NotRequired[PlainText]
    focus_on_load: NotRequired[bool]


class Checkboxes(TypedDict):
    """Boxes to tick."""

    type: Literal["checkboxes"]
    action_id: str
    options: list[Option]
    initial_options: NotRequired[list[Option]]


class FileInput(TypedDict):
    """A place for a file: https://docs.slack.dev/reference/block-kit/block-elements/file-input-element."""

    type: Literal["file_input"]
    action_id: str
    filetypes: list[str]
    max_files: int


class MultiUsersSelect(TypedDict):
    """A list of the workspace's people, of whom some are chosen."""

    type: Literal["multi_users_select"]
    action_id: str


class Input(TypedDict):
    """Something labelled to type into, choose from or tick, in a modal."""

    type: Literal["input"]
    block_id: str
    label: PlainText
    element: PlainTextInput | StaticSelect | UsersSelect | MultiUsersSelect | Checkboxes | DateTimePicker | FileInput
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


Element = Button | ExternalSelect | StaticSelect
Block = Header | Paragraph | Columns | Context | Divider | Actions | Input | DataTable | DataVisualization
View = Modal | Home
