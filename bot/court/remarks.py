"""What PACER's remarks on a sign-in mean, whatever the number of the result. PURE.

Of the numbers only 0, 1 and 13 are public, and of the words a few; so it is the meaning that is looked for. Whatever
is made of them, the person reads PACER's own words first.
"""

from __future__ import annotations

from typing import Final

from bot.court.pages import words
from bot.court.pages.tree import fold
from bot.court.pages.words import either
from bot.vocabulary import SignInNotice, Trouble

_WRONG: Final = "13"
_DONE: Final = "0"

_REDACTION: Final = either(r"\bmust redact\b")
_SEARCH: Final = either(r"\bsearch")
_OUT_OF_USE: Final = r"(?:disabled|deactivated|inactive|suspended|terminated)"
_ACCOUNT_OUT_OF_USE: Final = either(
    rf"\baccount\b[^.]{{0,60}}\b{_OUT_OF_USE}\b", rf"\b{_OUT_OF_USE} (?:\w+ )?accounts?\b"
)
_SOMETHING_OUT_OF_USE: Final = either(rf"\b{_OUT_OF_USE}\b")
_FACTORS: Final = (
    r"(?:\bMFA\b|\b2FA\b|\b(?:multi|two)[ -]?(?:factor|step)\b|\bauthenticat(?:or|ion) (?:app|method)s?\b)"
)
_SET_UP: Final = r"\b(?:enrol|set(?:ting)?[ -]?up\b|register\b|configur|activat|skip)"
_MFA_TO_SET_UP: Final = either(
    rf"{_FACTORS}[^.]{{0,80}}{_SET_UP}",
    rf"{_SET_UP}.{{0,80}}{_FACTORS}",
    r"\benroll?(?:ed|ment)?\b",
)
_MFA_WANTED: Final = either(rf"{_FACTORS}[^.]{{0,80}}\b(?:required|mandatory|must)\b", rf"\brequires? {_FACTORS}")
_CODE_FOR_ONCE: Final = (
    r"\b(?:pass ?code|OTP|(?:one[- ]?time|verification|authentication|security|MFA) (?:pass ?code|code|password))\b"
)
_PASSCODE_WANTED: Final = either(
    rf"{_CODE_FOR_ONCE}[^.]{{0,40}}\b(?:required|missing|blank|empty|not (?:entered|provided|supplied|given))\b",
    rf"\b(?:enter|provide|supply|requires?)\b[^.]{{0,30}}{_CODE_FOR_ONCE}",
)
_PASSCODE_WRONG: Final = either(
    rf"\b(?:invalid|incorrect|wrong|expired)\b[^.]{{0,30}}{_CODE_FOR_ONCE}",
    rf"{_CODE_FOR_ONCE}[^.]{{0,40}}\b(?:invalid|incorrect|wrong|expired|not valid|failed)\b",
)
_TO_CHANGE: Final = r"(?:chang|updat|reset)"
_PASSWORD_OLD: Final = either(
    r"\bpassword\b(?:(?!passcode)[^.]){0,60}\b(?:expired|too old|older than|days old|out of date)\b",
    rf"\bpassword\b(?:(?!passcode)[^.]){{0,60}}\b(?:must|needs? to|has to|required to) be {_TO_CHANGE}",
    rf"\b(?:must|need to|have to|required to)\b[^.]{{0,30}}\b{_TO_CHANGE}e?\b[^.]{{0,20}}\bpassword\b",
    rf"\bpassword {_TO_CHANGE}e?\b[^.]{{0,30}}\b(?:required|due|skip\w*)",
    r"\bexpired password\b",
)
_UPDATE_PENDING: Final = either(
    r"\bupdate\b[^.]{0,20}\brequired\b", r"\brequired update\b", r"\bmust be updated\b", r"\bskips?\b", r"\bskipped\b"
)
_CLIENT_CODE: Final = either(r"\bclient[ -]?code\b")
_NAMED: Final = r"(?:user ?name|user ID|login ID|password|credentials)"
_SURELY_WRONG: Final = either(
    rf"\b(?:invalid|incorrect|wrong|not recogni[sz]ed)\b[^.]{{0,60}}\b{_NAMED}\b",
    rf"\b{_NAMED}\b[^.]{{0,60}}\b(?:invalid|incorrect|wrong|not recogni[sz]ed|not valid)\b",
)


def notice(remark: str) -> SignInNotice | None:
    """Give what a remark on a sign-in that worked is about; None for nothing that is known, or nothing at all."""
    text = fold(remark)
    if _CLIENT_CODE.search(text):
        return SignInNotice.CLIENT_CODE_MISSING
    about_search = _SEARCH.search(text) or _SOMETHING_OUT_OF_USE.search(text)
    return SignInNotice.SEARCH_DISABLED if about_search else None


def refusal(result: str, remark: str) -> Trouble:
    """Give the trouble that a refusal is about, `result` being what PACER numbers it.

    What the remark states goes first. What it says on a condition is advice; but where it states nothing that is known,
    a part of it may be what it is about.
    """
    text = fold(remark)
    if _REDACTION.search(text):
        return Trouble.PACER_REFUSED
    stated = _meaning(words.stated(text))
    if stated or result == _WRONG:
        return stated or Trouble.WRONG_PACER_CREDENTIALS
    if result == _DONE and not text:
        return Trouble.SIGN_ON_DOWN
    return _meaning(text) or Trouble.PACER_REFUSED


def _meaning(text: str) -> Trouble | None:
    """Give what a text is about: what others or time must mend, then what is to be done first, then what was typed."""
    if words.is_locked(text):
        return Trouble.PACER_LOCKED
    if _ACCOUNT_OUT_OF_USE.search(text) and not _SEARCH.search(text):
        return Trouble.PACER_ACCOUNT_DISABLED
    if words.is_admin_account(text):
        return Trouble.FIRM_ADMIN_ACCOUNT
    return _to_be_done(text) or _typed_wrongly(text) or _at_last(text)


def _to_be_done(text: str) -> Trouble | None:
    """Give what the person has to finish at PACER."""
    if _MFA_TO_SET_UP.search(text):
        return Trouble.PACER_MFA_PENDING
    if _PASSWORD_OLD.search(text):
        return Trouble.PACER_PASSWORD_OLD
    return Trouble.PACER_UPDATE_PENDING if _UPDATE_PENDING.search(text) else None


def _typed_wrongly(text: str) -> Trouble | None:
    """Give what is wrong with, or lacks in, what was typed."""
    if _SURELY_WRONG.search(text):
        return Trouble.WRONG_PACER_CREDENTIALS
    if _CLIENT_CODE.search(text):
        return Trouble.PACER_CLIENT_CODE
    if _PASSCODE_WANTED.search(text):
        return Trouble.PACER_PASSCODE_WANTED
    wrong = words.is_wrong_login(text) or _PASSCODE_WRONG.search(text)
    return Trouble.WRONG_PACER_CREDENTIALS if wrong else None


def _at_last(text: str) -> Trouble | None:
    """Give what less certain words are about."""
    if _MFA_WANTED.search(text):
        return Trouble.PACER_MFA_PENDING
    if words.is_down(text):
        return Trouble.SIGN_ON_DOWN
    return Trouble.PACER_ACCOUNT_DISABLED if _SOMETHING_OUT_OF_USE.search(text) and not _SEARCH.search(text) else None
