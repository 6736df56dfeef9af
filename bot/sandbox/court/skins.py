"""The skins themselves, one for each way of wording that the court manuals show. Data only."""

from dataclasses import replace

from bot.sandbox.court.courts import (
    LINK_TEXT,
    PLAIN_PACER_LINKS,
    BetweenPage,
    Court,
    Layout,
    LinkPage,
    Skin,
    VerifyPage,
)

_MICHIGAN = Skin(
    groups=(
        ("PACER Information", PLAIN_PACER_LINKS),
        ("Miscellaneous", ("Mailings...",)),
        ("NextGen Items", (LINK_TEXT,)),
    ),
    link_text="Link a CM/ECF account to my PACER account",
    link=LinkPage(
        cgi="LinkPacerAccount.pl",
        title="Link a CM/ECF account to my PACER account",
        prose="Enter your current ECF login and password.",
        login_label="CM/ECF login",
        password_label="CM/ECF password",
        login_field="login",
        password_field="key",
        hidden=(("step", "1"), ("caller", "Utilities")),
        button=("button1", "Submit"),
        again="Invalid CM/ECF login or password.",
    ),
    verify=VerifyPage(
        cgi="LinkPacerConfirm.pl",
        title="Link a CM/ECF account to my PACER account",
        prose="Ensure the information listed for both the CM/ECF and PACER accounts are accurate. If so, click Submit. "
        "<b>NOTE:</b> Your individual PACER account should be listed and <u>not</u> a shared firm PACER account.",
        layout=Layout.TABLE,
        filer_label="CM/ECF account",
        pacer_label="PACER account",
        hidden=(("step", "2"), ("confirm", "")),
        button=("button1", "Submit"),
    ),
    success="CONGRATULATIONS &#8211; you have successfully linked your account. Your old e-filing credentials for "
    "CM/ECF are permanently linked to your upgraded PACER account. You will now use your PACER credentials to login to "
    "both PACER and NextGen CM/ECF.",
)

_TEXAS = Skin(
    groups=(
        ("Your Account", ("Maintain Your ECF Account", "View Your Transaction Log")),
        ("Miscellaneous", ("Legal Research", "Mailings...", "Verify a Document")),
        ("NextGen Release 1.1 Menu Items", (LINK_TEXT,)),
    ),
    link_text="Link a CM/ECF account to my PACER account",
    link=LinkPage(
        cgi="nextgenAccountLink.pl",
        title="CM/ECF - NextGen Account Linking",
        prose="Enter your CM/ECF login and your CM/ECF password, then click Submit.",
        login_label="CM/ECF login:",
        password_label="CM/ECF password:",
        login_field="cmecf_user",
        password_field="cmecf_pass",
        hidden=(("csrf_state", "{random}"), ("mode", "authenticate"), ("empty", "")),
        button=("submit_login", "Submit"),
        again="The CM/ECF login or password you entered is incorrect.",
    ),
    verify=VerifyPage(
        cgi="nextgenAccountVerify.pl",
        title="CM/ECF - Verify Accounts",
        prose="Verify that the CM/ECF account and PACER account listed are accurate and match. Do <em>not</em> link a "
        "shared PACER account: doing so will lock out all other attorneys from your firm.",
        layout=Layout.DEFINITIONS,
        filer_label="CM/ECF Account",
        pacer_label="PACER Account",
        hidden=(("csrf_state", "{random}"), ("mode", "link")),
        button=("submit_link", "Submit"),
    ),
    success="Confirmation: your CM/ECF account and your PACER account are now linked.",
    refuses_taken_filer_early=False,
    reissues_token=True,
)

_OREGON = Skin(
    groups=(
        ("Your Account", ("View PACER Account Information", "Review Billing History")),
        ("Miscellaneous", ("Court Information", "Mailings")),
    ),
    link_text="LINK A CMECF ACCOUNT TO MY PACER ACCOUNT",
    link=LinkPage(
        cgi="UserLink.pl",
        title="Your Account",
        prose="You are prompted to enter the credentials that you have been using to file here.",
        login_label="Filing user name",
        password_label="Filing password",
        login_field="uid",
        password_field="pwd",
        hidden=(("referer_page", "DisplayMenu"), ("token", "{random}")),
        button=("Next", "Next"),
        again="We could not find that user name and password. Please try again.",
    ),
    verify=VerifyPage(
        cgi="UserLinkFinish.pl",
        title="Your Account - Review",
        prose="Please review. This process cannot be undone once you click Submit.",
        layout=Layout.FIELDSET,
        filer_label="CM/ECF filing account",
        pacer_label="PACER account",
        hidden=(("token", "{random}"), ("agree", "Y")),
        button=("Finish", "Submit"),
    ),
    success="The accounts were linked.",
    success_is_popup=True,
    event_links_carry_id=False,
    entry_in_script=True,
)

_ARKANSAS = Skin(
    groups=((None, ("Mailings...", "Review Billing History", LINK_TEXT, "View PACER Account")),),
    link_text="Link a CM/ECF account to my PACER account",
    link=LinkPage(
        cgi="ngLinkAcct.pl",
        title="Account Link",
        prose="Provide the login and password of your CM/ECF account.",
        login_label="CM/ECF login",
        password_label="CM/ECF password",
        login_field="cmLogin",
        password_field="cmPassword",
        hidden=(("state", "{random}"),),
        button=("", "Submit"),
        again="Login failed.",
    ),
    verify=VerifyPage(
        cgi="ngLinkAcctDo.pl",
        title="Account Link",
        prose="Verify that the CM/ECF account and PACER account listed are accurate. If accurate, click Submit.",
        layout=Layout.PARAGRAPHS,
        filer_label="CM/ECF account",
        pacer_label="PACER account",
        hidden=(("state", "{random}"), ("account_link", "{random}")),
        button=("", "Submit"),
    ),
    success="You have successfully linked your account.",
)

