"""What PACER's sign-on may answer, and what each answer means: written before the code that reads them.

Of these words only the first few are public. The others are what a service of this kind says for what PACER is known
to ask for; what is held is the meaning, whatever the number of the result.
"""

from __future__ import annotations

import json
from typing import NamedTuple

JSON, XML, HTML = "application/json", "application/xml", "text/html; charset=utf-8"
TOKEN = "Tk" * 64
WRONG, LOCKED, DISABLED = "wrong_pacer_credentials", "pacer_locked", "pacer_account_disabled"
MFA, OLD, UPDATE = "pacer_mfa_pending", "pacer_password_old", "pacer_update_pending"
PASSCODE, CODE, ADMIN = "pacer_passcode_wanted", "pacer_client_code", "firm_admin_account"
REFUSED, DOWN = "pacer_refused", "sign_on_down"
IN, IN_WITHOUT_CODE, IN_WITHOUT_SEARCH = "in", "in, client_code_missing", "in, search_disabled"
PUBLIC_REDACTION = (
    "All filers must redact: Social Security or taxpayer-identification numbers; dates of birth; names of minor "
    "children; financial account numbers; and in criminal cases, home addresses, in compliance with Fed. R. Civ. P. 5.2"
)


class Row(NamedTuple):
    """One answer, its meaning, and whether it held a token, which must be signed out."""

    status: int
    content_type: str
    body: str
    meaning: str
    token: bool = False


def said(result: str, words: str, token: str = "") -> str:
    return json.dumps({"nextGenCSO": token, "loginResult": result, "errorDescription": words})


def refuses(result: str, words: str, meaning: str) -> Row:
    return Row(200, JSON, said(result, words), meaning)


def admits(words: str, meaning: str) -> Row:
    return Row(200, JSON, said("0", words, TOKEN), meaning)


def xml(result: str, words: str = "", token: str = "", tag: str = "nextGenCSO") -> str:
    inner = f"<{tag}>{token}</nextGenCSO><loginResult>{result}</loginResult><errorDescription>{words}"
    return f"<?xml version='1.0'?><CsoAuth>{inner}</errorDescription></CsoAuth>"


