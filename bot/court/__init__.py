"""The only part that talks HTTP to PACER's sign-on and to courts. Knows neither Slack nor the conversation.

`procedure` decides and `CourtService` performs, `Registry` knows the courts, and every value that crosses this border
is in `model`.
"""

from bot.court.model import (
    Answers,
    Court,
    CourtError,
    CourtKind,
    CourtSession,
    FilerCredentials,
    ForbiddenHost,
    FormKind,
    GatewayError,
    MenuShows,
    PacerCredentials,
    Question,
    RegistryError,
    RehearsalError,
    Timeouts,
)
from bot.court.registry.registry import Registry
from bot.court.rehearsal.keeping import Guide, PageKeeper
from bot.court.results import (
    Accounts,
    AccountsFound,
    AlreadyLinked,
    AskedOn,
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
    "Answers",
    "AskedOn",
    "Court",
    "CourtError",
    "CourtKind",
    "CourtService",
    "CourtSession",
    "Failed",
    "FilerCredentials",
    "ForbiddenHost",
    "FormKind",
    "GatewayError",
    "Guide",
    "MenuRead",
    "MenuShows",
    "NotSent",
    "PacerCredentials",
    "PageKeeper",
    "Question",
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
