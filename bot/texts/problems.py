"""What went wrong: what happened, whether anything was changed, what to do next. For the person.

Facts: PACER's authentication API guide and announcements, court manuals. What nobody has published is not claimed.
"""

from __future__ import annotations

from typing import assert_never

from bot.flow import states as st
from bot.flow.effects import FieldProblem
from bot.texts._for_each import ForEach
from bot.texts.common import COMMAND, PACER_DESK, to_desk
from bot.vocabulary import AccountWarning, SignInNotice, Trouble

NOTHING_CHANGED = "Nothing was changed."
NOTHING_LINKED = "Nothing was linked and nothing was changed."
STILL_UNKNOWN = (
    "It is not known whether the accounts are linked. The link request may have reached the court. "
    "It is never sent a second time to find out."
)
STILL_UNKNOWN_ANSWERED = (
    "It is not known whether the accounts are linked. The link request was sent, and the court answered it; only the "
    "court's menu proves a link. It is never sent a second time to find out."
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
        "Two sign-ins with this PACER account failed. We stop here: more tries could lock your account."
    ),
    pacer_account_disabled="PACER says that this account is disabled.",
    pacer_refused="PACER refused the sign-in.",
    pacer_locked="PACER has locked this account for now, after wrong tries.",
    pacer_passcode_wanted="PACER wants a one-time passcode as well: multi-factor sign-in (MFA) is on for this account.",
    pacer_client_code="PACER wants a client code, or does not take the one that you typed.",
    pacer_update_pending=(
        "PACER wants you to finish something first. It may be a new password, or to set up one-time passcodes (MFA)."
    ),
    pacer_mfa_pending="PACER wants you to set up multi-factor sign-in (MFA) first.",
    pacer_password_old="PACER wants you to change your password first: it is too old.",  # noqa: S106 - no password
    firm_admin_account=(
        "This PACER account is for a firm's administration. It only looks after other accounts, and cannot file."
    ),
    session_not_accepted="PACER accepted you, but the court did not take over your PACER sign-in.",
    sign_on_down="PACER's sign-in service is not working at the moment.",
    wrong_filer_credentials="The court did not accept the old CM/ECF login or its password.",
    special_login=(
        "The old CM/ECF login that you typed has a special character, such as an ampersand, an asterisk or an at sign. "
        "At least one court says that such a login cannot be linked. It was not sent."
    ),
    too_many_filer_tries=(
        "Two tries with the old CM/ECF login failed at the court. We stop here: more tries could lock it."
    ),
    filer_locked="The court has locked the old CM/ECF login for now, after wrong tries.",
    filer_linked_elsewhere=(
        "The court says that this CM/ECF account is already linked to another PACER account. One can have only one."
    ),
    other_login_shown=(
        "The court's page speaks of another login than the ones you typed, or of each under the other account. "
        "To link that would tie the wrong account to yours."
    ),
    link_not_offered="The court, by its menu or its own words, does not offer you the link to your PACER account.",
    link_not_found="This app could not find where the court's Utilities menu links an account to a PACER account.",
    filer_without_menus=(
        "Your PACER account is tied to a filer account at this court. But the court's menu does not show the filing "
        "menus."
    ),
    court_left_nextgen="This court seems to use another filing system now. There this app cannot link accounts.",
    court_down="The court's system is not working at the moment, perhaps for maintenance.",
    unexpected_page="The court answered with a page that this app does not know, so it stopped.",
    unreachable="PACER or the court could not be reached.",
    proxy_failed="Your firm's proxy did not let this app through to PACER or the court.",
    not_trusted=(
        "This app could not be sure that it was PACER or the court that answered; most likely your firm's proxy stands "
        "in between."
    ),
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
        "The court does not show the earlier link request yet. Two sign-ins saw the court offer the link again, the "
        "last one at least half an hour after the request."
    ),
    not_shown_yet="The court does not show the link yet: its menu offers it again.",
    asked_on="The court asks for more before it links: another page came, and its menu shows no link so far.",
    asks_too_much="The court's page asks more questions than this app can put to you, so it stopped.",
)

