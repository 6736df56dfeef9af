"""The result, the short answers, the help desk's notice and the App Home."""

from typing import Any

import pytest

from bot import screens
from bot.flow.effects import Outcome, TellHelpDesk
from bot.flow.states import (
    AlreadyLinked,
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    Cancelled,
    ChoosingCourt,
    Court,
    Linked,
    Problem,
    Refused,
    Reviewing,
    Run,
    SigningIn,
    State,
    Unknown,
)
from bot.screens import ActionId, HomeLink
from bot.texts import notices
from tests.screens.every_state import DRAWN, MIEB, MIED, NOW, TIDY

RUN = Run("c-7f3a")
CLAIM = "c-7f3a/1"


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


def paragraphs(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


@pytest.mark.parametrize(
    ("court", "where"),
    [
        (MIEB, "Bankruptcy or Adversary"),
        (MIED, "Civil or Criminal"),
        (Court("x", "X", "ecf.x.uscourts.gov", ()), "the filing menus"),
    ],
)
def test_the_result_is_the_procedures_own_last_instruction(court: Court, where: str) -> None:
    told = screens.result(Linked(RUN, court, NOW, TIDY), DRAWN)
    instruction = f"Now refresh your screen and go to {where} on the menu bar."
    assert instruction in paragraphs(told.blocks)
    assert instruction in told.text
    for fact in (
        "Your old e-filing credentials for CM/ECF are permanently linked to your upgraded PACER account.",
        "use your PACER credentials for both PACER and NextGen CM/ECF",
        "Multi-factor sign-in (MFA) applies to your PACER account from now on",
        "Proof: after the link, the court's own menu showed the filing menus.",
    ):
        assert fact in told.text
    (button,) = elements(told.blocks)
    assert button["url"] == f"https://{court.host}/"
    assert "Reference c-7f3a" in str(told.blocks)


def test_the_result_of_nothing_to_do() -> None:
    told = screens.result(AlreadyLinked(RUN, MIEB, NOW), DRAWN)
    assert "already linked at U.S. Bankruptcy Court, Eastern District of Michigan" in told.text
    assert "Nothing was changed" in told.text
    assert "go to Bankruptcy or Adversary" in told.text


def test_the_result_that_nobody_knows_is_not_called_linked() -> None:
    told = screens.result(Unknown(RUN, MIEB, Problem.ANSWER_LOST, CLAIM, NOW), DRAWN)
    assert told.text.startswith("We do not know yet whether")
    assert "permanently linked" not in told.text
    assert "Press *Check again* on your card" in told.text


def test_any_other_result_is_the_card() -> None:
    state = Refused(RUN, MIEB, Problem.PACER_REFUSED, NOW)
    assert screens.result(state, DRAWN) == screens.card(state, DRAWN)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, notices.SENT_MESSAGE),
        (ChoosingCourt(RUN), notices.SENT_MESSAGE),
        (AwaitingFilerLogin(RUN, MIEB), notices.RESUMED),
        (Cancelled(RUN, NOW), notices.ENDED),
        (Refused(RUN, MIEB, Problem.FILER_LOCKED, NOW), notices.ENDED),
        (Refused(RUN, MIEB, Problem.TOO_MANY_FILER_TRIES, NOW, "", NOW), notices.COOLING),
    ],
)
def test_the_command_is_answered_with_the_way_to_the_message(state: State | None, words: str) -> None:
    told = screens.command_answer(state, "https://app.slack.com/x")
    assert told.text == words
    assert paragraphs(told.blocks) == [f"{words} <https://app.slack.com/x|Open the message>"]
    assert paragraphs(screens.command_answer(state, "").blocks) == [words]


def test_the_help_desk_learns_who_where_and_why() -> None:
    effect = TellHelpDesk(
        Outcome.REFUSED, MIEB, Problem.FILER_LINKED_ELSEWHERE, "<!channel> already linked " + "x" * 3000
    )
    told = screens.help_desk_notice(effect, "U0ATTORNEY", "c-7f3a")
    first, quoted = paragraphs(told.blocks)
    assert first.startswith("*<@U0ATTORNEY> · U.S. Bankruptcy Court, Eastern District of Michigan*\nStopped.")
    assert "linked to another PACER account" in first
    assert "&lt;!channel&gt; already linked" in quoted
    assert len(quoted) < 340
    assert "c-7f3a" in str(told.blocks)


def test_the_help_desk_is_not_given_words_that_nobody_said() -> None:
    told = screens.help_desk_notice(TellHelpDesk(Outcome.LINKED, MIEB), "U0ATTORNEY", "c-7f3a")
    assert len(paragraphs(told.blocks)) == 1
    assert "proven by the court's menu" in told.text


def test_trouble_says_nothing_of_what_was_sent() -> None:
    assert "sent" not in screens.trouble().text
    assert screens.trouble().text in str(screens.trouble_view())


@pytest.mark.parametrize(
    ("state", "clicks"),
    [
        (None, [ActionId.START]),
        (ChoosingCourt(RUN), [ActionId.START]),
        (SigningIn(RUN, MIEB), [ActionId.START]),
        (AwaitingPacerSignIn(RUN, MIEB), [ActionId.CONTINUE, ActionId.START]),
        (AwaitingPacerSignIn(RUN, MIEB, unsettled=CLAIM), [ActionId.CONTINUE, ActionId.START]),
        (AwaitingFilerLogin(RUN, MIEB), [ActionId.CONTINUE, ActionId.START]),
        (Reviewing(RUN, MIEB, TIDY), [ActionId.CONTINUE, ActionId.START]),
        (Unknown(RUN, MIEB, Problem.ANSWER_LOST, CLAIM, NOW), [ActionId.START]),
        (Linked(RUN, MIEB, NOW), [ActionId.START]),
    ],
)
def test_the_home_leads_on(state: State | None, clicks: list[str]) -> None:
    view = screens.home(state, [], DRAWN if state else None)
    assert [element["action_id"] for element in elements(view["blocks"])] == clicks
    assert notices.HOME_NO_LINKS in paragraphs(view["blocks"])
    assert notices.HOME_STORED_WORDS in paragraphs(view["blocks"])


def test_the_home_lists_the_linked_courts() -> None:
    links = [HomeLink(f"Court {number}", NOW, "court menu") for number in range(53)]
    words = "\n".join(paragraphs(screens.home(None, links, None)["blocks"]))
    assert "• Court 0 · <!date^" in words
    assert words.count("shown by the court's own menu") == 50
    assert "and 3 more" in words
    assert "Court 50" not in words


def test_a_link_on_an_unknown_word_is_listed_without_it() -> None:
    words = paragraphs(screens.home(None, [HomeLink("Court", NOW, "somebody")], None)["blocks"])
    assert any(line.startswith("• Court · <!date^") and line.endswith("UTC>") for line in words)


def test_options_name_courts_and_carry_their_ids() -> None:
    options = screens.court_options([MIEB, MIED])
    assert [option["value"] for option in options] == ["mieb", "mied"]
    assert options[0]["text"]["text"] == MIEB.name
