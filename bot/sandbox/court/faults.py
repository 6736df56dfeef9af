"""The faults one can order: which there are, where and how often they strike. What they do is in `fault_answers`."""

from dataclasses import dataclass

PLACES = ("sign_on", "root", "menu", "link_page", "filer_login", "submit", "proof_menu", "sign_out", "any")
MOMENTS = ("before", "after")
MOST_TIMES = 1000
MOST_SECONDS = 600.0
USUAL_SECONDS = 30.0

FAULTS = {
    "lost_answer": "the connection closes without an answer",
    "reset": "the connection is reset in the middle of the answer",
    "hang": "no answer comes at all while the client waits",
    "slow": "the answer comes after a long wait (seconds)",
    "drip": "the answer comes a few bytes at a time (over seconds)",
    "half_page": "a well-formed answer holds only half of the page",
    "truncated": "fewer bytes come than were announced",
    "bomb": "a small compressed answer unpacks to 64 MiB",
    "wrong_charset": "the answer declares a charset that does not exist and holds bytes that fit none",
    "malformed": "tags and text are scrambled",
    "bad_request": "status 400",
    "forbidden": "status 403",
    "not_found": "status 404",
    "server_error": "status 500",
    "bad_gateway": "status 502",
    "unavailable": "status 503",
    "too_many": "status 429 with Retry-After",
    "maintenance": "a maintenance page with status 200",
    "unknown_page": "a page that fits nothing known, status 200",
    "sign_on_page": "the sign-on bounce, although the session is good",
    "session_ended": "the session really ends, then the sign-on bounce",
    "redirect_loop": "a redirect to the same address",
    "redirect_elsewhere": "a redirect to a foreign host",
    "no_privileges": "the glitch `This user has no access privileges defined.`",
    "referrer_form": "the glitch page with a form `referrer_form`, to be submitted once",
    "form_missing": "the page comes without its form",
    "field_renamed": "text and password inputs have other names (the court takes them back)",
    "two_forms": "another form stands before the page's own",
    "bad_login": "as if login or password were wrong",
    "locked": "as if the account were locked",
    "already_linked": "as if the CM/ECF account were linked to another PACER account",
}


class FaultRefusedError(ValueError):
    """An order for a fault that does not exist, or not there; the message says which are known."""


@dataclass(slots=True)
class ArmedFault:
    """A fault on order: `before` or `after` the request has its effect, and how many times still."""

    fault: str
    at: str
    when: str
    times: int
    seconds: float


class FaultBox:
    """The faults on order, first come, first struck."""

    def __init__(self) -> None:
        self._armed: list[ArmedFault] = []

    @property
    def armed(self) -> tuple[ArmedFault, ...]:
        """Give the faults still to come."""
        return tuple(self._armed)

    def arm(
        self, fault: str, *, at: str, when: str = "after", times: int = 1, seconds: float = USUAL_SECONDS
    ) -> ArmedFault:
        """Order a fault. Raises FaultRefusedError when a name is unknown or a number out of range."""
        for value, known, what in ((fault, FAULTS, "fault"), (at, PLACES, "place"), (when, MOMENTS, "moment")):
            if value not in known:
                raise FaultRefusedError(f"unknown {what}: choose one of {', '.join(known)}")
        if not 1 <= times <= MOST_TIMES:
            raise FaultRefusedError(f"times must be 1 to {MOST_TIMES}")
        if not 0 <= seconds <= MOST_SECONDS:
            raise FaultRefusedError(f"seconds must be 0 to {MOST_SECONDS:.0f}")
        order = ArmedFault(fault, at, when, times, seconds)
        self._armed.append(order)
        return order

    def take(self, place: str) -> ArmedFault | None:
        """Take one strike of the first fault ordered for a place."""
        for order in self._armed:
            if order.at in (place, "any"):
                order.times -= 1
                if order.times == 0:
                    self._armed.remove(order)
                return order
        return None

    def clear(self) -> None:
        """Cancel all orders."""
        self._armed.clear()
