"""The environment is read whole, or refused with every fault at once and no secret in the words."""

import base64
import json
import logging
import pickle
import secrets
import traceback
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import Standing
from bot.settings import Credentials, Settings, SettingsError, load_kept, load_settings
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
    assert settings.database_url.reveal() == "sqlite:///link-pacer.db"
    assert settings.default_courts == ()
    assert settings.also_allow == ()
    assert settings.credentials is Credentials.MODAL
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
            "CREDENTIALS": "Guided",
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


def test_the_help_desks_hours_are_said_by_days_and_times() -> None:
    said = {"HELP_DESK_HOURS": "Mon-Thu,Sat 8:30-16:00", "HELP_DESK_ZONE": "America/Chicago", "HELP_DESK_ANSWER": "45"}
    settings = load_settings({**LEAST, **said, "HELP_DESK_LINKS": "off", "HELP_DESK_GROUP": "S0123ABC"})
    assert settings.help_desk_hours == (frozenset({0, 1, 2, 3, 5}), time(8, 30), time(16))
    assert (settings.help_desk_zone, settings.help_desk_answer) == (ZoneInfo("America/Chicago"), 45)
    assert (settings.help_desk_links, settings.help_desk_group) == ("off", "S0123ABC")
    usual = load_settings(LEAST)
    assert usual.help_desk_hours == (frozenset(range(5)), time(9), time(17))
    assert (usual.help_desk_zone, usual.help_desk_answer) == (ZoneInfo("America/New_York"), None)
    assert usual.help_desk_links == "daily"


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
    "DATABASE_URL": [
        "postgres://u:p@h/db",
        "postgresql://u:p@h",
        "postgresql://u:p@h:port/db",
        "sqlite://app.db",
        "app.db",
        "sqlite:///",
        "sqlite:///a?mode=ro",
    ],
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
    "CREDENTIALS": ["forms", "1", "modal guided"],
    "PUBLIC_URL": [
        "http://link.example.com/",
        "https://link.example.com/form",
        "https://u:p@link.example.com/",
        "https://link.example.com/?a=b",
        "https://link.example.com/#a",
        "ftp://127.0.0.1/",
        "https:///",
        "link.example.com",
    ],
    "FORM_PORT": ["0", "65536", "x"],
    "SLACK_CLIENT_ID": ["A0123ABC", "1", "1.2.3", "1. 2"],
    "SLACK_CLIENT_SECRET": ["short", "with a blank in it", "geheimnis-ü"],
    "LOG_LEVEL": ["LOUD", "NOTSET", "10"],
    "HOST": ["a b", "http://x", "x/y"],
    "PORT": ["0", "65536", "-1", "80.5", "http", "٣", "999999"],
    "AUDIT_KEY": ["n0tak3y", "eHh4", f"{'A' * 43},{'B' * 42}A", ","],
    "RETENTION_DAYS": ["0", "-1", "1.5", "10000", "a year"],
    "INVITATIONS_A_MINUTE": ["0", "3001", "-1", "4.5", "many"],
    "REMIND_INVITED_HOURS": ["0", "1000", "3 days", "٣"],
    "HEALTH_PORT": ["0", "65536", "x"],
    "HELP_DESK_GROUP": ["@help", "C0123ABC", "s0123abc", "S"],
    "HELP_DESK_ANSWER": ["0", "-5", "1.5", "10000", "an hour"],
    "HELP_DESK_HOURS": [
        *("Mon-Fri", "9-17", "Mon-Fri 9-17", "Mon-Fri 17:00-9:00", "Mon-Fri 9:00-9:00", "Mon-Fri 9:60-17:00"),
        *("Mon-Fri 9:00-24:00", "Monday 9:00-17:00", "Fri-Mon 9:00-17:00", ", 9:00-17:00", "Mon-Fri 25:00-26:00"),
    ],
    "HELP_DESK_ZONE": ["EST5", "Detroit", "../etc/passwd", "America/", "/etc/localtime"],
    "HELP_DESK_LINKS": ["weekly", "on", "each,off"],
    "WEBHOOK_URL": [
        "http://tickets.example/hook",
        "ftp://127.0.0.1/hook",
        "https://u:p@tickets.example/",
        "https://tickets.example/hook?a=1#b",
        "https://tickets.example/a?b?c",
        "https:///hook",
        "tickets.example/hook",
    ],
    "WEBHOOK_PORT": ["0", "65536", "x"],
    "WEBHOOK_SECRET": ["whsec_,", "whsec_c2hvcnQ=", f"whsec_{'A' * 88}", "A" * 32, f"whsec_{'A' * 32},", "whsec_%%%%"],
}

