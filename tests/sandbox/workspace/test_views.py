from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sandbox.workspace import validate_view
from bot.sandbox.workspace.views import is_too_large

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]


def test_a_modal_and_a_home_are_taken(modal: Callable[..., Json]) -> None:
    assert validate_view(modal()) == []
    assert validate_view({"type": "home", "blocks": [{"type": "divider"}]}) == []


@pytest.mark.parametrize("part", ["title", "submit", "close"])
def test_short_texts_of_a_modal(part: str, modal: Callable[..., Json], text: Callable[[str], Json]) -> None:
    assert validate_view(modal(**{part: text("x" * 24)})) == []
    assert f"/view/{part}/text" in validate_view(modal(**{part: text("x" * 25)}))[0]
    assert f"/view/{part}/type" in validate_view(modal(**{part: {"type": "mrkdwn", "text": "x"}}))[0]
    assert f"/view/{part}/text" in validate_view(modal(**{part: text("")}))[0]


def test_an_input_needs_a_submit(modal: Callable[..., Json]) -> None:
    without = modal()
    del without["submit"]
    assert "/view/submit" in validate_view(without)[0]
    without["blocks"] = [{"type": "divider"}]
    assert validate_view(without) == []


@pytest.mark.parametrize(
    ("different", "said"),
    [
        ({"private_metadata": "x" * 3001}, "/view/private_metadata"),
        ({"callback_id": "x" * 256}, "/view/callback_id"),
        ({"external_id": "x" * 256}, "/view/external_id"),
        ({"notify_on_close": "yes"}, "/view/notify_on_close"),
        ({"state": {}}, "unsupported field: state"),
        ({"id": "V1"}, "unsupported field: id"),
        ({"type": "dialog"}, "unsupported type: dialog"),
        ({"blocks": [{"type": "divider"}] * 101}, "/view/blocks]"),
        ({"blocks": [{"type": "header"}]}, "/view/blocks/0"),
    ],
)
def test_one_fault_of_a_modal(different: Json, said: str, modal: Callable[..., Json]) -> None:
    assert any(said in fault for fault in validate_view(modal(**different)))


def test_what_is_missing(modal: Callable[..., Json]) -> None:
    assert any("missing required field: title" in fault for fault in validate_view({"type": "modal", "blocks": []}))
    assert any("missing required field: blocks" in fault for fault in validate_view({"type": "home"}))
    assert "unsupported field: title" in validate_view({**modal(), "type": "home", "submit": None})[0]
    assert validate_view(None) == ["[ERROR] must be an object [json-pointer:/view]"]


def test_size(modal: Callable[..., Json]) -> None:
    assert not is_too_large(modal())
    assert is_too_large(modal(private_metadata="x" * 250_000))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "blocks"]), inner),
    max_leaves=8,
)


@example([{"type": []}], "blocks")
@given(JSON, st.sampled_from(["type", "title", "submit", "blocks", "private_metadata", "notify_on_close"]))
def test_whatever_replaces_a_field_never_raises(value: Any, name: str) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "a"}, "blocks": [{"type": "divider"}], name: value}
    assert isinstance(validate_view(view), list)
    assert isinstance(validate_view(value), list)
