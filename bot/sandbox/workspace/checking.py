"""Small checks that compose into the shape of a JSON document. Pure: knows nothing of Slack, time or the network.

A check is called with the findings so far, a JSON pointer and a value; it adds a line for each fault that it finds,
in the wording of Slack's own `response_metadata.messages`.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

Check = Callable[["Findings", str, Any], None]


class Findings:
    """The faults found in one document, each with the place where it stands."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, path: str, what: str) -> None:
        """Note one fault at a JSON pointer."""
        self.lines.append(f"[ERROR] {what} [json-pointer:{path}]")


def string(longest: int, *, shortest: int = 1) -> Check:
    """Make a check for a string of `shortest` to `longest` characters."""

    def check(found: Findings, path: str, value: Any) -> None:
        if not isinstance(value, str):
            found.add(path, "must be a string")
        elif len(value) < shortest:
            found.add(path, f"must be more than {shortest - 1} characters")
        elif len(value) > longest:
            found.add(path, f"must be less than {longest + 1} characters")

    return check


def link(longest: int, *, schemes: Collection[str]) -> Check:
    """Make a check for a URL of one of the schemes."""
    length = string(longest)

    def check(found: Findings, path: str, value: Any) -> None:
        length(found, path, value)
        if isinstance(value, str) and not _is_link(value, schemes):
            found.add(path, "must be a valid URL")

    return check


def _is_link(value: str, schemes: Collection[str]) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc or parts.scheme == "mailto") and " " not in value


def flag(found: Findings, path: str, value: Any) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        found.add(path, "must be a boolean")


def whole(low: int, high: int) -> Check:
    """Make a check for an integer between two bounds, both included."""

    def check(found: Findings, path: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            found.add(path, "must be an integer")
        elif not low <= value <= high:
            found.add(path, f"must be between {low} and {high}")

    return check


def one_of(*allowed: str) -> Check:
    """Make a check for one of a few words."""

    def check(found: Findings, path: str, value: Any) -> None:
        if value not in allowed:
            found.add(path, f"must be one of {', '.join(allowed)}")

    return check


def many(item: Check, low: int, high: int) -> Check:
    """Make a check for a list of `low` to `high` items, each of which passes `item`."""

    def check(found: Findings, path: str, value: Any) -> None:
        if not isinstance(value, list):
            found.add(path, "must be an array")
            return
        if len(value) < low:
            found.add(path, f"no fewer than {low} items required")
        if len(value) > high:
            found.add(path, f"no more than {high} items allowed")
        for index, each in enumerate(value):
            item(found, f"{path}/{index}", each)

    return check


class Shape:
    """An object with required and optional fields and no others; `also` looks at the whole after its fields."""

    __slots__ = ("also", "optional", "required")

    def __init__(
        self,
        required: Mapping[str, Check],
        optional: Mapping[str, Check] | None = None,
        *,
        also: Check | None = None,
    ) -> None:
        self.required = required
        self.optional = optional or {}
        self.also = also

    def __call__(self, found: Findings, path: str, value: Any) -> None:
        """Check one object; its `type` is left to whoever chose this shape by it."""
        if not isinstance(value, dict):
            found.add(path, "must be an object")
            return
        for name in self.required:
            if name not in value:
                found.add(path, f"missing required field: {name}")
        for name, item in value.items():
            check = self.required.get(name) or self.optional.get(name)
            if check is not None:
                check(found, f"{path}/{name}", item)
            elif name != "type":
                found.add(f"{path}/{name}", f"unsupported field: {name}")
        if self.also is not None:
            self.also(found, path, value)


def by_type(shapes: Mapping[str, Check]) -> Check:
    """Make a check that chooses the shape by the object's `type`."""

    def check(found: Findings, path: str, value: Any) -> None:
        if not isinstance(value, dict):
            found.add(path, "must be an object")
            return
        kind = value.get("type")
        shape = shapes.get(kind) if isinstance(kind, str) else None
        if shape is None:
            found.add(f"{path}/type", f"unsupported type: {kind}")
        else:
            shape(found, path, value)

    return check


def untyped(shape: Shape) -> Check:
    """Make a check for an object that must not carry a `type` at all, such as an option."""

    def check(found: Findings, path: str, value: Any) -> None:
        if isinstance(value, dict) and "type" in value:
            found.add(f"{path}/type", "unsupported field: type")
        shape(found, path, value)

    return check
