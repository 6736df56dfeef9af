"""The environment, typed. Every fault is reported at once, with what is wrong and what to do, and no secret's value.

Nothing is read but the mapping that is given: no `.env` file, no secrets directory. Of the app this module knows only
the vault's `Secret`, the shape of its keys, and the names of standings.
"""

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final, NoReturn
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.people import Standing
from bot.vault import Secret, VaultError, parse_vault_keys

LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_HIGHEST_PORT: Final = 65535


class SettingsError(Exception):
    """The environment cannot be used. Its text has one line for each fault; `faults` has the lines."""

    safe_to_log = True

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _fault(what: str, remedy: str) -> NoReturn:
    raise PydanticCustomError("setting", "{words}", {"words": f"{what}; {remedy}"})


def _secret(prefix: str, where: str) -> Callable[[str], Secret]:
    def read(text: str) -> Secret:
        if not text.startswith(prefix) or any(char.isspace() for char in text):
            _fault(f"is not a token that starts with {prefix}", f"copy it from {where}")
        return Secret(text)

    return read


def _signing_secret(text: str | None, info: ValidationInfo) -> Secret | None:
    # A faulty app token is not in `data`, and has been reported: then nothing is known about the mode.
    if text is None and info.data.get("slack_app_token", "faulty") is None:
        _fault(
            "is missing, and there is no SLACK_APP_TOKEN either",
            "set this one to be called by Slack over HTTP, or that one to use Socket Mode",
        )
    if text is not None and re.fullmatch(r"[!-~]{8,}", text) is None:
        _fault("is not a signing secret", "copy it from the app's page, Basic Information, App Credentials")
    return None if text is None else Secret(text)


def _vault_keys(text: str) -> Secret:
    try:
        parse_vault_keys(text)
    except VaultError as error:
        _fault(
            str(error).rstrip("."), "make keys of 32 random bytes each, url-safe base64, newest first, or leave it out"
        )
    return Secret(text)


def _api_url(text: str) -> str:
    parts = _url(text)
    plain_is_safe = parts is not None and parts.scheme == "http" and _is_loopback(parts.hostname)
    if parts is None or not (parts.scheme == "https" or plain_is_safe):
        _fault("is neither an https:// address nor an http:// one of this machine", "write https://slack.com/api/")
    if not parts.path.endswith("/"):
        _fault("does not end with a slash", "add one, as in https://slack.com/api/")
    return text


def _gateway(text: str) -> str:
    parts = _url(text)
    if parts is None or parts.scheme != "http" or not _is_loopback(parts.hostname) or parts.path not in {"", "/"}:
        _fault(
            "is not a plain http:// address of this machine",
            "write one such as http://127.0.0.1:8081 to practise, or leave it out to reach the courts",
        )
    return text.rstrip("/")


def _channel(text: str) -> str:
    if re.fullmatch(r"[CG][A-Z0-9]{2,}", text) is None:
        _fault("is not a channel's id", "copy the id (C... or G...) from the end of the channel's details in Slack")
    return text


def _database(text: str) -> str:
    if not text.startswith("sqlite:///") or len(text) == len("sqlite:///") or "?" in text:
        _fault("is not a supported database", "write sqlite:///file.db or sqlite:////path/to/file.db")
    return text


def _courts(text: str) -> tuple[str, ...]:
    courts = tuple(part.strip() for part in text.split(","))
    if any(re.fullmatch(r"[a-z0-9]+", court) is None for court in courts):
        _fault("is not a list of court ids", "write ids such as mieb,miewb with commas between them")
    return courts


def _standings(text: str) -> tuple[Standing, ...]:
    names = [part.strip() for part in text.split(",")]
    known = {"guests": Standing.GUEST, "external": Standing.EXTERNAL}
    if not set(names) <= set(known):
        _fault("is neither guests nor external", "write guests, external, or guests,external, or leave it out")
    return tuple(known[name] for name in names)


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        _fault("names no file", "write the path of the file with the courts' differences, or leave it out")
    return path


def _level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        _fault("is not a log level", f"write one of {', '.join(LOG_LEVELS)}")
    return text.upper()


def _port(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,5}", text) is None or not 1 <= int(text) <= _HIGHEST_PORT:
        _fault("is not a port", f"write a whole number from 1 to {_HIGHEST_PORT}")
    return int(text)


def _host(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9.:_-]+", text) is None:
        _fault("is not an address to listen on", "write one such as 127.0.0.1 or 0.0.0.0")
    return text


class Settings(BaseSettings):
    """What the app is told by its environment; each field is the variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    slack_bot_token: Annotated[Secret, BeforeValidator(_secret("xoxb-", "the app's page, OAuth & Permissions"))]
    slack_app_token: Annotated[
        Secret | None, BeforeValidator(_secret("xapp-", "the app's page, Basic Information, App-Level Tokens"))
    ] = None
    slack_signing_secret: Annotated[Secret | None, BeforeValidator(_signing_secret)] = Field(
        default=None, validate_default=True
    )
    slack_api_url: Annotated[str, BeforeValidator(_api_url)] = "https://slack.com/api/"
    help_desk_channel: Annotated[str, BeforeValidator(_channel)]
    database_url: Annotated[str, BeforeValidator(_database)] = "sqlite:///link-pacer.db"
    vault_keys: Annotated[Secret | None, BeforeValidator(_vault_keys)] = None
    default_courts: Annotated[tuple[str, ...], BeforeValidator(_courts)] = ()
    also_allow: Annotated[tuple[Standing, ...], BeforeValidator(_standings)] = ()
    court_gateway: Annotated[str | None, BeforeValidator(_gateway)] = None
    court_overrides: Annotated[Path | None, BeforeValidator(_file)] = None
    log_level: Annotated[str, BeforeValidator(_level)] = "INFO"
    host: Annotated[str, BeforeValidator(_host)] = "127.0.0.1"
    port: Annotated[int, BeforeValidator(_port)] = 3000

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read nothing but what `load_settings` hands over."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    def master_keys(self) -> tuple[bytes, ...]:
        """Return the vault's keys, newest first; none means that the vault makes its own."""
        return () if self.vault_keys is None else parse_vault_keys(self.vault_keys.reveal())


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings from `environ`; a blank variable counts as absent, and others than ours are left alone.

    Raises `SettingsError` with one line for each fault.
    """
    given: dict[str, str] = {}
    for name in Settings.model_fields:
        text = environ.get(name.upper(), "").strip()
        if text:
            given[name] = text
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        faults = tuple(_line(item) for item in error.errors(include_url=False, include_input=False))
    # Outside of the handler: the exception that leaves here must not lead to pydantic's, which knows the input.
    raise SettingsError(faults)


def _line(item: ErrorDetails) -> str:
    name = str(item["loc"][0])
    if item["type"] == "missing":
        return f"{name.upper()}: is missing; {_MISSING[name]}."
    return f"{name.upper()}: {item['msg']}."


_MISSING: Final = {
    "slack_bot_token": "copy it (xoxb-...) from the app's page, OAuth & Permissions",
    "help_desk_channel": "copy the id (C... or G...) of the help desk's channel from the end of its details in Slack",
}


def _url(text: str) -> SplitResult | None:
    """Return the parts of a plain address: a host, a port that can be, and no user, query or fragment; else None."""
    if re.fullmatch(r"[!-~]+", text) is None or any(char in text for char in "?#@\\"):
        return None
    try:
        parts = urlsplit(text)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _is_loopback(host: str | None) -> bool:
    """Tell whether a host is this machine by its name or number alone; nothing is looked up."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
