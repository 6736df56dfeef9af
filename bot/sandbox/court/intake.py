"""From a web request to an Incoming: host, cookies, a multipart form read as a court reads it. Decides nothing."""

import ipaddress
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP

from aiohttp import web

from bot.sandbox.court.exchange import Incoming

MOST_BYTES = 64 * 1024
LEAST_HEADER = b"MIME-Version: 1.0\r\nContent-Type: "


def host_of(request: web.Request) -> str:
    """Give the host that was asked for: lower case, no port, no brackets."""
    name = request.host.lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def receive(request: web.Request, host: str) -> Incoming:
    """Read a request whole. Raises aiohttp's HTTPRequestEntityTooLarge for a body over 64 KiB."""
    body = await request.read()
    form = None
    if request.content_type == "multipart/form-data":
        form = parse_multipart(request.headers.get("Content-Type", ""), body)
    return Incoming(
        host=host,
        method=request.method,
        path=request.path,
        query=request.rel_url.raw_query_string,
        accept=request.headers.get("Accept", ""),
        content_type=request.content_type,
        cookies=request.cookies,
        body=body,
        form=form,
    )


def parse_multipart(content_type: str, body: bytes) -> tuple[tuple[str, str], ...] | None:
    """Read a multipart form of texts, in UTF-8 or (as browsers do from such pages) Latin-1; None for anything else."""
    header = LEAST_HEADER + content_type.encode("utf-8", "replace") + b"\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(header + body)
    if not message.is_multipart() or message.defects:
        return None
    pairs = [_pair(part) for part in message.iter_parts()]
    if any(pair is None for pair in pairs):
        return None
    return tuple(pair for pair in pairs if pair is not None)


def _pair(part: Message) -> tuple[str, str] | None:
    name = part.get_param("name", header="content-disposition")
    content = part.get_payload(decode=True)
    if not isinstance(name, str) or not isinstance(content, bytes) or part.get_filename() is not None:
        return None
    try:
        return name, content.decode("utf-8")
    except UnicodeDecodeError:
        return name, content.decode("latin-1")
