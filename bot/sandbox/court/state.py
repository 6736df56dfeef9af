"""The practice court's memory: who is signed in, what is linked, which form numbers are good, what was asked of it.

It holds practice passwords and tokens, so nothing here is ever logged or shown in a repr. Time comes from the clock
it is given.
"""

import random
import string
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.court import totp
from bot.sandbox.court.faults import FaultBox
from bot.sandbox.court.people import Filer, Person, everyone

TOKEN_LENGTH = 128
SESSION_LIFE = timedelta(minutes=60)
SIGN_ON_TRIES = 5
SIGN_ON_LOCK = timedelta(minutes=30)
FILER_TRIES = 5
FILER_LOCK = timedelta(minutes=5)
REMEMBERED_REQUESTS = 5000
REMEMBERED_FORMS = 5000
REMEMBERED_FAILURES = 1000
FIRST_MENU_ID = 2159336


@dataclass(slots=True, repr=False)
class Session:
    """One sign-in: the live token, those it replaced, and when it ends."""

    person: Person
    token: str
    expires_at: datetime
    former: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Link:
    """A CM/ECF account of a court and the PACER account it is linked to; `menu_id` is what its menus carry."""

    court: str
    filer_login: str
    pacer_username: str
    menu_id: int


@dataclass(slots=True, repr=False)
class IssuedForm:
    """A form sent out, by the number in its action: whose it is, what must come back with it, whether it was used."""

    number: str
    purpose: str
    session: Session
    court: str
    hidden: tuple[tuple[str, str], ...]
    filer: Filer | None = None
    spent: bool = False


