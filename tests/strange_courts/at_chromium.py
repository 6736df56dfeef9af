"""A human in a browser at a strange court: reads what can be seen, types, clicks.

What they cannot do is a fault of how the court is drawn.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import TimeoutError as BrowserTimeoutError

from tests.strange_courts.playing import named
from tests.support.browser import WAIT_MS

if TYPE_CHECKING:
    from playwright.async_api import Browser, Dialog, ElementHandle, Frame, Page, Response

    from tests.strange_courts.serving import StrangeCourts
    from tests.strange_courts.world import Case

ENTRY = re.compile(r"link a cm/?ecf account to my pacer account", re.IGNORECASE)
GROUP = re.compile(r"nextgen", re.IGNORECASE)
ONWARD = re.compile(r"submit|continue|next|log ?in$|^link|verify|yes|confirm|senden", re.IGNORECASE)
ELSEWHERE = re.compile(r"different|search|clear|reset|subscribe|cancel|back|start over|^no$|log out", re.IGNORECASE)
PRESSABLE = "a, area, button, input[type=submit], input[type=button], input[type=image], input:not([type])"
NO_CONTENT = 204
SETTLING = 0.5
MOST_PAGES = 8

NAME_OF = """e => [e.innerText, e.value, e.alt, e.title, ...[...(e.querySelectorAll ? e.querySelectorAll('img') : [])]
  .map(i => i.alt)].filter(Boolean).join(' ').replace(/\\s+/g, ' ').trim()"""
SEEN = """e => { const b = e.getBoundingClientRect(), s = getComputedStyle(e);
  if (e.tagName === 'AREA') { return true; }
  return s.visibility !== 'hidden' && s.display !== 'none' && b.width > 0 && b.height > 0 && b.right > 0; }"""
LABEL_OF = """e => { const near = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let node; while ((node = walk.nextNode()) && !(e.compareDocumentPosition(node) & 4)) { near.push(node.data); }
  const own = [e.getAttribute('aria-label'), e.placeholder, ...[...(e.labels || [])].map(l => l.innerText)];
  return own.filter(Boolean).join(' ') || near.join(' ').replace(/\\s+/g, ' ').trim().slice(-120); }"""


BESIDE = "e => { const row = e.closest('tr, li, p'); return row && e.tagName === 'A' ? row.innerText : ''; }"


class StuckError(Exception):
    """A human would not know what to do here."""


class Human:
    """Somebody at a browser, with one case."""

    def __init__(self, page: Page, case: Case, courts: StrangeCourts) -> None:
        self.page = page
        self.case = case
        self._courts = courts
        self._tried = 0
        self._came = asyncio.Event()
        page.on("framenavigated", self._shown)
        page.on("response", self._answered)

    async def links(self, *, wrong_first: bool = False) -> None:
        """Go from the court's first page to the link. Raises StuckError."""
        host = f"https://ecf.{self.case.skin.court}.uscourts.gov"
        self.page.on("dialog", self._accepts)
        await self._signs_in(host)
        await self.page.goto(f"{host}/cgi-bin/DisplayMenu.pl?Utilities")
        await self._finds_entry()
        await self._gives_login(wrong_first=wrong_first)
        await self._confirms()
        await asyncio.sleep(SETTLING)  # a page that goes on by itself does
        await self.page.wait_for_load_state()
        await self.page.goto(f"{host}/cgi-bin/DisplayMenu.pl?Utilities")
        if not self.case.linked or not await self._sees_menus():
            raise StuckError(f"not linked at the end: {self.case.trail}")

    async def _accepts(self, dialog: Dialog) -> None:
        await dialog.accept()

    def _shown(self, _frame: Frame) -> None:
        self._came.set()

    def _answered(self, response: Response) -> None:
        if response.status == NO_CONTENT:  # the page stays as it is
            self._came.set()

    async def _signs_in(self, host: str) -> None:
        token = self._courts.world.open_session(self.case).token
        both = ("NextGenCSO", "PacerSession")
        await self.page.context.add_cookies(
            [{"name": name, "value": token, "domain": ".uscourts.gov", "path": "/"} for name in both]
        )
        await self.page.goto(f"{host}/cgi-bin/login.pl")

    async def _seen(self, selector: str, frame: Frame | None = None) -> list[tuple[ElementHandle, str]]:
        """Give what can be seen, in any frame, with its name."""
        return [
            (element, str(await element.evaluate(NAME_OF)))
            for each in ([frame] if frame else self.page.frames)
            for element in await each.query_selector_all(selector)
            if await element.evaluate(SEEN)
        ]

    async def _finds_entry(self) -> None:
        for _ in range(2):
            for element, _name in await self._seen("select"):
                words = str(await element.evaluate("e => [...e.options].map(o => o.text).join('|')"))
                option = next((each for each in words.split("|") if ENTRY.search(each)), None)
                if option is not None:
                    await self._does(element.select_option(label=option))
                    return
            things = await self._seen(PRESSABLE)
            named_so = sorted(
                ((each, name) for each, name in things if ENTRY.search(name)),
                key=lambda found: "how" in found[1].lower(),
            )
            if entry := next((each for each, _ in named_so), None):
                # A place in a picture has no box of its own to click into.
                in_picture = await entry.evaluate("e => e.tagName === 'AREA'")
                await self._does(entry.evaluate("e => e.click()") if in_picture else entry.click())
                return
            if beside := [each for each, _ in things if ENTRY.search(str(await each.evaluate(BESIDE)))]:
                await self._does(beside[0].click())
                return
            group = next((each for each, name in things if GROUP.search(name)), None)
            if group is None:
                break
            await self._does(group.click())
        raise StuckError("no entry to be seen")

    async def _does(self, deed: Any) -> None:
        """Act, and wait until what comes of it stands there, in whichever frame."""
        self._came.clear()
        try:
            await deed
            async with asyncio.timeout(WAIT_MS / 1000):
                await self._came.wait()
        except BrowserTimeoutError as error:
            raise StuckError(f"could not press: {error}") from error
        except TimeoutError as error:
            raise StuckError("nothing came of it") from error
        await self._stands()
        await asyncio.sleep(0.15)  # a page that goes on by itself at once does
        await self._stands()

    async def _stands(self) -> None:
        for frame in self.page.frames:
            await frame.wait_for_load_state()

    async def _gives_login(self, *, wrong_first: bool) -> None:
        for _ in range(MOST_PAGES):
            boxes = await self._seen("input[type=password]")
            if not boxes:
                await self._goes_on(None)
            else:
                wrong = wrong_first and self._tried == 0
                await self._types_login(boxes[0][0], "mistyped-this-one" if wrong else self.case.filer.password)
                self._tried += 1
                if not wrong:
                    break
                await self._comes_back()
        if not self.case.filer_checks:
            raise StuckError(f"the old login never arrived: {self.case.trail}")

    async def _comes_back(self) -> None:
        """After a wrong login: to the form again, if it is not there."""
        await asyncio.sleep(0.3)
        if not await self._seen("input[type=password]"):
            again = re.compile(r"try again|back", re.IGNORECASE)
            things = await self._seen("a, button")
            link = next((each for each, name in reversed(things) if again.search(name)), None)
            if link is None:
                raise StuckError("no way back after a wrong login")
            await self._does(link.click())

    async def _types_login(self, box: ElementHandle, password: str) -> None:
        frame = await box.owner_frame()
        fields = []
        for element, value in await self._seen("input, textarea", frame):
            same = await element.evaluate("(e, p) => e.form === p.form", box)
            kind = await element.evaluate("e => e.type")
            empty = not value or value == self.case.filer.login
            if same and kind in {"text", "email"} and await element.is_editable() and empty:
                fields.append((element, str(await element.evaluate(LABEL_OF))))
        right = [each for each, label in fields if re.search(r"log.?in|user|\bid\b|account", label, re.IGNORECASE)]
        if not (fields if len(fields) == 1 else right):
            raise StuckError(f"which is the login? {[label for _, label in fields]}")
        await (fields[0][0] if len(fields) == 1 else right[0]).fill(self.case.filer.login)
        await box.fill(password)
        await self._goes_on(box)

    async def _goes_on(self, box: ElementHandle | None) -> None:
        """Press what goes on, in the form of a box if there is one."""
        found = []
        for element, name in await self._seen(PRESSABLE):
            tag = await element.evaluate("e => e.tagName + ':' + (e.type || '')")
            if tag.startswith(("A:", "AREA")) or "reset" in tag or ELSEWHERE.search(name):
                continue
            if box is not None and not await element.evaluate("(e, p) => e.form === p.form", box):
                continue
            if ONWARD.search(name) or (tag == "INPUT:submit" and not name):
                found.append(element)
        if not found:
            raise StuckError("no button goes on")
        await self._does(found[-1].click())

    async def _confirms(self) -> None:
        """On the page with both accounts, and on one before it: answer what is asked, and say yes."""
        for _ in range(MOST_PAGES):
            if self.case.accepted:
                return
            shown = await self._all_words()
            if "submit" in {form.means for form in self._forms_out()}:
                missing = [who.plain for who in (self.case.filer.who, self.case.pacer.who) if not named(who, shown)]
                if missing:
                    raise StuckError(f"not to be seen: {missing}")
            await self._answers()
            await self._goes_on(None)
        raise StuckError(f"never linked: {self.case.trail}")

    def _forms_out(self) -> list[Any]:
        sessions = [each for each in self._courts.world.sessions.values() if each.case is self.case]
        return [form for session in sessions for form in session.forms.values() if not form.used]

    async def _answers(self) -> None:
        for element, _name in await self._seen("input[type=checkbox]"):
            await element.check()
        for element, _name in await self._seen("input[type=password]"):
            await element.fill(self.case.filer.password)
        for element, name in await self._seen("input[type=text], input[type=email]"):
            label = str(await element.evaluate(LABEL_OF))
            if re.search(r"e-?mail", label, re.IGNORECASE) and not name and await element.is_editable():
                await element.fill(self.case.filer.who.email)
        for element, _name in await self._seen("select"):
            await element.select_option(index=1)

    async def _all_words(self) -> str:
        parts = [str(await frame.evaluate("document.body.innerText")) for frame in self.page.frames]
        values = [name for _, name in await self._seen("input")]
        return "\n".join([*parts, *values])

    async def _sees_menus(self) -> bool:
        names = " ".join(name for _, name in await self._seen("a, area"))
        return bool(re.search(r"Bankruptcy|Civil", names))


async def human_links(browser: Browser, courts: StrangeCourts, case: Case, *, wrong_first: bool = False) -> None:
    """Have a human link in a window of their own. Raises StuckError."""
    context = await browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    try:
        await Human(await context.new_page(), case, courts).links(wrong_first=wrong_first)
    except BrowserError as error:
        raise StuckError(f"the browser: {error}") from error
    finally:
        await context.close()
