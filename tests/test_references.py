"""Mentions in American telegrams, and a telegram's own numbers; all sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.model.reading import ReadAgent, ReadMessage, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.own_numbers import repetitions, repetitions_in_note
from cablegraph.readers.text.references import find_references
from cablegraph.times.written import Context

EMBASSY, DEPARTMENT = ReadAgent("Embassy in Arcadia", Span(0, 1)), ReadAgent("Department of State", Span(0, 1))
NOWHERE = Span(0, 1)


def message(sender=EMBASSY, addressees=(DEPARTMENT,), numbers=(), sent="1964-08-20T10:00"):
    own = tuple(ReadWords(number, NOWHERE) for number in numbers)
    return ReadMessage(
        "m1", NOWHERE, sender=sender, addressees=addressees, numbers=own, sent=sent and ReadTime(sent, sent, NOWHERE)
    )


def mentions(text, within=None):
    """Return (words, number, date, sender, addressee) of each mention."""
    context = Context(anchor=date(1964, 8, 20), past=True)
    found = find_references(text, 0, len(text), within or message(), context)
    return [
        (
            r.written,
            r.number,
            r.date and r.date.edtf[:10],
            r.sender and r.sender.name,
            r.addressee and r.addressee.name,
        )
        for r in found
    ]


HOME, POST = "Department of State", "Embassy in Arcadia"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Deptel 1047, January 6.", [("Deptel 1047, January 6", "1047", "1964-01-06", HOME, POST)]),
        ("Embtel 1041 reported this.", [("Embtel 1041", "1041", None, POST, HOME)]),
        ("Reurtel 85 Jan 10.", [("Reurtel 85 Jan 10", "85", "1964-01-10", HOME, POST)]),
        ("Re mytel 315.", [("mytel 315", "315", None, POST, HOME)]),
        ("As in Embdesp 1553, March 2.", [("Embdesp 1553, March 2", "1553", "1964-03-02", POST, HOME)]),
        (
            "(Department’s telegram 123 to London)",
            [("Department’s telegram 123 to London", "123", None, HOME, "London")],
        ),
        ("Nicosia's 1114 is clear.", [("Nicosia's 1114", "1114", None, "Nicosia", None)]),
        ("Ref: Athens 1343.", [("Athens 1343", "1343", None, "Athens", None)]),
        (
            "telegram 5398, December 16, 6 p.m., from Paris",
            [("telegram 5398, December 16, 6 p.m., from Paris", "5398", "1963-12-16", "Paris", None)],
        ),
        (
            "despatch 30, June 6, 1948, from Hanoi",
            [("despatch 30, June 6, 1948, from Hanoi", "30", "1948-06-06", "Hanoi", None)],
        ),
        ("Ref Secto 12.", [("Secto 12", "Secto 12", None, None, None)]),
        ("circular telegram 12 applies", [("circular telegram 12", "12", None, None, None)]),
        ("Nothing in our 421 which you have.", [("our 421", "421", None, POST, HOME)]),
        ("see my telegram of yesterday.", [("my telegram of yesterday", None, "1964-08-19", POST, HOME)]),
        ("Embtel 806 [803].", [("Embtel 806 [803]", "803", None, POST, HOME)]),
        (
            "Dept–Bonn G–397 dated 19 February 1959",
            [("Dept–Bonn G–397 dated 19 February 1959", "G–397", "1959-02-19", HOME, "Bonn")],
        ),
        ("as in Geneva's 97 to you", [("Geneva's 97 to you", "97", None, "Geneva", HOME)]),
        ("(A–739, 3/16/64)", [("A–739, 3/16/64", "A–739", "1964-03-16", None, None)]),
    ],
)
def test_a_form_of_mention_gives_number_date_and_parties(text, expected):
    assert mentions(text) == expected


def test_a_list_gives_one_mention_a_number_each_with_its_own_words():
    assert mentions("Re Deptels 418, 433 and 434, June 2.") == [
        ("Deptels 418", "418", None, HOME, POST),
        ("433", "433", None, HOME, POST),
        ("434, June 2", "434", "1964-06-02", HOME, POST),
    ]
    assert [found[1] for found in mentions("(Gocus 519, 521, 528)")] == ["Gocus 519", "Gocus 521", "Gocus 528"]


def test_two_days_are_two_messages():
    assert [found[2] for found in mentions("your messages of July 27 and 28 agree")] == ["1964-07-27", "1964-07-28"]


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("ourtel 273 to Bonn, 320 to Dept.", (("Dept", "320"),)),
        ("Djakarta’s 2044 repeated Karachi 1771,", (("Karachi", "1771"),)),
        ("Calcutta 154, Sept 10 to Dept, rptd New Delhi 143, London 9)", (("New Delhi", "143"), ("London", "9"))),
    ],
)
def test_the_numbers_of_one_telegram_at_other_posts_are_one_mention(text, also):
    (found,) = find_references(text, 0, len(text), message(), Context(anchor=date(1964, 8, 20), past=True))
    assert found.also == also


def test_a_plural_makes_the_numbers_to_two_posts_two_telegrams():
    assert [found[1] for found in mentions("Deptels 278 and 279 to Ankara")] == ["278", "279"]


@pytest.mark.parametrize(
    "text",
    [
        "Sent Department 257, repeated Hanoi 25, Paris 257.",
        "He will arrive Batavia 14th and stay.",
        "after the riots in Istanbul 1955 nothing changed",
        "Our 150 men and my 24 hours are few.",
        "JCS 2118/15 is a paper.",
        "Paragraph 4, Article 5 and Lot 64 D 560",
        "the Assembly's 16th session",
        "On May 5 and June 12, 1964 they met in Geneva.",
    ],
)
def test_other_figures_are_no_mention(text):
    assert mentions(text) == []


def test_a_telegram_does_not_mention_itself_but_may_mention_one_of_its_number():
    assert mentions("902. Hicus 66. Hicus 57 arrived.", message(numbers=("902",))) == [
        ("Hicus 57", "Hicus 57", None, None, None)
    ]
    assert mentions("See our 731.", message(numbers=("731",))) == []
    assert mentions("500. Ref Deptel 500.", message(numbers=("500",))) == [("Deptel 500", "500", None, HOME, POST)]


def test_a_list_number_before_the_word_i_is_no_date_and_stops_nothing():
    assert [found[1] for found in mentions("See Deptel 5.\n\n1.\nI have Deptel 12.")] == ["5", "12"]


def test_yesterday_stays_open_where_the_message_has_no_day():
    assert mentions("see my telegram of yesterday.", message(sent=None)) == []
    assert mentions("see my telegram of yesterday.", message(sent="1964-08")) == []


def test_a_deptel_between_two_posts_names_nobody_but_the_department():
    between = message(sender=EMBASSY, addressees=(ReadAgent("Embassy in Avalon", NOWHERE),))
    assert mentions("Deptel 240 and Embtel 12", between) == [
        ("Deptel 240", "240", None, "Department", None),
        ("Embtel 12", "12", None, None, None),
    ]


def test_the_form_of_the_mentioned_message_is_told():
    text = "Deptel 12; Embdesp 13; your letter of July 5; airgram A-14; Athens 1343"
    found = find_references(text, 0, len(text), message(), Context(anchor=date(1964, 8, 20), past=True))
    assert [r.form for r in found] == ["telegram", "despatch", "letter", "airgram", None]


def test_a_telegram_says_to_whom_it_is_repeated():
    text = "All quiet.\n\nSent Department 257; repeated London 458, Saigon 99, New Delhi 12.\n\nRowe"
    assert list(repetitions(text, 0, len(text))) == [
        ("Department", "257"),
        ("London", "458"),
        ("Saigon", "99"),
        ("New Delhi", "12"),
    ]
    assert list(repetitions("He said that Paris 257 repeated nothing.", 0, 40)) == []
    note = "Repeated as 254, Usgoc 360, to Batavia, and as 383 to The Hague."
    assert list(repetitions_in_note(note)) == [("Batavia", "254"), ("Batavia", "Usgoc 360"), ("The Hague", "383")]
    note = "Repeated as 21 to London, 22 to Paris, and 23 to Saigon; see 24 to Rome."
    assert list(repetitions_in_note(note)) == [("London", "21"), ("Paris", "22"), ("Saigon", "23")]


PIECES = st.sampled_from(
    [
        "Deptel 12",
        "Embtels 3, 4",
        "your 511",
        "Athens 1343",
        "repeated Rome 5",
        " of May 5",
        ", ",
        "(",
        ")",
        "\n",
        "17",
        "Secto 4",
        "yesterday",
        "my telegram of ",
        "[803]",
        "to Dept",
        "tel",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=80))
def test_the_words_of_a_mention_stand_where_they_are_said_to_stand(text):
    found = list(find_references(text, 0, len(text), message(), Context(anchor=date(1964, 8, 20), past=True)))
    for reference in found:
        assert text[reference.span.start : reference.span.end] == reference.written
        assert reference.number or reference.date
        if reference.date:
            assert text[reference.date.span.start : reference.date.span.end] == reference.date.written
    assert [r.span for r in found] == sorted(r.span for r in found)


CONSULATE = message(sender=ReadAgent("Consul General at Avalon", NOWHERE))


def parties_of(text, within):
    return [found[3:] for found in mentions(text, within)]


def test_an_embtel_is_of_an_embassy_and_a_contel_of_a_consulate_alone():
    assert parties_of("Embtel 12 arrived.", CONSULATE) == [(None, None)]
    assert parties_of("Contel 12 arrived.", CONSULATE) == [("Consul General at Avalon", HOME)]
    assert parties_of("Contel 12 arrived.", message()) == [(None, None)]


def test_a_deptel_may_be_to_the_embassy_where_a_consulate_speaks_of_it():
    assert parties_of("Deptel 12 arrived.", CONSULATE) == [(HOME, "Consul General at Avalon")]
    assert parties_of("Deptel 12 arrived, Emb agrees.", CONSULATE) == [(HOME, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("YOUR TELEGRAM NO. 24466 OF AUGUST 5.", [("24466", "1964-08-05")]),
        ("PARAGRAPH 6 OF MY 498 SHOULD BE READ SO.", [("498", None)]),
        ("In connection with your claris 1804.", [("1804", None)]),
        ("your telegram G-71, third sentence", [("G-71", None)]),
        ("your two cables of 14 July and 16 July", [(None, "1964-07-14"), (None, "1964-07-16")]),
        ("Your telegrams Nos. 75, 76 and 77 have come.", [("75", None), ("76", None), ("77", None)]),
        ("Your telegram No. 12 and No. 14 of 4 July.", [("12", None), ("14", "1964-07-04")]),
        ("Your telegram of July 2 (No. 12) has come.", [("12", "1964-07-02")]),
        ("as I reported on 2 July (No. 416)", [("416", "1964-07-02")]),
        ("the first part was sent under No. 447", [("447", None)]),
        ("Further to No. 31.", [("31", None)]),
        ("See No. 416 of Cde. Adamov.", [("416", None)]),
        ("in yesterday's telegram No. 416", [("416", "1964-08-19")]),
    ],
)
def test_a_mention_gives_number_and_day_in_whatever_order_and_letters_they_stand(text, expected):
    assert [(number, day) for _, number, day, _, _ in mentions(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He handed me this:\n“I refer to your letter of May 5 and to my telegram of May 6.”",
        'Released to press:\n"Dear Mr. Rowe:\nI have read your letter of May 5 and my telegram of May 6.',
        "As follows. Begin verbatim text. Your letter of May 5 and my telegram of May 6 agree.",
    ],
)
def test_whose_my_and_your_are_in_a_quotation_stays_open(text):
    assert parties_of(text, message()) == [(None, None), (None, None)]


def test_behind_a_quotation_my_is_the_sender_s_again():
    text = "He called it “an act of folly”. Begin text. A word. End text. See my letter of May 5."
    assert parties_of(text, message()) == [(POST, HOME)]
    assert parties_of("“He said\n“and said again.”\nSee my letter of May 5.", message()) == [(POST, HOME)]


def test_a_letter_to_somebody_is_not_to_the_addressee():
    assert parties_of("as in my letter to Allen Rowe of May 9 (Tab D)", message()) == [(POST, "Allen Rowe")]
    assert parties_of("enclosed my letter July 5 to Rowe. If so, no.", message()) == [(POST, "Rowe")]
    assert parties_of("enclosed my letter July 5 to President’s brother", message()) == [(POST, None)]
    assert parties_of("as in my letter to you of May 9", message()) == [(POST, HOME)]
    assert parties_of("Petrov’s reaction to my letter of May 9", message()) == [(POST, None)]


def test_our_note_may_be_that_of_several_governments():
    assert parties_of("He must answer our note of May 5.", message()) == [(None, None)]
    assert parties_of("as in our telegram of May 5.", message()) == [(POST, HOME)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a draft reply to the Soviet note of January 10.", "note of January 10"),
        ("in reply to your memorandum, dated 10 May 1964, you", "your memorandum, dated 10 May 1964"),
        ("following reply from Rowe to Petrov’s letter of May 2.", "letter of May 2"),
        ("answers to the questions in your letter of May 2, 1964.", "your letter of May 2, 1964"),
        ("I received your reply to my message of May 9.", "my message of May 9"),
    ],
)
def test_the_date_behind_what_is_replied_to_is_not_that_of_the_reply(text, words):
    assert [found[0] for found in mentions(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "the spirit or the letter of the January 28 resolution",
        "they would be obliged to report to the Council on March 1",
        "Pursuant to your verbal instructions of 4 November",
        "the pastoral letter of April 4",
        "Sent Department, repeated Batavia 107.",
        "Sent Dept 5645 rptd info Paris 2148, Dept pass USUNNY as London’s 77.",
    ],
)
def test_what_is_no_message_or_only_a_number_of_its_own_is_no_mention(text):
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("Deptel 1703 sent Karachi 1811 Djakarta 1833 Taipei 655", ("Karachi", "Djakarta", "Taipei")),
        ("Bonn’s 2328 rptd Berlin 497 USAREUR 371 pouched", ("Berlin", "USAREUR")),
        ("Tocah 168, rptd London 567:", ("London",)),
    ],
)
def test_the_numbers_of_a_chain_of_posts_are_of_one_telegram(text, also):
    (found,) = find_references(text, 0, len(text), message(), Context(anchor=date(1964, 8, 20), past=True))
    assert tuple(post for post, _ in found.also) == also


def test_our_and_your_messages_are_several_and_name_none():
    text = "in our and your messages of October 27 and 28"
    found = find_references(text, 0, len(text), message(), Context(anchor=date(1964, 12, 20), past=True))
    assert [reference.plural for reference in found] == [True]


def test_the_embassy_s_number_is_one_of_the_embassy():
    assert mentions("Emb’s 1147, June 25 and Embassy’s telegram No. 34") == [
        ("Emb’s 1147, June 25", "1147", "1964-06-25", POST, HOME),
        ("Embassy’s telegram No. 34", "34", None, POST, HOME),
    ]
    assert mentions("postponement of the report of the board from July 5 to July 9") == []


@pytest.mark.parametrize(
    "text",
    [
        "The press reports of 2 July speak of ships.",
        "We do not reply to what was printed about the caravan of 6 July.",
        "Our division No. 416 of 2 July stands there.",
        "The Security Council resolution of 2 July says little.",
    ],
)
def test_press_speech_and_resolutions_are_no_mentions_of_messages(text):
    assert mentions(text) == []
