"""Help texts that fit the terminal: a verb's is its module's docstring, of which argparse would break no line."""

from __future__ import annotations

import argparse

from cablegraph.report.wrapping import fitted

READABLE = 100  # longer lines of prose are hard to read


class Help(argparse.HelpFormatter):
    """Fill prose to the width of the terminal, which is 80 where there is none, and leave examples as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in fitted(text, min(width, READABLE) - len(indent)))
