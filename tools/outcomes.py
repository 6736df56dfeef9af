"""The page of all outcomes, made by asking the rules and the screens: what happened, what each reader reads.

Every row is one event in one state, taken through `flow.advance`; its words are drawn by `screens` as Slack gets them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import flow, screens
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.proof import AGREEING
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, CA6, CLAIM, LOOKED_ONCE, LOST, MIEB, NOW, QUESTIONS, REHEARSAL, RUN, TWICE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

ROOT = Path(__file__).parent.parent
DRAWN = screens.Drawn("U0ATTORNEY", screens.NOTHING_SEEN, RUN.reference)
SAID = "PACER's or the court's own words."
LAST = flow.STEPS[st.Road.LINK]
_SHAPE = ev.FieldShape(length=9)
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_HEADING = re.compile(rf"Link PACER(?: - .*)?$|<@{DRAWN.user}>")
_MARK = re.compile(r"<(?:@(\w+)|([^|>]+)\|([^>]+)|([^|>]+))>")

AT_SIGN_IN = (
    Trouble.WRONG_PACER_CREDENTIALS,
    Trouble.PACER_ACCOUNT_DISABLED,
    Trouble.PACER_REFUSED,
    Trouble.PACER_LOCKED,
    Trouble.PACER_PASSCODE_WANTED,
    Trouble.PACER_CLIENT_CODE,
    Trouble.PACER_UPDATE_PENDING,
    Trouble.PACER_MFA_PENDING,
    Trouble.PACER_PASSWORD_OLD,
    Trouble.FIRM_ADMIN_ACCOUNT,
    Trouble.SESSION_NOT_ACCEPTED,
    Trouble.LINK_NOT_OFFERED,
    Trouble.LINK_NOT_FOUND,
    Trouble.FILER_WITHOUT_MENUS,
    Trouble.COURT_LEFT_NEXTGEN,
    st.Finding.COURT_NOT_AUTOMATED,
    Trouble.SIGN_ON_DOWN,
    Trouble.COURT_DOWN,
    Trouble.UNEXPECTED_PAGE,
    Trouble.UNREACHABLE,
    Trouble.PROXY_FAILED,
    Trouble.NOT_TRUSTED,
    Trouble.TIMED_OUT,
)
AT_OLD_LOGIN = (
    Trouble.WRONG_FILER_CREDENTIALS,
    Trouble.FILER_LOCKED,
    Trouble.FILER_LINKED_ELSEWHERE,
    Trouble.OTHER_LOGIN_SHOWN,
    Trouble.LINK_NOT_OFFERED,
    Trouble.LINK_NOT_FOUND,
    Trouble.FILER_WITHOUT_MENUS,
    Trouble.COURT_LEFT_NEXTGEN,
    Trouble.FIRM_ADMIN_ACCOUNT,
    Trouble.COURT_DOWN,
    Trouble.UNEXPECTED_PAGE,
    Trouble.UNREACHABLE,
    Trouble.PROXY_FAILED,
    Trouble.NOT_TRUSTED,
    Trouble.TIMED_OUT,
    Trouble.SESSION_EXPIRED,
)
NOT_SENT = (
    Trouble.LINK_NOT_OFFERED,
    Trouble.COURT_DOWN,
    Trouble.UNEXPECTED_PAGE,
    Trouble.UNREACHABLE,
    Trouble.PROXY_FAILED,
    Trouble.NOT_TRUSTED,
    Trouble.TIMED_OUT,
    Trouble.SESSION_EXPIRED,
)
REFUSED = (
    Trouble.FILER_LINKED_ELSEWHERE,
    Trouble.FILER_LOCKED,
    Trouble.WRONG_FILER_CREDENTIALS,
    Trouble.LINK_NOT_OFFERED,
)
NO_PROOF = (
    st.Finding.NOT_PROVEN,
    st.Finding.MENUS_MISSING,
    Trouble.COURT_DOWN,
    Trouble.UNEXPECTED_PAGE,
    Trouble.UNREACHABLE,
    Trouble.PROXY_FAILED,
    Trouble.NOT_TRUSTED,
    Trouble.TIMED_OUT,
    Trouble.SESSION_EXPIRED,
)

SIGNING_IN = st.SigningIn(RUN, MIEB)
FINDING = st.FindingAccounts(RUN, MIEB)
REVIEWING = st.Reviewing(RUN, MIEB, ACCOUNTS)
LINKING = st.Linking(RUN, MIEB, ACCOUNTS, CLAIM)
ANSWERED = st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW)
UNANSWERED = replace(ANSWERED, answered=False)
TO_THE_END = replace(ANSWERED, since=NOW - flow.LOOKING, looks=20)
NOT_PROVEN = ev.MenuShowsNoProof(st.Finding.NOT_PROVEN)
GUIDED = st.Guided(RUN, CA6, LAST)
REGISTERING = st.Guided(RUN, MIEB, flow.STEPS[st.Road.REGISTER], st.Road.REGISTER)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that can happen: in words, in which state, as which event."""

    happened: str
    state: st.State | None
    event: ev.Event


