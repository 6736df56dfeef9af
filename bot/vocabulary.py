"""PURE. The words that the court's side and the conversation share: what went wrong, what was remarked, what looks odd.

Standard library only; it knows no other part. Each set is closed: whoever says something of its members says it by a
`match` that ends in `assert_never`, so that mypy names every place that a new member lacks.
"""

from __future__ import annotations

from enum import StrEnum

GAP = "…"
"""What stands for what is left out of somebody's words."""


class Trouble(StrEnum):
    """Every way in which a step with PACER or a court can fail. Closed: the conversation has an answer for each."""

    WRONG_PACER_CREDENTIALS = "wrong_pacer_credentials"
    PACER_ACCOUNT_DISABLED = "pacer_account_disabled"
    PACER_REFUSED = "pacer_refused"
    PACER_LOCKED = "pacer_locked"
    PACER_PASSCODE_WANTED = "pacer_passcode_wanted"
    PACER_CLIENT_CODE = "pacer_client_code"
    PACER_UPDATE_PENDING = "pacer_update_pending"
    PACER_MFA_PENDING = "pacer_mfa_pending"
    PACER_PASSWORD_OLD = "pacer_password_old"  # noqa: S105 - no password
    FIRM_ADMIN_ACCOUNT = "firm_admin_account"
    SESSION_NOT_ACCEPTED = "session_not_accepted"
    WRONG_FILER_CREDENTIALS = "wrong_filer_credentials"
    FILER_LOCKED = "filer_locked"
    FILER_LINKED_ELSEWHERE = "filer_linked_elsewhere"
    OTHER_LOGIN_SHOWN = "other_login_shown"
    LINK_NOT_OFFERED = "link_not_offered"
    LINK_NOT_FOUND = "link_not_found"
    FILER_WITHOUT_MENUS = "filer_without_menus"
    COURT_LEFT_NEXTGEN = "court_left_nextgen"
    COURT_DOWN = "court_down"
    SIGN_ON_DOWN = "sign_on_down"
    UNREACHABLE = "unreachable"
    PROXY_FAILED = "proxy_failed"
    NOT_TRUSTED = "not_trusted"
    TIMED_OUT = "timed_out"
    UNEXPECTED_PAGE = "unexpected_page"
    SESSION_EXPIRED = "session_expired"


class SignInNotice(StrEnum):
    """What PACER remarks on a sign-in that worked. Neither remark stands in the way of linking."""

    CLIENT_CODE_MISSING = "client_code_missing"
    SEARCH_DISABLED = "search_disabled"


class QuestionKind(StrEnum):
    """How something that a court's page asks is answered."""

    TEXT = "text"
    PASSWORD = "password"  # noqa: S105 - a kind of question
    CHOICE = "choice"
    TICK = "tick"


class AccountWarning(StrEnum):
    """What a person should look at twice before confirming."""

    DIFFERENT_PEOPLE = "different_people"
    LOOKS_LIKE_FIRM = "looks_like_firm"
    NOT_COMPARED = "not_compared"
