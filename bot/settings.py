"""The environment, typed. Every fault is reported at once, with what is wrong and what to do, and no secret's value.

Nothing is read but the mapping that is given: no `.env` file, no secrets directory. Of the app this module knows only
the vault's `Secret`, the shape of its keys, the names of standings, and how the way out is checked.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot import reading_settings as reading
from bot.people import Standing
from bot.reading_settings import FormPage
from bot.reading_settings import fault as _fault
from bot.runtime import surroundings
from bot.runtime.addresses import is_mail_server, is_webhook_address, is_webhook_secret, plain_address
from bot.runtime.proxies import is_this_machine
from bot.store.address import is_address
from bot.vault import Secret, VaultError, parse_vault_keys
from bot.working_week import WorkingWeek, working_week

LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_HIGHEST_PORT: Final = 65535


_Model = TypeVar("_Model", bound="Kept")


class Credentials(StrEnum):
    """How people give their credentials: into Slack's forms, into the firm's own page, or only at the court's."""

    MODAL = "modal"
    FORM = reading.FORM
    GUIDED = "guided"


class SettingsError(Exception):
    """The environment cannot be used. Its text has one line for each fault; `faults` has the lines."""

    safe_to_log = True

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


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


def _audit_key(text: str) -> Secret:
    try:
        keys = parse_vault_keys(text)
    except VaultError:
        keys = ()
    if len(keys) != 1:
        _fault("is not one key", "make one of 32 random bytes, url-safe base64, and keep it for as long as the trail")
    return Secret(text)


def _api_url(text: str) -> str:
    parts = plain_address(text)
    plain_is_safe = parts is not None and parts.scheme == "http" and is_this_machine(parts.hostname)
    if parts is None or not (parts.scheme == "https" or plain_is_safe):
        _fault("is neither an https:// address nor an http:// one of this machine", "write https://slack.com/api/")
    if not parts.path.endswith("/"):
        _fault("does not end with a slash", "add one, as in https://slack.com/api/")
    return text


def _gateway(text: str) -> str:
    parts = plain_address(text)
    if parts is None or parts.scheme != "http" or not is_this_machine(parts.hostname) or parts.path not in {"", "/"}:
        _fault(
            "is not a plain http:// address of this machine",
            "write one such as http://127.0.0.1:8081 to practise, or leave it out to reach the courts",
        )
    return text.rstrip("/")


def _webhook_url(text: str) -> Secret:
    if not is_webhook_address(text):
        _fault(
            "is neither an https:// address nor an http:// one of this machine",
            "copy the address at which your ticket system takes webhooks, without a user and a password in it",
        )
    return Secret(text)


def _webhook_secret(text: str | None, info: ValidationInfo) -> Secret | None:
    remedy = "make 24 to 64 random bytes, in base64 behind whsec_; several with commas, newest first"
    if text is None:
        for name in ("webhook_url", "webhook_port"):
            if info.data.get(name):
                _fault(f"is missing, and {name.upper()} is set", remedy)
        return None
    if not all(map(is_webhook_secret, text.split(","))):
        _fault("is not a secret for webhooks", remedy)
    return Secret(text)


def _smtp_url(text: str | None, info: ValidationInfo) -> Secret | None:
    remedy = "write smtps://user:password@host or smtp://user:password@host:587, what is special in it as %40"
    if text is None:
        if info.data.get("help_desk_email"):
            _fault("is missing, and HELP_DESK_EMAIL is set", remedy)
        return None
    if not is_mail_server(text):
        _fault("is not the address of a mail server", remedy)
    return Secret(text)


def _shaped(pattern: str, what: str, remedy: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if re.fullmatch(pattern, text) is None:
            _fault(what, remedy)
        return text

    return read


_channel = _shaped(
    r"[CG][A-Z0-9]{2,}",
    "is not a channel's id",
    "copy the id (C... or G...) from the end of the channel's details in Slack",
)
_group = _shaped(
    r"S[A-Z0-9]{2,}", "is not a user group's id", "copy the id (S...) from its page in Slack, or leave it out"
)
_host = _shaped(r"[A-Za-z0-9.:_-]+", "is not an address to listen on", "write one such as 127.0.0.1 or 0.0.0.0")
# As browsers take one: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address.
_mailbox = _shaped(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}",
    "is not an e-mail address",
    "write one such as help-desk@firm.example",
)
_links = _shaped("each|daily|off", "is neither each, daily nor off", "write one of them, or leave it out")


