"""The firm's own page: a form for secrets that Slack never sees, opened once, by the one person it was made for.

Turns requests of a browser into the same events as a modal's, and states into plain HTML that needs no script. Decides
nothing of the conversation, and puts nothing typed into a log, a URL or an error.
"""

from bot.web.server import FormServer

__all__ = ["FormServer"]
