"""How Slack's payloads come in: Socket Mode, or signed HTTP. A layer round Bolt that closes Bolt's gaps.

Malformed payloads raise inside Bolt before any of its own handlers, unsigned hostile headers make it answer 500, and a
bad signature logs the body. Here every payload ends in an answer, and nothing of it in a log. Decides nothing about
what a payload means.
"""

from bot.slack.transport.http_server import HttpServer
from bot.slack.transport.socket_mode import SocketMode

__all__ = ["HttpServer", "SocketMode"]
