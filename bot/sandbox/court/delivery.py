"""How an answer goes out over the wire: whole, or late, drop by drop, cut short, or not at all."""

import asyncio
import socket
import struct

from aiohttp import web

from bot.sandbox.court.exchange import Answer
from bot.sandbox.court.faults import MOST_SECONDS, ArmedFault

DRIPS = 30
# Closing with this set makes the kernel send RST instead of FIN.
LINGER_NOT = struct.pack("ii", 1, 0)


async def deliver(request: web.Request, answer: Answer, order: ArmedFault | None) -> web.StreamResponse:
    """Send an answer, with whatever fault of delivery was ordered."""
    try:
        return await _deliver(request, answer, order)
    except ConnectionError:
        # The client left early: nobody is there to be answered.
        return web.Response()


async def _deliver(request: web.Request, answer: Answer, order: ArmedFault | None) -> web.StreamResponse:
    match "" if order is None else order.fault:
        case "lost_answer":
            return _cut(request)
        case "hang":
            # Ends sooner when the client goes or the server is closed: both cancel.
            await asyncio.sleep(MOST_SECONDS)
            return _cut(request)
        case "reset":
            return await _part_then_reset(request, answer)
        case "truncated":
            return await _part_then_close(request, answer)
        case "drip":
            return await _drip(request, answer, 0.0 if order is None else order.seconds)
        case "slow":
            await asyncio.sleep(0.0 if order is None else order.seconds)
    response = web.Response(body=answer.body, status=answer.status)
    _headers(response, answer)
    return response


def _headers(response: web.StreamResponse, answer: Answer) -> None:
    response.headers["Content-Type"] = answer.content_type
    for name, value in answer.headers:
        response.headers.add(name, value)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _begin(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Send the headers, which announce the whole length."""
    response = web.StreamResponse(status=answer.status)
    _headers(response, answer)
    response.content_length = len(answer.body)
    await response.prepare(request)
    return response


async def _part_then_close(request: web.Request, answer: Answer) -> web.StreamResponse:
    response = await _begin(request, answer)
    await response.write(answer.body[: len(answer.body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _part_then_reset(request: web.Request, answer: Answer) -> web.StreamResponse:
    response = await _begin(request, answer)
    await response.write(answer.body[: len(answer.body) // 2])
    plug = None if request.transport is None else request.transport.get_extra_info("socket")
    if plug is not None:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
    _cut(request)
    return response


async def _drip(request: web.Request, answer: Answer, seconds: float) -> web.StreamResponse:
    response = await _begin(request, answer)
    size = max(1, len(answer.body) // DRIPS)
    for start in range(0, len(answer.body), size):
        await asyncio.sleep(seconds / DRIPS)
        await response.write(answer.body[start : start + size])
    return response
