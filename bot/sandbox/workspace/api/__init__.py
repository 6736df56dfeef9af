"""Slack's Web API, as far as an app like ours uses it: each method with its token and scope.

A method reads a `Call`, changes the workspace and returns the answer without its `ok`; it raises ApiError to refuse. It
does not know HTTP.
"""

from bot.sandbox.workspace.api import chat, conversations, files, people, validation, views
from bot.sandbox.workspace.api.call import Call, Method, answer

METHODS: dict[str, Method] = {
    **people.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **validation.METHODS,
    **views.METHODS,
}

__all__ = ["METHODS", "Call", "Method", "answer"]
