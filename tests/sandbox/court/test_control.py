"""The pages beside the court: who can be played, what happened, faults by order, the start page."""

import logging
from typing import Any

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.sandbox.court import PracticeCourt


async def test_people_with_codes_of_this_moment(court: PracticeCourt, control: httpx.AsyncClient, clock: Any) -> None:
    content = (await control.get("/practice/people")).json()
    people = {person["kind"]: person for person in content["people"]}
    assert content["submits"] == 0
    assert {kind for kind, person in people.items() if person["start_here"]} == {"no_mfa", "mfa", "already_linked"}
    assert (people["no_mfa"]["passcode"], people["no_mfa"]["passcode_expires_in"]) == (None, None)
    assert people["mfa"]["passcode"] == court.passcode(court.person("mfa"))
    assert people["mfa"]["passcode_expires_in"] == 25
    assert people["no_mfa"]["courts"][0] == {
        "court": "mieb",
        "court_name": "Eastern District of Michigan",
        "filer_login": "rcastmieb",
        "filer_password": "Filing-rcast-mieb-2016",
    }
    clock.pass_by(seconds=26)
    later = {person["kind"]: person for person in (await control.get("/practice/people")).json()["people"]}
    assert later["mfa"]["passcode"] != people["mfa"]["passcode"]
    assert later["mfa"]["passcode_expires_in"] == 29


@pytest.mark.parametrize("host", ["pacer.login.uscourts.gov", "ecf.mieb.uscourts.gov", "localhost:1", "[::1]:1"])
async def test_people_are_listed_on_every_host_of_ours(control: httpx.AsyncClient, host: str) -> None:
    answer = await control.get("/practice/people", headers={"Host": host})
    assert len(answer.json()["people"]) >= 16


async def test_submits_and_links(control: httpx.AsyncClient, walk: Any) -> None:
    await walk("mieb", "no_mfa")
    assert (await control.get("/practice/submits")).json() == {
        "submits": 1,
        "by_reference": {"mieb/rcastmieb": 1},
        "links": [{"court": "mieb", "filer_login": "rcastmieb", "pacer_username": "rcastellan"}],
    }


async def test_request_log_tells_the_way_and_no_secret(
    control: httpx.AsyncClient, attorney: Any, walk: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await walk("mieb", "mfa")
    await attorney.get("mieb", "/cgi-bin/DisplayMenu.pl?password=Copper-Meadow-27")
    await attorney.get("mieb", "/Copper-Meadow-27")
    answer = await control.get("/practice/requests")
    log = answer.json()
    assert [entry["effect"] for entry in log] == [
        "signed in: mfa",
        "utilities: not linked",
        "link page",
        "verify page",
        "submit: linked",
        "no such menu",
        "not found",
    ]
    assert log[0] | {"effect": ""} == {
        "n": 1,
        "host": "pacer.login.uscourts.gov",
        "method": "POST",
        "path": "/services/cso-auth",
        "effect": "",
    }
    assert [entry["path"] for entry in log][-2:] == ["/cgi-bin/DisplayMenu.pl?(withheld)", "(withheld)"]
    secrets = ("Copper-Meadow", "Filing-ifarr", attorney.client.cookies["NextGenCSO"])
    ours = "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith(("httpcore", "httpx"))
    )
    assert not [secret for secret in secrets if secret in answer.text + ours]


async def test_faults_by_json(control: httpx.AsyncClient, attorney: Any) -> None:
    order = {"fault": "unavailable", "at": "menu", "when": "before", "times": 2}
    assert (await control.post("/practice/faults", json=order)).json()["faults"] == [order | {"seconds": 30.0}]
    assert (await attorney.menu("mieb")).status_code == 503
    listed = (await control.get("/practice/faults")).json()
    assert listed["faults"][0]["times"] == 1
    assert {"lost_answer", "slow", "drip"} <= listed["known"].keys()
    assert (await control.delete("/practice/faults")).json()["faults"] == []
    assert (await attorney.menu("mieb")).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"{}", b'{"fault":"slow","at":"menu","times":"x"}', b'{"fault":"slow","at":"menu","times":null}'],
)
async def test_unreadable_orders_are_refused_with_reasons(
    court: PracticeCourt, control: httpx.AsyncClient, body: bytes
) -> None:
    answer = await control.post("/practice/faults", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert court.faults.armed == ()


async def test_orders_from_another_sites_page_are_refused(court: PracticeCourt, control: httpx.AsyncClient) -> None:
    order = {"fault": "slow", "at": "menu"}
    answer = await control.post("/practice/faults", data=order, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert court.faults.armed == ()


async def test_reset_forgets_everything(
    court: PracticeCourt, control: httpx.AsyncClient, attorney: Any, walk: Any
) -> None:
    await walk("mieb", "no_mfa")
    court.faults.arm("slow", at="menu")
    await control.post("/practice/reset")
    assert (court.submits, court.made_links, court.faults.armed, len(court.requests)) == (0, [], (), 0)
    assert "location.assign(" in (await attorney.menu("mieb")).text
    await walk("mieb", "no_mfa")
    assert court.submits == 1


async def test_start_page_lists_people_and_orders_faults_without_script(
    court: PracticeCourt, control: httpx.AsyncClient, walk: Any
) -> None:
    await walk("mieb", "mfa")
    page = LexborHTMLParser((await control.get("/")).text)
    assert [heading.text() for heading in page.css("h1")] == ["Practice court"]
    assert page.css_first('[data-passcode-of="ifarrowdale"]').text() == court.passcode(court.person("mfa"))
    assert page.css_first('[data-left-of="ifarrowdale"]').text() == "used, wait for the next"
    fields = {node.attributes["name"]: "" for node in page.css("form[action='/practice/faults'] [name]")}
    chosen = fields | {"fault": "drip", "at": "menu", "when": "after", "times": "1", "seconds": "5"}
    done = await control.post("/practice/faults", data=chosen, headers={"Origin": str(control.base_url).rstrip("/")})
    assert (done.status_code, done.headers["Location"]) == (303, "/#faults")
    assert "drip at menu, after the effect, 1 more" in (await control.get("/")).text
    await control.post("/practice/faults/clear", data={"": ""})
    assert "No fault is on order." in (await control.get("/")).text


async def test_start_page_needs_nothing_from_elsewhere(control: httpx.AsyncClient) -> None:
    page = await control.get("/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    fetched = [
        node.attributes.get("src") or node.attributes["href"]
        for node in LexborHTMLParser(page.text).css("script, link")
    ]
    assert fetched == ["/practice/court.css", "/practice/court.js"]
    assert (await control.get("/practice/court.css")).headers["Content-Type"].startswith("text/css")
    assert "querySelector" in (await control.get("/practice/court.js")).text
    assert (await control.get("/favicon.ico")).status_code == 204
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert (await control.get("/practice/nowhere")).status_code == 404
