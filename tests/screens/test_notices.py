"""The result, the short answers, the help desk's notice and the App Home."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot import flow, screens
from bot.flow import states as st
from bot.flow.effects import Outcome, TellHelpDesk
from bot.screens import ActionId, KnownLink
from bot.texts import notices
from bot.vocabulary import Trouble
from tests.screens.every_state import CA6, DRAWN, LOST, MIEB, MIED, NOW, TIDY

RUN = st.Run("c-7f3a")
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
        (st.Court("x", "X", "ecf.x.uscourts.gov", ()), "the filing menus"),
    ],
)
def test_the_result_is_the_procedures_own_last_instruction(court: st.Court, where: str) -> None:
    told = screens.result(st.Linked(RUN, court, NOW, TIDY), DRAWN)
    instruction = f"Then refresh your screen and go to {where} on the menu bar."
    assert f"*Open the court with the button below. Is it open already? {instruction}*" in paragraphs(told.blocks)
    assert instruction in told.text
    for fact in (
        "Your old e-filing credentials for CM/ECF are permanently linked to your upgraded PACER account.",
        "use your PACER credentials for both PACER and NextGen CM/ECF",
        "One-time passcode (MFA): PACER now asks for one, since your account can file.",
        "change them at PACER, under Manage My Account, for all your courts",
        "More e-mails, and filing agents: they stay at each court, as before.",
        "Proof: after the link, the court's own menu showed the filing menus.",
    ):
        assert fact in told.text
    (button,) = elements(told.blocks)
    assert button["url"] == f"https://{court.host}/"
    assert "Reference c-7f3a" in str(told.blocks)


def test_a_refusal_gives_the_reason_then_what_changed_what_next_and_the_time_last() -> None:
    again = NOW + timedelta(minutes=15)
    state = st.Refused(RUN, MIEB, st.Finding.TOO_MANY_FILER_TRIES, NOW, "Login failed.", again)
    told = screens.result(state, DRAWN)
    first, changed, what_next, led, desk = paragraphs(told.blocks)
    assert first.startswith(f"*Not linked at {MIEB.name}. Two tries with the old")
    assert changed == "Nothing was linked and nothing was changed. The answer, word for word: “Login failed.”"
    assert what_next.startswith("*Next:*")
    assert "313-555-0100" in what_next
    assert led == notices.OR_IN_THE_BROWSER_LATER
    assert "Try again at " in desk
    assert told.blocks[-1]["elements"][0]["text"].startswith("Stopped: <!date")
    ways_on = [ActionId.OWN_BROWSER, ActionId.START, ActionId.HELP]
    assert [each["action_id"] for each in elements(told.blocks)] == ways_on
    other = screens.result(replace(state, problem=Trouble.PACER_REFUSED, again_after=None), DRAWN)
    assert [each["action_id"] for each in elements(other.blocks)] == [ActionId.HELP]


def test_an_assistants_result_lists_the_attorneys_five_clicks() -> None:
    agent = replace(RUN, agent=True)
    for state in (
        st.Linked(agent, MIEB, NOW, TIDY),
        st.Linked(agent, MIEB, NOW, proof=st.Proof.PERSONS_WORD),
        st.AlreadyLinked(agent, MIEB, NOW),
    ):
        told = screens.result(state, DRAWN)
        assert "1. Utilities" in told.text
        assert "4. Find Filing Agent" in told.text
    assert "Filing Agent" not in screens.result(st.Linked(RUN, MIEB, NOW, TIDY), DRAWN).text


def test_the_result_of_nothing_to_do() -> None:
    told = screens.result(st.AlreadyLinked(RUN, MIEB, NOW), DRAWN)
    assert "already linked at U.S. Bankruptcy Court, Eastern District of Michigan" in told.text
    assert "Nothing was changed" in told.text
    assert "go to Bankruptcy or Adversary" in told.text


def test_the_result_that_nobody_knows_is_not_called_linked() -> None:
    told = screens.result(st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), DRAWN)
    assert told.text.startswith("We do not know yet whether")
    assert "permanently linked" not in told.text
    buttons = [(each["action_id"], each.get("style")) for each in elements(told.blocks)]
    assert buttons == [(ActionId.CHECK_AGAIN, "primary"), (ActionId.GO_TO_COURT, None), (ActionId.HELP, None)]


@pytest.mark.parametrize("problem", st.PROBLEMS)
def test_an_unknown_end_has_one_instruction_and_claims_what_is_known(problem: st.Problem) -> None:
    for answered in (True, False):
        state = st.Unknown(RUN, MIEB, problem, replace(LOST, answered=answered), NOW)
        for words in (screens.result(state, DRAWN).text, screens.card(state, DRAWN).text):
            assert words.count("Next:") == 1
            assert "Press Check again: you sign in to PACER once more" in words
            assert "Sign in to PACER again" not in words
            assert "is kept" not in words
            assert ("The link request was sent, and the court answered it" in words) == answered
            assert ("may have reached the court" in words) != answered


def test_another_court_needs_no_second_sign_in_while_the_session_is_kept() -> None:
    for kind in (st.Linked, st.AlreadyLinked):
        kept = screens.result(kind(RUN, MIEB, NOW, session=True), DRAWN)
        assert [each["action_id"] for each in elements(kept.blocks)] == [ActionId.GO_TO_COURT, ActionId.START]
        assert "this app can link another court, and need not ask for your PACER password" in kept.text
        gone = screens.result(kind(RUN, MIEB, NOW), DRAWN)
        assert [each["action_id"] for each in elements(gone.blocks)] == [ActionId.GO_TO_COURT]
        assert "second sign-in" not in gone.text
    assert timedelta(minutes=5) == flow.ANOTHER_COURT


def test_a_sitting_is_summed_up() -> None:
    third = screens.result(st.Linked(replace(RUN, linked=("First <b>", "Second")), MIED, NOW), DRAWN)
    assert "In this sitting, First &lt;b&gt;, Second and U.S. District Court, E.D. Mich. are linked now." in third.text
    by_hand = st.Linked(replace(RUN, linked=("First",)), CA6, NOW, proof=st.Proof.PERSONS_WORD)
    assert f"First and {CA6.name} (by your own word) are linked now." in screens.result(by_hand, DRAWN).text
    many = replace(RUN, linked=tuple(f"Court {number}" for number in range(20)))
    assert "In this sitting, 8 more courts, Court 8, Court 9" in screens.result(st.Linked(many, MIED, NOW), DRAWN).text
    assert "1 more court, " in screens.result(st.Linked(replace(many, linked=many.linked[:13]), MIED, NOW), DRAWN).text
    assert "in this sitting" not in screens.result(st.Linked(RUN, MIED, NOW), DRAWN).text


def test_the_result_on_the_persons_word_claims_no_proof() -> None:
    told = screens.result(st.Linked(RUN, CA6, NOW, proof=st.Proof.PERSONS_WORD), DRAWN)
    assert told.text.startswith("Noted: by your own word")
    assert "it has not proven it" in told.text
    assert "Proof:" not in told.text
    assert "permanently linked" not in told.text


def test_any_other_result_is_the_card() -> None:
    state = st.Cancelled(RUN, NOW, MIEB)
    assert screens.result(state, DRAWN) == screens.card(state, DRAWN)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, notices.SENT_MESSAGE),
        (st.ChoosingCourt(RUN), notices.SENT_MESSAGE),
        (st.AwaitingFilerLogin(RUN, MIEB), notices.RESUMED),
        (st.Cancelled(RUN, NOW), notices.ENDED),
        (st.Refused(RUN, MIEB, Trouble.FILER_LOCKED, NOW), notices.ENDED),
        (st.Refused(RUN, MIEB, st.Finding.TOO_MANY_FILER_TRIES, NOW, "", NOW), notices.COOLING),
    ],
)
def test_the_command_is_answered_with_the_way_to_the_message(state: st.State | None, words: str) -> None:
    told = screens.command_answer(state, "https://app.slack.com/x")
    assert paragraphs(told.blocks) == [f"{words} <https://app.slack.com/x|Open the message>"]
    assert paragraphs(screens.command_answer(state, "").blocks) == [words]


def test_the_help_desk_learns_who_where_and_why() -> None:
    effect = TellHelpDesk(
        Outcome.REFUSED, MIEB, Trouble.FILER_LINKED_ELSEWHERE, "<!channel> already linked " + "x" * 3000
    )
    told = screens.help_desk_notice(effect, "U0ATTORNEY", "c-7f3a")
    first, quoted = paragraphs(told.blocks)
    assert first.startswith(
        "*<@U0ATTORNEY> · U.S. Bankruptcy Court, Eastern District of Michigan*\nStopped, nothing was linked."
    )
    assert "linked to another PACER account" in first
    assert "&lt;!channel&gt; already linked" in quoted
    assert len(quoted) < 340
    assert "c-7f3a" in str(told.blocks)


def test_the_help_desk_is_not_given_words_that_nobody_said() -> None:
    told = screens.help_desk_notice(TellHelpDesk(Outcome.LINKED, MIEB), "U0ATTORNEY", "c-7f3a")
    assert len(paragraphs(told.blocks)) == 1
    assert "Linked. Proven by the court's menu" in told.text


@pytest.mark.parametrize("court", [MIEB, None])
def test_the_help_desk_learns_that_a_human_is_asked_for(court: st.Court | None) -> None:
    effect = TellHelpDesk(Outcome.ASKED, court, step="Guided", why=st.WhyHuman.SAW_SOMETHING_ELSE)
    told = screens.help_desk_notice(effect, "U0ATTORNEY", "c-7f3a")
    who = f"<@U0ATTORNEY> · {MIEB.name}" if court else "<@U0ATTORNEY>"
    assert paragraphs(told.blocks)[0].startswith(f"*{who}*\nAsks for a human.")
    assert "they saw something else than this app had described" in told.text
    assert "Where: in their own browser, led by this app." in told.text
    assert "Reference c-7f3a" in str(told.blocks)


def test_the_help_desk_is_not_told_of_a_proof_that_nobody_has() -> None:
    told = screens.help_desk_notice(TellHelpDesk(Outcome.LINKED, CA6, step="Guided"), "U0ATTORNEY", "c-7f3a")
    assert "Linked. In their own browser, by their own word; this app has not proven it" in told.text
    assert "court's menu" not in told.text


def test_trouble_says_nothing_of_what_was_sent() -> None:
    assert "sent" not in screens.trouble().text
    assert paragraphs(screens.trouble().blocks) == paragraphs(screens.trouble_view()["blocks"])


@pytest.mark.parametrize(
    ("state", "clicks"),
    [
        (None, [ActionId.START]),
        (st.ChoosingCourt(RUN), [ActionId.START]),
        (st.Guided(RUN, CA6, 4), [ActionId.START]),
        (st.SigningIn(RUN, MIEB), [ActionId.START]),
        (st.AwaitingPacerSignIn(RUN, MIEB), [ActionId.CONTINUE, ActionId.START]),
        (st.AwaitingPacerSignIn(RUN, MIEB, unsettled=LOST), [ActionId.CONTINUE, ActionId.START]),
        (st.AwaitingFilerLogin(RUN, MIEB), [ActionId.CONTINUE, ActionId.START]),
        (st.Reviewing(RUN, MIEB, TIDY), [ActionId.CONTINUE, ActionId.START]),
        (st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), [ActionId.START]),
        (st.Linked(RUN, MIEB, NOW), [ActionId.START]),
    ],
)
def test_the_home_leads_on(state: st.State | None, clicks: list[str]) -> None:
    view = screens.home(state, [], DRAWN if state else None)
    shown = [element["action_id"] for element in elements(view["blocks"])]
    assert shown == [*clicks, ActionId.HELP, ActionId.FORGET]
    assert notices.HOME_NO_LINKS in paragraphs(view["blocks"])
    assert notices.HOME_STORED_WORDS in paragraphs(view["blocks"])


def test_the_home_lists_the_linked_courts() -> None:
    links = [KnownLink(f"Court {number}", NOW, st.Proof.COURT_MENU) for number in range(53)]
    words = "\n".join(paragraphs(screens.home(None, links, None)["blocks"]))
    assert "• Court 0 · <!date^" in words
    assert words.count("shown by the court's own menu") == 50
    assert "and 3 more" in words
    assert "Court 50" not in words


def test_the_home_lists_a_court_once_and_its_own_menu_before_a_word() -> None:
    later = NOW + timedelta(days=2)
    links = [
        KnownLink("First", NOW, st.Proof.PERSONS_WORD),
        KnownLink("Second", NOW, st.Proof.COURT_MENU),
        KnownLink("First", NOW, st.Proof.COURT_MENU),
        KnownLink("Second", later, st.Proof.PERSONS_WORD),
        KnownLink("Third", NOW, st.Proof.PERSONS_WORD),
        KnownLink("Third", later, st.Proof.PERSONS_WORD),
    ]
    view = screens.home(None, links, None)
    lines = [line for words in paragraphs(view["blocks"]) for line in words.split("\n") if line.startswith("•")]
    assert [line.split(" · ")[0] for line in lines] == ["• First", "• Second", "• Third"]
    assert ["own word" in line for line in lines] == [False, False, True]
    assert f"<!date^{int(later.timestamp())}" in lines[2]


@pytest.mark.parametrize("kind", [st.Linked, st.AlreadyLinked])
def test_the_home_names_the_court_of_the_last_run_in_the_list_alone(kind: type[st.Linked | st.AlreadyLinked]) -> None:
    state = kind(RUN, MIEB, NOW)
    listed = screens.home(state, [KnownLink(MIEB.name, NOW, st.Proof.COURT_MENU)], DRAWN)
    assert str(listed["blocks"]).count(MIEB.name) == 1
    assert [each["action_id"] for each in elements(listed["blocks"])][:2] == [ActionId.START, ActionId.HELP]
    assert notices.HOME_LAST in str(screens.home(state, [], DRAWN)["blocks"])


def test_a_link_is_listed_with_both_accounts_and_on_whose_word() -> None:
    link = KnownLink("Court", NOW, st.Proof.PERSONS_WORD, "A… R…", "A… <R>…")
    words = "\n".join(paragraphs(screens.home(None, [link], None)["blocks"]))
    assert "CM/ECF A… R… · PACER A… &lt;R&gt;… · by your own word, not proven by this app" in words


def test_to_be_forgotten_is_asked_for_once_more() -> None:
    for drawn in (None, DRAWN):
        view = screens.home(st.Linked(RUN, MIEB, NOW) if drawn else None, [], drawn)
        (forget,) = [each for each in elements(view["blocks"]) if each["action_id"] == ActionId.FORGET]
        assert forget["confirm"]["confirm"]["text"] == "Forget me"
        assert "a link request whose end is not known; they hold no names" in forget["confirm"]["text"]["text"]
        assert forget.get("value") == (screens.stamp(drawn) if drawn else None)


def test_a_link_on_an_unknown_word_is_listed_without_it() -> None:
    words = paragraphs(screens.home(None, [KnownLink("Court", NOW, "somebody")], None)["blocks"])
    assert any(line.startswith("• Court · <!date^") and line.endswith("UTC>") for line in words)


def test_options_name_courts_and_carry_their_ids() -> None:
    options = screens.court_options([MIEB, MIED])
    assert [option["value"] for option in options] == ["mieb", "mied"]
    assert options[0]["text"]["text"] == MIEB.name


def test_who_has_no_number_is_written_to() -> None:
    court = replace(MIEB, phone="help@mieb.uscourts.gov")
    for problem in (st.Finding.TOO_MANY_FILER_TRIES, Trouble.FILER_LOCKED, Trouble.LINK_NOT_OFFERED):
        words = screens.result(st.Refused(RUN, court, problem, NOW), DRAWN).text
        assert "rite to the court's e-filing help desk, help@mieb.uscourts.gov" in words
        assert "all the court's e-filing" not in words
