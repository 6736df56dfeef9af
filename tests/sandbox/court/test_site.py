"""Pages that lead to the link and away from it; hosts and sizes that are refused."""

from typing import Any

import httpx
import pytest

from bot.sandbox.court import PracticeCourt, serve
from bot.sandbox.court.intake import is_loopback, parse_multipart


async def test_front_pages(attorney: Any) -> None:
    bankruptcy = (await attorney.get("mieb", "/")).text
    assert "<title>CM/ECF - LIVE DATABASE</title>" in bankruptcy
    assert "- Document Filing System" in bankruptcy
    assert "content='0;url=/cgi-bin/ShowIndex.pl'" in (await attorney.get("txwd", "/")).text
    assert "/cgi-bin/login.pl" in (await attorney.get("txwd", "/cgi-bin/ShowIndex.pl")).text
    assert "Forgotten password" in (await attorney.get("mieb", "/cgi-bin/lostPassword.pl")).text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cgi-bin/DisplayMenu.pl?Utilities&id=-1", 200),
        ("/cgi-bin/DisplayMenu.pl?Utilities&id=2159336", 404),
        ("/cgi-bin/DisplayMenu.pl?Reports&id=-1", 200),
        ("/cgi-bin/DisplayMenu.pl?BankruptcyEvents&id=-1", 404),
        ("/cgi-bin/login.pl", 200),
        ("/cgi-bin/iquery.pl", 200),
        ("/cgi-bin/nowhere.pl", 404),
    ],
)
async def test_pages_of_the_unlinked(attorney: Any, path: str, status: int) -> None:
    await attorney.sign_in("no_mfa")
    assert (await attorney.get("mieb", path)).status_code == status


async def test_menus_of_a_linked_district_filer(attorney: Any) -> None:
    await attorney.sign_in("already_linked")
    texas = (await attorney.menu("txwd")).text
    assert "/cgi-bin/menu.pl?id=2" in texas
    assert "CivilEvents" in texas
    oregon = (await attorney.menu("ord")).text
    assert "CriminalEvents'" in oregon or 'CriminalEvents"' in oregon
    assert "Civil Events" in (await attorney.get("ord", "/cgi-bin/DisplayMenu.pl?CivilEvents")).text


async def test_quotes_and_ampersands_mix_within_one_page(attorney: Any) -> None:
    await attorney.sign_in("already_linked")
    menu = (await attorney.menu("mieb")).text
    assert "href='" in menu
    assert 'href="' in menu
    assert "Events&id=" in menu
    assert "&amp;id=" in menu


@pytest.mark.parametrize(
    "host", ["ecf.nowhere.uscourts.gov", "pacer.uscourts.gov", "example.com", "127.0.0.1.example.com"]
)
async def test_unknown_host_is_misdirected(control: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/practice/people"):
        answer = await control.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "no such host" in answer.text


async def test_oversized_body_is_refused(attorney: Any) -> None:
    answer = await attorney.authenticate(loginId="a" * 70_000)
    assert answer.status_code == 413
    answer = await attorney.client.put("https://ecf.mieb.uscourts.gov/")
    assert answer.status_code == 405


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.com", "::"])  # noqa: S104 - to be refused
async def test_served_on_loopback_only(court: PracticeCourt, host: str) -> None:
    with pytest.raises(ValueError, match="loopback only"):
        await serve(court, host=host)


async def test_taken_port_is_told(court: PracticeCourt, running: Any) -> None:
    with pytest.raises(OSError, match="address"):
        await serve(court, port=running.port)


def test_loopback_names() -> None:
    assert [is_loopback(host) for host in ("localhost", "127.0.0.9", "::1", "10.0.0.1", "")] == [True] * 3 + [False] * 2


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"anything"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b\r\nno header\r\n--b--"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\nx\r\n--b--',
        ),
        ("multipart/form-data; boundary=b", b"\xff" * 40),
    ],
)
def test_no_well_formed_form(content_type: str, body: bytes) -> None:
    assert parse_multipart(content_type, body) is None


def test_nothing_secret_in_a_repr(court: PracticeCourt) -> None:
    session = court.open_session(court.person("no_mfa"))
    form = court.issue_form("submit", session, "mieb", (("a", "{random}"),))
    shown = f"{court!r} {session!r} {form!r}"
    assert session.token not in shown
    assert "Lantern" not in shown
    assert form.hidden[0][1] not in shown
