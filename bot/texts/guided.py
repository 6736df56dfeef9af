"""Words of the steps that a person takes in their own browser: what to do, what the page looks like, what to mind.

The steps are those of the courts' own guides to linking, Bankr. E.D. Mich. first; where courts differ, both are named.
"""

from __future__ import annotations

from bot.texts.common import CANNOT_UNDO, PACER_HOST

STEPS = (
    "Open the court",
    "Sign in with PACER",
    "Find the link",
    "Enter the old CM/ECF login",
    "Check both accounts",
    "Refresh and look for the menus",
)
BEFORE = "Get ready · then six steps in your own browser"
LEAD = "You do this step in your own browser. Come back here when it is done."
LOOKS_LIKE = "*What it looks like.*"


def step(number: int) -> str:
    """Give the progress line of step 1 to 6."""
    return f"Step {number} of {len(STEPS)} · {STEPS[number - 1]}"


def upcoming(number: int) -> str:
    """Give what follows step `number`; empty for the last."""
    return f"Then: {STEPS[number]}." if number < len(STEPS) else ""


def open_court(website: str, ecf: str) -> str:
    """Lead to the court's e-filing; `website` may be empty."""
    if not website:
        return f"In your own browser, open the court's e-filing: {ecf}"
    return (
        f"In your own browser, open the court's website, {website}\n"
        f"Click its *E-Filing (CM/ECF)* link. Or go there directly: {ecf}"
    )


def open_appeals_court(website: str, sign_in: str) -> str:
    """Lead to a court of appeals' sign-in; `website` may be empty."""
    elsewhere = f"\nIf that page does not open, follow the CM/ECF link on the court's website, {website}"
    return f"In your own browser, open the court's sign-in: {sign_in}{elsewhere if website else ''}"


SIGN_IN = (
    "You are directed to PACER's sign-in page. Enter the user name and password of your upgraded PACER account, "
    "then click *Login*. Type them in your browser only, never in Slack. "
    "If PACER shows its notice of redaction responsibility, read it, and accept it there yourself."
)
FIND_LINK = (
    "In the menu bar at the top, click *Utilities*. In the category *NextGen Items*, click "
    "*Link a CM/ECF account to my PACER account*."
)
FIND_LINK_APPEALS = "On the page that opens, or in its menus, click *Link My Filer Account to My PACER Account*."
OLD_LOGIN = (
    "The next page asks for your CM/ECF credentials. Enter the old login and password of this court, "
    "not those of PACER. Then click *Submit*. Type them in your browser only, never in Slack."
)
CHECK = (
    "The page lists your CM/ECF account and your PACER account. Make sure that both are right, and both yours. "
    "If so, click *Submit*."
)


def refresh(menus: str) -> str:
    """Give the last step; `menus` as the court's menu bar names them."""
    return (
        f"*Refresh* your screen, and look at the menu bar: it should now show {menus}. "
        "If so, press *I see the menus* below. If not, sign out of the court and in again, and look once more."
    )


PICTURES = (
    (
        "Some courts show a first page with a link that ends in “Document Filing System”: click it. "
        "Other courts send you straight on."
    ),
    (
        f"The address begins with https://{PACER_HOST}/. The page has the fields Username, Password and Client Code, "
        "and below them the buttons Login and Clear. The client code may stay empty. PACER may also ask for the "
        "one-time passcode from your authenticator app."
    ),
    (
        "The menu bar reads Query, Reports, Utilities, Help, Log Out. The Utilities page has columns such as PACER "
        "Information, Miscellaneous and NextGen Items. Some courts name the last one NextGen Release 1.1 Menu Items or "
        "Your Account."
    ),
    (
        "“Enter your current ECF login and password.” Two fields, one for the login and one for the password, "
        "and a *Submit* button."
    ),
    (
        "Some courts write: “Verify that the CM/ECF account and PACER account listed are accurate.” "
        "Below the two names stands the *Submit* button."
    ),
    (
        "The court says that you have successfully linked your account. Some courts say so on a page, and some in a "
        "small window of its own."
    ),
)
PICTURE_APPEALS = "Courts of appeals use another program. So the pages may look different from court to court."


def already_linked(menus: str) -> str:
    """Say what a menu bar without the link means."""
    return (
        f"No such link, but the menu bar already shows {menus}? Then your account is linked already. "
        "Press *It is linked already*."
    )


def two_tries(reset: str) -> str:
    """Warn of a lock; `reset` says how the password is reset at this court."""
    return f"If the court says no twice, stop: more tries can lock the login. {reset}"


def wait_first(until: str) -> str:
    """Say until when a lock may hold."""
    return f"Wait until {until} before you sign in: a lock holds in your browser, too."


OWN_LOGIN = "Your own login and your own PACER account must be listed, not your attorney's."
OWN_ACCOUNT = (
    "Your own PACER account must be listed, not one that your firm shares. "
    "To link that one would lock out all other attorneys of your firm."
)
FOR_GOOD = f"This *Submit* links for good. {CANNOT_UNDO} If in doubt, do not click it."
