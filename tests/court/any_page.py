"""Pages of a court that nobody has drawn: put together by chance of what forms are made of."""

from __future__ import annotations

from hypothesis import strategies as given_by

BAR = (
    "<div id='topmenu'><a href='/cgi-bin/DisplayMenu.pl?Reports&id=-1'>R</a>"
    "<a href='/cgi-bin/login.pl?logout'>L</a></div>"
)
LABELS = (
    "Login", "Password", "CM/ECF account: Jane", "PACER account: Jane", "Bar number (optional)", "PIN*", "Your role",
    "", "I have verified both", "New password", "Link a CM/ECF account to my PACER account", "CONGRATULATIONS",
    "Invalid login.",
)  # fmt: skip
KINDS = (
    "text",
    "password",
    "hidden",
    "checkbox",
    "radio",
    "submit",
    "image",
    "button",
    "reset",
    "file",
    "Email",
    "odd",
)
NAMES = ("l", "p", "n", "login", "bar_number", "")
EXTRAS = (
    "", "", "", " checked", " value=x", " value=''", " disabled", " readonly", " hidden", " style='display:none'",
    " required",
    " form=a", " formmethod=get", " formaction=//else.example/", " multiple", " id=a", " aria-label='Your town'",
)  # fmt: skip
TAGS = (
    "<form method=post action=v>", "<form method=post action=v>", "<form id=a method=post>",
    "<form action=/cgi-bin/iquery.pl>",
    "<form method=post action=login.pl?logout>", "<form method=post action=https://example.org/>", "</form>", "</form>",
    "<table>", "<tr>", "<td>", "</td>", "</table>", "<p>", "<div>", "</div>", "<fieldset>", "<fieldset disabled>",
    "<legend>Which</legend>", "</fieldset>", "<label for=a>Town</label>", "<label>", "</label>", "<br>", "<template>",
    "</template>", "<noscript>", "</noscript>", "<!--", "-->", "<textarea name=t>", "</textarea>", "<select name=s>",
    "<select>", "<option value=''>-- Select --", "<option>A", "<option selected>B", "<option disabled>C", "</select>",
    "<button>Submit", "<button name=c>Cancel</button>", "</button>", "<base href=/x/>", BAR, "<script>", "</script>",
    "<a href=/cgi-bin/l.pl>Link a CM/ECF account to my PACER account</a>",
)  # fmt: skip
_CONTROL = given_by.builds(
    "{} <input type={} name='{}'{}{}>".format,
    given_by.sampled_from(LABELS),
    given_by.sampled_from(KINDS),
    given_by.sampled_from(NAMES),
    given_by.sampled_from(EXTRAS),
    given_by.sampled_from(EXTRAS),
)
_BUTTON = given_by.sampled_from(("Submit", "Link", "Cancel", "Log out", "Go", "")).map(
    "<input type=submit value='{}'>".format
)
PAGES = given_by.lists(given_by.sampled_from(TAGS) | _CONTROL | _CONTROL | _BUTTON, max_size=14).map("".join)
"""The source of a page."""
FORMS = given_by.builds(
    "<body><p>Words.<form method=post action=v>{}{}<p><input type=submit></form>".format,
    given_by.sampled_from(("", "Login <input name=l> Password <input type=password name=p><p>")),
    given_by.lists(given_by.sampled_from(TAGS) | _CONTROL | _CONTROL, max_size=6).map("".join),
)
"""Of one that mostly holds a form that could be meant."""
