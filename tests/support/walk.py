"""Walks a person to a step of the procedure, over the wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.stack import Stack, filer_fields, pacer_fields

if TYPE_CHECKING:
    from bot.sandbox.court.people import Person as CourtPerson
    from tests.support.person import Json, Person


async def reads_on(me: Person) -> None:
    """Go from the doors to PACER's notice."""
    await comes_to_the_check(me)
    await me.clicks("read_on")
    await me.reads("I have read this notice")


async def comes_to_the_check(me: Person) -> None:
    """Go from the doors to the check of what is needed."""
    await me.clicks("door_old_login")
    await me.reads("Read these three lines first")
    await me.clicks("read_on")
    await me.reads("Are you ready?")


class Walk:
    """One attorney's way with one practice identity, at one court."""

    def __init__(self, stack: Stack, me: Person, known: CourtPerson, court: str) -> None:
        self.stack = stack
        self.me = me
        self.known = known
        self.court = court

    @classmethod
    async def of(cls, stack: Stack, *, kind: str = "no_mfa", court: str = "mieb", user: str = "U0ATTY001") -> Walk:
        return cls(stack, await stack.person(user), stack.court_person(kind), court)

    def passcode(self) -> str | None:
        return self.stack.court.passcode(self.known) if self.known.mfa else None

    async def to_getting_ready(self) -> None:
        """Come to PACER's notice, the last page before the sign-in."""
        await self.to_the_doors()
        await self.reads_on()

    async def to_the_doors(self) -> None:
        await self.me.types(f"/link-pacer {self.court}")
        await self.me.reads("Which of these applies to you")

    async def reads_on(self) -> None:
        """Go through the door of an old login, and read what is to be known first."""
        await reads_on(self.me)

    async def to_guided(self, court: str = "ca6") -> None:
        """Go to the first step at a court that is linked in one's own browser."""
        await self.me.types(f"/link-pacer {court}")
        await comes_to_the_check(self.me)
        await self.me.clicks("read_on")
        await self.me.reads("Step 1 of 6")

    async def to_sign_in(self) -> Json:
        await self.to_getting_ready()
        await self.me.clicks("ready")
        await self.me.reads("Step 3 of 6")
        return await self.me.sees_modal("PACER user name")

    async def sign_in(self, view: Json) -> None:
        await self.me.sends(view, **pacer_fields(self.known, passcode=self.passcode()))

    async def to_filer_login(self) -> Json:
        await self.sign_in(await self.to_sign_in())
        await self.me.reads("Enter the old login")
        return await self.me.sees_modal("Old CM/ECF password")

    async def to_review(self) -> Json:
        await self.me.sends(await self.to_filer_login(), **filer_fields(self.known, self.court))
        await self.me.reads("See both accounts")
        return await self.me.sees_modal("Link these accounts")

    async def to_linked(self) -> None:
        await self.to_review()
        await self.me.clicks_in_modal("link")
        await self.me.reads("refresh your screen and go to")
