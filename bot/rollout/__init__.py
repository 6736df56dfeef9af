"""A roll-out: who is invited, where each of them is, who is reminded when. PURE: it decides, and calls nobody.

It knows `flow`'s words and no other part. Of what a firm's list says of a person nothing is in its values but what the
match needs.
"""