def _database(text: str) -> Secret:
    if not is_address(text):
        _fault(
            "is not a supported database", "write sqlite:////path/to/file.db or postgresql://user:password@host/name"
        )
    return Secret(text)


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


def _credentials(text: str) -> Credentials:
    if text.lower() not in set(Credentials):
        _fault(
            "is none of modal, form and guided",
            "write form or guided to have nobody type a password into Slack, or leave it out",
        )
    return Credentials(text.lower())


def _level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        _fault("is not a log level", f"write one of {', '.join(LOG_LEVELS)}")
    return text.upper()


def _port(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,5}", text) is None or not 1 <= int(text) <= _HIGHEST_PORT:
        _fault("is not a port", f"write a whole number from 1 to {_HIGHEST_PORT}")
    return int(text)


def _days(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,4}", text) is None or not int(text):
        _fault("is not a number of days", "write a whole number from 1 to 9999, or leave it out to keep it all")
    return int(text)


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,5}", text) is None or not low <= int(text) <= high:
            _fault("is not such a number", f"write a whole number from {low} to {high}, or leave it out")
        return int(text)

    return read


def _hours(text: str) -> WorkingWeek:
    week = working_week(text)
    if week is None:
        _fault("are not working hours", "write days and times such as Mon-Fri 9:00-17:00, or leave it out")
    return week


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _fault("is not a time zone", "write one as IANA names it, such as America/Chicago, or leave it out")


class Kept(BaseSettings):
    """What opens the database and counts what is in it; each field is the variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    database_url: Annotated[Secret, BeforeValidator(_database)] = Field(
        default="sqlite:///link-pacer.db", validate_default=True
    )
    audit_key: Annotated[Secret | None, BeforeValidator(_audit_key)] = None
    remind_invited_hours: Annotated[int, BeforeValidator(_whole(1, 999))] = 72

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read nothing but what is handed over."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    def sealing_key(self) -> bytes | None:
        """Return what seals the audit trail; None means that a key of the database's own does."""
        return None if self.audit_key is None else parse_vault_keys(self.audit_key.reveal())[0]


