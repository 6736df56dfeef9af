import pytest

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court.state import REMEMBERED_FAILURES, REMEMBERED_FORMS
from bot.sandbox.court.totp import code_for, matching_step


def test_same_seed_makes_the_same_tokens_numbers_and_codes() -> None:
    def values(seed: int | None) -> tuple[str, str | None]:
        court = PracticeCourt(seed=seed)
        return court.open_session(court.person("mfa")).token, court.issue_form(
            "submit", court.open_session(court.person("mfa")), "mieb", ()
        ).number

    assert values(3) == values(3)
    assert values(3) != values(4)
    assert values(None) != values(None)


def test_form_numbers_have_12_to_16_digits(court: PracticeCourt) -> None:
    session = court.open_session(court.person("mfa"))
    numbers = {court.issue_form("submit", session, "mieb", ()).number for _ in range(200)}
    assert {len(number) for number in numbers} == {12, 13, 14, 15, 16}
    assert len(numbers) == 200


def test_long_runs_do_not_grow_without_end(court: PracticeCourt) -> None:
    session = court.open_session(court.person("mfa"))
    first = court.issue_form("submit", session, "mieb", ()).number
    for number in range(REMEMBERED_FORMS):
        court.issue_form("submit", session, "mieb", ())
        court.sign_on_failed(f"user{number}")
        court.filer_failed("mieb", f"user{number}")
    assert court.form(first) is None
    assert len(court._sign_on_failures) == len(court._filer_failures) == REMEMBERED_FAILURES


def test_unknown_kind_is_a_key_error(court: PracticeCourt) -> None:
    with pytest.raises(KeyError):
        court.person("nobody")


@pytest.mark.parametrize(("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_codes_of_the_rfc(seconds: int, code: str) -> None:
    assert code_for(b"12345678901234567890", seconds // 30) == code


def test_code_that_is_no_digits_at_all(court: PracticeCourt) -> None:
    assert matching_step(b"12345678901234567890", "\ud83d\u0663", court.now, set()) is None
