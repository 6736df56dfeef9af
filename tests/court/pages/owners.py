"""Snippets of pages, and which form owns each control by HTML: its name -> the form's id, empty for none."""

from __future__ import annotations

SNIPPETS: dict[str, tuple[str, dict[str, str]]] = {
    "within": ("<form id=a><input name=n></form>", {"n": "a"}),
    "behind": ("<form id=a></form><input name=n>", {"n": ""}),
    "before": ("<input name=n><form id=a></form>", {"n": ""}),
    "never ended": ("<form id=a><p><input name=n>", {"n": "a"}),
    "between table and row": (
        "<table><form id=a><tr><td><input name=n></td></tr></form></table><input name=m>",
        {"n": "a", "m": ""},
    ),
    "ended in another cell": (
        "<table><tr><form id=a><td><input name=n></td><td></form><input name=m></td></tr></table>",
        {"n": "a", "m": ""},
    ),
    "begun in a cell, ended behind the table": (
        "<table><tr><td><form id=a><input name=n></td><td><input name=m></td></tr></table><input name=o></form>",
        {"n": "a", "m": "a", "o": "a"},
    ),
    "two in one table": (
        "<table><form id=a><tr><td><input name=n></tr></form><form id=b><tr><td><input name=m></tr></form></table>",
        {"n": "a", "m": "b"},
    ),
    "a form in a form": ("<form id=a><form id=b><input name=n></form><input name=m></form>", {"n": "a", "m": ""}),
    "a form in a form, in a block": (
        "<form id=a><div><form id=b><input name=n></form><input name=m></div><input name=o></form>",
        {"n": "a", "m": "a", "o": ""},
    ),
    "ended within a block": ("<form id=a><div></form><input name=n></div><input name=m>", {"n": "a", "m": ""}),
    "ended within a cell": (
        "<form id=a><table><tr><td></form><input name=n></table><input name=m>",
        {"n": "a", "m": "a"},
    ),
    "another begun where one was ended in a block": (
        "<form id=a><div></form><form id=b><input name=n></form><input name=m></div>",
        {"n": "b", "m": "a"},
    ),
    "a block that ends around it": ("<div><form id=a></div><input name=n></form><input name=m>", {"n": "a", "m": ""}),
    "by id": ("<form id=a></form><input name=n form=a>", {"n": "a"}),
    "by id, from within another": ("<form id=a></form><form id=b><input name=n form=a></form>", {"n": "a"}),
    "by id, before it": ("<button name=n form=a></button><form id=a></form>", {"n": "a"}),
    "by an id that nothing has": ("<form id=a><input name=n form=x></form>", {"n": ""}),
    "by an id of no form": ("<div id=x></div><form id=a><input name=n form=x></form>", {"n": ""}),
    "by an empty id": ("<form id=a><input name=n form></form>", {"n": ""}),
    "by an id that two have": ("<p id=a></p><form id=a></form><input name=n form=a>", {"n": ""}),
    "by an id in other letters": ("<form id=a></form><input name=n form=A>", {"n": ""}),
    "a comment": ("<!-- <form id=x> --><form id=a><!-- </form> --><input name=n></form>", {"n": "a"}),
    "a comment that is empty": ("<form id=a><!--></form><input name=n>", {"n": ""}),
    "a comment that ends oddly": ("<form id=a><!-- --!></form><input name=n>", {"n": ""}),
    "a comment that never ends": ("<form id=a><input name=n><!-- </form><input name=m>", {"n": "a"}),
    "no comment": ("<form id=a><! </form><input name=n></form><input name=m>", {"n": "a", "m": ""}),
    "a processing instruction": ("<form id=a><?x </form><input name=n></form><input name=m>", {"n": "a", "m": ""}),
    "an end tag without a name": ("<form id=a></ form><input name=n></><input name=m></form>", {"n": "a", "m": "a"}),
    "a script": ("<form id=a><script>x='</form>'</script><input name=n></form>", {"n": "a"}),
    "a script in a comment": (
        "<form id=a><script><!-- <script></form></script> </form>--></script><input name=n></form>",
        {"n": "a"},
    ),
    "a script with a comment that ends at once": ("<form id=a><script><!--></script></form><input name=n>", {"n": ""}),
    "a script with a comment that is ended": (
        "<form id=a><script><!-- <script>--> </script></form><input name=n>",
        {"n": ""},
    ),
    "a script that is ended within a comment": ("<form id=a><script><!--</script></form><input name=n>", {"n": ""}),
    "a script that never ends": ("<form id=a><input name=n><script></form><input name=m>", {"n": "a"}),
    "what is for browsers without scripts": (
        "<form id=a><noscript></form></noscript><input name=n></form>",
        {"n": "a"},
    ),
    "a style": ("<form id=a><style></form></style><input name=n></form>", {"n": "a"}),
    "a title": ("<title><form id=x></title><form id=a><input name=n></form>", {"n": "a"}),
    "a textarea": ("<form id=a><textarea name=t></form></textarea><input name=n></form>", {"t": "a", "n": "a"}),
    "a textarea that never ends": ("<form id=a><textarea name=t></form><input name=n>", {"t": "a"}),
    "an attribute": ("<form id=a><p title='</form>'><p title=\"</form>\"><input name=n></form>", {"n": "a"}),
    "an attribute without quotes": (
        "<form id=a><p title=it's><input name=n></form><input name=m>",
        {"n": "a", "m": ""},
    ),
    "an attribute that never ends": ("<form id=a><input name=n><p title='></form><input name=m>", {"n": "a"}),
    "an attribute of its own name": (
        "<form id=a action=x/><input name=n /></form><input name=m/>",
        {"n": "a", "m/": ""},
    ),
    "a tag that never ends": ("<form id=a><input name=n></form ", {"n": "a"}),
    "a template": (
        "<form id=a><template><form id=x><input name=y></form></template><input name=n></form><input name=m>",
        {"n": "a", "m": ""},
    ),
    "the end of no template": ("</template><form id=a><input name=n></form>", {"n": "a"}),
    "capitals": ("<FORM ID=a><INPUT NAME=n></FORM><Input Name=m>", {"n": "a", "m": ""}),
    "a button and a choice": (
        "<table><form id=a><tr><td><select name=s><option>1</select><button name=b>x</button></table>",
        {"s": "a", "b": "a"},
    ),
    "a button in a button": (
        "<form id=a><button name=b><button name=c></form><input name=n>",
        {"b": "a", "c": "a", "n": "a"},
    ),
    "a hidden input in a table": ("<table><form id=a><input type=hidden name=h></form></table>", {"h": "a"}),
    "a visible input in a table": ("<table><form id=a><input name=n></form></table>", {"n": "a"}),
    "list items": ("<ul><li><form id=a></li><li><input name=n></li></ul></form><input name=m>", {"n": "a", "m": ""}),
}
