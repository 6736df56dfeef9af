"""The bare app with this product's libraries loaded and nothing of the product: what they alone weigh and take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click  # noqa: F401
import httpx  # noqa: F401
import prometheus_client  # noqa: F401
import pydantic_settings  # noqa: F401
import selectolax.lexbor  # noqa: F401
import sqlite_utils  # noqa: F401
import standardwebhooks  # noqa: F401
import structlog  # noqa: F401
from cryptography.hazmat.primitives.ciphers import aead  # noqa: F401

from bench.subjects import bare_bolt

if TYPE_CHECKING:
    from contextlib import AsyncExitStack

    from bench.subjects.serving import Questions


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Connect."""
    return await bare_bolt.start("pbr")
