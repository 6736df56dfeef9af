"""The only part that talks HTTP to PACER's sign-on and to courts. Knows neither Slack nor the conversation.

`procedure` decides and `CourtService` performs, `Registry` knows the courts, and every value that crosses this border
is in `model`.
"""

from bot.court.model import (
    Court,
    CourtError,
    CourtKind,
    CourtSession,
    FilerCredentials,
    ForbiddenHost,
    GatewayError,
    MenuShows,
    PacerCredentials,
    RegistryError,
    RehearsalError,
    Timeouts,
)
from bot.court.registry.registry import Registry
from bot.court.rehearsal.keeping import PageKeeper
from bot.court.results import (
    Accounts,
    AccountsFound,
    AlreadyLinked,
    Failed,
    MenuRead,
    NotSent,
    RefusedByCourt,
    Sent,
    SignedIn,
    Unclear,
)
from bot.court.service import CourtService, RehearsalService

__all__ = [
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
    "RehearsalService",
    "Sent",
    "SignedIn",
    "Timeouts",
    "Unclear",
]
