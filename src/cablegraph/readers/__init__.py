"""Readers: one for each kind of source, each from its text to a reading."""
