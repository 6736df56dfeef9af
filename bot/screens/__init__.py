"""What a person sees of a conversation: blocks for the card, the modals, the App Home and single messages.

PURE: states in, plain dicts out. Knows `bot.flow` and `bot.texts`; no Slack library, no clock, no network. Decides
nothing.
"""

from bot.screens.answers import (
    cancel_answer,
    cannot_forget_now,
    command_answer,
    forgotten,
    help_answer,
    not_forgotten,
    not_yours,
    pointer,
    refreshed,
    refused,
    reminder,
    secret_warning,
    status_answer,
    trouble,
)
from bot.screens.app_home import HomeLink, home, refused_home, trouble_home
from bot.screens.blocks import Message
from bot.screens.cards import card, closed, folded
from bot.screens.helping import help_message, no_conversation_help
from bot.screens.ids import (
    NOTHING_SEEN,
    ActionId,
    Drawn,
    Stamp,
    ViewId,
    block_of,
    field_of,
    read_stamp,
    stamp,
    view_id,
)
from bot.screens.modals import field_errors, form_outdated, modal, opening
from bot.screens.notices import court_options, help_desk_notice, refused_view, result, set_aside, trouble_view
from bot.screens.shapes import Home, Modal, Option, View

__all__ = [
    "NOTHING_SEEN",
    "ActionId",
    "Drawn",
    "Home",
    "HomeLink",
    "Message",
    "Modal",
    "Option",
    "Stamp",
    "View",
    "ViewId",
    "block_of",
    "cancel_answer",
    "cannot_forget_now",
    "card",
    "closed",
    "command_answer",
    "court_options",
    "field_errors",
    "field_of",
    "folded",
    "forgotten",
    "form_outdated",
    "help_answer",
    "help_desk_notice",
    "help_message",
    "home",
    "modal",
    "no_conversation_help",
    "not_forgotten",
    "not_yours",
    "opening",
    "pointer",
    "read_stamp",
    "refreshed",
    "refused",
    "refused_home",
    "refused_view",
    "reminder",
    "result",
    "secret_warning",
    "set_aside",
    "stamp",
    "status_answer",
    "trouble",
    "trouble_home",
    "trouble_view",
    "view_id",
]
