"""Methods about tokens, people and the app itself: auth, api, users, bots, apps."""

from typing import Any

from bot.sandbox.workspace import model
from bot.sandbox.workspace.api.call import Call, Method
from bot.sandbox.workspace.workspace import Workspace

_UPDATED = 1_700_000_000
MOST_AT_ONCE = 200
"""People of one page; Slack recommends no more."""


def auth_test(call: Call) -> model.Json:
    """Say whose token it is; an app-level token learns its app."""
    if call.token == "app":
        return {"app_name": model.BOT_NAME, "app_id": model.APP_ID}
    grid = call.workspace.grid
    return {
        "url": call.workspace.base_url,
        "team": model.TEAM_NAME,
        "user": "link_pacer",
        "team_id": model.TEAM_ID,
        **({"enterprise_id": grid.id} if grid else {}),
        "user_id": model.BOT_USER_ID,
        "bot_id": model.BOT_ID,
        "is_enterprise_install": bool(grid and grid.everywhere),
    }


def api_test(call: Call) -> model.Json:
    """Give the arguments back, or the error that was asked for."""
    wanted = call.params.get("error")
    if wanted:
        raise model.ApiError(str(wanted))
    return {"args": dict(call.params)}


def connections_open(call: Call) -> model.Json:
    """Give the address of one new Socket Mode connection, good for one use."""
    return {"url": call.workspace.new_socket_url()}


def users_info(call: Call) -> model.Json:
    """Describe one person, their time zone included."""
    wanted = call.text("user")
    if wanted == model.BOT_USER_ID:
        return {"user": _bot_user()}
    person = call.workspace.people.get(wanted)
    if person is None:
        raise model.ApiError("user_not_found")
    return {"user": _user(call.workspace, person)}


def users_list(call: Call) -> model.Json:
    """Describe everybody, a page at a time."""
    members = [*(_user(call.workspace, person) for person in call.workspace.people.values()), _bot_user()]
    try:
        start = int(call.optional_text("cursor") or 0)
    except ValueError:
        raise model.ApiError("invalid_cursor") from None
    end = start + min(max(call.number("limit", MOST_AT_ONCE), 1), MOST_AT_ONCE)
    following = str(end) if end < len(members) else ""
    return {"members": members[start:end], "cache_ts": _UPDATED, "response_metadata": {"next_cursor": following}}


def lookup_by_email(call: Call) -> model.Json:
    """Describe who has an e-mail address; people of other organizations are not found."""
    wanted = call.text("email").casefold()
    for person in call.workspace.people.values():
        if person.email.casefold() == wanted and person.standing != "external":
            return {"user": _user(call.workspace, person)}
    raise model.ApiError("users_not_found")


def group_members(call: Call) -> model.Json:
    """List who is in a user group."""
    members = call.workspace.groups.get(call.text("usergroup"))
    if members is None:
        raise model.ApiError("no_such_subteam")
    return {"users": list(members)}


def bots_info(call: Call) -> model.Json:
    """Describe the app's bot."""
    if call.optional_text("bot") not in {None, model.BOT_ID}:
        raise model.ApiError("bot_not_found")
    known = {"id": model.BOT_ID, "name": model.BOT_NAME, "app_id": model.APP_ID, "user_id": model.BOT_USER_ID}
    return {"bot": {**known, "deleted": False, "updated": _UPDATED, "icons": {}}}


def _user(workspace: Workspace, person: model.Person) -> model.Json:
    known = {
        **_account(person.id, person.username, person.name),
        "tz": person.tz,
        "tz_label": person.tz_label,
        "tz_offset": person.tz_offset,
        "is_bot": False,
    }
    if person.standing == "external":
        # Slack does not say of people of other organizations whether they are guests there.
        return known | {"team_id": person.team, "is_stranger": False}
    single = person.standing == "single_channel_guest"
    known |= {"is_restricted": single or person.standing == "guest", "is_ultra_restricted": single}
    if workspace.grid:
        teams = [model.TEAM_ID, workspace.grid.users_team]
        organization = {"id": person.id, "enterprise_id": workspace.grid.id, "teams": teams}
        known |= {"enterprise_user": {**organization, "enterprise_name": workspace.grid.name}}
        known["team_id"] = workspace.grid.users_team
    return known


def _bot_user() -> model.Json:
    return {**_account(model.BOT_USER_ID, "link_pacer", model.BOT_NAME), "is_bot": True}


def _account(user_id: str, username: str, name: str) -> dict[str, Any]:
    return {
        "id": user_id,
        "team_id": model.TEAM_ID,
        "name": username,
        "real_name": name,
        "deleted": False,
        "updated": _UPDATED,
        "is_app_user": False,
        "profile": {"real_name": name, "display_name": name, "team": model.TEAM_ID},
    }


METHODS = {
    "auth.test": Method(auth_test, frozenset({"bot", "app"})),
    "api.test": Method(api_test, frozenset({"bot", "app", "none", "unknown"})),
    "apps.connections.open": Method(connections_open, frozenset({"app"})),
    "users.info": Method(users_info, scope="users:read"),
    "users.list": Method(users_list, scope="users:read"),
    "users.lookupByEmail": Method(lookup_by_email, scope="users:read.email"),
    "usergroups.users.list": Method(group_members, scope="usergroups:read"),
    "bots.info": Method(bots_info, scope="users:read"),
}
