"""Mentions of messages without number or date in figures, and whose a letter is; all sentences are invented."""

from datetime import date

import pytest

from cablegraph.corpus.known import note_on
from cablegraph.model.edition import EditedDocument, Note
from cablegraph.model.reading import ReadAgent, Reading, ReadMessage, ReadReference, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.enclosures import find_enclosures
from cablegraph.readers.frus.unnumbered import Unnumbered
from cablegraph.readers.frus.whose import with_writer
from cablegraph.readers.text.references import find_references
from cablegraph.times.written import Context

MARK = "^"  # in these sentences stands where a note is called
ROWE, HOLM = ReadAgent("Rowe", Span(0, 1), kind="person"), ReadAgent("Holm", Span(0, 1), kind="person")


def letter(text):
    sent = ReadTime("May 9, 1962", "1962-05-09", Span(0, 1))
    return ReadMessage("m1", Span(0, len(text)), sender=ROWE, addressees=(HOLM,), sent=sent)


def found(written):
    """Return (words, form, date, sender, addressee, step) of each mention in a letter from Rowe to Holm."""
    text, notes = "", []
    for part in written.split(MARK):
        text += part
        notes.append(Note(f"n{len(notes)}", Span(0, 1), len(text)))
    mentions = Unnumbered(text, letter(text), notes[:-1], ()).find(Span(0, len(text)))
    return [
        (
            r.written,
            r.form,
            r.date and r.date.edtf,
            r.sender and r.sender.name,
            r.addressee and r.addressee.name,
            r.step,
        )
        for r in mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". I have received your letter.", [("your letter", "letter", None, "Holm", "Rowe", 0)]),
        (
            ". Many thanks for your most recent message, and good luck.",
            [("your most recent message", "message", None, "Holm", "Rowe", 0)],
        ),
        (
            ". I regret that in your letter, which I received today,",
            [("your letter", "letter", None, "Holm", "Rowe", 0)],
        ),
        (
            ". See immediately following telegram.",
            [("immediately following telegram", "telegram", None, None, None, 1)],
        ),
        (
            ". As in my immediately preceding cable.",
            [("immediately preceding cable", "telegram", None, None, None, -1)],
        ),
        (". He read Brook’s letter^ aloud.", [("Brook’s letter", "letter", None, "Brook", None, 0)]),
        (
            ". He had a personal message from Chancellor Brook to Mr. Ames^ with him.",
            [("a personal message from Chancellor Brook to Mr. Ames", "message", None, "Brook", "Ames", 0)],
        ),
        (
            ". I thank you for your message of May eighth^ and",
            [("your message of May eighth", "message", "1962-05-08", "Holm", "Rowe", 0)],
        ),
        (
            ". In your letter of April twenty-ninth^ you",
            [("your letter of April twenty-ninth", "letter", "1962-04-29", "Holm", "Rowe", 0)],
        ),
    ],
)
def test_mentions_without_a_number_are_found_where_something_identifies_them(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        ". I have received your message on the German question.",
        ". In your letter you say much.",
        ". The President’s letter was long.",
        ". He showed the attached draft telegram^ to all.",
        ". I have received your letters.",
        ". They will meet on Monday^ again.",
        ". He said “I have received your letter.” and left.",
        ". He will reply^ soon.",
    ],
)
def test_what_identifies_no_message_is_left_alone(text):
    assert found(text) == []


def test_a_title_alone_names_no_writer():
    ((_, _, _, sender, _, _),) = found(". He read the Chancellor’s letter^ aloud.")
    assert sender is None


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("He read Brook’s letter of May 3.", "Brook"),
        ("He read Prime Minister Brook’s very long letter of May 3.", "Brook"),
        ("He had a letter from Mr. Brook of May 3.", "Brook"),
        ("He read the Chancellor’s letter of May 3.", None),
        ("I refer to your Excellency’s note of May 3.", None),
        ("He read Arcadia’s telegram of May 3.", None),
    ],
)
def test_the_writer_of_a_dated_letter_is_named_beside_it(text, writer):
    context = Context(anchor=date(1962, 5, 9), past=True)
    message = ReadMessage("m1", Span(0, len(text)))
    (reference,) = [with_writer(text, r) for r in find_references(text, 0, len(text), message, context)]
    named = reference.sender.name if reference.sender else None
    assert named == writer


