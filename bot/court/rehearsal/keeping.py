"""Keeps the pages met at a court in a rehearsal, scrubbed of everything that is a person's, ready to become fixtures.

A rehearsal goes up to the two accounts and links nothing; what it brings home are the pages that are not public. Each
is written as `<n>-<step>.html` with `<n>-<step>.json`: where it came from, and what the readers make of the scrubbed
page; `report.txt` says it in a line. A page that cannot be scrubbed is withheld. Nothing here is sent anywhere, and no
failure here stops a link.
"""

from __future__ import annotations

import json
import logging
import re
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlsplit

from bot.court.model import RehearsalError
from bot.court.pages import menus, readers, words
from bot.court.pages.accounts import named_accounts
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.tree import TooTangledError, decode, parse
from bot.court.profile import NONE, Profile
from bot.court.rehearsal import report
from bot.court.rehearsal.draft import Draft
from bot.court.rehearsal.kept import UNREADABLE
from bot.court.rehearsal.scrubbing import Scrubber, SurvivorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.court.exchange import Answer
    from bot.court.model import Court, PendingForm
    from bot.court.pages.tree import Page
    from bot.vault import Secret

REPORT: Final = "report.txt"
_log = logging.getLogger(__name__)
_NAME: Final = re.compile(r"(\d+)-[a-z_]+\.(?:html|json)")
_REWRITTEN: Final = 60
"""How many of the last pages are gone through again when a later page tells a name."""
_SURVIVED: Final = "something of a person could not be replaced"
_KINDS: Final = frozenset({"text/html", "text/plain", "text/xml", "application/xhtml+xml", "application/json"})
_FIXTURES: Final = {"menu": "menu", "menu_part": "part", "link_page": "login", "filer_login": "verify"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of a step makes of a page: which reader it was, and its values as the fixtures write them."""

    reader: str
    values: dict[str, Any]

    @property
    def kind(self) -> tuple[Any, ...]:
        """What must be the same for the scrubbed page: all but names, values and addresses."""
        values = self.values
        match self.reader:
            case "menu":
                return "menu", values["shows"], values["link"] is None
            case "part":
                return "part", values["events"], values["ids"], values["link"] is None
            case "login":
                return "login", values["multipart"], len(values["fields"]), [each[0] for each in values["asks"]]
            case "verify":
                return "verify", tuple(values["warnings"]), [each[0] for each in values["asks"]]
            case _:
                return self.reader, values["bounce"], values["trouble"], len(values["popups"])


class Guide(Protocol):
    """Whoever sits beside a rehearsal."""

    async def choose(self, court: str, question: str, candidates: Sequence[str]) -> int | str | None:
        """Give the number of a candidate, from 0, or the words themselves; None to leave it."""


class PageKeeper:
    """Writes pages into `folder`, which is made if it is not there, a report of them, and a draft of courts' profiles.

    `clock` gives an aware time. `guide`: whoever is asked what is meant where a page is not clear. Raises
    RehearsalError when the folder cannot be written, or the draft in it not be used.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        guide: Guide | None = None,
    ) -> None:
        self.guide = guide
        self._folder = folder
        self._clock = clock
        self._scrubber = Scrubber()
        self._written: deque[str] = deque(maxlen=_REWRITTEN)
        probe = folder / ".can-be-written"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
            self._last = max(
                (int(match[1]) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))), default=0
            )
        except OSError as fault:
            why = type(fault).__name__
            raise RehearsalError(f"the folder for a rehearsal's pages, {folder}, cannot be written ({why})") from None
        self._draft = Draft(folder)

    def keep(self, step: str, court: str, answer: Answer, exact: Sequence[Secret], profile: Profile = NONE) -> None:
        """Write down the page of `answer`, met at `step` of a court with that profile.

        `exact`: values that must not be in it.
        """
        self._last += 1
        name = f"{self._last:03}-{step}"
        try:
            about = self._write(name, step, court, answer, exact, profile=profile)
            self._report(report.line(name, about, self._clock().astimezone(UTC)))
        except OSError as fault:
            _log.warning("a page of the rehearsal could not be written (%s)", type(fault).__name__)

    def known(self, court: str) -> Profile:
        """Give what the draft that was in the folder says of a court."""
        return self._draft.known(court)

    def is_clean(self, text: str, exact: Sequence[Secret] = ()) -> bool:
        """Whether a label is made of words that courts' pages are made of, or that the operator pointed at."""
        return self._scrubber.is_clean(text, exact)

    def pointed(self, court: str, what: str, said: Profile) -> None:
        """Take the words that the operator pointed at for the court's, not for anybody's, and report that it was."""
        for label in getattr(said, what):
            self._scrubber.trust(label)
        self._report(f"{self._clock().astimezone(UTC):%Y-%m-%d %H:%M} UTC  {court}  {report.pointed(what)}")

    def draft(self, court: Court, took: Profile, exact: Sequence[Secret]) -> None:
        """Write the court's draft: its profile, and what a page was taken for as far as that names nobody."""
        self._draft.write(court, took, lambda text: self.is_clean(text, exact))

    def _report(self, line: str) -> None:
        path = self._folder / REPORT
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def _write(
        self, name: str, step: str, court: str, answer: Answer, exact: Sequence[Secret], *, profile: Profile
    ) -> dict[str, Any]:
        about: dict[str, Any] = {"step": step, "court": court, "status": answer.status, "withheld": ""}
        try:
            page = parse(answer.body, answer.content_type, answer.url, profile)
            renaming = self._scrubber.learn(_labels(step, page))
            source, charset = decode(answer.body.replace(b"\0", b""), answer.content_type)
            body = self._scrubber.scrub(source, charset, exact)
            if renaming:
                self._rename_earlier()
            about |= self._origin(answer, page.charset, exact)
            scrubbed = parse(body, about["content_type"], f"https://{about['host']}{about['path']}", profile)
            before, after = read(step, page), read(step, scrubbed)
            about |= {"charset": scrubbed.charset, "reader": after.reader, "read": after.values}
            self._check(about, exact)
            about["reads_alike"] = before.kind == after.kind
            self._put(f"{name}.html", body)
        except TooTangledError:
            about = self._withheld(about, "too many tags, or nested too deeply")
        except SurvivorError:
            about = self._withheld(about, _SURVIVED)
        self._put(f"{name}.json", _json(about))
        self._written.append(name)
        return about

    def _origin(self, answer: Answer, charset: str, exact: Sequence[Secret]) -> dict[str, Any]:
        """Say where an answer came from. Raises SurvivorError when that cannot be said cleanly."""
        return {
            "host": self._scrubber.text(_host(answer.url), exact),
            "path": self._path(answer.url, exact),
            "content_type": _content_type(answer.content_type, charset),
            "redirects_to": self._address(answer.location, exact) if answer.location else "",
        }

    def _address(self, address: str, exact: Sequence[Secret]) -> str:
        """Give where a redirect leads, its host included where it names one: the sign-on is known by it."""
        host, path = _host(address), self._path(address, exact)
        return f"https://{self._scrubber.text(host, exact)}{path}" if host else path

    def _path(self, address: str, exact: Sequence[Secret]) -> str:
        """Give an address without host."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return UNREADABLE
        whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return self._scrubber.text(whole, exact)

    def _check(self, about: Mapping[str, Any], exact: Sequence[Secret]) -> None:
        """Look through what stands beside a page. Raises SurvivorError when it is not clean."""
        said = (about[name] for name in ("host", "path", "redirects_to", "content_type"))
        clean = all(self._scrubber.is_clean(text, exact) for text in said)
        if not clean or any(self._scrubber.tells(text, exact) for text in _texts(about["read"])):
            raise SurvivorError("something of a person may be beside the page")

    @staticmethod
    def _withheld(about: Mapping[str, Any], why: str) -> dict[str, Any]:
        """Give what can be said of any page."""
        return {name: about[name] for name in ("step", "court", "status")} | {"withheld": why}

    def _rename_earlier(self) -> None:
        """Replace names that a later page told, on the pages written before."""
        for name in self._written:
            path = self._folder / f"{name}.html"
            beside = path.with_suffix(".json")
            if not path.exists():
                continue
            about = json.loads(beside.read_text("utf-8"))
            try:
                body = self._scrubber.rename(*decode(path.read_bytes(), about["content_type"]))
                about |= {key: self._renamed(about[key]) for key in ("read", "path", "redirects_to")}
                self._check(about, ())
                path.write_bytes(body)
            except SurvivorError:
                path.unlink()
                about = self._withheld(about, _SURVIVED)
            beside.write_bytes(_json(about))

    def _renamed(self, value: Any) -> Any:
        match value:
            case str():
                return self._scrubber.renamed(value)
            case list():
                return [self._renamed(each) for each in value]
            case dict():
                return {name: self._renamed(each) for name, each in value.items()}
            case _:
                return value

    def _put(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _content_type(text: str, charset: str) -> str:
    """Give the content type of the page as it is kept."""
    kind = text.split(";", maxsplit=1)[0].strip().lower()
    return f"{kind if kind in _KINDS else 'text/html'}; charset={charset}"


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | dict():
            for each in value.values() if isinstance(value, dict) else value:
                yield from _texts(each)


def _labels(step: str, page: Page) -> list[str]:
    """Give the account labels on a page; a form that asks for a login has fields of such names, but no accounts."""
    if page.tree.css_first("input[type=password i]") is not None:
        return []
    found = [label for label in named_accounts(page) if label]
    return found if len(found) > 1 or step == "filer_login" else []


def read(step: str, page: Page) -> Reading:
    """Read a page as its step would, and say it in the words of the fixtures. A page of no step is `other`."""
    for reader in dict.fromkeys((_FIXTURES.get(step, "other"), "login" if step == "filer_login" else "other")):
        try:
            if found := _READERS[reader](page):
                return Reading(reader, found)
        except (ValueError, KeyError):  # of the readers, or of a menu that offers the link twice
            continue
    return Reading("other", _other(page))


def _menu(page: Page) -> dict[str, Any]:
    signs = menus.signs(page)
    if not signs.signed_in:
        raise UnexpectedPageError("the page has no way to log out")
    found = signs.said()
    return {"shows": found.shows and found.shows.value, "link": found.link}


def _part(page: Page) -> dict[str, Any] | None:
    """Read what a part of the menu adds to it; a script's only offer is the link."""
    if readers.is_bounce(page):
        return None
    signs = menus.signs_of_script(page) if menus.is_script(page.url) else menus.signs(page)
    return {"link": signs.said().link, "events": signs.events, "ids": sorted(signs.ids)}


