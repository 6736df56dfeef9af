"""Log lines that can be shown to anybody: structured, and redacted by what a value is and by what it is called.

Everything that this process logs goes through one handler. Our own lines keep plain values, but no bytes, no object's
repr, nothing under a name such as "password". Of other people's code (libraries, asyncio) only warnings and worse are
kept, and of those only a text that stands literally in that code: what was put into it can be a request's body (Slack's
client logs raw frames, httpx whole URLs, Bolt the text of an exception). Exceptions are written as their types and
places; their words only if the class says `safe_to_log = True`.

This module may import no other part of the app but `bot.runtime.repeats`.
"""

import asyncio
import inspect
import logging
import re
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from math import isfinite
from pathlib import PurePath
from types import FrameType, TracebackType
from typing import Any, Final, TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.runtime.repeats import Repeats

MASK: Final = "***"
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
WITHHELD: Final = "(text withheld)"
PINNED: Final = ("slack_bolt", "slack_sdk", "httpx", "httpcore", "aiohttp.access", "asyncio")

_OUR_LOGGER: Final = "link-pacer"
_STRIPPED: Final = "_link_pacer_stripped"
_REPEATED: Final = "_link_pacer_repeated"
_INTERNAL: Final = frozenset({"_record", "_from_structlog"})
_DEPTH: Final = 6
_CHAIN_LIMIT: Final = 10
_FRAME_LIMIT: Final = 20
_SENSITIVE: Final = re.compile(
    r"pass(word|code|phrase|wd)|token|cookie|authorization|otp|secret|clientcode|credential|signature|apikey|vaultkey"
)
_TOKEN_SHAPES: Final = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")
_PAIRS: Final = re.compile(
    r"(?i)((?:pass(?:word|code|phrase|wd)|token|cookie|authorization|otp|secret|client_?code|signature)[\w.\"']*\s*[=:]\s*)"
    r"(?:bearer\s+|basic\s+)?[^\s,;&]+"
)
_ASYNCIO_TEXTS: Final = (
    "Task exception was never retrieved",
    "Future exception was never retrieved",
    "Task was destroyed but it is pending!",
    "Unhandled exception in",
    "Exception in callback",
    "Unclosed connection",
    "Unclosed client session",
)


def configure(level: str, stream: TextIO, *, json: bool) -> None:
    """Send every log line of this process to `stream`, from `level` on: one JSON object a line, or made for a terminal.

    `level` is one of `LEVELS`; ValueError if not. May be called again; the last call counts.
    """
    if level not in LEVELS:
        raise ValueError(f"The log level must be one of {', '.join(LEVELS)}.")
    renderer: Processor = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    handler = _Handler(stream)
    handler.addFilter(LibraryFilter())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_from_library, *_SHARED],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    for name in PINNED:
        logging.getLogger(name).setLevel(logging.WARNING)


def get_logger(name: str = _OUR_LOGGER) -> structlog.stdlib.BoundLogger:
    """Return a logger of our own: `log.info("what_happened", court="mieb")`."""
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger(name))


def library_logger(name: str) -> logging.Logger:
    """Return a logger that is safe in a library's hands, Slack's included: pinned at WARNING, its records stripped.

    Bolt copies level and filters of the logger that it is given to its own ones, so those are safe, too.
    """
    logger = logging.getLogger(name)
    logger.setLevel(logging.WARNING)
    if not any(isinstance(present, LibraryFilter) for present in logger.filters):
        logger.addFilter(LibraryFilter())
    return logger


class LibraryFilter(logging.Filter):
    """Strips records that other people's code makes, in place, and drops those below WARNING; ours pass untouched."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the record is kept."""
        if hasattr(record, "_name") or hasattr(record, _STRIPPED):  # structlog's mark, and our own
            return True
        if record.levelno < logging.WARNING:
            return False
        error = record.exc_info[1] if record.exc_info else None
        record.msg = record.msg if _is_literal(record) else WITHHELD
        record.args = ()
        record.exc_info = None
        record.stack_info = None
        record.exc_text = None if error is None else describe(error)
        setattr(record, _STRIPPED, True)
        return True


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines; when it cannot, says so without the record, which logging itself would print with its arguments.

    Of warnings and worse, an equal line is written once a minute: the others are counted, and told in one line
    afterwards, when the next line of any kind is written, or at the end.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._repeats: Repeats[logging.LogRecord] = Repeats()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, or count it; before it, what was counted in a minute that is over."""
        self._tell(self._repeats.over())
        if record.levelno < logging.WARNING or self._repeats.is_new(_name_of(record), record):
            super().emit(record)

    def close(self) -> None:
        """Write what was counted."""
        self._tell(self._repeats.over(everything=True))
        super().close()

    def _tell(self, counted: list[tuple[logging.LogRecord, int]]) -> None:
        for record, more in counted:
            if isinstance(record.msg, dict):
                record.msg = {**record.msg, "repeated": more}
            setattr(record, _REPEATED, more)
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 logging's name
        kind = sys.exc_info()[0]
        with suppress(Exception):
            self.stream.write(f"A log line of {record.name} was lost: {kind.__name__ if kind else 'unknown'}\n")


def _name_of(record: logging.LogRecord) -> str:
    """Give what makes lines equal: everything that they show but their time."""
    shown = record.msg
    if isinstance(shown, dict):
        shown = sorted((str(key), repr(value)) for key, value in shown.items() if key != "timestamp")
    return repr((record.name, record.levelno, record.pathname, record.lineno, shown, record.exc_text))


def redact(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    """Replace, as structlog's processor, everything that is not known to be harmless; render the exception safely."""
    error = _exception_of(event_dict.pop("exc_info", None))
    event_dict.pop("stack_info", None)
    args = event_dict.pop("positional_args", ())
    clean: EventDict = {
        key: value if key in _INTERNAL else _clean_named(key, value, _DEPTH) for key, value in event_dict.items()
    }
    if args:
        clean["args"] = clean_value(args)
    if error is not None:
        clean["exception"] = describe(error)
    return clean


