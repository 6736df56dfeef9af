"""A sealed reference opens for the person and purpose that it was made for, until it expires."""

import base64
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.vault import KEY_BYTES, REFERENCE_LIMIT, Reference, Vault

RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)


SEALED = "AAADuyzD2ACmdnmrvBhKnDblCgy8wo-5ISffk1zOk9Tx2jZ4pNU2CXzP89CuiFqaeXntjRj8n4qRiDQJ8rIvl9M"
"""Sealed by an earlier process with the bytes 0 to 31 as its master key."""


@pytest.fixture
def reference(clock: Any) -> Reference:
    return Reference(
        "T1", "U1", "conversation-1", "7f" * 16, 7, "a3" * 32, "pacer sign-in", clock() + timedelta(minutes=15)
    )


def opened(vault: Vault, text: str, **other: str) -> Reference | None:
    return vault.open_reference(text, **{"team": "T1", "user": "U1", "purpose": "pacer sign-in", **other})


def test_it_comes_back_whole(vault: Vault, reference: Reference) -> None:
    assert opened(vault, vault.seal_reference(reference)) == reference


@pytest.mark.parametrize("other", [{"team": "T2"}, {"user": "U2"}, {"purpose": "filer sign-in"}])
def test_it_opens_for_nobody_and_nothing_else(vault: Vault, reference: Reference, other: dict[str, str]) -> None:
    assert opened(vault, vault.seal_reference(reference), **other) is None


@pytest.mark.parametrize(("late", "opens"), [(-0.001, True), (0, False), (5, False)])
def test_it_expires(vault: Vault, clock: Any, reference: Reference, late: float, opens: bool) -> None:
    text = vault.seal_reference(reference)
    clock.move(minutes=15, seconds=late)
    assert (opened(vault, text) is not None) is opens


def test_it_is_short_url_safe_and_tells_nothing(vault: Vault, reference: Reference) -> None:
    text = vault.seal_reference(reference)
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert len(text) < 400
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert b"conversation" not in raw
    assert vault.seal_reference(reference) != text


def test_another_process_cannot_open_it(vault: Vault, blobs: Any, clock: Any, reference: Reference) -> None:
    assert opened(Vault([], blobs, clock), vault.seal_reference(reference)) is None


def test_what_was_sealed_before_an_upgrade_opens_after_it(blobs: Any, clock: Any) -> None:
    found = Vault([bytes(range(32))], blobs, clock).open_reference(SEALED, team="T1", user="U1", purpose="pacer")
    assert found == Reference("T1", "U1", "LP-1", "token", 7, "about", "pacer", datetime(2100, 1, 1, tzinfo=UTC))


def test_an_older_master_key_opens_it(blobs: Any, clock: Any, reference: Reference) -> None:
    old, new = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES)
    text = Vault([old], blobs, clock).seal_reference(reference)
    assert opened(Vault([new, old], blobs, clock), text) == reference
    assert opened(Vault([new], blobs, clock), text) is None


def test_one_that_slack_would_not_take_is_refused(vault: Vault, reference: Reference) -> None:
    with pytest.raises(ValueError, match="shorter than 3000"):
        vault.seal_reference(replace(reference, conversation="c" * 2200))
    longest = vault.seal_reference(replace(reference, conversation="c" * 2000))
    assert REFERENCE_LIMIT > len(longest) > 2800


@pytest.mark.parametrize(
    "text", ["", "A", "AAAA", "not base64!", "Grüße", "\ud800", "A" * 40, "A" * 100_000, "AB+/" * 20]
)
def test_a_text_that_is_none_is_none(vault: Vault, text: str) -> None:
    assert opened(vault, text) is None


@RELAXED
@given(place=st.integers(0, 10_000), letter=st.sampled_from("AQgw_-z05"))
def test_a_changed_text_does_not_open_to_anything_else(
    vault: Vault, reference: Reference, place: int, letter: str
) -> None:
    text = vault.seal_reference(reference)
    at = place % len(text)
    assert opened(vault, text[:at] + letter + text[at + 1 :]) in {None, reference}


@RELAXED
@given(st.text(max_size=400))
def test_no_text_raises(vault: Vault, text: str) -> None:
    assert opened(vault, text) is None


@RELAXED
@given(
    words=st.tuples(*[st.text(max_size=20)] * 6),
    rev=st.integers(0, 2**53),
    expires=st.datetimes(datetime(2027, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 hypothesis wants it so
)
def test_any_reference_comes_back(vault: Vault, words: tuple[str, ...], rev: int, expires: datetime) -> None:
    team, user, conversation, token, about, purpose = words
    given_one = Reference(team, user, conversation, token, rev, about, purpose, expires.replace(microsecond=0))
    text = vault.seal_reference(given_one)
    assert vault.open_reference(text, team=team, user=user, purpose=purpose) == given_one
