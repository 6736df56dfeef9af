"""A roll-out's screens: the invitation, the help desk's forms, the board. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rollout.standing import Standing
from bot.screens.blocks import (
    LONGEST_OPTION,
    actions,
    button,
    clean,
    context,
    divider,
    escaped,
    header,
    modal_view,
    plain,
    section,
    sections,
)
from bot.screens.ids import ActionId, ViewId
from bot.screens.message import Message
from bot.texts import common, modals, rollout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.rollout.inviting import Letter
    from bot.rollout.standing import Board, Place
    from bot.screens.shapes import (
        Block,
        DataTable,
        DataVisualization,
        FileInput,
        Input,
        Modal,
        MultiUsersSelect,
        PlainTextInput,
        RawText,
        RichText,
        Segment,
        UserMention,
    )

_LONGEST_ID = 24
_COURT = 80
_LONGEST_NAME = 80
MOST_COURTS = 25
"""Courts of one invitation: so many buttons stand in a row."""
_MOST_NAMED = 20
_MOST_LINES = 12
"""Lines of a list on the board: the longest still fit into a section's 3,000 characters."""
_MOST_COURTS = 12
_MOST_ROWS = 100
_MOST_SLICES = 6
_LONGEST_TABLE = 9000
"""Characters of all cells: Slack takes 10,000."""
_URGENT = (
    *(Standing.STUCK, Standing.NOT_REACHED, Standing.CANCELLED, Standing.ON_HOLD),
    *(Standing.STARTED, Standing.INVITED, Standing.QUEUED, Standing.LINKED),
)

_LISTS = (
    (rollout.STUCK, Standing.STUCK),
    (rollout.CANCELLED, Standing.CANCELLED),
    (rollout.HOLD, Standing.ON_HOLD),
    (rollout.UNREACHED, Standing.NOT_REACHED),
)

PEOPLE, GROUP, PASTED, COURTS = "invite_people", "invite_group", "invite_pasted", "invite_courts"
FILE = "invite_file"
"""The fields of the form, by block id and action id."""


def invitation(letter: Letter, courts: Sequence[tuple[str, str]]) -> Message:
    """Invite somebody, or remind them: with a button for each court, by id and name."""
    by = rollout.invited_by(escaped(letter.by, _LONGEST_ID)) if letter.by else ""
    asked = rollout.ASKED_AGAIN if letter.again else common.sentences(rollout.ASKED, by)
    first = rollout.MFA_FIRST if letter.without_mfa else ""
    begins = [
        {
            **button(ActionId.INVITED, clean(rollout.begin_at(name), LONGEST_OPTION)),
            "action_id": f"{ActionId.INVITED}.{court}",
        }
        for court, name in courts[:MOST_COURTS]
    ]
    once = context(rollout.ONCE_ONLY) if letter.again else []
    return Message([*sections(asked, first, rollout.HOW), *actions(*begins), *once])  # type: ignore[arg-type]


def invite_form() -> Modal:
    """Make the form that asks the help desk whom to invite to which courts."""
    people: MultiUsersSelect = {"type": "multi_users_select", "action_id": PEOPLE}
    file: FileInput = {"type": "file_input", "action_id": FILE, "filetypes": ["csv", "txt"], "max_files": 1}
    fields = [
        _input(PEOPLE, rollout.PEOPLE, people),
        _input(GROUP, rollout.GROUP, {"type": "plain_text_input", "action_id": GROUP}, rollout.GROUP_HINT),
        _input(PASTED, rollout.PASTED, _lines(PASTED), rollout.PASTED_HINT),
        _input(FILE, rollout.FILE, file),
        _input(COURTS, rollout.COURTS, _lines(COURTS), rollout.COURTS_HINT, optional=False),
    ]
    return modal_view(ViewId.INVITE, rollout.TITLE, fields, close=modals.CLOSE, submit=rollout.SUBMIT)


def _lines(action_id: str) -> PlainTextInput:
    return {"type": "plain_text_input", "action_id": action_id, "multiline": True}


def _input(
    name: str,
    label: str,
    element: PlainTextInput | MultiUsersSelect | FileInput,
    hint: str = "",
    *,
    optional: bool = True,
) -> Input:
    made: Input = {"type": "input", "block_id": name, "label": plain(label), "element": element, "optional": optional}
    if hint:
        made["hint"] = plain(hint)
    return made


def invite_note(words: str) -> Modal:
    """Say something in place of the form."""
    return modal_view(ViewId.OUTDATED, rollout.TITLE, sections(words), close=modals.CLOSE)


def invite_errors(*, people: str = "", group: str = "", courts: str = "") -> dict[str, str]:
    """Say at the fields what is wrong."""
    return {name: words for name, words in ((PEOPLE, people), (GROUP, group), (COURTS, courts)) if words}


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a form leads to: user ids, True for who is without MFA; names that were not found; the courts' names."""

    people: Mapping[str, bool]
    missing: Sequence[str]
    courts: Sequence[str]


def invite_review(found: Found) -> Modal:
    """Show who would be written to; only what is sent from here sends anything."""
    courts = rollout.at_courts([escaped(each, _COURT) for each in found.courts])
    missing = [escaped(each, _LONGEST_NAME) for each in found.missing[:_MOST_NAMED]]
    more_missing = _more(found.missing, _MOST_NAMED)
    lost = common.sentences(rollout.not_found(missing), more_missing) if missing else ""
    if not found.people:
        words = sections(rollout.NOBODY_FOUND, lost)
        return modal_view(ViewId.OUTDATED, rollout.REVIEW_TITLE, words, close=modals.CLOSE)
    people = [rollout.person(escaped(each, _LONGEST_ID)) for each in list(found.people)[:_MOST_NAMED]]
    named = common.sentences(rollout.found(people), _more(found.people, _MOST_NAMED))
    without = sum(found.people.values())
    mfa = rollout.without_mfa(without) if without else ""
    words = sections(rollout.will_write(len(found.people)), courts, named, mfa, lost)
    return modal_view(ViewId.INVITE_REVIEW, rollout.REVIEW_TITLE, words, close=modals.CLOSE, submit=rollout.SEND)


