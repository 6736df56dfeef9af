"""Courts word the same thing in many ways, none of them public: it is the meaning that is understood.

The wordings are drawn by us; none is a court's.
"""

from __future__ import annotations

import pytest

from bot.court.pages import words
from bot.vocabulary import Trouble

LINKED_ELSEWHERE = [
    "Error: account is in use by another PACER user.",
    "This account is in use by another PACER user",
    "This CM/ECF user has been associated with a different PACER account.",
    "Linking is not possible: a link to another PACER user exists.",
    "ERROR 1042: CM/ECF ACCOUNT ALREADY ASSOCIATED",
    "Another PACER account is already linked to this login.",
    "Your CM/ECF account can be linked to one PACER account only, and is linked to another.",
    "This login cannot be used: it belongs to a linked account.",
    "REQUEST DENIED - CM/ECF USER HAS A PACER LINK",
    "We cannot link these accounts because the CM/ECF account has a link already.",
    "This filer is connected with another PACER login.",
    "The login that you entered is assigned to a different PACER user.",
    "That CM/ECF account is tied to someone else's PACER account.",
    "This CM/ECF account was previously linked.",
    "This CM/ECF account belongs to another PACER account.",
    "A PACER account is on file for this CM/ECF user.",
    "This filing account is registered to another PACER account.",
    "This user already has a different PACER account.",
    "A different PACER account holds this CM/ECF login.",
    "The account has already been claimed by another user.",
    "This account has an existing link.",
    "CM/ECF login is in use with another PACER login",
    "Login not available: it's already used by another person.",
    "The accounts could not be linked because the account is associated with another PACER ID.",
]
WRONG_LOGIN = [
    "Invalid login or password.",
    "The CM/ECF login or password you entered is not correct.",
    "Login failed either your login name or key is incorrect",
    "Your CM/ECF login could not be verified.",
    "That login and password do not match our records.",
    "LOGIN FAILED. Please check your login and password.",
    "Login incorrect.",
    "Invalid User ID or Password",
    "Authentication failed.",
    "Sorry, we could not log you in with that CM/ECF login.",
    "Unknown user or wrong password.",
    "The user ID or password is wrong.",
    "Login not valid",
    "Invalid login",
    "We could not verify your CM/ECF account.",
    "Invalid CM/ECF login/password combination.",
    "Not recognized.",
    "Login or password incorrect.",
    "The credentials were rejected.",
    "The password does not match the login.",
    "We couldn't find your account.",
    "No filer with that login exists.",
    "Your login isn't recognized by this court.",
    "User name not found",
    "The user does not exist.",
    "Access denied: wrong credentials",
    "We were unable to sign you in.",
    "The CM/ECF login was not accepted.",
    "Password mismatch",
    "User not known.",
]
NO_TROUBLE = [
    "Enter your CM/ECF login and password.",
    "Your CM/ECF account is not linked to another PACER account.",
    "Verify that this account is not already linked.",
    "Make sure that it isn't associated with another PACER account.",
    "Enter your current ECF login and password. Do not use your PACER login.",
    "If you do not know your login, call the court.",
    "Forgot your login or password?",
    "The CM/ECF account and PACER account listed are accurate and match.",
    "Verify that the CM/ECF account and PACER account listed are accurate. This process cannot be undone.",
    "Your individual PACER account should be listed and not a shared firm PACER account.",
    "A PACER account can be linked to one CM/ECF account only.",
    "An account that was linked once cannot be linked again.",
    "You have not yet linked your account.",
    "Use this page to link your CM/ECF account to your PACER account. Your PACER account may be used at other courts.",
    "Your password is not shown. Your login is not your PACER user name.",
    "A link to another PACER account cannot be made later.",
    "You can link another PACER account later.",
    "Do not share your PACER login with another user.",
    "Each filer has a PACER account of their own.",
    "This will lock out all other attorneys from your firm.",
    "Please do not use your browser's back button.",
    "CM/ECF login: asample. PACER login: samplename.",
    "Need another PACER account? Register at pacer.uscourts.gov.",
    "Passwords are not stored.",
    "You do not have to change your password.",
]


@pytest.mark.parametrize("said", LINKED_ELSEWHERE)
def test_an_account_that_is_another_ones_by_now_is_no_wrong_login(said: str) -> None:
    for each in (said, said.upper(), f"Unable to link. {said} Contact the clerk's office."):
        assert words.login_trouble(each) is words.refusal(each) is Trouble.FILER_LINKED_ELSEWHERE


@pytest.mark.parametrize("said", WRONG_LOGIN)
def test_a_login_that_the_court_does_not_know_may_be_typed_again(said: str) -> None:
    for each in (said, said.upper()):
        assert words.login_trouble(each) is Trouble.WRONG_FILER_CREDENTIALS


@pytest.mark.parametrize("said", NO_TROUBLE)
def test_what_a_page_says_anyway_is_no_trouble(said: str) -> None:
    assert words.login_trouble(said) is None
    assert words.refusal(said) in {None, Trouble.LINK_NOT_OFFERED}
