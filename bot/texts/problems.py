"""What went wrong: what happened, whether anything was changed, what to do next. For the person and for the help desk.

Facts: PACER's authentication API guide and announcements, court manuals. What nobody has published is not claimed.
"""

from __future__ import annotations

from typing import assert_never

from bot.flow import states as st
from bot.flow.effects import FieldProblem, Outcome
from bot.texts._for_each import ForEach
from bot.texts.common import COMMAND, PACER_DESK
from bot.vocabulary import AccountWarning, SignInNotice, Trouble

NOTHING_CHANGED = "Nothing was changed."
NOTHING_LINKED = "Nothing was linked and nothing was changed."
STILL_UNKNOWN = (
    "It is not known whether the accounts are linked. The link request may have reached the court. "
    "It is never sent a second time to find out."
)

_AGAIN = "Wait a few minutes, then try again."
_BEGIN = f"type `{COMMAND}`"

A_LATER_DAY = "a later day"

WHAT = ForEach(
    court_not_found="No single court matches “{query}”.",
    court_not_automated="This app does not link accounts at {query}. There you link them in your own browser.",
    too_early="{query} links accounts only from {since} on.",
    wrong_pacer_credentials="PACER did not accept the user name, the password or the one-time passcode.",
    too_many_pacer_tries=(
        "PACER did not accept the sign-in twice, or did not answer. We stop here: more tries could lock your account."
    ),
    pacer_account_disabled="PACER says that this account is disabled.",
    pacer_refused="PACER refused the sign-in.",
    pacer_update_pending=(
        "PACER wants you to finish something first: a new password, or setting up multi-factor sign-in (MFA)."
    ),
    firm_admin_account=(
        "This is a firm's administrative PACER account. It only manages other accounts and cannot file."
    ),
    session_not_accepted="PACER accepted you, but the court did not take over your PACER sign-in.",
    sign_on_down="PACER's sign-in service is not working at the moment.",
    wrong_filer_credentials="The court did not accept the old CM/ECF login or its password.",
    too_many_filer_tries=(
        "The court did not accept the old CM/ECF login twice, or did not answer. "
        "We stop here: more tries could lock it."
    ),
    filer_locked="The court has locked the old CM/ECF login for now, after wrong tries.",
    filer_linked_elsewhere=(
        "The court says that this CM/ECF account is already linked to another PACER account. One can have only one."
    ),
    other_login_shown=(
        "The court's page speaks of another login than the ones you typed, or of each under the other account. "
        "To link that would tie the wrong account to yours."
    ),
    link_not_offered="The court's Utilities menu does not offer you the link to your PACER account.",
    filer_without_menus=(
        "Your PACER account already has a filer account at this court, but the court's menu does not show the filing "
        "menus."
    ),
    court_down="The court's system is not working at the moment, perhaps for maintenance.",
    unexpected_page="The court answered with a page that this app does not know, so it stopped.",
    unreachable="PACER or the court could not be reached.",
    timed_out="PACER or the court took too long to answer.",
    session_expired="Your PACER session has ended.",
    idle="Nothing happened for 15 minutes, so your sign-in was ended. No password was saved.",
    restarted="This app was restarted in the middle of the work. Your sign-in was forgotten on purpose.",
    answer_lost="The court's answer to the link request was lost on the way.",
    not_proven="The court answered the link request, but its menu does not show the filing menus.",
    menus_missing=(
        "The court's menu now names a filer account, which suggests that the link worked. "
        "But it does not show the filing menus."
    ),
    found_not_linked=(
        "The court does not show the earlier link request yet: two sign-ins, the last one at least half an hour after "
        "it, saw the court offer the link again."
    ),
    not_shown_yet="The court does not show the link yet: its menu offers it again.",
)

_RESET = "A forgotten PACER password is reset at PACER, not at the court."

