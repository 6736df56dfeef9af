"""Every value that crosses the border of `bot.court`: courts, sessions, credentials, results.

Values only. Nothing here talks to a court, to Slack or to the conversation, and nothing here may show a secret: what
a person typed and what PACER issued is held as `Secret` or left out of every `repr`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, Self

from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping


class CourtKind(StrEnum):
    """The four kinds of court that PACER's court lookup lists."""

    BANKRUPTCY = "bankruptcy"
    DISTRICT = "district"
    APPELLATE = "appellate"
    NATIONAL = "national"


class MenuShows(StrEnum):
    """What a court's menu bar says about the signed-in account: the only proof of a link."""

    FILER = "filer"
    NO_FILER = "no_filer"
    MENUS_MISSING = "menus_missing"


class FormKind(StrEnum):
    """Which of the two forms of the procedure a session is holding."""

    FILER_LOGIN = "filer_login"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """One court, from PACER's court lookup and the operator's overrides."""

    id: str
    name: str
    kind: CourtKind
    citation: str
    host: str
    psc_id: str
    website: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    hours: str = ""
    states: tuple[str, ...] = ()
    linking_since: date | None = None
    guided_only: bool = False
    note: str = ""
    filer_menus: tuple[str, ...] = ()

    @property
    def automated(self) -> bool:
        """Whether this software may lead the link itself; otherwise the person does it in their own browser."""
        return self.kind in (CourtKind.BANKRUPTCY, CourtKind.DISTRICT) and not self.guided_only


@dataclass(frozen=True, slots=True, eq=False)
class PacerCredentials:
    """What a person types to sign in to PACER. Used for one call and kept by nobody."""

    username: Secret
    password: Secret
    passcode: Secret | None = None
    client_code: Secret | None = None

    def __repr__(self) -> str:
        return "PacerCredentials(***)"


@dataclass(frozen=True, slots=True, eq=False)
class FilerCredentials:
    """The court's own e-filing login, as it was before the link. Used for one call and kept by nobody."""

    login: Secret
    password: Secret

    def __repr__(self) -> str:
        return "FilerCredentials(***)"


@dataclass(frozen=True, slots=True, eq=False)
class Cookie:
    """One cookie, with what is needed to send it again to the same places."""

    name: str
    value: Secret
    domain: str
    path: str = "/"
    secure: bool = True

    def __repr__(self) -> str:
        return f"Cookie({self.name}=***)"


@dataclass(frozen=True, slots=True, eq=False)
class PendingForm:
    """A form of the court's, read and not yet sent: address, encoding and everything a browser would send with it."""

    kind: FormKind
    page: str
    action: str
    multipart: bool
    charset: str
    fields: tuple[tuple[str, Secret], ...]
    login_field: str = ""
    password_field: str = ""

    def __repr__(self) -> str:
        return f"PendingForm({self.kind}, ***)"