_COLORADO = Skin(
    groups=(
        ("PACER Account", ("View PACER Account", "Change Your Client Code")),
        ("NextGen", ("Link a CM/ECF Account FAQ", LINK_TEXT)),
    ),
    link_text="Link a CM/ECF Account to My PACER Account",
    link=LinkPage(
        cgi="LinkCmecfPacer.pl",
        title="Link a CM/ECF Account to My PACER Account",
        prose="Enter your CM/ECF Login and Password.",
        login_label="CM/ECF Login",
        password_label="Password",
        login_field="ecflogin",
        password_field="ecfpasswd",
        hidden=(("formid", "{random}"), ("locale", "en_US")),
        button=("go", "Submit"),
        again="Your CM/ECF Login and Password were not recognized.",
    ),
    verify=VerifyPage(
        cgi="LinkCmecfPacerSave.pl",
        title="Verify",
        prose="Verify your account information.",
        layout=Layout.DISABLED_INPUTS,
        filer_label="CM/ECF Account Holder",
        pacer_label="PACER Account Holder",
        hidden=(("formid", "{random}"), ("note", "lié à jamais")),
        button=("go", "Submit"),
    ),
    success="Your accounts are linked. An e-mail confirming this has been sent to the address on file.",
    encoding="latin-1",
    refuses_taken_filer_early=False,
)

_WEST_VIRGINIA = Skin(
    groups=(
        ("Miscellaneous", ("Legal Research", "Mailings...")),
        ("NextGen Release 1.1 Menu Items", (LINK_TEXT,)),
    ),
    link_text="<b>Link a CM/ECF</b> account to my PACER account",
    link=LinkPage(
        cgi="linkOldAccount.pl",
        title="NextGen CM/ECF",
        prose="Enter your old CM/ECF login and password.",
        login_label="Old login",
        password_label="Old password",
        login_field="old_login",
        password_field="old_key",
        hidden=(("seq", "{random}"),),
        button=("submitbutton", "Submit"),
        again="Invalid old login or password.",
    ),
    verify=VerifyPage(
        cgi="linkOldAccountSubmit.pl",
        title="NextGen CM/ECF",
        prose="This process cannot be undone once you click Submit.",
        layout=Layout.TABLE,
        filer_label="CM/ECF",
        pacer_label="PACER",
        hidden=(("seq", "{random}"),),
        button=("submitbutton", "Submit"),
    ),
    success="Your account has been linked. Refresh your screen.",
    success_is_popup=True,
    encoding="latin-1",
    charset_in_header=False,
)

_NEVADA = replace(
    _MICHIGAN, verify=replace(_MICHIGAN.verify, prose="Read this before you click Submit.", layout=Layout.SENTENCE)
)

_ILLINOIS = replace(
    _MICHIGAN,
    verify=replace(_MICHIGAN.verify, tick=("verified", "I have verified that both of these accounts are my own.")),
)

_GEORGIA = replace(
    _TEXAS,
    between=BetweenPage(
        cgi="nextgenAccountRole.pl",
        title="CM/ECF - Your Role",
        prose="Before your accounts are shown, tell the court how you file here.",
        role=("filer_role", "You file here as"),
        roles=(("", "-- Select --"), ("aty", "Attorney"), ("tr", "Trustee"), ("oth", "Another filer")),
        password=("cmecf_pass_again", "CM/ECF password once more"),
        hidden=(("csrf_state", "{random}"),),
        button=("submit_role", "Continue"),
        again="Select a role, and type the password that you gave before.",
    ),
)

COURTS: tuple[Court, ...] = (
    Court("mieb", "MIEBK", "Eastern District of Michigan", is_bankruptcy=True, skin=_MICHIGAN),
    Court("txwd", "TXWDC", "Western District of Texas", is_bankruptcy=False, skin=_TEXAS),
    Court("ord", "ORDC", "District of Oregon", is_bankruptcy=False, skin=_OREGON),
    Court("arwb", "ARWBK", "Western District of Arkansas", is_bankruptcy=True, skin=_ARKANSAS),
    Court("areb", "AREBK", "Eastern District of Arkansas", is_bankruptcy=True, skin=_ARKANSAS),
    Court("cob", "COBK", "District of Colorado", is_bankruptcy=True, skin=_COLORADO),
    Court("wvsd", "WVSDC", "Southern District of West Virginia", is_bankruptcy=False, skin=_WEST_VIRGINIA),
    Court("nvb", "NVBK", "District of Nevada", is_bankruptcy=True, skin=_NEVADA),
    Court("ilnb", "ILNBK", "Northern District of Illinois", is_bankruptcy=True, skin=_ILLINOIS),
    Court("gand", "GANDC", "Northern District of Georgia", is_bankruptcy=False, skin=_GEORGIA),
)
COURTS_BY_HOST = {court.host: court for court in COURTS}
COURTS_BY_ID = {court.id: court for court in COURTS}
