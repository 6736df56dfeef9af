"""A page's source, cut and written again: what the court sent, less what no reader sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bot.court import PageKeeper
from bot.court.exchange import Answer
from bot.court.pages.forms import forms_of
from bot.court.pages.tree import decode, parse
from bot.court.rehearsal.source import tokens

PAGES = sorted((Path(__file__).parents[1] / "pages" / "fixtures").rglob("*.html"))
HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl?1"


def again(source: str) -> str:
    return "".join(token.written() for token in tokens(source))


def kept(folder: Path, body: str) -> str:
    """Give the page as a rehearsal keeps it; empty when it is withheld."""
    PageKeeper(folder / "kept").keep("menu", "mieb", Answer(200, HERE, "text/html; charset=utf-8", body.encode()), ())
    page = folder / "kept" / "001-menu.html"
    assert page.exists() != bool(json.loads(page.with_suffix(".json").read_text())["withheld"])
    return page.read_text() if page.exists() else ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_court_s_page_is_the_same_tree(path: Path) -> None:
    source, _ = decode(path.read_bytes(), "text/html")
    assert LexborHTMLParser(again(source)).html == LexborHTMLParser(source).html


@given(st.text("<>/!-='\" abp\n&;", max_size=40))
def test_what_is_written_again_is_written_the_same_from_then_on(source: str) -> None:
    once = again(source)
    assert again(once) == once
    assert "<!--" not in once


AS_SENT = [
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd"><p>Login',
    """<TABLE><FORM METHOD=POST action='../cgi-bin/login.pl'><TR><TD>Login:<INPUT name=login><TR><TD>Password:
    <INPUT type=password name=key></FORM></TABLE><INPUT type=submit value="Submit">""",
    "<div><form method=POST action=/cgi-bin/login.pl></div><p>Login<input name=login></b></form><center>",
    "<frameset><frame src=/cgi-bin/menu.pl?id=-1 name=menu><frame src=/cgi-bin/login.pl?logout></frameset>",
    "<script>if (1 < 2 && 'login') { CMECF.MainMenu.renderSimpleMenu() } // <b>",
    "<p>Login &amp; password &nbsp;&lt;br&gt;<BR>\n\t<img src='menu.gif' />",
    "<title>Login <b></title><textarea name=login></textarea>",
]


@pytest.mark.parametrize("source", AS_SENT)
def test_what_holds_nobody_is_kept_byte_for_byte(tmp_path: Path, source: str) -> None:
    assert kept(tmp_path, source) == source


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<p>Login</p id=x>", "<p>Login</p>"),
        ("<p id=menu ID=login>Login", "<p id=menu>Login"),
        ("<p>Login < password <<!-- x -->b>", "<p>Login &lt; password &lt;b>"),
        ("<template><p>Login</p></template><p>Login", "<p>Login"),
        ("<style>a { b: c }</style><p style='a: b'>Login", "<p>Login"),
        ("<!DOCTYPE html SYSTEM 'about:legacy'><p>Login<!-- x -->", "<!DOCTYPE html><p>Login"),
        ("<xyzzy>Login</xyzzy><plugh>Login<br/>", "LoginLogin<br />"),
    ],
)
def test_what_no_reader_sees_is_not_kept(tmp_path: Path, source: str, written: str) -> None:
    assert kept(tmp_path, source) == written


def test_a_form_keeps_its_controls() -> None:
    page = parse(again(AS_SENT[1]).encode(), "text/html", HERE)
    assert [[control.kind for control in form.controls] for form in forms_of(page)] == [["text", "password"]], (
        "the button is behind the form's end"
    )


OTHERWISE = [
    "<p>x</p title=Zyskander>",
    "<p id=x id=Zyskander>x",
    "<p>x<p title='Zyskander",
    "<p>x<p title='x' Zyskander",
    "<p a=\"'>\" title='Zyskander'>x",
    "<p =Zyskander =x>x",
    "<a/title=Zyskander/href=/Zyskander>x",
    "<Zyskander>x</Zyskander>",
    "<!-->Zyskander-->x",
    "<!--->Zyskander-->x",
    "<!-- x --!>Zyskander<!-- -->",
    "<!-- Zyskander",
    "<![CDATA[x>Zyskander]]>",
    "<!DOCTYPE html PUBLIC 'Zyskander'><p>x",
    "<? x > Zyskander ?>",
    "</ Zyskander><p>x",
    "<script><!--<script></script>Zyskander</script>",
    "<script><!--<script></script><b title=Zyskander>",
    "<textarea><b title=Zyskander></textarea>",
    "<noembed><b title='Zyskander'></noembed>",
    "<noscript><b title='Zyskander'></noscript>",
    "<plaintext><b title='Zyskander'>",
    "<style><b title='Zyskander'></style>",
    "<template><script></template>Zyskander</script></template>",
    "<template></template><template><p>Zyskander",
    "<svg><title><b title='Zyskander'></title></svg>",
    "<svg/><title><b title='Zyskander'></title>",
    "<math><mi><![CDATA[Zys]]>kander</mi></math>",
    "<select><b title=Zyskander><option>x",
    "<table>Zys<tr>kander<td>x",
    "<colgroup>Zyskander<frameset>Zyskander",
    "Zys<!-- -->kan<x-y>der",
    "&#9<!-- -->0;yskander",
    "<<!-- -->b title=Zyskander>",
    "Zys\0kander <b\0 title=Zyskander>",
]


@pytest.mark.parametrize("source", OTHERWISE)
def test_nothing_hides_where_two_would_read_otherwise(tmp_path: Path, source: str) -> None:
    written = kept(tmp_path, f"<p>Login</p>{source}").casefold()
    beside = (tmp_path / "kept" / "001-menu.json").read_text().casefold()
    assert not any(part in written + beside for part in ("zys", "yskan", "kander"))
