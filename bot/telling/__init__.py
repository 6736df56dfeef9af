"""Answers an act where its person looks: with a form that opens in time, or with what is so.

No act stays without an answer. Decides nothing and words nothing.
"""

from bot.telling.click import Click
from bot.telling.opening import Opened, Opening
from bot.telling.telling import Telling

__all__ = ["Click", "Opened", "Opening", "Telling"]
