"""Methods about files: files.*. To share one an address is asked for, then the bytes go there, then it is shared."""

from bot.sandbox.workspace.api.call import Call, Method
from bot.sandbox.workspace.messages import posted
from bot.sandbox.workspace.model import BOT_USER_ID, ApiError, Json, Message, SharedFile
from bot.sandbox.workspace.workspace import new_id


def upload_address(call: Call) -> Json:
    """Give an address for the bytes of one file of that length."""
    length = call.number("length", 0)
    if length < 1:
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: length"])
    file = SharedFile(new_id("F"), call.text("filename"), length)
    call.workspace.files[file.id] = file
    return {"upload_url": f"{call.workspace.base_url}upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Share files whose bytes have arrived, in a conversation."""
    wanted = call.structure("files", "invalid_arguments")
    conversation = call.channel("channel_id")
    if not isinstance(wanted, list) or not wanted or any(not isinstance(each, dict) for each in wanted):
        raise ApiError("invalid_arguments", ["[ERROR] must be an array of files [json-pointer:/files]"])
    files = [call.workspace.files.get(str(each.get("id"))) for each in wanted]
    shared = [each for each in files if each and len(each.content) == each.length]
    if len(shared) != len(wanted):
        raise ApiError("file_not_found")
    message = Message(
        call.workspace.new_ts(), conversation.id, BOT_USER_ID, call.optional_text("initial_comment") or ""
    )
    message.files = [_wire(call, each) for each in shared]
    posted(call.workspace, conversation, message)
    return {"files": [{"id": each.id, "title": each.name} for each in shared]}


def info(call: Call) -> Json:
    """Describe a file; its bytes are for whoever shows the bot's token."""
    file = call.workspace.files.get(call.text("file"))
    if file is None:
        raise ApiError("file_not_found")
    return {"file": _wire(call, file)}


def _wire(call: Call, file: SharedFile) -> Json:
    address = f"{call.workspace.base_url}files-pri/{file.id}"
    return {"id": file.id, "name": file.name, "mimetype": "text/csv", "url_private_download": address}


METHODS = {
    "files.info": Method(info, scope="files:read"),
    "files.getUploadURLExternal": Method(upload_address, scope="files:write"),
    "files.completeUploadExternal": Method(complete_upload, scope="files:write"),
}
