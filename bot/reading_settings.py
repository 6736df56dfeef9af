"""How the settings of the firm's own page are read, and how any setting is refused.

A fault says what is wrong and what to do, and repeats no value. PURE.
"""

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from bot.runtime.addresses import plain_address
from bot.runtime.proxies import is_this_machine
from bot.vault import Secret

FORM: Final = "form"
"""What CREDENTIALS says where secrets are typed into the firm's own page."""
_APP_CREDENTIALS: Final = "copy it from the app's page, Basic Information, App Credentials"
_MISSING: Final = "is missing, and CREDENTIALS is form"
_WHY: Final = "Sign in with Slack proves for whom a form is opened, so"


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the firm's own page needs: its address outside, Slack's, and the app's client id and secret there."""

    public_url: str
    issuer: str
    client_id: str
    client_secret: Secret


def fault(what: str, remedy: str) -> NoReturn:
    """Refuse a setting in words."""
    raise PydanticCustomError("setting", "{words}", {"words": f"{what}; {remedy}"})


def public_url(text: str | None, info: ValidationInfo) -> str | None:
    """Read the address at which people reach the form, without a path; it ends with a slash then."""
    if text is None:
        _refuse_if_needed(info, "write the https:// address at which people reach the form")
        return None
    parts = plain_address(text)
    plain_is_safe = parts is not None and parts.scheme == "http" and is_this_machine(parts.hostname)
    if parts is None or parts.path not in {"", "/"} or not (parts.scheme == "https" or plain_is_safe):
        fault(
            "is not an https:// address without a path",
            "write the one at which your proxy answers, such as https://link.example.com/",
        )
    return f"{parts.scheme}://{parts.netloc.lower()}/"


def client_id(text: str | None, info: ValidationInfo) -> str | None:
    """Read the app's client id at Slack: two numbers with a dot between."""
    if text is None:
        _refuse_if_needed(info, f"{_WHY} {_APP_CREDENTIALS}")
        return None
    if re.fullmatch(r"[0-9]+\.[0-9]+", text, re.ASCII) is None:
        fault("is not a client id", _APP_CREDENTIALS)
    return text


def client_secret(text: str | None, info: ValidationInfo) -> Secret | None:
    """Read the app's client secret at Slack."""
    if text is None:
        _refuse_if_needed(info, f"{_WHY} {_APP_CREDENTIALS}")
        return None
    if re.fullmatch(r"[!-~]{8,}", text) is None:
        fault("is not a client secret", _APP_CREDENTIALS)
    return Secret(text)


def _refuse_if_needed(info: ValidationInfo, remedy: str) -> None:
    if info.data.get("credentials") == FORM:
        fault(_MISSING, remedy)
