"""Finding people by address and by group, choosing several in a form, and sharing a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.workspace.conftest import Play, Wire

Json = dict[str, Any]
PEOPLE = {
    "type": "input",
    "block_id": "who",
    "label": {"type": "plain_text", "text": "Who"},
    "element": {"type": "multi_users_select", "action_id": "people", "max_selected_items": 2},
}


async def test_people_by_address(play: Play) -> None:
    found = await play.api("users.lookupByEmail", {"email": "Dana.Whitfield@practice.example"})
    assert found["user"]["id"] == "U0ATTY001"
    assert (await play.api("users.lookupByEmail", {"email": "a@b.example"}))["error"] == "users_not_found"


async def test_people_of_a_group(play: Play) -> None:
    assert len((await play.api("usergroups.users.list", {"usergroup": "S0EVERYONE"}))["users"]) == 3
    assert (await play.api("usergroups.users.list", {"usergroup": "S1"}))["error"] == "no_such_subteam"


async def test_everybody_a_page_at_a_time(play: Play) -> None:
    first = await play.api("users.list", {"limit": 3})
    second = await play.api("users.list", {"limit": 3, "cursor": first["response_metadata"]["next_cursor"]})
    assert [len(first["members"]), len(second["members"])] == [3, 1]
    assert second["response_metadata"]["next_cursor"] == ""
    assert (await play.api("users.list", {"cursor": "x"}))["error"] == "invalid_cursor"


async def test_several_people_are_chosen(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal(blocks=[PEOPLE]))
    for refused in (["U0NOBODY"], "U0ATTY001", [1], ["U0ATTY001", "U0ATTY002", "U0HELP001"]):
        assert not (await play.submit(view, {"who": {"people": refused}}))["ok"]
    empty = await play.submit(view, {"who": {"people": []}})
    assert empty["errors"] == {"who": "Please complete this required field."}
    sent = play.submit(view, {"who": {"people": ["U0ATTY001", "U0HELP001"]}})
    envelope = await wire.frame()
    await wire.ack(envelope, None)
    assert (await sent)["ok"]
    state = envelope["payload"]["view"]["state"]["values"]["who"]["people"]
    assert state == {"type": "multi_users_select", "selected_users": ["U0ATTY001", "U0HELP001"]}


async def test_a_file_is_shared_once_its_bytes_are_there(play: Play) -> None:
    given = await play.api("files.getUploadURLExternal", {"filename": "a.csv", "length": 3})
    share = {"files": json.dumps([{"id": given["file_id"]}]), "channel_id": "D0ATTY001"}
    assert (await play.api("files.completeUploadExternal", share))["error"] == "file_not_found"
    for content, status in ((b"a,b,c", 400), (b"a,b", 200)):
        async with play.http.post(given["upload_url"], data=content) as answer:
            assert answer.status == status
    assert (await play.api("files.completeUploadExternal", {**share, "initial_comment": "Here"}))["ok"]
    shown = next(each for each in (await play.state())["conversations"] if each["id"] == "D0ATTY001")["messages"][-1]
    (file,) = shown["files"]
    assert (shown["text"], file["name"]) == ("Here", "a.csv")
    async with play.http.get(file["url"]) as answer:
        assert await answer.read() == b"a,b"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a.csv"'
    async with play.http.get(file["url"] + "x") as answer:
        assert answer.status == 404


async def test_what_is_no_file_is_refused(play: Play) -> None:
    assert (await play.api("files.getUploadURLExternal", {"filename": "a.csv", "length": 0}))[
        "error"
    ] == "invalid_arguments"
    share = {"files": json.dumps(["a"]), "channel_id": "D0ATTY001"}
    assert (await play.api("files.completeUploadExternal", share))["error"] == "invalid_arguments"


async def test_a_file_in_a_form_is_described_and_given_by_token(
    play: Play, wire: Wire, modal: Callable[..., Json]
) -> None:
    element = {"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1}
    view = await play.open(wire, modal(blocks=[{**PEOPLE, "element": element}]))
    kept = await play.post("file", name="a.csv", content="a,b")
    file = {"id": kept["id"], "name": "a.csv"}
    for refused in ("a.csv", ["a.csv"], [file, file], [{**file, "name": "a.exe"}]):
        assert not (await play.submit(view, {"who": {"file": refused}}))["ok"]
    sent = play.submit(view, {"who": {"file": [file]}})
    envelope = await wire.frame()
    await wire.ack(envelope, None)
    assert (await sent)["ok"]
    assert envelope["payload"]["view"]["state"]["values"]["who"]["file"] == {"type": "file_input", "files": [file]}
    address = (await play.api("files.info", {"file": kept["id"]}))["file"]["url_private_download"]
    async with play.http.get(address, allow_redirects=False) as answer:
        assert answer.status == 302
    token = {"Authorization": f"Bearer {play.workspace.bot_token}"}
    async with play.http.get(address, headers=token) as answer:
        assert await answer.read() == b"a,b"
    assert (await play.api("files.info", {"file": "F1"}))["error"] == "file_not_found"
    assert not (await play.post("file", name="", content="a"))["ok"]
