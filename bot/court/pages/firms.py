"""Whether a PACER account's name reads like a firm's or an office's: one that several people share. PURE."""

from __future__ import annotations

import re
from typing import Final

from bot.court.pages.letters import mended
from bot.court.pages.persons import firm_named, own_name, without_beside

_LEGAL_FORM: Final = re.compile(
    r"(?<=\S)[\s,]+(?:L\.?\s?L\.?\s?[PC]|P\.?\s?L\.?\s?L\.?\s?[CP]|P\.?L\.?C|L\.?P\.?A|L\.?L\.?L\.?P|A\.?P\.?L?\.?C|P\.?S\.?C"
    r"|(?-i:PC)|Inc|Corp|Ltd|Incorporated|Limited)\b|(?<=\S)[\s,]+P\.?\s?[CAS]\.?\s*(?:$|[,;])"
    r"|(?-i:,\s*Co\b|,\s*CO\.)|(?:&|\band)\s*Co\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"\S\s*&\s*\S|\S,?\sand\s\S", re.IGNORECASE)
_OF_A_FIRM: Final = re.compile(
    r"\bAssociates\b|\bAssoc\.|\bLaw (?:Firm|Offices?|Group|Center|Corporation|Practice|Partners|Chambers)\b"
    r"|\b(?:Attorneys|Lawyers|Solicitors|Paralegals|Counsell?ors at Law|Defenders)\b"
    r"|\bLegal (?:Services|Group|Aid|Clinic|Defense|Department|Center)\b|\b(?:shared|firm) account\b"
    r"|\b(?:Partnership|Corporation|Company|Society|Foundation|Association|Department|Agency|Bureau|Authority|Commission"
    r"|University|Institute|Administration|Clinic)\b|\bServices?$"
    r"|\bNational Bank\b|\bTrustees? Office\b|\bBank of\b|\bCredit Union\b|\bOffices? of\b|\b\w+'s?\s+Office\b"
    r"|\bPublic Defender\b"
    r"|^(?:the\s+)?(?:United States|U\.?\s?S\.?)\s+\w+|\b(?:City|County|State|Town|Commonwealth|Department) of\b"
    r"|^the\s.*\b(?:Group|Firm|Practice)\b|[^\W\d_]{2,}\s+[^\W\d_]{2,}\s+(?:Group|Firm|Partners)$",
    re.IGNORECASE,
)


def looks_like_firm(pacer: str) -> bool:
    """Whether a PACER account's name reads like a firm's: one that would lock out everybody who shares it."""
    text = mended(pacer)
    if firm_named(text):
        return True
    name = without_beside(own_name(text))
    return any(sign.search(name) for sign in (_LEGAL_FORM, _SEVERAL, _OF_A_FIRM))
