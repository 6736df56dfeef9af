"""One after the other is upgraded at one PostgreSQL: whoever is at the older one goes on at the newer one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.support.postgres import cluster
from tests.support.process import RUNNING, Program, begins, closes_all, gives_old_login, links, running_app, signs_in

if TYPE_CHECKING:
    from tests.support.stack import Stack

NEWER = """
import runpy, sys
from bot.engine import codec
codec.VERSION, codec.UPGRADES = 2, {1: dict}
sys.argv = sys.argv[3:]
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
UNDER = (sys.executable, "-c", NEWER)
"""Runs the app as its next version, which reads what this one wrote, and not the other way round."""


@pytest.fixture
def url(parts: Stack) -> str:
    parts.environ["DATABASE_URL"] = cluster().anew()
    return parts.environ["DATABASE_URL"]


def kept(url: str) -> tuple[list[str], int]:
    """Give the versions of what is kept of people, and how many were set aside."""
    with psycopg.connect(url) as connection:
        states = [text for (text,) in connection.execute("SELECT substring(state, 1, 6) FROM conversation")]
        aside = connection.execute("SELECT count(*) FROM unreadable").fetchone()
    return states, aside[0] if aside else 0


async def test_who_is_at_the_newer_one_when_it_dies_is_left_to_it_by_the_older_one(parts: Stack, url: str) -> None:
    me, known = await parts.person(), parts.court_person()
    async with Program.started("run", environ=parts.environ, under=UNDER) as newer:
        await newer.says(RUNNING)
        await begins(me)
        async with running_app(parts.environ) as older:
            await newer.killed()
            await older.says("a newer version of the app wrote a conversation, which is left to it")
            await me.types("/link-pacer")
            await me.is_told("being upgraded just now")
            assert kept(url) == (['{"v":2'], 0)
            async with Program.started("run", environ=parts.environ, under=UNDER) as again:
                await again.says(RUNNING)
                assert await older.stopped() == 0
                await closes_all(me)  # or it would be filled in: the form that the dead one left open
                await me.types("/link-pacer")
                await me.clicks("continue")
                await signs_in(parts, me, known)
                await gives_old_login(me, known)
                await links(me)
                assert await again.stopped() == 0
    assert parts.court.submits == 1
    assert kept(url) == (['{"v":2'], 0)


async def test_who_is_at_the_older_one_goes_on_at_the_newer_one(parts: Stack, url: str) -> None:
    me, known = await parts.person(), parts.court_person()
    async with running_app(parts.environ) as older:
        await begins(me)
        await signs_in(parts, me, known)
        await me.sees_modal("Old CM/ECF login")
        async with Program.started("run", environ=parts.environ, under=UNDER) as newer:
            await newer.says(RUNNING)
            assert await older.stopped() == 0
            await gives_old_login(me, known)
            await links(me)
            assert await newer.stopped() == 0
    assert parts.court.submits == 1
    assert kept(url) == (['{"v":2'], 0)
