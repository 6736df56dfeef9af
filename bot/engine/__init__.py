"""Drives the conversations: loads, asks the core, commits, performs. Decides nothing and words nothing."""
