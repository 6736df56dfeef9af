"""Every sentence that a person can read, by where it stands: the card, the modals, single messages and so on.

PURE, words only: no block, no Slack, no decision. Functions take values that the caller has already escaped and cut.
No sentence says more than is known: "linked" is only said of a link that the court's own menu has proven, or is
marked as the person's own word.
"""
