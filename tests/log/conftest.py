"""Logging as the app sets it up, into a buffer, and as it was before afterwards."""

import io
import json
import logging
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot import log


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    handlers, level = logging.root.handlers, logging.root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    pins = {name: logging.getLogger(name).level for name in log.PINNED}
    yield
    logging.root.handlers = handlers
    logging.root.setLevel(level)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    for name, pin in pins.items():
        logging.getLogger(name).setLevel(pin)


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def configured(stream: io.StringIO) -> None:
    log.configure("DEBUG", stream, json=True)


@pytest.fixture
def lines(stream: io.StringIO, configured: None) -> Callable[[], list[dict[str, Any]]]:
    del configured
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture
def canary() -> str:
    return "canary" + secrets.token_hex(16)
