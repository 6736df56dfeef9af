"""Words made safe, words understood, charsets guessed, forms encoded as a browser would."""

from __future__ import annotations

from email import message_from_bytes
from urllib.parse import parse_qsl

import pytest

from bot.court.model import FormKind, PendingForm
from bot.court.pages import forms, words
from bot.court.pages.tree import decode, parse
from bot.vault import Secret
from bot.vocabulary import Trouble

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"


def test_words_are_short_and_hold_nothing_typed() -> None:
    said = words.safe("Hello   JANE1, your number 123456789012 and " + "word " * 100, (Secret("jane1"), Secret("x")))
    assert said.startswith("Hello …, your number … and word")
    assert len(said) <= 300
    assert said.endswith("…")


def test_page_speaks_by_popups_first_and_never_by_its_menu_or_inputs() -> None:
    body = (
        b'<div id=topmenu><a>Query</a></div><script>var a; alert("Done.\\nGo \\"on\\""); alert(\'it\\\'s\');</script>'
        b"<p>Hello</p>there<input value=typed><textarea>typed</textarea><!-- no --><p>"
    )
    assert words.spoken(parse(body, "", HERE)) == 'Done. Go "on". it\'s. Hello. there.'


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("This account is already linked to another account.", Trouble.FILER_LINKED_ELSEWHERE),
        ("The accounts could not be linked.", Trouble.LINK_NOT_OFFERED),
        ("We were unable to link your account.", Trouble.LINK_NOT_OFFERED),
        ("This login is locked for 5 minutes.", Trouble.FILER_LOCKED),
        ("CONGRATULATIONS - you have successfully linked your account.", None),
        ("The accounts were linked.", None),
        ("Nothing was linked: tick the box.", None),
        ("Your account has been linked. Refresh your screen.", None),
        ("An unexpected error occurred.", None),
        ("", None),
    ],
)
def test_only_a_clear_refusal_is_one(text: str, trouble: Trouble | None) -> None:
    assert words.refusal(text) is trouble


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Invalid CM/ECF login or password.", Trouble.WRONG_FILER_CREDENTIALS),
        ("We could not find that user name and password.", Trouble.WRONG_FILER_CREDENTIALS),
        ("No account was found for this login.", Trouble.WRONG_FILER_CREDENTIALS),
        ("The login and password do not match our records.", Trouble.WRONG_FILER_CREDENTIALS),
        ("These don't match our records.", Trouble.WRONG_FILER_CREDENTIALS),
        ("We are unable to authenticate you.", Trouble.WRONG_FILER_CREDENTIALS),
        ("Authentication failed.", Trouble.WRONG_FILER_CREDENTIALS),
        ("If they do not match our records, call the court.", None),
        ("You have no accounts to confirm.", None),
        ("Too many failed attempts.", Trouble.FILER_LOCKED),
        ("Too many invalid tries: wait five minutes.", Trouble.FILER_LOCKED),
        ("You have exceeded the number of login attempts.", Trouble.FILER_LOCKED),
        ("Account locked.", Trouble.FILER_LOCKED),
        ("Locked.", Trouble.FILER_LOCKED),
        ("Your login is temporarily locked.", Trouble.FILER_LOCKED),
        ("Your login is not locked.", None),
        ("Your account was unlocked.", None),
        ("Already linked to another PACER account", Trouble.FILER_LINKED_ELSEWHERE),
        ("Enter your login and password.", None),
        ("This will lock out all other attorneys from your firm.", None),
    ],
)
def test_trouble_with_a_login(text: str, trouble: Trouble | None) -> None:
    assert words.login_trouble(text) is trouble


@pytest.mark.parametrize(
    "advice",
    [
        "If a CM/ECF account is already linked to another PACER account, call the Clerk's Office.",
        "After too many failed login attempts an account is locked.",
        "3 attempts remaining before your account is locked.",
        "If your login has been locked, wait five minutes.",
        "Your account will be locked, and cannot be linked for a day, unless you call.",
        "An account may be already linked to another PACER account.",
        "Once linked to another account it cannot be linked again.",
        "Call the help desk when your account is locked; in case it was not linked, too.",
    ],
)
def test_standing_advice_is_no_answer(advice: str) -> None:
    for text in (advice, f"Done. {advice}", f"{advice} Linking complete."):
        assert words.refusal(text) is None
        assert words.login_trouble(text) is None
        assert not words.is_not_open(text)
    stated = f"{advice} This login is locked for 5 minutes."
    assert words.login_trouble(stated) is words.refusal(stated) is Trouble.FILER_LOCKED
    after = "Your account has been locked after too many failed attempts."
    assert words.login_trouble(f"{advice} {after}") is Trouble.FILER_LOCKED


