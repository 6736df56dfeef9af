"""Keeps the pages of a rehearsal, with nothing of a person in them. What cannot be shown clean is not kept."""
