"""Frozen records of what a text says: what the machine reads, and the statements that make a graph."""
