"""Every answer of the table, through the procedure: what it means, and that no token of it is left behind."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.court import Registry, procedure
from bot.court.calls import AfterSignIn, OpeningMenu
from bot.court.exchange import Answer, Answered, Lost
from bot.court.model import PacerCredentials
from bot.court.results import Failed
from bot.court.sign_on import SIGN_IN_URL, sign_out_body
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.court.sign_on_answers import DOWN, JSON, ROWS, TOKEN, Row, said

TYPED = PacerCredentials(Secret("jexample"), Secret("Sturdy-Lantern-1"))
MAINTENANCE = "https://pacer.uscourts.gov/maintenance"


def worded() -> list[tuple[Row, str, str, str]]:
    """Give the rows in the agreed form, each with its result, its words and its token."""
    agreed = [row for row in ROWS if row.status == 200 and row.body.startswith('{"next') and row.body.endswith("}")]
    return [(row, *_parts(json.loads(row.body))) for row in agreed]


def _parts(raw: dict[str, str]) -> tuple[str, str, str]:
    return raw["loginResult"], raw["errorDescription"], raw["nextGenCSO"]


WORDED = worded()


def came_of(row: Row) -> Answered:
    location = MAINTENANCE if row.status == 302 else ""
    return Answered(Answer(row.status, SIGN_IN_URL, row.content_type, row.body.encode(), location))


def meant(row: Row) -> tuple[str, str]:
    """Give what an answer means, and the token that is to be signed out."""
    court = Registry.shipped().get("mieb")
    assert court is not None
    step = procedure.advance(procedure.sign_in(court, TYPED), came_of(row))
    if isinstance(step.next, Failed):
        session = step.next.session
        left = json.loads(sign_out_body(session))["nextGenCSO"] if session else ""
        return step.next.trouble.value, left
    assert isinstance(step.state, OpeningMenu)
    assert isinstance(step.state.errand, AfterSignIn)
    notice = step.state.errand.notice
    return f"in, {notice.value}" if notice else "in", ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.status}-{row.meaning}-{row.body[-70:]}")
def test_an_answer_has_its_meaning(row: Row) -> None:
    assert meant(row) == (row.meaning, TOKEN if row.token else "")


def test_the_table_is_long_and_has_every_meaning_of_its_own() -> None:
    assert len(ROWS) >= 60
    of_the_sign_on = {each for each in Trouble if each.value.startswith("pacer_")}
    assert of_the_sign_on <= {row.meaning for row in ROWS}


def test_capitals_and_line_breaks_mean_nothing() -> None:
    for row, result, words, token in WORDED:
        loud = words.upper().replace(" ", "\n ")
        assert meant(row._replace(body=said(result, loud, token)))[0] == row.meaning


def test_an_answer_that_is_too_long_or_cannot_be_unpacked_is_pacers_fault() -> None:
    court = Registry.shipped().get("mieb")
    assert court is not None
    lost = Lost(Trouble.UNEXPECTED_PAGE, said("0", "", TOKEN).encode() + b" " * 100)
    failed = procedure.advance(procedure.sign_in(court, TYPED), lost).next
    assert isinstance(failed, Failed)
    assert failed.trouble.value == DOWN
    assert failed.session is not None
    assert failed.session.token.reveal() == TOKEN


@pytest.mark.parametrize("spelling", ["jexample", "Sturdy-Lantern-1", "lantern", "sturdy lantern 1"])
def test_what_was_typed_is_in_no_words_of_a_refusal(spelling: str) -> None:
    court = Registry.shipped().get("mieb")
    assert court is not None
    for row, result, words, token in WORDED:
        echo = said(result, f"{words} ({spelling})", token)
        failed = procedure.advance(procedure.sign_in(court, TYPED), came_of(row._replace(body=echo))).next
        if isinstance(failed, Failed):
            assert spelling.lower() not in failed.words.lower()
            assert spelling not in repr(failed)


def test_a_passcode_is_in_no_words_either() -> None:
    court = Registry.shipped().get("mieb")
    assert court is not None
    typed = replace(TYPED, passcode=Secret("827413"))
    for words in ("The code 827413 is wrong.", "The code 827 413 is wrong."):
        row = Row(200, JSON, said("13", words), "")
        failed = procedure.advance(procedure.sign_in(court, typed), came_of(row)).next
        assert isinstance(failed, Failed)
        assert not {"827413", "827", "413"} & set(failed.words.replace(".", "").split())
