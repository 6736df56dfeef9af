"""What single courts have published, beside what holds everywhere: how a login is reset, what things are called.

Each from that court's own site, by its id as in ecf.<id>.uscourts.gov.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

_OREGON = (
    "*At this court:* if you do not know your old login, it tells you to ask for access at PACER, and not to link."
)
_IDAHO = (
    "*At this court:* passwords are reset on a page of its own. If your e-mail has changed, have that changed first."
)

AT: Final[Mapping[Topic, Mapping[str, str]]] = {
    Topic.FORGOT_ECF_PASSWORD: {
        "lawd": (
            "*At this court:* the reset mail goes to the primary e-mail of the account. Its link is good for 24 hours."
        ),
        "idd": _IDAHO,
        "idb": _IDAHO,
        "ord": _OREGON,
    },
    Topic.FORGOT_ECF_LOGIN: {
        "mdd": "*At this court:* the login is your initials in small letters, then your 5-digit bar number.",
        "ord": _OREGON,
    },
    Topic.LINK_OR_REGISTER: {"ord": _OREGON},
    Topic.ENTRY_MISSING: {
        "mieb": "*At this court:* it stands under *NextGen Items*.",
        "txwd": "*At this court:* it stands under *NextGen Release 1.1 Menu Items*.",
        "wvsd": "*At this court:* it stands under *NextGen Release 1.1 Menu Items*.",
        "ord": "*At this court:* it stands under *Your Account*.",
        "mdd": "*At this court:* it stands under *Your Account*.",
    },
    Topic.ECF_LOCKED: {
        "nywb": "*At this court:* more than five wrong tries lock it for five minutes, and each further try adds time.",
    },
    Topic.SPECIAL_CHARACTERS: {
        "pawd": "*At this court:* it says that such a login cannot be linked.",
    },
    Topic.TWO_PACER_ACCOUNTS: {
        "nhd": "*At this court:* it still publishes a rule of two accounts for CJA work. Ask it before you link.",
    },
    Topic.MFA_FOR_STAFF: {
        "cand": "*At this court:* staff may use an attorney's login.",
        "txwb": "*At this court:* nobody else may use an attorney's login.",
    },
    Topic.FOR_SOMEONE_ELSE: {
        "cand": "*At this court:* staff may use an attorney's login.",
        "txwb": "*At this court:* nobody else may use an attorney's login.",
    },
    Topic.FILING_AGENT: {"cand": "*At this court:* there are no filing agents."},
    Topic.FEES_DUE: {"casb": "*At this court:* look under *Reports*, not under *Utilities*."},
    Topic.BROWSER_TROUBLE: {
        "pamd": "*At this court:* it recommends Firefox.",
        "wvsd": "*At this court:* the success is told in a pop-up window, so allow pop-ups.",
    },
    Topic.APPELLATE: {
        "ca2": "*At this court:* there is ACMS as well. Ask the clerk's office how to link there.",
        "ca9": "*At this court:* there is ACMS as well. Ask the clerk's office how to link there.",
    },
}
