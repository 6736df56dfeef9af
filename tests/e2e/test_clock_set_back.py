"""The app is started with the machine's clock set back: nothing waits longer than it was to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot import app as composition
from bot import flow
from bot.settings import load_settings
from tests.support.stack import Stack
from tests.support.walk import Walk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=3650)], ids=["hours", "years"])
async def test_after_a_start_with_the_clock_set_back_waits_are_as_long_as_they_were(
    tmp_path: Path, ahead: timedelta
) -> None:
    async with Stack.up(tmp_path, app=False) as stack:
        stack._app = await composition.start(load_settings(stack.environ), None, lambda: datetime.now(UTC) + ahead)
        walk = await Walk.of(stack)
        await walk.to_sign_in()
        await stack.stop_app()

        await stack.start_app()
        assert stack._app
        store, now = stack._app.engine._store, stack._app.engine._clock()
        (record,) = await store.live()
        assert record.deadline is not None
        assert now < record.deadline <= now + flow.IDLE
        assert record.updated_at <= now
        await walk.me.types("/link-pacer status")
        await walk.me.is_told("Step 3 of 6")
