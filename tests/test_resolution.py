"""Resolution of mentions on small invented corpora: who wrote to whom under which number is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cablegraph.corpus.folder import open_folder
from cablegraph.model.mention import KnownMessage, Mention
from cablegraph.model.statement import Status
from cablegraph.readers.text.sketch import SIZE, likeness, sketch
from cablegraph.resolution import resolve
from cablegraph.resolution.known import kind_of, read_day, read_number
from cablegraph.resolution.posts import Posts
from cablegraph.vocabulary import Kind

HOME, ARCADIA, AVALON = ("Department of State",), ("Embassy in Arcadia",), ("Rowe", "Ambassador in Avalon")


def telegram(name, number, sent, senders, addressees, place=None, **more):
    place = place or ("Washington" if senders == HOME else {ARCADIA: "Port Arcadia", AVALON: "Avalon City"}[senders])
    name = f"invented/{name}"
    return KnownMessage(
        name, name, "invented", "Telegram", (number,), sent, senders=senders, addressees=addressees, place=place, **more
    )


def mention(within, written="Deptel 12", number="12", name="r1", **more):
    facts = {"senders": HOME, "addressees": ARCADIA, "form": "telegram", **more}
    return Mention(f"{within}/{name}", within, within, written, 10, 10 + len(written), number=number, **facts)


def meant(messages, mentions, **options):
    """Return {id of the mention: {id of the message: status}}."""
    found = {}
    for document in resolve(messages, mentions, **options):
        for statement in document.statements:
            if statement.property == "refersTo":
                found.setdefault(statement.subject.id, {})[statement.value.id] = statement.basis.status.value
    return found


ORDER = telegram("d1", "12", "1951-03-01T18:00", HOME, ARCADIA)
ANSWER = telegram("d2", "47", "1951-03-03T10:00", ARCADIA, HOME)


def test_a_number_and_a_direction_find_the_message():
    assert meant([ORDER, ANSWER], [mention("invented/d2")]) == {"invented/d2/r1": {"invented/d1": "inferred"}}


def test_the_reason_says_what_agrees_and_how_well():
    (document,) = resolve([ORDER, ANSWER], [mention("invented/d2")])
    (statement,) = document.statements
    assert statement.basis.status is Status.INFERRED
    assert statement.basis.rationale == (
        '"Deptel 12" fits this message: it has the number 12; the sender agrees (Department of State); the addressee '
        "agrees (Embassy in Arcadia); it was sent 2 days before the mentioning message; it is a telegram, as the mention "
        "says. Score 0.79 of 1."
    )
    assert [document.words(span) for span in statement.basis.spans] == ["Deptel 12"]
    assert document.text == ""
    assert not document.is_register


def test_the_other_direction_is_another_message():
    other = telegram("d3", "12", "1951-03-02T10:00", ARCADIA, HOME)
    messages = [ORDER, ANSWER, other]
    assert meant(messages, [mention("invented/d2", "Deptel 12")])["invented/d2/r1"] == {"invented/d1": "inferred"}
    embtel = mention("invented/d2", "Embtel 12", senders=ARCADIA, addressees=HOME)
    assert meant(messages, [embtel])["invented/d2/r1"] == {"invented/d3": "inferred"}


def test_another_post_is_another_message():
    elsewhere = telegram("d3", "12", "1951-03-02T18:00", HOME, AVALON)
    assert meant([elsewhere, ANSWER], [mention("invented/d2")])["invented/d2/r1"].keys() == {
        "mentioned/department/port-arcadia/12/before-1951-03-03"
    }


def test_embassy_ambassador_and_city_are_one_post():
    posts = Posts([telegram("d1", "1", "1951-01-01", AVALON, HOME)])
    assert posts.keys(("Embassy in Avalon",)) & posts.keys(("Avalon City",))
    assert posts.keys(("Ambassador in India",)) == posts.keys(("New Delhi",)) == posts.keys(("Embassy in India",))
    assert posts.keys(("Acting Secretary of State",)) & posts.keys(("Department of State",)) & posts.keys(("Dept",))


def test_who_writes_from_a_conference_is_not_at_home():
    away = telegram("d1", "12", "1951-03-01T18:00", ("Secretary of State",), HOME, place="Avalon City")
    assert "department" not in Posts([away]).sender(away)


def test_a_city_named_alone_finds_what_its_embassy_sent_home():
    report = telegram("d3", "88", "1951-03-02T10:00", AVALON, HOME)
    cited = mention("invented/d2", "Avalon City's 88", "88", senders=("Avalon City",), addressees=(), form=None)
    assert meant([report, ANSWER], [cited])["invented/d2/r1"] == {"invented/d3": "inferred"}


def test_a_date_tells_two_years_apart():
    old = replace(ORDER, id="invented/d0", document="invented/d0", sent="1950-03-01T18:00")
    dated = mention("invented/d2", "Deptel 12, March 1, 1950", date="1950-03-01")
    assert meant([old, ORDER, ANSWER], [dated])["invented/d2/r1"] == {"invented/d0": "inferred"}
    assert meant([old, ANSWER], [mention("invented/d2")])["invented/d2/r1"].keys() == {
        "mentioned/department/port-arcadia/12/before-1951-03-03"
    }


def test_a_date_that_contradicts_rules_a_message_out():
    dated = mention("invented/d2", "Deptel 12, February 3", date="1951-02-03")
    assert meant([ORDER, ANSWER], [dated])["invented/d2/r1"].keys() == {
        "mentioned/department/port-arcadia/12/1951-02-03"
    }


def test_a_letter_is_found_by_its_day_and_both_parties():
    letter = KnownMessage(
        "x/d1", "x/d1", "x", "Letter", sent="1962-10-25", senders=("Chairman Petrov",), addressees=("President Smith",)
    )
    reply = KnownMessage(
        "x/d2", "x/d2", "x", "Letter", sent="1962-10-28", senders=("President Smith",), addressees=("Chairman Petrov",)
    )
    yours = mention(
        "x/d2",
        "your letter of October 25",
        None,
        date="1962-10-25",
        senders=("Chairman Petrov",),
        addressees=("President Smith",),
        form="letter",
    )
    assert meant([letter, reply], [yours]) == {"x/d2/r1": {"x/d1": "inferred"}}
    assert "x/d1" not in meant([letter, reply], [replace(yours, senders=())])["x/d2/r1"]


def test_two_messages_that_fit_equally_well_stay_two_and_neither_is_asserted():
    twin = replace(ORDER, id="invented/d9", document="invented/d9")
    assert meant([ORDER, twin, ANSWER], [mention("invented/d2")])["invented/d2/r1"] == {
        "invented/d1": "disputed",
        "invented/d9": "disputed",
    }


def test_a_number_in_a_series_is_no_number_without_it():
    conference = telegram("d3", "Secto 12", "1951-03-02T10:00", AVALON, HOME)
    assert read_number("Secto 12") == ("secto", "12")
    assert read_number("05707") == ("", "5707")
    assert meant([conference, ANSWER], [mention("invented/d2", senders=(), addressees=())])[
        "invented/d2/r1"
    ].keys() == {"mentioned/invented/d2/r1"}
    cited = mention("invented/d2", "Secto 12", "Secto 12", senders=(), addressees=())
    assert meant([conference, ANSWER], [cited])["invented/d2/r1"] == {"invented/d3": "inferred"}


def test_a_copy_is_found_by_the_number_that_it_has_at_its_post():
    report = telegram("d3", "88", "1951-03-02T10:00", AVALON, HOME, also=(("Port Arcadia", "31"),))
    messages = [report, ANSWER, telegram("d4", "50", "1951-03-04", ARCADIA, HOME)]
    copy = mention("invented/d2", "Avalon City's 31", "31", senders=("Avalon City",), addressees=ARCADIA, form=None)
    assert meant(messages, [copy])["invented/d2/r1"] == {"invented/d3": "inferred"}
    both = mention(
        "invented/d2", "Avalon City's 87 repeated Port Arcadia 31", "87", senders=("Avalon City",), addressees=()
    )
    both = replace(both, also=(("Port Arcadia", "31"),), form=None)
    assert meant(messages, [both])["invented/d2/r1"] == {"invented/d3": "inferred"}


def test_a_despatch_is_no_telegram():
    assert meant([ORDER, ANSWER], [mention("invented/d2", "despatch 12", form="despatch")])[
        "invented/d2/r1"
    ].keys() == {"mentioned/department/port-arcadia/12/before-1951-03-03"}
    assert (kind_of("Telegram"), kind_of("Despatch No."), kind_of("Message"), kind_of("Memorandum")) == (
        "telegram",
        "despatch",
        "",
        "other",
    )


def test_what_is_sent_later_is_not_meant_but_clocks_of_two_places_may_differ():
    late = replace(ORDER, sent="1951-03-03T22:00")
    assert (
        "invented/d1"
        not in meant([replace(late, sent="1951-03-05T22:00"), ANSWER], [mention("invented/d2")])["invented/d2/r1"]
    )
    east = telegram("d1", "47", "1951-03-04T02:00", ARCADIA, HOME)
    home = telegram("d2", "12", "1951-03-03T23:30", HOME, ARCADIA)
    cited = mention("invented/d2", "your 47", "47", senders=ARCADIA, addressees=HOME)
    assert meant([east, home], [cited])["invented/d2/r1"] == {"invented/d1": "inferred"}


def test_a_message_of_the_same_text_is_not_meant():
    inside = replace(ORDER, id="invented/d2/m2", document="invented/d2")
    assert "invented/d2/m2" not in meant([inside, ANSWER], [mention("invented/d2")])["invented/d2/r1"]


def test_what_nobody_holds_is_one_message_where_direction_number_and_weeks_agree():
    later = telegram("d3", "48", "1951-03-20T10:00", ARCADIA, HOME)
    much_later = telegram("d4", "90", "1951-11-20T10:00", ARCADIA, HOME)
    mentions = [mention("invented/d2", sender_id="usa"), mention("invented/d3"), mention("invented/d4")]
    documents = {d.id: d for d in resolve([ANSWER, later, much_later], mentions)}
    found = meant([ANSWER, later, much_later], mentions)
    one = "mentioned/department/port-arcadia/12/before-1951-03-03"
    assert found["invented/d2/r1"] == found["invented/d3/r1"] == {one: "inferred"}
    assert found["invented/d4/r1"] == {"mentioned/department/port-arcadia/12/before-1951-11-20": "stated"}
    facts = [(s.property, d.id) for d in documents.values() for s in d.statements if s.subject.id == one]
    assert sorted(facts) == [
        ("holdingStatus", "invented/d2"),
        ("holdingStatus", "invented/d3"),
        ("identifier", "invented/d2"),
        ("sender", "invented/d2"),
    ]
    refers = next(s for s in documents["invented/d3"].statements if s.property == "refersTo")
    assert "2 mentions agree" in refers.basis.rationale


def test_a_mention_without_a_number_or_a_direction_is_never_merged():
    mentions = [
        mention("invented/d2", "the telegram of March 1", None, date="1951-02-01", senders=(), addressees=()),
        mention("invented/d3", "the telegram of March 1", None, date="1951-02-01", senders=(), addressees=()),
    ]
    later = telegram("d3", "48", "1951-03-20T10:00", ARCADIA, HOME)
    found = meant([ANSWER, later], mentions)
    assert found["invented/d2/r1"].keys() != found["invented/d3/r1"].keys()


def test_a_mentioned_message_keeps_the_words_of_its_date():
    dated = mention(
        "invented/d2", "Deptel 12, March 1", date="1951-03-01", date_written="March 1", date_start=21, date_end=28
    )
    (document,) = resolve([ANSWER], [dated])
    said = {(s.subject.kind, s.property): s for s in document.statements}
    assert said[Kind.TIME, "edtf"].value == "1951-03-01"
    assert said[Kind.TIME, "edtf"].basis.status is Status.INFERRED
    assert said[Kind.TIME, "asWritten"].value == "March 1"
    assert document.words(said[Kind.TIME, "asWritten"].basis.spans[0]) == "March 1"
    assert said[Kind.MESSAGE, "identifier"].basis.status is Status.STATED


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Document 1.", {"invented/d1": "editorial"}),
        ("Telegram 12 is printed as Document 1; telegram 13 was not found.", {"invented/d1": "editorial"}),
        (
            "Reference is to telegram 12 from Port Arcadia, Document 1. It reports a visit.",
            {"invented/d1": "editorial"},
        ),
        (
            "Telegram 7 to Avalon (Document 1) was repeated to Port Arcadia as telegram 12.",
            {"invented/d1": "editorial"},
        ),
    ],
)
def test_the_editors_word_comes_first(note, expected):
    unlike = replace(ORDER, numbers=("7",))
    cited = mention("invented/d2", note=note, note_start=40, note_end=40 + len(note), notes=("invented/d1",))
    assert meant([unlike, ANSWER], [cited])["invented/d2/r1"] == expected
    (document,) = resolve([unlike, ANSWER], [cited])
    (statement,) = document.statements
    assert document.words(statement.basis.spans[0]) == note
    assert "invented/d1" not in meant([unlike, ANSWER], [cited], notes=False)["invented/d2/r1"]


@pytest.mark.parametrize("note", ["See Document 1.", "For the reply, see Document 1.", "Telegram 13 is Document 1."])
def test_a_note_that_does_not_name_the_message_is_not_believed(note):
    unlike = replace(ORDER, numbers=("7",))
    cited = mention("invented/d2", note=note, note_start=40, note_end=40 + len(note), notes=("invented/d1",))
    assert "invented/d1" not in meant([unlike, ANSWER], [cited])["invented/d2/r1"]


def test_not_printed_says_that_the_message_is_not_in_the_volume():
    cited = mention("invented/d2", note="Telegram 12, March 1, not printed.", note_start=40, note_end=74)
    (document,) = resolve([ORDER, ANSWER], [cited])
    holding = next(s for s in document.statements if s.property == "holdingStatus")
    assert (holding.value.id, holding.basis.status) == ("referencedOnly", Status.EDITORIAL)
    elsewhere = replace(ORDER, id="other/d1", document="other/d1", collection="other")
    assert meant([elsewhere, ANSWER], [cited])["invented/d2/r1"] == {"other/d1": "inferred"}


SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha"]
WORDS = " ".join(f"{one}{two}rendum {two}{one}sition" for one in SYLLABLES for two in SYLLABLES)


def test_one_telegram_in_two_volumes_is_offered_and_never_asserted():
    here = replace(ORDER, sketch=sketch(WORDS))
    there = replace(here, id="other/d7", document="other/d7", collection="other", place=None)
    (document,) = resolve([there, here], [])
    (statement,) = document.statements
    assert (document.id, statement.subject.id, statement.property) == ("invented/d1", "invented/d1", "witness")
    assert statement.value.id == "other/d7"
    assert statement.basis.status is Status.DISPUTED
    for words in ("1951-03-01", "number 12", "100% of their words", "for a person to decide"):
        assert words in statement.basis.rationale


def test_two_letters_of_one_day_with_other_words_are_not_offered():
    here = replace(ORDER, numbers=(), sketch=sketch(WORDS))
    there = replace(here, id="other/d7", document="other/d7", sketch=sketch(WORDS.replace("sition", "mission")))
    assert list(resolve([here, there], [])) == []
    assert [s.property for d in resolve([here, replace(there, sketch=here.sketch)], []) for s in d.statements] == [
        "witness"
    ]


def test_a_sketch_tells_how_much_two_texts_share():
    assert len(sketch(WORDS)) == SIZE
    assert likeness(sketch(WORDS), sketch(WORDS + " furthermore nothing important")) > 0.8
    assert likeness(sketch(WORDS), sketch(WORDS[::-1])) == 0
    assert likeness(sketch("too short"), sketch("too short")) == 0


DAYS = st.dates(date(1951, 1, 1), date(1951, 4, 1))
TELEGRAMS = st.lists(
    st.tuples(
        st.integers(1, 4), DAYS, st.sampled_from([(HOME, ARCADIA), (ARCADIA, HOME), (HOME, AVALON), (AVALON, HOME)])
    ),
    min_size=1,
    max_size=12,
)
MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.integers(1, 4),
        st.sampled_from([HOME, ARCADIA, AVALON, ()]),
        st.sampled_from([HOME, ARCADIA, ()]),
        st.none() | DAYS,
    ),
    max_size=8,
)


def corpus(telegrams, mentions):
    messages = [
        telegram(f"d{n}", str(number), f"{day}T12:00", *ends) for n, (number, day, ends) in enumerate(telegrams)
    ]
    made = [
        mention(
            f"invented/d{within}",
            f"tel {number}",
            str(number),
            f"r{n}",
            senders=senders,
            addressees=addressees,
            date=day and day.isoformat(),
        )
        for n, (within, number, senders, addressees, day) in enumerate(mentions)
        if within < len(messages)
    ]
    return messages, made


@settings(max_examples=150, deadline=None)
@given(TELEGRAMS, MENTIONS, st.randoms())
def test_the_order_of_the_input_makes_no_difference(telegrams, mentions, rng):
    messages, made = corpus(telegrams, mentions)
    first = list(resolve(messages, made))
    rng.shuffle(messages)
    rng.shuffle(made)
    assert list(resolve(messages, made)) == first


@settings(max_examples=150, deadline=None)
@given(TELEGRAMS, MENTIONS)
def test_no_mention_means_its_own_message_or_a_later_one(telegrams, mentions):
    messages, made = corpus(telegrams, mentions)
    known = {message.id: message for message in messages}
    for name, found in meant(messages, made).items():
        within = known[name.rpartition("/")[0]]
        for target in found:
            if target in known:
                assert target != within.id
                assert read_day(known[target].sent) <= read_day(within.sent) + timedelta(days=1)
                assert known[target].place != within.place or known[target].sent <= within.sent


@settings(max_examples=100, deadline=None)
@given(TELEGRAMS, MENTIONS)
def test_every_mention_refers_to_something_and_only_rivals_are_disputed(telegrams, mentions):
    messages, made = corpus(telegrams, mentions)
    found = meant(messages, made)
    assert found.keys() == {mention.id for mention in made}
    for targets in found.values():
        assert ("disputed" in targets.values()) == (len(targets) > 1)


INCOMING = """CIPHERED TELEGRAM No. 4471

