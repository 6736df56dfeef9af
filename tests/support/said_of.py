"""Many cases in one test: as a test each, thousands of them take ten times as long to be counted as to be tried."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def said_of(case: object) -> Iterator[None]:
    """Name the case at which something inside failed."""
    try:
        yield
    except Exception as fault:
        fault.add_note(f"at {case!r}")
        raise
