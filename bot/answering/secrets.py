"""Whether typed words hold a password, a passcode, an authenticator's key, or a pair of credentials.

A warning too many makes people deaf to the next one; so what only looks like a secret is known by its own form: our
references, case numbers, telephone numbers, dates, addresses.
"""

from __future__ import annotations

import re

_LABEL = r"(?:pass(?:word|code|phrase|wd)?|p/?w(?:or)?d?|psw|pswd|pword|pin|otp|totp|2fa|mfa|code|token|seed|secret)"
_OTHER_CODES = re.compile(
    r"(?i)\b(?:client|matter|billing|zip|postal|area|event|error|status|country|door|dress|promo|bar|u\.?s\.?|bankruptcy"
    r"|tax|penal|probate|civil|criminal|source|qr|relief|menu|court|state|county)\s+(?:access\s+)?codes?\b[\s:#=]*(?:is\s+)?\S*"
)
"""Codes that are none of a sign-in's, with what follows them."""
_KNOWN = (
    r"LP-[A-Z0-9]{4,12}",  # our own references
    r"(?:\d{1,2}:)?(?:19|20)?\d{2}-(?:[a-z]{2,5}-?)?\d{3,6}(?:-[a-z]{1,4}\d{0,2})*",  # case numbers
    r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?:\s*(?:x|ext\.?)\s*\d+)?",  # telephone numbers
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}",  # dates
    r"\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\.?(?:\s*-\s*\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\.?)?",  # hours
    r"\d{1,2}:\d\d(?::\d\d)?",
    r"\$\s?[\d,.]+",
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?",
    r"\d+\s+u\.?s\.?c?\.?\s+(?:§+\s*)?\d+\S*",  # reports and statutes
    r"<[@#!][^>]*>",  # Slack's mentions
    r"<?mailto:[^\s>]+>?",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"<?https?://(?![^/\s]*:[^/\s]*@)[^\s>]+>?",
    r"(?:www|ecf)\.[\w.-]+(?:/\S*)?",
    r"1password",  # a name that looks like one
)
_HARMLESS = re.compile("|".join(rf"(?<![\w])(?:{each})(?![\w])" for each in _KNOWN), re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?i)\b(?:chapter|ch|exhibit|ex|rule|form|suite|ste|room|rm|floor|step|page|pg|section|sec|windows|win|office|iphone"
    r"|ios|ipad|galaxy|pixel|android|chrome|firefox|edge|acrobat|version|release|room|tier|level|schedule|part|title|fy"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|class|docket|doc|dkt|ecf|claim|case|bar|invoice|inv|tab|line|item|courtroom|covid|po"
    r"|order|tracking|trk|ticket|ref|reference|bates|file|matter|policy|check|serial|model|batch|confirmation|receipt)"
    r"(?:\s+(?:no\.?|number|is|id))*[-\s#.:]*\d[\w.()-]*"
)
"""A thing and its number, in one word or in two."""

_SAID_OF_ONE = """
a about again all already also always an and any are as at bad be because been before being blank broken but by can
cannot case changed compromised correct did disabled do does down empty enough every expire expired expires expiring
fine for forgot forgotten from gets getting given going gone good had has have help her here his hours how i if
ignored in incorrect inside invalid is isn't it its just kept known late later lost mandatory me mine missing my
needed never new no not now obsolete off ok okay old on one only optional or our out over problem protected refused
rejected required requirements reset right rules safe same saved secret secure seen sent should showing shown so
somewhere still stored stuck supposed that the their then there these they this to too unknown up used useless valid
vs was we what when where which who why will with within working works would written wrong you your yours policy
manager field box form page link screen prompt app generator hint change changes update length
"""
"""Words that follow "password" or "code" in a sentence about one, and are none."""
_NO_VALUES = frozenset(_SAID_OF_ONE.split())
_COUNTS = """
attempts chars character characters courts day days digits hour hours letter letters minute minutes month months more
people symbols than times tries until week weeks words year years
"""
_COUNTED = frozenset(_COUNTS.split())
"""What a number beside "password" counts."""
_PHRASE = 3
"""Words of a passphrase, at least."""
_OF_WHAT = r"(?:\s+(?:for|of|at|on|to|in)\s+(?:[\w/-]+\s+){1,3}?(?=(?:is|was)\b|[:=]))?"
_LABELLED = re.compile(
    rf"(?i)(?<![\w-]){_LABEL}\b{_OF_WHAT}(?P<said>\s*(?:is|was|[:=]|->)+\s*|\s+)[\"'`*]*(?P<value>\S+)(?P<rest>.*)"
)
_NAMED_AFTER = re.compile(
    rf"(?i)(?P<value>\S{{6,}})\s+(?:is|was)\s+(?:my|the|our|his|her)\s+(?:[\w/-]+\s+){{0,2}}{_LABEL}\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d{4,8}")
