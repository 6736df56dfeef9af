"""What went wrong: what happened, whether anything was changed, what to do next. For the person and for the help desk.

Facts: PACER's authentication API guide and announcements, court manuals. What nobody has published is not claimed.
"""

from __future__ import annotations

from bot.flow.effects import FieldProblem, Outcome
from bot.flow.states import AccountWarning, HandOver, Problem, SignInNotice
from bot.texts.common import COMMAND, PACER_DESK

NOTHING_CHANGED = "Nothing was changed."
NOTHING_LINKED = "Nothing was linked and nothing was changed."
STILL_UNKNOWN = (
    "It is not known whether the accounts are linked. The link request may have reached the court. "
    "It is never sent a second time to find out."
)

_AGAIN = "Wait a few minutes, then try again."
_BEGIN = f"type `{COMMAND}`"

A_LATER_DAY = "a later day"

WHAT: dict[Problem, str] = {
    Problem.COURT_NOT_FOUND: "No single court matches “{query}”.",
    Problem.COURT_NOT_AUTOMATED: "This app does not link accounts at {query}. There you link them in your own browser.",
    Problem.TOO_EARLY: "{query} links accounts only from {since} on.",
    Problem.WRONG_PACER_CREDENTIALS: "PACER did not accept the user name, the password or the one-time passcode.",
    Problem.TOO_MANY_PACER_TRIES: (
        "PACER did not accept the sign-in twice, or did not answer. We stop here: more tries could lock your account."
    ),
    Problem.PACER_ACCOUNT_DISABLED: "PACER says that this account is disabled.",
    Problem.PACER_REFUSED: "PACER refused the sign-in.",
    Problem.PACER_UPDATE_PENDING: (
        "PACER wants you to finish something first: a new password, or setting up multi-factor sign-in (MFA)."
    ),
    Problem.FIRM_ADMIN_ACCOUNT: (
        "This is a firm's administrative PACER account. It only manages other accounts and cannot file."
    ),
    Problem.SESSION_NOT_ACCEPTED: "PACER accepted you, but the court did not take over your PACER sign-in.",
    Problem.SIGN_ON_DOWN: "PACER's sign-in service is not working at the moment.",
    Problem.WRONG_FILER_CREDENTIALS: "The court did not accept the old CM/ECF login or its password.",
    Problem.TOO_MANY_FILER_TRIES: (
        "The court did not accept the old CM/ECF login twice, or did not answer. "
        "We stop here: more tries could lock it."
    ),
    Problem.FILER_LOCKED: "The court has locked the old CM/ECF login for now, after wrong tries.",
    Problem.FILER_LINKED_ELSEWHERE: (
        "The court says that this CM/ECF account is already linked to another PACER account. One can have only one."
    ),
    Problem.LINK_NOT_OFFERED: "The court's Utilities menu does not offer you the link to your PACER account.",
    Problem.FILER_WITHOUT_MENUS: (
        "Your PACER account already has a filer account at this court, but the court's menu does not show the filing "
        "menus."
    ),
    Problem.COURT_DOWN: "The court's system is not working at the moment, perhaps for maintenance.",
    Problem.UNEXPECTED_PAGE: "The court answered with a page that this app does not know, so it stopped.",
    Problem.UNREACHABLE: "PACER or the court could not be reached.",
    Problem.TIMED_OUT: "PACER or the court took too long to answer.",
    Problem.SESSION_EXPIRED: "Your PACER session has ended.",
    Problem.IDLE: "Nothing happened for 15 minutes, so your sign-in was ended. No password was saved.",
    Problem.RESTARTED: "This app was restarted in the middle of the work. Your sign-in was forgotten on purpose.",
    Problem.ANSWER_LOST: "The court's answer to the link request was lost on the way.",
    Problem.NOT_PROVEN: "The court answered the link request, but its menu does not show the filing menus.",
    Problem.MENUS_MISSING: (
        "The court's menu now names a filer account, which suggests that the link worked. "
        "But it does not show the filing menus."
    ),
    Problem.FOUND_NOT_LINKED: (
        "The court's menu shows no filing menus and offers the link again. "
        "By that, the earlier request did not link the accounts."
    ),
}

_RESET = "A forgotten PACER password is reset at PACER, not at the court."

