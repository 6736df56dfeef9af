"""What goes in and out of the practice court, apart from any web framework. What was sent never shows in a repr."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Incoming:
    """One request: where to, and what with. `form` is None when the body was no well-formed multipart form of texts."""

    host: str
    method: str
    path: str
    query: str = field(repr=False)
    accept: str
    content_type: str
    cookies: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    form: tuple[tuple[str, str], ...] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and in `effect` what it did, in words fit for the request log (never a secret)."""

    body: bytes = field(repr=False)
    effect: str
    status: int = 200
    content_type: str = "text/html; charset=UTF-8"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def html_answer(text: str, effect: str, *, status: int = 200, encoding: str = "utf-8", declared: bool = True) -> Answer:
    """Answer with a page in `encoding`; when not `declared`, only the page's own meta tag tells which it is."""
    charset = {"utf-8": "UTF-8", "latin-1": "ISO-8859-1"}[encoding]
    kind = f"text/html; charset={charset}" if declared else "text/html"
    return Answer(text.encode(encoding, "xmlcharrefreplace"), effect, status, kind)


def text(value: str) -> str:
    """Write a value into HTML, quotes included."""
    return html.escape(value, quote=True)
