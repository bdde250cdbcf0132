"""The footnotes of an edition's page that was pasted as plain text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cablegraph.readers.text import read
from cablegraph.readers.text.footnotes import find_footnotes

HEAD = "12. Telegram From the Embassy in Norland to the Department of State1\n\nOslo, May 3, 1956, 4 p.m.\n\n"
SOURCE = "1. Source: Central Files, 757.00/5–356. Secret. Repeated to London."


def page(body, *notes):
    return f"{HEAD}{body}\n\nFerris\n\n" + "\n".join((SOURCE, *notes)) + "\n"


def mentioned(text):
    return [(one.number, one.date and one.date.edtf) for one in read(text).references]


def test_the_digits_of_notes_are_taken_out_without_moving_an_offset():
    text = page("900. The note came.2 He kept it.", "2. Not printed.")
    found = find_footnotes(text)
    bare = found.without_marks(text)
    assert len(bare) == len(text)
    assert [text[call.start : call.end] for call in found.calls] == ["1", "2"]
    assert "State1" not in bare
    assert "came.2" not in bare


def test_a_digit_that_is_stuck_to_the_only_number_before_it_is_a_notes():
    assert mentioned(page("900. Deptel 4112 is clear.", "2. Not printed.")) == [("411", None)]


def test_a_day_that_no_month_has_ends_in_a_notes_digit():
    assert mentioned(page("900. Deptel 411, April 292 is clear.", "2. Document 9.")) == [("411", "1956-04-29")]


def test_of_two_numbers_that_may_end_in_a_notes_digit_neither_is_given():
    assert mentioned(page("900. Deptel 4112 and Embtel 3382 are clear.", "2. Not printed.")) == []


def test_the_note_says_which_of_two_numbers_has_its_digit():
    text = page("900. Deptel 4112 and Embtel 3382 are clear.", "2. Telegram 338, May 1, is not printed.")
    assert mentioned(text) == [("4112", None), ("338", None)]


def test_the_exact_words_of_a_mention_keep_the_digit_inside_them():
    text = page("900. Deptel 411,2 April 29, is clear.", "2. Document 9.")
    (one,) = read(text).references
    assert one.written == text[one.span.start : one.span.end] == "Deptel 411,2 April 29"


def test_numbered_paragraphs_at_the_end_of_a_telegram_are_no_footnotes():
    assert not find_footnotes("To Petrov\n\nI report:\n\n1. The bridge is open.\n2. The ferry is closed.\n").notes


def test_nobody_gets_a_copy_of_a_telegram_because_a_note_says_so_of_another_one():
    text = page("900. Deptel 411.2 Nothing new.", "2. Dated May 1. Repeated to Havana.")
    assert [copy.name for copy in read(text).messages[0].copies] == ["London"]


def test_the_mark_of_a_printed_page_within_a_mention_is_read_over():
    text = page("900. He asked for Deptel [Page 12] 411 again.", "2. Not printed.")
    assert mentioned(text) == [("411", None)]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["Deptel 412", "word1", "x.2 ", "[Page 3]", " to ", "\n", "May 12", "3", "“", "No. 31"])),
    st.lists(
        st.sampled_from(["1. Not printed.\n", "2. See p. 3.\n", "3 Ibid.\n", "Source: Files.\n", "0. Source: x.\n"])
    ),
)
def test_any_page_is_read_and_its_spans_lie_in_the_text(body, notes):
    text = "".join(body) + "\n\n" + "".join(notes)
    found = find_footnotes(text)
    assert len(found.without_marks(text)) == len(text)
    for note in found.notes:
        assert 0 <= note.span.start < note.span.end <= len(text)
    reading = read(text)
    for one in reading.references:
        assert one.written == text[one.span.start : one.span.end]