NEXT: dict[Problem, str] = {
    Problem.COURT_NOT_FOUND: "Type a part of its name, its city or its short name, and pick it from the list.",
    Problem.COURT_NOT_AUTOMATED: (
        "Open the court's website and its E-Filing (CM/ECF) link, and sign in with your PACER account. Open Utilities "
        "and choose “Link a CM/ECF account to my PACER account”. Courts of appeals call it “Link My Filer Account to "
        "My PACER Account”. Or choose another court."
    ),
    Problem.TOO_EARLY: "Come back then. Or choose another court.",
    Problem.WRONG_PACER_CREDENTIALS: (
        "Check all three: a missing passcode looks just the same to us. "
        "If you use a passcode, wait for a fresh one. Then try again. "
        "After two wrong tries we stop, so that the account does not get locked. " + _RESET
    ),
    Problem.TOO_MANY_PACER_TRIES: (
        f"Check that you can sign in at pacer.uscourts.gov. {_RESET} For help call {PACER_DESK}."
    ),
    Problem.PACER_ACCOUNT_DISABLED: f"Call {PACER_DESK}. When the account works again, {_BEGIN}.",
    Problem.PACER_REFUSED: f"Call {PACER_DESK}, and tell them PACER's words. After that, {_BEGIN}.",
    Problem.PACER_UPDATE_PENDING: (
        f"Sign in at pacer.uscourts.gov in your browser and finish it there. Then {_BEGIN}. For help call {PACER_DESK}."
    ),
    Problem.FIRM_ADMIN_ACCOUNT: f"Use your own individual, upgraded PACER account: {_BEGIN}.",
    Problem.SESSION_NOT_ACCEPTED: f"Wait a few minutes, then {_BEGIN}. If it happens again, call {{desk}}.",
    Problem.SIGN_ON_DOWN: _AGAIN + " Your place here is kept.",
    Problem.WRONG_FILER_CREDENTIALS: (
        "Use the login that you filed with at this court before, not your PACER user name. After two wrong tries we "
        "stop, so that the login does not get locked. Forgotten it? Call {desk}."
    ),
    Problem.TOO_MANY_FILER_TRIES: "Wait before you try again anywhere. Forgotten the old login? Call {desk}.",
    Problem.FILER_LOCKED: (
        f"Wait, and do not try it elsewhere: that can prolong the lock. Then {_BEGIN}, or call {{desk}}."
    ),
    Problem.FILER_LINKED_ELSEWHERE: "Only the court can change that. Call {desk}.",
    Problem.FILER_WITHOUT_MENUS: (
        "There is nothing to link, and you need not register. Refresh your screen, or sign out of the court and in "
        "again. If the menus are still missing, call {desk}: filing may be switched off, for example for an unpaid fee."
    ),
    Problem.LINK_NOT_OFFERED: (
        "Call {desk}. If you never had a CM/ECF account at this court, ask for one at pacer.uscourts.gov: "
        "Manage My Account, Maintenance, e-file registration."
    ),
    Problem.COURT_DOWN: _AGAIN + " Your place here is kept.",
    Problem.UNEXPECTED_PAGE: f"Later, {_BEGIN}. If it happens again, link in your browser or call {{desk}}.",
    Problem.UNREACHABLE: _AGAIN + " Your place here is kept.",
    Problem.TIMED_OUT: _AGAIN + " Your place here is kept.",
    Problem.SESSION_EXPIRED: "Sign in to PACER again. Your place here is kept.",
    Problem.IDLE: "Sign in to PACER again when it suits you. The court is kept.",
    Problem.RESTARTED: "Sign in to PACER again. The court is kept.",
    Problem.ANSWER_LOST: "",
    Problem.NOT_PROVEN: "If the menus are still missing later, call {desk}.",
    Problem.MENUS_MISSING: (
        "Sign out of the court and in again. If the menus are still missing, "
        "call {desk}: filing may be switched off, for example for an unpaid fee."
    ),
    Problem.FOUND_NOT_LINKED: "You can go on, and link after you have seen both accounts again.",
}

CHECK_AGAIN = (
    "Press *Check again* on your card: you sign in to PACER once more, and this app only reads the court's menu. "
    "Or look for yourself: sign in at the court with your PACER account. "
    "If the menu bar shows {menus}, the accounts are linked."
)

HELP_DESK: dict[Problem, str] = {
    Problem.COURT_NOT_FOUND: "No court matched what they typed.",
    Problem.COURT_NOT_AUTOMATED: "This court is set to linking by hand, in the browser.",
    Problem.TOO_EARLY: "The court does not offer linking yet.",
    Problem.WRONG_PACER_CREDENTIALS: "PACER did not accept user name, password or passcode (or one is missing).",
    Problem.TOO_MANY_PACER_TRIES: (
        "PACER said no twice, or did not answer; we stopped before a lock. A reset is done at PACER."
    ),
    Problem.PACER_ACCOUNT_DISABLED: f"The PACER account is disabled. They need {PACER_DESK}.",
    Problem.PACER_REFUSED: "PACER refused the sign-in for a reason that the app does not know.",
    Problem.PACER_UPDATE_PENDING: "PACER waits for a password change or MFA set-up, in a browser.",
    Problem.FIRM_ADMIN_ACCOUNT: "They used a firm's administrative PACER account; it has no filing rights.",
    Problem.SESSION_NOT_ACCEPTED: "PACER accepted them, the court did not take over the session.",
    Problem.SIGN_ON_DOWN: "PACER's sign-in service was down.",
    Problem.WRONG_FILER_CREDENTIALS: "The court did not accept the old CM/ECF login.",
    Problem.TOO_MANY_FILER_TRIES: (
        "The court said no to the old login twice, or did not answer; we stopped before a lock."
    ),
    Problem.FILER_LOCKED: "The court has locked the old CM/ECF login for a while.",
    Problem.FILER_LINKED_ELSEWHERE: "The CM/ECF account is linked to another PACER account. Clerk's office.",
    Problem.LINK_NOT_OFFERED: "The court's menu does not offer the link. They may have no CM/ECF account there.",
    Problem.FILER_WITHOUT_MENUS: (
        "A filer account is attached already, but the court shows no filing menus; perhaps an unpaid fee. Clerk's "
        "office. They must not link or register again."
    ),
    Problem.COURT_DOWN: "The court's system was down.",
    Problem.UNEXPECTED_PAGE: "The court showed a page that the app does not know. The operator should look at it.",
    Problem.UNREACHABLE: "PACER or the court could not be reached.",
    Problem.TIMED_OUT: "PACER or the court did not answer in time.",
    Problem.SESSION_EXPIRED: "The PACER session ended on the way.",
    Problem.IDLE: "They were away for 15 minutes.",
    Problem.RESTARTED: "The app was restarted on the way.",
    Problem.ANSWER_LOST: "The court's answer to the link request was lost.",
    Problem.NOT_PROVEN: "The court answered, but its menu shows no filing menus.",
    Problem.MENUS_MISSING: "The menu names a filer, but no filing menus; perhaps an unpaid fee. Clerk's office.",
    Problem.FOUND_NOT_LINKED: "The menu shows no link after an unclear request.",
}

