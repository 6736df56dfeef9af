"""A token counts only as Slack signed it: by RS256, with a key that Slack has now, whatever it says of itself."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.runtime.base64url import to_base64
from bot.web.keys import KEPT, SlackKeys
from tests.support.form_browser import REFUSED, FormBrowser, pressed
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.support.stack import Stack
    from tests.support.walk import Walk

OURS, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLAIMS = {"sub": "U0ATTY001"}
RS256 = {"alg": "RS256", "kid": "one"}


def public(key: rsa.RSAPrivateKey, name: str = "one", **more: object) -> dict[str, object]:
    n = key.public_key().public_numbers().n
    return {"kty": "RSA", "kid": name, "n": to_base64(n.to_bytes(key.key_size // 8, "big")), "e": "AQAB", **more}


def token(head: Mapping[str, object] = RS256, key: rsa.RSAPrivateKey = OURS, hashed: Any = None) -> str:
    signed = unsigned(head)
    return f"{signed}.{signature(signed, key, hashed)}"


def signature(signed: str, key: rsa.RSAPrivateKey, hashed: Any = None) -> str:
    return to_base64(key.sign(signed.encode(), padding.PKCS1v15(), hashed or SHA256()))


def unsigned(head: Mapping[str, object], claims: Mapping[str, object] = CLAIMS) -> str:
    return ".".join(to_base64(json.dumps(each).encode()) for each in (head, claims))


class Slack:
    """Slack's key set, how often it was asked for, and a clock."""

    def __init__(self, *keys: object) -> None:
        self.answer = json.dumps({"keys": keys}).encode()
        self.asked = 0
        self.now = 0.0
        self.keys = SlackKeys(self.ask, lambda: self.now)

    async def ask(self) -> bytes:
        self.asked += 1
        return self.answer


async def test_what_slack_signed_counts_and_its_keys_are_asked_for_once_an_hour() -> None:
    slack = Slack({"kty": "EC", "kid": "x"}, "junk", public(OTHER, "another"), public(OURS, use="sig", alg="RS256"))
    assert [await slack.keys.signed(token()) for _ in range(5)] == [True] * 5
    assert slack.asked == 1
    slack.now = KEPT
    slack.answer = json.dumps({"keys": [public(OTHER, "two")]}).encode()
    assert not await slack.keys.signed(token()), "a key that was taken back is believed no more"
    assert await slack.keys.signed(token({"alg": "RS256", "kid": "two"}, OTHER))
    assert slack.asked == 2


async def test_a_new_key_is_asked_for_when_a_token_names_it() -> None:
    slack = Slack(public(OURS))
    assert await slack.keys.signed(token())
    slack.answer = json.dumps({"keys": [public(OURS), public(OTHER, "new")]}).encode()
    assert await slack.keys.signed(token({"alg": "RS256", "kid": "new"}, OTHER))
    assert not await slack.keys.signed(token({"alg": "RS256", "kid": "nobody's"}))


PEM = OURS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
BY_PUBLIC_KEY = unsigned({"alg": "HS256", "kid": "one"})
FORGED = {
    "no signature": unsigned({"alg": "none", "kid": "one"}) + ".",
    "no signature, said to be one": unsigned(RS256) + ".",
    "another's signature": token(key=OTHER),
    "other claims": f"{unsigned(RS256, {'sub': 'U0HELP001'})}.{token().rpartition('.')[2]}",
    "a key of its own": token({**RS256, "jwk": public(OTHER)}, OTHER),
    "the public key as a secret": f"{BY_PUBLIC_KEY}.{to_base64(hmac.digest(PEM, BY_PUBLIC_KEY.encode(), 'sha256'))}",
    "another hash": token({"alg": "RS512", "kid": "one"}, hashed=SHA512()),
    "another hash, said to be ours": token(hashed=SHA512()),
    "what must be understood": token({**RS256, "crit": ["exp"]}),
    "no name": token({"alg": "RS256"}),
    "a list for a name": token({"alg": "RS256", "kid": ["one"]}),
    "four parts": token() + ".x",
    "nothing": "",
    "no JSON": f"{to_base64(b'junk')}.{to_base64(b'junk')}.{to_base64(b'junk')}",
    "a digest for a signature": f"{unsigned(RS256)}.{to_base64(hashlib.sha256(unsigned(RS256).encode()).digest())}",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
async def test_what_slack_did_not_sign_does_not(forged: str) -> None:
    assert not await Slack(public(OURS)).keys.signed(forged)


WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - to be refused


@pytest.mark.parametrize(
    "key",
    [
        public(WEAK),
        public(OURS, use="enc"),
        public(OURS, alg="PS256"),
        {**public(OURS), "n": 7},
        {**public(OURS), "e": ""},
    ],
    ids=["weak", "for another use", "for another way", "no number", "empty"],
)
async def test_what_is_no_key_for_it_is_none(key: dict[str, object]) -> None:
    signer = WEAK if key == public(WEAK) else OURS
    assert not await Slack(key).keys.signed(token(key=signer))


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"keys": 1}'])
async def test_an_answer_that_is_no_key_set_has_none(answer: bytes) -> None:
    slack = Slack()
    slack.answer = answer
    assert not await slack.keys.signed(token())


async def test_a_sign_in_that_another_key_signed_claims_nothing_and_one_by_a_new_key_does(
    stack: Stack, walk: Walk, browser: FormBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = await pressed(walk.me)
    sign_ins = stack.running_workspace._parts.sign_ins
    real = sign_ins._id_token

    def signed_by_another(*given: Any) -> str:
        signed, _, _ = real(*given).rpartition(".")
        return f"{signed}.{signature(signed, OTHER)}"

    with monkeypatch.context() as forged:
        forged.setattr(sign_ins, "_id_token", signed_by_another)
        assert (await browser.signs_in(link, ATTORNEY)).title == REFUSED
    sign_ins.__dict__["_key"] = OTHER
    assert (await browser.signs_in(link, ATTORNEY)).title == "Sign in to PACER", "nothing was used up"


async def test_keys_that_cannot_be_had_are_said_and_the_link_is_kept(
    stack: Stack, walk: Walk, browser: FormBrowser
) -> None:
    link = await pressed(walk.me)
    sign_ins = stack.running_workspace._parts.sign_ins
    sign_ins.keys_away = True
    away = await browser.signs_in(link, ATTORNEY)
    assert (away.status, away.title) == (503, "That did not work")
    sign_ins.keys_away = False
    assert (await browser.signs_in(link, ATTORNEY)).title == "Sign in to PACER"
