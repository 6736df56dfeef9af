"""Whom TLS trusts, the same for Slack, the courts and the firm's own systems. Names are always checked, too.

Trusted is what SSL_CERT_FILE and SSL_CERT_DIR name and nothing else; without them this machine's authorities and those
that came with the app, for some machines have none. The libraries by themselves differ: httpx takes one of the two
variables, or what came with it, and Python's ssl takes both, and this machine's for each that is not set.
"""

from __future__ import annotations

import os
import ssl

import httpx

from bot.runtime.hardening import forget_key_log

_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"


def verifying_context() -> ssl.SSLContext:
    """Make a context. It takes some hundredths of a second. Raises OSError for a file that cannot be read."""
    forget_key_log()
    file, folder = (os.environ.get(name, "").strip() for name in (_FILE, _FOLDER))
    if file or folder:
        return ssl.create_default_context(cafile=file or None, capath=folder or None)
    for blank in (_FILE, _FOLDER):
        os.environ.pop(blank, None)  # OpenSSL would look for this machine's own under no name
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
