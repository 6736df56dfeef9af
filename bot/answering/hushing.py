"""A person's own words to the help desk, without what looks secret in them. PURE."""

from __future__ import annotations

import re

from bot.answering.secrets import looks_secret

GAP = "…"
_TOGETHER = 8
"""Words that may be one secret: a label and what it names, a passcode with blanks in it, a key in groups."""
_DIGITS_BESIDE = re.compile(rf"{GAP}(?:[ -]\d{{2,8}}\b)+|(?:\b\d{{2,8}}[ -])+{GAP}")
_LOGIN = re.compile(r"(?i)\b(log-?in|user[ -]?(?:name|id)?)\b(\s*(?:is|was|[:=])?\s*)(\S+)")
"""The help desk is promised never to see a user name; what follows "login is" may be plain words."""
_OF_A_LOGIN = frozenset(
    "a an the not no never wrong right correct incorrect invalid refused rejected denied locked expired too old new "  # noqa: SIM905 - words read better so
    "still now always being lost forgotten unknown ok okay fine good set asked required needed there my mine".split()
)


def hushed(text: str) -> str:
    """Give the words in one line, with a gap for the fewest words that look secret; all of it, if in doubt."""
    words = text.split()
    for size in range(1, _TOGETHER + 1):
        at = 0
        while at + size <= len(words):
            if looks_secret(" ".join(words[at : at + size])):
                words[at : at + size] = [GAP]
            at += 1
    said = _LOGIN.sub(_without_login, _DIGITS_BESIDE.sub(GAP, " ".join(words)))
    return GAP if looks_secret(said) else said


def _without_login(found: re.Match[str]) -> str:
    label, between, value = found.groups()
    plain = value.strip(".,;:!?").casefold()
    named = between.strip() and plain not in _OF_A_LOGIN
    return f"{label}{between}{GAP}" if named or re.search(r"[\d_@]|\w\.\w", plain) else found[0]
