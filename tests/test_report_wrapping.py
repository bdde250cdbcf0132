"""What people read on a terminal: lines that fit it, and words instead of the names of terms."""

from hypothesis import given
from hypothesis import strategies as st

from cablegraph.report import tables
from cablegraph.report.labels import readable
from cablegraph.report.wrapping import fitted, wrapped
from cablegraph.store.terms import Rows, Term

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=40)


@given(st.integers(0, 10), WORDS)
def test_lines_fit_the_width_and_no_word_is_lost(indent, words):
    line = " " * indent + " ".join(words)
    broken = list(wrapped([line], 60))
    assert all(len(one) <= 60 for one in broken)
    assert " ".join(broken).split() == words
    assert broken[0].startswith(" " * indent)


def test_what_goes_on_stands_under_what_it_belongs_to():
    assert list(wrapped(["  from     somebody of a long name"], 24)) == ["  from     somebody of a", "    long name"]
    assert list(wrapped(["d1  a title of quite some words"], 24, hang=4)) == ["d1  a title of quite", "    some words"]


def test_a_help_text_is_filled_anew_and_its_examples_stay():
    text = "Prose that was broken\nelsewhere.\n\nexamples:\n  verb one    (of two)\n  verb two"
    whole = ["Prose that was broken elsewhere.", "", "examples:", "  verb one    (of two)", "  verb two"]
    assert list(fitted(text, 40)) == whole
    assert list(fitted(text, 26))[:2] == ["Prose that was broken", "elsewhere."]


def test_what_is_too_wide_in_a_list_goes_on_under_its_second_column():
    assert list(fitted("  a      one two three four five", 30)) == ["  a      one two three four", "         five"]
    assert list(fitted("  a long word    one two three", 28)) == ["  a long word    one two", "    three"]


def test_names_of_terms_are_read_as_the_ontology_calls_them():
    assert readable("heldAsEnclosure") == "held as an enclosure"
    assert readable("referencedOnly") == "known from a mention"
    assert readable("held") == "held"
    assert readable("McCarthy") == "McCarthy"


def test_a_table_has_labels_and_csv_has_the_names():
    rows = Rows(("holding",), ((Term("literal", "referencedOnly"),),))
    assert list(tables.lines(rows, "table"))[-1] == "known from a mention"
    assert list(tables.lines(rows, "csv"))[-1] == "referencedOnly"