_CODE = re.compile(r"(?<![\w$#.,:/-])\d{3}[ -]?\d{3}(?![\w:/-]|[.,]\d)")
_BACKUP_CODE = re.compile(r"(?<![\w$#.,:/-])\d{4}[ -]\d{4}(?![\w:/-]|[.,]\d)")
"""Half of a backup code: those of sign-in pages come in two groups of four."""
_CODE_TALK = re.compile(
    r"(?i)\b(?:codes?|otp|totp|passcodes?|pin|2fa|mfa|authenticator|tokens?|one[- ]time|verification|[6x][- ]digits?)\b"
)
_FEW_WORDS = 6
_NAMED_NUMBER = re.compile(
    r"(?i)(?:\b(?:bar|id|zip|number|no|nr|ext|extension|phone|tel|fax|case|claim|account|invoice|matter|client|file|in"
    r"|since|year|about|over|of|for|than|nearly|almost|around|us|exactly)\.?\s*(?:is|was)?|[#$§])\s*$"
)
_AMOUNT = re.compile(
    r"(?i)^\s*(?:dollars?|usd|pages?|cases?|people|attorneys?|lawyers?|users?|filings?|documents?|creditors?|claims?)\b"
)

_KEY = re.compile(r"(?<![\w-])[A-Z2-7]{16,64}=*(?![\w-])|(?<![\w-])[a-z2-7]{16,64}=*(?![\w-])")
_KEY_IN_GROUPS = re.compile(r"(?<![\w-])(?:[A-Za-z2-7]{4}[ -]){3,15}[A-Za-z2-7]{1,4}(?![\w-])")
_KEY_ADDRESS = re.compile(r"(?i)otpauth(?:-migration)?://|://[^/\s:@]+:[^/\s@]+@")
_CONSONANTS = re.compile(r"(?i)[bcdfghjklmnpqrstvwxz2-7]{6}")

_STRONG = 8
_KINDS = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"\d"), re.compile(r"[^\w\s]|_"))
_ENOUGH_KINDS = 3
_RARE_MARK = re.compile(r"\w[!@#$%^*+=~|\\?&]+\w")
_PART = r"(?:[A-Z]{0,2}[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+s?|\d{1,4})"
_ORDINARY = re.compile(rf"{_PART}(?:[-/'.,&+(_]+{_PART})*\)?")
"""Words and short numbers, each written as usual, joined by the usual marks: "Bankruptcy/District", "O'Brien's"."""
_JOINED_PASSWORD = re.compile(r"(?:[A-Z][a-z]+[-_.]){2,}\d{1,4}")
_HALF_STRONG = re.compile(r"(?=[^\d]*\d)(?=.*[a-z])(?=.*[A-Za-z].*[A-Za-z].*[A-Za-z])[A-Za-z][\w!@#$%^&*.+=-]{5,}")
_PAIR = re.compile(r"\s*[\s/|:;,]+\s*")
_EDGES = "\"'`*()[]{}<>.,;:?…"
_MOST_IN_PAIR = 3
_PLAIN_MARKS = str.maketrans("\u2018\u2019\u201c\u201d\u2013", "''\"\"-")
"""Slack's own clients write curly quotes and long dashes."""


def looks_secret(text: str) -> bool:
    """Say whether the words hold something that only its owner and one form may know."""
    text = text.translate(_PLAIN_MARKS)
    if _KEY_ADDRESS.search(text):
        return True
    plain = _HARMLESS.sub(" ", text)
    unnumbered = _NUMBERED.sub(" ", _OTHER_CODES.sub(" ", plain))
    return (
        _is_labelled(unnumbered)
        or _has_code(plain)
        or _has_key(plain)
        or any(map(_is_strong, unnumbered.split()))
        or _is_pair(text, unnumbered)
    )


