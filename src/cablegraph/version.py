"""The version of the program; pyproject.toml, CITATION.cff and the ontology say the same, as a test makes sure."""

__version__ = "0.1.0"
RELEASED = "2026-11-24"
