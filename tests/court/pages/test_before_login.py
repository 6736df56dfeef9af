"""A page before the one for the old login: what is put to the person, and what may be the irreversible one."""

from __future__ import annotations

import pytest

from bot.court.model import FormKind
from bot.court.pages import readers
from bot.court.pages.readers import UnexpectedPageError

FORM = "<form method=post action=/cgi-bin/B.pl><input type=hidden name=read value=1>{}</form>"
GO = "<input type=submit value=Continue>"


@pytest.mark.parametrize(
    ("said", "inside", "why"),
    [
        ("", GO, None),
        ("Read this.", "<input type=submit value='Yes'>", None),
        ("Read this.", "<input type=submit value='Link accounts'>", "may link"),
        ("This cannot be undone.", "<input type=submit value=Submit>", "may link"),
        ("Linking is permanent.", "<button>Yes</button>", "may link"),
        ("CM/ECF account: Dana Whitfield", GO, "may link"),
        ("Read this.", "<input name=x>", "no form to go on"),
        ("Read this.", f"<p>Your key <input type=password name=k>{GO}", "a password"),
        ("Read this.", "", "no form to go on"),
        ("Read this.", "<input type=submit value=Cancel>", "no form to go on"),
        ("Read this.", f"<button>Next</button>{GO}", "none clearly ahead"),
        ("Read this.", f"<p>Your photo <input type=file name=f>{GO}", "cannot be sent"),
        ("x" * 3000, GO, "too many"),
        ("You are dana.quill.", GO, None),
        ("The filer old goes to Dana.Quill.", "<input type=submit>", "may link"),
    ],
)
def test_a_page_whose_form_may_be_the_irreversible_one_is_no_such_page(said: str, inside: str, why: str | None) -> None:
    text = f"<p>Before you begin<p>{said}{FORM.format(inside)}"
    read = readers.read(text.encode(), "text/html", "https://ecf.mieb.uscourts.gov/cgi-bin/L.pl")
    if why is None:
        assert readers.before_login(read, "dana.quill").form.kind is FormKind.BEFORE_LOGIN
    else:
        with pytest.raises(UnexpectedPageError, match=why):
            readers.before_login(read, "dana.quill")


def test_two_forms_that_both_could_be_meant_are_a_stop() -> None:
    text = f"<p>Read this.{FORM.format(GO)}{FORM.format(GO)}"
    with pytest.raises(UnexpectedPageError, match="none clearly ahead"):
        readers.before_login(readers.read(text.encode(), "text/html", "https://ecf.mieb.uscourts.gov/cgi-bin/L.pl"))
