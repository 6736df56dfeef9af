"""Where what a person writes comes in: a word, a court's name, a question, a secret. Each gets its answer.

Decides nothing: `bot.answering` says what was meant. A question never begins, moves or ends a run; what a person asks
for in their own words is asked back first, and done by their click. Nothing written is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot import screens
from bot.answering.hearing import AtCourt, SecretTyped, heard
from bot.answering.matching import HalfSure, NotSure, Sure
from bot.answering.secrets import looks_secret
from bot.answering.topics import Topic
from bot.answering.words import Word, meaning
from bot.flow import states as st
from bot.reception import event_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.matching import Matcher, Understood
    from bot.reception import Reception
    from bot.store import ConversationKey
    from bot.telling import Click


_OF_ONESELF = frozenset({Topic.DELETE_DATA, Topic.AM_I_LINKED, Topic.LINKED_WRONG})
"""What is answered after the command, too, where other words were most likely meant to name a court."""


class Listener:
    """Takes what people write, and their clicks on what it was answered with. One per process."""

    def __init__(self, reception: Reception, matcher: Callable[[], Matcher]) -> None:
        self.reception = reception
        self._matcher = matcher

    async def wrote(
        self, key: ConversationKey, channel: str, text: str, delivery: str | None, thread: str | None = None
    ) -> None:
        """Take what a person wrote to the app.

        Slack delivers an event again when its answer was late; a `delivery` seen before does nothing. What is written
        in a `thread` is answered there; the card comes to the bottom of the messages.
        """
        self.reception.written(channel)
        answer = await self._answer(key, text, delivery)
        if answer or thread:
            await self.reception.telling.post(channel, answer or screens.see_card(), thread)

    async def command(self, key: ConversationKey, text: str, link: str, delivery: str) -> screens.Message:
        """Take `/link-pacer` with the words after it, and give the answer; `link` leads to the messages.

        Raises StoreError, having changed nothing.
        """
        if not text or meaning(text) or looks_secret(text):
            return await self.reception.command(key, text, link, delivery)
        named = self.reception.named(text)
        if any(named):
            return await self.reception.command_at(key, text, named, link, delivery)
        match self._matcher().understood(text):
            case Sure(Topic() as topic) if topic in _OF_ONESELF:
                return await self._explained(key, topic)
            case Sure(Word.HELP | Word.STATUS as word):
                return await self.reception.command(key, word, link, delivery)
            case _:
                state, _ = await self.reception.shown(key)
        if state is None or isinstance(state, st.ChoosingCourt | st.Ended):
            return await self.reception.command_at(key, text, named, link, delivery)
        return screens.not_a_word(text, link)

    async def _answer(self, key: ConversationKey, text: str, delivery: str | None) -> screens.Message | None:
        """Do what is meant, and give the answer where the card and the help do not say it."""
        taken = heard(text, self._matcher(), self.reception.courts.names)
        match taken:
            case Word() as word:
                return await self.reception.say_word(key, word, delivery or text)
            case AtCourt(words):
                await self.reception.begin(key, words, delivery)
                return None
            case SecretTyped():
                return screens.secret_warning()
            case Sure(Topic() as topic):
                return await self._explained(key, topic)
            case Sure() | HalfSure() | NotSure():
                return await self._offered(key, taken, text, delivery)
            case _:
                assert_never(taken)

    async def _offered(
        self, key: ConversationKey, taken: Understood, text: str, delivery: str | None
    ) -> screens.Message | None:
        """Offer what is meant, surely or perhaps; while a court is asked for, a town or a few letters may be one."""
        state, now = await self.reception.shown(key)
        if isinstance(state, st.ChoosingCourt) and self.reception.courts.meant(text):
            await self.reception.begin(key, text, delivery)
            return None
        if taken in {Sure(Word.HELP), Sure(Word.STATUS)}:
            word = Word.HELP if taken == Sure(Word.HELP) else Word.STATUS
            return await self.reception.say_word(key, word, delivery or text)
        return screens.offer(taken, state, now)

    async def _explained(self, key: ConversationKey, topic: Topic) -> screens.Message:
        state, now = await self.reception.shown(key)
        links = await self.reception.links_of(key)
        return screens.topic_answer(topic, state, now, self.reception.courts.hours(state), links)

    async def explain(self, click: Click, topic: Topic) -> None:
        """Answer a question whose button was clicked, as it is now: an old button is as good as a new one."""
        if click.stamp.user != click.key.user or click.channel is None:
            await self.reception.telling.at(click, screens.not_yours())
        else:
            await self.reception.telling.post(click.channel, await self._explained(click.key, topic))

    async def start_over(self, click: Click) -> None:
        """Start over, as was asked for in a person's own words."""
        await self.reception.click(click, event_of(Word.START_OVER))
