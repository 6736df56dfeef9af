"""The only part that talks HTTP to PACER's sign-on and to courts. Knows neither Slack nor the conversation.

`CourtService` leads the requests, `Registry` knows the courts, and every value that crosses this border is in
`model`.
"""

from bot.court.link import CourtService
from bot.court.model import (
    Accounts,
    AccountsFound,
    AccountWarning,
    AlreadyLinked,
    Court,
    CourtError,
    CourtKind,
    CourtSession,
    Failed,
    FilerCredentials,
    ForbiddenHost,
    GatewayError,
    MenuRead,
    MenuShows,
    NotSent,
    PacerCredentials,
    RefusedByCourt,
    RegistryError,
    RehearsalError,
    Sent,
    SignedIn,
    SignInNotice,
    Timeouts,
    Trouble,
    Unclear,
)
from bot.court.registry import Registry
from bot.court.rehearsal import PageKeeper

__all__ = [
    "AccountWarning",
    "Accounts",
    "AccountsFound",
    "AlreadyLinked",
    "Court",
    "CourtError",
    "CourtKind",
    "CourtService",
    "CourtSession",
    "Failed",
    "FilerCredentials",
    "ForbiddenHost",
    "GatewayError",
    "MenuRead",
    "MenuShows",
    "NotSent",
    "PacerCredentials",
    "PageKeeper",
    "RefusedByCourt",
    "Registry",
    "RegistryError",
    "RehearsalError",
    "Sent",
    "SignInNotice",
    "SignedIn",
    "Timeouts",
    "Trouble",
    "Unclear",
]
