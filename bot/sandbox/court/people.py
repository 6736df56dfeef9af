"""The people one can play at the practice court: one for each thing that can go right or wrong when linking.

Every name, firm, username and password is invented and public by design. Data only: nothing here acts.
"""

from dataclasses import dataclass, field
from enum import Enum

ALL_COURTS = ("mieb", "txwd", "ord", "arwb", "areb", "cob", "wvsd", "nvb", "ilnb", "gand")


class Standing(Enum):
    """What the sign-on thinks of an account."""

    GOOD = "good"
    DEACTIVATED = "deactivated"
    UPDATE_PENDING = "update pending"
    MFA_PENDING = "MFA to be set up"
    PASSWORD_OLD = "password too old"
    CLIENT_CODE_DEMANDED = "client code demanded"
    CLIENT_CODE_REQUIRED = "client code required"
    SEARCH_DISABLED = "search disabled"


class Sort(Enum):
    """What sort of PACER account it is."""

    INDIVIDUAL = "individual"
    SHARED = "shared"
    ADMINISTRATIVE = "administrative"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class Filer:
    """A CM/ECF account of one court. `linked_to` is the PACER username it is linked to from the start, if any."""

    court: str
    login: str
    password: str = field(repr=False)
    holder: str
    linked_to: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a PACER account. `account_name` is the name that PACER holds: a person's, or a firm's."""

    name: str
    kind: str
    summary: str
    username: str
    password: str = field(repr=False)
    filers: tuple[Filer, ...]
    account_name: str
    mfa: bool = False
    standing: Standing = Standing.GOOD
    sort: Sort = Sort.INDIVIDUAL
    fees_locked: bool = False
    start_here: bool = False


def _filers(
    holder: str, stem: str, courts: tuple[str, ...] = ALL_COURTS, linked_to: str | None = None
) -> tuple[Filer, ...]:
    return tuple(Filer(court, f"{stem}{court}", f"Filing-{stem}-{court}-2016", holder, linked_to) for court in courts)


# Those for whom linking goes well, or is done already.
_READY: tuple[Person, ...] = (
    Person(
        name="Rowan Castellan",
        kind="no_mfa",
        summary="Not linked yet; PACER asks no passcode. Linking works at every court.",
        username="rcastellan",
        password="Lantern-Orchard-41",
        filers=_filers("Rowan Castellan", "rcast"),
        account_name="Rowan Castellan",
        start_here=True,
    ),
    Person(
        name="Imogen Farrowdale",
        kind="mfa",
        summary="Not linked yet; PACER asks a one-time passcode. Each code is good once.",
        username="ifarrowdale",
        password="Copper-Meadow-27",
        filers=_filers("Imogen Farrowdale", "ifarr"),
        account_name="Imogen Farrowdale",
        mfa=True,
        start_here=True,
    ),
    Person(
        name="Tobias Wrenfield",
        kind="already_linked",
        summary="Linked at every court already: nothing is left to do but to file.",
        username="twrenfield",
        password="Saffron-Harbor-63",
        filers=_filers("Tobias Wrenfield", "twren", linked_to="twrenfield"),
        account_name="Tobias Wrenfield",
        mfa=True,
        start_here=True,
    ),
    Person(
        name="Percival Dunmore",
        kind="fees_locked",
        summary="Linking works, but the filing menus stay away: unpaid fees lock this filer.",
        username="pdunmore22",
        password="Granite-Thistle-58",
        filers=_filers("Percival Dunmore", "pdunm"),
        account_name="Percival Dunmore",
        fees_locked=True,
    ),
    Person(
        name="Winifred Gale",
        kind="client_code",
        summary="PACER notes that a required client code is missing when none is given; linking works anyway.",
        username="winifredgale",
        password="Marble-Kestrel-19",
        filers=_filers("Winifred Gale", "wgale"),
        account_name="Winifred Gale",
        standing=Standing.CLIENT_CODE_REQUIRED,
    ),
    Person(
        name="Renée Aldermoor",
        kind="search_disabled",
        summary="Searching is disabled for this account, filing and linking are not. The name has an accent.",
        username="raldermoor",
        password="Velvet-Juniper-74",
        filers=_filers("Renée Aldermoor", "ralde"),
        account_name="Renée Aldermoor",
        standing=Standing.SEARCH_DISABLED,
    ),
    Person(
        name="Ottoline Hashworth",
        kind="odd_character",
        summary="The CM/ECF login has a number sign: a court may refuse to link it; these courts link it.",
        username="ohashworth",
        password="Tinder-Mosaic-307",
        filers=tuple(
            Filer(court, f"o#hash{court}", f"Filing-hash-{court}-2015", "Ottoline Hashworth") for court in ALL_COURTS
        ),
        account_name="Ottoline Hashworth",
    ),
    Person(
        name="Bartholomew Finchley",
        kind="several_accounts",
        summary="Two CM/ECF accounts in one court, attorney and trustee; a PACER account takes one of them.",
        username="bfinchley",
        password="Tundra-Lilac-3350",
        filers=(
            *_filers("Bartholomew Finchley", "bfinc"),
            Filer("mieb", "trusteefinch", "Filing-trustee-mieb-2011", "Bartholomew Finchley, Trustee"),
            Filer("cob", "trusteefinch", "Filing-trustee-cob-2011", "Bartholomew Finchley, Trustee"),
        ),
        account_name="Bartholomew Finchley",
    ),
)


# Those whom PACER's sign-on turns away.
_REFUSED_AT_SIGN_IN: tuple[Person, ...] = (
    Person(
        name="Hester Quayle",
        kind="deactivated",
        summary="PACER has disabled this account: the sign-in is refused.",
        username="hesterquayle",
        password="Winter-Cobalt-882",
        filers=_filers("Hester Quayle", "hquay"),
        account_name="Hester Quayle",
        standing=Standing.DEACTIVATED,
    ),
    Person(
        name="Maribel Stonecroft",
        kind="update_pending",
        summary="PACER wants an update (passcode enrolment or password) done in a browser first.",
        username="mstonecroft",
        password="Ember-Willow-516",
        filers=_filers("Maribel Stonecroft", "mston"),
        account_name="Maribel Stonecroft",
        standing=Standing.UPDATE_PENDING,
    ),
    Person(
        name="Phineas Larchmont",
        kind="mfa_pending",
        summary="PACER wants multi-factor sign-in (MFA) set up in a browser first; every skip is used up.",
        username="plarchmont",
        password="Basalt-Verbena-611",
        filers=_filers("Phineas Larchmont", "plarc"),
        account_name="Phineas Larchmont",
        standing=Standing.MFA_PENDING,
    ),
    Person(
        name="Rosalind Teakwood",
        kind="password_old",
        summary="PACER wants the password changed in a browser first: it is too old.",
        username="rteakwood",
        password="Opaline-Heron-2020",
        filers=_filers("Rosalind Teakwood", "rteak"),
        account_name="Rosalind Teakwood",
        standing=Standing.PASSWORD_OLD,
    ),
    Person(
        name="Ignatius Crabtree",
        kind="client_code_demanded",
        summary="PACER lets nobody in without a client code of four digits.",
        username="icrabtree",
        password="Nimbus-Chestnut-88",
        filers=_filers("Ignatius Crabtree", "icrab"),
        account_name="Ignatius Crabtree",
        standing=Standing.CLIENT_CODE_DEMANDED,
    ),
)


# Those whose account is of a sort that must not, or cannot, be linked.
_NOT_TO_BE_LINKED: tuple[Person, ...] = (
    Person(
        name="Odette Larkspur",
        kind="shared_firm",
        summary="Signs in with the firm's shared account: the court's page names a firm. Do not confirm.",
        username="tansyfirm01",
        password="Quarry-Beacon-904",
        filers=_filers("Odette Larkspur", "olark"),
        account_name="Tansy, Larkspur & Moth LLP (practice firm)",
        sort=Sort.SHARED,
    ),
    Person(
        name="Felix Brandymoor",
        kind="paa",
        summary="A firm's administrative account (PAA): it manages other accounts and has no filing access.",
        username="tansyadmin",
        password="Harvest-Pewter-67",
        filers=(),
        account_name="Felix Brandymoor",
        sort=Sort.ADMINISTRATIVE,
    ),
    Person(
        name="Ansel Pemberwick",
        kind="legacy",
        summary="A legacy account (two letters, four digits): it must be upgraded before it can be linked.",
        username="qz0417",
        password="Drifting-Cedar-30",
        filers=_filers("Ansel Pemberwick", "apemb"),
        account_name="Ansel Pemberwick",
        sort=Sort.LEGACY,
    ),
    Person(
        name="Juniper Halloway",
        kind="wrong_names",
        summary="The CM/ECF account belongs to somebody else, as the court's page shows. Do not confirm.",
        username="jhalloway",
        password="Pebble-Sonnet-128",
        filers=_filers("Caspian Rookwood", "crook"),
        account_name="Juniper Halloway",
    ),
    Person(
        name="Leopold Ashgrove",
        kind="linked_elsewhere",
        summary="The CM/ECF account is linked to another PACER account: the court refuses.",
        username="lashgrove",
        password="Anchor-Primrose-5",
        filers=_filers("Leopold Ashgrove", "lashg", linked_to="ashgroveold"),
        account_name="Leopold Ashgrove",
    ),
    Person(
        name="Delphine O'Hallow",
        kind="special_character",
        summary="The CM/ECF login has an ampersand: courts cannot link it and must rename it first.",
        username="dohallow88",
        password="Silver-Bramble-46",
        filers=tuple(
            Filer(court, f"d&hallow{court}", f"Filing-hallow-{court}-2014", "Delphine O'Hallow") for court in ALL_COURTS
        ),
        account_name="Delphine O'Hallow",
    ),
    Person(
        name="Saskia Thornbury",
        kind="no_filer_account",
        summary="No CM/ECF account in any court: there is nothing to link; registration comes first.",
        username="sthornbury",
        password="Autumn-Ferry-2290",
        filers=(),
        account_name="Saskia Thornbury",
    ),
)


def everyone() -> tuple[Person, ...]:
    """Give all people, those to start with first."""
    return (*_READY, *_REFUSED_AT_SIGN_IN, *_NOT_TO_BE_LINKED)
