from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.workspace import validate_blocks
from bot.sandbox.workspace.blocks import validate_options, with_ids

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def option(value: str) -> Json:
    return {"text": plain(value), "value": value}


CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("*Really*"), "confirm": plain("Yes"), "deny": plain("No")}
BUTTON = {
    "type": "button",
    "action_id": "go",
    "text": plain("Go"),
    "value": "1",
    "style": "primary",
    "confirm": CONFIRM,
}
SELECT = {"type": "static_select", "action_id": "court", "options": [option("mieb"), option("miwb")]}
PEOPLE = {"type": "users_select", "action_id": "who", "placeholder": plain("Who"), "initial_user": "U0ATTY001"}
EXTERNAL = {"type": "external_select", "action_id": "far", "min_query_length": 1, "placeholder": plain("Type")}
BOXES = {"type": "checkboxes", "action_id": "boxes", "options": [option("a")], "initial_options": [option("a")]}
RADIO = {"type": "radio_buttons", "action_id": "radio", "options": [option("a")], "initial_option": option("a")}
MENU = {"type": "overflow", "action_id": "menu", "options": [option("a")]}
WHEN = {"type": "datetimepicker", "action_id": "when", "initial_date_time": 1_700_000_000}
IMAGE = {"type": "image", "image_url": "https://example.test/a.png", "alt_text": "A"}
FIELD = {"type": "plain_text_input", "action_id": "word", "multiline": False, "min_length": 1, "max_length": 9}


