"""What no setting can loosen: certificates are verified, the proxy is used, and a link costs so many requests."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import CourtService, CourtSession, MenuRead, MenuShows, NotSent, Sent
from bot.court.model import FormKind, PendingForm
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.support.front import HOSTS, Front, make_certificate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.court.conftest import Practice

URL = "https://ecf.mieb.uscourts.gov/cgi-bin/V.pl"
MOST_REQUESTS = 9


def by_proxy(monkeypatch: pytest.MonkeyPatch, front: Front) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{front.port}")
    monkeypatch.setenv("no_proxy", "")


@pytest.mark.parametrize("careless", ["PYTHONHTTPSVERIFY", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_NO_VERIFY"])
async def test_self_signed_court_is_told_nothing(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, careless: str
) -> None:
    monkeypatch.setenv(careless, "0")
    certificate = make_certificate(tmp_path, "self-signed", *HOSTS)
    async with Front.serving(practice.running.port, certificate) as front:
        by_proxy(monkeypatch, front)
        service = CourtService()
        result = await service.sign_in(practice.court(), practice.pacer())
        assert getattr(result, "trouble", None) is Trouble.NOT_TRUSTED
        form = PendingForm(FormKind.CONFIRM, URL, URL, multipart=True, charset="utf-8", fields=())
        sent = await service.submit(CourtSession(practice.court(), Secret("token"), (), form))
        assert isinstance(sent, NotSent)
        await service.close()
        assert front.connected_to == [f"{host}:443" for host in HOSTS]
        assert (bytes(front.heard), front.requests) == (b"", [])


async def test_certificate_of_another_host_is_refused(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path, "another", "ecf.cob.uscourts.gov")
    async with Front.serving(practice.running.port, certificate) as front:
        by_proxy(monkeypatch, front)
        service = CourtService(ssl_context=ssl.create_default_context(cafile=str(certificate)))
        result = await service.sign_in(practice.court(), practice.pacer())
        await service.close()
        assert getattr(result, "trouble", None) is Trouble.NOT_TRUSTED
        assert bytes(front.heard) == b""


async def test_whole_link_goes_through_the_proxy_to_two_hosts_only(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path, "court", *HOSTS)
    async with Front.serving(practice.running.port, certificate) as front:
        by_proxy(monkeypatch, front)
        practice.service = CourtService(ssl_context=ssl.create_default_context(cafile=str(certificate)))
        await linked(practice)
        await practice.service.close()
        assert set(front.connected_to) == {f"{host}:443" for host in HOSTS}


async def linked(practice: Practice) -> int:
    """Link from the sign-in to the sign-out, and give the number of requests that it took."""
    found = await practice.found()
    sent = await practice.service.submit(found.session)
    assert isinstance(sent, Sent)
    read: Any = await practice.service.read_menu(sent.session)
    assert isinstance(read, MenuRead)
    assert read.shows is MenuShows.FILER
    await practice.service.sign_out(read.session)
    assert practice.state.requests[-1].path == "/services/cso-logout"
    assert practice.state.submits == 1
    return len(practice.state.requests) - 1


async def test_link_takes_at_most_nine_requests_and_a_sign_out(practice: Practice) -> None:
    assert await linked(practice) <= MOST_REQUESTS


@pytest.mark.parametrize("place", ["menu", "link_page", "proof_menu"])
@pytest.mark.parametrize("glitch", ["no_privileges", "referrer_form", "sign_on_page"])
async def test_each_glitch_takes_one_request_more(practice: Practice, glitch: str, place: str) -> None:
    usual = await linked(practice)
    practice.state.reset()
    practice.state.faults.arm(glitch, at=place)
    assert await linked(practice) == usual + 1


async def test_three_glitches_in_one_call_take_three_requests_more(practice: Practice) -> None:
    usual = await linked(practice)
    practice.state.reset()
    for glitch in ("sign_on_page", "referrer_form", "no_privileges"):
        practice.state.faults.arm(glitch, at="menu")
    assert await linked(practice) == usual + 3
