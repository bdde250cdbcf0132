"""Take a name as written to pieces: titles off, "Surname, Given" in order, one kind of apostrophe and of hyphen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from cablegraph.names.tables import rows

_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bb\u02bc\u02b9\u02be\u02bf\u2032`\u00b4\uff07]")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad]")
_TITLE_END = re.compile(r"[.,]+$")
_SUFFIX = re.compile(r",?\s+(jr|sr|ii|iii|iv)\.?$")
_REMARK = re.compile(r"\s*\([^)]*\)\s*$")
_UNMARKED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae"})

LONGEST = 120  # letters; the longest name of a body in the volumes of FRUS has fewer


@dataclass(frozen=True, slots=True)
class Written:
    """A name in pieces: its `words` but for case and kinds of marks; the first `family` were set apart by a comma.

    `whole` says that it is one name, as a place has, with no family name in it; `suffix` is a
    Jr. or a numeral that tells a son or a nephew from his elder.
    """

    text: str
    words: tuple[str, ...]
    family: int
    script: str
    whole: bool = False
    suffix: str = ""

    @property
    def comma(self) -> bool:
        """Say whether a comma tells which words are the family name."""
        return self.family > 0

    @property
    def is_too_long(self) -> bool:
        """Say whether this is more than any name has; whole sentences are not read."""
        return len(self.text) > LONGEST

    def as_whole(self) -> Written:
        """Return the name as one word, in which there is no family name."""
        return Written(self.text, ("-".join(self.words),), 0, self.script, whole=True)


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"] for row in rows("titles"))


def take_apart(name: str) -> Written:
    """Take a name to pieces; where nothing but titles is left, there are no words."""
    whole = plain(name)
    text = _REMARK.sub("", whole)
    suffix = _SUFFIX.search(text)
    text = _SUFFIX.sub("", text)
    before, comma, after = text.partition(",")
    words, rest = _untitled(before), _untitled(after)
    if comma and not words:
        words = tuple(before.split())
    script = _script(text)
    return Written(
        text, (*words, *rest), len(words) if comma and rest else 0, script, suffix=suffix[1] if suffix else ""
    )


def plain(text: str) -> str:
    """Return a text in one case, with one kind of apostrophe, hyphen and space; letters keep their marks."""
    text = unicodedata.normalize("NFC", text).casefold().replace("\ufe20", "").replace("\ufe21", "")
    text = _HYPHENS.sub("-", _APOSTROPHES.sub("'", text))
    return " ".join(text.split())


def bare(text: str) -> str:
    """Return letters without any marks: ç as c, ł as l."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_UNMARKED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def distance(one: str, other: str) -> int:
    """Return in how many letters two words differ: put in, left out, or written for another."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        corner, row[0] = row[0], number
        for place, beside in enumerate(other, 1):
            corner, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, corner + (letter != beside))
    return row[-1]


def _untitled(text: str) -> tuple[str, ...]:
    """Return the words after the titles at the beginning; what would leave nothing of a family name stays."""
    words = re.sub(r"(?<=\w)\.(?=\w)", ". ", text).replace("·", " ").split()
    while words:
        taken = next((n for n in (2, 1) if _TITLE_END.sub("", " ".join(words[:n])) in _titles()), 0)
        if not taken:
            break
        words = words[taken:]
    return tuple(filter(None, map(_without_eastern_title, words)))


def _without_eastern_title(word: str) -> str:
    """Return a word in Han or Hangul without the title that stands behind the name there: 毛泽东主席."""
    return next((word.removesuffix(title) for title in _titles() if title > "\u3000" and word.endswith(title)), word)


def _script(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    for name, sign in (("han", "CJK"), ("hangul", "HANGUL"), ("cyrillic", "CYRILLIC"), ("latin", "LATIN")):
        if letters and sum(unicodedata.name(letter, "").startswith(sign) for letter in letters) * 2 > len(letters):
            return name
    return "other"
