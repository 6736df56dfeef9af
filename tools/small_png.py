"""Makes a screenshot small: a PNG of at most 256 colours, the most frequent ones, which no eye tells from the original.

Chromium itself reads the picture and counts; only the writing is done here. Makes nothing else.
"""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH, INDEXED = 8, 3
"""Bits of a pixel, and the colour type of a picture with a palette, as the PNG specification numbers them."""
COUNT = """async (png) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) { counts.set(pixel, (counts.get(pixel) ?? 0) + 1); }
  const palette = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([pixel]) => pixel);
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const far = (a, b) => parts(a).reduce((sum, part, at) => sum + (part - parts(b)[at]) ** 2, 0);
  const places = new Map(palette.map((pixel, place) => [pixel, place]));
  for (const pixel of counts.keys()) {
    if (!places.has(pixel)) {
      const nearer = (best, each, place) => far(each, pixel) < far(palette[best], pixel) ? place : best;
      places.set(pixel, palette.reduce(nearer, 0));
    }
  }
  const letters = Array.from(pixels, (pixel) => String.fromCharCode(places.get(pixel)));
  return { width, height, palette: palette.flatMap(parts), pixels: btoa(letters.join("")) };
}"""


async def small_png(png: bytes, page: Page) -> bytes:
    """Give `png` anew with a palette; `page` is a page without a policy of its own, such as a blank one."""
    read = await page.evaluate(COUNT, base64.b64encode(png).decode())
    width, height = int(read["width"]), int(read["height"])
    pixels = base64.b64decode(read["pixels"])
    # A zero before each row: no filter, which suits flat colours best.
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, DEPTH, INDEXED, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(read["palette"])), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
