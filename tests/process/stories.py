"""Whole runs with secrets that can be found again, each to another end; after each the app forgets the person."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.support.form_browser import form_address, pressed, types_there
from tests.support.person import messages, words
from tests.support.process import LAST_WORD, begins, closes_all, gives_old_login
from tests.support.stack import filer_fields, pacer_fields
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.court.people import Person as CourtPerson
    from tests.support.form_browser import FormBrowser
    from tests.support.person import Person
    from tests.support.stack import Stack

    Story = Callable[..., Awaitable[None]]


@dataclass
class Told:
    """One person of the practice court, whose every secret and token holds `core`."""

    parts: Stack
    me: Person
    core: str
    known: CourtPerson
    since: float
    passcode: str = ""

    @classmethod
    async def of(cls, parts: Stack, me: Person, core: str, story: Story) -> Told:
        """Make the practice court new, with new secrets for one of its people."""
        court = parts.court
        court.reset()
        old = parts.court_person("no_mfa" if story in WITHOUT_PASSCODE else "mfa")
        told = cls(parts, me, core, old, await _latest(me))
        filers = tuple(
            replace(each, login=f"f{secrets.token_hex(8)}", password=told.secret("filer")) for each in old.filers
        )
        told.known = replace(old, username=f"u{secrets.token_hex(8)}", password=told.secret("pacer"), filers=filers)
        court.people = tuple(told.known if each is old else each for each in court.people)
        if old.mfa:
            court._passcode_secrets[told.known.username] = court._passcode_secrets.pop(old.username)
        return told

    def secret(self, what: str, odd: str = "é&+\\\u20ac") -> str:
        """Give a new secret; with its `odd` characters it takes another form at every place it comes through."""
        return f'{what} "{odd}{self.core}{secrets.token_hex(4)}'

    async def signs_in(self) -> None:
        self.passcode = self.parts.court.passcode(self.known) or ""
        view = await self.me.sees_modal("PACER user name")
        typed = pacer_fields(self.known, passcode=self.passcode)
        await self.me.sends(view, **typed, pacer_client_code=f"c{self.core}")

    async def reads(self, text: str) -> None:
        """Wait for a message of this run with `text` in it."""
        await self.me.until(
            lambda state: any(
                float(each["ts"]) > self.since and text in words(each) for each in messages(state, self.me.dm)
            )
        )

    async def links(self) -> None:
        await self.me.clicks_in_modal("link")
        await self.reads(LAST_WORD)

    async def forgets(self) -> None:
        """Have the app delete everything, so that the next run finds nothing."""
        await closes_all(self.me)
        home = await self.me.opens_home()
        while not (await self.me.clicks_in_home("forget_me", home))["ok"]:
            home = (await self.me.state())["home"]  # it was drawn anew under the finger
        await self.reads("stored about you is deleted")


async def _latest(me: Person) -> float:
    return max((float(each["ts"]) for each in messages(await me.state(), me.dm)), default=0.0)


async def links_after_wrong_tries(told: Told) -> None:
    me, known = told.me, told.known
    await begins(me)
    view = await me.sees_modal("PACER user name")
    wrong = pacer_fields(known, password=told.secret("wrong", "\U0001f511&+"), passcode=f"p{told.core}")
    await me.sends(view, **wrong, pacer_client_code=told.secret("code"))
    await me.sees_modal("PACER did not accept")
    await told.signs_in()
    view = await me.sees_modal("Old CM/ECF login")
    await me.sends(view, **filer_fields(known, password=told.secret("wrong", "\U0001f511&+")))
    await me.sees_modal("The court did not accept")
    await gives_old_login(me, known)
    await told.links()


async def links_at_once(told: Told) -> None:
    await begins(told.me)
    await told.signs_in()
    await gives_old_login(told.me, told.known)
    await told.links()


async def cancels_at_the_review(told: Told) -> None:
    await begins(told.me)
    await told.signs_in()
    await gives_old_login(told.me, told.known)
    await told.me.types("cancel")
    await told.reads("Cancelled")


async def learns_the_end_late(told: Told) -> None:
    """An end that stays open would be met by the same person's next story, also past *Forget me*."""
    await begins(told.me)
    await told.signs_in()
    await gives_old_login(told.me, told.known)
    told.parts.court.faults.arm("reset", at="submit", when="after")
    told.parts.court.faults.arm("sign_on_page", at="proof_menu", times=2)  # there is nothing to look for it with
    await told.me.clicks_in_modal("link")
    await told.reads("do not know yet")
    await closes_all(told.me)
    await told.me.clicks("check_again")
    await told.signs_in()
    await told.reads(LAST_WORD)


async def meets_a_broken_sign_on(told: Told) -> None:
    told.parts.court.faults.arm("malformed", at="sign_on")
    await begins(told.me)
    await told.signs_in()
    await told.me.sees_modal("PACER's sign-in service is not working")
    await told.me.types("cancel")
    await told.reads("Cancelled")


async def meets_a_broken_court(told: Told) -> None:
    told.parts.court.faults.arm("lost_answer", at="filer_login")
    await begins(told.me)
    await told.signs_in()
    view = await told.me.sees_modal("Old CM/ECF login")
    await told.me.sends(view, **filer_fields(told.known))
    await told.signs_in()  # so that the password that had no answer is proven to be a right one, and counts no longer
    await gives_old_login(told.me, told.known)


async def sends_a_form_that_is_out_of_date(told: Told) -> None:
    await begins(told.me)
    view = await told.me.sees_modal("PACER user name")
    await told.me.types("cancel")
    await told.reads("Cancelled")
    await told.me.sends(view, **pacer_fields(told.known, passcode=f"p{told.core}"))


async def types_a_password_as_a_message(told: Told) -> None:
    await told.me.types(f"my password is Hunter2-{told.core}")
    await told.reads("looked like a password")
    await told.me.types(f"/link-pacer Hunter2-{told.core}")
    await told.me.is_told("looked like a password")
    await begins(told.me)


async def links_by_the_page(told: Told, browser: FormBrowser) -> None:
    """Type all into a page of the firm's own, each login wrongly first."""
    await told.me.types("/link-pacer mieb")
    await reads_on(told.me)
    await told.me.clicks("ready")
    link = await pressed(told.me)
    page = await browser.signs_in(link, told.me.user)
    wrong = pacer_fields(told.known, password=told.secret("wrong"), passcode=f"p{told.core}")
    page = await browser.post(form_address(link), {**page.hidden, **wrong, "pacer_client_code": f"c{told.core}"})
    assert page.asks(wrong)
    wrong = filer_fields(told.known, password=told.secret("wrong"))
    code = told.parts.court.passcode(told.known) or ""
    page = await browser.post(form_address(link), {**page.hidden, **pacer_fields(told.known, passcode=code)})
    page = await browser.post(form_address(link), {**page.hidden, **wrong})
    assert page.asks(wrong)
    page = await types_there(browser, link, filer_fields(told.known))
    assert page.title == "Go on in Slack"
    await told.me.clicks("link")
    await told.reads(LAST_WORD)


WITHOUT_PASSCODE = (meets_a_broken_court, learns_the_end_late)
"""Stories with two sign-ins, for which one passcode would not do."""
STORIES: tuple[Story, ...] = (
    links_after_wrong_tries,
    cancels_at_the_review,
    meets_a_broken_sign_on,
    sends_a_form_that_is_out_of_date,
    learns_the_end_late,
    links_at_once,
    types_a_password_as_a_message,
    meets_a_broken_court,
)
