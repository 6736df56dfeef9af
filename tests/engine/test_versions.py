"""What earlier versions of this app have written is read for good; what none has written is refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.engine import codec
from bot.engine.codec import CodecError, NewerVersionError, decode_effect, decode_state, encode_effect, encode_state
from bot.flow import effects as do
from bot.flow import states as st
from bot.store.sql.tables import VERSIONS
from tools.samples import ACCOUNTS, CLAIM, MIEB, NOW, RUN, state_kinds, states

FIXTURES = Path(__file__).parent / "fixtures"
TOLD = do.TellHelpDesk(do.Outcome.UNKNOWN, MIEB, st.Finding.ANSWER_LOST, "words")
LINKING = st.Linking(RUN, MIEB, ACCOUNTS, CLAIM)


def kept(version: int, what: str) -> list[str]:
    return (FIXTURES / f"{what}_{version}.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_a_state_comes_back_as_it_was(state: st.State) -> None:
    text = encode_state(state)
    assert json.loads(text)["v"] == codec.VERSION
    assert decode_state(text) == state


def test_an_effect_comes_back_as_it_was() -> None:
    assert decode_effect(encode_effect(TOLD)) == TOLD


@pytest.mark.parametrize("version", range(1, codec.VERSION + 1))
def test_every_state_and_effect_of_every_version_is_read(version: int) -> None:
    assert len([decode_state(text) for text in kept(version, "states")]) > len(state_kinds())
    assert [type(decode_effect(text)) for text in kept(version, "effects")]


def test_the_samples_of_this_version_hold_every_state_as_it_is_written_now() -> None:
    texts = kept(codec.VERSION, "states")
    assert {type(decode_state(text)) for text in texts} == set(state_kinds())
    assert [encode_state(decode_state(text)) for text in texts] == texts, (
        "a change wants a new version: python -m tools.fixtures"
    )


def test_every_version_but_the_present_has_its_way_up() -> None:
    assert sorted(codec.UPGRADES) == list(range(1, codec.VERSION))


def without_tables() -> list[int]:
    """Name the versions that an older app would start on, for no version of the tables came with them."""
    return [each for each in range(2, codec.VERSION + 1) if not any(f"_texts_{each}" in name for name in VERSIONS)]


def test_an_older_app_starts_on_no_database_that_holds_what_it_cannot_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert without_tables() == []
    monkeypatch.setattr(codec, "VERSION", 3)
    monkeypatch.setitem(VERSIONS, "m002_texts_2", "")
    assert without_tables() == [3]


def to_next(whole: codec.Stored) -> codec.Stored:
    """As if version 2 had renamed Submitting to Linking, and a claim's field with it."""
    if whole["kind"] != "Submitting":
        return whole
    body = dict(whole["body"])
    body["claim"] = body.pop("right")
    return {"kind": "Linking", "body": body}


def downgraded(text: str) -> str:
    """Write a text as the version before would have."""
    whole = json.loads(text)
    body = whole["body"]
    body["right"] = body.pop("claim")
    return json.dumps({"v": whole["v"] - 1, "kind": "Submitting", "body": body})


def test_a_state_that_was_renamed_is_brought_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "VERSION", 2)
    monkeypatch.setattr(codec, "UPGRADES", {1: to_next})
    text = encode_state(LINKING)
    assert decode_state(downgraded(text)) == LINKING
    assert decode_state(text) == LINKING
    assert [decode_state(old) for old in kept(1, "states")], "what was not renamed is brought up too"


def test_what_a_newer_version_wrote_is_refused_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(codec, "VERSION", 2)
        text = encode_state(LINKING)
    with pytest.raises(NewerVersionError, match="newer version"):
        decode_state(text)


def changed(**changes: Any) -> str:
    return json.dumps({**json.loads(encode_state(st.Cancelled(RUN, NOW))), **changes})


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"kind":"FromTheFuture","body":{}}',
        changed(kind="FromTheFuture"),
        changed(v="1"),
        changed(v=None),
        changed(v=0),
        changed(v=True),
        changed(body={}),
        changed(body={**json.loads(changed())["body"], "extra": 1}),
        changed(body={name: each for name, each in json.loads(changed())["body"].items() if name != "at"}),
        changed(body={name: each for name, each in json.loads(changed())["body"].items() if name != "by_hand"}),
    ],
    ids=range(15),
)
def test_what_none_of_us_wrote_is_refused_without_its_words(text: str) -> None:
    with pytest.raises(CodecError) as caught:
        decode_state(text)
    assert "FromTheFuture" not in str(caught.value)
    assert caught.value.safe_to_log
