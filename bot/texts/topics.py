"""Answers to what people ask, one for each topic: facts in our own words, as short as they can be.

Facts: PACER's help pages and announcements (pacer.uscourts.gov/help/faqs, /announcements), the NextGen pages of courts
(among them Bankr. D. Colo., Bankr. D. Nev., Bankr. W.D. Tex., N.D. Ga., Bankr. N.D. Fla., D.N.H., D. Conn., W.D. La.),
the Judicial Conference's fee schedule, and this app's own rules. Where courts differ, it is said or is in `by_court`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.topics import Topic
from bot.texts.common import CANNOT_UNDO, COMMAND

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS: Final[Mapping[Topic, str]] = {
    Topic.WHAT_IS_LINKING: "What linking is, and whether I must",
    Topic.EACH_COURT: "One link for several courts?",
    Topic.WHAT_YOU_NEED: "What I need to have ready",
    Topic.HOW_LONG: "How long it takes",
    Topic.PERMANENT: "Whether a link can be undone",
    Topic.LINKED_WRONG: "The wrong accounts are linked",
    Topic.AM_I_LINKED: "Whether I am linked",
    Topic.LOGIN_AFTER: "Which login I use after linking",
    Topic.LINK_OR_REGISTER: "Link, or register first?",
    Topic.ENTRY_MISSING: "I don't see the link under Utilities",
    Topic.IN_BROWSER: "Do it in my own browser",
    Topic.OLD_LOGIN_REFUSED: "The court refuses my old login",
    Topic.LINKED_ELSEWHERE: "Linked to another PACER account",
    Topic.UPGRADED_ACCOUNT: "Is my PACER account upgraded?",
    Topic.SHARED_ACCOUNT: "The firm's shared PACER account",
    Topic.OTHERS_ACCOUNT: "Somebody else's PACER account",
    Topic.FIRM_ADMIN_ACCOUNT: "The firm's PAA, and who gets the bill",
    Topic.NO_PACER_ACCOUNT: "I have no PACER account",
    Topic.TWO_PACER_ACCOUNTS: "I have two PACER accounts",
    Topic.INACTIVE_ACCOUNT: "My PACER account is inactive",
    Topic.CHANGED_FIRMS: "I changed firms",
    Topic.SEVERAL_ECF_ACCOUNTS: "I have several CM/ECF accounts",
    Topic.FORGOT_ECF_PASSWORD: "I forgot the old CM/ECF password",
    Topic.FORGOT_ECF_LOGIN: "I forgot the old CM/ECF login",
    Topic.FORGOT_PACER_PASSWORD: "I forgot my PACER login",
    Topic.FORGOT_PASSWORD_WHICH: "I forgot a password",
    Topic.PASSWORD_RULES: "PACER's rules for passwords",
    Topic.PACER_REFUSED: "PACER refuses my sign-in",
    Topic.ECF_LOCKED: "My login is locked",
    Topic.SPECIAL_CHARACTERS: "Special characters in my login",
    Topic.MFA_NEEDED: "Whether I need MFA",
    Topic.MFA_SETUP: "Set up MFA",
    Topic.MFA_FIND_CODE: "Where the one-time passcode comes from",
    Topic.MFA_CODE_REJECTED: "My one-time passcode is refused",
    Topic.MFA_LOST_DEVICE: "New phone, or no authenticator app",
    Topic.MFA_FOR_STAFF: "One-time passcodes for several people",
    Topic.CLIENT_CODE: "The client code",
    Topic.REDACTION_NOTICE: "The redaction notice",
    Topic.MENUS_MISSING: "Linked, but no filing menus",
    Topic.FEES_DUE: "Fees due at the court",
    Topic.BROWSER_TROUBLE: "Trouble with my browser",
    Topic.FILING_AGENT: "I am a paralegal or an assistant",
    Topic.ATTORNEY_ADDS_AGENT: "Add a filing agent",
    Topic.FOR_SOMEONE_ELSE: "Do it for somebody else",
    Topic.CHANGE_DETAILS: "Change my name, address or e-mail",
    Topic.NOTICE_EMAILS: "Who gets the court's notices",
    Topic.WHICH_COURT: "Which court to choose",
    Topic.COURT_PHONE: "The court's help desk",
    Topic.PACER_PHONE: "PACER's phone number",
    Topic.APPELLATE: "Courts of appeals",
    Topic.COURT_DOWN: "The court or PACER is down",
    Topic.SLACK_SEES: "Who can see what I type",
    Topic.HELP_DESK_SEES: "What the help desk sees",
    Topic.PASSWORD_STORED: "Whether my password is kept",
    Topic.WHY_PASSWORDS: "Why passwords are asked for",
    Topic.CONFIDENTIAL: "Privilege and confidentiality",
    Topic.IS_IT_ALLOWED: "Whether this is genuine, and allowed",
    Topic.SECRET_BY_MISTAKE: "I typed a password in the chat",
    Topic.DELETE_DATA: "Delete my data",
    Topic.COST: "What it costs",
    Topic.PAUSE_RESUME: "Pause and come back later",
    Topic.ABOUT_BOT: "What this app is",
    Topic.THANKS: "Thanks",
    Topic.SORRY: "Sorry about that.",
}
"""What each topic is called on a button."""

ANSWERS: Final[Mapping[Topic, str]] = {
    Topic.WHAT_IS_LINKING: (
        "Linking joins the CM/ECF account that you filed with before to your own PACER account. From then on you "
        "file with your PACER sign-in. If you had a CM/ECF account before the court moved to NextGen, you cannot "
        "file there until you link. If you got your account later, through PACER, there is nothing to link."
    ),
    Topic.EACH_COURT: (
        "Each court needs its own link, once. A link at another court, or at the court of appeals, does not count "
        f"here. When one is done, type `{COMMAND}` for the next. For about five minutes this app can link it "
        "without asking for your PACER password."
    ),
    Topic.WHAT_YOU_NEED: (
        "Have ready your PACER user name and password, the one-time passcode if you use one, and the old CM/ECF login "
        "and password of this court. The PACER account must be your own, upgraded one. A bar number is not asked for."
    ),
    Topic.HOW_LONG: (
        "About five minutes, in six short steps, if your logins are at hand. Until the link you can press *Pause* in a "
        "form, or just leave: your place is kept."
    ),
    Topic.PERMANENT: (
        f"A link is for good. {CANNOT_UNDO} That is why you see both accounts before the one click that links them."
    ),
    Topic.LINKED_WRONG: (f"Do not file with it, and call the court now. {CANNOT_UNDO}"),
    Topic.AM_I_LINKED: (
        "Sign in at the court with PACER. If the menu bar shows {menus}, you are linked. After a run this app looks "
        "at that menu by itself. If it says *Result not known*, press *Check again* on the card: that only reads, "
        "and never links twice."
    ),
    Topic.LOGIN_AFTER: (
        "From the link on you use your PACER user name and password, for PACER and for filing at that court. The "
        "old CM/ECF login no longer works there."
    ),
    Topic.LINK_OR_REGISTER: (
        "If you already have a CM/ECF login at this court, link it, and do not request access again. If you never "
        "had one, request it at PACER: *Manage My Account*, *Maintenance*, *Attorney Admissions / E-File "
        "Registration*. The same goes for pro hac vice. The court decides and e-mails you; how long it takes "
        "differs. An account made that way needs no link."
    ),
    Topic.ENTRY_MISSING: (
        "Look under *Utilities* for *Link a CM/ECF account to my PACER account*. It stands under *NextGen Items*, "
        "*Your Account* or *NextGen Release 1.1 Menu Items*. If you see {menus}, you are linked already. If you see "
        "neither, sign out, and in again with your own upgraded account. Still not there? Ask {desk}."
    ),
    Topic.IN_BROWSER: (
        "Yes, you can. Sign in at the court with PACER, open *Utilities*, and click *Link a CM/ECF account to my "
        "PACER account*. Enter the old CM/ECF login and password, check both accounts, click *Submit*, then refresh "
        "the page. Nothing passes through Slack then."
    ),
    Topic.OLD_LOGIN_REFUSED: (
        "Use the login that you filed with at this very court, not your PACER user name. Capitals matter: try the "
        "login in small letters. After two wrong tries we stop, so that it does not get locked. If you do not "
        "remember it, ask {desk}."
    ),
    Topic.LINKED_ELSEWHERE: (
        "A CM/ECF account can be linked to one PACER account only. Only the court can change that: call {desk}."
    ),
    Topic.UPGRADED_ACCOUNT: (
        "An account made before August 11, 2014, or one with a user name of six characters, is a legacy account. It "
        "must be upgraded first. At pacer.uscourts.gov open *Manage My Account*: *Account Type* says what it is, "
        "with an *Upgrade* link beside it. Never upgrade an account that several people share."
    ),
    Topic.SHARED_ACCOUNT: (
        "No. Everybody who files needs a PACER account of their own. To link the shared one would lock out all "
        "other attorneys of your firm. People who only search may go on sharing it."
    ),
    Topic.OTHERS_ACCOUNT: (
        "No. Use only your own PACER account: a link to somebody else's is for good, and only the court might undo it. "
        "If they need a link too, they do it themselves. Your firm's help desk can say more."
    ),
    Topic.FIRM_ADMIN_ACCOUNT: (
        "A PACER Administrative Account (PAA) only pays and manages. It cannot search or file, so it cannot be "
        "linked. If your own account is under your firm's PAA, link your own as usual. PACER's bills go on to the "
        "firm."
    ),
    Topic.NO_PACER_ACCOUNT: (
        "Get your own at pacer.uscourts.gov: *Register for an Account*. Attorneys choose *Attorney Filers for "
        "CM/ECF*, filing agents *Non-Attorney*. A new account is an upgraded one."
    ),
    Topic.TWO_PACER_ACCOUNTS: (
        "Link the one that is your own, upgraded account for private work. At most courts CJA attorneys need only "
        "that one, and switch under *Utilities*, *Change PACER Exemption Status*. Ask PACER to add the CJA status "
        "to it."
    ),
    Topic.INACTIVE_ACCOUNT: (
        "If just the *case search status* is inactive, you can still file, link, and reset your own password. Was the "
        "account itself shut off, as after about two years without use? Then only the PACER Service Center can "
        "bring it back. Call (800) 676-6856."
    ),
    Topic.CHANGED_FIRMS: (
        "You need no new account: your own PACER account and your links move with you. Update address and e-mail in "
        "*Manage My Account*. To leave the old firm's billing, choose *Remove Your PACER Account from a PAA* there; "
        "searching then stops for a while. Only if you used the old firm's shared account do you need your own."
    ),
    Topic.SEVERAL_ECF_ACCOUNTS: (
        "Links are one to one: each CM/ECF account at a court needs a PACER account of its own. Many courts would "
        "rather have one account, with filing agents. Decide which is which before you link. If in doubt, ask "
        "{desk}."
    ),
    Topic.FORGOT_ECF_PASSWORD: (
        "The old CM/ECF password is reset at the court, not at PACER. Use *forgot password* at the court's CM/ECF "
        "sign-in, if it is there; the mail goes only to the e-mail on that account. No mail, or an old address? "
        "Call {desk}. Nobody at your firm can see or reset it, and neither can this app."
    ),
    Topic.FORGOT_ECF_LOGIN: (
        "It is the login that this court gave you. At some courts it follows a pattern, such as initials and bar "
        "number. If you do not know it, call {desk}."
    ),
    Topic.FORGOT_PACER_PASSWORD: (
        "Reset it yourself at pacer.uscourts.gov: at the sign-in of *Manage My Account*, click *Forgot Username?* "
        "or *Forgot Password?* Filers can do that even when search is inactive. The court cannot do it."
    ),
    Topic.FORGOT_PASSWORD_WHICH: (
        "Which one? You reset the PACER password yourself, at pacer.uscourts.gov, *Manage My Account*. The old "
        "CM/ECF password is reset at the court: by *forgot password* at its CM/ECF sign-in, or by {desk}."
    ),
    Topic.PASSWORD_RULES: (
        "A PACER password has 14 to 45 characters: a small letter, a capital and a special character, without your "
        "name, user name or e-mail. It must be changed every 180 days. You can skip PACER's prompt three times. "
        "Then change it at pacer.uscourts.gov in your browser before you come back here."
    ),
    Topic.PACER_REFUSED: (
        "PACER does not say which is wrong: user name, password or one-time passcode. Check all three, with a fresh "
        "passcode, and try the same at pacer.uscourts.gov. If MFA is on, the passcode is needed. After two tries we "
        "stop, so that your account does not get locked."
    ),
    Topic.ECF_LOCKED: (
        "Wait, and do not try anywhere else meanwhile. At CM/ECF, more than five wrong passwords can lock a login "
        "for five minutes, and each further try adds time. This app stops after two wrong tries, and rests for 15 "
        "minutes. If it stays locked, call {desk} about the old login, or PACER about your PACER account."
    ),
    Topic.SPECIAL_CHARACTERS: (
        "A CM/ECF login with a character such as an ampersand, an at sign, a dollar sign or a star may be "
        "impossible to link; one court says so. Ask {desk} to rename the login first."
    ),
    Topic.MFA_NEEDED: (
        "Yes: since December 31, 2025, everybody who can file must use multi-factor sign-in (MFA) at PACER. If "
        "PACER has not asked you yet, leave the one-time passcode empty. After the link PACER will ask; its prompt can "
        "be skipped three times."
    ),
    Topic.MFA_SETUP: (
        "At pacer.uscourts.gov open *Manage My Account* and click *Enroll* beside Multifactor Auth, or *Settings*, "
        "*Manage MFA Settings*, *Add App*. PACER first mails a code to the e-mail of your account. Any app that "
        "makes time-based codes works, on a phone, a computer or in a browser: Microsoft or Google Authenticator, "
        "Authy, Duo Mobile. Backup codes work too."
    ),
    Topic.MFA_FIND_CODE: (
        "The one-time passcode is the 6-digit code that your authenticator app shows for PACER, a new one every 30 "
        "seconds. PACER sends no text message and no push. Never give the long key that the app was set up with."
    ),
    Topic.MFA_CODE_REJECTED: (
        "Wait for the next one-time passcode and type it at once, with or without the space. If every one fails, the "
        "clock of your phone or computer is wrong: set it to automatic. Look that the entry in the app is PACER's, "
        "for this account."
    ),
    Topic.MFA_LOST_DEVICE: (
        "On PACER's sign-in page in your browser use a backup code, or *Click here if you need a one-time "
        "passcode*: it comes to the e-mail of your PACER account. Then remove the old app and add the new one under "
        "*Settings*, *Manage MFA Settings*. Without e-mail and backup codes, call the PACER Service Center: (800) "
        "676-6856."
    ),
    Topic.MFA_FOR_STAFF: (
        "One PACER account can have up to ten authenticator apps, so an assistant can have one too, if the court's "
        "rules allow it. Each new app is confirmed by a code to the account's e-mail. The cleaner way is a filing "
        "agent, with an own account and own passcodes."
    ),
    Topic.CLIENT_CODE: (
        "It is an optional label for your firm's own billing: up to 32 characters, without space or comma. Linking "
        "needs none. Leave it empty, unless your firm's PACER account demands one."
    ),
    Topic.REDACTION_NOTICE: (
        "PACER asks everybody who can file to accept the redaction rules at sign-in: Social Security numbers, birth "
        "dates, names of minors, account numbers. That is so even if you file nothing now. This app shows you the "
        "notice in full. With the button you accept it, and that goes to PACER with your sign-in."
    ),
    Topic.MENUS_MISSING: (
        "Refresh the page, and look for {menus}. If that does not help, sign out and in, then clear cookies and "
        "cache. Still missing? Unpaid filing fees hide these menus: see *Utilities*, *Internet Payments Due*. "
        "Otherwise call {desk}. The link itself has probably worked."
    ),
    Topic.FEES_DUE: (
        "Unpaid filing fees take the filing menus away until they are paid. The link itself is not affected. In "
        "CM/ECF open *Utilities*, *Internet Payments Due*, and pay. Then sign in again, and clear the cache."
    ),
    Topic.BROWSER_TROUBLE: (
        "This app needs no browser but Slack. On the court's own site allow pop-ups, cookies and JavaScript for "
        "uscourts.gov. Then sign out everywhere, close the browser, and clear the cache. Current Firefox, Chrome, "
        "Edge and Safari mostly work."
    ),
    Topic.FILING_AGENT: (
        "A filing agent needs a PACER account of their own, made as a *Non-Attorney*. An old filing-agent login "
        "is linked to it once for each court, however many attorneys you file for. Without an old login, request "
        "one: *Maintenance*, *Non-Attorney E-File Registration*, role *Filing Agent*. Then each attorney adds you. "
        "Not every court has filing agents."
    ),
    Topic.ATTORNEY_ADDS_AGENT: (
        "The attorney does it at the court: *Utilities*, *Your Account*, *Maintain Your ECF Account*, *More User "
        "Information*, *Find Filing Agent*. Select the name. Set *Internet Payment* to Y, then *Save* and *Submit*. "
        "Agents from before NextGen are still there. Just check what they may do."
    ),
    Topic.FOR_SOMEONE_ELSE: (
        "The account holder should do it, in their own Slack, present and typing. A link under the wrong person "
        "cannot be undone, and courts ask filers not to hand over their PACER password. An assistant with a login "
        "of their own links that one instead."
    ),
    Topic.CHANGE_DETAILS: (
        "After the link, name, address and primary e-mail are changed at PACER: *Manage My Account*, *Maintenance*, "
        "*Update Address Information*; then choose the courts, each of which must accept it. Another spelling of "
        "your name does not stop a link. But look that both accounts are yours."
    ),
    Topic.NOTICE_EMAILS: (
        "Notices go on as before. Change your main e-mail at PACER. The others, such as one for an assistant, stay at "
        "the court. Look there under *Utilities*, *Maintain Your ECF Account*, *Email information*."
    ),
    Topic.WHICH_COURT: (
        "Choose the court where you filed with the old login. Type its name, its city or its short name, such as "
        "`mieb` (bankruptcy) or `mied` (district). All federal bankruptcy and district courts are in the list. At "
        "courts of appeals and some others this app leads you in your own browser."
    ),
    Topic.COURT_PHONE: "About e-filing at {court}, call {desk}. {hours}",
    Topic.PACER_PHONE: (
        "The PACER Service Center has the number (800) 676-6856 and the address pacer@psc.uscourts.gov, Monday to "
        "Friday, 8 a.m. to 6 p.m. Central. For passwords and for setting up MFA, PACER asks you to use its website "
        "first. Never e-mail a password."
    ),
    Topic.APPELLATE: (
        "Courts of appeals use another application. There you click *Link My Filer Account to My PACER Account* "
        "after you sign in, in your own browser, and this app leads you."
    ),
    Topic.COURT_DOWN: (
        "Wait some minutes, then try again. Your place is kept. Courts often do maintenance in the evening and at "
        "weekends; PACER announces its own at pacer.uscourts.gov. If the link request had been sent, press *Check "
        "again*: it never links twice."
    ),
    Topic.SLACK_SEES: (
        "What you type into a form in Slack passes through Slack, which can see it. Slack has no masked fields, so it "
        "shows on your screen as well. If the button opens a page of your firm's own in your browser, Slack sees "
        "nothing of what you type there. Then your PACER password goes once to PACER, and the old "
        "login once to the court. Colleagues and the help desk do "
        "not see it. Would you rather not? Link in your own browser."
    ),
    Topic.HELP_DESK_SEES: (
        "The help desk sees your name, the court and how it ended, and is told when you ask for it or are stuck. It "
        "never sees a user name, a password or what you typed."
    ),
    Topic.PASSWORD_STORED: (
        "No password is kept. Passwords and one-time passcodes are used once, and never stored or logged. The PACER "
        "session is kept encrypted for 15 minutes at most. For about five minutes after a link this app can link "
        "another court with it, without asking for your PACER password. Then its key is destroyed. Your courts, the "
        "dates and shortened account names stay until you press *Forget me*."
    ),
    Topic.WHY_PASSWORDS: (
        "The court asks for your old CM/ECF login, to see that the account is yours. It goes once to the court. Your "
        "PACER password goes once to PACER, to sign you in. This app keeps neither. Would you rather type them only "
        "there? Link in your own browser."
    ),
    Topic.CONFIDENTIAL: (
        "This app needs nothing about your clients or cases, so write nothing of them here: what is written here stays "
        "in Slack. It keeps your courts, when you linked, and short forms of your account names; no password. If it is "
        "about privilege, ask your general counsel or your firm's help desk."
    ),
    Topic.IS_IT_ALLOWED: (
        "This is no scam but your firm's own app, run by your firm: ask your help desk to confirm it. It sends "
        "passwords once, to PACER and your court alone, and keeps none. The U.S. Courts (July 10, 2023) and many "
        "courts tell filers not to share PACER credentials with third parties. If yours is stricter, or you are "
        "unsure, link in your own browser, and ask your general counsel."
    ),
    Topic.SECRET_BY_MISTAKE: (
        "Delete that message, then change the password: Slack has seen it, and this app cannot delete what you "
        "wrote. I have not kept it. Type passwords only into the forms, or in your own browser."
    ),
    Topic.DELETE_DATA: (
        "Open this app's Home tab and press *Forget me*. It deletes what is stored about you, and your list of "
        "linked courts. Audit lines stay, without names. Links at the courts, and messages in Slack, stay as they "
        "are."
    ),
    Topic.COST: (
        "No page of PACER's or a court's names a fee for linking. PACER charges $0.10 a page for looking at "
        "records, at most $3 a document, and nothing for up to $30 in a quarter. Linking looks at none. PACER's "
        "fees rise on January 1, 2027."
    ),
    Topic.PAUSE_RESUME: (
        f"Your place is kept: type `{COMMAND}` to go on, on any device. After 15 minutes your PACER sign-in ends, so "
        "you sign in again. After a week without you the run is closed. Only a link request that was sent cannot be "
        "stopped."
    ),
    Topic.ABOUT_BOT: (
        "I am Link PACER, your firm's app: a program, no person. I take you through linking your old CM/ECF account "
        f"to your PACER account. Type a court or `{COMMAND}` to begin, `help` for the words that I know, or ask me "
        "about linking."
    ),
    Topic.THANKS: "You're welcome.",
    Topic.SORRY: "Would you rather have a person? Ask your firm's help desk.",
}
"""`{court}`, `{desk}` and `{hours}` are the chosen court's; `{menus}` what a filer sees on its menu bar."""
