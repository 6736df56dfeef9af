"""What a court is, and a skin: how the same screens are worded, named and laid out from court to court.

Data only. What courts publish in their manuals (link text, group headings, sentences) is theirs; CGI names, field names
and titles are not public: they are invented, differently for every skin, so that nothing comes to depend on one.
"""

from dataclasses import dataclass
from enum import Enum

SIGN_ON_HOST = "pacer.login.uscourts.gov"
LINK_TEXT = "Link a CM/ECF account to my PACER account"
PLAIN_PACER_LINKS = (
    "View PACER Account",
    "Change Your Client Code",
    "Review Billing History",
    "Maintain Your Login/Password",
    "Links to Other Courts",
    "Pacer Case Locator (National Index)",
)


class Layout(Enum):
    """How a verify page lists the two accounts."""

    TABLE = "table"
    DEFINITIONS = "definition list"
    FIELDSET = "fieldset"
    PARAGRAPHS = "labelled paragraphs"
    DISABLED_INPUTS = "disabled inputs"
    SENTENCE = "one sentence"


@dataclass(frozen=True, slots=True)
class LinkPage:
    """The page that asks for the CM/ECF login."""

    cgi: str
    title: str
    prose: str
    login_label: str
    password_label: str
    login_field: str
    password_field: str
    hidden: tuple[tuple[str, str], ...]
    button: tuple[str, str]
    again: str


@dataclass(frozen=True, slots=True)
class BetweenPage:
    """A page between the login and both accounts: it asks for a role and for the CM/ECF password once more."""

    cgi: str
    title: str
    prose: str
    role: tuple[str, str]
    roles: tuple[tuple[str, str], ...]
    password: tuple[str, str]
    hidden: tuple[tuple[str, str], ...]
    button: tuple[str, str]
    again: str


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The page that names both accounts; its form is the one that cannot be undone.

    `tick`: the name and the words of a tick without which nothing is linked.
    """

    cgi: str
    title: str
    prose: str
    layout: Layout
    filer_label: str
    pacer_label: str
    hidden: tuple[tuple[str, str], ...]
    button: tuple[str, str]
    tick: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Skin:
    """One court's wording. `groups`: Utilities headings (None: none) with their links; LINK_TEXT marks its place."""

    groups: tuple[tuple[str | None, tuple[str, ...]], ...]
    link_text: str
    link: LinkPage
    verify: VerifyPage
    success: str
    between: BetweenPage | None = None
    success_is_popup: bool = False
    encoding: str = "utf-8"
    charset_in_header: bool = True
    refuses_taken_filer_early: bool = True
    event_links_carry_id: bool = True
    reissues_token: bool = False
    entry_in_script: bool = False


@dataclass(frozen=True, slots=True)
class Court:
    """One court: its id in addresses (`ecf.<id>.uscourts.gov`), PACER's id for it, its name and its kind."""

    id: str
    psc_id: str
    name: str
    is_bankruptcy: bool
    skin: Skin

    @property
    def host(self) -> str:
        """Give the host that the court answers at."""
        return f"ecf.{self.id}.uscourts.gov"

    @property
    def filer_menus(self) -> tuple[str, str]:
        """Name the two menus that only a linked filer sees."""
        return ("Bankruptcy", "Adversary") if self.is_bankruptcy else ("Civil", "Criminal")
