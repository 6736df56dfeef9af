"""The statements, once for every database that speaks SQL: what differs stands in its own package, beside this one."""
