"""The head of an answer, mended: what no parser could use is left out, and everything else stays as it came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as given_by

from bot.court import heads

STATUS = b"HTTP/1.1 200 OK"
NAMES = given_by.sampled_from([b"Content-Type", b"Set-Cookie", b"X-Odd_1", b"Date"])
VALUES = given_by.binary(max_size=30).filter(lambda value: not heads._ILL.search(value) and b"\n" not in value)


def mended(*lines: bytes, end: bytes = b"\r\n") -> bytes:
    return heads.mended(end.join((STATUS, *lines)) + 2 * end)


@pytest.mark.parametrize(
    "line",
    [
        b"session ok",
        b"X Powered By: y",
        b": no name",
        b"X\xff: y",
        b"X-Odd: a\x00b",
        b"X-Odd: a\x7fb",
        b"X-Odd: a\rSet-Cookie: b=c",
        b"no colon\r\n and folded",
        b"Content-Length: unknown",
        b"Content-Length: -1",
        b"Content-Length:",
        b"Transfer-Encoding: identity",
        b"Transfer-Encoding:",
    ],
)
def test_a_line_that_nobody_can_use_is_left_out_and_its_neighbours_stay(line: bytes) -> None:
    assert mended(b"A: b", line, b"C: d") == mended(b"A: b", b"C: d")


@pytest.mark.parametrize(
    "line",
    [
        b"Content-Length: 12",
        b"content-length: 12, 12",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Set-Cookie: a=\xe9\xff; Path=/",
        b"X-Empty:",
        b"X-Folded: a\r\n b",
        b"X-Tab:\ta\tb",
    ],
)
def test_a_line_that_can_be_used_stays_byte_by_byte(line: bytes) -> None:
    assert mended(line) == b"\r\n".join((STATUS, line, b"", b""))


def test_a_blank_before_the_colon_is_taken_away() -> None:
    assert mended(b"Content-Length \t: 5") == mended(b"Content-Length: 5")


def test_lines_that_end_without_a_carriage_return_are_lines() -> None:
    assert mended(b"A: b", b"session ok", b"C: d", end=b"\n") == mended(b"A: b", b"C: d")


def test_lengths_that_differ_are_not_chosen_between() -> None:
    both = mended(b"Content-Length: 5", b"Content-Length: 7")
    assert both.count(b"Content-Length") == 2


@given(given_by.lists(given_by.tuples(NAMES, VALUES), max_size=6))
def test_a_good_head_is_left_as_it_is(fields: list[tuple[bytes, bytes]]) -> None:
    head = b"".join([STATUS, b"\r\n", *(name + b": " + value + b"\r\n" for name, value in fields), b"\r\n"])
    assert heads.mended(head) == head


@given(given_by.binary(max_size=80))
def test_whatever_a_head_is_mending_adds_no_line_and_is_done_once(noise: bytes) -> None:
    once = heads.mended(STATUS + b"\r\n" + noise + b"\r\n\r\n")
    assert heads.mended(once) == once
    assert once.count(b"\n") <= noise.count(b"\n") + 3


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n", b"\n\r\n", b"\r\n\n"])
@given(cuts=given_by.lists(given_by.integers(1, 7), min_size=12, max_size=12))
def test_the_end_is_found_however_it_comes_in_pieces(end: bytes, cuts: list[int]) -> None:
    whole, held, at = STATUS + b"\r\nA: b" + end + b"body\r\n\r\nmore", bytearray(), 0
    for cut in [*cuts, len(whole)]:
        piece = whole[at : at + cut]
        held, at = held + piece, at + len(piece)
        if found := heads.end_of(held, len(piece)):
            assert held[:found] == STATUS + b"\r\nA: b" + end
            return
    raise AssertionError("no end was found")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (b"HTTP/1.1 100 Continue", True),
        (b"HTTP/1.1 103", True),
        (b"HTTP/1.1 101 Switching", False),
        (b"HTTP/1.1 1000", False),
        (b"HTTP/1.1 200 100", False),
    ],
)
def test_what_comes_before_the_answer_itself_is_known(status: bytes, expected: bool) -> None:
    assert heads.is_on_the_way(status + b"\r\n\r\n") is expected
