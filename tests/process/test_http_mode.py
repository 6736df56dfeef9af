"""HTTP mode, over real processes: a whole run works, and only what Slack signed lately is taken."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
import socket
import time
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from tests.process.secret_search import Search
from tests.support.person import Person
from tests.support.process import Program, begins, gives_old_login, links, running_app, signs_in
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.stack import Stack

OK, UNAUTHORIZED = 200, 401


@dataclass(frozen=True)
class Http:
    """An app that listens, and a workspace that calls it; `secret` signs."""

    app: Program
    slack: Program
    slack_url: str
    port: int
    secret: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def signed(self, body: bytes, at: int | str | None = None) -> dict[str, str]:
        """Give the headers that Slack would send."""
        stamp = str(int(time.time()) if at is None else at)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(self.secret, stamp, body)}

    async def status(self, body: bytes, headers: list[tuple[bytes, bytes]]) -> int:
        """Post with exactly these header bytes, and give the answer's status."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [
            b"POST /slack/events HTTP/1.1",
            b"Host: 127.0.0.1",
            b"Connection: close",
            b"Content-Length: %d" % len(body),
        ]
        lines += [name + b": " + value for name, value in headers]
        writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return int(answer.split(b" ", 2)[1])


def signature(secret: str, stamp: str, body: bytes) -> str:
    base = b"v0:" + stamp.encode("utf-8", "surrogateescape") + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@asynccontextmanager
async def http_mode(parts: Stack) -> AsyncIterator[Http]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    request_url = f"http://127.0.0.1:{port}/slack/events"
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(
            Program.started("sandbox", "slack", "--port", "0", "--request-url", request_url)
        )
        url = (await slack.says("The practice workspace:")).rpartition(" ")[2]
        await slack.says("HELP_DESK_CHANNEL=")
        given = dict(re.findall(r"^([A-Z_]+)=(.*)$", slack.out.decode(), re.MULTILINE))
        assert "SLACK_APP_TOKEN" not in given
        environ = {name: value for name, value in parts.environ.items() if not name.startswith("SLACK_")}
        app = await stack.enter_async_context(running_app({**environ, **given, "PORT": str(port)}))
        yield Http(app, slack, url, port, given["SLACK_SIGNING_SECRET"])


async def test_a_whole_run_works_over_http(parts: Stack) -> None:
    known = parts.court_person("mfa")
    async with http_mode(parts) as http, Person.at(http.slack_url, ATTORNEY) as me:
        await begins(me)
        await signs_in(parts, me, known)
        await gives_old_login(me, known)
        await links(me)
        await me.opens_home()
        assert await http.app.stopped() == 0
        assert parts.court.submits == 1
        filer = known.filers[0]
        search = Search(
            {"PACER": known.password, "filer": filer.password}, {"user": known.username, "login": filer.login}
        )
        assert search.secrets_in(http.app.written) == search.names_in(http.app.written) == []


def hostile(http: Http, body: bytes) -> dict[str, list[tuple[bytes, bytes]]]:
    """Give headers that Slack would not send, by what is wrong with them."""
    stamp, now = b"X-Slack-Request-Timestamp", str(int(time.time()))
    sign = b"X-Slack-Signature"
    good = signature(http.secret, now, body).encode()

    def stale(seconds: int) -> list[tuple[bytes, bytes]]:
        return [(name.encode(), value.encode()) for name, value in http.signed(body, int(now) + seconds).items()]

    odd = "\N{SUPERSCRIPT TWO}" * 10
    return {
        "none": [],
        "no signature": [(stamp, now.encode())],
        "no timestamp": [(sign, good)],
        "another secret": [(stamp, now.encode()), (sign, signature("another", now, body).encode())],
        "another body": [(stamp, now.encode()), (sign, signature(http.secret, now, body + b"x").encode())],
        "another version": [(stamp, now.encode()), (sign, b"v1" + good[2:])],
        "empty": [(stamp, b""), (sign, b"")],
        "stale": stale(-301),
        "from the future": stale(+302),
        "not a number": [(stamp, b"yesterday"), (sign, good)],
        "negative": [(stamp, b"-" + now.encode()), (sign, good)],
        "very long number": [(stamp, b"9" * 5000), (sign, good)],
        "other digits": [(stamp, odd.encode()), (sign, signature(http.secret, odd, body).encode())],
        "not ASCII in the signature": [(stamp, now.encode()), (sign, "v0=é".encode())],
        "not UTF-8 in the signature": [(stamp, now.encode()), (sign, b"v0=\xff\xfe")],
        "not UTF-8 in the timestamp": [(stamp, b"\xff\xfe"), (sign, good)],
        "long signature": [(stamp, now.encode()), (sign, good * 50)],
        "twice, the bad one first": [(stamp, now.encode()), (sign, b"v0=00"), (sign, good)],
    }


async def test_only_what_slack_signed_lately_is_taken_and_nothing_of_a_body_is_logged(parts: Stack) -> None:
    canary = secrets.token_hex(12)
    body = f"command=%2Flink-pacer&text={canary}&user_id=U0ATTY001&team_id=T0PRACTICE&trigger_id=1.1.{canary}".encode()
    form = (b"Content-Type", b"application/x-www-form-urlencoded")
    async with http_mode(parts) as http:
        refused = {what: await http.status(body, [form, *headers]) for what, headers in hostile(http, body).items()}
        assert refused == dict.fromkeys(refused, UNAUTHORIZED)
        good = [(name.encode(), value.encode()) for name, value in http.signed(body).items()]
        assert await http.status(body, [form, *good]) == OK
        assert await http.app.stopped() == 0
        assert Search({"body": canary}).secrets_in(http.app.written) == []
        assert b"without a good signature" in http.app.err
        assert b"Traceback" not in http.app.err


async def test_its_health_is_told_and_other_addresses_are_not_served(parts: Stack) -> None:
    async with http_mode(parts) as http, aiohttp.ClientSession() as client:
        async with client.get(f"{http.url}/healthz") as answer:
            assert (answer.status, await answer.json()) == (OK, {"ok": True})
        found = {}
        for method, path in (("GET", "/"), ("GET", "/slack/events"), ("POST", "/healthz"), ("POST", "/slack/install")):
            async with client.request(method, http.url + path) as answer:
                found[method, path] = answer.status
        assert found == {
            ("GET", "/"): 404,
            ("GET", "/slack/events"): 405,
            ("POST", "/healthz"): 405,
            ("POST", "/slack/install"): 404,
        }
