"""One sample of every state and event, in the variants that the rules tell apart; for tests and for the docs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import assert_never, get_args

from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import AccountWarning, QuestionKind, SignInNotice, Trouble

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MIEB = st.Court(
    "mieb",
    "U.S. Bankruptcy Court, Eastern District of Michigan",
    "ecf.mieb.uscourts.gov",
    ("Bankruptcy", "Adversary"),
    phone="(313) 234-0065",
    linking_since=date(2021, 6, 1),
)
TXWD = st.Court(
    "txwd", "U.S. District Court, Western District of Texas", "ecf.txwd.uscourts.gov", ("Civil", "Criminal")
)
CA6 = st.Court(
    "ca6", "U.S. Court of Appeals, Sixth Circuit", "ecf.ca6.uscourts.gov", (), automated=False, appellate=True
)
RUN = st.Run("LP-SAMPLE22")
BY_HAND = st.Court(
    "txwb",
    "U.S. Bankruptcy Court, Western District of Texas",
    "ecf.txwb.uscourts.gov",
    ("Bankruptcy", "Adversary"),
    automated=False,
    note="Our court's rules ask that you do this yourself.",
)
SIGNED_IN = st.Run("LP-SAMPLE22", signed_in=True, linked=(MIEB.name,))
PAUSED = st.Run("LP-SAMPLE22", pause=st.Pause.PAUSED, paused_at=NOW - timedelta(hours=20), time_zone="America/Detroit")
REMINDED = st.Run("LP-SAMPLE22", pause=st.Pause.REMINDED, paused_at=NOW - timedelta(days=8))
AGENT = st.Run("LP-SAMPLE22", agent=True)
RESTS = (st.Rest(NOW + timedelta(minutes=9)), st.Rest(NOW + timedelta(minutes=12), "txwd", "Western Texas"))
RESTING = st.Run("LP-SAMPLE22", rests=RESTS)
PASSED = tuple(st.Passed("U0ATTORNEY2", "mieb", each) for each in st.Arrival)
_PAGES = tuple(page for page in st.Page if page is not st.Page.ANOTHER_COURT)
REHEARSAL = st.Run("LP-SAMPLE22", rehearsal=True)
ACCOUNTS = st.Accounts("Dana Whitfield (dwhitfield)", "Dana Whitfield", form="5a" * 32)
QUESTIONS = (
    st.Question(QuestionKind.TICK, "I have verified that both accounts are mine"),
    st.Question(QuestionKind.CHOICE, "Your role", ("Attorney", "Trustee"), "Attorney"),
    st.Question(QuestionKind.PASSWORD, "CM/ECF password, once more"),
    st.Question(QuestionKind.TEXT, "Your phone number", required=False),
)
IN_COURTS_WORDS = st.Accounts(
    "", "", (AccountWarning.NOT_COMPARED,), "5a" * 32, ("Link accounts", "The filer dwhitfield & PACER dana.whitfield.")
)
BEFORE = ("Before you begin", "You need your own upgraded PACER account.", "Do not use a shared <firm> account.")
WARNED = st.Accounts(
    "Dana Whitfield", "Example Firm PC", (AccountWarning.DIFFERENT_PEOPLE, AccountWarning.LOOKS_LIKE_FIRM)
)
CLAIM = "LP-SAMPLE22/1"
LOST = st.Unsettled(CLAIM, MIEB.id, NOW, name=MIEB.name)
UNSETTLED = st.Unsettled(CLAIM, MIEB.id, NOW - timedelta(minutes=10), name=MIEB.name)
LOOKED_ONCE = st.Unsettled(CLAIM, MIEB.id, NOW - timedelta(minutes=40), looks=1, name=MIEB.name)
EARLIER = st.Unsettled(CLAIM, MIEB.id, NOW - timedelta(minutes=50), looks=2, name=MIEB.name)
OPEN_END = st.Run("LP-SAMPLE22", open_ends=(EARLIER,))
GETS_READY: tuple[ev.FromPerson, ...] = (
    ev.ChoseDoor(st.Door.OLD_LOGIN),
    ev.ReadOn(),
    ev.ReadOn(),
    ev.SaidReady(),
)
"""From the doors to the sign-in."""
TWICE = ev.Tried(2, NOW + timedelta(minutes=15))
WRONG = (Trouble.WRONG_PACER_CREDENTIALS, Trouble.WRONG_FILER_CREDENTIALS)


def states() -> list[st.State]:
    """Give every state, in each of its variants."""
    later = NOW + timedelta(minutes=15)
    return [
        st.ChoosingCourt(RUN),
        st.ChoosingCourt(RUN, st.Finding.COURT_NOT_FOUND, "no such court"),
        st.ChoosingCourt(RESTING),
        st.ChoosingCourt(RUN, st.Finding.COURT_NOT_FOUND, "texas western", found=(TXWD, BY_HAND)),
        st.ChoosingCourt(RUN, st.Finding.COURT_NOT_AUTOMATED, CA6.name),
        st.ChoosingCourt(RUN, st.Finding.TOO_EARLY, MIEB.name, MIEB.linking_since),
        *_getting_ready(),
        *_in_the_browser(),
        *_asked_again(),
        st.AwaitingPacerSignIn(RUN, MIEB),
        st.AwaitingPacerSignIn(RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS),
        st.AwaitingPacerSignIn(RUN, MIEB, st.Finding.RESTARTED),
        st.SigningIn(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS),
        st.AwaitingFilerLogin(RUN, TXWD, None, SignInNotice.CLIENT_CODE_MISSING),
        st.AwaitingFilerLogin(RUN, TXWD, None, SignInNotice.SEARCH_DISABLED),
        st.FindingAccounts(RUN, MIEB),
        st.Reviewing(RUN, MIEB, ACCOUNTS),
        st.Reviewing(RUN, MIEB, WARNED, Trouble.UNREACHABLE),
        st.Reviewing(RUN, MIEB, IN_COURTS_WORDS),
        st.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS),
        st.AwaitingFilerLogin(RUN, MIEB, said=BEFORE),
        st.AwaitingFilerLogin(RUN, MIEB, None, SignInNotice.SEARCH_DISABLED, questions=QUESTIONS, said=BEFORE),
        st.Reviewing(RUN, MIEB, ACCOUNTS, None, QUESTIONS),
        st.Reviewing(RUN, MIEB, IN_COURTS_WORDS, st.Finding.ASKED_ON, QUESTIONS, QUESTIONS),
        st.Linking(RUN, MIEB, ACCOUNTS, CLAIM),
        *_confirming(),
        st.Linked(replace(AGENT, passed=PASSED), MIEB, NOW, ACCOUNTS.masked(), session=True),
        st.Linked(RUN, MIEB, NOW, ACCOUNTS.masked()),
        st.Linked(RUN, TXWD, NOW),
        st.Linked(SIGNED_IN, TXWD, NOW, ACCOUNTS.masked(), session=True),
        st.Linked(RUN, CA6, NOW, proof=st.Proof.PERSONS_WORD),
        st.AlreadyLinked(RUN, MIEB, NOW),
        st.AlreadyLinked(RUN, MIEB, NOW, session=True),
        st.AlreadyLinked(RUN, MIEB, NOW, proof=st.Proof.PERSONS_WORD),
        st.Registered(RUN, MIEB, NOW),
        *(st.Refused(RUN, MIEB, problem, NOW, "The court's own words.") for problem in st.PROBLEMS),
        st.Refused(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, NOW, "", later),
        *(
            st.Unknown(RUN, MIEB, problem, UNSETTLED, NOW)
            for problem in (st.Finding.ANSWER_LOST, st.Finding.MENUS_MISSING)
        ),
        st.Cancelled(RUN, NOW),
        st.Cancelled(RUN, NOW, CA6, by_hand=True),
        st.Cancelled(RUN, NOW, MIEB),
        st.Expired(RUN, NOW, MIEB),
        *_with_a_human_asked(),
        st.Rehearsed(REHEARSAL, MIEB, ACCOUNTS.masked(), NOW),
        st.FindingAccounts(REHEARSAL, MIEB),
        st.AwaitingPacerSignIn(PAUSED, MIEB, st.Finding.IDLE),
        st.AwaitingPacerSignIn(REMINDED, MIEB),
        st.SigningIn(SIGNED_IN, TXWD),
        *_with_an_open_end(),
    ]


def _getting_ready() -> list[st.State]:
    return [
        *(st.GettingReady(RUN, MIEB, page=page) for page in _PAGES),
        *(st.GettingReady(AGENT, MIEB, page=page) for page in _PAGES),
        *(st.GettingReady(RUN, BY_HAND, page=page) for page in _PAGES),
        st.GettingReady(replace(RUN, linked_on=NOW), MIEB),
        st.GettingReady(RUN, CA6),
        st.GettingReady(SIGNED_IN, TXWD, page=st.Page.ANOTHER_COURT),
        st.GettingReady(replace(SIGNED_IN, linked_on=NOW), TXWD, st.Page.ANOTHER_COURT),
        st.GettingReady(replace(AGENT, passed=PASSED), TXWD),
        st.GettingReady(SIGNED_IN, TXWD, page=st.Page.NOT_SURE),
        st.GettingReady(PAUSED, MIEB),
        st.GettingReady(RESTING, MIEB),
        st.GettingReady(OPEN_END, MIEB, page=st.Page.FINE_PRINT),
    ]


def _in_the_browser() -> list[st.State]:
    return [
        *(st.Guided(RUN, CA6, step) for step in range(1, 7)),
        st.Guided(RUN, BY_HAND),
        st.Guided(RUN, BY_HAND, problem=Trouble.COURT_LEFT_NEXTGEN),
        st.Guided(RUN, MIEB, again_after=NOW + timedelta(minutes=15)),
        *(st.Guided(AGENT, MIEB, step) for step in range(1, 7)),
        *(st.Guided(RUN, MIEB, step, st.Road.REGISTER) for step in range(1, 6)),
        *(st.Guided(AGENT, MIEB, step, st.Road.REGISTER) for step in range(1, 6)),
    ]


def gets_ready(state: st.GettingReady) -> ev.FromPerson:
    """Give what leads on from a page."""
    match state.page:
        case st.Page.DOORS | st.Page.NOT_SURE:
            return ev.ChoseDoor(st.Door.OLD_LOGIN)
        case st.Page.FINE_PRINT | st.Page.CHECKLIST:
            return ev.ReadOn()
        case st.Page.NOTICE | st.Page.ANOTHER_COURT:
            return ev.SaidReady()
        case _:
            assert_never(state.page)


def _asked_again() -> list[st.State]:
    later = NOW + timedelta(minutes=15)
    return [
        st.SigningIn(RUN, MIEB, curly=True),
        st.AwaitingPacerSignIn(
            RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS, None, "PACER's own words.", curly=True, tries=1
        ),
        st.AwaitingPacerSignIn(RUN, MIEB, Trouble.PACER_PASSCODE_WANTED),
        st.AwaitingPacerSignIn(RUN, MIEB, Trouble.PACER_CLIENT_CODE, None, "PACER's own words."),
        st.Refused(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, NOW, "PACER's own words.", later, curly=True),
        st.Refused(RUN, MIEB, Trouble.PACER_LOCKED, NOW, "The account is locked.", later),
        st.AwaitingFilerLogin(RUN, MIEB, st.Finding.SPECIAL_LOGIN),
        st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS, curly=True, tries=1),
        st.FindingAccounts(RUN, MIEB, curly=True),
    ]


def _with_a_human_asked() -> list[st.State]:
    runs = [replace(RUN, asked=st.Asked(NOW, "GettingReady", st.WhyHuman.ASKED, desk)) for desk in st.Desk]
    saw = st.Asked(NOW, "Guided", st.WhyHuman.SAW_SOMETHING_ELSE, st.Desk.TOLD, 2, "It says that the court is closed.")
    return [
        *(st.GettingReady(run, MIEB) for run in runs),
        st.ChoosingCourt(runs[0]),
        st.AwaitingFilerLogin(replace(runs[1], place=7), MIEB),
        st.Linking(runs[1], MIEB, ACCOUNTS, CLAIM),
        st.Guided(replace(RUN, asked=saw), CA6, 3),
        st.Cancelled(runs[1], NOW, MIEB),
        st.Unknown(runs[2], MIEB, st.Finding.ANSWER_LOST, UNSETTLED, NOW),
    ]


def _with_an_open_end() -> list[st.State]:
    return [
        st.SigningIn(RUN, MIEB, UNSETTLED),
        st.SigningIn(RUN, MIEB, LOOKED_ONCE),
        st.ChoosingCourt(OPEN_END),
        st.GettingReady(OPEN_END, TXWD),
        st.Guided(OPEN_END, CA6),
        st.Linked(OPEN_END, TXWD, NOW),
        st.AwaitingFilerLogin(OPEN_END, MIEB, st.Finding.FOUND_NOT_LINKED),
        st.Reviewing(OPEN_END, MIEB, ACCOUNTS, Trouble.UNREACHABLE),
        st.AwaitingPacerSignIn(RUN, MIEB, None, UNSETTLED),
        st.Unknown(RUN, MIEB, st.Finding.NOT_SHOWN_YET, LOOKED_ONCE, NOW),
    ]


def _before_signing_in() -> list[ev.Event]:
    doors: list[ev.Event] = [ev.ChoseDoor(door) for door in st.Door]
    said: list[ev.Event] = [
        ev.ReadOn(),
        ev.SaidReady(),
        ev.ChoseAnotherAccount(),
        ev.ChoseOwnBrowser(),
        ev.SaidLinkedAlready(),
        ev.AskedToResume(),
    ]
    return [*doors, *said]


def events() -> list[ev.Event]:
    """Give every event, in each of its variants."""
    typed = ev.FieldShape(length=9)
    return [
        ev.Started("LP-NEXT2222"),
        ev.Started("LP-NEXT2222", MIEB, "mieb"),
        ev.Started("LP-NEXT2222", TXWD, "txwd"),
        ev.Started("LP-NEXT2222", None, "no such court"),
        ev.CourtChosen(MIEB),
        ev.CourtChosen(MIEB, NOW),
        ev.CourtChosen(CA6),
        ev.WentElsewhere(MIEB),
        ev.WentElsewhere(TXWD, NOW),
        *_before_signing_in(),
        ev.AskedToContinue(),
        ev.PacerSubmitted(typed, typed),
        ev.PacerSubmitted(typed, ev.FieldShape(length=9, curly=True)),
        ev.PacerSubmitted(ev.FieldShape(), typed),
        ev.PacerSubmitted(typed, typed, tried=TWICE),
        ev.FilerSubmitted(typed, typed),
        ev.FilerSubmitted(typed, typed, TWICE),
        ev.FilerSubmitted(ev.FieldShape(length=5, special=True), typed),
        ev.ConfirmedLink(),
        ev.AskedToCheckAgain(),
        ev.AskedToCheckAgain(MIEB, "LP-NEXT2222"),
        ev.WentBack(),
        ev.AskedToCancel(),
        ev.AskedToStartOver("LP-NEXT2222"),
        ev.AskedForHelp(),
        *_asking(),
        ev.DidGuidedStep(),
        ev.SawSomethingElse(),
        ev.OutdatedClick(),
        ev.SignedIn(),
        ev.SignedIn(SignInNotice.CLIENT_CODE_MISSING),
        ev.SignedIn(None, QUESTIONS, BEFORE),
        ev.WentOn((ev.FieldShape(1),) * 4),
        ev.WentOn(),
        ev.FoundLinked(),
        *(ev.CourtFailed(problem, "words") for problem in st.PROBLEMS),
        *(ev.CourtFailed(problem, "words", tried=TWICE) for problem in WRONG),
        ev.AccountsRead(ACCOUNTS),
        ev.AccountsRead(ACCOUNTS, QUESTIONS),
        ev.AskedOn(IN_COURTS_WORDS, QUESTIONS),
        ev.AnsweredAndConfirmed(ev.FieldShape(1), (ev.FieldShape(1),) * 4),
        ev.AnsweredAndConfirmed(ev.FieldShape()),
        ev.LinkAnswered(),
        ev.LinkUnclear(),
        ev.LinkNotSent(Trouble.UNREACHABLE),
        ev.LinkNotSent(Trouble.SESSION_EXPIRED),
        ev.LinkRefused(Trouble.FILER_LINKED_ELSEWHERE, "words"),
        ev.MenuShowsFiler(),
        *(
            ev.MenuShowsNoProof(problem)
            for problem in (st.Finding.NOT_PROVEN, st.Finding.MENUS_MISSING, Trouble.COURT_DOWN)
        ),
        *_from_nobody(),
    ]


def _from_nobody() -> list[ev.Event]:
    return [
        ev.DeadlinePassed(NOW),
        ev.DeadlinePassed(NOW - timedelta(days=9), "America/Detroit"),
        ev.Restarted(),
        ev.ToBeForgotten(),
    ]


def _asking() -> list[ev.Event]:
    return [
        ev.AskedHelpDesk(),
        ev.AddedSentence("The page says that the court is closed."),
        ev.AddedSentence(""),
        ev.HelpDeskTold(),
        ev.HelpDeskTold(1),
        ev.HelpDeskUnreachable(),
        ev.HelpDeskUnreachable(1),
        ev.HelpDeskUnreachable(2, given_up=True),
        ev.SentClicks("U0ATTORNEY2", MIEB),
        ev.SentClicks("U0ATTORNEY3", TXWD),
        *(ev.ClicksDelivered("U0ATTORNEY2", MIEB, arrived) for arrived in (True, False)),
    ]


def _confirming() -> list[st.State]:
    reading = st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW)
    refused = st.Refusal(Trouble.FILER_LINKED_ELSEWHERE, "The court's own words.")
    return [
        reading,
        replace(reading, answered=False),
        replace(reading, looks=3, reading=False),
        replace(reading, refused=refused),
        replace(reading, refused=refused, looks=1, reading=False),
    ]


def state_kinds() -> tuple[type, ...]:
    """Give every class of state."""
    return get_args(st.State)


def event_kinds() -> tuple[type, ...]:
    """Give every class of event."""
    return get_args(ev.Event)
