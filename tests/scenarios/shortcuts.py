"""The way to a step, in one line, for transcripts that are about what comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios import deeds, expectations
from tests.scenarios.reading import step

if TYPE_CHECKING:
    from tests.scenarios.scene import Scene

_SIGN_IN = '"PACER user name" with her user name, "PACER password" with her password'
_OLD_LOGIN = '"Old CM/ECF login" with her old login, "Old CM/ECF password" with her old password'


@step("{who} has come to the sign-in")
async def to_the_sign_in(scene: Scene, who: str) -> None:
    player = await scene.player(who)
    await deeds.types(scene, who, f"/link-pacer {player.court}")
    await expectations.says(scene, "Which of these applies to you at this court?")
    await gets_ready(scene, who)
    await expectations.says(scene, "Step 3 of 6 · Sign in to PACER")
    await expectations.modal_shows(scene, "PACER user name")


@step("{who} gets ready")
async def gets_ready(scene: Scene, who: str) -> None:
    await reads_on(scene, who)
    await deeds.clicks(scene, who, "I accept")


@step("{who} reads on")
async def reads_on(scene: Scene, who: str) -> None:
    await checks(scene, who)
    await deeds.clicks(scene, who, "Continue")
    await expectations.says(scene, "PACER's redaction notice")


@step("{who} gets ready for the browser")
async def gets_ready_for_the_browser(scene: Scene, who: str) -> None:
    await checks(scene, who)
    await deeds.clicks(scene, who, "Continue")


@step("{who} comes to the check")
async def checks(scene: Scene, who: str) -> None:
    await deeds.clicks(scene, who, "I have an old login, not linked yet")
    await expectations.says(scene, "Read these three lines first.")
    await deeds.clicks(scene, who, "Continue")
    await expectations.says(scene, "Are you ready?")


@step("{who} signs in")
async def signs_in(scene: Scene, who: str) -> None:
    passcode = ', "One-time passcode" with her passcode' if (await scene.player(who)).identity.mfa else ""
    await deeds.fills(scene, who, _SIGN_IN + passcode)


@step("{who} gives the old login")
async def gives_the_old_login(scene: Scene, who: str) -> None:
    await deeds.fills(scene, who, _OLD_LOGIN)


@step("{who} has come to the old login")
async def to_the_old_login(scene: Scene, who: str) -> None:
    await to_the_sign_in(scene, who)
    await signs_in(scene, who)
    await expectations.says(scene, "Step 4 of 6 · Your old CM/ECF login")
    await expectations.modal_shows(scene, "Old CM/ECF password")


@step("{who} has come to the two accounts")
async def to_the_two_accounts(scene: Scene, who: str) -> None:
    await to_the_old_login(scene, who)
    await gives_the_old_login(scene, who)
    await expectations.says(scene, "Step 5 of 6 · Check both accounts")
    await expectations.modal_shows(scene, "The court names these two accounts:")


@step("{who} confirms the link")
async def confirms_the_link(scene: Scene, who: str) -> None:
    await deeds.clicks(scene, who, "Link these accounts")
    await deeds.answers(scene, who, "Link for good")


@step("{who} has linked")
async def has_linked(scene: Scene, who: str) -> None:
    await to_the_two_accounts(scene, who)
    await confirms_the_link(scene, who)
    await expectations.posts(scene, "Your accounts are linked at")
    await expectations.becomes(scene, "are linked for good. Proof:")
