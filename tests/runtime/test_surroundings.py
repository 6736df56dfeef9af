"""What the machine says of the way out is read as other programs read it, and refused in words where it cannot be."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from bot.runtime.surroundings import Proxy, faults, proxy_of

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "s3cr3t-0f-the-pr0xy"


@pytest.mark.parametrize(
    ("environ", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://a:1"}, Proxy("HTTPS_PROXY", "http://a:1")),
        ({"HTTPS_PROXY": "a:1"}, Proxy("HTTPS_PROXY", "http://a:1")),
        ({"HTTPS_PROXY": "http://a:1", "https_proxy": "http://b:1"}, Proxy("https_proxy", "http://b:1")),
        ({"HTTPS_PROXY": "http://a:1", "https_proxy": ""}, None),
        ({"HTTPS_PROXY": "http://a:1", "ALL_PROXY": "socks5://b:1"}, Proxy("HTTPS_PROXY", "http://a:1")),
        ({"HTTPS_PROXY": " ", "all_proxy": "http://b:1"}, Proxy("all_proxy", "http://b:1")),
        ({"HTTP_PROXY": "http://a:1"}, None),
    ],
)
def test_the_proxy_is_the_one_that_other_programs_take(environ: dict[str, str], proxy: Proxy | None) -> None:
    assert proxy_of(environ) == proxy


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("socks5://127.0.0.1:1080", "is a SOCKS proxy, which this app does not speak"),
        ("socks5h://u:" + SECRET + "@127.0.0.1:1080", "is a SOCKS proxy, which this app does not speak"),
        ("socks://127.0.0.1:1080", "is a SOCKS proxy, which this app does not speak"),
        ("http://u:" + SECRET + "@127.0.0.1:notaport", "is not the address of a proxy"),
        ("http://127.0.0.1:0", "is not the address of a proxy"),
        ("http://[::1", "is not the address of a proxy"),
        ("http://", "is not the address of a proxy"),
        ("ftp://proxy.example:21", "is neither an http:// nor an https:// address"),
    ],
)
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY"])
def test_a_proxy_that_cannot_be_used_is_named_without_its_address(variable: str, address: str, why: str) -> None:
    (line,) = faults({variable: address})
    assert line.startswith(f"{variable}: {why}; ")
    assert SECRET not in line


def test_a_variable_in_small_letters_is_named_as_it_is_set() -> None:
    (line,) = faults({"all_proxy": "socks5://127.0.0.1:1080"})
    assert line.startswith("ALL_PROXY (all_proxy): ")


@pytest.mark.parametrize("address", ["http://proxy.example:3128", "https://u:p@proxy.example", "proxy.example:3128"])
def test_a_proxy_that_can_be_used_is_no_fault(address: str) -> None:
    assert not list(faults({"HTTPS_PROXY": address, "ALL_PROXY": "socks5://127.0.0.1:1"}))


def test_a_certificate_file_that_trusts_nobody_is_a_fault(tmp_path: Path) -> None:
    empty, words = tmp_path / "empty.pem", tmp_path / "words.pem"
    empty.touch()
    words.write_text("-----BEGIN CERTIFICATE-----\nnothing\n")
    said = {each: next(faults({"SSL_CERT_FILE": str(each)})) for each in (tmp_path, empty, words, tmp_path / "none")}
    assert [line.partition(";")[0] for line in said.values()] == [
        "SSL_CERT_FILE: is a folder",
        "SSL_CERT_FILE: has no certificate in it",
        "SSL_CERT_FILE: has no certificate in it",
        "SSL_CERT_FILE: cannot be read (No such file or directory)",
    ]


def test_certificates_that_can_be_read_are_no_fault() -> None:
    shipped = ssl.get_default_verify_paths().cafile
    assert shipped is not None, "this machine has no certificate authorities"
    assert not list(faults({"SSL_CERT_FILE": shipped}))


def test_a_certificate_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    (line,) = faults({"SSL_CERT_DIR": str(tmp_path / "none")})
    assert line.startswith("SSL_CERT_DIR: names no folder; ")
