"""A person at the practice workspace, over its page's own calls: types, clicks, fills forms, and waits for what comes.

Waits on the page's event stream, never on a clock.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from tests.support import patience

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

Json = dict[str, Any]


def words(blocks: object) -> str:
    """Give all that is written in blocks, or in a whole message or view, line by line."""
    return "\n".join(_texts(blocks))


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {"text", "label", "hint", "title", "submit", "close"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def elements(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Give every element of blocks that a person can use, with its block's id."""
    for block in blocks or []:
        inner = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        yield from ((block["block_id"], each) for each in inner if isinstance(each, dict) and "action_id" in each)


def element(view: Json, action_id: str) -> Json:
    """Give the element of a modal that a person knows by its action."""
    found: Json = next(each for _, each in elements(view["blocks"]) if each["action_id"] == action_id)
    return found


def chosen(view: Json, action_id: str, label: str) -> Json:
    """Give the option of a list that reads `label`."""
    found: Json = next(each for each in element(view, action_id)["options"] if each["text"]["text"] == label)
    return found


class Person:
    """One person in one browser."""

    def __init__(self, url: str, user: str, http: aiohttp.ClientSession) -> None:
        self.user = user
        self.session = secrets.token_hex(8)
        self._url = url.rstrip("/")
        self._http = http
        self._changed = asyncio.Event()
        self.dm = ""

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, user: str) -> AsyncIterator[Self]:
        async with aiohttp.ClientSession() as http:
            person = cls(url, user, http)
            watching = asyncio.create_task(person._watch())
            state = await person.state()
            person.dm = next(each["id"] for each in state["conversations"] if each["kind"] == "dm")
            try:
                yield person
            finally:
                watching.cancel()
                await asyncio.wait({watching})

    async def _watch(self) -> None:
        address = f"{self._url}/practice/events"
        query = {"as": self.user, "session": self.session}
        async with self._http.get(address, params=query, timeout=aiohttp.ClientTimeout(total=None)) as stream:
            async for line in stream.content:
                if line.startswith(b"event:"):
                    self._changed.set()

    async def state(self) -> Json:
        query = {"as": self.user, "session": self.session}
        async with self._http.get(f"{self._url}/practice/state", params=query) as answer:
            return dict(await answer.json())

    async def until(self, found: Callable[[Json], Any]) -> Any:
        """Wait until `found` gives something of the state, and give that."""
        state: Json = {}
        try:
            async with asyncio.timeout(patience.PATIENCE):
                while True:
                    self._changed.clear()
                    state = await self.state()
                    if result := found(state):
                        return result
                    await self._changed.wait()
        except TimeoutError:
            told = "the page was not told of it" if found(await self.state()) else "it never came"
            raise AssertionError(f"{told}; last seen: {before_eyes(state)}") from None

    async def _post(self, what: str, **body: object) -> Json:
        whole = {"as": self.user, "session": self.session, **body}
        async with self._http.post(f"{self._url}/practice/{what}", json=whole) as answer:
            return dict(await answer.json())

    async def orders(self, what: str, **how: object) -> Json:
        """Order something of the practice workspace: what is to go wrong."""
        return await self._post(what, **how)

    # -- reading ----------------------------------------------------------------------------------------------------

    async def reads(self, text: str, channel: str | None = None) -> Json:
        """Wait for a message with `text` in it."""

        def found(state: Json) -> Json | None:
            return next((m for m in reversed(messages(state, channel or self.dm)) if text in words(m)), None)

        return await self.until(found)

    async def is_told(self, text: str) -> Json:
        """Wait for an ephemeral message with `text` in it."""
        return await self.until(lambda state: next((e for e in state["ephemerals"] if text in words(e)), None))

    async def sees_modal(self, text: str) -> Json:
        """Wait for an open modal with `text` in it."""
        return await self.until(lambda state: next((v for v in state["views"] if text in words(v)), None))

    async def sees_redrawn(self, view: Json) -> None:
        """Wait until what is on the screen is drawn anew: what sealed a form's reference ended with the process."""
        await self.until(lambda state: state["views"] and state["views"][-1]["hash"] != view["hash"])

    async def sees_another(self, view: Json) -> None:
        """Wait until another modal than this one is on top."""
        await self.until(lambda state: state["views"] and state["views"][-1]["id"] != view["id"])

    async def card(self) -> Json:
        """Give the card: the last message of the app with something to press, or else its last message."""
        mine = messages(await self.state(), self.dm)
        return next((m for m in reversed(mine) if any(elements(m["blocks"]))), mine[-1])

    async def sees_below(self, card: Json, action_id: str) -> Json:
        """Wait until `action_id` can be pressed below `card`, where a card that is asked for is posted afresh."""
        found = await self.until(
            lambda state: (found := usable(state, self.dm, action_id)) and found[0]["ts"] != card["ts"] and found
        )
        return dict(found[0])

    # -- doing ------------------------------------------------------------------------------------------------------

    async def types(self, text: str, channel: str | None = None) -> Json:
        what = "command" if text.startswith("/") else "message"
        return await self._post(what, channel=channel or self.dm, text=text)

    async def chooses(self, action_id: str, query: str) -> None:
        message, block_id, _ = await self.until(lambda state: usable(state, self.dm, action_id))
        where = {"container": {"type": "message", "channel": self.dm, "ts": message["ts"]}, "block_id": block_id}
        found = await self._post("options", **where, action_id=action_id, value=query)
        await self._post("action", **where, action_id=action_id, selected_option=found["options"][0])

    async def picks(self, action_id: str, query: str, label: str) -> None:
        """Type into a list that the app fills, and take the option of that label."""
        message, block_id, _ = await self.until(lambda state: usable(state, self.dm, action_id))
        where = {"container": {"type": "message", "channel": self.dm, "ts": message["ts"]}, "block_id": block_id}
        found = (await self._post("options", **where, action_id=action_id, value=query))["options"]
        option = next((each for each in found if each["text"]["text"] == label), None)
        assert option, f"offered was: {[each['text']['text'] for each in found]}"
        await self._post("action", **where, action_id=action_id, selected_option=option)

    async def clicks_at(self, channel: str, message: Json, action_id: str) -> Json:
        """Press a button of a message anywhere."""
        return await self._press(channel, message, action_id)

    async def clicks_without_seeing(self, channel: str, message: Json, action_id: str) -> Json:
        """Press a button of a message in a channel that the person looks into, and is not in."""
        block_id = next(block for block, each in elements(message["blocks"]) if each["action_id"] == action_id)
        where = {"type": "message", "channel": channel, "ts": message["ts"]}
        return await self._post("action", container=where, block_id=block_id, action_id=action_id)

    async def picks_at(self, channel: str, message: Json, action_id: str, value: str) -> Json:
        """Choose an option, by its value, in a list of a message anywhere."""
        select = next(each for _, each in elements(message["blocks"]) if each["action_id"] == action_id)
        option = next(each for each in select["options"] if each["value"] == value)
        return await self._press(channel, message, action_id, selected_option=option)

    async def clicks(self, action_id: str, message: Json | None = None) -> Json:
        """Press a button of the newest message that has it, or of the one given."""
        if message is None:
            message, _, _ = await self.until(lambda state: usable(state, self.dm, action_id))
        return await self._press(self.dm, message, action_id)

    async def _press(self, channel: str, message: Json, action_id: str, **chosen: Json) -> Json:
        """Press a button or choose in a list; what is redrawn meanwhile is looked at again, as a person would."""
        seen = message
        while True:
            block_id = next(block for block, each in elements(seen["blocks"]) if each["action_id"] == action_id)
            where = {"type": "message", "channel": channel, "ts": message["ts"]}
            answer = await self._post("action", container=where, block_id=block_id, action_id=action_id, **chosen)
            now = next(each for each in messages(await self.state(), channel) if each["ts"] == message["ts"])
            if answer["ok"] or now["blocks"] == seen["blocks"]:
                return answer
            if not any(each["action_id"] == action_id for _, each in elements(now["blocks"])):
                return answer  # it went away; what that means is the test's business
            seen = now

    async def chooses_shortcut(self, channel: str, ts: str, callback_id: str) -> Json:
        """Choose one of the app's shortcuts in the menu of a message."""
        return await self._post("shortcut", channel=channel, ts=ts, callback_id=callback_id)

    async def clicks_in_modal(self, action_id: str) -> Json:
        view, block_id = await self.until(lambda state: in_modal(state, action_id))
        where = {"type": "view", "view_id": view["id"]}
        return await self._post("action", container=where, block_id=block_id, action_id=action_id)

    async def clicks_in_home(self, action_id: str, home: Json) -> Json:
        """Press a button of the home; what is redrawn meanwhile is looked at again, as a person would."""
        seen = home
        while True:
            block_id = next(block for block, each in elements(seen["blocks"]) if each["action_id"] == action_id)
            answer = await self._post("action", container={"type": "home"}, block_id=block_id, action_id=action_id)
            now = (await self.state())["home"]
            if answer["ok"] or now["blocks"] == seen["blocks"]:
                return answer
            seen = now

    async def sends(self, view: Json, **typed: Any) -> Json:
        """Fill the fields of a modal by their action ids, and send it; a choice is one of its options, ticks a list."""
        values = {
            block_id: {each["action_id"]: typed[each["action_id"]]}
            for block_id, each in elements(view["blocks"])
            if each["action_id"] in typed
        }
        return await self._post("view/submit", view_id=view["id"], values=values)

    async def gives_file(self, name: str, content: str) -> Json:
        """Give the workspace a file, and give what a form holds of it."""
        answer = await self._post("file", name=name, content=content)
        return {"id": answer["id"], "name": answer["name"]}

    async def closes(self, view: Json) -> Json:
        return await self._post("view/close", view_id=view["id"], all=False)

    async def opens_home(self) -> Json:
        await self._post("home/open")
        home: Json = await self.until(lambda state: state["home"])
        return home


def messages(state: Json, channel: str) -> list[Json]:
    return next((each["messages"] for each in state["conversations"] if each["id"] == channel), [])


def before_eyes(state: Json) -> str:
    """Give what a person had before their eyes, for somebody who has to find out why a test waited in vain."""
    shown = {
        "messages": {talk["id"]: [words(each) for each in talk["messages"][-5:]] for talk in state["conversations"]},
        "ephemerals": [words(each) for each in state["ephemerals"][-3:]],
        "views": [words(each) for each in state["views"]],
        "home": words(state["home"])[:500],
        "failures": state["failures"],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1)


def usable(state: Json, channel: str, action_id: str) -> tuple[Json, str, Json] | None:
    for message in reversed(messages(state, channel)):
        for block_id, each in elements(message["blocks"]):
            if each["action_id"] == action_id:
                return message, block_id, each
    return None


def in_modal(state: Json, action_id: str) -> tuple[Json, str] | None:
    for view in reversed(state["views"]):
        for block_id, each in elements(view["blocks"]):
            if each["action_id"] == action_id:
                return view, block_id
    return None