BAD |= {
    "HELP_DESK_EMAIL": ["desk", "its@", "@its.example", "a b@its.example", "a@its.example, b@its.example"],
    "SMTP_URL": [
        "mail.firm.example",
        "http://mail.firm.example",
        "smtp:///x",
        "smtps://user@mail.firm.example",
        "smtps://user:p@ss@mail.firm.example",
        "smtp://user:pass@mail.firm.example/inbox",
        "smtp://mail.firm.example?tls=no",
        "smtp://user:pass@mail.firm.example:0",
    ],
    "SMTP_FROM": ["app", "Link PACER <app@firm.example>"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_a_bad_one_is_refused_alone_with_a_remedy_and_unseen(name: str, text: str) -> None:
    faults = faults_of({**LEAST, name: text})
    assert set(faults) == {name}
    assert "; " in faults[name]
    assert faults[name].endswith(".")
    if "@" in text or name.startswith(
        ("SLACK_BOT", "SLACK_APP", "SLACK_SIGNING", "SLACK_CLIENT_S", "VAULT", "WEBHOOK", "SMTP_URL")
    ):
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


@pytest.mark.parametrize("url", ["https://tickets.example/hook?key=1", "http://127.0.0.1:9/hook", "http://[::1]/"])
def test_webhooks_go_to_a_safe_address_and_are_always_signed(url: str) -> None:
    assert set(faults_of({**LEAST, "WEBHOOK_URL": url})) == {"WEBHOOK_SECRET"}
    secret = f"whsec_{'A' * 32}, whsec_{'B' * 32}"
    settings = load_settings({**LEAST, "WEBHOOK_URL": url, "WEBHOOK_SECRET": secret})
    assert settings.webhook_url is not None
    assert settings.webhook_url.reveal() == url
    assert settings.webhook_secret is not None
    assert settings.webhook_secret.reveal() == secret


def test_what_takes_webhooks_has_a_secret() -> None:
    assert set(faults_of({**LEAST, "WEBHOOK_PORT": "8090"})) == {"WEBHOOK_SECRET"}
    assert load_settings({**LEAST, "WEBHOOK_PORT": "8090", "WEBHOOK_SECRET": f"whsec_{'A' * 32}"}).webhook_port == 8090


@pytest.mark.parametrize(
    "url", ["smtps://u:p%40ss@mail.firm.example", "smtp://mail.firm.example:25", "smtp://127.0.0.1:1025/"]
)
def test_mail_wants_a_server(url: str) -> None:
    assert set(faults_of({**LEAST, "HELP_DESK_EMAIL": "desk@firm.example"})) == {"SMTP_URL"}
    settings = load_settings({**LEAST, "HELP_DESK_EMAIL": "desk@firm.example", "SMTP_URL": url})
    assert settings.smtp_url is not None
    assert (settings.smtp_url.reveal(), settings.help_desk_email) == (url, "desk@firm.example")


FORM = {
    "CREDENTIALS": "form",
    "PUBLIC_URL": "https://Link.example.com",
    "SLACK_CLIENT_ID": "12.34",
    "SLACK_CLIENT_SECRET": "0123456789abcdef",
}


@pytest.mark.parametrize("missing", ["PUBLIC_URL", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"])
def test_a_form_of_the_firms_own_is_refused_without_its_address_or_sign_in_with_slack(missing: str) -> None:
    said = faults_of({**LEAST, **FORM, missing: ""})
    assert set(said) == {missing}
    assert "CREDENTIALS is form" in said[missing]
    assert "Sign in with Slack" in said[missing] or missing == "PUBLIC_URL"


def test_a_form_of_the_firms_own_has_all_that_it_needs() -> None:
    page = load_settings({**LEAST, **FORM}).form_page
    assert page is not None
    assert (page.public_url, page.client_id) == ("https://link.example.com/", "12.34")
    assert page.client_secret.reveal() == "0123456789abcdef"
    assert load_settings({**LEAST, **FORM, "CREDENTIALS": "modal"}).form_page is None
    assert load_settings({**LEAST, **FORM, "PUBLIC_URL": "http://127.0.0.1:8443/"}).form_page is not None


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
        "SLACK_CLIENT_SECRET": token,
        "VAULT_KEYS": key,
        "WEBHOOK_URL": f"https://tickets.example/{token}",
        "SMTP_URL": f"smtps://app:{token}@mail.firm.example/",
        "WEBHOOK_SECRET": f"whsec_{base64.b64encode(secrets.token_bytes(30)).decode()}",
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
    assert len(caught.value.faults) == 9
    assert hidden_in(environ, "".join(traceback.format_exception(caught.value)) + repr(caught.value))


@given(st.dictionaries(st.sampled_from(sorted(BAD)), st.text()))
def test_any_environment_is_taken_or_refused_in_words(environ: dict[str, str]) -> None:
    try:
        load_settings(environ)
    except SettingsError as error:
        assert error.faults  # noqa: PT017 either end is right


def test_the_way_out_is_looked_at_with_the_rest_and_only_where_it_is_used() -> None:
    way_out = {"ALL_PROXY": "socks5://127.0.0.1:1080"}
    assert set(faults_of({**LEAST, **way_out, "PORT": "none"})) == {"PORT", "ALL_PROXY"}
    assert set(faults_of({**LEAST, **way_out})) == {"ALL_PROXY"}
    practice = {"SLACK_API_URL": "http://127.0.0.1:1/api/", "COURT_GATEWAY": "http://127.0.0.1:2"}
    assert not load_settings({**LEAST, **way_out, **practice}).reaches_out
    assert set(faults_of({**LEAST, **way_out, "COURT_GATEWAY": practice["COURT_GATEWAY"]})) == {"ALL_PROXY"}


def test_what_opens_the_database_can_be_read_alone() -> None:
    key = secrets.token_bytes(32)
    environ = {"AUDIT_KEY": base64.urlsafe_b64encode(key).decode(), "PORT": "no port", "DATABASE_URL": "sqlite:///x.db"}
    assert load_kept(environ).sealing_key() == key
    assert load_kept({}).sealing_key() is None
    assert load_kept(environ).database_url.reveal() == "sqlite:///x.db"
    with pytest.raises(SettingsError, match="AUDIT_KEY: is not one key"):
        load_kept({"AUDIT_KEY": "abc"})