@pytest.mark.parametrize(
    "text", ["Nothing was linked.", "No accounts were linked.", "Neither account has been linked."]
)
def test_what_denies_a_link_is_no_success(text: str) -> None:
    assert not words.sounds_like_success(text)
    assert words.sounds_like_success(f"{text} Now it is linked.")


def test_words_about_doors_that_are_closed() -> None:
    assert words.is_down("CM/ECF is down for maintenance.")
    assert not words.is_down("Maintain your account")
    assert words.is_admin_account("A PACER Administrative Account has no filing access")
    assert words.is_admin_account("PACER administrative accounts cannot be linked.")
    assert words.is_down("The server is busy.")
    assert words.is_not_open("Your PACER account must be upgraded")


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("é".encode(), "text/html; charset=utf-8", ("é", "utf-8")),
        ("é".encode("latin-1"), "text/html; charset=ISO-8859-1", ("é", "windows-1252")),
        ("é".encode("latin-1"), "text/html; charset=utf-8", ("é", "windows-1252")),
        ("é".encode(), "text/html; charset=utf-16", ("é", "utf-8")),
        ("é".encode(), "text/html; charset=x-none", ("é", "utf-8")),
        (b"\xef\xbb\xbfx", "text/html; charset=latin-1", ("x", "utf-8")),
        (b"<meta charset='iso-8859-2'>\xb1", "", ("<meta charset='iso-8859-2'>ą", "iso8859-2")),
        (b"\x81", "", ("\N{REPLACEMENT CHARACTER}", "windows-1252")),
    ],
)
def test_charsets(body: bytes, content_type: str, expected: tuple[str, str]) -> None:
    assert decode(body, content_type) == expected


def pending(*, multipart: bool, charset: str = "utf-8") -> PendingForm:
    fields = (
        ("login", Secret("")),
        ('a"b\r\n', Secret("x\ny")),
        ("key", Secret("")),
        ("note", Secret("lié \N{SNOWMAN}")),
    )
    return PendingForm(FormKind.FILER_LOGIN, HERE, HERE, multipart=multipart, charset=charset, fields=fields)


ANSWERS = {"login": Secret("jane&co"), "key": Secret("p=w +%")}


def test_multipart_is_as_a_browser_writes_it() -> None:
    content_type, body = forms.encode(pending(multipart=True), ANSWERS)
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    parts = [part for part in message.walk() if not part.is_multipart()]
    values = [part.get_payload(decode=True) for part in parts]
    assert values == [b"jane&co", b"x\r\ny", b"p=w +%", "lié \N{SNOWMAN}".encode()]
    assert b'name="a%22b%0D%0A"' in body
    assert b"filename" not in body
    assert all(part.get_content_type() == "text/plain" for part in parts)


def test_urlencoded_and_other_charsets() -> None:
    content_type, body = forms.encode(pending(multipart=False, charset="windows-1252"), ANSWERS)
    assert content_type == "application/x-www-form-urlencoded"
    pairs = dict(parse_qsl(body.decode(), keep_blank_values=True, encoding="windows-1252"))
    assert (pairs["login"], pairs["key"], pairs["note"]) == ("jane&co", "p=w +%", "lié &#9731;")
    _, multipart = forms.encode(pending(multipart=True, charset="windows-1252"), ANSWERS)
    assert "lié &#9731;".encode("latin-1") in multipart


def test_what_stood_on_the_page_before_says_nothing_new() -> None:
    advice = "<p>This CM/ECF account is already linked to another PACER account.</p>"
    before = parse(f"{advice}<p>Enter your login.".encode(), "", HERE)
    after = parse(f"{advice.upper()}<p>Invalid login or password.".encode(), "", HERE)
    stood = words.marks(before)
    assert words.spoken(after, stood) == "Invalid login or password."
    assert words.complaint(after, stood) == "Invalid login or password."
    assert words.spoken(before, stood) == ""
    assert len(words.marks(parse("".join(f"<p>Line {each}" for each in range(900)).encode(), "", HERE))) == 400


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Your CM/ECF account is already linked to your PACER account.", True),
        ("This login has already been associated.", True),
        ("Your account is already linked to another PACER account.", False),
        ("It is linked to someone else.", False),
        ("If your account is already linked, no further action is needed.", False),
        ("Your account is not linked yet.", False),
    ],
)
def test_an_offer_is_taken_back_by_words_that_say_so_of_no_other_account(text: str, linked: bool) -> None:
    assert words.is_linked_already(text) is linked
