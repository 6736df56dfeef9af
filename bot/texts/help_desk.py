"""What the help desk is told of a run: what went wrong, where, how it ended, and whether they have anything to do."""

from __future__ import annotations

from typing import assert_never

from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.texts._for_each import ForEach
from bot.texts.common import PACER_DESK
from bot.vocabulary import Trouble

WHAT = ForEach(
    court_not_found="No court matched what they typed.",
    court_not_automated="This court is set to linking by hand, in the browser.",
    too_early="The court does not offer linking yet.",
    wrong_pacer_credentials="PACER did not accept user name, password or one-time passcode (or one is missing).",
    too_many_pacer_tries=(
        "Two sign-ins with a PACER account failed; we stopped before a lock. A reset is done at PACER."
    ),
    pacer_account_disabled=f"The PACER account is disabled. They need {PACER_DESK}.",
    pacer_refused="PACER refused the sign-in for a reason that the app does not know.",
    pacer_locked="PACER has locked the account for a while, after wrong tries. A reset is done at PACER.",
    pacer_passcode_wanted="PACER wanted a one-time passcode.",
    pacer_client_code="PACER wanted a client code, or did not take it. Whoever manages PACER at the firm knows it.",
    pacer_update_pending="PACER waits for a password change or MFA set-up, in a browser.",
    pacer_mfa_pending="PACER waits for them to set up MFA, at pacer.uscourts.gov. They can do it themselves.",
    pacer_password_old=(  # noqa: S106 - no password
        "PACER waits for them to change their old password, at pacer.uscourts.gov. They can do it themselves."
    ),
    firm_admin_account="They used a firm's administrative PACER account; it has no filing rights.",
    session_not_accepted="PACER accepted them, the court did not take over the session.",
    sign_on_down="PACER's sign-in service was down or busy, or its answer is not known to the app.",
    wrong_filer_credentials="The court did not accept the old CM/ECF login.",
    special_login="The old CM/ECF login has a special character. The court may have to rename it.",
    too_many_filer_tries=("Two tries with the old login failed at the court; we stopped before a lock."),
    filer_locked="The court has locked the old CM/ECF login for a while.",
    filer_linked_elsewhere="The CM/ECF account is linked to another PACER account. Clerk's office.",
    other_login_shown=(
        "The court's page spoke of another login than the one they typed; the app stopped before the link."
    ),
    link_not_offered=(
        "The court, by its menu or its own words, does not offer the link. They may have no CM/ECF account there."
    ),
    link_not_found=(
        "The app could not find the link in the court's menu, though it may be there. They can link in their browser; "
        "the operator should look at it."
    ),
    filer_without_menus=(
        "A filer account is attached already, but the court shows no filing menus; perhaps an unpaid fee. Clerk's "
        "office. They must not link or register again."
    ),
    court_left_nextgen="The court seems to use another system than NextGen CM/ECF now: its front page is another's.",
    court_down="The court's system was down.",
    unexpected_page="The court showed a page that the app does not know. The operator should look at it.",
    unreachable="PACER or the court could not be reached.",
    proxy_failed="The firm's proxy did not let the app through to PACER or the court. IT should look at the proxy.",
    not_trusted=(
        "The app does not trust the certificate that PACER or the court shows; most likely the firm's proxy opens TLS. "
        "IT should let these hosts pass unopened; the app's doctor command says more."
    ),
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
    asked_on="The court asked for more after the link request. They were shown its page.",
    asks_too_much="The court's page asks more questions than the app can put to them.",
)

LINKED_BY_HAND = "In their own browser, by their own word; this app has not proven it. Nothing to do."


