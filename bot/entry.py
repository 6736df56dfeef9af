"""The command `link-pacer` of an installed package: what `python -m bot` is in a checkout."""

from __future__ import annotations

from bot.runtime import allocator, loading


def main() -> None:
    """Run the command line, once freed memory is overwritten."""
    allocator.start_overwriting()  # before all else is loaded, for it would be loaded twice
    loading.begin()
    from bot.__main__ import main as command_line  # noqa: PLC0415 - as said above

    command_line(prog_name="link-pacer")
