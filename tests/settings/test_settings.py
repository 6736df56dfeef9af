"""The environment is read whole, or refused with every fault at once and no secret in the words."""

import base64
import json
import logging
import pickle
import secrets
import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import Standing
from bot.settings import Settings, SettingsError, load_settings
from bot.vault import Secret

LEAST = {"SLACK_BOT_TOKEN": "xoxb-1-a", "SLACK_SIGNING_SECRET": "0123456789abcdef", "HELP_DESK_CHANNEL": "C0123ABC"}


def faults_of(environ: dict[str, str]) -> dict[str, str]:
    """Return what is said of each variable."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    assert str(caught.value).splitlines() == list(caught.value.faults)
    return {name: said for name, _, said in (line.partition(": ") for line in caught.value.faults)}


def test_the_least_gives_the_rest_its_defaults() -> None:
    settings = load_settings(LEAST)
    assert settings.slack_bot_token.reveal() == "xoxb-1-a"
    assert settings.slack_signing_secret is not None
    assert settings.slack_signing_secret.reveal() == "0123456789abcdef"
    assert (settings.slack_app_token, settings.vault_keys, settings.court_gateway) == (None, None, None)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.help_desk_channel == "C0123ABC"
    assert settings.database_url == "sqlite:///link-pacer.db"
    assert settings.default_courts == ()
    assert settings.also_allow == ()
    assert settings.court_overrides is None
    assert (settings.log_level, settings.host, settings.port) == ("INFO", "127.0.0.1", 3000)
    assert settings.master_keys() == ()


def test_all_can_be_said(tmp_path: Path) -> None:
    overrides = tmp_path / "courts.json"
    overrides.touch()
    key = secrets.token_bytes(32)
    settings = load_settings(
        {
            "SLACK_BOT_TOKEN": " xoxb-1-a ",
            "SLACK_APP_TOKEN": "xapp-1-b",
            "SLACK_API_URL": "http://127.0.0.1:8080/api/",
            "HELP_DESK_CHANNEL": "G0123ABC",
            "DATABASE_URL": "sqlite:////var/lib/app.db",
            "VAULT_KEYS": base64.urlsafe_b64encode(key).decode(),
            "DEFAULT_COURTS": "mieb, miwb,nysd2",
            "ALSO_ALLOW": "guests, external",
            "COURT_GATEWAY": "http://localhost:8081/",
            "COURT_OVERRIDES": str(overrides),
            "LOG_LEVEL": "debug",
            "HOST": "0.0.0.0",  # noqa: S104 read, not listened on
            "PORT": "8000",
        }
    )
    assert settings.slack_bot_token.reveal() == "xoxb-1-a"
    assert isinstance(settings.slack_app_token, Secret)
    assert settings.slack_signing_secret is None
    assert settings.master_keys() == (key,)
    assert settings.default_courts == ("mieb", "miwb", "nysd2")
    assert settings.also_allow == (Standing.GUEST, Standing.EXTERNAL)
    assert settings.court_gateway == "http://localhost:8081"
    assert settings.court_overrides == overrides
    assert (settings.log_level, settings.port) == ("DEBUG", 8000)


def test_nothing_else_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "9999")
    (tmp_path / ".env").write_text("LOG_LEVEL=DEBUG\n")
    settings = load_settings({**LEAST, "HTTP_PROXY": "x", "slack_api_url": "https://evil.example/"})
    assert (settings.port, settings.log_level, settings.slack_api_url) == (3000, "INFO", "https://slack.com/api/")


def test_a_blank_one_is_as_good_as_none() -> None:
    settings = load_settings({**LEAST, "VAULT_KEYS": "", "PORT": "  ", "COURT_GATEWAY": "\n"})
    assert (settings.vault_keys, settings.port, settings.court_gateway) == (None, 3000, None)
    assert set(faults_of({**LEAST, "SLACK_BOT_TOKEN": " "})) == {"SLACK_BOT_TOKEN"}


def test_settings_stay_as_they_are() -> None:
    settings = load_settings(LEAST)
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


BAD = {
    "SLACK_BOT_TOKEN": ["xoxp-1-a", "xoxb-1 a", "xapp-1"],
    "SLACK_APP_TOKEN": ["xoxb-1-a", "xapp-1\ta"],
    "SLACK_SIGNING_SECRET": ["short", "with a blank in it", "geheimnis-ü"],
    "SLACK_API_URL": [
        "http://slack.com/api/",
        "http://10.0.0.1/api/",
        "ftp://slack.com/api/",
        "slack.com/api/",
        "https:///api/",
        "https://slack.com/api",
        "https://slack.com",
        "https://u:p@slack.com/api/",
        "https://slack.com/api/?a=/",
        "https://slack.com:99999/api/",
        "https://slack.com:0/api/",
        "https://[::1/api/",
        "https://sla ck.com/",
    ],
    "HELP_DESK_CHANNEL": ["#help", "help-desk", "D0123ABC", "c0123abc", "C"],
    "DATABASE_URL": ["postgresql://u:p@h/db", "sqlite://app.db", "app.db", "sqlite:///", "sqlite:///a?mode=ro"],
    "VAULT_KEYS": ["abc", "abc,def", "x" * 44],
    "ALSO_ALLOW": ("everybody", "members", "guests;external", "GUESTS"),
    "DEFAULT_COURTS": ["MIEB", "mieb,", "mieb miwb", ",", "mi-eb", "../x"],
    "COURT_GATEWAY": [
        "https://127.0.0.1:1",
        "http://10.0.0.1:1",
        "http://0.0.0.0:1",
        "http://127.0.0.1.evil.example:1",
        "http://localhost.evil.example",
        "http://127.0.0.1:1/path",
        "http://a@127.0.0.1:1",
        "http://evil.example#@127.0.0.1",
        "http://127.0.0.1?",
        "http://127.1:80",
        "http://[fe80::1]",
        "127.0.0.1:1",
        "http://",
    ],
    "COURT_OVERRIDES": ["/nowhere/at/all.json", "."],
    "LOG_LEVEL": ["LOUD", "NOTSET", "10"],
    "HOST": ["a b", "http://x", "x/y"],
    "PORT": ["0", "65536", "-1", "80.5", "http", "٣", "999999"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_a_bad_one_is_refused_alone_with_a_remedy_and_unseen(name: str, text: str) -> None:
    faults = faults_of({**LEAST, name: text})
    assert set(faults) == {name}
    assert "; " in faults[name]
    assert faults[name].endswith(".")
    if "@" in text or name.startswith(("SLACK_BOT", "SLACK_APP", "SLACK_SIGNING", "VAULT")):
        assert text not in faults[name]


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:1", "http://127.9.9.9", "http://localhost:80/", "http://[::1]:8081"]
)
def test_a_gateway_on_this_machine_is_taken(text: str) -> None:
    assert load_settings({**LEAST, "COURT_GATEWAY": text}).court_gateway == text.rstrip("/")


@pytest.mark.parametrize("text", ["https://slack.com/api/", "https://slack-gov.com/api/", "http://[::1]:9/"])
def test_an_api_address_that_is_safe_is_taken(text: str) -> None:
    assert load_settings({**LEAST, "SLACK_API_URL": text}).slack_api_url == text


def test_without_an_app_token_the_signing_secret_is_needed() -> None:
    without = {name: text for name, text in LEAST.items() if name != "SLACK_SIGNING_SECRET"}
    assert "SLACK_APP_TOKEN" in faults_of(without)["SLACK_SIGNING_SECRET"]
    assert load_settings({**without, "SLACK_APP_TOKEN": "xapp-1"}).slack_signing_secret is None
    assert set(faults_of({**without, "SLACK_APP_TOKEN": "bad"})) == {"SLACK_APP_TOKEN"}


def test_every_fault_is_told_at_once() -> None:
    assert set(faults_of({name: texts[0] for name, texts in BAD.items()})) == set(BAD)
    assert set(faults_of({})) == {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "HELP_DESK_CHANNEL"}
    assert {name.upper() for name in Settings.model_fields} == set(BAD)


def test_pydantics_own_error_does_not_echo_either() -> None:
    with pytest.raises(ValueError, match="slack_bot_token") as caught:
        Settings.model_validate({**{name.lower(): text for name, text in LEAST.items()}, "slack_bot_token": "hunter2"})
    assert "hunter2" not in str(caught.value)


def canaries() -> dict[str, str]:
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    token = secrets.token_hex(20)
    return {
        "SLACK_BOT_TOKEN": f"xoxb-{token}",
        "SLACK_APP_TOKEN": f"xapp-{token}",
        "SLACK_SIGNING_SECRET": token,
        "VAULT_KEYS": key,
        "HELP_DESK_CHANNEL": "C0123ABC",
    }


def hidden_in(environ: dict[str, str], text: str) -> bool:
    return not any(environ[name][-20:] in text for name in environ if name != "HELP_DESK_CHANNEL")


def test_settings_never_show_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    environ = canaries()
    settings = load_settings(environ)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tests.settings").debug("%s %r", settings, settings)
    shown = f"{settings} {settings!r} {settings.model_dump()} {dict(settings)} {vars(settings)} {caplog.text}"
    assert "***" in shown
    assert hidden_in(environ, shown)


@pytest.mark.parametrize("leak", [Settings.model_dump_json, pickle.dumps, json.dumps])
def test_settings_are_not_written(leak: Any) -> None:
    environ = canaries()
    with pytest.raises((TypeError, ValueError)) as caught:
        leak(load_settings(environ))
    assert hidden_in(environ, "".join(traceback.format_exception(caught.value)))


def test_a_refusal_never_shows_a_secret() -> None:
    environ = {name: f"bad {text}" for name, text in canaries().items()}
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert len(caught.value.faults) == 5
    assert hidden_in(environ, "".join(traceback.format_exception(caught.value)) + repr(caught.value))


@given(st.dictionaries(st.sampled_from(sorted(BAD)), st.text()))
def test_any_environment_is_taken_or_refused_in_words(environ: dict[str, str]) -> None:
    try:
        load_settings(environ)
    except SettingsError as error:
        assert error.faults  # noqa: PT017 either end is right
