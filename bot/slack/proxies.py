"""Which proxy a request to Slack goes through: HTTPS_PROXY and NO_PROXY count, as they do for the court client.

The Slack SDK would take HTTPS_PROXY for every address, loopback ones too, and knows no NO_PROXY. Asks nobody.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_AS_HTTP = {"wss": "https", "ws": "http"}


def proxy_for(url: str) -> str | None:
    """Give the address of the proxy for `url`, or None; this machine is never asked through one."""
    parts = urlsplit(url)
    host, scheme = parts.hostname or "", _AS_HTTP.get(parts.scheme, parts.scheme)
    if _is_loopback(host):
        return None
    # The port as well: NO_PROXY may name one.
    if proxy_bypass(f"{host}:{parts.port}" if parts.port else host):
        return None
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
