"""What Slack sends, made into events: payload -> typed values -> one call of the reception -> the answer.

Nothing is decided here and nothing is worded here. One listener for each kind of payload, each looking its id up in a
table: Bolt tries listeners one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import actions, commands, desk, errors, home, messages, options, views

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.admission import Admission
    from bot.listening import Listener


def register(app: AsyncApp, listener: Listener, admission: Admission) -> None:
    """Register every listener with `app`; an id that nobody knows ends in a listener too, never in silence."""
    # Bolt tries them in this order. A click is answered before anything is done, a command when its step is committed.
    commands.register(app, listener, admission)
    actions.register(app, listener, admission)
    for part in (views, options, home, desk, errors):
        part.register(app, listener.reception, admission)
    messages.register(app, listener, admission)
