"""The sandbox: a practice court and a practice workspace, on loopback only; nothing here may import the product."""