@dataclass(frozen=True, slots=True, eq=False)
class CourtSession:
    """A PACER session at one court. Opaque to everybody else, who may only seal `dump()` and `load()` it again.

    `hushed` holds the names typed so far and `codes` the client code, so that a court which repeats them is not quoted
    repeating them.
    """

    court: Court
    token: Secret
    cookies: tuple[Cookie, ...] = ()
    form: PendingForm | None = None
    hushed: tuple[Secret, ...] = ()
    codes: tuple[Secret, ...] = ()

    def __repr__(self) -> str:
        return f"CourtSession({self.court.id}, ***)"

    def digest(self) -> str:
        """Tell this court and this form from all others; keyed by the token, since a form may hold what was typed."""
        whole = json.dumps([self.court.id, self.court.host, _form_to_json(self.form)])
        return hmac.new(self.token.reveal().encode(), whole.encode(), hashlib.sha256).hexdigest()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse: a pickle would be a copy of the secrets that nobody destroys."""
        raise TypeError("a CourtSession cannot be pickled or copied; seal dump() instead")

    def dump(self) -> bytes:
        """All of it, secrets in clear, for sealing and for nothing else."""
        return json.dumps(
            {
                "v": 1,
                "court": _court_to_json(self.court),
                "token": self.token.reveal(),
                "cookies": [[c.name, c.value.reveal(), c.domain, c.path, c.secure] for c in self.cookies],
                "form": _form_to_json(self.form),
                "hushed": [secret.reveal() for secret in self.hushed],
                "codes": [secret.reveal() for secret in self.codes],
            },
            separators=(",", ":"),
        ).encode()

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Undo `dump`.

        Raises ValueError, without the data, when they are not a session of this version.
        """
        try:
            raw = _checked(json.loads(data))
            return cls(
                court=_court_from_json(raw["court"]),
                token=Secret(raw["token"]),
                cookies=tuple(
                    Cookie(name, Secret(value), domain, path, secure)
                    for name, value, domain, path, secure in raw["cookies"]
                ),
                form=_form_from_json(raw["form"]),
                hushed=tuple(Secret(value) for value in raw["hushed"]),
                codes=tuple(Secret(value) for value in raw["codes"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError("not a sealed court session of this version") from None


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, to wait for the next bytes, and for a whole call of `CourtService` but for the last Submit.

    A court that takes long over that one has often done it: so it has a time of its own.
    """

    connect: float = 5.0
    read: float = 20.0
    flow: float = 60.0
    submit: float = 90.0


class CourtError(Exception):
    """The parent of what this package raises by itself."""


class GatewayError(CourtError, ValueError):
    """COURT_GATEWAY is not an http address on this machine's loopback interface."""


class RehearsalError(CourtError, ValueError):
    """The folder for a rehearsal's pages cannot be written; says which and why."""


class ForbiddenHost(CourtError):  # noqa: N818 - the name the design fixed
    """A request would have gone to a host that is neither the sign-on nor the session's court."""


class LinkingForbidden(CourtError):  # noqa: N818 - beside the name above
    """A rehearsing process was asked to send what cannot be undone."""


class RegistryError(CourtError, ValueError):
    """The list of courts, the operator's overrides or a feed cannot be used; says what and where."""


def _checked(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    if raw["v"] != 1:
        raise ValueError("another version")
    return raw


def _court_to_json(court: Court) -> dict[str, Any]:
    since = court.linking_since
    return {
        "id": court.id,
        "name": court.name,
        "kind": court.kind.value,
        "citation": court.citation,
        "host": court.host,
        "psc_id": court.psc_id,
        "website": court.website,
        "phones": court.phones,
        "emails": court.emails,
        "hours": court.hours,
        "states": court.states,
        "linking_since": since.isoformat() if since else None,
        "guided_only": court.guided_only,
        "note": court.note,
        "filer_menus": court.filer_menus,
    }


def _court_from_json(raw: Mapping[str, Any]) -> Court:
    since = raw["linking_since"]
    lists = {name: tuple(raw[name]) for name in ("phones", "emails", "states", "filer_menus")}
    return Court(
        **{
            **raw,
            **lists,
            "kind": CourtKind(raw["kind"]),
            "linking_since": date.fromisoformat(since) if since else None,
        }
    )


def _form_to_json(form: PendingForm | None) -> list[Any] | None:
    if form is None:
        return None
    fields = [[name, value.reveal()] for name, value in form.fields]
    return [
        form.kind.value,
        form.page,
        form.action,
        form.multipart,
        form.charset,
        fields,
        form.login_field,
        form.password_field,
    ]


def _form_from_json(raw: list[Any] | None) -> PendingForm | None:
    if raw is None:
        return None
    kind, page, action, multipart, charset, fields, login, password = raw
    pairs = tuple((name, Secret(value)) for name, value in fields)
    return PendingForm(FormKind(kind), page, action, multipart, charset, pairs, login, password)