@dataclass(slots=True)
class Failures:
    """Wrong tries in a row, and until when they lock."""

    count: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as the log keeps it: no body, no cookie, no unknown query."""

    n: int
    host: str
    method: str
    path: str
    effect: str


def _forget_oldest(remembered: dict[Any, Any], most: int) -> None:
    """Keep a long run from growing without end."""
    if len(remembered) > most:
        del remembered[next(iter(remembered))]


class PracticeCourt:
    """All that the practice sign-on and courts know. With a `seed`, tokens, form numbers and codes repeat."""

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), seed: int | None = None) -> None:
        # With a seed the values are meant to be guessable: it is for tests that compare two runs.
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311
        self._clock = clock
        self.people = everyone()
        self.faults = FaultBox()
        self._passcode_secrets = {
            person.username: bytes(self._random.choices(range(256), k=20)) for person in self.people if person.mfa
        }
        self.reset()

    def __repr__(self) -> str:
        """Say how much happened, and nothing that was typed."""
        return f"<PracticeCourt submits={self.submits} links={len(self.made_links)}>"

    def reset(self) -> None:
        """Forget everything that was done here; people and their authenticator apps stay."""
        self._tokens: dict[str, Session] = {}
        self._forms: dict[str, IssuedForm] = {}
        self._used_steps: dict[str, set[int]] = {}
        self._sign_on_failures: dict[str, Failures] = {}
        self._filer_failures: dict[tuple[str, str], Failures] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self._awaiting_proof: set[tuple[str, str]] = set()
        self._request_count = 0
        self.made_links: list[Link] = []
        self.submits_by_reference: Counter[str] = Counter()
        self.requests: deque[LoggedRequest] = deque(maxlen=REMEMBERED_REQUESTS)
        self.faults.clear()
        for filer in (filer for person in self.people for filer in person.filers if filer.linked_to is not None):
            self._remember_link(filer, str(filer.linked_to))

    @property
    def now(self) -> datetime:
        """Give the time by this court's clock."""
        return self._clock()

    @property
    def submits(self) -> int:
        """Count the final forms that reached a court, whatever became of them."""
        return self.submits_by_reference.total()

    def person(self, kind: str) -> Person:
        """Find the person of one kind; KeyError when there is none."""
        for person in self.people:
            if person.kind == kind:
                return person
        raise KeyError(kind)

    def random_text(self, length: int) -> str:
        """Make an unguessable text of letters and digits."""
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=length))

    # One-time passcodes

    def passcode(self, person: Person) -> str | None:
        """Give what the person's authenticator app shows now; None without one."""
        secret = self._passcode_secrets.get(person.username)
        return None if secret is None else totp.code_for(secret, totp.step_at(self.now))

    def passcode_used(self, person: Person) -> bool:
        """Tell whether the code shown now was used already."""
        return totp.step_at(self.now) in self._used_steps.get(person.username, set())

    def use_passcode(self, person: Person, code: str) -> bool:
        """Take a passcode, once; False when it is wrong, old or used."""
        used = self._used_steps.setdefault(person.username, set())
        step = totp.matching_step(self._passcode_secrets[person.username], code, self.now, used)
        if step is None:
            return False
        used.add(step)
        return True

    # Wrong tries

    def sign_on_locked(self, username: str) -> bool:
        """Tell whether wrong sign-ins lock this username now."""
        return self._locked(self._sign_on_failures.get(username))

    def sign_on_failed(self, username: str) -> None:
        """Count a wrong sign-in; the fifth in a row locks."""
        failures = self._sign_on_failures.setdefault(username, Failures())
        self._count(failures, SIGN_ON_TRIES, SIGN_ON_LOCK)
        _forget_oldest(self._sign_on_failures, REMEMBERED_FAILURES)

    def filer_locked(self, court: str, login: str) -> bool:
        """Tell whether wrong passwords lock this CM/ECF login now."""
        return self._locked(self._filer_failures.get((court, login)))

    def filer_failed(self, court: str, login: str) -> None:
        """Count a wrong CM/ECF password; more than five in a row lock."""
        failures = self._filer_failures.setdefault((court, login), Failures())
        self._count(failures, FILER_TRIES + 1, FILER_LOCK)
        _forget_oldest(self._filer_failures, REMEMBERED_FAILURES)

    def forget_failures(self, username: str) -> None:
        """Start counting anew after a right sign-in."""
        self._sign_on_failures.pop(username, None)

    def forget_filer_failures(self, court: str, login: str) -> None:
        """Start counting anew after a right CM/ECF password."""
        self._filer_failures.pop((court, login), None)

    def _locked(self, failures: Failures | None) -> bool:
        return failures is not None and failures.locked_until is not None and self.now < failures.locked_until

    def _count(self, failures: Failures, limit: int, lock: timedelta) -> None:
        if failures.locked_until is not None and self.now >= failures.locked_until:
            failures.count, failures.locked_until = 0, None
        failures.count += 1
        if failures.count >= limit:
            failures.locked_until = self.now + lock

    # Sessions

    def open_session(self, person: Person) -> Session:
        """Begin a session with a fresh token, good for 60 minutes."""
        session = Session(person, self.random_text(TOKEN_LENGTH), self.now + SESSION_LIFE)
        self._tokens[session.token] = session
        return session

    def session_for(self, token: str, companion: str) -> Session | None:
        """Find the session of a live token; its companion cookie may still hold a former token of the same session."""
        session = self._tokens.get(token)
        if session is None or session.token != token or self.now >= session.expires_at:
            return None
        return session if companion == token or companion in session.former else None

    def replace_token(self, session: Session) -> None:
        """Give a session another token; the one before ends it still, and does nothing else."""
        session.former.add(session.token)
        session.token = self.random_text(TOKEN_LENGTH)
        self._tokens[session.token] = session

    def end_session(self, token: str) -> bool:
        """End the session of a token, live or former; False when there is none."""
        session = self._tokens.get(token)
        if session is None:
            return False
        for known in (session.token, *session.former):
            self._tokens.pop(known, None)
        return True

    # Forms that are good once

    def issue_form(
        self,
        purpose: str,
        session: Session,
        court: str,
        hidden: tuple[tuple[str, str], ...],
        filer: Filer | None = None,
    ) -> IssuedForm:
        """Remember a form about to be sent out, under a fresh number of 12 to 16 digits."""
        digits = self._random.randrange(12, 17)
        number = str(self._random.randrange(10 ** (digits - 1), 10**digits))
        filled = tuple((name, value.replace("{random}", self.random_text(24))) for name, value in hidden)
        form = IssuedForm(number, purpose, session, court, filled, filer)
        self._forms[number] = form
        _forget_oldest(self._forms, REMEMBERED_FORMS)
        return form

    def form(self, number: str) -> IssuedForm | None:
        """Find a form by its number, used or not."""
        return self._forms.get(number)

    # Links

    def link_of_person(self, court: str, username: str) -> Link | None:
        """Find what a PACER account is linked to in a court."""
        for link in self._links.values():
            if link.court == court and link.pacer_username == username:
                return link
        return None

    def link_of_filer(self, court: str, login: str) -> Link | None:
        """Find what a CM/ECF account is linked to."""
        return self._links.get((court, login))

    def make_link(self, filer: Filer, username: str) -> Link:
        """Link for good (until reset)."""
        link = self._remember_link(filer, username)
        self.made_links.append(link)
        return link

    def _remember_link(self, filer: Filer, username: str) -> Link:
        link = Link(filer.court, filer.login, username, FIRST_MENU_ID + 7 * len(self._links))
        self._links[filer.court, filer.login] = link
        return link

    # What was asked

    def count_submit(self, court: str, form: IssuedForm | None) -> None:
        """Count one arrival of a final form, whatever becomes of it; `form`: None for a number never given out."""
        if form is None or form.filer is None:
            self.submits_by_reference[f"{court}/unknown form"] += 1
            return
        self.submits_by_reference[f"{court}/{form.filer.login}"] += 1
        self._awaiting_proof.add((form.session.person.username, court))

    def awaits_proof(self, session: Session, court: str) -> bool:
        """Tell whether this person sent a final form to this court, so that a menu read now is the proof."""
        return (session.person.username, court) in self._awaiting_proof

    def begins_anew(self, session: Session, court: str) -> None:
        """Note that the person opened the link page (again): the next menu is no proof."""
        self._awaiting_proof.discard((session.person.username, court))

    def log_request(self, host: str, method: str, path: str, effect: str) -> None:
        """Keep one request for `/practice/requests`; the caller passes nothing secret."""
        self._request_count += 1
        self.requests.append(LoggedRequest(self._request_count, host, method, path, effect))
