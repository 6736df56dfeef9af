"""The firm's own systems, outwards: its ticket system, by signed webhooks, and its help desk's mailbox, by SMTP.

Decides nothing: what goes out is made by `bot.helpdesk.changes`. Addresses and secrets are in no log line and in no
exception.
"""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Why a system of the firm did not take something. All of them may pass, or be mended by an operator."""

    UNREACHABLE = "unreachable"
    PROXY = "proxy"
    TLS = "tls"
    TIMED_OUT = "timed_out"
    CUT_OFF = "cut_off"
    REDIRECTED = "redirected"
    LOGIN = "login"
    REFUSED = "refused"
    BUSY = "busy"


class NotTakenError(Exception):
    """It was not taken, or it is not known to be. `code` is its own status, 0 for none; `after` seconds it asks for."""

    def __init__(self, fault: Fault, code: int = 0, after: float = 0.0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.code = code
        self.after = after