def sections() -> list[tuple[str, list[Case]]]:
    """Give all cases, by the step at which they happen."""
    return [
        ("Choosing the court", _choosing()),
        ("Signing in to PACER, and opening the court's menu and link page", _signing_in()),
        ("Giving the court the old login", _old_login()),
        ("The one request that links, and its proof", _linking()),
        ("In the person's own browser", _guided()),
        ("At any time", _at_any_time()),
    ]


def _choosing() -> list[Case]:
    early = st.Court(MIEB.id, MIEB.name, MIEB.host, MIEB.menus, linking_since=NOW.date().replace(year=NOW.year + 1))
    return [
        _case(st.Finding.COURT_NOT_FOUND, None, ev.Started(RUN.reference, None, "somewhere")),
        _case(st.Finding.TOO_EARLY, None, ev.Started(RUN.reference, early, early.id)),
    ]


def _signing_in() -> list[Case]:
    unsettled = st.SigningIn(RUN, MIEB, LOST)
    return [
        Case("The menu shows the filer's menus: AlreadyLinked", SIGNING_IN, ev.FoundLinked()),
        *(_case(each, SIGNING_IN, ev.CourtFailed(each, SAID)) for each in AT_SIGN_IN),
        _case(
            st.Finding.TOO_MANY_PACER_TRIES,
            SIGNING_IN,
            ev.CourtFailed(Trouble.WRONG_PACER_CREDENTIALS, SAID, tried=TWICE),
        ),
        Case(
            "The same, with a password that has curly quotes",
            st.SigningIn(RUN, MIEB, curly=True),
            ev.CourtFailed(Trouble.WRONG_PACER_CREDENTIALS, SAID),
        ),
        _case(st.Finding.RESTARTED, SIGNING_IN, ev.Restarted()),
        Case("Checking an unknown end: linked", unsettled, ev.FoundLinked()),
        Case(f"Checking an unknown end: `{st.Finding.NOT_SHOWN_YET}`", unsettled, ev.SignedIn()),
        Case(
            f"Checking it again half an hour after: `{st.Finding.FOUND_NOT_LINKED}`",
            st.SigningIn(RUN, MIEB, LOOKED_ONCE),
            ev.SignedIn(),
        ),
        Case("Checking an unknown end: PACER refuses", unsettled, ev.CourtFailed(Trouble.PACER_REFUSED, SAID)),
    ]


def _old_login() -> list[Case]:
    return [
        *(_case(each, FINDING, ev.CourtFailed(each, SAID)) for each in AT_OLD_LOGIN),
        _case(
            st.Finding.TOO_MANY_FILER_TRIES,
            FINDING,
            ev.CourtFailed(Trouble.WRONG_FILER_CREDENTIALS, SAID, tried=TWICE),
        ),
        _case(
            st.Finding.SPECIAL_LOGIN,
            st.AwaitingFilerLogin(RUN, MIEB),
            ev.FilerSubmitted(ev.FieldShape(length=9, special=True), _SHAPE),
        ),
        _case(st.Finding.IDLE, st.AwaitingFilerLogin(RUN, MIEB), ev.DeadlinePassed(NOW)),
        _case(st.Finding.RESTARTED, FINDING, ev.Restarted()),
        _case(st.Finding.ASKS_TOO_MUCH, FINDING, ev.AccountsRead(ACCOUNTS, (QUESTIONS[0],) * (len(do.ANSWERS) + 1))),
        Case("A rehearsal, up to both accounts", st.Reviewing(REHEARSAL, MIEB, ACCOUNTS), ev.ConfirmedLink()),
    ]


def _linking() -> list[Case]:
    return [
        Case("The menu shows the filer's menus: Linked", ANSWERED, ev.MenuShowsFiler()),
        Case("The same, after a lost answer: Linked", UNANSWERED, ev.MenuShowsFiler()),
        *(_case(each, LINKING, ev.LinkNotSent(each), "not sent, ") for each in NOT_SENT),
        Case("The menu does not show it at the first look", ANSWERED, NOT_PROVEN),
        Case("The court says no", _refused(REFUSED[0], NOW), NOT_PROVEN),
        *(_case(each, _refused(each, NOW - AGREEING), NOT_PROVEN, "refused, ") for each in REFUSED),
        *(_case(each, TO_THE_END, ev.MenuShowsNoProof(each), "no proof to the end, ") for each in NO_PROOF),
        _case(st.Finding.ANSWER_LOST, replace(TO_THE_END, answered=False), NOT_PROVEN, "no proof to the end, "),
        _case(st.Finding.RESTARTED, LINKING, ev.Restarted(), "no proof, "),
        _case(st.Finding.ASKED_ON, LINKING, ev.AskedOn(ACCOUNTS, QUESTIONS)),
    ]