def test_a_note_belongs_to_a_mention_over_a_word_that_says_where_the_message_is():
    text = "1. See Cahto 12 attached.^ and Cahto 13 attached hereto and so on.^"
    reading = Reading(len(text), ())
    notes = tuple(Note(f"n{at}", Span(0, 1), at) for at, sign in enumerate(text) if sign == MARK)
    document = EditedDocument("x/d1", "telegram", text, Span(0, len(text)), reading, notes=notes)

    def reference(words):
        start = text.index(words)
        return ReadReference("m1", words, Span(start, start + len(words)))

    assert note_on(document, reference("Cahto 12")) == notes[0]
    assert note_on(document, reference("Cahto 13")) is None


# ------------------------------------------------------------------------------------------------------ enclosed letters


def enclosed(text):
    sent = ReadTime("May 9, 1962", "1962-05-09", Span(0, 1))
    outer = ReadMessage("m1", Span(0, len(text)), form=ReadWords("Telegram", Span(0, 1)), sent=sent)
    return [one.message for one in find_enclosures(text, Span(0, len(text)), outer)]


def test_a_reply_to_a_letter_goes_to_its_writer():
    (reply,) = enclosed(
        "12. Deliver following reply from Rowe to Holm’s letter of May 2.\n\nBegin text.\n\nDear Madam: We accept it.\n\n"
        "End text."
    )
    assert reply.sender.name == "Rowe"
    assert [(a.name, a.status) for a in reply.addressees] == [("Holm", "inferred")]
    assert "reply to his" in reply.addressees[0].rationale


def test_a_date_over_a_letter_does_not_part_it_from_its_introduction():
    (message,) = enclosed(
        "12. Following message from President to Holm for delivery soonest.\n\nMay 9, 1962\n\n“Dear Madam Chairman:\n\n"
        "“We accept.”"
    )
    assert (message.form.text, message.sender.name) == ("message", "President")
    assert [a.name for a in message.addressees] == ["Holm"]


def test_a_name_with_a_small_word_in_it_is_whole():
    (message,) = enclosed(
        "12. Following is text of message from President to President de Brook, for delivery soonest.\n\n"
        "“Dear General: We accept.”"
    )
    assert [a.name for a in message.addressees] == ["de Brook"]


def words_of(message, text):
    return text[message.span.start : message.span.end]


def test_a_letter_without_marks_ends_with_its_closing_words_and_signature():
    text = (
        "12. Rowe received the following letter dated May 2, 1962:\n\nDear Rowe: We accept it.\n\nIt is good.\n\n"
        "Sincerely yours,\n\n/s/ Holm\n\nPresumably this was drafted before.\n\nPike"
    )
    (message,) = enclosed(text)
    assert words_of(message, text).startswith("Dear Rowe:")
    assert words_of(message, text).endswith("/s/ Holm")
    assert (message.sender.name, message.sent.edtf) == ("Holm", "1962-05-02")
    ike = "12. Deliver following message from Rowe to Holm:\n\nDear Anna: We accept.\n\nWith warm regard, As Ever, Jo.\n\nPike"
    (message,) = enclosed(ike)
    assert words_of(message, ike).endswith("As Ever, Jo.")


@pytest.mark.parametrize(
    "text",
    [
        "12. Deliver following message from Rowe:\n\nDear Anna: We accept.\n\nIt is good.\n\nPike",  # no end
        "12. He came at noon.\n\nDear Anna: We accept.\n\nSincerely yours,\n\nPike\n\nAmes",  # no introduction
        "12. Deliver following draft message from Rowe:\n\nDear Anna: We accept.\n\nSincerely yours,\n\nJo\n\nPike",
    ],
)
def test_a_letter_without_marks_is_none_where_its_bounds_are_open_or_it_is_a_draft(text):
    assert enclosed(text) == []


def test_a_quotation_ends_before_the_words_that_say_who_signs_the_report():
    text = "12. Following letter sent Holm by Rowe today:\n\n“We accept it.\n\nIt is good.” Signed Ames.\n\nPike"
    (message,) = enclosed(text)
    assert words_of(message, text) == "We accept it.\n\nIt is good."


def test_a_translation_stands_between_its_own_marks():
    text = "12. Following is translation of Rowe’s letter of May 2.\n\n(Begin translation) We accept it. (End translation.)\n\nPike"
    (message,) = enclosed(text)
    assert words_of(message, text) == "We accept it."
    assert message.sender.name == "Rowe"


def test_for_in_the_name_of_a_body_names_no_addressee():
    text = "12. Following letter signed Rowe, chairman Assembly for Grain Control:\n\n“We accept it.”\n\nPike"
    (message,) = enclosed(text)
    assert (message.sender.name, message.addressees) == ("Rowe", ())
