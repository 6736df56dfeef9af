"""Words for filing agents and their attorneys: the clicks after the link by which an attorney lets an agent file.

Sources: the courts' own guides for filing agents (Bankr. W.D. Tex., Bankr. N.D. Iowa, Bankr. D. Ariz., Bankr. D. Neb.).
"""

from __future__ import annotations

from bot.texts.common import APP

YOUR_ATTORNEY = "*Now your attorney makes five clicks at this court*, signed in with their own PACER account:"
CLICKS = (
    "*Utilities*. Some courts then want *Your Account*.",
    "*Maintain Your ECF Account*.",
    "*More User Information*.",
    "*Find Filing Agent*: type the agent's name, search, and select it.",
    "*Return to Account Screen*, then *Submit*.",
)
SEND_THEM = "Send to my attorney"
TELL_THEM = f"This app can send them to your attorney in Slack: press *{SEND_THEM}*."

# The form: to whom

TITLE = "Your attorney"
FIELD = "For whom do you file?"
SUBMIT = "Send"
CHOOSE = "Choose a person"


def form_lead(court: str) -> str:
    """Say what will be sent, and who will see it."""
    return f"They get a message from {APP}: that you ask, the five clicks at {court}, and nothing else."


THAT_IS_YOU = "That is you. Choose the attorney for whom you file."
NOBODY = "Choose a person."


def on_its_way(who: str) -> str:
    """Say that it is to be sent, while it has not arrived."""
    return f"*It is on its way to {who}.* A new message tells you when they have it."


def has_it(who: str, court: str) -> str:
    """Say that it arrived, and what that means."""
    return f"*{who} has the five clicks for {court}.* Once they are made, you can file for them there."


def sent_before(who: str, court: str) -> str:
    """Say that nothing more was sent to one who has it."""
    return f"*{who} has the five clicks for {court} already.* Nothing more was sent."


def not_reached(who: str, court: str) -> str:
    """Say that it did not arrive, and what to do."""
    return (
        f"*The message to {who} about {court} did not arrive.* Slack did not take it, and nothing else changed. "
        "Choose somebody else, or forward the five clicks above to them yourself."
    )


# To the attorney


def asks_you(who: str, court: str) -> str:
    """Say who asks for what."""
    return f"*{who} asks you for five clicks at {court}.*"


def what_for(who: str) -> str:
    """Say what the clicks do, and when not to make them."""
    return (
        f"{who} has linked a filing agent's login there. Your clicks let them file for you. "
        "If they do not work for you, or you are not sure, ask them first, and click nothing."
    )


SIGN_IN = "Sign in at the court with *your own* PACER account. Then click:"


def by_request(who: str) -> str:
    """Say why the message came."""
    return f"{APP} sent you this because {who} asked for it."
