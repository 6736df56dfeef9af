"""What a page or PACER says in words, made safe to repeat, and the few words that are worth understanding. PURE.

No court's wording of a success or a refusal is public, so words never prove a link; at most they name a trouble.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.court.pages.hush import hush, repeats_a_part
from bot.court.pages.tree import fold, visible_lines
from bot.court.pages.written import unescaped
from bot.vocabulary import GAP, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.court.pages.tree import Page
    from bot.vault import Secret

MAX_WORDS: Final = 300
_MARK: Final = 12
_MOST_MARKS: Final = 400
_LONGEST: Final = 20_000
"""Characters of a page's words that are looked at: more would hold up everybody else, and no court says as much."""
_LONGEST_SCRIPT: Final = 50_000
"""Characters of a script that are looked through for a pop-up."""
_BEHIND_THE_CUT: Final = 100
"""Characters that are looked at behind the cut, where a part of a secret may end that begins before it."""
_TOKENLIKE: Final = re.compile(r"[A-Za-z0-9+/=_~.-]{24,}|\d{9,}")
_POPUP: Final = re.compile(r"\balert\s*\(\s*(?:\"((?:[^\"\\]|\\.){0,1000})\"|'((?:[^'\\]|\\.){0,1000})')\s*\)")


def either(*patterns: str) -> re.Pattern[str]:
    """Give what matches any of the patterns, in letters of any case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


_SUCCESS: Final = re.compile(
    r"congratulations|successful|(?:has|have) been (?:\w+ )?linked|\b(?:is|are|was|were) (?:now )?(?:\w+ly )?linked",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(r"\b(?:nothing|no (?:\w+ )?accounts?|neither)\b[^.]{0,30}\blinked\b", re.IGNORECASE)
_NOT_LINKED: Final = re.compile(
    r"\b(?:un|not )able to (?:be )?link"
    r"|\b(?:could|can|may|did|was|were|has|have|is|are)\s?n[o'\u2019]t\b[^.]{0,40}\blink"
    r"|\blink(?:ing)? (?:request )?(?:has |was |is )?(?:failed|denied|refused|rejected)\b"
    r"|\b(?:failed|refused|denied) to link\b",
    re.IGNORECASE,
)
_LOCKED: Final = re.compile(
    r"\b(?:is|has been|was|been|account|login|user ?name|user) (?:(?!not\b)\w+ )?locked\b(?! out all)|^\W*locked\b"
    r"|\btoo many\b[^.]{0,40}\b(?:attempts|tries|failures|log-?ins)\b"
    r"|\b(?:exceeded|reached)\b[^.]{0,50}\b(?:attempts|tries)\b",
    re.IGNORECASE,
)
_NOT: Final = r"(?:\bnot|n['\u2019]t|\bcannot|\bunable to)"
_BOUND: Final = r"(?:linked|associated|connected|attached|tied|assigned|mapped|paired|bound)"
_TAKEN: Final = rf"(?:{_BOUND}|registered|in use|used|claimed|taken)"
_OTHER: Final = r"(?:another|a different|some other|some(?:one|body) else)"
_ANOTHER: Final = either(_OTHER)
_ELSEWHERE: Final = either(
    rf"\b(?:already|previously) (?:been )?{_TAKEN}\b",
    rf"\b{_TAKEN} (?:to|with|by|under) {_OTHER}\b",
    rf"\bbelongs to (?:{_OTHER}|an? {_BOUND})\b",
    rf"\b(?:link|association) (?:to|with) {_OTHER}\b[^.]{{0,40}}\bexists",
    r"\b(?:has|have) (?:already )?an? (?:existing |active |current )?(?:PACER )?(?:link|association)\b",
    r"\b(?:has|have) (?:already )?(?:another|a different) PACER\b",
    r"\b(?:another|a different) PACER (?:account|user|login)\b[^.]{0,30}\b(?:is|has been|uses?|holds|owns)\b",
    rf"\ba PACER account is (?:already )?(?:on file|{_BOUND})\b",
)
_NOT_ELSEWHERE: Final = either(rf"(?:{_NOT}|\bnever|\bnor) (?:already |previously |yet )?(?:be(?:en)? )?{_TAKEN}\b")
_CALLED: Final = r"(?:log-?in|password|user ?name|user ?id|credentials)"
_REJECTED: Final = (
    r"(?:\b(?:invalid|incorrect|wrong|unknown|unrecogni[sz]ed|failed|mismatch|rejected|denied|unsuccessful)"
    r"|\bcould not find"
    rf"|{_NOT} (?:be )?(?:correct|valid|right|recogni[sz]ed|accepted|known|found|verified|confirmed|validated))\b"
)
_CONFIRM: Final = r"(?:verify|recogni[sz]e|find|identify|validate|confirm)"
_WRONG: Final = (
    rf"{_REJECTED}[^.]{{0,60}}\b{_CALLED}\b",
    rf"\b{_CALLED}\b[^.]{{0,60}}{_REJECTED}",
    rf"{_NOT} {_CONFIRM}\b[^.]{{0,40}}\b(?:{_CALLED}|you|account|user|filer)\b",
    rf"{_NOT} (?:log|sign) you in\b|{_NOT} (?:be )?authenticate",
    r"^\W*(?:not (?:recogni[sz]ed|found|valid|accepted)|invalid|unknown user)\b",
    r"\bno (?:such )?(?:account|user|log-?in|filer)s?\b[^.]{0,20}\b(?:found|exists?)\b",
    rf"\b(?:account|user|filer) (?:was |is |does )?{_NOT} (?:be )?(?:found|exist|known|recogni[sz]ed)\b",
    r"\b(?:do|does|did)(?: not|n['\u2019]t) match\b",
    r"\bauthentication (?:has |was )?(?:failed|unsuccessful)\b",
)
_MAY_BEGIN: Final = r"(?:^|\b(?=\w)|(?=n['\u2019]t))"
"""Where each of those may begin: a page has many more letters than words, and all would be tried at each."""
_WRONG_LOGIN: Final = either(f"{_MAY_BEGIN}(?:{'|'.join(_WRONG)})")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;])\s+")
_CONDITION: Final = r"\b(?:if|before|after|unless|once|when|whenever|in case)\b"
_CONDITIONAL: Final = re.compile(rf"^\W*(?:{_CONDITION}|should\b)|\b(?:will|may|might|would) be\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[^,;]+")
_POSSIBLE: Final = re.compile(r"\bcan be\b", re.IGNORECASE)
_ON_CONDITION: Final = re.compile(rf"{_CONDITION}.*", re.IGNORECASE)
_NOT_OPEN: Final = re.compile(
    r"\bmust (?:first )?(?:be )?upgraded?\b|\bnot (?:an )?(?:been )?upgraded\b|\bnot eligible\b", re.IGNORECASE
)
_DOWN: Final = re.compile(
    r"\b(?:under|scheduled|system|down for|routine|undergoing)\b[^.]{0,30}\bmaintenance\b"
    r"|\b(?:temporarily|currently|is|system) (?:un|not )available\b|\btemporarily down\b|\bservice unavailable\b"
    r"|\b(?:system|server|service) is (?:too |very )?busy\b",
    re.IGNORECASE,
)
_ADMIN: Final = re.compile(
    r"\bPAAs?\b|\badministrat(?:ive|or) accounts?\b|\bfirm (?:account )?(?:management|administ)"
    r"|\bno (?:case or filing|filing) access\b",
    re.IGNORECASE,
)


def safe(text: str, names: Iterable[Secret] = (), secrets: Iterable[Secret] = ()) -> str:
    """Shorten to 300 characters without what was typed and without anything that looks like a token.

    Of `names` a gap is left. Of `secrets` too; but where a part of one is left over, nothing of the text is given.
    """
    private = [secret.reveal() for secret in secrets]
    said = _TOKENLIKE.sub(GAP, hush(fold(text), [name.reveal() for name in names], private))
    if repeats_a_part(said[: MAX_WORDS + _BEHIND_THE_CUT], private):
        return ""
    return said if len(said) <= MAX_WORDS else said[: MAX_WORDS - 1].rstrip() + GAP


def spoken(page: Page, stood: Iterable[str] = ()) -> str:
    """Give what the page says: its pop-ups first, then its visible text without the menu bar.

    `stood`: the `marks` of the page before; what stood there already is no answer, and left out.
    """
    return _joined(_lines(page, stood))


def complaint(page: Page, stood: Iterable[str] = ()) -> str:
    """Give only what a page says about a trouble with a login, if it can be told apart; else all that it says."""
    lines = _lines(page, stood)
    return _joined([line for line in lines if login_trouble(line)] or lines)


def marks(page: Page) -> tuple[str, ...]:
    """Give a mark of each line of a page, by which it is known again on the next one; at most 400, in any order."""
    return tuple(sorted({_mark(line) for line in _lines(page)})[:_MOST_MARKS])


def _lines(page: Page, stood: Iterable[str] = ()) -> list[str]:
    before = frozenset(stood)
    lines = page.once(_all_lines)
    return [line for line in lines if _mark(line) not in before] if before else lines


def _all_lines(page: Page) -> list[str]:
    return [*popups(page), *(line.text for line in visible_lines(page.tree.body))]


def _mark(line: str) -> str:
    return sha256(line.casefold().encode("utf-8", "replace")).hexdigest()[:_MARK]


def _joined(lines: list[str]) -> str:
    return " ".join(line if line[-1:] in ".!?:" else f"{line}." for line in lines if line)[:_LONGEST]


def popups(page: Page) -> list[str]:
    """Give the texts of `alert("...")` in the page's scripts; S.D. W. Va.'s guide shows success as such a pop-up."""
    found = []
    for script in page.tree.css("script"):
        for double, single in _POPUP.findall(script.text(deep=True)[:_LONGEST_SCRIPT]):
            found.append(fold(unescaped(double or single)))
    return found


def stated(text: str) -> str:
    """Leave out what holds only on a condition: advice that stands on a page whatever happened."""
    sentences = (each for each in _SENTENCE_END.split(text) if not _CONDITIONAL.search(each))
    return " ".join(_CLAUSE.sub(_if_certain, _ON_CONDITION.sub(".", each)) for each in sentences)


def _if_certain(clause: re.Match[str]) -> str:
    return "" if _POSSIBLE.search(clause[0]) else clause[0]


def login_trouble(text: str) -> Trouble | None:
    """Name the trouble with a filer login that a page's words state, or None."""
    text = stated(text)
    if _is_elsewhere(text):
        return Trouble.FILER_LINKED_ELSEWHERE
    if is_locked(text):
        return Trouble.FILER_LOCKED
    return Trouble.WRONG_FILER_CREDENTIALS if is_wrong_login(text) else None


