"""A Secret says nothing of itself, whoever asks and however."""

import copy
import dataclasses
import io
import json
import logging
import pickle
import secrets
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from bot.vault import Secret


@pytest.fixture
def canary() -> str:
    return secrets.token_hex(16)


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    secret: Secret


SHOWN: dict[str, Callable[[Secret], str]] = {
    "repr": repr,
    "str": str,
    "format": format,
    "format to a width": lambda secret: f"{secret:>40}",
    "f-string": lambda secret: f"{secret} {secret!r} {secret!s} {secret!a}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031 that it is the old way is the point
    "in a list": lambda secret: str([secret]),
    "in a dict": lambda secret: str({"password": secret}),
    "in a dataclass": lambda secret: repr(Holder(secret)),
    "in an exception": lambda secret: repr(ValueError(secret)) + str(ValueError(secret)),
    "its names": lambda secret: str([getattr(secret, name) for name in dir(secret) if name.startswith("__doc")]),
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN.keys())
def test_it_is_never_shown(show: Callable[[Secret], str], canary: str) -> None:
    shown = show(Secret(canary))
    assert shown
    assert canary not in shown


def test_what_is_shown_says_that_something_is_hidden(canary: str) -> None:
    assert (str(Secret(canary)), repr(Secret(canary)), f"{Secret(canary):10}") == ("***", "Secret(***)", "***")


REFUSED: dict[str, Callable[[Secret], Any]] = {
    "==": lambda secret: secret == "x",
    "== itself": lambda secret: secret == secret,  # noqa: PLR0124 that it refuses is the point
    "!=": lambda secret: secret != "x",
    "in": ["x"].count,
    "hash": hash,
    "set": lambda secret: {secret},
    "len": len,
    "iter": iter,
    "bytes": bytes,
    "vars": vars,
    "sort": lambda secret: sorted([secret, secret]),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "asdict": lambda secret: dataclasses.asdict(Holder(secret)),
    "json": json.dumps,
    "json key": lambda secret: json.dumps({"a": [secret]}),
    "getstate": lambda secret: secret.__getstate__(),
    **{f"pickle {protocol}": lambda secret, p=protocol: pickle.dumps(secret, p) for protocol in range(6)},
}


@pytest.mark.parametrize("ask", REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses_and_the_refusal_says_nothing(ask: Callable[[Secret], Any], canary: str) -> None:
    with pytest.raises(TypeError) as caught:
        ask(Secret(canary))
    assert canary not in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda secret: secret == secret, "not compared"),  # noqa: PLR0124 - it is refused even that
        (hash, "not hashed"),
        (copy.copy, "neither pickled nor copied"),
        (lambda secret: secret.__getstate__(), "neither pickled nor copied"),
    ],
)
def test_the_refusal_says_what_is_refused(ask: Callable[[Secret], Any], said: str) -> None:
    with pytest.raises(TypeError) as caught:
        ask(Secret("anything"))
    assert str(caught.value) == f"a Secret is {said}"


def fail_with(secret: Secret) -> None:
    raise ValueError(secret)


def test_a_traceback_with_it_says_nothing(canary: str) -> None:
    with pytest.raises(ValueError, match=r"\*\*\*") as caught:
        fail_with(Secret(canary))
    with_locals = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    del with_locals.stack[0]  # this test's own frame, where the canary is a local
    told = "".join([*with_locals.format(), *traceback.format_exception(caught.value)])
    assert told.count("***") == 3
    assert canary not in told


def test_the_standard_library_logs_nothing_of_it(canary: str) -> None:
    stream = io.StringIO()
    logger = logging.getLogger("tests.vault.canary")
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    logger.addHandler(logging.StreamHandler(stream))
    secret = Secret(canary)
    logger.debug("%s %r", secret, secret)
    with pytest.raises(ValueError, match=r"\*\*\*") as caught:
        fail_with(secret)
    logger.error("failed", exc_info=caught.value)
    assert stream.getvalue().count("***") == 3
    assert canary not in stream.getvalue()


def test_reveal_is_the_one_door(canary: str) -> None:
    assert Secret(canary).reveal() == canary


def test_its_truth_is_that_it_is_there() -> None:
    assert bool(Secret("")) is bool(Secret("x")) is True
