"""What people ask about: every subject that has an answer in `bot.texts`."""

from __future__ import annotations

from enum import StrEnum

from bot.answering.words import Word


class Topic(StrEnum):
    """A question with an answer of our own."""

    WHAT_IS_LINKING = "what_is_linking"
    EACH_COURT = "each_court"
    WHAT_YOU_NEED = "what_you_need"
    HOW_LONG = "how_long"
    PERMANENT = "permanent"
    LINKED_WRONG = "linked_wrong"
    AM_I_LINKED = "am_i_linked"
    LOGIN_AFTER = "login_after"
    LINK_OR_REGISTER = "link_or_register"
    ENTRY_MISSING = "entry_missing"
    IN_BROWSER = "in_browser"
    OLD_LOGIN_REFUSED = "old_login_refused"
    LINKED_ELSEWHERE = "linked_elsewhere"
    UPGRADED_ACCOUNT = "upgraded_account"
    SHARED_ACCOUNT = "shared_account"
    OTHERS_ACCOUNT = "others_account"
    FIRM_ADMIN_ACCOUNT = "firm_admin_account"
    NO_PACER_ACCOUNT = "no_pacer_account"
    TWO_PACER_ACCOUNTS = "two_pacer_accounts"
    INACTIVE_ACCOUNT = "inactive_account"
    CHANGED_FIRMS = "changed_firms"
    SEVERAL_ECF_ACCOUNTS = "several_ecf_accounts"
    FORGOT_ECF_PASSWORD = "forgot_ecf_password"  # noqa: S105 - no password
    FORGOT_ECF_LOGIN = "forgot_ecf_login"
    FORGOT_PACER_PASSWORD = "forgot_pacer_password"  # noqa: S105 - no password
    FORGOT_PASSWORD_WHICH = "forgot_password_which"  # noqa: S105 - no password
    PASSWORD_RULES = "password_rules"  # noqa: S105 - no password
    PACER_REFUSED = "pacer_refused"
    ECF_LOCKED = "ecf_locked"
    SPECIAL_CHARACTERS = "special_characters"
    MFA_NEEDED = "mfa_needed"
    MFA_SETUP = "mfa_setup"
    MFA_FIND_CODE = "mfa_find_code"
    MFA_CODE_REJECTED = "mfa_code_rejected"
    MFA_LOST_DEVICE = "mfa_lost_device"
    MFA_FOR_STAFF = "mfa_for_staff"
    CLIENT_CODE = "client_code"
    REDACTION_NOTICE = "redaction_notice"
    MENUS_MISSING = "menus_missing"
    FEES_DUE = "fees_due"
    BROWSER_TROUBLE = "browser_trouble"
    FILING_AGENT = "filing_agent"
    ATTORNEY_ADDS_AGENT = "attorney_adds_agent"
    FOR_SOMEONE_ELSE = "for_someone_else"
    CHANGE_DETAILS = "change_details"
    NOTICE_EMAILS = "notice_emails"
    WHICH_COURT = "which_court"
    COURT_PHONE = "court_phone"
    PACER_PHONE = "pacer_phone"
    APPELLATE = "appellate"
    COURT_DOWN = "court_down"
    SLACK_SEES = "slack_sees"
    HELP_DESK_SEES = "help_desk_sees"
    PASSWORD_STORED = "password_stored"  # noqa: S105 - no password
    WHY_PASSWORDS = "why_passwords"
    CONFIDENTIAL = "confidential"
    IS_IT_ALLOWED = "is_it_allowed"
    SECRET_BY_MISTAKE = "secret_by_mistake"  # noqa: S105 - no password
    DELETE_DATA = "delete_data"
    COST = "cost"
    PAUSE_RESUME = "pause_resume"
    ABOUT_BOT = "about_bot"
    THANKS = "thanks"
    SORRY = "sorry"


Subject = Topic | Word
"""What a sentence can be about: a question, or something to be done, said in a person's own words."""
