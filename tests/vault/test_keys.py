"""VAULT_KEYS in words."""

import base64
import secrets

import pytest

from bot.vault import VaultError, parse_vault_keys


def text_of(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_is_no_keys(text: str) -> None:
    assert parse_vault_keys(text) == ()


def test_keys_come_in_their_order() -> None:
    one, two = secrets.token_bytes(32), b"\xff" * 32
    assert parse_vault_keys(f" {text_of(one)} ,{text_of(two).rstrip('=')}") == (one, two)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (",", "Key 1 of 2 is not"),
        ("{good},", "Key 2 of 2 is not"),
        ("{good},{short}", "Key 2 of 2 is not"),
        ("{long}", "Key 1 of 1 is not"),
        ("ключ", "Key 1 of 1 is not"),
        ("{good}!", "Key 1 of 1 is not"),
        ("{good},{good}", "Key 2 of 2 is there twice"),
    ],
)
def test_a_fault_is_named_by_its_place_and_never_shown(text: str, said: str) -> None:
    good, short, long = (text_of(secrets.token_bytes(size)) for size in (32, 31, 33))
    with pytest.raises(VaultError, match=said) as caught:
        parse_vault_keys(text.format(good=good, short=short, long=long))
    assert not any(key[:8] in str(caught.value) for key in (good, short, long))
    assert caught.value.safe_to_log
