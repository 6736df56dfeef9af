"""A court or PACER that repeats what was typed is not quoted repeating it: passwords, codes, names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.court import CourtService, CourtSession, Failed, FilerCredentials, PacerCredentials
from bot.court.model import FormKind, PendingForm
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.court import Court, Registry
    from tests.court.conftest import Answering, Server

LOGIN, PASSWORD, CODE = "jdoe", "jdoe-Harbor-77!", "SMITH-DIVORCE-12"
ADDRESS = "https://ecf.mieb.uscourts.gov/cgi-bin/V.pl?123456789012345-L_1_0-1"
AGAIN = "<form method=post action=x><input name=l><input type=password name=p><input type=submit></form>"


@pytest.fixture
def mieb(registry: Registry) -> Court:
    court = registry.get("mieb")
    assert court
    return court


@pytest.fixture
async def service(server: Server) -> AsyncIterator[CourtService]:
    found = CourtService(gateway=server.url)
    yield found
    await found.close()


def asking(court: Court) -> CourtSession:
    fields = (("l", Secret("")), ("p", Secret("")))
    form = PendingForm(FormKind.FILER_LOGIN, ADDRESS, ADDRESS, True, "utf-8", fields, "l", "p")
    return CourtSession(court, Secret("T" * 128), (), form, (Secret("pacuser"),), (Secret(CODE),))


@pytest.mark.parametrize(
    "echo",
    [
        f"<p>The password {PASSWORD} is invalid for {LOGIN}.",
        "<p>jdoe-Harbor-77&amp;#33; is wrong",
        "<p>jdoe%2DHarbor%2D77%21 is wrong",
        "<p><b>j</b>doe-Harbor<wbr>-77! is wrong",
        "<p>jdoe-\u200bHarbor-77! is wrong",
        r"<script>alert('jdoe-\x48arbor-77! is a wrong password')</script>",
        r"<script>alert('jdoe-\u0048arbor-77! is a wrong password')</script>",
        "<p>jdoe-Har</p><p>bor-77!</p>",
        f"<p>Client code {CODE} of pacuser",
        f"<p>{'y ' * 143}{PASSWORD}",
    ],
)
@pytest.mark.parametrize("page", [(200, AGAIN), (200, ""), (404, "")])
async def test_the_old_login_is_not_repeated(
    server: Server, service: CourtService, mieb: Court, echo: str, page: tuple[int, str]
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=page[0], content_type="text/html", text=f"<html><body>{echo}{page[1]}")

    server.handler = answer
    found = await service.find_accounts(asking(mieb), FilerCredentials(Secret(LOGIN), Secret(PASSWORD)))
    assert isinstance(found, Failed)
    said = found.words.lower()
    assert not [part for part in ("jdoe", "arbor", "-77", "smith", "divorce", "pacuser") if part in said]


async def test_pacer_does_not_repeat_what_was_typed(
    server: Server, answering: Answering, service: CourtService, mieb: Court
) -> None:
    told = f"Invalid: {PASSWORD} of {LOGIN}, code {CODE}"
    body = json.dumps({"loginResult": "13", "errorDescription": told, "nextGenCSO": ""})
    server.handler = answering(content_type="application/json", text=body)
    typed = PacerCredentials(Secret(LOGIN), Secret(PASSWORD), None, Secret(CODE))
    found = await service.sign_in(mieb, typed)
    assert isinstance(found, Failed)
    assert found.words == "Invalid: … of …, code …"


async def test_the_client_code_that_courts_get_as_a_cookie_is_not_repeated(
    server: Server, service: CourtService, mieb: Court
) -> None:
    async def both(request: web.Request) -> web.Response:
        if request.path.endswith("cso-auth"):
            return web.json_response({"loginResult": "0", "errorDescription": "", "nextGenCSO": "A" * 128})
        given = request.cookies["PacerClientCode"]
        return web.Response(content_type="text/html", text=f"<body>Client code {given} is blocked at this court.")

    server.handler = both
    found = await service.sign_in(mieb, PacerCredentials(Secret("pacuser1"), Secret("x" * 14), None, Secret(CODE)))
    assert isinstance(found, Failed)
    assert found.words == "Client code … is blocked at this court."
    assert found.session
    again = await service.read_menu(CourtSession.load(found.session.dump()))
    assert isinstance(again, Failed)
    assert again.words == found.words
