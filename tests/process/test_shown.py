"""Whatever holds a secret: shown, copied, pickled or made into JSON, it refuses or shows asterisks."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import pprint
import secrets
import traceback
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import CourtSession, FilerCredentials, PacerCredentials, Registry
from bot.court.model import Cookie, FormKind, PendingForm
from bot.engine.engine import Handled
from bot.flow.effects import Field
from bot.forms import Answer, Form
from bot.settings import load_settings
from bot.store import ConversationKey
from bot.vault import KEY_BYTES, Secret, Vault
from handlers.views import take_typed

if TYPE_CHECKING:
    from collections.abc import Callable

CANARY = "c4n4ry" + secrets.token_hex(12)
APP_TOKEN, BOT_TOKEN = f"xapp-{CANARY}", f"xoxb-{CANARY}"


def hidden() -> Secret:
    return Secret(CANARY)


def session() -> CourtSession:
    court = Registry.shipped(None).get("mieb")
    assert court is not None
    form = PendingForm(FormKind.CONFIRM, "https://x/", "https://x/", True, "utf-8", (("csrf", hidden()),))
    return CourtSession(court, hidden(), (Cookie("NextGenCSO", hidden(), ".uscourts.gov"),), form, (hidden(),))


def typed() -> dict[Field, Secret]:
    values = {Field.PACER_PASSWORD: CANARY, Field.FILER_PASSWORD: CANARY}
    blocks = {f"{name}.3": {name.value: {"type": "plain_text_input", "value": value}} for name, value in values.items()}
    return take_typed({"state": {"values": blocks}})


def settings() -> Any:
    return load_settings(
        {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_SIGNING_SECRET": CANARY,
            "HELP_DESK_CHANNEL": "C0HELP",
        }
    )


HOLDERS: dict[str, Callable[[], Any]] = {
    "Secret": hidden,
    "PacerCredentials": lambda: PacerCredentials(hidden(), hidden(), hidden(), hidden()),
    "FilerCredentials": lambda: FilerCredentials(hidden(), hidden()),
    "Cookie": lambda: Cookie("PacerSession", hidden(), ".uscourts.gov"),
    "PendingForm": lambda: session().form,
    "CourtSession": session,
    "typed values": typed,
    "Settings": settings,
    "an exception": lambda: ValueError(typed(), session()),
    "a group of all": lambda: [typed(), {"session": session()}, (settings(),)],
}
SHOWN: dict[str, Callable[[Any], str]] = {
    "repr": repr,
    "str": str,
    "format": "{}".format,
    "percent": lambda holder: "%s %r" % (holder, [holder]),  # noqa: UP031 - the old way is still a way
    "ascii": ascii,
    "pformat": pprint.pformat,
    "in an exception": lambda holder: repr(RuntimeError(holder)),
    "in a traceback": lambda holder: "".join(traceback.format_exception(RuntimeError(holder))),
    "rich_repr": lambda holder: repr(list(getattr(holder, "__rich_repr__", list)())),
    "JSON with str": lambda holder: json.dumps({"holder": holder}, default=str),
    "JSON with repr": lambda holder: json.dumps({"holder": holder}, default=repr),
}
REFUSED: dict[str, Callable[[Any], Any]] = {
    "JSON": json.dumps,
    "deep copy": copy.deepcopy,
    **{f"pickle {protocol}": partial(pickle.dumps, protocol=protocol) for protocol in range(6)},
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize("make", HOLDERS.values(), ids=HOLDERS)
def test_it_does_not_show(make: Callable[[], Any], show: Callable[[Any], str]) -> None:
    holder = make()
    try:
        shown = show(holder)
    except TypeError as refusal:  # a dict of JSON with our own keys, for one
        shown = str(refusal)
    assert shown
    assert CANARY not in shown


@pytest.mark.parametrize("take", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("make", HOLDERS.values(), ids=HOLDERS)
def test_it_is_not_taken_along(make: Callable[[], Any], take: Callable[[Any], Any]) -> None:
    with pytest.raises((TypeError, pickle.PicklingError, AttributeError)) as caught:
        take(make())
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("make", HOLDERS.values(), ids=HOLDERS)
def test_a_shallow_copy_shows_no_more(make: Callable[[], Any]) -> None:
    holder = make()
    try:
        shown = repr(copy.copy(holder))
    except TypeError as refusal:
        shown = str(refusal)
    assert CANARY not in shown


@pytest.mark.parametrize("holder", [hidden(), session(), settings()], ids=["Secret", "CourtSession", "Settings"])
def test_it_is_not_taken_apart_into_a_dict(holder: Any) -> None:
    takers = (dataclasses.asdict, vars, methodcaller("model_dump"), methodcaller("model_dump_json"))
    for take in takers:
        try:
            shown = repr(take(holder))
        except Exception as refusal:  # noqa: BLE001 - whatever it is refused with
            shown = str(refusal)
        assert CANARY not in shown


def test_what_the_engine_passes_along_has_no_place_for_a_secret() -> None:
    """A form carries a sealed reference, an answer a view, the outcome a record; what was typed goes beside them."""
    key = ConversationKey("T0PRACTICE", "U0ATTY001")
    shown: tuple[Form | Answer | Handled, ...] = (
        Form(key, "V1", "pacer", "sealed"),
        Answer(view={"type": "modal"}),
        Handled(None, None),
    )
    names = {field.name for each in shown for field in dataclasses.fields(each)}
    assert names == {
        "key",
        "view_id",
        "purpose",
        "reference",
        "view",
        "errors",
        "record",
        "state",
        "changed",
        "outdated",
        "duplicate",
    }


def test_taking_what_was_typed_leaves_nothing_in_the_payload() -> None:
    view = {"state": {"values": {"pacer_password.3": {"pacer_password": {"value": CANARY}}}}}
    assert take_typed(view)[Field.PACER_PASSWORD].reveal() == CANARY
    assert CANARY not in repr(view)


def test_a_vault_does_not_show_its_keys() -> None:
    key = secrets.token_bytes(KEY_BYTES)
    shown = repr(Vault([key], None, None))  # type: ignore[arg-type]
    assert repr(key)[2:-1] not in shown
    assert key.hex() not in shown