def _refused(why: Trouble, since: datetime) -> st.Confirming:
    return replace(ANSWERED, since=since, refused=st.Refusal(why, SAID))


def _guided() -> list[Case]:
    return [
        Case("The last step is done: Linked, by the person's word", GUIDED, ev.DidGuidedStep()),
        Case("It is linked already: noted, by the person's word", GUIDED, ev.SaidLinkedAlready()),
        Case("A first login is asked for: noted, by the person's word", REGISTERING, ev.DidGuidedStep()),
        Case("Something else is seen", GUIDED, ev.SawSomethingElse()),
        Case("Cancelled", GUIDED, ev.AskedToCancel()),
    ]


def _at_any_time() -> list[Case]:
    paused = st.Run(RUN.reference, pause=st.Pause.REMINDED, paused_at=NOW - flow.EXPIRY)
    return [
        Case("Cancelled", REVIEWING, ev.AskedToCancel()),
        Case("A human is asked for", REVIEWING, ev.AskedHelpDesk()),
        Case("Nobody goes on for a week", st.AwaitingPacerSignIn(paused, MIEB), ev.DeadlinePassed(NOW)),
    ]


def _case(problem: st.Problem, state: st.State | None, event: ev.Event, before: str = "") -> Case:
    return Case(f"{before}`{problem}`", state, event)


def outcome(case: Case) -> flow.Step:
    """Give what the rules make of a case. Raises ValueError for one that leads nowhere."""
    rehearsal = case.state is not None and case.state.run.rehearsal
    step = flow.advance(case.state, case.event, NOW, rehearsal=rehearsal)
    if step is None:
        raise ValueError(f"nothing comes of {case.happened}")
    return step


def reads(step: flow.Step) -> str:
    """Give what the person reads: the result where there is one, else the card. Title, buttons and footer left out."""
    told = any(isinstance(effect, do.TellResult) for effect in step.effects)
    return _matter(screens.result(step.state, DRAWN) if told else screens.card(step.state, DRAWN))


def desk_reads(step: flow.Step) -> str:
    """Give what the help desk gets. The line that names the case is left out."""
    return " ".join(map(_matter, desk_notices(step))) or "nothing"


def desk_notices(step: flow.Step) -> list[screens.Message]:
    """Give the messages that the help desk gets."""
    told = [effect for effect in step.effects if isinstance(effect, do.TellHelpDesk)]
    return [screens.help_desk_notice(each, DRAWN.user, DRAWN.reference) for each in told]


def _matter(message: screens.Message) -> str:
    blocks = [block for block in message.blocks if block["type"] == "section"]
    return plain(" ".join(line for line in screens.lines_of(blocks) if not _HEADING.match(line)))


def plain(text: str) -> str:
    """Write Slack's text as words, fit for a cell of a table."""
    worded = _MARK.sub(lambda mark: mark[3] or (f"@{mark[1]}" if mark[1] else mark[4]), _DATE.sub(r"\1", text))
    return " ".join(worded.split()).replace("|", "\\|").replace("<", "&lt;")


def page() -> str:
    """Write the whole page."""
    parts = [
        "# Every outcome",
        (
            "Made from the code by `tools/outcomes.py`; a test holds this page to it. Written for the person who asks "
            '"what happens when ...?": each row is one thing that can happen, the state it leads to, what the attorney '
            "reads, and what the help desk gets. Headings, which name the court, are left out."
        ),
    ]
    for title, cases in sections():
        parts += [f"## {title}", "\n".join(_table(cases))]
    return "\n\n".join(parts) + "\n"


def _table(cases: Iterable[Case]) -> Iterable[str]:
    yield "| What happened | State | The person reads | The help desk gets |"
    yield "| --- | --- | --- | --- |"
    for case in cases:
        step = outcome(case)
        yield f"| {case.happened} | {type(step.state).__name__} | {reads(step)} | {desk_reads(step)} |"


def generated() -> dict[Path, str]:
    """Give the document, whole, as it should be."""
    return {ROOT / "docs" / "outcomes.md": page()}


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
