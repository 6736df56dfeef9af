"""Every paragraph can be read by somebody in the eighth grade, but what is PACER's own."""

from __future__ import annotations

import re
import warnings

import pytest

from bot import wording

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it finds its own files in an old way
    import textstat

HIGHEST = 8
"""Of Flesch and Kincaid's grade, as textstat counts it."""
FEWEST_WORDS = 5
"""Less is a label or a button, for which the grade is not made."""
PACERS_OWN = {"ready.REDACTION_NOTICE"}
PARAGRAPHS = [
    (f"{module}.{name}", line)
    for module, texts in wording.modules()
    for name, said in wording.sentences(texts)
    for line in said.split("\n")
]


def read_out(line: str) -> str:
    """Give a line as it is read: marks left out, and short words for what is filled in."""
    filled = re.sub(r"<!date[^>]*>", "today", line)
    filled = re.sub(r"https?://\S+|\b[\w.-]+\.(?:gov|com)\S*", "the page", filled)
    filled = re.sub(r"`[^`]*`", "it", re.sub(r"\{\w+\}", "the court", filled))
    return re.sub(r"^[•>] |[*_]", "", filled).strip()


@pytest.mark.parametrize(("name", "line"), PARAGRAPHS, ids=[name for name, _ in PARAGRAPHS])
def test_a_paragraph_is_easy_to_read(name: str, line: str) -> None:
    words = read_out(line)
    if name in PACERS_OWN or len(words.split()) < FEWEST_WORDS or not re.search(r"[.!?]", words):
        return
    assert textstat.flesch_kincaid_grade(words) <= HIGHEST, words


def test_the_grade_tells_the_easy_from_the_hard() -> None:
    assert textstat.flesch_kincaid_grade(read_out("*For good.* You cannot undo a link.")) < HIGHEST
    hard = "Authentication necessitates organizational authorization."
    assert textstat.flesch_kincaid_grade(hard) > HIGHEST
