"""One sample of every state and event, in the variants that the rules tell apart; for tests and for the docs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import AccountWarning, SignInNotice, Trouble

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
REHEARSAL = st.Run("LP-SAMPLE22", rehearsal=True)
ACCOUNTS = st.Accounts("Dana Whitfield (dwhitfield)", "Dana Whitfield", form="5a" * 32)
IN_COURTS_WORDS = st.Accounts(
    "", "", (AccountWarning.NOT_COMPARED,), "5a" * 32, ("Link accounts", "The filer dwhitfield & PACER dana.whitfield.")
)
WARNED = st.Accounts(
    "Dana Whitfield", "Example Firm PC", (AccountWarning.DIFFERENT_PEOPLE, AccountWarning.LOOKS_LIKE_FIRM)
)
CLAIM = "LP-SAMPLE22/1"
LOST = st.Unsettled(CLAIM, MIEB.id, NOW)
UNSETTLED = st.Unsettled(CLAIM, MIEB.id, NOW - timedelta(minutes=10))
LOOKED_ONCE = st.Unsettled(CLAIM, MIEB.id, NOW - timedelta(minutes=40), looks=1)
OPEN_END = st.Run("LP-SAMPLE22", open_ends=(st.Unsettled(CLAIM, MIEB.id, NOW - timedelta(minutes=50), looks=2),))
TWICE = ev.Tried(2, NOW + timedelta(minutes=15))
WRONG = (Trouble.WRONG_PACER_CREDENTIALS, Trouble.WRONG_FILER_CREDENTIALS)


def states() -> list[st.State]:
    """Give every state, in each of its variants."""
    later = NOW + timedelta(minutes=15)
    return [
        st.ChoosingCourt(RUN),
        st.ChoosingCourt(RUN, st.Finding.COURT_NOT_FOUND, "no such court"),
        st.ChoosingCourt(RUN, st.Finding.COURT_NOT_AUTOMATED, CA6.name),
        st.ChoosingCourt(RUN, st.Finding.TOO_EARLY, MIEB.name, MIEB.linking_since),
        st.GettingReady(RUN, MIEB),
        st.GettingReady(RUN, MIEB, NOW),
        st.GettingReady(RUN, CA6),
        st.GettingReady(SIGNED_IN, TXWD),
        st.GettingReady(PAUSED, MIEB),
        *(st.Guided(RUN, CA6, step) for step in range(1, 7)),
        st.Guided(RUN, BY_HAND),
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
        st.Linking(RUN, MIEB, ACCOUNTS, CLAIM),
        st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, answered=True),
        st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, answered=False),
        st.Linked(RUN, MIEB, NOW, ACCOUNTS.masked()),
        st.Linked(RUN, TXWD, NOW),
        st.Linked(SIGNED_IN, TXWD, NOW, ACCOUNTS.masked(), session=True),
        st.Linked(RUN, CA6, NOW, proof=st.Proof.PERSONS_WORD),
        st.AlreadyLinked(RUN, MIEB, NOW),
        st.AlreadyLinked(RUN, MIEB, NOW, session=True),
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
        *(st.HandedOver(RUN, NOW, "SigningIn", st.HandOver.ASKED, MIEB, desk) for desk in st.Desk),
        st.HandedOver(RUN, NOW, "Guided", st.HandOver.SAW_SOMETHING_ELSE, CA6),
        st.HandedOver(RUN, NOW, "ChoosingCourt", st.HandOver.ASKED),
        st.Rehearsed(REHEARSAL, MIEB, ACCOUNTS.masked(), NOW),
        st.FindingAccounts(REHEARSAL, MIEB),
        st.AwaitingPacerSignIn(PAUSED, MIEB, st.Finding.IDLE),
        st.AwaitingPacerSignIn(REMINDED, MIEB),
        st.SigningIn(SIGNED_IN, TXWD),
        *_with_an_open_end(),
    ]


def _with_an_open_end() -> list[st.State]:
    return [
        st.SigningIn(RUN, MIEB, UNSETTLED),
        st.SigningIn(RUN, MIEB, LOOKED_ONCE),
        st.ChoosingCourt(OPEN_END),
        st.AwaitingFilerLogin(OPEN_END, MIEB, st.Finding.FOUND_NOT_LINKED),
        st.Reviewing(OPEN_END, MIEB, ACCOUNTS, Trouble.UNREACHABLE),
        st.AwaitingPacerSignIn(RUN, MIEB, None, UNSETTLED),
        st.Unknown(RUN, MIEB, st.Finding.NOT_SHOWN_YET, LOOKED_ONCE, NOW),
    ]


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
        ev.SaidReady(),
        ev.AskedToContinue(),
        ev.PacerSubmitted(typed, typed),
        ev.PacerSubmitted(ev.FieldShape(), typed),
        ev.PacerSubmitted(typed, typed, tried=TWICE),
        ev.FilerSubmitted(typed, typed),
        ev.FilerSubmitted(typed, typed, TWICE),
        ev.FilerSubmitted(ev.FieldShape(length=5, special="&"), typed),
        ev.ConfirmedLink(),
        ev.AskedToCheckAgain(),
        ev.WentBack(),
        ev.AskedToCancel(),
        ev.AskedToStartOver("LP-NEXT2222"),
        ev.AskedForHelp(),
        ev.AskedHelpDesk(),
        ev.DidGuidedStep(),
        ev.SawSomethingElse(),
        ev.OutdatedClick(),
        ev.SignedIn(),
        ev.SignedIn(SignInNotice.CLIENT_CODE_MISSING),
        ev.FoundLinked(),
        *(ev.CourtFailed(problem, "words") for problem in st.PROBLEMS),
        *(ev.CourtFailed(problem, "words", tried=TWICE) for problem in WRONG),
        ev.AccountsRead(ACCOUNTS),
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
        ev.HelpDeskTold(),
        ev.HelpDeskUnreachable(),
        ev.DeadlinePassed(NOW),
        ev.DeadlinePassed(NOW - timedelta(days=9), "America/Detroit"),
        ev.Restarted(),
    ]


def state_kinds() -> tuple[type, ...]:
    """Give every class of state."""
    return get_args(st.State)


def event_kinds() -> tuple[type, ...]:
    """Give every class of event."""
    return get_args(ev.Event)