NEXT = ForEach(
    court_not_found="Type a part of its name, its city or its short name, and pick it from the list.",
    court_not_automated=(
        "Open the court's website and its E-Filing (CM/ECF) link, and sign in with your PACER account. Open Utilities "
        "and choose “Link a CM/ECF account to my PACER account”. Courts of appeals call it “Link My Filer Account to "
        "My PACER Account”. Or choose another court."
    ),
    too_early="Come back then. Or choose another court.",
    wrong_pacer_credentials=(
        "Check all three: a missing passcode looks just the same to us. "
        "If you use a passcode, wait for a fresh one. Then try again. "
        "After two wrong tries we stop, so that the account does not get locked. " + _RESET
    ),
    too_many_pacer_tries=(f"Check that you can sign in at pacer.uscourts.gov. {_RESET} For help call {PACER_DESK}."),
    pacer_account_disabled=f"Call {PACER_DESK}. When the account works again, {_BEGIN}.",
    pacer_refused=f"Call {PACER_DESK}, and tell them PACER's words. After that, {_BEGIN}.",
    pacer_update_pending=(
        f"Sign in at pacer.uscourts.gov in your browser and finish it there. Then {_BEGIN}. For help call {PACER_DESK}."
    ),
    firm_admin_account=f"Use your own individual, upgraded PACER account: {_BEGIN}.",
    session_not_accepted=f"Wait a few minutes, then {_BEGIN}. If it happens again, call {{desk}}.",
    sign_on_down=_AGAIN + " Your place here is kept.",
    wrong_filer_credentials=(
        "Use the login that you filed with at this court before, not your PACER user name. After two wrong tries we "
        "stop, so that the login does not get locked. Forgotten it? Call {desk}."
    ),
    too_many_filer_tries="Wait before you try again anywhere. Forgotten the old login? Call {desk}.",
    filer_locked=(f"Wait, and do not try it elsewhere: that can prolong the lock. Then {_BEGIN}, or call {{desk}}."),
    filer_linked_elsewhere="Only the court can change that. Call {desk}.",
    filer_without_menus=(
        "There is nothing to link, and you need not register. Refresh your screen, or sign out of the court and in "
        "again. If the menus are still missing, call {desk}: filing may be switched off, for example for an unpaid fee."
    ),
    other_login_shown=(
        f"Look which of the court's logins is yours, then {_BEGIN}. If it happens again, call {{desk}}."
    ),
    link_not_offered=(
        "Call {desk}. If you never had a CM/ECF account at this court, ask for one at pacer.uscourts.gov: "
        "Manage My Account, Maintenance, e-file registration."
    ),
    court_down=_AGAIN + " Your place here is kept.",
    unexpected_page=f"Later, {_BEGIN}. If it happens again, link in your browser or call {{desk}}.",
    unreachable=_AGAIN + " Your place here is kept.",
    timed_out=_AGAIN + " Your place here is kept.",
    session_expired="Sign in to PACER again. Your place here is kept.",
    idle="Sign in to PACER again when it suits you. The court is kept.",
    restarted="Sign in to PACER again. The court is kept.",
    answer_lost="",
    not_proven="If the menus are still missing later, call {desk}.",
    menus_missing=(
        "Sign out of the court and in again. If the menus are still missing, "
        "call {desk}: filing may be switched off, for example for an unpaid fee."
    ),
    found_not_linked="You can go on, and link after you have seen both accounts again. The help desk knows.",
    not_shown_yet=(
        "A slow court may still be at work on it, so wait before the next look. Another request can be made when two "
        "sign-ins have seen this, the last one half an hour after the request or later."
    ),
)

CHECK_AGAIN = (
    "Press *Check again* on your card: you sign in to PACER once more, and this app only reads the court's menu. "
    "Or look for yourself: sign in at the court with your PACER account. "
    "If the menu bar shows {menus}, the accounts are linked."
)

HELP_DESK = ForEach(
    court_not_found="No court matched what they typed.",
    court_not_automated="This court is set to linking by hand, in the browser.",
    too_early="The court does not offer linking yet.",
    wrong_pacer_credentials="PACER did not accept user name, password or passcode (or one is missing).",
    too_many_pacer_tries=(
        "PACER said no twice, or did not answer; we stopped before a lock. A reset is done at PACER."
    ),
    pacer_account_disabled=f"The PACER account is disabled. They need {PACER_DESK}.",
    pacer_refused="PACER refused the sign-in for a reason that the app does not know.",
    pacer_update_pending="PACER waits for a password change or MFA set-up, in a browser.",
    firm_admin_account="They used a firm's administrative PACER account; it has no filing rights.",
    session_not_accepted="PACER accepted them, the court did not take over the session.",
    sign_on_down="PACER's sign-in service was down.",
    wrong_filer_credentials="The court did not accept the old CM/ECF login.",
    too_many_filer_tries=("The court said no to the old login twice, or did not answer; we stopped before a lock."),
    filer_locked="The court has locked the old CM/ECF login for a while.",
    filer_linked_elsewhere="The CM/ECF account is linked to another PACER account. Clerk's office.",
    other_login_shown=(
        "The court's page spoke of another login than the one they typed; the app stopped before the link."
    ),
    link_not_offered="The court's menu does not offer the link. They may have no CM/ECF account there.",
    filer_without_menus=(
        "A filer account is attached already, but the court shows no filing menus; perhaps an unpaid fee. Clerk's "
        "office. They must not link or register again."
    ),
    court_down="The court's system was down.",
    unexpected_page="The court showed a page that the app does not know. The operator should look at it.",
    unreachable="PACER or the court could not be reached.",
    timed_out="PACER or the court did not answer in time.",
    session_expired="The PACER session ended on the way.",
    idle="They were away for 15 minutes.",
    restarted="The app was restarted on the way.",
    answer_lost="The court's answer to the link request was lost.",
    not_proven="The court answered, but its menu shows no filing menus.",
    menus_missing="The menu names a filer, but no filing menus; perhaps an unpaid fee. Clerk's office.",
    found_not_linked=(
        "Two sign-ins saw the court offer the link again after a request whose end was not known. They may link again "
        "now; the first request stays on record as not known."
    ),
    not_shown_yet="The court does not show the link yet; it may still come. They must not link in the browser now.",
)