def section(**fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn("Hello"), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(**different: Any) -> Json:
    return {"type": "input", "label": plain("Word"), "element": FIELD} | different


def choice(element: Json, **different: Any) -> Json:
    return actions({**element, **different})


EVERY_BLOCK = [
    {"type": "header", "text": plain("Title"), "block_id": "top"},
    section(accessory=BUTTON),
    section(accessory=IMAGE),
    {"type": "section", "fields": [mrkdwn("*a*"), plain("b")]},
    {"type": "context", "elements": [mrkdwn("small"), IMAGE]},
    {"type": "divider"},
    {**IMAGE, "title": plain("Picture")},
    actions(BUTTON, SELECT, EXTERNAL, PEOPLE, BOXES, RADIO, MENU, WHEN),
]
INPUTS = [field(element=each) for each in (FIELD, SELECT, EXTERNAL, PEOPLE, BOXES, RADIO, WHEN)]
GROUPED = {"type": "static_select", "option_groups": [{"label": plain("Sixth"), "options": [option("mieb")]}]}


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_every_classic_block_is_taken(surface: Any) -> None:
    assert validate_blocks(EVERY_BLOCK, surface=surface) == []


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_inputs_and_groups_are_taken_where_they_can_be_submitted(surface: Any) -> None:
    assert validate_blocks([*INPUTS, actions(GROUPED)], surface=surface) == []


LONG = {n: "x" * (n + 1) for n in (24, 30, 75, 100, 150, 255, 300, 2000, 3000)}
REFUSED: list[tuple[str, Any, str]] = [
    ("header too long", {"type": "header", "text": plain(LONG[150])}, "/blocks/0/text/text"),
    ("header in mrkdwn", {"type": "header", "text": mrkdwn("a")}, "/blocks/0/text/type"),
    ("empty text", section(text=mrkdwn("")), "/blocks/0/text/text"),
    ("text too long", section(text=mrkdwn(LONG[3000])), "/blocks/0/text/text"),
    ("text not a string", section(text={"type": "mrkdwn", "text": 1}), "/blocks/0/text/text"),
    ("emoji in mrkdwn", section(text={**mrkdwn("a"), "emoji": True}), "/blocks/0/text/emoji"),
    ("emoji not a flag", section(text={**plain("a"), "emoji": 1}), "/blocks/0/text/emoji"),
    ("neither text nor fields", {"type": "section"}, "/blocks/0]"),
    ("field too long", {"type": "section", "fields": [plain(LONG[2000])]}, "/blocks/0/fields/0/text"),
    ("eleven fields", {"type": "section", "fields": [plain("a")] * 11}, "/blocks/0/fields]"),
    ("text box in a section", section(accessory=FIELD), "/blocks/0/accessory/type"),
    ("unknown block", {"type": "rich_text", "elements": []}, "unsupported type: rich_text"),
    ("no type", {"text": plain("a")}, "unsupported type: None"),
    ("not an object", "divider", "must be an object"),
    ("unknown key", {"type": "divider", "colour": "red"}, "/blocks/0/colour"),
    ("block_id too long", {"type": "divider", "block_id": LONG[255]}, "/blocks/0/block_id"),
    ("no elements", actions(), "/blocks/0/elements]"),
    ("26 elements", actions(*[{**BUTTON, "action_id": str(n)} for n in range(26)]), "/blocks/0/elements]"),
    ("11 in context", {"type": "context", "elements": [plain("a")] * 11}, "/blocks/0/elements]"),
    ("button in context", {"type": "context", "elements": [BUTTON]}, "/blocks/0/elements/0/type"),
    ("text in actions", actions(plain("a")), "/blocks/0/elements/0/type"),
    ("date picker", actions({"type": "datepicker", "action_id": "d"}), "unsupported type: datepicker"),
    ("button text", choice(BUTTON, text=plain(LONG[75])), "/elements/0/text/text"),
    ("button in mrkdwn", choice(BUTTON, text=mrkdwn("Go")), "/elements/0/text/type"),
    ("button value", choice(BUTTON, value=LONG[2000]), "/elements/0/value"),
    ("empty value", choice(BUTTON, value=""), "/elements/0/value"),
    ("button style", choice(BUTTON, style="default"), "/elements/0/style"),
    ("button url", choice(BUTTON, url="javascript:alert(1)"), "/elements/0/url"),
    ("broken url", choice(BUTTON, url="http://[half"), "/elements/0/url"),
    ("action_id", choice(BUTTON, action_id=LONG[255]), "/elements/0/action_id"),
    ("confirm title", choice(BUTTON, confirm={**CONFIRM, "title": plain(LONG[100])}), "/confirm/title/text"),
    ("confirm text", choice(BUTTON, confirm={**CONFIRM, "text": plain(LONG[300])}), "/confirm/text/text"),
    ("confirm button", choice(BUTTON, confirm={**CONFIRM, "deny": plain(LONG[30])}), "/confirm/deny/text"),
    ("confirm without deny", choice(BUTTON, confirm={"title": plain("a")}), "missing required field: deny"),
    ("confirm with a type", choice(BUTTON, confirm={**CONFIRM, "type": "confirm"}), "/confirm/type"),
    ("options for people", choice(PEOPLE, options=[option("a")]), "unsupported field: options"),
    ("people too long", choice(PEOPLE, placeholder=plain(LONG[150])), "/placeholder/text"),
    ("people to begin with", choice(PEOPLE, initial_user=7), "/initial_user"),
    ("several people", choice(PEOPLE, initial_users=["U0ATTY001"]), "unsupported field: initial_users"),
    ("101 options", choice(SELECT, options=[option(str(n)) for n in range(101)]), "/elements/0/options]"),
    ("no options", choice(SELECT, options=[]), "/elements/0/options]"),
    ("option text", choice(SELECT, options=[{"text": plain(LONG[75]), "value": "a"}]), "/options/0/text/text"),
    ("option in mrkdwn", choice(SELECT, options=[{"text": mrkdwn("a"), "value": "a"}]), "/options/0/text/type"),
    ("option value", choice(SELECT, options=[{"text": plain("a"), "value": LONG[150]}]), "/options/0/value"),
    ("options and groups", choice(SELECT, option_groups=GROUPED["option_groups"]), "either options or option_groups"),
    ("strange initial option", choice(SELECT, initial_option=option("zz")), "/initial_option"),
    ("a time in milliseconds", choice(WHEN, initial_date_time=1_700_000_000_000), "/initial_date_time"),
    ("a time in a section", section(accessory=WHEN), "/accessory"),
    ("strange initial options", choice(BOXES, initial_options=[option("zz")]), "/initial_options"),
    ("11 boxes", choice(BOXES, options=[option(str(n)) for n in range(11)]), "/elements/0/options]"),
    ("6 in a menu", choice(MENU, options=[option(str(n)) for n in range(6)]), "/elements/0/options]"),
    ("placeholder", choice(SELECT, placeholder=plain(LONG[150])), "/placeholder/text"),
    ("query length", choice(EXTERNAL, min_query_length=True), "/min_query_length"),
    ("image without alt text", {"type": "image", "image_url": "https://example.test/a"}, "alt_text"),
    ("label too long", field(label=plain(LONG[2000])), "/label/text"),
    ("label in mrkdwn", field(label=mrkdwn("a")), "/label/type"),
    ("hint too long", field(hint=plain(LONG[2000])), "/hint/text"),
    ("button as input", field(element=BUTTON), "/element/type"),
    ("lengths crossed", field(element={**FIELD, "min_length": 10}), "/element/min_length"),
    ("max_length too great", field(element={**FIELD, "max_length": 3001}), "/element/max_length"),
    ("bad dispatch", field(element={**FIELD, "dispatch_action_config": {"trigger_actions_on": ["x"]}}), "on_enter"),
]


@pytest.mark.parametrize(("block", "said"), [(block, said) for _, block, said in REFUSED], ids=[r[0] for r in REFUSED])
def test_one_fault_is_found_and_placed(block: Any, said: str) -> None:
    faults = validate_blocks([block], surface="modal")
    assert len(faults) >= 1
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_as_many_blocks_as_the_surface_holds(surface: Any, most: int) -> None:
    assert validate_blocks([{"type": "divider"}] * most, surface=surface) == []
    assert validate_blocks([{"type": "divider"}] * (most + 1), surface=surface) == [
        f"[ERROR] no more than {most} items allowed [json-pointer:/blocks]"
    ]


def test_ids_must_be_unique() -> None:
    twice = [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]
    assert "`block_id` `a`" in validate_blocks(twice, surface="message")[0]
    assert "`action_id` `go`" in validate_blocks([actions(BUTTON, BUTTON)], surface="message")[0]
    assert validate_blocks([actions(BUTTON), actions(BUTTON)], surface="message") == []


def test_one_element_may_take_the_focus() -> None:
    focused = field(element={**FIELD, "focus_on_load": True})
    assert validate_blocks([focused], surface="modal") == []
    assert "focus_on_load" in validate_blocks([focused, focused], surface="modal")[0]


def test_an_input_in_a_message_is_refused() -> None:
    assert "input blocks are refused in messages" in validate_blocks([field()], surface="message")[0]


@pytest.mark.parametrize("blocks", [None, {}, "[]", 3])
def test_blocks_that_are_no_list(blocks: Any) -> None:
    assert validate_blocks(blocks, surface="message") == ["[ERROR] must be an array [json-pointer:/blocks]"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "elements"]), inner),
    max_leaves=8,
)


