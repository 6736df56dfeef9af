"""What somebody would try who looks for a person in the pages that a rehearsal keeps, by kind; and how they would look.

The people are of the practice court. A probe is a piece of a page, and what must not be found where it was kept. How
it is looked for knows nothing of how it is taken out.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from urllib.parse import unquote, unquote_plus

ACCENT = "Ren\u00e9e Aldermoor"
PEOPLE = (ACCENT, "Delphine O'Hallow", "Imogen Farrowdale")
TYPED = ("rcastellan", 'Copper&Meadow "27"', "k7", "!!@@##", "bankruptcy notice", "\u00d1and\u00fa-63", "482913")
ACCOUNTS = "".join(f"<p>CM/ECF account: {name}</p><p>PACER account: {name}</p>" for name in PEOPLE[:1])
NAMES = ("renee", "aldermoor", "hallow", "delphine", "farrowdale", "imogen")

Probe = tuple[str, tuple[str, ...]]


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


SPELT = {
    "as it is": ACCENT,
    "capitals": "REN\u00c9E ALDERMOOR",
    "mixed capitals": "rEnEe aLdErMoOr",
    "no accent": "Renee Aldermoor",
    "an accent of its own": "Rene\u0301e Aldermo\u0308or",
    "last name first": "Aldermoor, Ren\u00e9e Q.",
    "with a title": "Hon. Ren\u00e9e Aldermoor, Esq.",
    "possessive": "Aldermoor's and Delphine O\u2019Hallow\u2019s page",
    "plural": "the Aldermoors",
    "hyphen": "Aldermoor-Farrowdale",
    "hyphen that does not break": "Aldermoor\u2011Farrowdale",
    "run together": "raldermoor reneealdermoor aldermoorr ReneeAldermoor",
    "underscore": "renee_aldermoor",
    "number behind": "raldermoor88 aldermoor2",
    "no apostrophe": "Delphine OHallow, Delphine O Hallow, Delphine O-Hallow",
    "apostrophes": " ".join(f"O{each}Hallow" for each in "'`\u2018\u2019\u02bc\u00b4\u2032\uff07"),
    "letter by letter": "R e n e e  A l d e r m o o r",
    "letters with points": "A.l.d.e.r.m.o.o.r",
    "letters with strokes": "A-l-d-e-r-m-o-o-r",
    "letters in tags": "<b>A</b><i>l</i><b>d</b><i>e</i><b>r</b><i>m</i>oor",
    "split by tags": "Ren<b>\u00e9e</b> Alder<i>moor</i>",
    "split by a comment": "Alder<!-- x -->moor",
    "split by a break": "Alder<wbr>moor",
    "split by unknown tags": "Alder<x-y>moor</x-y>",
    "space of no width": "Al\u200bder\u200cmo\u200dor\ufeff",
    "soft hyphens": "Al\u00adder\u00admoor",
    "marks of direction": "\u202eAlder\u202cmoor\u2067",
    "spaces that do not break": "Ren\u00e9e\u00a0Aldermoor\u202fQ",
    "wide letters": "\uff32\uff45\uff4e\uff45\uff45 \uff21\uff4c\uff44\uff45\uff52\uff4d\uff4f\uff4f\uff52",
    "letters of another alphabet": "Ald\u0435rm\u043eor",
    "entities, named": "Ren&eacute;e Alderm&oacute;or",
    "entities, numbers": "&#65;lderm&#111;&#111;r",
    "entities, hexadecimal": "&#x41;lderm&#X6F;or",
    "entities, open": "&#65lderm&#111or",
    "entities, zeros": "&#0000065;ldermoor",
    "entities, twice": "&amp;#65;lderm&amp;#x6f;or Ren&amp;eacute;e",
    "entities, three times": "&amp;amp;#65;ldermoor",
    "entities of nothing": "Alder&zwj;mo&shy;or",
    "percent": "Ren%C3%A9e%20Aldermoor",
    "percent, Latin": "Ren%E9e+Aldermoor",
    "percent, all": "".join(f"%{byte:02x}" for byte in b"Aldermoor"),
    "percent, twice": "Alder%256Door",
    "percent, some": "Alderm%6F%6fr",
    "script": r"Ren\u00e9e \u0041ldermoor",
    "script, hexadecimal": r"\x41lderm\x6for",
    "script, braces": r"\u{41}ldermoor",
    "script, octal": r"\101ldermoor",
    "script, needless": r"\A\ld\erm\oo\r",
    "old script": "%u0041ldermoor",
    "read as Latin": "Ren\u00c3\u00a9e",
    "base64": _encoded(ACCENT),
    "hexadecimal": ACCENT.encode().hex(),
    "backwards": "roomredlA eeneR",
    "joined": "'Alder' + 'moor'",
    "codes of letters": "String.fromCharCode(65,108,100,101,114,109,111,111,114)",
}
PLACES = {
    "paragraph": "<p>{}</p>",
    "heading": "<h2>{}</h2>",
    "title": "<title>{}</title>",
    "cell": "<table><caption>{0}<tr><th>{0}<td>{0}</table>",
    "term": "<dl><dt>{0}<dd>{0}</dl>",
    "legend and label": "<fieldset><legend>{0}</legend><label>{0}</label></fieldset>",
    "button": "<button>{}</button>",
    "button's label": '<input type=submit value="{}">',
    "shown input": '<input value="{}">',
    "hidden input": '<input type=hidden name=n value="{}">',
    "box": '<input type=checkbox name=n value="{}">',
    "option": '<select><optgroup label="{0}"><option value="{0}">{0}</select>',
    "list of data": '<datalist><option value="{}"></datalist>',
    "area": '<textarea placeholder="{0}">{0}</textarea>',
    "hint": '<input placeholder="{0}" pattern="{0}" title="{0}" list="{0}">',
    "picture": '<img alt="{0}" title="{0}" src="/photos/{0}.gif" srcset="/{0}.gif 2x" longdesc="{0}" usemap="#{0}">',
    "map": '<map name="{0}"><area alt="{0}" href="/{0}"></map>',
    "way": '<a href="/users/{0}/index.html">x</a>',
    "query": '<a href="/cgi-bin/who.pl?name={0}&amp;x={0}#{0}">x</a>',
    "bare query": '<a href="/cgi-bin/who.pl?{}">x</a>',
    "other schemes": '<a href="mailto:{0}" ping="/{0}">x</a><a href="javascript:show(\'{0}\')">x</a>',
    "action": '<form action="/{0}" target="{0}" name="{0}"><button formaction="/{0}">x</button></form>',
    "identifiers": '<p id="{0}" class="{0}" lang="{0}" dir="{0}" role="{0}">x</p><label for="{0}">x</label>',
    "reader's labels": '<p aria-label="{0}" aria-describedby="{0}" aria-description="{0}">x</p>',
    "data": '<p data-user="{0}" data-token="{0}">x</p>',
    "style": '<p style="background:url(/{0}.png)">x</p><style>a:after {{ content: "{0}" }}</style>',
    "script": "<script>var a = '{0}', b = \"{0}\", c = `{0}`; // {0}\n/* {0} */</script>",
    "script's address": '<script src="/{}.js"></script>',
    "data in a script": '<script type="application/json">{{"user": "{0}", "{0}": ["{0}"]}}</script>',
    "pop-up": '<script>alert("Hello {}");</script>',
    "handler": '<p onclick="go(\'{0}\')" onfocus="{0}">x</p>',
    "cookie": '<script>document.cookie = "who={0}; path=/";</script><meta http-equiv=set-cookie content="who={0}">',
    "meta": '<meta name=author content="{0}"><meta name=csrf-token content="{0}"><meta property="{0}" content="x">',
    "refresh": '<meta http-equiv=refresh content="0;url=/{}">',
    "link": '<link rel=stylesheet href="/{0}.css" title="{0}" integrity="{0}"><base href="/{0}/">',
    "comment": "<!-- {0} --><!--[if IE]>{0}<![endif]-->",
    "marked text": "<svg><![CDATA[{0}]]><title>{0}</title><text>{0}</text></svg><?who {0}?>",
    "drawing's address": '<svg><use xlink:href="#{0}" href="#{0}"/></svg>',
    "template": "<template><p>{0}</p><template>{0}</template></template>",
    "no script": "<noscript><p>{}</p></noscript>",
    "frame": '<iframe srcdoc="&lt;p&gt;{0}" src="/{0}" name="{0}">{0}</iframe>',
    "objects": '<object data="/{0}"><param name="{0}" value="{0}"></object><embed src="/{0}">',
    "media": '<video poster="/{0}"><source src="/{0}"><track label="{0}" srclang="{0}"></video>',
    "quotations": '<q cite="/{0}">x</q><ins datetime="{0}" cite="/{0}">x</ins><time datetime="{0}">x</time>',
    "short forms": '<abbr title="{0}">x</abbr><details><summary>{0}</summary></details><table summary="{0}"></table>',
    "old tags": "<marquee>{0}</marquee><font face='{0}' color='{0}'>x</font><xmp>{0}</xmp><noframes>{0}</noframes>",
    "formulas": "<math><mi>{0}</mi><annotation>{0}</annotation></math>",
    "values": '<li value="{0}">x<meter value="{0}"></meter><output name="{0}">{0}</output>',
}
VALUES: dict[str, Probe] = {
    "mail": ("r.alder@firm.example", ("r.alder", "alder@")),
    "mail, entity": ("r.alder&#64;firm.example", ("r.alder", "alder@")),
    "mail, percent": ("mailto:mark%40court.example", ("mark",)),
    "mail of words": ("clerk.office@court-records.example", ("clerk.office", "court-records")),
    "phone": ("Call (313) 555-0142", ("555", "0142", "313")),
    "phone, points": ("313.555.0142", ("555", "0142")),
    "phone, spaces": ("+1 313 555 0142", ("555", "0142")),
    "phone, run together": ("tel:+13135550142", ("5550142",)),
    "phone, short": ("555-0142 ext. 77", ("0142", "77")),
    "phone, wide": ("\uff13\uff11\uff13-\uff15\uff15\uff15-\uff10\uff11\uff14\uff12", ("555", "0142")),
    "phone, other digits": ("\u0663\u0661\u0663 \u0665\u0665\u0665 \u0660\u0661\u0664\u0662", ("555", "0142")),
    "phone, entities": ("&#51;13-555-&#48;142", ("555", "0142")),
    "digits apart": ("3 1 3 5 5 5 0 1 4 2", ("3 1 3", "5 5 5", "0 1 4 2")),
    "date": ("Born 2/14/1961", ("2/14", "1961", "14/")),
    "date, strokes": ("1961-02-14", ("1961", "02-14")),
    "date, points": ("14.2.1961", ("1961", "14.2")),
    "date, short": ("2/4/61", ("2/4", "61")),
    "date, in words": ("born February 14, 1961", ("february", "1961")),
    "date, abbreviated": ("14 Feb. 1961, Feb 14 61, 14th of February", ("feb", "1961")),
    "date, month and year": ("December 1961", ("december", "1961")),
    "date, run together": ("19610214", ("1961", "0214")),
    "street": ("350 North Main Street, Suite 12, Detroit, MI 48226", ("350", "main", "detroit", "48226", "12,")),
    "street, short": ("12 Park Ave.", ("12 p", "park")),
    "street of words": ("9 Court Terrace", ("9 court", "court terrace")),
    "post box": ("P.O. Box 8812, Lansing", ("8812", "lansing")),
    "social security": ("078-05-1120", ("078", "1120")),
    "last four": ("SSN xxx-xx-1120", ("1120",)),
    "bar number": ("Bar No. P44712, bar number 44712", ("44712",)),
    "bar number, short": ("P447", ("447",)),
    "case": ("2:24-cv-01234-ABC", ("24-cv", "01234", "abc")),
    "case, bankruptcy": ("24-41235-mar", ("41235", "24-4", "-mar")),
    "case, plain": ("Case 24-41235, 1:23-bk-54321, 98cv771", ("41235", "54321", "771")),
    "number": ("Account 8812345, 61", ("8812345", "61")),
    "money": ("$1,250.75", ("250", "75")),
    "address of a machine": ("10.20.30.41", ("10.20", "30.41")),
    "token": ("Zk3q9Zk3q9Zk3q9Zk3q9Zk3q9", ("zk3q9",)),
    "token, short": ("x9f", ("x9f",)),
    "token of letters": ("qxzvw", ("qxzvw",)),
    "token, hexadecimal": ("deadbeefcafe", ("deadbeef",)),
    "token, upper": ("QXZ-VWK", ("qxz", "vwk")),
    "identifier": ("3f2b8c1a-77de-4e0b-9a1c-0242ac120002", ("3f2b", "77de", "4e0b", "0242")),
    "three parts": ("eyJhbGciOi.eyJzdWIiOiI.SflKxwRJ", ("eyj", "sflk")),
    "path": (r"C:\Users\qzhome\x.doc", ("qzhome",)),
    "host": ("https://qzfirm.example/x", ("qzfirm",)),
}
GIVEN: dict[str, Probe] = {
    "login": ("rcastellan", ("rcastellan",)),
    "login in a word": ("xrcastellanmieb2 rcastellan_old", ("rcastellan",)),
    "login, capitals": ("RCastellan", ("rcastellan",)),
    "login, unseen": ("rcas\u200btel\u00adlan", ("rcastellan",)),
    "login, escapes": (r"rcas\x74ellan %72castellan &#114;castellan", ("rcastellan",)),
    "login, split": ("rcas<b>tel</b>lan", ("rcastellan",)),
    "password": ("Copper&amp;Meadow &quot;27&quot;", ("copper", "meadow")),
    "password, percent": ("Copper%26Meadow+%2227%22", ("copper", "meadow")),
    "password, twice": ("Copper%2526Meadow", ("copper", "meadow")),
    "password, script": (r"Copper\u0026Meadow \"27\"", ("copper", "meadow")),
    "password, base64": (_encoded(TYPED[1]), (_encoded(TYPED[1])[:8].lower(),)),
    "two characters": ("k7 and K7", ("k7",)),
    "no letters": ("!!@@## %21%21@@## !!&#64;@##", ("!!@@##",)),
    "of a page's words": ("Bankruptcy Notice, bankruptcy%20notice", ("bankruptcy notice",)),
    "accents": ("\u00d1and\u00fa-63 nandu-63 N&#771;andu\u201063 %D1and%FA%2D63", ("nandu",)),
    "code": ("482913 482 913 4829-13 %34829%313", ("482", "913")),
}


def sight(raw: bytes) -> str:
    """Give all that somebody may read in what was kept: as it is, and with every spelling undone, again and again."""
    seen: list[str] = []
    new = {raw.decode("utf-8", "replace"), raw.decode("cp1252", "replace")}
    for _ in range(4):
        seen += new
        new = {undone for text in new for undone in _undone(text)} - set(seen)
    plain = [unicodedata.normalize("NFKD", text) for text in seen]
    return "\n".join("".join(each for each in text if _is_seen(each)).casefold() for text in plain)


def _undone(text: str) -> list[str]:
    escapes = re.sub(r"\\u\{?([0-9a-fA-F]{2,4})\}?|\\x([0-9a-fA-F]{2})", lambda m: chr(int(m[1] or m[2], 16)), text)
    return [html.unescape(text), unquote(text), unquote_plus(text, "latin-1"), escapes, re.sub(r"<[^>]*>", "", text)]


def _is_seen(letter: str) -> bool:
    return letter == "\n" or unicodedata.category(letter) not in {"Mn", "Cf", "Cc"}