def _is_elsewhere(text: str) -> bool:
    return bool(_ELSEWHERE.search(_NOT_ELSEWHERE.sub(" ", text)))


def is_linked_already(text: str) -> bool:
    """Whether words say that an account is linked, and not to another one. No proof: only an offer taken back."""
    said = stated(text)
    return _is_elsewhere(said) and not _ANOTHER.search(said)


def is_locked(text: str) -> bool:
    """Whether words say that an account is locked now, or was tried too often."""
    return bool(_LOCKED.search(text))


def is_wrong_login(text: str) -> bool:
    """Whether words say that a login or its password is wrong, or that nobody is known by it."""
    return bool(_WRONG_LOGIN.search(text))


def sounds_like_success(text: str) -> bool:
    """Whether a page may be congratulating: never a proof, only a reason not to call it a refusal."""
    return bool(_SUCCESS.search(_NOTHING.sub(" ", _ELSEWHERE.sub(" ", text))))


def refusal(text: str) -> Trouble | None:
    """Name the trouble when the answer to the last Submit clearly says that nothing was linked; None for anything less.

    Words of success win, even beside words of refusal: those answers are left to the menu.
    """
    if sounds_like_success(text):
        return None
    text = stated(text)
    if _is_elsewhere(text):
        return Trouble.FILER_LINKED_ELSEWHERE
    if is_locked(text):
        return Trouble.FILER_LOCKED
    return Trouble.LINK_NOT_OFFERED if _NOT_LINKED.search(text) else None


def is_not_open(text: str) -> bool:
    """Whether a page says that linking is not open to this PACER account, linked or not upgraded as it is."""
    said = stated(text)
    return bool(_NOT_OPEN.search(text) or _is_elsewhere(said) or _NOT_LINKED.search(said))


def is_down(text: str) -> bool:
    """Whether the page says that the system is down or in maintenance."""
    return bool(_DOWN.search(text))


def is_admin_account(text: str) -> bool:
    """Whether the words are about a PACER administrative account, a firm's, which has no case or filing access."""
    return bool(_ADMIN.search(text))
