"""What the reliability tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """What the app logs, as it says it: nothing is rendered."""
    with capture_logs() as lines:
        yield lines
