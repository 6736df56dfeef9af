"""Controls as a browser has them: what is said of each, whether a person sees it, and what would be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.court.pages import forms
from bot.court.pages.tree import parse

if TYPE_CHECKING:
    from bot.court.pages.controls import Control

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"


def controls(source: str) -> dict[str, Control]:
    page = parse(f"<body>{source}".encode(), "text/html; charset=utf-8", HERE)
    return {each.name: each for form in forms.forms_of(page) for each in form.controls}


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("<label for=i>Your login</label><input name=n id=i>", "Your login"),
        ("<input name=n id=i><p>Far off<p><label for=i>Your login</label>", "Your login"),
        ("<label>Your login <input name=n></label>", "Your login"),
        ("<label>Your <b>login</b>: <input name=n> (old)</label>", "Your login: (old)"),
        ("Wrong <label>Your role <select name=n><option>A</select></label>", "Your role"),
        ("<input name=n aria-label='Your  login'>", "Your login"),
        ("<p id=a>Your</p><p id=b>login</p><input name=n aria-labelledby='a x b'>", "Your login"),
        ("<p id=a>Role</p><input name=m aria-labelledby=a><input name=n aria-labelledby=a>", "Role"),
        ("Your login: <input name=n>", "Your login:"),
        ("<b>Your</b> login <input name=n>", "Your login"),
        ("<table><tr><td>Your login<td><input name=n></table>", "Your login"),
        ("<table><tr><td>Your login<tr><td><input name=n></table>", "Your login"),
        ("<table><tr><th>Login<th>PIN<tr><td><input name=m><td><input name=n></table>", "PIN"),
        ("<table><tr><th>Login<th>PIN</tr> <tr><td><p><input name=n></p><td><input name=m></table>", "Login"),
        ("<table><tr><th>Login<tr><td>Here <input name=n><td><input name=m></table>", "Here"),
        ("<table><tr><th>Login<th>PIN<tr><td>Here<td><input name=n></table>", "Here"),
        ("<table><tr><th>Login<th>PIN<th>More<tr><td><input name=m><td><input name=n></table>", ""),
        ("<table><tr><td><input name=n></table>", ""),
        ("<tr><table><tr><td><form><input name=n></table>", ""),
        ("<dl><dt>Your login<dd><input name=n></dl>", "Your login"),
        ("Your login<br><input name=n>", "Your login"),
        ("Login <input name=m> <input name=n>", ""),
        ("<p>Your login</p><script>x</script><style>y</style><input name=n>", "Your login"),
        ("<p>a<p> <p> <p> <p> <p> <input name=n>", "a"),
        ("<input name=n placeholder='Your login'>", "Your login"),
        ("<input name=n title='Your login'>", "Your login"),
        ("<input name=n>", ""),
        ("<input type=hidden name=n>Your login", ""),
        ("<input type=checkbox name=n> I have verified both", "I have verified both"),
        ("First <input type=checkbox name=m> one <input type=checkbox name=n> two", "two"),
        ("I agree <input type=checkbox name=n><br>", "I agree"),
        ("<p>Read this.<p><input type=checkbox name=n> <label>I agree</label>", "I agree"),
        ("<table><tr><td><input type=checkbox name=n><td>I agree<tr><td>Other</table>", "I agree"),
        ("<table><tr><td><input type=checkbox name=n><tr><td>Other</table>", ""),
        ("<label>Never ended<input name=m><label>Your login<input name=n>", "Your login"),
        ("<label for=i></label>Beside <input name=n id=i>", "Beside"),
    ],
)
def test_what_a_court_says_of_a_control(source: str, label: str) -> None:
    assert controls(source if "<form" in source else f"<form>{source}</form>")["n"].label == label


@pytest.mark.parametrize(
    ("source", "group"),
    [
        ("<fieldset><legend>Your <i>role</i></legend><input type=radio name=n>A</fieldset>", "Your role"),
        ("<p>Your role</p><input type=radio name=n> A", "Your role"),
        ("<fieldset><p>Your role</p><input type=radio name=n> A</fieldset>", "Your role"),
        ("<input type=radio name=n> A", ""),
    ],
)
def test_what_a_court_says_of_a_group(source: str, group: str) -> None:
    assert controls(f"<form>{source}</form>")["n"].group == group


@pytest.mark.parametrize(
    ("source", "caption"),
    [
        ("<input type=submit name=n>", "Submit"),
        ("<input type=submit name=n value=' Go  on '>", "Go on"),
        ("<input type=submit name=n value=''>", ""),
        ("<input type=submit name=n value='' title=Go>", "Go"),
        ("<input type=image name=n value=no alt=Link>", "Link"),
        ("<button name=n><b>Go</b> on</button>", "Go on"),
        ("<button name=n><img src=x></button>", ""),
        ("<button name=n aria-label=Link><img src=x></button>", "Link"),
        ("<input type=button name=n>", ""),
    ],
)
def test_what_stands_on_a_button(source: str, caption: str) -> None:
    assert controls(f"<form>{source}</form>")["n"].label == caption


@pytest.mark.parametrize(
    "source",
    [
        "<input name=n hidden>",
        "<div hidden><input name=n></div>",
        "<input name=n style='display:none'>",
        "<p style='color:red; DISPLAY : none'><span><input name=n></span>",
        "<input name=n style='visibility: hidden'>",
        "<div style='position:absolute;left:-9999px'><input name=n></div>",
        "<div style='text-indent: -999em'><input name=n></div>",
        "<div style='transform:translateX(-1000px)'><input name=n></div>",
        "<input name=n type=hidden>",
    ],
)
def test_what_nobody_sees_is_no_question(source: str) -> None:
    assert not controls(f"<form>{source}</form>")["n"].shown


@pytest.mark.parametrize(
    "source",
    [
        "<input name=n style='display:block; margin-left:-10px'>",
        "<input name=n style='left:-20px'>",
        "<div hidden></div><input name=n>",
        "<input name=n class=hidden>",
    ],
)
def test_what_is_seen_is_seen(source: str) -> None:
    assert controls(f"<form>{source}</form>")["n"].shown


def test_what_is_switched_off_or_not_there_is_left_out() -> None:
    found = controls(
        "<form><input name=a disabled><fieldset disabled><legend><input name=b></legend><input name=c><div>"
        "<select name=d></select></div></fieldset><noscript><input name=e></noscript><legend><input name=f></legend>"
        "<input name=g form=other><fieldset><input name=h></fieldset></form><input name=i>"
    )
    assert sorted(found) == ["b", "f", "h"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<input name=n>", "text"),
        ("<input name=n type=TEXT>", "text"),
        ("<input name=n type='text '>", "text"),
        ("<input name=n type='hidden '>", "text"),
        ("<input name=n type=barcode>", "text"),
        ("<input name=n type=email>", "text"),
        ("<input name=n type=number>", "text"),
        ("<input name=n type=date>", "text"),
        ("<input name=n type=range>", "text"),
        ("<input name=n type=PassWord>", "password"),
        ("<input name=n type=file>", "file"),
        ("<textarea name=n></textarea>", "textarea"),
        ("<select name=n type=text></select>", "select"),
        ("<button name=n type=hidden></button>", "submit"),
        ("<button name=n type=reset></button>", "reset"),
        ("<button name=n type=BUTTON></button>", "button"),
    ],
)
def test_kinds_are_a_browsers(source: str, kind: str) -> None:
    assert controls(f"<form>{source}</form>")["n"].kind == kind


@pytest.mark.parametrize(
    ("source", "optional"),
    [
        ("Suffix (optional) <input name=n>", True),
        ("Suffix, if any <input name=n>", True),
        ("<input name=n placeholder=Optional>", True),
        ("Leave this field blank <input name=n>", True),
        ("Please do not fill this in <input name=n>", True),
        ("Suffix (optional) <input name=n required>", False),
        ("Suffix (optional) * <input name=n>", False),
        ("Suffix <input name=n>", False),
    ],
)
def test_what_may_be_left_as_it_is(source: str, *, optional: bool) -> None:
    assert controls(f"<form>{source}</form>")["n"].optional is optional


def test_options_are_those_a_browser_chooses() -> None:
    def chosen(source: str) -> list[str]:
        return [each.value for each in controls(f"<form>{source}</form>")["n"].options if each.chosen]

    assert chosen("<select name=n><option>a<option>b</select>") == ["a"]
    assert chosen("<select name=n><option disabled>a<option>b</select>") == ["b"]
    assert chosen("<select name=n><optgroup disabled><option>a</optgroup><option>b</select>") == ["b"]
    assert chosen("<select name=n><option>a<option selected>b<option selected value=''>c</select>") == [""]
    assert chosen("<select name=n multiple><option>a<option>b</select>") == []
    assert chosen("<select name=n multiple><option selected>a<option selected>b</select>") == ["a", "b"]
    assert chosen("<select name=n></select>") == []
    labels = controls("<form><select name=n><option label=' A '>x<option> b  c </select></form>")["n"].options
    assert [(each.label, each.value) for each in labels] == [("A", "x"), ("b c", "b c")]
