"""The store in one SQLite file, which one process holds. Nobody but the composition root and tools knows it by name."""