LINKED_BY_HAND = "Linked in their own browser, by their own word; this app has not proven it. Nothing to do."


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


def how_it_ended(outcome: Outcome) -> str:
    """Tell the help desk how it ended, and whether they have anything to do."""
    match outcome:
        case Outcome.LINKED:
            return "Linked, and proven by the court's menu. Nothing to do."
        case Outcome.REFUSED:
            return "Stopped. Nothing was linked. They may need you."
        case Outcome.UNKNOWN:
            return (
                "Not known whether the accounts are linked. Do not have them link again by hand first: "
                "the court's menu tells."
            )
        case Outcome.SET_ASIDE:
            return (
                "What this app kept of this run could not be read, and was set aside. They can begin again. "
                "No link request of it was left without an answer. The operator should look at it."
            )
        case Outcome.SET_ASIDE_UNKNOWN:
            return (
                "Not known whether the accounts are linked, and what this app kept of this run could not be read. "
                "It was set aside. The court's menu tells. The operator should look at it."
            )
        case Outcome.ASKED:
            return "They need a human, and are told that this message has arrived. The app does nothing more about it."
        case _:
            assert_never(outcome)


def why_handed_over(reason: st.HandOver) -> str:
    """Tell the help desk why somebody asks for them."""
    match reason:
        case st.HandOver.ASKED:
            return "They pressed “Ask the help desk”."
        case st.HandOver.SAW_SOMETHING_ELSE:
            return "In their own browser they saw something else than this app had described."
        case _:
            assert_never(reason)


def looks_odd(warning: AccountWarning) -> str:
    """Say what looks odd about the two accounts."""
    match warning:
        case AccountWarning.DIFFERENT_PEOPLE:
            return (
                "The two names look like two different people. Link only if both accounts are yours: "
                "once linked, only the court can undo it."
            )
        case AccountWarning.LOOKS_LIKE_FIRM:
            return (
                "The PACER account looks like a firm's. Do not link a shared firm account: it would lock out all other "
                "attorneys of your firm. Cancel, and use your own individual account."
            )
        case AccountWarning.NOT_COMPARED:
            return (
                "This app could not tell the two accounts apart on the court's page, so it compared nothing: you must. "
                "Read whose CM/ECF account and whose PACER account the court names. If you do not find both, cancel."
            )
        case _:
            assert_never(warning)


def remarked(notice: SignInNotice) -> str:
    """Say what PACER remarked on a sign-in that worked."""
    match notice:
        case SignInNotice.CLIENT_CODE_MISSING:
            return (
                "PACER let you in without a client code. You can link and file; only searching in PACER needs the code."
            )
        case SignInNotice.SEARCH_DISABLED:
            return (
                "PACER says that searching is disabled for your account. You can still link. "
                f"About searching, call {PACER_DESK}."
            )
        case _:
            assert_never(notice)


def wrong_field(problem: FieldProblem) -> str:
    """Say what is wrong with what was typed into a field."""
    match problem:
        case FieldProblem.EMPTY:
            return "Please fill this in. Nothing was sent."
        case FieldProblem.TOO_LONG:
            return "This is too long: at most 200 characters. Nothing was sent."
        case FieldProblem.LEGACY_USERNAME:
            return (
                "This looks like an old PACER user name (two letters, four digits). Upgrade your own account at "
                "pacer.uscourts.gov first, never a shared one. Nothing was sent."
            )
        case FieldProblem.SPECIAL_CHARACTER:
            return "A login with & @ $ or * cannot be linked. Ask the court to rename it first. Nothing was sent."
        case _:
            assert_never(problem)


def what(problem: st.Problem, query: str, since: str = "") -> str:
    """Say what happened; `query` is what the person typed, or the court's name, and `since` a day."""
    return WHAT.of(problem).format(query=query, since=since or A_LATER_DAY)


def what_next(problem: st.Problem, desk: str) -> str:
    """Say what to do next; `desk` is whom to call at the court."""
    return NEXT.of(problem).format(desk=desk)


def what_next_after_submit(problem: st.Problem, desk: str) -> str:
    """Say what to do next where a link request may have reached the court: never to link by hand, or to register."""
    match problem:
        case Trouble.UNEXPECTED_PAGE:
            return f"If it happens again, call {desk}."
        case Trouble.LINK_NOT_OFFERED:
            return f"Call {desk}."
        case _:
            return what_next(problem, desk)


def check_again(menus: str) -> str:
    """Say how an unknown outcome is settled; `menus` are a filer's menus at the court."""
    return CHECK_AGAIN.format(menus=menus)
