"""Words of the help message: what the present step is, and whom to ask."""

from __future__ import annotations

from bot.texts.common import COMMAND, PACER_DESK

TITLE = "Help"
CHOOSING = (
    "You choose the court at which you filed with an old CM/ECF login. Each court is linked on its own. "
    "Type a part of its name, its city or its short name, such as mieb, and pick it from the list."
)
READING = (
    "First you say what applies to you. Then you read what a link means, and check what you need. "
    "Nothing is typed or sent before that is done."
)
SIGN_IN = (
    "The button on the card opens a form for your PACER user name and password. "
    "Signing in changes nothing at the court. A forgotten PACER password is reset at pacer.uscourts.gov."
)
SIGN_IN_TO_CHECK = (
    "It is not known yet whether your accounts are linked. The button on the card opens a form for your PACER "
    "sign-in. Then this app only reads the court's menu, and sends no link request."
)
WAITING = "PACER or the court is being asked. This usually takes a few seconds, and there is nothing for you to do."
COURTS_PAGE = (
    "The court shows a page of its own before it asks for your old login. Read it here in its own words. If it says "
    "that you should not go on, cancel: so far nothing is linked."
)
OLD_LOGIN = (
    "The button on the card opens a form for your old CM/ECF login at this court, the one that you filed with before. "
    "This links nothing yet. Forgotten it? Only the court can help."
)
REVIEW = (
    "The court named both accounts. Look whether both are yours, and whether the PACER account is your own individual "
    "one. Nothing is linked before you press the button on the card and confirm."
)
LINKING = (
    "The link request is on its way, or the court's menu is being read as proof. It can no longer be stopped. "
    "A new message brings the result."
)
GUIDED = (
    "You do this step in your own browser, and the card says how. When it is done, press the first button there. "
    "If the page is not as described, press *I see something else*: that asks your help desk, and keeps your place."
)
REGISTERING = (
    "You ask the court for a first login, in your own browser, and the card says how. "
    "If you have an old login at this court, do not ask for one: go back, and link it."
)
LINKED = "Your accounts are linked at this court. From now on, use your PACER credentials to file there."
LINKED_BY_HAND = (
    "By your own word, your accounts are linked at this court. If the filing menus are missing later, call the court."
)
ALREADY = "Your PACER account was linked at this court already. There is nothing to do."
REGISTERED = "By your own word, you have asked the court for a login. The court decides, and writes to you."
REFUSED = "It could not go on; the card says why, and what to do next. Nothing was linked."
UNKNOWN = (
    "It is not known yet whether your accounts are linked. The link request is never sent again to find out. "
    "Press *Check again* on the card: this app then only reads the court's menu."
)
OVER = "This go is over; the card says how it ended."
REHEARSED = "The rehearsal is over. It ended before the link, and nothing was changed."

NO_CONVERSATION = f"Nothing is under way. Press the button below, or type `{COMMAND}`, to link a court."


def words_to_type(words: str) -> str:
    """Name the words that this app knows at this step."""
    return f"*What you can type.* The words {words}; a court's name; or a question about linking. Never a password."


def whom_to_ring(desk: str) -> str:
    """Name whom to ring; `desk` is the court's."""
    return (
        f"*Whom to ring.* About this court, or the old CM/ECF login: {desk}. "
        f"About your PACER account: {PACER_DESK}. About this app: your firm's help desk."
    )
