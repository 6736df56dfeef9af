"""What a person sees of a conversation: blocks for the card, the modals, the App Home and single messages.

PURE: states in, plain dicts out. Knows `bot.flow` and `bot.texts`; no Slack library, no clock, no network. Decides
nothing.
"""

from bot.screens.app_home import HomeLink, home
from bot.screens.blocks import Block, Message, View
from bot.screens.cards import card, folded
from bot.screens.ids import ActionId, Drawn, Stamp, ViewId, block_of, field_of, read_stamp, stamp, view_id
from bot.screens.modals import field_errors, form_outdated, modal, opening
from bot.screens.notices import (
    command_answer,
    court_options,
    help_desk_notice,
    not_yours,
    pointer,
    refreshed,
    result,
    trouble,
    trouble_view,
)

__all__ = [
    "ActionId",
    "Block",
    "Drawn",
    "HomeLink",
    "Message",
    "Stamp",
    "View",
    "ViewId",
    "block_of",
    "card",
    "command_answer",
    "court_options",
    "field_errors",
    "field_of",
    "folded",
    "form_outdated",
    "help_desk_notice",
    "home",
    "modal",
    "not_yours",
    "opening",
    "pointer",
    "read_stamp",
    "refreshed",
    "result",
    "stamp",
    "trouble",
    "trouble_view",
    "view_id",
]
