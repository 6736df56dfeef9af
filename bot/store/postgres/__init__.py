"""The store on PostgreSQL, which several processes can open: what the statements of `bot.store.sql` do not say."""
