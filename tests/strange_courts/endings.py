"""What the court answers: to a wrong login, to the Submit, and to those whom it will not link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.strange_courts.scene import Answer, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.strange_courts.scene import Scene

MENU = "/cgi-bin/DisplayMenu.pl?Utilities"

# To a wrong login


def form_again(words: str = "Invalid login or password.") -> Callable[[Scene, str], Answer]:
    """Show the form again, with a message."""

    def wrong(scene: Scene, _why: str) -> Answer:
        return Answer(scene.draw("Link a CM/ECF Account", scene.skin.login(scene, words)))

    return wrong


def own_page(words: str = "The CM/ECF login or password you entered is not correct.") -> Callable[[Scene, str], Answer]:
    """Show a page with a link back."""

    def wrong(scene: Scene, _why: str) -> Answer:
        back = (
            f"<p>{words}</p>\n<p><a href='javascript:history.back()'>Back</a> or <a href='{scene.entry}'>try again</a>"
        )
        return Answer(scene.draw("Error", back))

    return wrong


def alert_back(
    words: str = "Login failed either your login name or key is incorrect",
) -> Callable[[Scene, str], Answer]:
    """Say it in a pop-up, and go back."""

    def wrong(_scene: Scene, _why: str) -> Answer:
        script = f"alert('{words}'); history.back();"
        return Answer(f"<html><head><script language='JavaScript'>{script}</script></head><body></body></html>")

    return wrong


def alert_form(words: str = "Your CM/ECF login could not be verified.") -> Callable[[Scene, str], Answer]:
    """Say it in a pop-up over the form."""

    def wrong(scene: Scene, _why: str) -> Answer:
        form = scene.skin.login(scene, "")
        return Answer(scene.draw("Link a CM/ECF Account", f'<script>alert("{words}");</script>{form}'))

    return wrong


# To those whom it will not link


def refusing(**words: str) -> Callable[[Scene, str], Answer]:
    """Show a page with the court's words: `elsewhere` or `inactive`."""

    def refusal(scene: Scene, why: str) -> Answer:
        back = "<p><a href='/cgi-bin/DisplayMenu.pl?Utilities'>Return to Utilities</a>"
        return Answer(scene.draw("Unable to link", f"<p><b>{words.get(why) or REFUSALS[why]}</b></p>{back}"))

    return refusal


def refusing_by_alert(**words: str) -> Callable[[Scene, str], Answer]:
    """Say it in a pop-up, and go to the menu."""

    def refusal(_scene: Scene, why: str) -> Answer:
        said = words.get(why) or REFUSALS[why]
        return Answer(f'<html><script>alert("{said}");\nlocation.href = "{MENU}";</script></html>')

    return refusal


REFUSALS = {
    "elsewhere": "The CM/ECF account is already linked to another PACER account. Contact the clerk's office.",
    "inactive": "This CM/ECF account is not active and cannot be linked. Contact the clerk's office.",
    "already": "Your CM/ECF account is already linked to your PACER account.",
}


# To the Submit


def congratulations(scene: Scene) -> Answer:
    words = """<h2>CONGRATULATIONS!</h2><p>Your CM/ECF account has been linked to your PACER account. From now on use
your PACER login and password to file. Refresh your screen to see the new menus."""
    return Answer(scene.draw("Account linked", words))


def named_page(scene: Scene) -> Answer:
    who = f"{text(scene.filer.who.plain)} and {text(scene.case.pacer.username)}"
    return Answer(scene.draw("Confirmation", f"<p>You have successfully linked your account.</p><p>{who}</p>"))


def pop_up(scene: Scene) -> Answer:
    del scene
    script = f"alert('The accounts are now linked.'); window.location.href = '{MENU}';"
    return Answer(f"<html><head><title></title></head><body><script>{script}</script></body></html>")


def redirect(scene: Scene) -> Answer:
    return Answer("", status=302, headers={"Location": f"https://{scene.host}{MENU}"})


def refresh(scene: Scene) -> Answer:
    del scene
    where = f'<meta http-equiv="refresh" content="0; URL={MENU}">'
    return Answer(f"<html><head>{where}</head><body>One moment please...</body></html>")


def menu_at_once(scene: Scene) -> Answer:
    return Answer(scene.draw("Utilities", scene.skin.entry(scene)))


def wrong_type(scene: Scene) -> Answer:
    return Answer(congratulations(scene).body, content_type="text/plain")


def bare(scene: Scene) -> Answer:
    """Say nothing but that it was received."""
    return Answer(scene.draw("CM/ECF", "<p>Your request has been processed. An e-mail has been sent to you.</p>"))


def empty(scene: Scene) -> Answer:
    del scene
    return Answer("", status=204)
