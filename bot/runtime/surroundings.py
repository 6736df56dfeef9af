"""What the machine says of the way out: a proxy, and whom TLS trusts. Standard library only; knows no other part.

Read as urllib reads it: HTTPS_PROXY, else ALL_PROXY, each in small letters first. Asks nobody.
"""

from __future__ import annotations

import os
import re
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HASHED: Final = re.compile(r"[0-9a-f]{8}\.[0-9]+")
"""How TLS finds a certificate in a folder: by a name of its subject's hash, which `openssl rehash` gives it."""
_PROXIES: Final = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


class Proxy(NamedTuple):
    """A proxy, and the variable that names it. The address may have a user and a password: it is shown to nobody."""

    variable: str
    address: str


def proxy_of(environ: Mapping[str, str]) -> Proxy | None:
    """Give the proxy for what goes out by https; an address without a scheme is one by http."""
    for small, capital in (_PROXIES[:2], _PROXIES[2:]):
        # An empty one in small letters takes the other back.
        name = small if small in environ else capital
        address = environ.get(name, "").strip()
        if address:
            return Proxy(name, address if "://" in address else f"http://{address}")
    return None


def faults(environ: Mapping[str, str]) -> Iterator[str]:
    """Say what of the way out cannot be used: a line for each variable, with what to do, and no address."""
    if fault := proxy_fault(environ):
        yield fault
    if (file := environ.get("SSL_CERT_FILE", "").strip()) and (fault := _file_fault(Path(file))):
        yield f"SSL_CERT_FILE: {fault}; name a file with the certificates to trust, in PEM, or leave it out."
    if (folders := environ.get("SSL_CERT_DIR", "").strip()) and (fault := _folders_fault(folders)):
        yield f"SSL_CERT_DIR: {fault}, or leave it out."


def trusted(environ: Mapping[str, str]) -> str:
    """Say whom TLS trusts, as `bot.runtime.trust` has it."""
    named = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if environ.get(name, "").strip()]
    if named:
        return f"only what {' and '.join(named)} {'name' if len(named) > 1 else 'names'}"
    return (
        "the public authorities that came with the app at PACER and the courts, and elsewhere what this machine trusts"
    )


def proxy_fault(environ: Mapping[str, str]) -> str:
    """Say why the proxy cannot be used, and what to do, without its address; nothing where it can, or there is none."""
    proxy = proxy_of(environ)
    if proxy is None or not (why := _why_not(proxy)):
        return ""
    capitals = proxy.variable.upper()
    return f"{capitals if proxy.variable == capitals else f'{capitals} ({proxy.variable})'}: {why}."


def _why_not(proxy: Proxy) -> str:
    remedy = "write one such as http://proxy.example:3128, or leave it out"
    scheme = _scheme(proxy.address)
    if not scheme:
        return f"is not the address of a proxy; {remedy}"
    if scheme.startswith("socks"):
        return "is a SOCKS proxy, which this app does not speak; name an http:// proxy in HTTPS_PROXY, or leave it out"
    return "" if scheme in ("http", "https") else f"is neither an http:// nor an https:// address; {remedy}"


def _scheme(address: str) -> str:
    """Give the scheme of an address with a host and a port that can be; nothing for any other."""
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return parts.scheme if usable else ""


def _file_fault(file: Path) -> str:
    if file.is_dir():
        return "is a folder"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=file)
    except ssl.SSLError:
        return "has no certificate in it"
    except OSError as fault:
        return f"cannot be read ({os.strerror(fault.errno or 0)})"
    return ""


def _folders_fault(folders: str) -> str:
    """Say what is wrong with folders of which one at least must have a certificate, and what to do."""
    found = [Path(each) for each in folders.split(os.pathsep)]
    if not all(each.is_dir() for each in found):
        return "names no folder; name one with the certificates to trust"
    try:
        hashed = [file for each in found for file in each.iterdir() if _HASHED.fullmatch(file.name)]
    except OSError as fault:
        return f"cannot be read ({os.strerror(fault.errno or 0)}); let this account read it"
    if all(_file_fault(file) for file in hashed):
        return "has no certificate that TLS would find; put them there in PEM, and run: openssl rehash FOLDER"
    return ""
