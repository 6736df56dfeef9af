"""Faults on request: what a test or a person orders the Web API to do wrong, a number of times. No network."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.sandbox.workspace.model import PersonError

ANY_METHOD = "*"
RESPONSE_URL = "response_url"
SOCKET = "socket"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    `kind` is an HTTP status ("429", "500"), "reset" (before the work), "reset_after" (the work is done, the answer
    is lost), "slow" (`seconds` by the workspace's clock, then as usual), "askew" (as usual, by a clock that is
    `seconds` ahead), or else one of Slack's error codes. `seconds` is also a 429's Retry-After.
    """

    kind: str
    seconds: int = 1


class Faults:
    """The faults that are still to come, by Web API method.

    "*": any; "response_url": an answer by response_url; "socket": a connection of Socket Mode as it is opened.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = {}

    def order(self, wanted: Any) -> None:
        """Take {"method", "fault", "times" (1), "seconds" (1)}; raises PersonError. 0 times takes back."""
        if not isinstance(wanted, dict):
            raise PersonError("a fault is an object")
        method, kind = wanted.get("method"), wanted.get("fault")
        times, seconds = wanted.get("times", 1), wanted.get("seconds", 1)
        if not isinstance(method, str) or not isinstance(kind, str | int) or not kind:
            raise PersonError("a fault needs a method and a fault")
        if not isinstance(times, int) or not isinstance(seconds, int) or times < 0 or seconds < 0:
            raise PersonError("times and seconds are whole numbers")
        if times == 0:
            self._waiting.pop(method, None)
        self._waiting.setdefault(method, deque()).extend([Fault(str(kind), seconds)] * times)

    def take(self, method: str) -> Fault | None:
        """Give the next fault of a method and strike it off."""
        for name in (method,) if method == SOCKET else (method, ANY_METHOD):
            waiting = self._waiting.get(name)
            if waiting:
                return waiting.popleft()
        return None
