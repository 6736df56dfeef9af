"""What nobody is meant to see or fill in, and the label that stands over several lines beside a control."""

from __future__ import annotations

import pytest

from bot.court.pages import forms
from tests.court.pages.drawn import page

TRAPS = {
    "a class that the page moves away": "<style>.hp { left: -5000px; }</style><p class='a hp'>{}</p>",
    "a class of a list of them": "<style>b.off, p.hp {{ display:none }}</style><p class=hp>{}</p>",
    "an id that the page hides": "<style>#trap {{ visibility: hidden }}</style><div id=trap>{}</div>",
    "a style of its own": "<div style='display: none'>{}</div>",
    "the hidden attribute": "<div hidden>{}</div>",
    "kept from listeners and keyboards": "{} tabindex=-1 aria-hidden=true>",
    "kept from keyboards and what a browser fills in": "{} tabindex=-1 autocomplete=off>",
}


@pytest.mark.parametrize("around", TRAPS.values(), ids=TRAPS.keys())
def test_a_trap_for_machines_is_not_asked(around: str) -> None:
    trap = "<input name=website" if around.startswith("{}") else "<input name=website>"
    html = around.replace("{{", "{").replace("}}", "}").replace("{}", trap)
    (form,) = forms.forms_of(page(f"<form method=post action=x>{html}<input name=login></form>"))
    assert [(each.name, each.shown) for each in form.controls] == [("website", False), ("login", True)]


SHOWN = {
    "another class": "<style>.hp { display: none }</style><p class=help>{}</p>",
    "a rule for what is within": "<style>.hp b { display: none }</style><p class=hp>{}</p>",
    "a look that hides nothing": "<style>.hp { color: red; left: -5px }</style><p class=hp>{}</p>",
    "kept from listeners alone": "<span aria-hidden=true>{}</span>",
}


@pytest.mark.parametrize("around", SHOWN.values(), ids=SHOWN.keys())
def test_what_is_seen_is_asked(around: str) -> None:
    html = around.replace("{}", "<input name=phone>")
    (form,) = forms.forms_of(page(f"<form method=post action=x>{html}</form>"))
    assert [each.shown for each in form.controls] == [True]


@pytest.mark.parametrize(
    ("html", "label"),
    [
        (
            "<table><tr><td>E-mail address<br>(for the confirmation):<td><input name=a></table>",
            "E-mail address (for the confirmation):",
        ),
        (
            "<table><tr><td>One<br>Two<br>Three<br>Four<br>Five<br>Six<td><input name=a></table>",
            "Two Three Four Five Six",
        ),
        ("<p>Read this.<br>E-mail: <input name=a></p>", "E-mail:"),
        ("<table><tr><td>Other<input name=b><br>Your phone<td><input name=a></table>", "Your phone"),
    ],
)
def test_a_label_beside_a_control_is_the_whole_cell(html: str, label: str) -> None:
    (form,) = forms.forms_of(page(f"<form method=post action=x>{html}</form>"))
    assert next(each.label for each in form.controls if each.name == "a") == label
