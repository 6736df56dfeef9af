"""Whatever a page holds, a form is read whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from bot.court.model import CourtSession, FormKind, QuestionKind
from bot.court.pages import forms, readers
from bot.court.pages.readers import OtherLoginShownError, UnexpectedPageError
from bot.court.registry.registry import Registry
from bot.vault import Secret
from tests.court.any_page import FORMS, PAGES

if TYPE_CHECKING:
    from bot.court.model import PendingForm

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"
PAGES_TRIED = int(os.environ.get("LINK_PACER_MUTATIONS", "200"))
COURT = Registry.shipped().get("mieb")
ANSWERS = {QuestionKind.TEXT: "a text", QuestionKind.PASSWORD: "a password", QuestionKind.TICK: "1"}


def read(source: str) -> list[PendingForm]:
    page, found = readers.read(source.encode(), "text/html; charset=utf-8", HERE), []
    confirmed, before = (lambda page: readers.verify(page).form), (lambda page: readers.before_login(page).form)
    for reader in (readers.login_form, readers.asks_login_again, confirmed, before):
        try:
            found.append(reader(page))
        except (UnexpectedPageError, OtherLoginShownError):
            continue
    return [form for form in found if form is not None]


@settings(max_examples=PAGES_TRIED, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES | FORMS)
def test_a_form_is_understood_whole_or_not_at_all(source: str) -> None:
    for form in read(source):
        assert form.action.startswith("https://ecf.mieb.uscourts.gov/")
        assert len(form.places) == len(form.questions) <= 40
        for question, place in zip(form.questions, form.places, strict=True):
            assert 0 < len(question.label) <= 150
            assert question.kind is place.kind
            assert len(question.options) <= 100
            assert all(0 < len(option) <= 75 for option in question.options)
            assert len(place.values) == (len(question.options) or question.kind is QuestionKind.TICK)
            assert question.default in ("", "1", *question.options)
            assert 0 <= place.at <= place.at + place.instead <= len(form.fields)
        assert COURT is not None
        session = CourtSession.load(CourtSession(COURT, Secret("t"), (), form).dump())
        assert session.form is not None
        held = session.form
        untouched = forms.encode(held, {}, (None,) * len(held.questions))
        assert len(untouched[1]) == len(forms.encode(form, {})[1]), "nothing is chosen for anybody"
        answers = tuple(Secret(ANSWERS.get(each.kind, "0")) for each in held.questions)
        held.check(answers)
        forms.encode(held, {held.login_field: Secret("jane")} if held.kind is FormKind.FILER_LOGIN else {}, answers)
