"""What may stand inside a block: text objects, options, confirm dialogs and block elements, with Slack's limits. Pure.

Source: Slack's public Block Kit reference ("Block elements", "Composition objects"). Only the classic elements are
known here, on purpose: older clients show nothing else, and an app that is practised here should use nothing else.
"""

from typing import Any

from bot.sandbox.workspace.checking import (
    Check,
    Findings,
    Shape,
    by_type,
    flag,
    link,
    many,
    one_of,
    string,
    untyped,
    whole,
)

BUTTON_SCHEMES = ("http", "https", "mailto", "slack")
LONGEST_INPUT = 3000
MOST_USERS = 10_000


def plain(longest: int) -> Check:
    """Make a check for a plain_text object of at most `longest` characters."""
    return by_type({"plain_text": _plain_shape(longest)})


def either(longest: int) -> Check:
    """Make a check for a plain_text or mrkdwn object of at most `longest` characters."""
    return by_type({"plain_text": _plain_shape(longest), "mrkdwn": _mrkdwn_shape(longest)})


def _plain_shape(longest: int) -> Shape:
    return Shape({"text": string(longest)}, {"emoji": flag})


def _mrkdwn_shape(longest: int) -> Shape:
    return Shape({"text": string(longest)}, {"verbatim": flag})


def _options_of(element: dict[str, Any]) -> list[Any]:
    own = element.get("options")
    if isinstance(own, list):
        return own
    groups = element.get("option_groups")
    inside = [group.get("options") for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    return [option for options in inside if isinstance(options, list) for option in options]


def _initial_is_offered(found: Findings, path: str, element: Any) -> None:
    offered = _options_of(element)
    if "initial_option" in element and element["initial_option"] not in offered:
        found.add(f"{path}/initial_option", "must exactly match one of the provided options")
    initial = element.get("initial_options")
    if isinstance(initial, list) and any(option not in offered for option in initial):
        found.add(f"{path}/initial_options", "must exactly match the provided options")


def _options_or_groups(found: Findings, path: str, element: Any) -> None:
    if ("options" in element) == ("option_groups" in element):
        found.add(path, "must have either options or option_groups")
    _initial_is_offered(found, path, element)


def _lengths_in_order(found: Findings, path: str, element: Any) -> None:
    low, high = element.get("min_length"), element.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        found.add(f"{path}/min_length", "must not be greater than max_length")


ACTION_ID = string(255)
OPTION = untyped(Shape({"text": plain(75), "value": string(150)}, {"description": plain(75)}))
RICH_OPTION = untyped(Shape({"text": either(75), "value": string(150)}, {"description": either(75)}))
MENU_OPTION = untyped(
    Shape(
        {"text": plain(75), "value": string(150)},
        {"description": plain(75), "url": link(3000, schemes=BUTTON_SCHEMES)},
    )
)
OPTION_GROUP = untyped(Shape({"label": plain(75), "options": many(OPTION, 1, 100)}))
CONFIRM = untyped(
    Shape(
        {"title": plain(100), "text": either(300), "confirm": plain(30), "deny": plain(30)},
        {"style": one_of("primary", "danger")},
    )
)
_DISPATCH = untyped(
    Shape({"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}),
)
_COMMON: dict[str, Check] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": flag}

BUTTON = Shape(
    {"text": plain(75)},
    {
        "action_id": ACTION_ID,
        "confirm": CONFIRM,
        "url": link(3000, schemes=BUTTON_SCHEMES),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
STATIC_SELECT = Shape(
    {},
    {
        **_COMMON,
        "placeholder": plain(150),
        "options": many(OPTION, 1, 100),
        "option_groups": many(OPTION_GROUP, 1, 100),
        "initial_option": OPTION,
    },
    also=_options_or_groups,
)
EXTERNAL_SELECT = Shape(
    {},
    {
        **_COMMON,
        "placeholder": plain(150),
        "min_query_length": whole(0, LONGEST_INPUT),
        "initial_option": OPTION,
    },
)
USERS_SELECT = Shape({}, {**_COMMON, "placeholder": plain(150), "initial_user": string(255)})
CHECKBOXES = Shape(
    {"options": many(RICH_OPTION, 1, 10)},
    {**_COMMON, "initial_options": many(RICH_OPTION, 1, 10)},
    also=_initial_is_offered,
)
RADIO_BUTTONS = Shape(
    {"options": many(RICH_OPTION, 1, 10)},
    {**_COMMON, "initial_option": RICH_OPTION},
    also=_initial_is_offered,
)
OVERFLOW = Shape({"options": many(MENU_OPTION, 1, 5)}, {"action_id": ACTION_ID, "confirm": CONFIRM})
PLAIN_TEXT_INPUT = Shape(
    {},
    {
        "action_id": ACTION_ID,
        "focus_on_load": flag,
        "placeholder": plain(150),
        "initial_value": string(LONGEST_INPUT),
        "multiline": flag,
        "min_length": whole(0, LONGEST_INPUT),
        "max_length": whole(1, LONGEST_INPUT),
        "dispatch_action_config": _DISPATCH,
    },
    also=_lengths_in_order,
)
# Ten digits, of seconds since 1970: https://docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element
DATETIMEPICKER = Shape({}, {**_COMMON, "initial_date_time": whole(1_000_000_000, 9_999_999_999)})
MULTI_USERS_SELECT = Shape(
    {},
    {
        **_COMMON,
        "placeholder": plain(150),
        "initial_users": many(string(255), 1, MOST_USERS),
        "max_selected_items": whole(1, MOST_USERS),
    },
)
FILE_INPUT = Shape({}, {"action_id": ACTION_ID, "filetypes": many(string(20), 1, 20), "max_files": whole(1, 10)})
IMAGE = Shape({"image_url": link(3000, schemes=("http", "https")), "alt_text": string(2000)})

_CHOICES: dict[str, Check] = {
    "static_select": STATIC_SELECT,
    "external_select": EXTERNAL_SELECT,
    "users_select": USERS_SELECT,
    "checkboxes": CHECKBOXES,
    "radio_buttons": RADIO_BUTTONS,
}
IN_ACTIONS = by_type({**_CHOICES, "button": BUTTON, "overflow": OVERFLOW, "datetimepicker": DATETIMEPICKER})
IN_SECTION = by_type({**_CHOICES, "button": BUTTON, "overflow": OVERFLOW, "image": IMAGE})
IN_INPUT = by_type(
    {
        **_CHOICES,
        "plain_text_input": PLAIN_TEXT_INPUT,
        "datetimepicker": DATETIMEPICKER,
        "multi_users_select": MULTI_USERS_SELECT,
        "file_input": FILE_INPUT,
    }
)
IN_CONTEXT = by_type({"image": IMAGE, "plain_text": _plain_shape(2000), "mrkdwn": _mrkdwn_shape(2000)})
