"""Python's search for what only holds itself, put off while the program loads and starts. Standard library only.

Next to nothing that is loaded is ever given up, and Python would look through all of it again and again meanwhile.
"""

from __future__ import annotations

import gc


def begin() -> None:
    """Look for nothing until `end`. Call it before anything large is loaded."""
    gc.disable()


def end() -> None:
    """Look once, leave all that is there out of later searches, which makes them short, and search from now on."""
    gc.collect()
    gc.freeze()
    gc.enable()
