"""The page of all notifications as they are heard: each result, card and answer, made by asking the screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot import screens
from bot.answering.topics import Topic
from bot.answering.words import Word
from bot.flow import effects as do
from bot.flow import states as st
from tools.outcomes import DRAWN, desk_notices, outcome, plain, sections
from tools.samples import CA6, MIEB, RUN, states

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
ABOUT = (
    "Made from the code by `tools/heard.py`; a test holds this page to it. Phones, watches and screen readers get only "
    "the plain text of a message. The app makes it from the blocks that others see: the news first, then all the rest, "
    "each line once, the buttons by their labels. This is what they get, word for word; times are in the reader's own "
    "zone there."
)


def page() -> str:
    """Write the whole page."""
    parts = ["# As heard", ABOUT]
    for title, heard in (("Results", _results()), ("To the help desk", _to_the_desk()), ("Cards", _cards())):
        parts += [f"## {title}", "\n".join(_table(heard))]
    return "\n\n".join([*parts, "## Single answers", "\n".join(_table(_answers()))]) + "\n"


def _results() -> Iterable[tuple[str, screens.Message]]:
    """Give the message of its own that ends each case of the page of outcomes."""
    for each in (each for _, cases in sections() for each in cases):
        step = outcome(each)
        if any(isinstance(effect, do.TellResult) for effect in step.effects):
            yield each.happened, screens.result(step.state, DRAWN)


def _to_the_desk() -> Iterable[tuple[str, screens.Message]]:
    for each in (each for _, cases in sections() for each in cases):
        for notice in desk_notices(outcome(each)):
            yield each.happened, notice


def _cards() -> Iterable[tuple[str, screens.Message]]:
    for state in states():
        yield type(state).__name__, screens.card(state, DRAWN)


def _answers() -> Iterable[tuple[str, screens.Message]]:
    signing_in = st.AwaitingPacerSignIn(RUN, MIEB)
    yield "`/link-pacer`", screens.command_answer(None, "")
    yield "`/link-pacer help`", screens.help_answer("")
    yield "`/link-pacer status`", screens.status_answer(signing_in, DRAWN, "")
    yield "Help, nothing under way", screens.no_conversation_help()
    for state in (signing_in, st.Guided(RUN, CA6, 3)):
        yield f"Help at {type(state).__name__}", screens.help_message(state, DRAWN)
    yield "The reminder", screens.reminder(signing_in, DRAWN)
    yield "A question", screens.topic_answer(Topic.OLD_LOGIN_REFUSED, signing_in, DRAWN)
    half = (Topic.FORGOT_ECF_PASSWORD, Topic.FORGOT_PACER_PASSWORD, Word.CANCEL)
    yield "A question half understood", screens.did_you_mean(half, signing_in, DRAWN)
    yield "A wish in one's own words", screens.really(Word.CANCEL, signing_in, DRAWN)
    yield "What has no answer", screens.not_known(signing_in, DRAWN)
    yield "A secret typed as a message", screens.secret_warning()
    yield "A click on an earlier drawing", screens.refreshed()
    yield "A click on somebody else's button", screens.not_yours()
    yield "A fault of this app", screens.trouble()
    yield "An upgrade of this app under way", screens.trouble(upgrading=True)
    yield "Forget me", screens.forgotten()
    yield (
        "To an attorney, from their filing agent",
        screens.five_clicks(do.TellAttorney("U0ATTORNEY2", MIEB), DRAWN.user),
    )
    for arrived, when in ((True, "The attorney has it"), (False, "The attorney could not be reached")):
        yield when, screens.about_attorney(do.TellAboutAttorney("U0ATTORNEY2", MIEB, arrived), DRAWN.user)


def _table(heard: Iterable[tuple[str, screens.Message]]) -> Iterable[str]:
    yield "| When | Heard |"
    yield "| --- | --- |"
    lines = (f"| {when} | {plain(message.text)} |" for when, message in heard)
    yield from dict.fromkeys(lines)


def generated() -> dict[Path, str]:
    """Give the document, whole, as it should be."""
    return {ROOT / "docs" / "heard.md": page()}