_RESET = "A forgotten PACER password is reset at PACER, not at the court. You do that yourself, at pacer.uscourts.gov."


def tries(used: int, most: int) -> str:
    """Say how many passwords for an account were sent, and how many are left before this app stops."""
    left = most - used
    return f"*Tries:* {used} of {most} used, {left} left." if left else f"*Tries:* {used} of {most} used, none left."


CURLY_QUOTES = (
    "*Your password has curly quotes*, which phones put in by themselves: “ ” or \u2018 \u2019. "
    "It was sent exactly as you typed it. If your password has straight ones, hold the quote key down to choose them."
)

NEXT = ForEach(
    court_not_found="Type a part of its name, its city or its short name, and pick it from the list.",
    court_not_automated=(
        "Open the court's website and its E-Filing (CM/ECF) link, and sign in with your PACER account. Open Utilities "
        "and choose “Link a CM/ECF account to my PACER account”. Courts of appeals call it “Link My Filer Account to "
        "My PACER Account”. Or choose another court."
    ),
    too_early="Come back then. Or choose another court.",
    wrong_pacer_credentials=(
        "Check all three: a missing one-time passcode looks just the same to us. "
        "If you use one, wait for a fresh one. Then try again. "
        "After two wrong tries we stop, so that the account does not get locked. " + _RESET
    ),
    too_many_pacer_tries=(f"Check that you can sign in at pacer.uscourts.gov. {_RESET} For help call {PACER_DESK}."),
    pacer_locked=(
        f"Wait, and do not try it elsewhere: that can prolong the lock. {_RESET} If it stays locked, call {PACER_DESK}."
    ),
    pacer_passcode_wanted=(
        "Type the current one-time passcode from your authenticator app into the third field, and your password again. "
        "It is good once. If the app's clock is wrong, its passcodes are too."
    ),
    pacer_client_code=(
        "Type your firm's client code into the last field, just as your firm writes it, and your password again. "
        "If you do not know it, ask whoever manages PACER at your firm."
    ),
    pacer_account_disabled=f"Call {PACER_DESK}. When the account works again, {_BEGIN}.",
    pacer_refused=f"Call {PACER_DESK}, and tell them PACER's words. After that, {_BEGIN}.",
    pacer_update_pending=(
        f"Sign in at pacer.uscourts.gov in your browser and finish it there. Then {_BEGIN}. For help call {PACER_DESK}."
    ),
    pacer_mfa_pending=(
        "You do this yourself: sign in at pacer.uscourts.gov in your browser and set it up. PACER sends a code to the "
        f"e-mail address of your account. Then {_BEGIN}. If you cannot finish it there, call {PACER_DESK}."
    ),
    pacer_password_old=(
        "You do this yourself: sign in at pacer.uscourts.gov in your browser and choose a new password. "
        f"Then {_BEGIN}. If you cannot finish it there, call {PACER_DESK}."
    ),
    firm_admin_account=f"Use your own upgraded PACER account. Then {_BEGIN}.",
    session_not_accepted=f"Wait a few minutes, then {_BEGIN}. If it happens again, call {{desk}}.",
    sign_on_down=_AGAIN + " Your place here is kept.",
    wrong_filer_credentials=(
        "Use the login that you filed with at this court before, not your PACER user name. "
        "Try the login in all lowercase. After two wrong tries we stop, so that the login does not get locked."
    ),
    special_login=(
        "Look whether you typed it right. If it is so, ask the court to rename it: call {desk}. "
        "To try it all the same, type the password again and send the form."
    ),
    too_many_filer_tries="Wait before you try this login again, here or in your browser.",
    filer_locked=(f"Wait, and do not try it elsewhere: that can prolong the lock. Then {_BEGIN}, or call {{desk}}."),
    filer_linked_elsewhere="Only the court can change that. Call {desk}.",
    filer_without_menus=(
        "There is nothing to link, and you need not register. Refresh your screen, or sign out of the court and in "
        "again. If the menus are still missing, call {desk}: filing may be switched off, for example for an unpaid fee."
    ),
    court_left_nextgen="Go on here, step by step, in your own browser. If the pages look different, call {desk}.",
    other_login_shown=(
        f"Look which of the court's logins is yours, then {_BEGIN}. If it happens again, call {{desk}}."
    ),
    link_not_offered=(
        "Call {desk}. If you never had a CM/ECF account at this court, ask for one at pacer.uscourts.gov: "
        "Manage My Account, Maintenance, e-file registration."
    ),
    link_not_found=(
        "Look for it yourself: sign in at the court in your browser, and open Utilities. If you do not see it there, "
        "call {desk}."
    ),
    court_down=_AGAIN + " Your place here is kept.",
    unexpected_page=f"Later, {_BEGIN}. If it happens again, link in your browser or call {{desk}}.",
    unreachable=_AGAIN + " Your place here is kept.",
    proxy_failed=_AGAIN + " If it happens again, tell your firm's IT. Your place here is kept.",
    not_trusted="Tell your firm's IT, and try again when they have mended it. Your place here is kept.",
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
    asked_on="Read what the page says, and answer it.",
    asks_too_much="Link in your browser, where you can answer them all, or call {desk}.",
)

