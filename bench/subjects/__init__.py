"""The processes that are measured: `python -m bench.subjects KIND`, each started by the driver and asked by it."""