class Settings(Kept):
    """What the app is told by its environment; each field is the variable of the same name in capitals."""

    slack_bot_token: Annotated[Secret, BeforeValidator(_secret("xoxb-", "the app's page, OAuth & Permissions"))]
    slack_app_token: Annotated[
        Secret | None, BeforeValidator(_secret("xapp-", "the app's page, Basic Information, App-Level Tokens"))
    ] = None
    slack_signing_secret: Annotated[Secret | None, BeforeValidator(_signing_secret)] = Field(
        default=None, validate_default=True
    )
    slack_api_url: Annotated[str, BeforeValidator(_api_url)] = "https://slack.com/api/"
    help_desk_channel: Annotated[str, BeforeValidator(_channel)]
    vault_keys: Annotated[Secret | None, BeforeValidator(_vault_keys)] = None
    default_courts: Annotated[tuple[str, ...], BeforeValidator(_courts)] = ()
    also_allow: Annotated[tuple[Standing, ...], BeforeValidator(_standings)] = ()
    court_gateway: Annotated[str | None, BeforeValidator(_gateway)] = None
    court_overrides: Annotated[Path | None, BeforeValidator(_file)] = None
    credentials: Annotated[Credentials, BeforeValidator(_credentials)] = Credentials.MODAL
    public_url: Annotated[str | None, BeforeValidator(reading.public_url)] = Field(default=None, validate_default=True)
    form_port: Annotated[int, BeforeValidator(_port)] = 3080
    slack_client_id: Annotated[str | None, BeforeValidator(reading.client_id)] = Field(
        default=None, validate_default=True
    )
    slack_client_secret: Annotated[Secret | None, BeforeValidator(reading.client_secret)] = Field(
        default=None, validate_default=True
    )
    log_level: Annotated[str, BeforeValidator(_level)] = "INFO"
    host: Annotated[str, BeforeValidator(_host)] = "127.0.0.1"
    port: Annotated[int, BeforeValidator(_port)] = 3000
    retention_days: Annotated[int | None, BeforeValidator(_days)] = None
    invitations_a_minute: Annotated[int, BeforeValidator(_whole(1, 3000))] = 45
    help_desk_group: Annotated[str | None, BeforeValidator(_group)] = None
    help_desk_answer: Annotated[int | None, BeforeValidator(_whole(1, 9999))] = None
    help_desk_hours: Annotated[WorkingWeek, BeforeValidator(_hours)] = Field(
        default="Mon-Fri 9:00-17:00", validate_default=True
    )
    help_desk_zone: Annotated[ZoneInfo, BeforeValidator(_zone)] = Field(
        default="America/New_York", validate_default=True
    )
    help_desk_links: Annotated[str, BeforeValidator(_links)] = "daily"
    health_port: Annotated[int | None, BeforeValidator(_port)] = None
    webhook_url: Annotated[Secret | None, BeforeValidator(_webhook_url)] = None
    webhook_port: Annotated[int | None, BeforeValidator(_port)] = None
    webhook_secret: Annotated[Secret | None, BeforeValidator(_webhook_secret)] = Field(
        default=None, validate_default=True
    )
    help_desk_email: Annotated[str | None, BeforeValidator(_mailbox)] = None
    smtp_url: Annotated[Secret | None, BeforeValidator(_smtp_url)] = Field(default=None, validate_default=True)
    smtp_from: Annotated[str | None, BeforeValidator(_mailbox)] = None

    @property
    def form_page(self) -> FormPage | None:
        """What the firm's own page needs; None where secrets are not typed there."""
        url, client, secret = self.public_url, self.slack_client_id, self.slack_client_secret
        if self.credentials is not Credentials.FORM or url is None or client is None or secret is None:
            return None
        slack = urlsplit(self.slack_api_url)
        return FormPage(url, f"{slack.scheme}://{slack.netloc}", client, secret)

    @property
    def reaches_out(self) -> bool:
        """Whether anything is asked of another machine: not where all of it is practice here."""
        addresses = (self.slack_api_url, self.webhook_url.reveal() if self.webhook_url else "")
        return self.court_gateway is None or any(each.startswith("https:") for each in addresses)

    def master_keys(self) -> tuple[bytes, ...]:
        """Return the vault's keys, newest first; none means that the vault makes its own."""
        return () if self.vault_keys is None else parse_vault_keys(self.vault_keys.reveal())


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings from `environ`; a blank variable counts as absent, and others than ours are left alone.

    Raises `SettingsError` with one line for each fault.
    """
    settings, faults = _read(Settings, environ)
    if settings is None or settings.reaches_out:
        faults = (*faults, *surroundings.faults(environ))
    if settings is None or faults:
        raise SettingsError(faults)
    return settings


def load_kept(environ: Mapping[str, str]) -> Kept:
    """Read what opens the database and counts in it, and nothing else. Raises `SettingsError` as `load_settings`."""
    kept, faults = _read(Kept, environ)
    if kept is None:
        raise SettingsError(faults)
    return kept


def _read(model: type[_Model], environ: Mapping[str, str]) -> tuple[_Model | None, tuple[str, ...]]:
    """Give the settings, or what is wrong with them, without pydantic's exception, which knows the input."""
    texts = {name: environ.get(name.upper(), "").strip() for name in model.model_fields}
    try:
        return model.model_validate({name: text for name, text in texts.items() if text}), ()
    except ValidationError as error:
        return None, tuple(_line(item) for item in error.errors(include_url=False, include_input=False))


def _line(item: ErrorDetails) -> str:
    name = str(item["loc"][0])
    if item["type"] == "missing":
        return f"{name.upper()}: is missing; {_MISSING[name]}."
    return f"{name.upper()}: {item['msg']}."


_MISSING: Final = {
    "slack_bot_token": "copy it (xoxb-...) from the app's page, OAuth & Permissions",
    "help_desk_channel": "copy the id (C... or G...) of the help desk's channel from the end of its details in Slack",
}
