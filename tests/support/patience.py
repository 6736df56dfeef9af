"""How long a test waits for what never comes."""

import os

PATIENCE = int(os.environ.get("LINK_PACER_PATIENCE", "60"))
"""Seconds until a test gives up; a busy machine only takes its time."""