def _more(all_: Iterable[object], shown: int) -> str:
    left = len(list(all_)) - shown
    return rollout.and_more(left) if left > 0 else ""


def board_message(board: Board, court_name: Callable[[str], str], now: datetime, *, native: bool = False) -> Message:
    """Draw the board; `native`: with Slack's own chart and table, which not every workspace takes, beside the rest."""
    drawn: list[Block] = [_chart(board), _table(board, court_name)] if native else []
    return Message([header(rollout.BOARD), *_figures(board, court_name), *drawn, *context(_drawn(now))])


def _chart(board: Board) -> DataVisualization:
    """Give the chart, in the words of the lines beside it; where those are too many slices, the smallest are one."""
    counts = {each: count for each, count in board.totals.items() if count}
    large = sorted(counts, key=lambda each: -counts[each])
    alone = large if len(large) <= _MOST_SLICES else large[: _MOST_SLICES - 1]
    segments: list[Segment] = [
        {"label": rollout.standing(each), "value": counts[each]} for each in Standing if each in alone
    ]
    if rest := sum(counts[each] for each in large if each not in alone):
        segments.append({"label": rollout.OTHERS, "value": rest})
    return {"type": "data_visualization", "title": rollout.CHART, "chart": {"type": "pie", "segments": segments}}


def _table(board: Board, court_name: Callable[[str], str]) -> DataTable:
    """Give those whom somebody should look at first, as many as a table takes."""
    rows: list[list[RawText | RichText]] = [[_raw(each) for each in rollout.COLUMNS]]
    left = _LONGEST_TABLE
    for each in (place for standing in _URGENT for place in board.of(standing)):
        cells = (court_name(each.court), rollout.standing(each.standing), rollout.PLACES[each.where])
        shown = [clean(words, _COURT) for words in (*cells, rollout.at(each.since))]
        left -= sum(map(len, shown)) + _LONGEST_ID
        if left < 0 or len(rows) > _MOST_ROWS:
            break
        rows.append([_who(each.user), *map(_raw, shown)])
    return {"type": "data_table", "caption": rollout.CAPTION, "rows": rows, "page_size": 10}


def _raw(words: str) -> RawText:
    return {"type": "raw_text", "text": words}


def _who(user: str) -> RichText:
    mention: UserMention = {"type": "user", "user_id": user}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [mention]}]}


def report_message(board: Board, court_name: Callable[[str], str], now: datetime) -> Message:
    """Answer `/link-pacer report`: the same figures."""
    if not board.places:
        return Message(sections(rollout.NO_ROLL_OUT))
    return Message([*board_message(board, court_name, now).blocks, *context(rollout.TABLE_COMES)])


def board_blocks(board: Board, court_name: Callable[[str], str]) -> list[Block]:
    """Give the board for the App Home of a member; nothing where nobody was invited."""
    return [header(rollout.BOARD), *_figures(board, court_name), divider()] if board.places else []


def _drawn(now: datetime) -> str:
    return common.sentences(rollout.DRAWN, common.moment(now))


def _figures(board: Board, court_name: Callable[[str], str]) -> list[Block]:
    by_court = [
        rollout.of_court(escaped(court_name(court), _COURT), _counts(counts))
        for court, counts in list(board.courts.items())[:_MOST_COURTS]
    ]
    lists = [_list(title, board.of(which), court_name) for title, which in _LISTS]
    courts = common.lines(rollout.BY_COURT, common.bullets(by_court), _more(board.courts, _MOST_COURTS))
    return [section(_counts(board.totals)), *sections(courts, *lists, _for_a_human(board))]


def _counts(counts: Mapping[Standing, int]) -> str:
    return common.parts(
        *(rollout.counted(rollout.standing(each), counts[each]) for each in Standing if counts.get(each))
    )


def _list(title: str, places: Sequence[Place], court_name: Callable[[str], str]) -> str:
    if not places:
        return ""
    lines = [
        rollout.line(
            escaped(each.user, _LONGEST_ID),
            escaped(court_name(each.court), _COURT),
            rollout.PLACES[each.where],
            common.moment(each.since),
        )
        for each in places[:_MOST_LINES]
    ]
    return common.lines(title, common.bullets(lines), _more(places, _MOST_LINES))


def _for_a_human(board: Board) -> str:
    if not board.for_a_human:
        return ""
    people = [rollout.person(escaped(each, _LONGEST_ID)) for each in board.for_a_human[:_MOST_NAMED]]
    more = _more(board.for_a_human, _MOST_NAMED)
    return common.lines(rollout.FOR_A_HUMAN, common.sentences(", ".join(people), more))


def rollout_lines(board: Board) -> list[str]:
    """Say the same in plain lines, for a terminal: people by their Slack user ids, courts by theirs, times in UTC."""
    if not board.places:
        return [rollout.NOBODY_YET]
    courts = [rollout.of_court(court, _counts(counts)) for court, counts in board.courts.items()]
    lines = [rollout.BOARD, _counts(board.totals), "", rollout.BY_COURT, *courts]
    for title, which in _LISTS:
        if places := board.of(which):
            shown = [
                rollout.plain_line(each.user, each.court, rollout.PLACES[each.where], each.since) for each in places
            ]
            lines += ["", title, *shown]
    if board.for_a_human:
        lines += ["", rollout.FOR_A_HUMAN, *board.for_a_human]
    return [line.replace("*", "") for line in lines]