@given(JSON, st.integers(0, len(EVERY_BLOCK) - 1), st.data())
def test_whatever_replaces_a_field_never_raises(value: Any, index: int, data: st.DataObject) -> None:
    blocks = copy.deepcopy(EVERY_BLOCK)
    name = data.draw(st.sampled_from(sorted(blocks[index])))
    blocks[index][name] = value
    assert isinstance(validate_blocks(blocks, surface="message"), list)


def test_ids_are_filled_in_on_a_copy() -> None:
    given_blocks = [{"type": "divider"}, actions({**BUTTON, "action_id": "go"}, {"type": "button", "text": plain("a")})]
    named = with_ids(given_blocks)
    assert "block_id" not in given_blocks[0]
    assert all(block["block_id"] for block in named)
    assert [element["action_id"] == "go" for element in named[1]["elements"]] == [True, False]
    assert validate_blocks(named, surface="message") == []


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        ({"options": []}, True),
        ({"options": [option("a")]}, True),
        ({"option_groups": GROUPED["option_groups"]}, True),
        ({"options": [option(str(n)) for n in range(101)]}, False),
        ({"options": [{"text": mrkdwn("a"), "value": "a"}]}, False),
        ({}, False),
        (None, False),
    ],
)
def test_answers_to_a_suggestion(answer: Any, *, good: bool) -> None:
    assert (validate_options(answer) == []) is good
