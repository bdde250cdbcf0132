"""What stands in whatever fits a pattern, told without compiling it: it must never rule out words that fit."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.readers.text.expressions import by_first_letter
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.search import mask
from cablegraph.readers.text.signing import Signing
from cablegraph.readers.text.signs import OTHER, lower, start_of

CASES = Path(__file__).parent / "cases"
GRAMMAR = tomllib.loads((files("cablegraph.readers.text") / "grammar.toml").read_text(encoding="utf-8"))
TABLES = ("header", "opening", "trailer", "introduction", "reference")


def signs(pattern, **parts):
    return Signing(parts, {}, {}).signs(pattern)


def expressions():
    words = grammar().words
    names = [name for name in words._patterns if "cue" not in name]
    yield from ((f"words: {name}", words[name], False) for name in names)
    for table in TABLES:
        yield from ((f"{table}: {form.name}", form.expression, True) for form in getattr(grammar(), table))


@pytest.fixture(scope="module")
def lines():
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.txt"))[::4]]
    examples = [form["example"] for table in TABLES for form in GRAMMAR[table]]
    return sorted({line.strip()[:200] for text in texts for line in text.splitlines() if line.strip()} | set(examples))


def test_no_expression_of_the_grammar_rules_out_by_its_signs_what_it_fits(lines):
    masked = [mask(line) for line in lines]
    fitted = 0
    for name, expression, times_are_masked in expressions():
        for line in masked if times_are_masked else lines:
            found = expression.compiled.search(line)
            fitted += found is not None
            assert (expression.search(line) is None) == (found is None), (name, line)
            fits = expression.compiled.match(line)
            assert (expression.match(line) is None) == (fits is None), (name, line)
    assert fitted > 1000


def test_a_form_is_found_by_whatever_words_it_may_begin_with(lines):
    for table in ("header", "trailer"):
        forms = getattr(grammar(), table)
        for line in map(mask, lines[::3]):
            small = lower(line)
            meant = [f.name for f in forms if (not f.begins or small.startswith(f.begins)) and f.may_stand(small)]
            listed = {form.name for form in forms.that_may_begin(small)}
            missed = [form for form in forms if form.name in meant and form.name not in listed]
            assert not [form.name for form in missed if form.expression.compiled.match(line)], line


@pytest.mark.parametrize(
    ("pattern", "starts", "needs"),
    [
        ("telegram", {"tel"}, {"telegram"}),
        ("(?i:cables?|letter) of", {"cab", "let"}, {"cable", "letter", "of"}),
        (r"(?:the )?note\b", {"the", "not"}, {"note"}),
        (r"(?:to|T[OU])?[KL]\.", {"tok", "tol", "tuk", "tul", "k.", "l."}, {"k", "l", "."}),
        ("(?=.*text)[AB]c", {"ac", "bc"}, {"text", "a", "b", "c"}),
        ("(?!no)(?<=so )yes", {"yes"}, {"yes"}),
        ("ab+c{2}d", {"ab"}, {"a", "b", "c", "d"}),
        ("ab?c", {"abc", "ac"}, {"a", "c"}),
        (r"\.I\.(?:P|Q)", {".i."}, {".i.", "p", "q"}),
        ("[“„]{word}", {OTHER + "qu"}, {"“", "„", "quote"}),
        (r"\ue000+ [\ue000x]", {OTHER}, {"\ue000", "x"}),
    ],
)
def test_the_signs_of_a_pattern_are_its_first_characters_and_words_that_it_needs(pattern, starts, needs):
    told = signs(pattern, word="quote")
    assert {start for start in told.starts | told.whole if start.isascii() or start in starts} == starts
    assert told.needs
    assert frozenset().union(*told.needs) <= needs
    assert not told.empty


@pytest.mark.parametrize("pattern", ["a?", "(?:a|b*)", "^$", "(?:note)?", r"\s*"])
def test_what_may_be_empty_has_no_needed_words(pattern):
    told = signs(pattern)
    assert told.empty
    assert not told.needs


LETTERS = st.text("abAB .é", max_size=4)
PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "ab", "B", r"\.", "[ab]", "[^a]", ".", r"\w", r"\s", "é", r"\b"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        inner.map(lambda one: f"(?i:{one})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
    ),
    max_leaves=8,
)


@given(PATTERNS, LETTERS)
def test_the_signs_of_any_pattern_never_rule_out_what_it_fits(pattern, text):
    told = signs(pattern)
    if re.search(pattern, text):
        assert told.may_stand(lower(text))
    if (match := re.match(pattern, text)) and match.group() and not told.empty and told.starts is not None:
        start = start_of(lower(text))
        assert start[0] == OTHER or any(start[:length] in told.starts | told.whole for length in range(1, 4))


@given(st.lists(st.sampled_from(["tel", "telex", r"our\b", "orders?", r"\[sign", "cable", "c"]), min_size=1), LETTERS)
def test_alternatives_sorted_by_their_first_letter_find_the_same(alternatives, text):
    text = f"telex our orders [sign cables {text} telegram"
    as_given = [match.span() for match in re.finditer("|".join(alternatives), text)]
    assert [match.span() for match in re.finditer(by_first_letter(alternatives), text)] == as_given


@given(st.text(max_size=20))
def test_small_letters_stand_where_the_text_has_them(text):
    assert len(lower(text)) == len(text)
