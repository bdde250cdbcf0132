"""Say whether two names can be one: same, different or unknown, and why.

`same`: under at least one consistent reading of each the two are one name. `different`: no reading of theirs comes near
to being one. All else is `unknown`: a family name alone, a single initial, a possible slip, other characters that sound
alike. A name says nothing about who bore it, so a code name is only what it is as a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.names import chinese, european, japanese, korean, syllabic
from cablegraph.names.keys import simplified
from cablegraph.names.known import body_rows, is_body, person_forms, person_rows, place_forms, place_rows, source
from cablegraph.names.people import compare_people
from cablegraph.names.spelling import LONGEST, distance, take_apart
from cablegraph.names.verdict import Comparison, Verdict, best, different, same, unknown

if TYPE_CHECKING:
    from cablegraph.names.spelling import Written

KINDS = ("person", "place", "body")
SURE_LENGTH = 10  # letters; of shorter names one or two letters make another


def compare(one: str, other: str, kind: str | None = None) -> Comparison:
    """Compare two names of a person, a place or a body; without a kind, of places where both are known as such."""
    first, second = take_apart(one), take_apart(other)
    if not first.words or not second.words:
        return unknown("there is no name beside the title" if first.text or second.text else "there is no name")
    found = _compare_kind(first, second, kind)
    if found.verdict == Verdict.SAME and first.suffix != second.suffix:
        return unknown("one has a Jr., Sr. or numeral that the other has not", *found.why)
    if found.verdict == Verdict.DIFFERENT and kind is None and bool(place_rows(first)) != bool(place_rows(second)):
        return unknown("one is a known place, and the other may be one under another name", *found.why)
    return found


def _compare_kind(first: Written, second: Written, kind: str | None) -> Comparison:
    if _folded(first) == _folded(second):
        return same("the names are the same letters")
    if first.is_too_long or second.is_too_long:
        return unknown(f"more than {LONGEST} letters are no name")
    if kind == "place" or (kind is None and place_rows(first) and place_rows(second)):
        return _compare_places(first, second)
    if kind == "body" or (kind is None and (is_body(first) or is_body(second))):
        return _compare_bodies(first, second)
    return _compare_persons(first, second)


def _compare_persons(one: Written, other: Written) -> Comparison:
    known = sorted(person_rows(one) & person_rows(other))
    if known:
        return same(f"both are conventional names of one person ({source('persons', known[0])})")
    if one.script == other.script == "han":
        return _compare_characters(one, other)
    met = japanese.readings(one) & japanese.readings(other)
    if met:
        return same(
            f"both can be read as Japanese {' '.join(sorted(min(met, key=sorted)))}, in the one order or the other"
        )
    return (
        _by_syllables(one, other)
        or _mended(one, other)
        or _mended(other, one)
        or _between(one, other)
        or _by_letters(one, other)
    )


def _by_syllables(one: Written, other: Written) -> Comparison | None:
    """Compare two names as Chinese and as Korean; none where neither language reads both.

    A conventional name that no scheme reads (Chiang Kai-shek) is read by the other names of its man. Korean as the
    newspapers spell it is too loose to overrule two names in good Pinyin or Palladius (Wang Tong, Wang Dong).
    """
    pairs = [(a, b) for a in _stand_ins(one) for b in _stand_ins(other)]
    chinese_ones = best(filter(None, (_compare_in("Chinese", a, b) for a, b in pairs)))
    korean_ones = best(filter(None, (_compare_in("Korean", a, b) for a, b in pairs)))
    if chinese_ones and chinese_ones.verdict != Verdict.SAME and chinese.is_regular(one) and chinese.is_regular(other):
        return chinese_ones
    return best(filter(None, (chinese_ones, korean_ones)))


def _compare_in(language: str, one: Written, other: Written) -> Comparison | None:
    reader = {"Chinese": chinese, "Korean": korean}[language]
    some, others = reader.readings(one), reader.readings(other)
    return syllabic.compare_readings(language, some, others, reader.spelled) if some and others else None


def _stand_ins(name: Written) -> list[Written]:
    numbers = sorted(person_rows(name))
    return [name, *(take_apart(form) for number in numbers for form in person_forms(number))]


def _compare_characters(one: Written, other: Written) -> Comparison:
    if simplified(one) == simplified(other):
        return same("the characters are the same, simplified or not")
    found = _by_syllables(one, other)
    if found and found.verdict == "same":
        return unknown("the characters are others that can sound alike", *found.why)
    return found or unknown("the characters are others, and have no reading to compare them by")


def _mended(one: Written, other: Written) -> Comparison | None:
    """Compare a name that has no reading, but would have with one letter more, with one that is read as Chinese."""
    met = chinese.mendings(one) & chinese.readings(other)
    if not met:
        return None
    why = f'"{one.text}" has no reading as written; with one missing letter it is Chinese {" ".join(min(met))}'
    if chinese.clear_mending(one) in met:
        return same(why, "no other letter makes sounds nearly as frequent")
    return unknown(why, "but another letter would give another name")


def _between(one: Written, other: Written) -> Comparison | None:
    """Compare a name that is read only as Chinese with one that is read only as Korean."""
    for a, b in ((one, other), (other, one)):
        some, others = chinese.readings(a), korean.readings(b)
        if some and others:
            found = syllabic.across(some, others)
            if found.verdict == Verdict.DIFFERENT and some & chinese.mixed(b):
                return unknown(f'"{b.text}" may be that name, spelt half by Pinyin and half by Wade-Giles')
            return found
    return None


def _by_letters(one: Written, other: Written) -> Comparison:
    found = [european.readings(one), european.readings(other)]
    if not all(found):
        unread = next(name for name, read in zip((one, other), found, strict=True) if not read)
        return unknown(f'no scheme that is known here reads "{unread.text}" ({_script(unread)})')
    compared = compare_people(*found)
    if compared.verdict == Verdict.DIFFERENT and _is_slip(one, other):
        return unknown("the names as a whole are but a letter or two apart: a slip, or other names", *compared.why)
    syllabic_ones = [bool(chinese.readings(each) or korean.readings(each)) for each in (one, other)]
    if compared.verdict == "different" and syllabic_ones[0] != syllabic_ones[1]:
        stranger = other if syllabic_ones[0] else one
        if not _is_european(stranger):
            return unknown(
                "one is Chinese or Korean, and the other may be a spelling of such a name that isn't known here"
            )
    return compared


def _is_slip(one: Written, other: Written) -> bool:
    """Say whether two long names without initials differ by so little that print may have spoilt one of them."""
    a, b = sorted((_letters(one), _letters(other)), key=len)
    if len(one.words) == len(other.words) and any(map(european.is_initial, (*one.words, *other.words))):
        return False
    return len(a) >= SURE_LENGTH and b[len(a) :] not in {"a", "а"} and distance(a, b) <= syllabic.NEAR


def _letters(name: Written) -> str:
    return "".join(letter for word in name.words for letter in word if letter.isalpha())


def _is_european(name: Written) -> bool:
    """Say whether a name that is read by no East Asian scheme is surely no spelling of such a name."""
    return any(
        len(word) > 6 or european.is_given(european.word_keys(word, scheme))
        for scheme in european.schemes(name)
        for word in name.words
        if "-" not in word
    )


def _compare_places(one: Written, other: Written) -> Comparison:
    known = place_rows(one), place_rows(other)
    if known[0] & known[1]:
        return same(f"both are names of one place ({source('places', min(known[0] & known[1]))})")
    if one.script == other.script == "han" and simplified(one) == simplified(other):
        return same("the characters are the same, simplified or not")
    if all(known):
        return different("both are conventional names, and of other places")
    for a in _forms(one):
        for b in _forms(other):
            found = _by_syllables(a.as_whole(), b.as_whole())
            if found and found.verdict == "same":
                return found
            met = european.whole_keys(a) & european.whole_keys(b)
            if met:
                return same(f"both are spellings of one name ({min(met)})")
    return unknown("places have other names in other languages, and these two are not in the table of such names")


def _forms(name: Written) -> list[Written]:
    """Return a place's name with the other conventional names of the place, where it has any."""
    return [name, *(take_apart(form) for number in sorted(place_rows(name)) for form in place_forms(number))]


def _compare_bodies(one: Written, other: Written) -> Comparison:
    known = sorted(body_rows(one) & body_rows(other))
    if known:
        return same(f"both are names of one body ({source('bodies', known[0])})")
    if _without_articles(one) == _without_articles(other):
        return same("the names are the same words")
    return unknown("names of bodies are translated and shortened, so letters settle nothing")


def _without_articles(name: Written) -> list[str]:
    return [word.replace("'", "") for word in name.words if word not in {"the", "a"}]


def _folded(name: Written) -> str:
    return "".join(name.words).translate({ord(sign): None for sign in "-'. "})


def _script(name: Written) -> str:
    return {"han": "Han characters", "other": "another script"}.get(name.script, f"{name.script.title()} letters")
