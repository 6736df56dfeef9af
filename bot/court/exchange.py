"""What goes over the wire at the sign-on and at a court, as values: requests, and what came of each. PURE.

`bot.court.procedure` gives the one and takes the other; `bot.court.service` performs. Nothing here shows a secret: a
request holds what was typed, and an answer may repeat it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.court.model import Answers, Cookie, PendingForm
    from bot.vault import Secret
    from bot.vocabulary import Trouble


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: never shown, since a court's page may repeat what was typed."""

    status: int
    url: str = field(repr=False)
    content_type: str
    body: bytes = field(repr=False)
    location: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Get:
    """A page is wanted. `step` is what a rehearsal calls its page.

    `fresh`: over a connection that nothing was sent on before.
    """

    step: str
    url: str = field(repr=False)
    referer: str = field(repr=False)
    fresh: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PostForm:
    """A form of the court's is sent, `typed` filled into the fields of those names, `answers` as `Answers` says.

    `irreversible`: what it does cannot be undone, so it is sent at most once, on a connection of its own.
    """

    step: str
    form: PendingForm
    typed: Mapping[str, Secret] = field(repr=False)
    irreversible: bool = False
    answers: Answers = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class PostJson:
    """PACER's sign-on is asked, with a jar of cookies that holds nothing else."""

    step: str
    url: str
    body: bytes = field(repr=False)


Request = Get | PostForm | PostJson


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and what the jar of cookies holds now."""

    answer: Answer
    cookies: tuple[Cookie, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsent:
    """Proven: not one byte of the request left this machine."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Lost:
    """The request may have arrived; no usable answer came back.

    `part` is what did come of its body, and `cookies` what the jar holds now; None when that is not known. `dropped`:
    the request, where it was for a page, and went down with a connection kept open from before, ahead of any answer. Of
    a form there is none: what was posted is not to be had from here.
    """

    trouble: Trouble
    part: bytes = field(default=b"", repr=False)
    cookies: tuple[Cookie, ...] | None = None
    dropped: Get | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """The time for the whole call is over; the request may have arrived. `part` and `cookies` as in Lost."""

    part: bytes = field(default=b"", repr=False)
    cookies: tuple[Cookie, ...] | None = None


Came = Answered | Unsent | Lost | Late
