"""Whom TLS trusts. Names are always checked, too.

Trusted is what SSL_CERT_FILE and SSL_CERT_DIR name and nothing else. Without them the courts and PACER must show what
the public authorities that came with the app vouch for: a firm's proxy that opens TLS has its authority on every
machine, and would see the passwords without a word. Slack and the firm's own systems are trusted as this machine trusts
them. The libraries by themselves differ: httpx takes one of the two variables, Python's ssl takes both.
"""

from __future__ import annotations

import os
import ssl

import certifi

from bot.runtime.hardening import forget_key_log

_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"


def verifying_context(*, passwords: bool = False) -> ssl.SSLContext:
    """Make a context; `passwords`: for where they are sent. Raises OSError for a file that cannot be read."""
    forget_key_log()
    file, folder = (os.environ.get(name, "").strip() for name in (_FILE, _FOLDER))
    if file or folder:
        return ssl.create_default_context(cafile=file or None, capath=folder or None)
    for blank in (_FILE, _FOLDER):
        os.environ.pop(blank, None)  # OpenSSL would look for this machine's own under no name
    return ssl.create_default_context(cafile=certifi.where()) if passwords else ssl.create_default_context()
