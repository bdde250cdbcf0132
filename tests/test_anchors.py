import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cablegraph.anchors import find, line_of, occurrences
from cablegraph.errors import AnnotationError, Position
from cablegraph.model.span import Span

TEXT = "The enemy speaks.\nWe answer the enemy\nin  the evening."
HERE = Position("a.yaml", 3, 5)


def test_a_quote_is_found_where_it_stands():
    span = find(TEXT, "We answer", HERE)
    assert TEXT[span.start : span.end] == "We answer"


def test_a_quote_may_be_folded_over_lines_and_blanks():
    span = find(TEXT, "the enemy in the evening.", HERE)
    assert TEXT[span.start : span.end] == "the enemy\nin  the evening."


def test_a_quote_that_stands_twice_asks_which_one():
    with pytest.raises(AnnotationError) as error:
        find(TEXT, "enemy", HERE)
    assert str(error.value).startswith('a.yaml:3:5: The quote "enemy" stands 2 times in the text, on lines 1, 2.')
    assert "`within:`" in str(error.value)


def test_a_longer_quote_around_it_says_which_one():
    assert find(TEXT, "enemy", HERE, within="answer the enemy").start == TEXT.rindex("enemy")


def test_a_quote_that_is_not_there_is_answered_with_the_nearest_words():
    with pytest.raises(AnnotationError) as error:
        find(TEXT, "We answered the enemy", HERE)
    assert 'a.yaml:3:5: The quote "We answered the enemy" does not stand in the text.' in str(error.value)
    assert 'The nearest words are "We answer the enemy".' in str(error.value)


def test_overlapping_occurrences_count_as_two():
    assert [span.start for span in occurrences("- - -", "- -", Span(0, 5))] == [0, 2]


def test_a_quote_never_stands_inside_a_longer_word_or_number():
    with pytest.raises(AnnotationError, match="does not stand"):
        find("The battle of Stalingrad", "Stalin", HERE)
    with pytest.raises(AnnotationError, match="does not stand"):
        find("No. 22834", "2283", HERE)
    assert find("Copies: Stalin (2), Stalingrad", "Stalin", HERE).start == 8
    assert find("毛泽东同志", "泽东", HERE).start == 1


def test_case_and_punctuation_are_not_forgiven():
    with pytest.raises(AnnotationError):
        find(TEXT, "we answer", HERE)
    with pytest.raises(AnnotationError):
        find(TEXT, "The enemy speaks!", HERE)


@given(st.text(), st.text(min_size=1), st.text())
def test_whatever_is_put_between_two_texts_is_found_there(before, quote, after):
    assume(quote.strip() == quote and len(quote.split()) == 1)
    text = f"{before} {quote} {after}"
    assume(text.count(quote) == 1)
    span = find(text, quote, HERE)
    assert text[span.start : span.end] == quote
    assert 1 <= line_of(text, span.start) <= text.count("\n") + 1
