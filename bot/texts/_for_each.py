"""PURE. Tables of sentences, one for each problem, that mypy finds incomplete: a new problem is a new field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.flow import states as st
from bot.vocabulary import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach:
    """A sentence for each problem, in the order in which a person may meet them."""

    court_not_found: str
    court_not_automated: str
    too_early: str
    wrong_pacer_credentials: str
    too_many_pacer_tries: str
    pacer_account_disabled: str
    pacer_refused: str
    pacer_locked: str
    pacer_passcode_wanted: str
    pacer_client_code: str
    pacer_update_pending: str
    pacer_mfa_pending: str
    pacer_password_old: str
    firm_admin_account: str
    session_not_accepted: str
    sign_on_down: str
    wrong_filer_credentials: str
    special_login: str
    too_many_filer_tries: str
    filer_locked: str
    filer_linked_elsewhere: str
    other_login_shown: str
    link_not_offered: str
    link_not_found: str
    filer_without_menus: str
    court_left_nextgen: str
    court_down: str
    unexpected_page: str
    unreachable: str
    proxy_failed: str
    not_trusted: str
    timed_out: str
    session_expired: str
    idle: str
    restarted: str
    answer_lost: str
    not_proven: str
    menus_missing: str
    found_not_linked: str
    not_shown_yet: str
    asked_on: str
    asks_too_much: str

    def of(self, problem: st.Problem) -> str:
        """Give the sentence for a problem."""
        return self._of_trouble(problem) if isinstance(problem, Trouble) else self._of_finding(problem)

    def _of_trouble(self, what: Trouble) -> str:  # noqa: C901, PLR0912 - one case for each
        match what:
            case Trouble.WRONG_PACER_CREDENTIALS:
                return self.wrong_pacer_credentials
            case Trouble.PACER_ACCOUNT_DISABLED:
                return self.pacer_account_disabled
            case Trouble.PACER_REFUSED:
                return self.pacer_refused
            case Trouble.PACER_LOCKED:
                return self.pacer_locked
            case Trouble.PACER_PASSCODE_WANTED:
                return self.pacer_passcode_wanted
            case Trouble.PACER_CLIENT_CODE:
                return self.pacer_client_code
            case Trouble.PACER_UPDATE_PENDING:
                return self.pacer_update_pending
            case Trouble.PACER_MFA_PENDING:
                return self.pacer_mfa_pending
            case Trouble.PACER_PASSWORD_OLD:
                return self.pacer_password_old
            case Trouble.FIRM_ADMIN_ACCOUNT:
                return self.firm_admin_account
            case Trouble.SESSION_NOT_ACCEPTED:
                return self.session_not_accepted
            case Trouble.WRONG_FILER_CREDENTIALS:
                return self.wrong_filer_credentials
            case Trouble.FILER_LOCKED:
                return self.filer_locked
            case Trouble.FILER_LINKED_ELSEWHERE:
                return self.filer_linked_elsewhere
            case Trouble.OTHER_LOGIN_SHOWN:
                return self.other_login_shown
            case Trouble.LINK_NOT_OFFERED:
                return self.link_not_offered
            case Trouble.LINK_NOT_FOUND:
                return self.link_not_found
            case Trouble.COURT_LEFT_NEXTGEN:
                return self.court_left_nextgen
            case Trouble.FILER_WITHOUT_MENUS:
                return self.filer_without_menus
            case Trouble.COURT_DOWN:
                return self.court_down
            case Trouble.SIGN_ON_DOWN:
                return self.sign_on_down
            case Trouble.UNREACHABLE:
                return self.unreachable
            case Trouble.PROXY_FAILED:
                return self.proxy_failed
            case Trouble.NOT_TRUSTED:
                return self.not_trusted
            case Trouble.TIMED_OUT:
                return self.timed_out
            case Trouble.UNEXPECTED_PAGE:
                return self.unexpected_page
            case Trouble.SESSION_EXPIRED:
                return self.session_expired
            case _:
                assert_never(what)

    def _of_finding(self, what: st.Finding) -> str:  # noqa: C901, PLR0912 - one case for each
        match what:
            case st.Finding.COURT_NOT_FOUND:
                return self.court_not_found
            case st.Finding.COURT_NOT_AUTOMATED:
                return self.court_not_automated
            case st.Finding.TOO_EARLY:
                return self.too_early
            case st.Finding.TOO_MANY_PACER_TRIES:
                return self.too_many_pacer_tries
            case st.Finding.SPECIAL_LOGIN:
                return self.special_login
            case st.Finding.TOO_MANY_FILER_TRIES:
                return self.too_many_filer_tries
            case st.Finding.IDLE:
                return self.idle
            case st.Finding.RESTARTED:
                return self.restarted
            case st.Finding.ANSWER_LOST:
                return self.answer_lost
            case st.Finding.NOT_PROVEN:
                return self.not_proven
            case st.Finding.MENUS_MISSING:
                return self.menus_missing
            case st.Finding.FOUND_NOT_LINKED:
                return self.found_not_linked
            case st.Finding.NOT_SHOWN_YET:
                return self.not_shown_yet
            case st.Finding.ASKED_ON:
                return self.asked_on
            case st.Finding.ASKS_TOO_MUCH:
                return self.asks_too_much
            case _:
                assert_never(what)
