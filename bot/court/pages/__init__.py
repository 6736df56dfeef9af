"""PURE. A court's page, from bytes to what it says. No request, no wait; decides nothing about what comes next."""