def clean_value(value: object, depth: int = _DEPTH) -> Any:
    """Return `value` as plain data that may be shown; what is not plain becomes its type's name."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if isfinite(value) else str(value)
        case str():
            return _scrub(str.__str__(value))
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Enum():
            return value.name
        case BaseException():
            return _headline(value)
        case Mapping() if depth:
            return {_clean_key(key): _clean_named(key, item, depth - 1) for key, item in value.items()}
        case list() | tuple() | set() | frozenset() if depth:
            return [clean_value(item, depth - 1) for item in value]
        case _:
            return f"<{type(value).__name__}>"


def describe(error: BaseException) -> str:
    """Return an exception and what led to it: types and places, no words unless safe, no values."""
    lines: list[str] = []
    seen: set[int] = set()
    pending: list[tuple[str, BaseException]] = [("", error)]
    while pending and len(seen) < _CHAIN_LIMIT:
        relation, one = pending.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        lines.append(relation + _headline(one))
        lines.extend(f"  {place}" for place in _places(one.__traceback__))
        if isinstance(one, BaseExceptionGroup):
            pending.extend(("with ", member) for member in one.exceptions)
        if one.__cause__ is not None:
            pending.append(("caused by ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            pending.append(("while handling ", one.__context__))
    return "\n".join(lines)


def install_crash_hooks(loop: asyncio.AbstractEventLoop | None) -> None:
    """Log whatever nobody caught, in threads, destructors and `loop` as well, instead of Python's printing of it.

    Python's own would write an exception's words, and asyncio's the arguments of callbacks.
    """
    sys.excepthook = _on_uncaught
    threading.excepthook = _on_thread
    sys.unraisablehook = _on_unraisable
    if loop is not None:
        loop.set_exception_handler(_on_loop_error)


def _on_uncaught(_kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
    _report("uncaught_exception", error)


def _on_thread(args: threading.ExceptHookArgs) -> None:
    _report("uncaught_exception_in_thread", args.exc_value)


def _on_unraisable(args: "sys.UnraisableHookArgs") -> None:
    _report("exception_ignored", args.exc_value)


def _on_loop_error(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    message = str(context.get("message"))
    known = next((text for text in _ASYNCIO_TEXTS if message.startswith(text)), WITHHELD)
    task = context.get("task") or context.get("future")
    coroutine = task.get_coro() if isinstance(task, asyncio.Task) else None
    _report("event_loop_error", context.get("exception"), reason=known, task=getattr(coroutine, "__qualname__", None))


def _report(event: str, error: BaseException | None, **facts: str | None) -> None:
    # Whatever a hook raises, Python prints together with the exception that it was called for.
    with suppress(Exception):
        get_logger().critical(event, exc_info=error, **facts)


def _add_level(_logger: WrappedLogger, method: str, event_dict: EventDict) -> EventDict:
    event_dict["level"] = "error" if method == "exception" else method
    return event_dict


def _from_library(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    record: logging.LogRecord = event_dict["_record"]
    event_dict["logger"] = record.name
    event_dict["where"] = f"{_short(record.pathname)}:{record.lineno} in {record.funcName}"
    if record.exc_text:
        event_dict["exception"] = record.exc_text
    if hasattr(record, _REPEATED):
        event_dict["repeated"] = getattr(record, _REPEATED)
    return event_dict


def _is_literal(record: logging.LogRecord) -> bool:
    """Tell whether the record's text stands in the code that logged it, so that no value can be in it."""
    frame: FrameType | None = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename == record.pathname and code.co_name == record.funcName:
            return isinstance(record.msg, str) and record.msg in code.co_consts
        frame = frame.f_back
    return False


def _exception_of(exc_info: object) -> BaseException | None:
    match exc_info:
        case BaseException():
            return exc_info
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exc_info()[1]
        case _:
            return None


def _headline(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if getattr(kind, "safe_to_log", False) is not True:
        return name
    return f"{name}: {_TOKEN_SHAPES.sub(MASK, str(error))}"


def _places(traceback: TracebackType | None) -> list[str]:
    places: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{_short(code.co_filename)}:{traceback.tb_lineno} in {code.co_qualname}")
        traceback = traceback.tb_next
    return places[-_FRAME_LIMIT:]


def _short(path: str) -> str:
    return "/".join(PurePath(path).parts[-3:]).lstrip("/")


def _clean_named(name: object, value: object, depth: int) -> Any:
    plain = re.sub(r"[^a-z0-9]", "", name.lower()) if isinstance(name, str) else ""
    if _SENSITIVE.search(plain) and not (value is None or isinstance(value, bool)):
        return MASK
    return clean_value(value, depth)


def _clean_key(key: object) -> str:
    return _scrub(key) if isinstance(key, str) else f"<{type(key).__name__}>"


def _scrub(text: str) -> str:
    return _PAIRS.sub(rf"\1{MASK}", _TOKEN_SHAPES.sub(MASK, text))


_SHARED: Final[tuple[Processor, ...]] = (_add_level, structlog.processors.TimeStamper(fmt="iso", utc=True), redact)

# At import, so that a line logged before configure() is redacted, too: structlog by default renders exceptions whole.
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        *_SHARED,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=False,
)
