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
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self

from bot.court.profile import NONE, Profile
from bot.vault import Secret
from bot.vocabulary import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping


_VERSION: Final = 4
"""Of a dumped session: grows when one that is sealed could not be read as it was meant."""


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
    """Which of the forms of the procedure a session is holding."""

    BEFORE_LOGIN = "before_login"
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
    profile: Profile = NONE
    nextgen: bool = True

    @property
    def automated(self) -> bool:
        """Whether this software may lead the link itself; otherwise the person does it in their own browser."""
        links = self.kind in (CourtKind.BANKRUPTCY, CourtKind.DISTRICT)
        return links and self.nextgen and not self.guided_only


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
    """The court's own e-filing login, as it was before the link. Used for one call and kept by nobody.

    `answers`: to what else the form that asks for it asks, see `Answers`.
    """

    login: Secret
    password: Secret
    answers: Answers = ()

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


@dataclass(frozen=True, slots=True)
class Question:
    """What a form of the court's asks beside what this software knows how to give.

    `label`: the court's own words, folded, at most 150 characters, never empty. `options`: what a choice offers, at
    most 100 of at most 75 characters. `default`: what the court has chosen, an option's words or "1" for a tick; never
    of a password. `required`: whether the court wants it answered, as far as that can be told.
    """

    kind: QuestionKind
    label: str
    options: tuple[str, ...] = ()
    default: str = ""
    required: bool = True


Answers = tuple[Secret | None, ...]
"""One for each question: a text; of a choice the option's number, from 0, as a decimal; of a tick "1", or "0" for one
that the court has set and that is taken off.

None leaves a control as the court has it.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where an answer goes among a form's fields: `instead` of so many from `at` on.

    `values`: what each option sends, or a tick; none for what is typed. Without a name nothing is sent.
    """

    kind: QuestionKind
    name: str
    at: int
    instead: int
    values: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Place(***)"


@dataclass(frozen=True, slots=True, eq=False)
class PendingForm:
    """A form of the court's, read and not yet sent: address, encoding and everything a browser would send with it.

    `questions`: what it asks the person, in the court's order; `places` has each one's place. `stood`: marks of the
    lines on its page, which say nothing new when they stand on the answer too.
    """

    kind: FormKind
    page: str
    action: str
    multipart: bool
    charset: str
    fields: tuple[tuple[str, Secret], ...]
    login_field: str = ""
    password_field: str = ""
    questions: tuple[Question, ...] = ()
    places: tuple[Place, ...] = ()
    stood: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PendingForm({self.kind}, ***)"

    def check(self, answers: Answers) -> None:
        """Raise ValueError, without the answers, unless there is one for each question, of its kind."""
        if len(answers) != len(self.questions):
            raise ValueError(f"{len(answers)} answers to {len(self.questions)} questions")
        for question, answer in zip(self.questions, answers, strict=True):
            if answer is None or question.kind in (QuestionKind.TEXT, QuestionKind.PASSWORD):
                continue
            said = answer.reveal()
            known = {"0", "1"} if question.kind is QuestionKind.TICK else set(map(str, range(len(question.options))))
            if said not in known:
                raise ValueError(f"an answer that is none of the {question.kind}'s")


@dataclass(frozen=True, slots=True, eq=False)
class CourtSession:
    """A PACER session at one court. Opaque to everybody else, who may only seal `dump()` and `load()` it again.

    `hushed` holds the names typed so far and `codes` the client code, so that a court which repeats them is not quoted
    repeating them. `bare`: the court's menu showed no filing
    menus just before the Submit. `passed`: marks of the lines of the page before the old login that the person went on
    from; none of what is asked there.
    """

    court: Court
    token: Secret
    cookies: tuple[Cookie, ...] = ()
    form: PendingForm | None = None
    hushed: tuple[Secret, ...] = ()
    codes: tuple[Secret, ...] = ()
    bare: bool = False
    passed: tuple[str, ...] = ()

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
                "v": _VERSION,
                "court": _court_to_json(self.court),
                "token": self.token.reveal(),
                "cookies": [[c.name, c.value.reveal(), c.domain, c.path, c.secure] for c in self.cookies],
                "form": _form_to_json(self.form),
                "hushed": [secret.reveal() for secret in self.hushed],
                "codes": [secret.reveal() for secret in self.codes],
                "bare": self.bare,
                "passed": self.passed,
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
                bare=bool(raw["bare"]),
                passed=tuple(raw["passed"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ValueError("not a sealed court session of this version") from None


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, to wait for the next bytes, and for a whole call of `CourtService` but for the last Submit.

    A court that takes long over that one has often done it: so it has a time of its own.
    """

    connect: float = 5.0
    read: float = 30.0
    flow: float = 60.0
    submit: float = 90.0


class CourtError(Exception):
    """The parent of what this package raises by itself."""


class GatewayError(CourtError, ValueError):
    """COURT_GATEWAY is not an http address on this machine's loopback interface."""


class RehearsalError(CourtError, ValueError):
    """The folder for a rehearsal's pages cannot be written, or read back; says which and why."""


class ForbiddenHost(CourtError):  # noqa: N818 - the name the design fixed
    """A request would have gone to a host that is neither the sign-on nor the session's court."""


class LinkingForbidden(CourtError):  # noqa: N818 - beside the name above
    """A rehearsing process was asked to send what cannot be undone."""


class RegistryError(CourtError, ValueError):
    """The list of courts, the operator's overrides or a feed cannot be used; says what and where."""


def _checked(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    if raw["v"] != _VERSION:
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
        "profile": court.profile.dump(),
        "nextgen": court.nextgen,
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
            "profile": Profile.load(raw["profile"]),
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
        [[each.kind.value, each.label, each.options, each.default, each.required] for each in form.questions],
        [[each.kind.value, each.name, each.at, each.instead, each.values] for each in form.places],
        form.stood,
    ]


def _form_from_json(raw: list[Any] | None) -> PendingForm | None:
    if raw is None:
        return None
    kind, page, action, multipart, charset, fields, login, password, questions, places, stood = raw
    pairs = tuple((name, Secret(value)) for name, value in fields)
    asked = tuple(
        Question(QuestionKind(how), label, tuple(options), default, required)
        for how, label, options, default, required in questions
    )
    where = tuple(
        Place(QuestionKind(how), name, at, instead, tuple(values)) for how, name, at, instead, values in places
    )
    return PendingForm(
        FormKind(kind), page, action, multipart, charset, pairs, login, password, asked, where, tuple(stood)
    )
