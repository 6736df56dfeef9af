"""What is tried against the page from outside: each is refused in the same words, and nothing of it has any effect."""

from __future__ import annotations

import asyncio
import random
import string
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from bot.sandbox.workspace.model import DEFAULT_PEOPLE, Person
from tests.support.form_browser import REFUSED, FormBrowser, form_address, pressed, state_of
from tests.support.person import elements, usable
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY, pacer_fields

if TYPE_CHECKING:
    from tests.support.form_browser import Answered
    from tests.support.stack import Stack
    from tests.support.walk import Walk

SIGN_IN = "Sign in to PACER"


async def is_still_asked(walk: Walk) -> bool:
    """Whether the card offers the sign-in as before."""
    card = await walk.me.card()
    return any(each["action_id"] == "open_form" for _, each in elements(card["blocks"]))


def exchanges(stack: Stack) -> int:
    """Count how often Slack was asked who signed in."""
    return sum(each.method == "openid.connect.token" for each in stack.running_workspace.recorded)


async def test_a_link_opened_first_by_a_scanner_is_good_for_its_person(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    async with FormBrowser.opened() as scanner:
        pages = [await scanner.get(link) for _ in range(5)]
    assert {page.status for page in pages} == {200}
    assert (await browser.signs_in(link, ATTORNEY)).title == SIGN_IN


async def test_a_link_is_dead_until_its_person_presses_it(stack: Stack, walk: Walk, browser: FormBrowser) -> None:
    _, _, button = await walk.me.until(lambda state: usable(state, walk.me.dm, "open_form"))
    assert (await browser.signs_in(button["url"], ATTORNEY)).title == REFUSED
    link = await pressed(walk.me)
    stack.clock.passed = timedelta(minutes=10, seconds=1)
    assert (await browser.signs_in(link, ATTORNEY)).title == REFUSED


async def test_another_persons_sign_in_claims_nothing_and_spoils_nothing(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    async with FormBrowser.opened() as colleague:
        back = await colleague.sent_back(await colleague.get(link), SECOND_ATTORNEY)
        for _ in range(3):
            refused = await colleague.get(back)
            assert (refused.status, refused.title) == (403, REFUSED)
        assert exchanges(stack) == 1, "Slack is asked once for each sign-in"
        assert (await colleague.get(form_address(link))).title == REFUSED
    assert (await browser.signs_in(link, ATTORNEY)).title == SIGN_IN


async def test_a_link_is_good_once_and_the_newest_browser_has_the_form(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    first = await browser.signs_in(link, ATTORNEY)
    async with FormBrowser.opened() as other:
        assert (await other.signs_in(link, ATTORNEY)).title == REFUSED
        again = await pressed(walk.me)
        assert (await other.signs_in(link, ATTORNEY)).title == REFUSED, "a used one stays used, whatever is pressed"
        assert (await other.signs_in(again, ATTORNEY)).title == SIGN_IN
    left = await browser.post(form_address(link), {**first.hidden, **pacer_fields(walk.known)})
    assert left.title == REFUSED
    assert await is_still_asked(walk)


async def test_a_sign_in_counts_only_in_the_browser_that_set_out_and_once(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    back = await browser.sent_back(await browser.get(link), ATTORNEY)
    async with FormBrowser.opened() as thief:
        assert (await thief.get(back)).title == REFUSED, "no cookie"
        await thief.get(link)
        assert (await thief.get(back)).title == REFUSED, "another cookie"
    assert (await browser.get(back)).title == SIGN_IN
    claimed = browser.cookie
    replayed = await browser.get(back)
    assert replayed.title == REFUSED
    assert exchanges(stack) == 1, "Slack is not even asked about a sign-in that another browser began"
    assert browser.cookie == claimed


async def test_a_cookie_that_somebody_else_knows_is_worth_nothing_after_the_claim(
    walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    await browser.get(link)
    known = browser.cookie
    await browser.signs_in(link, ATTORNEY)
    assert browser.cookie != known
    async with FormBrowser.opened() as thief:
        thief.cookie = known
        assert (await thief.get(form_address(link))).title == REFUSED


async def test_state_and_code_of_two_sign_ins_cannot_be_mixed(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    mine = await browser.sent_back(await browser.get(link), ATTORNEY)
    async with FormBrowser.opened() as thief:
        theirs = await thief.sent_back(await thief.get(link), SECOND_ATTORNEY)
        code = parse_qs(urlsplit(mine).query)["code"][0]
        mixed = f"{theirs.partition('?')[0]}?{urlencode({'code': code, 'state': state_of(theirs)})}"
        # The code is of another challenge: Slack gives nothing for it.
        assert (await thief.get(mixed)).title == REFUSED
    assert (await browser.get(mine)).title == REFUSED, "the code is used up"
    assert (await browser.signs_in(link, ATTORNEY)).title == SIGN_IN


async def test_another_workspaces_sign_in_is_refused(stack: Stack, walk: Walk, browser: FormBrowser) -> None:
    outsider = Person("U0OUTSIDE", "Somebody Else", "attorney", "somebody", standing="external")
    stack.workspace.people[outsider.id] = outsider
    link = await pressed(walk.me)
    assert (await browser.signs_in(link, outsider.id)).title == REFUSED
    same = next(each for each in DEFAULT_PEOPLE if each.id == ATTORNEY)
    elsewhere = Person(same.id, same.name, "attorney", same.username, standing="external")
    stack.workspace.people[ATTORNEY] = elsewhere
    assert (await browser.signs_in(link, ATTORNEY)).title == REFUSED


async def signed_in(walk: Walk, browser: FormBrowser) -> tuple[str, Answered]:
    link = await pressed(walk.me)
    return form_address(link), await browser.signs_in(link, ATTORNEY)


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": ""},
    {"Content-Type": "text/plain"},
    {"Content-Type": "multipart/form-data; boundary=x"},
    {"Content-Type": "application/json"},
]


async def test_a_form_of_another_site_is_refused(walk: Walk, browser: FormBrowser) -> None:
    address, page = await signed_in(walk, browser)
    typed = {**page.hidden, **pacer_fields(walk.known)}
    for headers in FOREIGN:
        assert (await browser.post(address, typed, **headers)).status == 403, headers
    assert await is_still_asked(walk)
    origin = address.removesuffix("/form")
    for said, status in (("null", 403), ("https://evil.example", 403), (origin, 422)):
        assert (await browser.post_bare(address, page.hidden, said)).status == status


async def test_a_form_that_the_page_did_not_make_is_refused(walk: Walk, browser: FormBrowser) -> None:
    address, page = await signed_in(walk, browser)
    for spoiled in ("token", "reference", "purpose"):
        for value in ("", "x", page.hidden[spoiled][:-2] + "AA"):
            typed = {**page.hidden, **pacer_fields(walk.known), spoiled: value}
            assert (await browser.post(address, typed)).status in {403, 409}, (spoiled, value)
    assert await is_still_asked(walk)


async def test_a_request_for_another_host_is_refused(walk: Walk, browser: FormBrowser) -> None:
    address, page = await signed_in(walk, browser)
    for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", f"{urlsplit(address).netloc}.evil.example"):
        refused = await browser.get(address, Host=host)
        assert refused.status == 421
        assert page.hidden["token"] not in refused.text


async def test_refusals_are_the_same_to_the_letter(walk: Walk, browser: FormBrowser) -> None:
    link = await pressed(walk.me)
    origin = form_address(link).removesuffix("/form")
    async with FormBrowser.opened() as thief:
        refusals = [
            await thief.signs_in(link, SECOND_ATTORNEY),
            await thief.signs_in(f"{origin}/form/{'A' * 120}", ATTORNEY),
            await thief.get(f"{origin}/signed-in?code=x&state=y"),
            await thief.get(f"{origin}/signed-in?error=access_denied"),
            await thief.get(f"{origin}/form"),
        ]
    assert len({(each.status, each.text) for each in refusals}) == 1
    starts = [await browser.get(each) for each in (link, f"{origin}/form/{'A' * 120}")]
    assert len({each.text.partition("state=")[0] for each in starts}) == 1


SMUGGLED = [
    b"POST /form HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /form",
    b"POST /form HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"POST /form HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"POST /form HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"POST /form HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
    b"POST /form HTTP/1.1\r\nHost: {host}\r\nContent-Length: +5\r\n\r\nabcde",
    b"GET /form HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    b"GET /form HTTP/1.1\r\n\r\n",
    b"GET http://evil.example/form HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET /form\x00 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET /form HTTP/1.1\r\nHost: {host}\r\nX: a\r\n b\r\n\r\n",
    b"GET /form HTTP/9.9\r\nHost: {host}\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET /form HTTP/1.1\r\nHost: {host}\r\nCookie: " + b"a" * 20_000 + b"\r\n\r\n",
]


async def test_a_request_that_two_parsers_may_read_differently_is_one_refusal(stack: Stack) -> None:
    host = urlsplit(stack.environ["PUBLIC_URL"]).netloc
    for raw in SMUGGLED:
        answers = await raw_answers(stack, raw.replace(b"{host}", host.encode()))
        assert len(answers) <= 1, raw
        assert all(400 <= each < 500 for each in answers), (raw, answers)


async def raw_answers(stack: Stack, raw: bytes) -> list[int]:
    """Send bytes and nothing after them, and give the statuses of what comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(stack.environ["FORM_PORT"]))
    writer.write(raw)
    writer.write_eof()
    try:
        async with asyncio.timeout(15):
            came = await reader.read()
    except ConnectionError:
        came = b""
    writer.close()
    return [int(each.split(b" ")[0]) for each in came.split(b"HTTP/1.1 ")[1:] if each[:3].isdigit()]


async def test_of_ten_thousand_hostile_requests_none_breaks_anything(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    chance = random.Random(20261130)  # noqa: S311 - the same requests each time
    address, page = await signed_in(walk, browser)
    cookie = browser.cookie or ""
    netloc = urlsplit(address).netloc
    statuses: dict[int, int] = {}

    async def one_connection(count: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(stack.environ["FORM_PORT"]))
        for _ in range(count):
            request = hostile(chance, netloc, cookie, page)
            writer.write(request)
            status, goes_on = await read_answer(reader, with_body=not request.startswith(b"HEAD "))
            statuses[status] = statuses.get(status, 0) + 1
            if not goes_on:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", int(stack.environ["FORM_PORT"]))
        writer.close()

    await asyncio.gather(*(one_connection(500) for _ in range(20)))
    assert sum(statuses.values()) == 10_000
    # 0: cut off, where a body too large to be read was still on its way.
    assert not [status for status in statuses if status >= 500 or status in {200, 303}], statuses
    assert statuses.get(0, 0) < 500, statuses
    assert {400, 403, 404, 421, 429} & set(statuses)
    assert await is_still_asked(walk)


def hostile(chance: random.Random, netloc: str, cookie: str, page: Answered) -> bytes:
    """Give a request that no page of ours sends, each from another address."""
    junk = "".join(chance.choices(string.ascii_letters + "%<>'\"&=+;", k=chance.randrange(0, 400)))
    place = chance.choice(
        ["/form", "/signed-in", "/form/", "/static/../server.py", f"/{junk[:60]}", "/signed-in?state=" + junk[:80]]
    )
    place = place.replace(" ", "")
    method = chance.choice(["POST", "PUT", "HEAD", "OPTIONS", "TRACE", "POST"])
    fields = dict(page.hidden)
    fields[chance.choice(list(fields))] = junk
    body = chance.choice(
        [junk, urlencode(fields), urlencode([*fields.items()] * 9), "a" * chance.choice([10, 20_000])]
    ).encode()
    head = [
        f"{method} {place} HTTP/1.1",
        f"Host: {chance.choice([netloc, netloc, netloc, 'evil.example'])}",
        f"X-Forwarded-For: {chance.randrange(2**32)}",
        f"Content-Length: {len(body)}",
        f"Content-Type: {chance.choice(['application/x-www-form-urlencoded', 'text/plain', junk[:20]])}",
        f"Sec-Fetch-Site: {chance.choice(['same-origin', 'cross-site'])}",
        f"Cookie: __Host-link-pacer={chance.choice([cookie, junk[:43], ''])}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def read_answer(reader: asyncio.StreamReader, *, with_body: bool) -> tuple[int, bool]:
    """Give the status, 0 without an answer, and whether the connection goes on."""
    try:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        length = next((int(each.split(":")[1]) for each in lines if each.startswith("content-length:")), 0)
        await reader.readexactly(length if with_body else 0)
    except (asyncio.IncompleteReadError, ConnectionError):
        return 0, False
    return int(lines[0].split(" ")[1]), "connection: close" not in lines