def _is_labelled(text: str) -> bool:
    named = _NAMED_AFTER.search(text)
    if named and re.search(r"\d", named["value"]):
        return True
    at = 0
    while found := _LABELLED.search(text, at):
        said, rest = found["said"].strip().lower(), found["rest"].strip(" .!\"')`*")
        if _is_value(found["value"].strip(_EDGES), said, rest) or (said and _is_phrase(found["value"] + found["rest"])):
            return True
        at = found.start("value")
    return False


def _is_value(value: str, said: str, rest: str) -> bool:
    """Whether what follows a label is the thing itself, and not a sentence about it."""
    if not value or value.lower() in _NO_VALUES or re.match(rf"(?i){_LABEL}s?$", value):
        return False
    if re.fullmatch(r"\d{1,2}x", value):  # so many times
        return False
    if _YEAR.fullmatch(value):
        return any(mark in said for mark in ":=")
    if _DIGITS.fullmatch(value) or (re.search(r"\d", value) and re.search(r"[A-Za-z]", value)):
        return True
    if any(mark in said for mark in ":="):
        return len(value) >= 3 and len(rest.split()) <= 3  # noqa: PLR2004 - a value, and a word of thanks
    return said.endswith(("is", "was")) and not rest and len(value) > 3 and not value.endswith(("ed", "ing"))  # noqa: PLR2004


def _is_phrase(text: str) -> bool:
    """Whether words with a number among them stand there that count nothing and say nothing: "coral pony 9 staple"."""
    first, *others = re.split(r"[,.;!?]", text)[0].lower().split() or [""]
    numbers = [each for each in others if each.isdigit()]
    return (
        len(others) >= _PHRASE - 1
        and bool(numbers)
        and not (_COUNTED | _NO_VALUES).intersection(others)
        and bool(first)
    )


def _has_code(text: str) -> bool:
    """Whether a one-time passcode stands there: six digits, alone or nearly so, or where codes are spoken of."""
    unnumbered = _OTHER_CODES.sub(" ", text)
    if re.fullmatch(r"\d{6,8}", unnumbered.strip()):
        return True
    if _BACKUP_CODE.search(unnumbered) and _CODE_TALK.search(unnumbered):
        return True
    for found in _CODE.finditer(unnumbered):
        before, after = unnumbered[: found.start()], unnumbered[found.end() :]
        if _NAMED_NUMBER.search(before) or _AMOUNT.match(after):
            continue
        if _CODE_TALK.search(before + " " + after) or len((before + after).split()) <= _FEW_WORDS:
            return True
    return False


def _has_key(text: str) -> bool:
    """Whether an authenticator's key stands there: base32, in one piece or in groups of four (RFC 4648, section 6)."""
    for found in (*_KEY.finditer(text), *_KEY_IN_GROUPS.finditer(text)):
        key = re.sub(r"[ -]", "", found[0])
        groups = re.split(r"[ -]", found[0])
        odd = sum(bool(re.search(r"\d", each)) for each in groups)
        if len(key) >= 16 and (  # noqa: PLR2004 - 80 bits, the shortest key in use
            odd > 1 or (odd and len(groups) == 1) or (key.isupper() and bool(_CONSONANTS.search(key)))
        ):
            return True
    return False


def _is_strong(word: str) -> bool:
    inner = word.strip(_EDGES)
    if len(inner) < _STRONG:
        return False
    kinds = sum(kind.search(inner) is not None for kind in _KINDS)
    if kinds < _ENOUGH_KINDS:
        return kinds > 1 and bool(_RARE_MARK.search(inner)) and bool(re.search(r"\d", inner))
    if not re.search(r"[a-z]", inner) and not _RARE_MARK.search(inner):
        return False  # "24-CV-1234", "FORM-410A"
    return bool(_JOINED_PASSWORD.fullmatch(inner)) or not _ORDINARY.fullmatch(inner)


def _is_pair(text: str, unnumbered: str) -> bool:
    """Whether little else than a name and a password, or a password alone, stands there: "jdoe / lantern41"."""
    words = [each for each in _PAIR.split(unnumbered.strip()) if each]
    if len(words) > _MOST_IN_PAIR or text.rstrip().endswith("?"):
        return False
    inner = (word.strip(_EDGES) for word in words)
    return any(
        len(word) >= _STRONG and _HALF_STRONG.fullmatch(word) and not _ORDINARY.fullmatch(word) for word in inner
    )