CHECK_AGAIN = (
    "Press *Check again*: you sign in to PACER once more, and this app only reads the court's menu. "
    "Or look for yourself: sign in at the court with your PACER account. "
    "If the menu bar shows {menus}, the accounts are linked."
)


def looks_odd(warning: AccountWarning) -> str:
    """Say what looks odd about the two accounts."""
    match warning:
        case AccountWarning.DIFFERENT_PEOPLE:
            return "The two names look like two different people. Link only if both accounts are yours."
        case AccountWarning.LOOKS_LIKE_FIRM:
            return (
                "The PACER account looks like a firm's. Do not link a shared firm account: it would lock out all other "
                "attorneys of your firm. Cancel, and use your own individual account."
            )
        case AccountWarning.NOT_COMPARED:
            return (
                "On the court's page this app found no two names that it can judge, so it compared nothing: you must. "
                "Read whose CM/ECF account and whose PACER account the court names. If you do not find both, or one is "
                "not yours, cancel."
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
            return "A login with a special character, such as & @ $ or *, may not be linkable. Nothing was sent."
        case _:
            assert_never(problem)


def what(problem: st.Problem, query: str, since: str = "") -> str:
    """Say what happened; `query` is what the person typed, or the court's name, and `since` a day."""
    return WHAT.of(problem).format(query=query, since=since or A_LATER_DAY)


def what_next(problem: st.Problem, desk: str) -> str:
    """Say what to do next; `desk` is whom to call at the court."""
    return to_desk(NEXT.of(problem), desk).format(desk=desk)


def what_next_after_submit(problem: st.Problem, desk: str) -> str:
    """Say what to do next where a link request may have reached the court: never to link by hand, or to register."""
    match problem:
        case st.Finding.RESTARTED | st.Finding.IDLE | Trouble.SESSION_EXPIRED:
            return ""  # the check asks for the sign-in
        case Trouble.SIGN_ON_DOWN | Trouble.COURT_DOWN | Trouble.UNREACHABLE | Trouble.TIMED_OUT:
            return "Wait a few minutes first."
        case Trouble.PROXY_FAILED:
            return "Wait a few minutes first. If it happens again, tell your firm's IT."
        case Trouble.NOT_TRUSTED:
            return "Tell your firm's IT first."
        case Trouble.UNEXPECTED_PAGE:
            return to_desk("If it happens again, call {desk}.", desk).format(desk=desk)
        case (
            Trouble.LINK_NOT_OFFERED
            | Trouble.LINK_NOT_FOUND
            | st.Finding.COURT_NOT_AUTOMATED
            | Trouble.COURT_LEFT_NEXTGEN
            | st.Finding.ASKS_TOO_MUCH
        ):
            return to_desk("Call {desk}.", desk).format(desk=desk)
        case _:
            return what_next(problem, desk)


def look_again_at(hour: str) -> str:
    """Say from when on another look can tell more."""
    return f"*Check again at {hour}* or later."


def check_again(menus: str) -> str:
    """Say how an unknown outcome is settled; `menus` are a filer's menus at the court."""
    return CHECK_AGAIN.format(menus=menus)
