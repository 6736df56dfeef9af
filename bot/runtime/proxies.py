"""Which proxy a request to Slack or to the firm goes through: HTTPS_PROXY and NO_PROXY count, as for the court client.

The Slack SDK would take HTTPS_PROXY for every address, loopback ones too, and knows no NO_PROXY. Asks nobody.
"""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from bot.runtime.surroundings import proxy_of

if TYPE_CHECKING:
    from bot.runtime.surroundings import Proxy


def proxy_for(url: str) -> str | None:
    """Give the address of the proxy for `url`, or None; this machine is never asked through one."""
    proxy = proxy_to(url)
    return proxy.address if proxy else None


def proxy_to(url: str) -> Proxy | None:
    """Give the proxy for `url`, if there is one; it has the variable that names it, too."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_this_machine(host):
        return None
    # The port as well: NO_PROXY may name one.
    if proxy_bypass(f"{host}:{parts.port}" if parts.port else host):
        return None
    return proxy_of(os.environ)


def is_this_machine(host: str | None) -> bool:
    """Tell whether a host is this machine by its name or number alone; nothing is looked up."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
