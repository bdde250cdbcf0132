"""The parser of the command line: its help fits the terminal, and its errors name the nearest word."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from cablegraph.errors import did_you_mean
from cablegraph.report.wrapping import fitted

if TYPE_CHECKING:
    from typing import NoReturn

READABLE = 100  # longer lines of prose are hard to read


class Help(argparse.HelpFormatter):
    """Fill prose to the width of the terminal, which is 80 where there is none, and leave examples as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in fitted(text, min(width, READABLE) - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest word where one is mistyped; `refuse` is among what it parses."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.set_defaults(refuse=self.refuse)

    def error(self, message: str) -> NoReturn:
        """Say what can't be understood, and end the program."""
        super().error(_nearest(message))

    def refuse(self, words: list[str]) -> NoReturn:
        """Say of the first of some words that it is none of this parser's, and which may be meant; end the program."""
        option = next((word.partition("=")[0] for word in words if word.startswith("-")), None)
        if option is None:
            super().error(f'"{words[0]}" is one word too many.')
        known = [name for name in self._option_string_actions if name.startswith("--")]
        super().error(f'There is no option "{option}" here.\n  {did_you_mean(option, known, "Options are")}')

    def knows(self, word: str) -> bool:
        """Say whether a word that begins with a hyphen is an option of this parser itself."""
        return word.partition("=")[0] in self._option_string_actions


def _nearest(message: str) -> str:
    """Say what may be meant by a word that is none of a choice; leave other messages of the parser as they are."""
    match = re.fullmatch(r"argument (?:-\w, )?(\S+): invalid choice: '(.*)' \(choose from (.*)\)", message, re.DOTALL)
    if match is None:
        return message
    known = [word.strip("'") for word in match[3].split(", ")]
    option = match[1].startswith("-")
    what = f'"{match[2]}" can\'t follow {match[1]}.' if option else f'There is no {match[1].lower()} "{match[2]}".'
    return f"{what}\n  {did_you_mean(match[2], known)}"
