"""No address that is asked of PACER or of a court holds a secret, nor does one that they are told we come from."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from tests.process.secret_search import Search
from tests.process.stories import Told, links_after_wrong_tries
from tests.support.front import Front
from tests.support.process import running_app

if TYPE_CHECKING:
    from tests.support.stack import Stack

ADDRESSES = re.compile(rb"^(?:GET|POST) [^\r]*|^(?:Referer|Origin|Host): [^\r]*", re.MULTILINE)


async def test_no_address_holds_a_secret(parts: Stack) -> None:
    core = secrets.token_hex(6)
    told = await Told.of(parts, await parts.person(), core, links_after_wrong_tries)
    made = parts.court.random_text
    parts.court.random_text = lambda length: (core + made(length))[:length]  # type: ignore[method-assign]
    async with Front.serving(parts.running_court.port) as front:
        async with running_app({**parts.environ, "COURT_GATEWAY": front.url}):
            await links_after_wrong_tries(told)
        asked = b"\n".join(ADDRESSES.findall(bytes(front.heard)))
    search = Search({"core": core}, {"PACER": told.known.username, "CM/ECF": told.known.filers[0].login})
    assert search.secrets_in(bytes(front.heard))
    assert search.names_in(bytes(front.heard))
    assert b"Referer: " in asked
    assert search.secrets_in(asked) == search.names_in(asked) == []
