"""What the court side knows, as the conversation knows it, and back: translations, which decide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import court
from bot.flow import states
from bot.flow.effects import ANSWERS, Field
from bot.flow.events import Fate
from bot.vault import Secret
from bot.vocabulary import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.court import CourtSession

_UNTICKED = "0"


def told_accounts(session: CourtSession, read: court.Accounts) -> states.Accounts:
    """Give both accounts as the court's page names them, with a digest of the form that they stand in."""
    return states.Accounts(read.filer, read.pacer, read.warnings, session.digest(), read.said)


def told_questions(session: CourtSession) -> tuple[states.Question, ...]:
    """Give what the form held asks, for its person to answer."""
    asked = session.form.questions if session.form else ()
    return tuple(states.Question(each.kind, each.label, each.options, each.default, each.required) for each in asked)


def given_answers(asked: Sequence[states.Question], typed: Mapping[Field, Secret]) -> tuple[Secret | None, ...]:
    """Give the answers to what is asked; a tick of the court's that was taken off is an answer too."""
    given = ((each, typed.get(field)) for field, each in zip(ANSWERS, asked, strict=False))
    return tuple(
        Secret(_UNTICKED) if answer is None and each.kind is QuestionKind.TICK and each.default else answer
        for each, answer in given
    )


def fate_of(failed: court.Failed) -> Fate:
    """Say whether what was typed counts as tried."""
    return Fate.COUNTS if failed.sent else Fate.NOT_SENT


def told_court(known: court.Court, contact: str) -> states.Court:
    """Give what the conversation knows of a court; `contact`: how its help desk is reached."""
    return states.Court(
        id=known.id,
        name=known.name,
        host=known.host,
        menus=known.filer_menus,
        phone=contact,
        automated=known.automated,
        appellate=known.kind is court.CourtKind.APPELLATE,
        website=known.website,
        linking_since=known.linking_since,
        note=known.note,
    )
