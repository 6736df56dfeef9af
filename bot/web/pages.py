"""The pages, as HTML that needs no script and no other machine. PURE.

What is shown was decided before: a `Page` of values in, text out. Paragraphs, the notice and `where` are as they are
written for Slack; all else is plain text, and escaped as such.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.texts import browser
from bot.web.marks import as_html, as_line

PLACES = {"style": "static/form.css", "script": "static/show.js", "icon": "static/icon.svg"}


class Kind(StrEnum):
    """What a box takes."""

    TEXT = "text"
    PASSWORD = "password"  # noqa: S105 - a kind of box
    PASSCODE = "passcode"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the form. `fill` is what password managers know it by; `value` what stands in it, never a secret."""

    name: str
    label: str
    kind: Kind
    fill: str = "off"
    hint: str = ""
    error: str = ""
    value: str = ""
    options: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """What is filled in and sent; `hidden` names the form and proves that this page made it."""

    boxes: tuple[Box, ...]
    submit: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from a page."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows. `where` stands small above the title; words are as they are written for Slack."""

    title: str
    where: str = ""
    notice: str = ""
    paragraphs: tuple[str, ...] = ()
    form: Form | None = None
    links: tuple[Link, ...] = ()


def html_of(page: Page) -> str:
    """Give a page's HTML."""
    wrong = any(box.error for box in page.form.boxes) if page.form else False
    title = browser.wrong_in_title(page.title) if wrong else page.title
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{_text(title)} - {_text(browser.APP_TITLE)}</title>\n"
        f'<link rel="icon" href="/{PLACES["icon"]}" type="image/svg+xml">\n'
        f'<link rel="stylesheet" href="/{PLACES["style"]}">\n'
        f'<script src="/{PLACES["script"]}" defer></script>\n</head>\n<body>\n'
        f'<header><p class="app">{_text(browser.APP_TITLE)}</p></header>\n<main>\n'
        f"{_said(page, wrong=wrong)}{_form(page.form) if page.form else ''}{_links(page.links)}"
        "</main>\n</body>\n</html>\n"
    )


def _said(page: Page, *, wrong: bool) -> str:
    where = f'<p class="where">{as_line(page.where)}</p>\n' if page.where else ""
    notice = "\n".join(each for each in (page.notice, browser.WRONG if wrong else "") if each)
    alert = f'<div class="notice" role="alert">{as_html(notice)}</div>\n' if notice else ""
    paragraphs = "\n".join(as_html(each) for each in page.paragraphs if each)
    return f"{where}<h1>{_text(page.title)}</h1>\n{alert}{paragraphs}\n"


def _links(links: tuple[Link, ...]) -> str:
    return "".join(f'<p><a class="button" href="{_text(each.address)}">{_text(each.words)}</a></p>\n' for each in links)


def _form(form: Form) -> str:
    hidden = "".join(f'<input type="hidden" name="{name}" value="{_text(value)}">\n' for name, value in form.hidden)
    boxes = "".join(_box(box) for box in form.boxes)
    return (
        f'<form method="post" action="/form" novalidate>\n{hidden}{boxes}'
        f'<p><button type="submit">{_text(form.submit)}</button></p>\n</form>\n'
    )


def _box(box: Box) -> str:
    optional = "" if box.required else f' <span class="optional">({_text(browser.OPTIONAL)})</span>'
    hint = f'<p class="hint" id="{box.name}-hint">{_text(box.hint)}</p>\n' if box.hint else ""
    error = f'<p class="error" id="{box.name}-error">{_text(box.error)}</p>\n' if box.error else ""
    label = f'<label for="{box.name}">{_text(box.label)}{optional}</label>\n'
    control = _control(box)
    if box.kind is Kind.TICK:
        return f'<div class="box tick">{error}{control}\n{label}{hint}</div>\n'
    return f'<div class="box">{label}{hint}{error}{control}</div>\n'


def _control(box: Box) -> str:
    shared = f'id="{box.name}" name="{box.name}"{_described(box)}{" required" if box.required else ""}'
    plain = 'autocapitalize="none" autocorrect="off" spellcheck="false"'
    filled = f'autocomplete="{box.fill}"'
    match box.kind:
        case Kind.TEXT:
            return f'<input type="text" {shared} {filled} {plain} value="{_text(box.value)}">\n'
        case Kind.PASSWORD:
            return (
                f'<div class="masked"><input type="password" {shared} {filled} {plain}>\n'
                f'<button type="button" class="show" data-of="{box.name}" data-show="{_text(browser.SHOW)}" '
                f'data-hide="{_text(browser.HIDE)}" aria-pressed="false" hidden>{_text(browser.SHOW)}'
                f'<span class="unseen"> {_text(box.label)}</span></button></div>\n'
            )
        case Kind.PASSCODE:
            return f'<input type="text" {shared} {filled} {plain} inputmode="numeric">\n'
        case Kind.CHOICE:
            return f"<select {shared} {filled}>\n{_options(box)}</select>\n"
        case Kind.TICK:
            return f'<input type="checkbox" {shared} value="1"{" checked" if box.value else ""}>'
        case _:
            assert_never(box.kind)


def _options(box: Box) -> str:
    none = "" if box.value else f'<option value="" selected>{_text(browser.NOT_CHOSEN)}</option>\n'
    return none + "".join(
        f'<option value="{place}"{" selected" if str(place) == box.value else ""}>{_text(words)}</option>\n'
        for place, words in enumerate(box.options)
    )


def _described(box: Box) -> str:
    ids = [f"{box.name}-{what}" for what, words in (("hint", box.hint), ("error", box.error)) if words]
    described = f' aria-describedby="{" ".join(ids)}"' if ids else ""
    return described + (' aria-invalid="true"' if box.error else "")


def _text(value: str) -> str:
    return html.escape(value)
