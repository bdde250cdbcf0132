"""Whether a quoted message had come to whoever sends the telegram that quotes it (all texts are invented)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cablegraph.corpus.edited_hops import goes_to_sender
from cablegraph.model.reading import ReadAgent, ReadMessage, ReadReference, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.bringing import announces
from cablegraph.readers.frus.enclosures import find_enclosures

EMBASSY = ReadAgent("Embassy in Arcadia", Span(0, 1), status="editorial", kind="office")


def brought(introduction, number="816", sender=EMBASSY):
    text = f"{number}. {introduction}\n\n“Dear Mr. President: We accept.”"
    span = Span(0, len(text))
    outer = ReadMessage("m1", span, sender=sender, numbers=(ReadWords(number, Span(0, len(number))),))
    (found,) = find_enclosures(text, span, outer)
    words = found.message.brought
    assert words is None or text[words.span.start : words.span.end] == words.text
    return words and words.text


@pytest.mark.parametrize(
    ("introduction", "words"),
    [
        ("Following letter to President Rowe from Holm handed me by Brook at noon today:", "handed me"),
        (
            "Translation follows of letter from Holm to President delivered to Embassy last night:",
            "delivered to Embassy",
        ),
        ("FonMin handed me fol reply dated Oct 12 to Emb communication of July 20:", "handed me"),
        ("Brook called and handed me Holm’s reply dated June 3. The following is text:", "handed me"),
        (
            "I have just been requested by Minister here to transmit the following message from Holm to Rowe:",
            "I have just been requested by Minister here to transmit the following",
        ),
        ("Please deliver following letter from the President to Holm:", None),
        ("Following letter from Holm which Brook handed President today:", None),
        ("Brook gave us copy of following letter from Holm to Pike:", None),
        ("Following copy of letter from Holm to Pike handed me today:", None),
        ("Following letter from Holm in reply to note handed me yesterday:", None),
        ("[From Pike:] Following letter from Holm handed me today:", None),
    ],
)
def test_only_words_that_bring_the_message_itself_to_the_sender_count(introduction, words):
    assert brought(introduction) == words


def test_in_a_delegations_series_me_is_somebody_else_than_the_head_names():
    assert brought("Following letter from Holm handed me today:", number="Gocus 12") is None


def test_a_department_gets_nothing_that_was_delivered_to_an_embassy():
    department = replace(EMBASSY, name="Department of State")
    assert brought("Following letter from Holm delivered to Embassy today:", sender=department) is None


def person(name, post):
    return ReadAgent(name, Span(0, 1), kind="person", post=ReadWords(post, Span(0, 1)))


def on(day):
    return ReadTime(day, day, Span(0, 1))


OUTER = ReadMessage("m1", Span(0, 9), sender=person("Pike", "Ambassador in Arcadia"), sent=on("1949-03-03"))
INNER = ReadMessage(
    "m2",
    Span(3, 9),
    enclosed_in="m1",
    sender=person("Holm", "Foreign Minister"),
    addressees=(person("Pike", "American Ambassador in Arcadia"),),
    sent=on("1949-03-02"),
)


@pytest.mark.parametrize(
    ("change", "goes"),
    [
        ({}, True),
        ({"sent": None}, True),
        ({"sent": on("1949-03-04")}, False),
        ({"addressees": (person("Pike", "Consul in Sofia"),)}, False),
        ({"addressees": (person("Brook", "Ambassador in Arcadia"),)}, False),
        ({"addressees": (*INNER.addressees, person("Brook", "Consul"))}, False),
        ({"form": ReadWords("Draft Letter", Span(0, 1))}, False),
        ({"sender": None}, False),
    ],
)
def test_an_enclosure_had_come_to_the_sender_where_it_is_addressed_to_him_alone(change, goes):
    assert goes_to_sender(replace(INNER, **change), OUTER) is goes


def test_words_that_introduce_a_quoted_message_mention_no_other_one():
    message = replace(INNER, form=ReadWords("letter", Span(14, 20)))
    assert announces(ReadReference("m1", "letter dated March 2", Span(14, 34)), [message])
    assert not announces(ReadReference("m1", "letter of May 1", Span(40, 55)), [message])
    assert not announces(ReadReference("m2", "letter dated March 2", Span(14, 34)), [message])
