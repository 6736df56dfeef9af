"""The help desk's side: one case for each run that needs a human. PURE: it decides, and calls nobody.

It knows `flow`'s words and no other part. No credential and no account name is in a case.
"""