HELP_DESK_OUTCOMES: dict[Outcome, str] = {
    Outcome.LINKED: "Linked, and proven by the court's menu. Nothing to do.",
    Outcome.REFUSED: "Stopped. Nothing was linked. They may need you.",
    Outcome.UNKNOWN: (
        "Not known whether the accounts are linked. Do not have them link again by hand first: the court's menu tells."
    ),
    Outcome.SET_ASIDE: (
        "What this app kept of this run could not be read, and was set aside. They can begin again. "
        "No link request of it was left without an answer. The operator should look at it."
    ),
    Outcome.SET_ASIDE_UNKNOWN: (
        "Not known whether the accounts are linked, and what this app kept of this run could not be read. "
        "It was set aside. The court's menu tells. The operator should look at it."
    ),
    Outcome.ASKED: "They need a human, and are told that this message has arrived. The app does nothing more about it.",
}
LINKED_BY_HAND = "Linked in their own browser, by their own word; this app has not proven it. Nothing to do."

HELP_DESK_REASONS: dict[HandOver, str] = {
    HandOver.ASKED: "They pressed “Ask the help desk”.",
    HandOver.SAW_SOMETHING_ELSE: "In their own browser they saw something else than this app had described.",
}

HELP_DESK_STEPS = {
    "ChoosingCourt": "choosing the court",
    "GettingReady": "reading the fine print",
    "Guided": "linking in their own browser, led by this app",
    "AwaitingPacerSignIn": "about to sign in to PACER",
    "SigningIn": "PACER was being asked",
    "AwaitingFilerLogin": "about to enter the old CM/ECF login",
    "FindingAccounts": "the court was being asked which accounts these are",
    "Reviewing": "looking at both accounts, before the link",
}
"""The steps from which the help desk can be asked, by the name of the state."""


def where_it_stopped(step: str) -> str:
    """Name the step for the help desk."""
    return f"Where: {step}."


WARNINGS: dict[AccountWarning, str] = {
    AccountWarning.DIFFERENT_PEOPLE: (
        "The two names look like two different people. Link only if both accounts are yours: "
        "once linked, only the court can undo it."
    ),
    AccountWarning.LOOKS_LIKE_FIRM: (
        "The PACER account looks like a firm's. Do not link a shared firm account: it would lock out all other "
        "attorneys of your firm. Cancel, and use your own individual account."
    ),
}

SIGN_IN_NOTICES: dict[SignInNotice, str] = {
    SignInNotice.CLIENT_CODE_MISSING: (
        "PACER let you in without a client code. You can link and file; only searching in PACER needs the code."
    ),
    SignInNotice.SEARCH_DISABLED: (
        "PACER says that searching is disabled for your account. You can still link. "
        f"About searching, call {PACER_DESK}."
    ),
}

FIELD_PROBLEMS: dict[FieldProblem, str] = {
    FieldProblem.EMPTY: "Please fill this in. Nothing was sent.",
    FieldProblem.TOO_LONG: "This is too long: at most 200 characters. Nothing was sent.",
    FieldProblem.LEGACY_USERNAME: (
        "This looks like an old PACER user name (two letters, four digits). Upgrade your own account at "
        "pacer.uscourts.gov first, never a shared one. Nothing was sent."
    ),
    FieldProblem.SPECIAL_CHARACTER: (
        "A login with & @ $ or * cannot be linked. Ask the court to rename it first. Nothing was sent."
    ),
}


def what(problem: Problem, query: str, since: str = "") -> str:
    """Say what happened; `query` is what the person typed, or the court's name, and `since` a day."""
    return WHAT[problem].format(query=query, since=since or A_LATER_DAY)


def what_next(problem: Problem, desk: str) -> str:
    """Say what to do next; `desk` is whom to call at the court."""
    return NEXT[problem].format(desk=desk)


def check_again(menus: str) -> str:
    """Say how an unknown outcome is settled; `menus` are a filer's menus at the court."""
    return CHECK_AGAIN.format(menus=menus)
