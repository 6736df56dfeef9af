"""A court that asks for more than a login: its questions are put to the person, and sent with their consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.person import chosen, element, words
from tests.support.stack import filer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.person import Json
    from tests.support.stack import Stack


def ticked(view: Json, action_id: str) -> Any:
    return element(view, action_id)["options"]


async def asked(walk: Walk) -> Json:
    """Come to where the court asks."""
    await walk.me.sends(await walk.to_filer_login(), **filer_fields(walk.known, walk.court))
    await walk.me.reads("Answer the court")
    return await walk.me.sees_modal("The court asks")


async def test_a_tick_of_the_courts_is_ticked_by_the_person_alone(stack: Stack) -> None:
    walk = await Walk.of(stack, court="ilnb")
    view = await asked(walk)
    assert "I have verified that both of these accounts are my own." in words(view)
    assert "Rowan Castellan" in words(view)
    assert "initial_options" not in element(view, "answer_1")
    await walk.me.sends(view, answer_1=ticked(view, "answer_1"))
    assert stack.court.submits == 0, "without the consent nothing is sent"
    await walk.me.sends(view, answer_1=ticked(view, "answer_1"), consent=ticked(view, "consent"))
    await walk.me.reads("refresh your screen and go to")
    assert (stack.court.submits, len(stack.court.made_links)) == (1, 1)


async def test_a_page_in_between_is_answered_and_the_next_one_consented_to_by_itself(stack: Stack) -> None:
    walk = await Walk.of(stack, court="gand")
    view = await asked(walk)
    assert "You file here as" in words(view)
    password = filer_fields(walk.known, walk.court)["filer_password"]
    await walk.me.sends(
        view,
        answer_1=chosen(view, "answer_1", "Attorney"),
        answer_2=password,
        consent=ticked(view, "consent"),
    )
    await walk.me.reads("asks for more before it links")
    assert stack.court.made_links == []
    await walk.me.sees_modal("Link these accounts")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("refresh your screen and go to")
    assert len(stack.court.made_links) == 1
    assert password.encode() not in stack.running_workspace.requests_bytes(), "what was answered is shown nowhere"


async def test_who_leaves_at_the_next_page_is_not_told_that_nothing_happened(stack: Stack) -> None:
    walk = await Walk.of(stack, court="gand")
    view = await asked(walk)
    password = filer_fields(walk.known, walk.court)["filer_password"]
    answers = {"answer_1": chosen(view, "answer_1", "Attorney"), "answer_2": password}
    await walk.me.sends(view, **answers, consent=ticked(view, "consent"))
    await walk.me.reads("asks for more before it links")
    await walk.me.types("cancel")
    await walk.me.reads("Result not known")
