"""The courts: the list, the search in it, and how a downloaded list becomes ours. Asks no court anything."""