def _login(page: Page) -> dict[str, Any] | None:
    form = readers.login_form(page)
    if form is None:
        return None
    return {
        "action": form.action,
        "multipart": form.multipart,
        "charset": form.charset,
        "login": form.login_field,
        "password": form.password_field,
        "fields": [[name, value.reveal()] for name, value in form.fields],
        "asks": _asks(form),
    }


def _verify(page: Page) -> dict[str, Any] | None:
    if readers.asks_login_again(page) is not None:
        return None
    verify = readers.verify(page)
    found = verify.accounts
    return {
        "filer": found.filer,
        "pacer": found.pacer,
        "lines": len(found.said),
        "warnings": [warning.value for warning in found.warnings],
        "asks": _asks(verify.form),
    }


def _asks(form: PendingForm) -> list[list[str]]:
    """Say what a form asks beside the login: the kind, the court's words, the options."""
    return [[each.kind.value, each.label, *each.options] for each in form.questions]


def _other(page: Page) -> dict[str, Any]:
    text = words.spoken(page)
    trouble = words.login_trouble(text)
    return {
        "says": words.safe(text),
        "bounce": readers.is_bounce(page),
        "trouble": trouble.value if trouble else "",
        "popups": [words.safe(each) for each in words.popups(page)],
    }


_READERS: Final = {"menu": _menu, "part": _part, "login": _login, "verify": _verify, "other": _other}


def _json(about: dict[str, Any]) -> bytes:
    return (json.dumps(about, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")
