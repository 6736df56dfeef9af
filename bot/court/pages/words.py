"""What a page or PACER says in words, made safe to repeat, and the few words that are worth understanding. PURE.

No court's wording of a success or a refusal is public, so words never prove a link; at most they name a trouble.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.court.pages.hush import GAP, hush, repeats_a_part
from bot.court.pages.tree import fold, visible_lines
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.court.pages.tree import Page
    from bot.vault import Secret

MAX_WORDS: Final = 300
_LONGEST: Final = 20_000
"""Characters of a page's words that are looked at: more would hold up everybody else, and no court says as much."""
_LONGEST_SCRIPT: Final = 50_000
"""Characters of a script that are looked through for a pop-up."""
_BEHIND_THE_CUT: Final = 100
"""Characters that are looked at behind the cut, where a part of a secret may end that begins before it."""
_TOKENLIKE: Final = re.compile(r"[A-Za-z0-9+/=_~.-]{24,}|\d{9,}")
_POPUP: Final = re.compile(r"\balert\s*\(\s*(?:\"((?:[^\"\\]|\\.){0,1000})\"|'((?:[^'\\]|\\.){0,1000})')\s*\)")
_ESCAPE: Final = re.compile(r"\\(?:[nrt]|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_SUCCESS: Final = re.compile(
    r"congratulations|successful|(?:has|have) been (?:\w+ )?linked|\b(?:is|are|was|were) (?:now )?(?:\w+ly )?linked",
    re.IGNORECASE,
)
_NOT_LINKED: Final = re.compile(
    r"\b(?:un|not )able to (?:be )?link"
    r"|\b(?:could|can|may|did|was|were|has|have|is|are)\s?n[o'\u2019]t\b[^.]{0,40}\blink"
    r"|\blink(?:ing)? (?:request )?(?:has |was |is )?(?:failed|denied|refused|rejected)\b"
    r"|\b(?:failed|refused|denied) to link\b",
    re.IGNORECASE,
)
_LOCKED: Final = re.compile(
    r"\b(?:is|has been|was|been) locked\b(?! out all)|\btoo many\b[^.]{0,30}\battempts\b", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(
    r"\balready (?:been )?(?:linked|associated|in use)|\blinked to (?:another|a different|some other)", re.IGNORECASE
)
_WRONG_LOGIN: Final = re.compile(
    r"\b(?:invalid|incorrect|wrong|not recogni[sz]ed|failed)\b[^.]{0,60}\b(?:login|password|user name|username)\b"
    r"|\b(?:login|password|user name|username)\b[^.]{0,60}"
    r"\b(?:invalid|incorrect|wrong|not recogni[sz]ed|failed|not valid|could not find)\b"
    r"|\bcould not find that (?:login|user name|username)\b",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;])\s+")
_CONDITION: Final = r"\b(?:if|before|after|unless|once|when|whenever|in case)\b"
_CONDITIONAL: Final = re.compile(rf"^\W*(?:{_CONDITION}|should\b)|\b(?:will|may|might|would|can) be\b", re.IGNORECASE)
_ON_CONDITION: Final = re.compile(rf"{_CONDITION}.*", re.IGNORECASE)
_NOT_OPEN: Final = re.compile(
    r"\bmust (?:first )?(?:be )?upgraded?\b|\bnot (?:an )?(?:been )?upgraded\b|\bnot eligible\b", re.IGNORECASE
)
_DOWN: Final = re.compile(
    r"\b(?:under|scheduled|system|down for|routine|undergoing)\b[^.]{0,30}\bmaintenance\b"
    r"|\b(?:temporarily|currently|is|system) (?:un|not )available\b|\btemporarily down\b|\bservice unavailable\b",
    re.IGNORECASE,
)
_ADMIN: Final = re.compile(
    r"\bPAA\b|\badministrative account\b|\bfirm (?:account )?(?:management|administ)"
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


def spoken(page: Page) -> str:
    """Give what the page says: its pop-ups first, then its visible text without the menu bar."""
    return _joined([*popups(page), *(line.text for line in visible_lines(page.tree.body))])


def complaint(page: Page) -> str:
    """Give only what a page says about a trouble with a login, if it can be told apart; else all that it says."""
    lines = [*popups(page), *(line.text for line in visible_lines(page.tree.body))]
    return _joined([line for line in lines if login_trouble(line)] or lines)


def _joined(lines: list[str]) -> str:
    return " ".join(line if line[-1:] in ".!?:" else f"{line}." for line in lines if line)[:_LONGEST]


def popups(page: Page) -> list[str]:
    """Give the texts of `alert("...")` in the page's scripts; S.D. W. Va.'s guide shows success as such a pop-up."""
    found = []
    for script in page.tree.css("script"):
        for double, single in _POPUP.findall(script.text(deep=True)[:_LONGEST_SCRIPT]):
            found.append(fold(_unescaped(double or single)))
    return found


def _unescaped(text: str) -> str:
    """Read the escapes of a script's text; two of them may together be one character."""
    read = _ESCAPE.sub(lambda each: chr(int(each[1] or each[2], 16)) if each[1] or each[2] else each[3] or " ", text)
    return read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _stated(text: str) -> str:
    """Leave out what holds only on a condition: advice that stands on a page whatever happened."""
    sentences = (each for each in _SENTENCE_END.split(text) if not _CONDITIONAL.search(each))
    return " ".join(_ON_CONDITION.sub(".", each) for each in sentences)


def login_trouble(text: str) -> Trouble | None:
    """Name the trouble with a filer login that a page's words state, or None."""
    text = _stated(text)
    if _ELSEWHERE.search(text):
        return Trouble.FILER_LINKED_ELSEWHERE
    if _LOCKED.search(text):
        return Trouble.FILER_LOCKED
    return Trouble.WRONG_FILER_CREDENTIALS if _WRONG_LOGIN.search(text) else None


def sounds_like_success(text: str) -> bool:
    """Whether a page may be congratulating: never a proof, only a reason not to call it a refusal."""
    return bool(_SUCCESS.search(_ELSEWHERE.sub(" ", text)))


def refusal(text: str) -> Trouble | None:
    """Name the trouble when the answer to the last Submit clearly says that nothing was linked; None for anything less.

    Words of success win, even beside words of refusal: those answers are left to the menu.
    """
    if sounds_like_success(text):
        return None
    text = _stated(text)
    if _ELSEWHERE.search(text):
        return Trouble.FILER_LINKED_ELSEWHERE
    if _LOCKED.search(text):
        return Trouble.FILER_LOCKED
    return Trouble.LINK_NOT_OFFERED if _NOT_LINKED.search(text) else None


def is_not_open(text: str) -> bool:
    """Whether a page says that linking is not open to this PACER account, linked or not upgraded as it is."""
    stated = _stated(text)
    return bool(_NOT_OPEN.search(text) or _ELSEWHERE.search(stated) or _NOT_LINKED.search(stated))


def is_down(text: str) -> bool:
    """Whether the page says that the system is down or in maintenance."""
    return bool(_DOWN.search(text))


def is_admin_account(text: str) -> bool:
    """Whether the words are about a PACER administrative account, a firm's, which has no case or filing access."""
    return bool(_ADMIN.search(text))
