"""What the variables name is trusted and nothing else; without them no machine's own authority where passwords go."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import certifi
import pytest

from bot.runtime.surroundings import faults, trusted
from bot.runtime.trust import verifying_context
from tests.support.front import make_certificate

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def hashed(folder: Path, certificate: Path) -> Path:
    """Put a certificate into a folder under the name by which TLS finds it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed here")
    asked = [openssl, "x509", "-hash", "-noout", "-in", str(certificate)]
    name = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - our own words
    folder.mkdir()
    return shutil.copy(certificate, folder / f"{name}.0")


async def shakes_hands(certificate: Path, context: ssl.SSLContext) -> bool:
    """Whether a client with `context` trusts a server that shows `certificate`, which is for localhost."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(certificate)
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0, ssl=shown)
    try:
        _, writer = await asyncio.open_connection("localhost", server.sockets[0].getsockname()[1], ssl=context)
    except ssl.SSLCertVerificationError:
        return False
    finally:
        server.close()
    writer.close()
    return True


def names_of(context: ssl.SSLContext) -> set[object]:
    return {each["serialNumber"] for each in context.get_ca_certs()}


async def test_what_a_file_and_a_folder_name_is_trusted_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (make_certificate(tmp_path, each, "localhost") for each in ("one", "two", "three"))
    hashed(tmp_path / "folder", two)
    folders = f"{tmp_path}/folder:{hashed(tmp_path / 'other', three).parent}"
    for environ, wanted in (
        ({"SSL_CERT_FILE": str(one)}, (True, False, False)),
        ({"SSL_CERT_DIR": f"{tmp_path}/folder"}, (False, True, False)),
        ({"SSL_CERT_FILE": str(one), "SSL_CERT_DIR": folders}, (True, True, True)),
        ({}, (False, False, False)),
        ({"SSL_CERT_FILE": " ", "SSL_CERT_DIR": ""}, (False, False, False)),
    ):
        for name in NAMES:
            monkeypatch.setenv(name, environ.get(name, ""))
        assert not list(faults(environ))
        for passwords in (True, False):
            found = [await shakes_hands(each, verifying_context(passwords=passwords)) for each in (one, two, three)]
            assert tuple(found) == wanted, environ


@pytest.mark.parametrize("variable", [None, ""])
def test_without_a_variable_no_authority_of_this_machine_is_trusted_where_passwords_are_sent(
    monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    if variable is not None:
        monkeypatch.setenv("SSL_CERT_FILE", variable)
    at_courts, elsewhere = verifying_context(passwords=True), verifying_context()
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    assert names_of(at_courts) == names_of(ssl.create_default_context(cafile=certifi.where()))
    assert names_of(elsewhere) == names_of(ssl.create_default_context())
    for context in (at_courts, elsewhere):
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_it_is_said_whom_tls_trusts() -> None:
    usual = (
        "the public authorities that came with the app at PACER and the courts, and elsewhere what this machine trusts"
    )
    assert trusted({"SSL_CERT_FILE": " "}) == usual
    assert trusted({"SSL_CERT_FILE": "a"}) == "only what SSL_CERT_FILE names"
    assert trusted({"SSL_CERT_DIR": "a"}) == "only what SSL_CERT_DIR names"
    assert trusted({"SSL_CERT_FILE": "a", "SSL_CERT_DIR": "b"}) == "only what SSL_CERT_FILE and SSL_CERT_DIR name"


def test_a_folder_in_which_tls_finds_nothing_is_refused(tmp_path: Path) -> None:
    bad = "SSL_CERT_DIR: has no certificate that TLS would find; put them there in PEM, and run: openssl rehash FOLDER"
    make_certificate(tmp_path, "unhashed", "localhost")
    (tmp_path / "0123abcd.0").write_text("no certificate")
    assert list(faults({"SSL_CERT_DIR": str(tmp_path)})) == [f"{bad}, or leave it out."]
    shutil.copy(tmp_path / "unhashed.pem", tmp_path / "0123abcd.1")
    assert not list(faults({"SSL_CERT_DIR": str(tmp_path)}))
    (tmp_path / "empty").mkdir()
    assert not list(faults({"SSL_CERT_DIR": f"{tmp_path}/empty:{tmp_path}"})), "one of them has one"