STEPS = {
    "ChoosingCourt": "choosing the court",
    "GettingReady": "getting ready: what applies, the fine print, what is needed",
    "Guided": "in their own browser, led by this app",
    "AwaitingPacerSignIn": "about to sign in to PACER",
    "SigningIn": "PACER was being asked",
    "AwaitingFilerLogin": "about to enter the old CM/ECF login",
    "FindingAccounts": "the court was being asked which accounts these are",
    "Reviewing": "looking at both accounts, before the link",
    "Linking": "the link request was on its way",
    "Confirming": "the court's menu was being looked at, after the link request",
    "Linked": "linked",
    "AlreadyLinked": "linked before",
    "Registered": "a first login was asked for, in their own browser",
    "Refused": "stopped; nothing was linked",
    "Unknown": "the end of the link request is not known",
    "Cancelled": "cancelled by them",
    "Expired": "closed, since nobody went on for a week",
    "Rehearsed": "at the end of a rehearsal",
}
"""The steps, from each of which the help desk can be asked, by the name of the state."""


LINK_NOT_FOUND_AFTER_SUBMIT = "The app could not find the link in the court's menu. The operator should look at it."


def what_after_submit(problem: st.Problem) -> str:
    """Tell the help desk what went wrong where a link request may have reached the court: never to link by hand."""
    return LINK_NOT_FOUND_AFTER_SUBMIT if problem is Trouble.LINK_NOT_FOUND else WHAT.of(problem)


def where_it_stopped(step: str) -> str:
    """Name the step for the help desk."""
    return f"Where: {step}."


def where_it_was(step: str) -> str:
    """Name the step of a run that was left."""
    return f"Where they were: {step}."


def why_stuck(stuck: st.Stuck) -> str:
    """Tell the help desk where somebody came to a stop that is no end."""
    match stuck:
        case st.Stuck.LEGACY_USERNAME:
            return "They typed a PACER user name of before 2014. That account must be upgraded first, at PACER."
        case st.Stuck.SPECIAL_LOGIN:
            return "Their old login has a special character. The court may have to change it before it can be linked."
        case st.Stuck.SHARED_ACCOUNT:
            return "The PACER account looks like one that the firm shares. Only a person's own account may be linked."
        case st.Stuck.IDLE_IN_REVIEW:
            return "They saw both accounts, and did nothing for 15 minutes. They may be in doubt."
        case st.Stuck.PAUSED:
            return "They were reminded, and have not gone on for a working day since."
        case _:
            assert_never(stuck)


PLACE_KEPT = "Their place is kept, so they may have gone on."


def how_it_ended(outcome: Outcome) -> str:
    """Tell the help desk, below the headline, what it means, and whether they have anything to do."""
    match outcome:
        case Outcome.LINKED:
            return "Proven by the court's menu. Nothing to do."
        case Outcome.REFUSED | Outcome.STUCK:
            return "They may need you."
        case Outcome.UNKNOWN:
            return "Do not have them link again by hand first: the court's menu tells."
        case Outcome.REHEARSED:
            return (
                "It came to both accounts and ended before the link, as it should. Nothing was linked. "
                "The operator has the pages and the report."
            )
        case Outcome.TURNED:
            return "So is everybody at this court. The operator should look at it."
        case Outcome.BY_MEMBER:
            return "Nothing went wrong in this app that it knows of."
        case Outcome.SET_ASIDE:
            return (
                "What this app kept of this run was set aside. They can begin again. "
                "No link request of it was left without an answer. The operator should look at it."
            )
        case Outcome.SET_ASIDE_UNKNOWN:
            return (
                "What this app kept of this run was set aside. Do not have them link again by hand first: "
                "the court's menu tells. The operator should look at it."
            )
        case Outcome.ASKED | Outcome.ADDED:
            return "They are told that this has arrived."
        case _:
            assert_never(outcome)


def courts_left(names: str) -> str:
    """Tell the help desk of courts at which the app links nothing any more, by PACER's own list."""
    return (
        f"By PACER's list these courts no longer use NextGen CM/ECF: {names}. There the app leads people by hand, in "
        "their own browser. The operator should look at it."
    )


def why_asked(why: st.WhyHuman) -> str:
    """Tell the help desk why somebody asks for them."""
    match why:
        case st.WhyHuman.ASKED:
            return "They pressed “Ask the help desk”."
        case st.WhyHuman.SAW_SOMETHING_ELSE:
            return "In their own browser they saw something else than this app had described."
        case _:
            assert_never(why)