PUBLIC = [
    admits("", IN),
    admits("A required Client Code was not entered. You may continue to log in", IN_WITHOUT_CODE),
    admits("... your current account has been disabled ...", IN_WITHOUT_SEARCH),
    refuses("13", "Invalid username, password, or one-time passcode.", WRONG),
    refuses("13", "Invalid username or password", WRONG),
    refuses("1", PUBLIC_REDACTION, REFUSED),
    refuses("1", f"{PUBLIC_REDACTION}. The login failed: the notice was not accepted.", REFUSED),
]
ADMITTED = [
    admits("Search privileges for your current account has been disabled.", IN_WITHOUT_SEARCH),
    admits("Your search privileges are inactive.", IN_WITHOUT_SEARCH),
    admits("Your PACER search privileges have been suspended.", IN_WITHOUT_SEARCH),
    admits("Your account does not have PACER search privileges.", IN_WITHOUT_SEARCH),
    admits("The client code is not in the format that your firm asks for.", IN_WITHOUT_CODE),
    admits("Welcome back.", IN),
    Row(200, HTML, said("0", "", TOKEN), IN),
]
WRONGLY_TYPED = [
    refuses("13", "", WRONG),
    refuses("1", "Invalid username or password.", WRONG),
    refuses("1", "The user name or password you entered is incorrect.", WRONG),
    refuses("2", "No account was found for the user name that you entered.", WRONG),
    refuses("14", "The credentials that you entered do not match our records.", WRONG),
    refuses("14", "The credentials don\u2019t match our records.", WRONG),
    refuses("1", "We were unable to authenticate you.", WRONG),
    refuses("1", "Authentication failed.", WRONG),
    refuses("13", "Invalid one-time passcode.", WRONG),
    refuses("15", "The one-time passcode is not valid or has expired.", WRONG),
    refuses("13", "Invalid username or password. If your account is locked, call us.", WRONG),
    refuses("13", "Invalid username or password. Your account will be locked after 3 more attempts.", WRONG),
    refuses("13", "Invalid username or password. If your password has expired, reset it.", WRONG),
]
IS_LOCKED = [
    refuses("19", "Your account is locked because of too many failed login attempts. Try again later.", LOCKED),
    refuses("13", "Your account has been temporarily locked.", LOCKED),
    refuses("13", "Too many attempts.", LOCKED),
    refuses("1", "Too many failed login attempts. Please try again in 30 minutes.", LOCKED),
    refuses("20", "You have been locked out of your account.", LOCKED),
    refuses("20", "You have exceeded the maximum number of login attempts.", LOCKED),
    refuses("17", "Account locked. Contact the PACER Service Center.", LOCKED),
]
TO_BE_DONE = [
    refuses("22", "User Update Required. Log in to Manage My Account to complete the required update.", UPDATE),
    refuses("22", "You have no skips remaining.", UPDATE),
    refuses("22", "You have used all of your skips. Your account information must be updated.", UPDATE),
    refuses("23", "You must enroll in multifactor authentication (MFA).", MFA),
    refuses("23", "Multi-factor authentication must be set up before you can log in.", MFA),
    refuses("23", "You have used all three skips. Set up MFA to continue.", MFA),
    refuses("23", "MFA enrollment can no longer be skipped.", MFA),
    refuses("23", "Multifactor authentication is required for your account.", MFA),
    refuses("23", "MFA Required", MFA),
    refuses("13", "Two-factor authentication has not been activated for this account.", MFA),
    refuses("24", "Your password has expired.", OLD),
    refuses("24", "Your password is more than 180 days old and must be changed.", OLD),
    refuses("24", "You must change your password.", OLD),
    refuses("24", "Password change required. You have no skips remaining.", OLD),
    refuses("24", "Your password has expired and can be reset in Manage My Account.", OLD),
    refuses("24", "Your password does not meet the new requirements and needs to be updated.", OLD),
    refuses("13", "A one-time passcode is required.", PASSCODE),
    refuses("13", "Please enter the one-time passcode from your authenticator app.", PASSCODE),
    refuses("25", "MFA is enabled for your account. The verification code was not provided.", PASSCODE),
]
ABOUT_THE_ACCOUNT = [
    refuses("26", "A client code is required.", CODE),
    refuses("26", "A required Client Code was not entered.", CODE),
    refuses("26", "The client code is malformed.", CODE),
    refuses("26", "Invalid client code.", CODE),
    refuses("0", "A required Client Code was not entered.", CODE),
    refuses("17", "Your PACER account has been disabled.", DISABLED),
    refuses("17", "This account has been deactivated.", DISABLED),
    refuses("17", "Your account is inactive.", DISABLED),
    refuses("17", "Your account was suspended.", DISABLED),
    refuses("9", "This is a PACER Administrative Account.", ADMIN),
    refuses("9", "PACER administrative accounts cannot be used to log in to courts.", ADMIN),
    refuses("9", "Firm administrator accounts have no case or filing access.", ADMIN),
    refuses("9", "PAAs have no access to this application.", ADMIN),
    refuses("18", "Search privileges for your account have been disabled.", REFUSED),
    refuses("99", "Something new.", REFUSED),
    refuses("99", "", REFUSED),
]
PACERS_FAULT = [
    refuses("98", "The system is temporarily unavailable.", DOWN),
    refuses("98", "The server is busy. Please try again later.", DOWN),
    Row(200, JSON, said("0", ""), DOWN),
    Row(200, JSON, said("0", "", "a\nb"), DOWN),
    Row(200, JSON, "{}", DOWN),
    Row(200, JSON, '{"loginResult": null}', DOWN),
    Row(200, JSON, "[]", DOWN),
    Row(200, JSON, f"[{said('0', '', TOKEN)}]", DOWN, token=True),
    Row(200, JSON, f'{{"cso": {said("0", "", TOKEN)}}}', DOWN, token=True),
    Row(200, JSON, '"0"', DOWN),
    Row(200, JSON, "null", DOWN),
    Row(200, JSON, "", DOWN),
    Row(200, JSON, said("0", "", TOKEN)[:-20], DOWN, token=True),
    Row(200, XML, xml("0", token=TOKEN), DOWN, token=True),
    Row(200, XML, xml("0", token=TOKEN, tag="nextGenCSO xmlns='urn:cso' "), DOWN, token=True),
    Row(200, XML, xml("0", token=f"<![CDATA[{TOKEN}]]>"), DOWN, token=True),
    Row(200, XML, xml("13", "Invalid username or password."), DOWN),
    Row(200, HTML, "<html><body><h1>System Maintenance</h1><p>Try again later.</p></body></html>", DOWN),
    Row(200, HTML, "<html><body>Attention: an important notice for all users.</body></html>", DOWN),
    Row(200, HTML, f"<input type='hidden' name='nextGenCSO' value='{TOKEN}'>", DOWN, token=True),
    Row(302, HTML, "", DOWN),
    Row(302, JSON, said("0", "", TOKEN), DOWN, token=True),
    Row(404, HTML, "<h1>Not Found</h1>", DOWN),
    Row(403, HTML, "<h1>Forbidden</h1>", DOWN),
    Row(401, JSON, said("13", "Invalid username or password."), WRONG),
    Row(403, JSON, said("0", "", TOKEN), DOWN, token=True),
    Row(429, HTML, "", DOWN),
    Row(429, JSON, said("13", "Invalid username or password."), DOWN),
    Row(500, JSON, said("0", "", TOKEN), DOWN, token=True),
    Row(503, HTML, "<h1>Service Unavailable</h1>", DOWN),
]
ROWS = (*PUBLIC, *ADMITTED, *WRONGLY_TYPED, *IS_LOCKED, *TO_BE_DONE, *ABOUT_THE_ACCOUNT, *PACERS_FAULT)