From SOFIA

Sent 7.3.1953 10:20

TO PETROV

The iron has come.

ORLOV
"""
OUTGOING = """CIPHERED TELEGRAM No. 512

From MOSCOW

Sent 9.3.1953 18:00

TO ORLOV

I have your No. 4471 and our No. 509.

PETROV
"""


def test_plain_texts_go_the_same_way_as_volumes(tmp_path):
    folder = tmp_path / "data" / "telegrams"
    folder.mkdir(parents=True)
    (folder / "1953-03-07-sofia-4471.txt").write_text(INCOMING, encoding="utf-8")
    (folder / "1953-03-09-moscow-512.txt").write_text(OUTGOING, encoding="utf-8")
    documents = list(open_folder(tmp_path / "data").documents())
    messages = [message for document in documents for message in document.messages]
    mentions = [mention for document in documents for mention in document.mentions]
    assert {message.id: message.numbers for message in messages} == {
        "1953-03-07-sofia-4471": ("4471",),
        "1953-03-09-moscow-512": ("512",),
    }
    assert meant(messages, mentions) == {
        "1953-03-09-moscow-512/r1": {"1953-03-07-sofia-4471": "inferred"},
        "1953-03-09-moscow-512/r2": {"mentioned/petrov/orlov/509/before-1953-03-09": "stated"},
    }
    said = {s.property: s for d in resolve(messages, mentions) for s in d.statements if s.subject.kind is Kind.MESSAGE}
    assert said["sender"].value.id == "1953-03-09-moscow-512/petrov"
    assert said["addressee"].basis.status is Status.INFERRED


# --------------------------------------------------------------------------------------- what the words do not say


def statements(messages, mentions):
    return [s for document in resolve(messages, mentions) for s in document.statements]


def labels(messages, mentions):
    return [label for document in resolve(messages, mentions) for label in document.labels.values()]


CONSUL = ("Consul General at Avalon",)
REPORT = telegram("d5", "30", "1951-03-04T10:00", CONSUL, HOME, place="Avalon")
WORKED_OUT = "Worked out from the words."


def test_an_embtel_of_a_consulate_is_an_embassy_s_and_never_its_own():
    own = telegram("d4", "12", "1951-03-01T10:00", CONSUL, HOME, place="Avalon")
    embassy = telegram("d3", "12", "1951-03-01T10:00", ARCADIA, HOME)
    cited = mention("invented/d5", "Embtel 12, March 1", senders=(), addressees=(), owner="Emb", date="1951-03-01")
    assert meant([own, embassy, REPORT], [cited])["invented/d5/r1"] == {"invented/d3": "inferred"}
    undated = replace(cited, written="Embtel 12", date=None)
    assert meant([own, embassy, REPORT], [undated])["invented/d5/r1"].keys() == {"mentioned/invented/d5/r1"}


def test_an_addressee_worked_out_gives_way_to_number_day_and_sender():
    cited = mention("invented/d5", "Deptel 12, March 1", addressees=CONSUL, date="1951-03-01")
    worked_out = replace(cited, addressee_reason=WORKED_OUT)
    assert meant([ORDER, REPORT], [worked_out])["invented/d5/r1"] == {"invented/d1": "inferred"}
    assert "invented/d1" not in meant([ORDER, REPORT], [cited])["invented/d5/r1"]
    assert "invented/d1" not in meant([ORDER, REPORT], [replace(worked_out, date=None)])["invented/d5/r1"]


def test_a_deptel_to_a_place_says_where_the_same_deptel_of_the_document_went():
    named = mention("invented/d5", "Deptel 99 to Port Arcadia", "99", addressees=("Port Arcadia",), addressee_id="x/pa")
    bare = replace(
        named,
        id="invented/d5/r2",
        written="Deptel 99",
        start=50,
        end=59,
        addressees=CONSUL,
        addressee_id="x/c",
        addressee_reason=WORKED_OUT,
    )
    found = meant([ORDER, ANSWER, REPORT], [named, bare])
    assert found["invented/d5/r1"] == found["invented/d5/r2"]
    assert [s.value.id for s in statements([ORDER, ANSWER, REPORT], [named, bare]) if s.property == "addressee"] == [
        "x/pa"
    ]


def test_a_footnote_on_the_first_mention_counts_for_the_same_words_later():
    first = mention(
        "invented/d5",
        "Deptel 12",
        addressees=(),
        notes=("invented/d1",),
        note="Document 1.",
        note_start=90,
        note_end=101,
    )
    later = replace(first, id="invented/d5/r2", start=50, end=59, notes=(), note="")
    old = replace(ORDER, sent="1950-01-01T10:00")
    found = meant([old, REPORT], [first, later])
    assert found == {"invented/d5/r1": {"invented/d1": "editorial"}, "invented/d5/r2": {"invented/d1": "inferred"}}


def test_the_same_words_twice_in_one_document_are_one_message_not_held():
    one = mention("invented/d5", "Secto 105", "Secto 105", senders=(), addressees=())
    two = replace(one, id="invented/d5/r2", start=50, end=59)
    elsewhere = replace(one, id="invented/d2/r1", document="invented/d2", within="invented/d2")
    found = meant([ANSWER, REPORT], [one, two, elsewhere])
    assert found["invented/d5/r1"] == found["invented/d5/r2"] == {"mentioned/invented/d5/r1": "inferred"}
    assert found["invented/d2/r1"] == {"mentioned/invented/d2/r1": "stated"}


@pytest.mark.parametrize(
    ("note", "status", "words"),
    [
        ("Not printed.", Status.EDITORIAL, "is not printed"),
        ("Telegram 99 was not found.", Status.EDITORIAL, "was not found"),
        ("Dated March 2. (Ibid.)", Status.INFERRED, "gives the date"),
    ],
)
def test_a_note_bears_only_what_it_says(note, status, words):
    cited = mention("invented/d5", "Deptel 99", "99", note=note, note_start=90, note_end=90 + len(note))
    (holding,) = [s for s in statements([ORDER, REPORT], [cited]) if s.property == "holdingStatus"]
    assert holding.basis.status is status
    assert words in holding.basis.rationale


def test_a_note_dates_the_message_that_it_is_on():
    cited = mention("invented/d5", "Deptel 99", "99", note="Dated March 2. (Ibid.)", note_start=90, note_end=112)
    said = {s.property: s for s in statements([ORDER, REPORT], [cited])}
    assert (said["edtf"].value, said["edtf"].basis.status) == ("1951-03-02", Status.INFERRED)
    assert (said["asWritten"].value, said["asWritten"].basis.status) == ("March 2", Status.EDITORIAL)
    assert [(span.start, span.end) for span in said["asWritten"].basis.spans] == [(96, 103)]
    late = replace(cited, note="Dated December 2. (Ibid.)", note_end=115)
    assert {s.value for s in statements([ORDER, REPORT], [late]) if s.property == "edtf"} == {"1950-12-02"}


def test_a_footnote_to_another_place_number_and_year_is_not_believed():
    other = telegram("d9", "88", "1947-01-01T10:00", AVALON, HOME)
    cited = mention("invented/d2", "Deptel 12", notes=("invented/d9",), note="Document 9.", note_start=90, note_end=101)
    assert meant([ORDER, ANSWER, other], [cited])["invented/d2/r1"] == {"invented/d1": "inferred"}
    rationales = [s.basis.rationale for s in statements([ORDER, ANSWER, other], [cited])]
    assert any("names invented/d9, of another place, number and year: not believed." in said for said in rationales)
    near = replace(other, sent="1951-01-01T10:00")
    assert meant([ORDER, ANSWER, near], [cited])["invented/d2/r1"] == {"invented/d9": "editorial"}


def test_a_message_not_held_is_named_by_number_way_and_date():
    cited = mention("invented/d5", "Deptel 99", "99", sender_id="x/home", addressee_id="x/arcadia")
    assert labels([REPORT], [cited])[0] == "telegram 99, Department of State to Embassy in Arcadia, before 4 March 1951"
    dated = replace(cited, date="1951-03-02", date_written="March 2", addressee_id=None)
    assert labels([REPORT], [dated])[0] == (
        "telegram 99, from Department of State, 2 March 1951, mentioned in invented/d5"
    )


def test_the_reason_for_a_party_says_how_it_was_worked_out():
    cited = mention("invented/d5", "Deptel 99", "99", sender_id="x/s", addressee_id="x/a", addressee_reason=WORKED_OUT)
    said = {s.property: s.basis.rationale for s in statements([REPORT], [cited])}
    assert said["addressee"] == WORKED_OUT
    assert said["sender"] == "The words of the mention name it."


def test_the_year_of_a_date_is_said_to_be_filled_in_only_where_it_is():
    def spelled(written, edtf):
        cited = mention("invented/d5", f"Deptel 99, {written}", "99", date=edtf, date_written=written)
        return next(s.basis.rationale for s in statements([REPORT], [cited]) if s.property == "edtf")

    assert spelled("March 2, 1951", "1951-03-02") == '"March 2, 1951" as an EDTF date.'
    assert "the year is filled in" in spelled("March 2", "1951-03-02")
    assert "the year stays open" in spelled("March 2", "XXXX-03-02")
    assert "counted from" in spelled("yesterday", "1951-03-03")


# ------------------------------------------------------------------------------ mentions without number, year or own date

PETROV, SMITH = ("Petrov", "Chairman"), ("Smith", "President")


def paper(name, sent, senders, addressees, order=0, form="Letter"):
    return KnownMessage(
        f"x/{name}", f"x/{name}", "x", form, sent=sent, senders=senders, addressees=addressees, order=order
    )


def bare(within, written="your letter", **more):
    facts = {"number": None, "senders": PETROV, "addressees": SMITH, "form": "letter", "owner": "your", **more}
    return mention(f"x/{within}", written, **facts)


FIRST = paper("d1", "1962-05-01", PETROV, SMITH, 1)
SECOND = paper("d3", "1962-05-08", PETROV, SMITH, 3)
THANKS = paper("d4", "1962-05-10", SMITH, PETROV, 4)


def test_your_letter_is_the_only_one_of_the_weeks_before():
    assert meant([FIRST, THANKS], [bare("d4")]) == {"x/d4/r1": {"x/d1": "inferred"}}
    (statement,) = statements([FIRST, THANKS], [bare("d4")])
    assert "the only message of that sender" in statement.basis.rationale
    late = replace(THANKS, sent="1962-06-10")
    assert meant([FIRST, late], [bare("d4")]) == {}


def test_of_two_letters_the_one_since_the_writer_s_own_last_is_meant_else_it_stays_open():
    assert meant([FIRST, SECOND, THANKS], [bare("d4")]) == {}
    answered = paper("d2", "1962-05-04", SMITH, PETROV, 2)
    assert meant([FIRST, answered, SECOND, THANKS], [bare("d4")])["x/d4/r1"] == {"x/d3": "inferred"}


def test_words_that_say_more_than_can_be_compared_leave_it_open():
    assert meant([FIRST, THANKS], [bare("d4", "your letter of congratulations")]) == {}
    assert meant([FIRST, THANKS], [bare("d4", "your memorandum", form="memorandum")]) == {}


def test_a_letter_of_somebody_who_writes_to_several_stays_open_without_its_addressee():
    talk = paper("d4", "1962-05-10", (), (), 4, form="Memorandum of Conversation")
    named = bare("d4", "Petrov’s letter", senders=("Petrov",), addressees=(), owner=None)
    assert meant([FIRST, talk], [named])["x/d4/r1"] == {"x/d1": "inferred"}
    elsewhere = paper("d0", "1961-01-01", PETROV, ("Brook",))
    assert meant([elsewhere, FIRST, talk], [named]) == {}


def test_the_following_telegram_has_the_next_number_between_the_same_parties():
    following = telegram("d3", "48", "1951-03-03T11:00", ARCADIA, HOME)
    elsewhere = telegram("d4", "48", "1951-03-03T11:00", AVALON, HOME)
    cited = mention("invented/d2", "immediately following telegram", None, senders=(), addressees=(), step=1)
    assert meant([ANSWER, following, elsewhere], [cited])["invented/d2/r1"] == {"invented/d3": "inferred"}
    assert meant([ANSWER, elsewhere], [cited]) == {}
    back = mention("invented/d3", "immediately preceding telegram", None, senders=(), addressees=(), step=-1)
    assert meant([ANSWER, following], [back])["invented/d3/r1"] == {"invented/d2": "inferred"}


def test_a_message_announces_the_next_of_its_own_series_and_no_other():
    one = telegram("d1", "Gocus 12", "1951-03-03T10:00", ARCADIA, HOME)
    two = telegram("d2", "Gocus 13", "1951-03-03T11:00", ARCADIA, HOME)
    open_ends = {"senders": (), "addressees": ()}
    announced = mention("invented/d1", "Gocus 13", "Gocus 13", **open_ends)
    assert meant([one, two], [announced])["invented/d1/r1"] == {"invented/d2": "inferred"}
    skipped = replace(two, numbers=("Gocus 14",))
    later = mention("invented/d1", "Gocus 14", "Gocus 14", **open_ends)
    assert "invented/d2" not in meant([one, skipped], [later])["invented/d1/r1"]


def test_a_misprinted_series_is_taken_for_the_one_meant_and_the_reason_says_so():
    order = telegram("d1", "12", "1951-03-01T18:00", HOME, ARCADIA)
    order = replace(order, numbers=("12", "Ushie 20"))
    cited = mention("invented/d2", "Ushic 20", "Ushic 20", senders=(), addressees=())
    assert meant([order, ANSWER], [cited])["invented/d2/r1"] == {"invented/d1": "inferred"}
    assert any("taken for a misprint of Ushic 20" in s.basis.rationale for s in statements([order, ANSWER], [cited]))
    other = replace(order, numbers=("12", "Gocus 20"))
    assert "invented/d1" not in meant([other, ANSWER], [cited])["invented/d2/r1"]


def test_a_date_time_group_needs_no_series():
    order = replace(ORDER, numbers=("281605Z",), sent="1951-02-28T11:05")
    cited = mention("invented/d2", "CNO 281605Z", "CNO 281605Z", senders=())
    assert meant([order, ANSWER], [cited])["invented/d2/r1"] == {"invented/d1": "inferred"}


def test_an_undated_message_is_dated_by_its_neighbours_in_the_edition_where_they_are_near():
    undated = paper("d4", None, SMITH, PETROV, 4)
    after = paper("d5", "1962-05-12", SMITH, PETROV, 5)
    dated = bare("d4", "your letter of May 8", date="XXXX-05-08")
    assert meant([FIRST, SECOND, undated, after], [dated])["x/d4/r1"] == {"x/d3": "inferred"}
    (said,) = [s for s in statements([FIRST, SECOND, undated, after], [dated]) if s.property == "refersTo"]
    assert "in the last year that fits" in said.basis.rationale
    far = replace(after, sent="1962-09-12")
    assert "x/d3" not in meant([FIRST, SECOND, undated, far], [dated])["x/d4/r1"]


def test_an_enclosed_letter_is_no_later_than_what_holds_it():
    holder = paper("d4", "1962-05-10", ("Department of State",), ("Embassy in Arcadia",), 4, form="Telegram")
    inner = KnownMessage("x/d4/m2", "x/d4", "x", "reply", senders=SMITH, addressees=PETROV, order=4)
    dated = replace(bare("d4", "your letter of May 8", date="XXXX-05-08"), within="x/d4/m2")
    assert meant([SECOND, holder, inner], [dated])["x/d4/r1"] == {"x/d3": "inferred"}


def test_supra_is_the_document_before_unless_its_number_or_day_speaks_against_it():
    one = replace(ORDER, order=1)
    two = replace(ANSWER, order=2)
    cited = mention("invented/d2", "Deptel 12", note="Supra.", note_start=90, note_end=96)
    assert meant([one, two], [cited])["invented/d2/r1"] == {"invented/d1": "editorial"}
    other = replace(cited, written="Deptel 13", number="13")
    assert "invented/d1" not in meant([one, two], [other])["invented/d2/r1"]
    dated = replace(cited, date="1951-02-01")
    assert "invented/d1" not in meant([one, two], [dated])["invented/d2/r1"]
    infra = replace(
        cited, note="Telegram 47, infra.", within="invented/d1", document="invented/d1", written="it", number=None
    )
    assert meant([one, two], [infra])["invented/d2/r1"] == {"invented/d2": "editorial"}


def test_a_mention_that_identifies_nothing_brings_in_no_message_unless_the_editors_note_speaks_of_one():
    assert meant([THANKS], [bare("d4")]) == {}
    noted = bare("d4", note="Not found.", note_start=90, note_end=100)
    assert meant([THANKS], [noted])["x/d4/r1"].keys() == {"mentioned/x/d4/r1"}
