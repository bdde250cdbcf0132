"""Volumes of *Foreign Relations* are read into documents with their parties, dates, numbers, notes and enclosures."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.errors import FileError
from cablegraph.model.edition import ListedPerson
from cablegraph.model.span import Span
from cablegraph.readers import frus
from cablegraph.readers.frus.copies import copies_in_source, copies_on_heading
from cablegraph.readers.frus.dateline import read_when
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.head import read_head
from cablegraph.readers.frus.kinds import kind_of
from cablegraph.readers.frus.part import Marked
from cablegraph.readers.frus.people import People
from cablegraph.readers.frus.sourcing import read_drafters
from cablegraph.readers.tei import Plain


@pytest.fixture(scope="module")
def editions(root):
    found = {}
    for path in sorted((root / "tests" / "editions").glob("*.xml")):
        edition = frus.open_edition(path, path.name)
        found[edition.id] = (edition, {d.id.rpartition("/")[2]: d for d in frus.documents(path, edition)})
    return found


@pytest.fixture(scope="module")
def old(editions):
    return editions["frus1949v99"][1]


@pytest.fixture(scope="module")
def new(editions):
    return editions["frus1962v99"][1]


def outer(document):
    return document.reading.messages[0]


def words_of(agents):
    return [agent.name for agent in agents]


def words(found):
    return [item.text for item in found]


# ------------------------------------------------------------------------------------------------------------ the volume


def test_a_volume_gives_its_id_its_title_and_its_lists(editions):
    edition = editions["frus1949v99"][0]
    assert edition.title == "Foreign Relations, 1949, Arcadia and Ruritania, Volume XCIX"
    assert edition.terms == (("ARC", "Arcadian Relief Commission"),)
    assert len(edition.sha256) == 64
    people = editions["frus1962v99"][0].people
    assert people[0] == ListedPerson("p_RJ1", "Rowe, John H.", "President of Arcadia until 1963", 10)


def test_a_volume_is_known_by_its_first_bytes(root, tmp_path):
    assert frus.sniff(root / "tests" / "editions" / "frus1962v99.xml")
    other = tmp_path / "letters.xml"
    other.write_text('<TEI><idno type="url">https://example.org/</idno><idno type="frus"/></TEI>')
    assert not frus.sniff(other)
    assert not frus.sniff(tmp_path / "gone.xml")


def test_a_file_without_the_volume_s_id_is_refused(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text/></TEI>')
    with pytest.raises(FileError, match="x.xml: The volume has no id"):
        frus.open_edition(path, "x.xml")


def test_documents_come_in_order_with_their_kinds(old, new):
    assert {name: d.kind for name, d in old.items()} == {
        "d1": "telegram",
        "d2": "letter",
        "d3": "editorial note",
        "d4": "memorandum",
    }
    assert [d.kind for d in new.values()] == [
        "telegram",
        "letter",
        "memorandum",
        "message",
        "telegram",
        "memorandum",
        "telegram",
    ]
    assert old["d1"].id == "frus1949v99/d1"


def test_an_editorial_note_holds_no_message(old):
    assert old["d3"].reading.messages == ()
    assert "telegram 830" in old["d3"].text


# ------------------------------------------------------------------------------------------------------- one old document


def test_the_older_encoding_gives_surname_and_post(old):
    sender, (addressee,) = outer(old["d1"]).sender, outer(old["d1"]).addressees
    assert (sender.name, sender.kind, sender.post.text) == ("Rowe", "person", "Ambassador in Arcadia")
    assert (addressee.name, addressee.kind, addressee.post) == ("Secretary of State", "post", None)
    assert sender.status == addressee.status == "editorial"


def test_the_date_line_gives_place_dispatch_and_reception(old):
    message = outer(old["d1"])
    assert message.place.text == "Paris"
    assert (message.sent.written, message.sent.edtf) == ("February 25, 1949—9 p. m.", "1949-02-25T21:00")
    assert (message.received.written, message.received.edtf) == ("February 26—1:23 a. m.", "1949-02-26T01:23")
    assert message.sent.zone is None


def test_the_first_words_give_the_numbers_and_the_segment_the_markings(old):
    message = outer(old["d1"])
    assert words(message.numbers) == ["816", "Gocus 12"]
    assert words(message.markings) == ["top secret", "us urgent"]
    assert message.form.text == "Telegram"


def test_who_got_copies_is_read_and_the_addressee_is_none_of_them(old):
    assert [copy.name for copy in outer(old["d1"]).copies] == ["London", "Rome"]


def test_every_fact_is_its_own_words(old, new):
    documents = (*old.values(), *new.values())
    assert len(documents) > 5
    for document in documents:
        _check_spans(document)


def test_a_letter_introduced_in_prose_is_a_message_of_its_own(old):
    first, second = old["d1"].reading.messages
    assert (second.enclosed_in, second.form.text, second.sender.name) == (first.id, "letter", "Pike")
    assert old["d1"].text[second.span.start : second.span.end] == "I have honor inform you that we accept. Signed Pike."


def test_notes_stand_after_the_body_and_name_their_targets(old, new):
    source, note = old["d1"].notes
    text = old["d1"].text
    assert source.is_source
    assert text[note.span.start : note.span.end] == "Not printed, but see telegram 790."
    assert text[: note.called].endswith("Embtel 790, February 23.")
    assert [target.document for target in note.targets] == ["frus1949v99/d2"]
    assert [t.document for t in new["d1"].notes[1].targets] == ["frus1962v99/d2", "frus1961v05/d7", None]
    assert "[1]" not in text[: old["d1"].body.end]


def test_mentions_are_read_in_the_body_alone(old):
    assert [reference.written for reference in old["d1"].reading.references] == ["Embtel 790, February 23"]


def test_an_attachment_with_parties_is_an_enclosed_message(old):
    first, second = old["d2"].reading.messages
    assert (second.enclosed_in, second.sender.name, second.sent.edtf) == (first.id, "Department of State", "1949-02-23")
    assert second.addressees[0].name == "Embassy of Ruritania"


def test_a_day_mended_by_the_editors_stays_two(old):
    assert outer(old["d2"]).sent.edtf == "[1949-02-24,1949-02-25]"


def test_subject_and_signature(old):
    message = outer(old["d2"])
    assert message.subject.text == "Grain for Arcadia"
    assert words_of(message.signers) == ["John Q. Ames"]
    assert message.authors == ()  # he signs for the Secretary of State


def test_a_date_in_the_markup_that_the_words_contradict_is_reported_with_its_line(old):
    problem = old["d2"].reading.problems[-1]
    assert (problem.line, problem.severity) == (45, "should")
    assert problem.message == 'The markup dates "February 23, 1949" 1949-02-24; the words are followed.'


def test_a_record_of_a_talk_has_an_author_and_no_sender(old):
    message = outer(old["d4"])
    assert (message.sender, message.addressees, message.numbers) == (None, (), ())
    assert [(a.name, a.post.text) for a in message.authors] == [("Ames", "Director of the Office of Arcadian Affairs")]


# ------------------------------------------------------------------------------------------------------- one new document


def test_the_newer_encoding_names_offices_and_nobody_is_invented(new):
    message = outer(new["d1"])
    assert (message.sender.name, message.sender.kind) == ("Embassy in Arcadia", "office")
    assert [a.name for a in message.addressees] == ["Department of State"]
    assert [(a.name, a.listed) for a in message.signers] == [("Pike", "p_PT1")]
    assert message.authors == ()  # a telegram bears the name of the head of the post


def test_the_source_note_gives_markings_and_copies(new):
    message = outer(new["d1"])
    assert words(message.markings) == ["Secret", "Priority", "Limit Distribution"]
    assert [copy.name for copy in message.copies] == ["London", "Paris", "USUN"]


def test_a_message_between_begin_and_end_text_is_enclosed_with_its_parties(new):
    _, inner = new["d1"].reading.messages
    assert (inner.sender.name, inner.sender.kind) == ("President", "post")
    (addressee,) = inner.addressees
    assert (addressee.name, addressee.post.text, addressee.status) == ("Holm", "Chairman", "stated")
    assert new["d1"].text[inner.span.start : inner.span.end] == "Dear Madam Chairman:\n\nWe accept."


def test_a_pointer_that_the_title_contradicts_is_not_believed_but_reported(new):
    sender, (addressee,) = outer(new["d2"]).sender, outer(new["d2"]).addressees
    assert (sender.name, sender.listed, addressee.listed) == ("Rowe", None, "p_HA1")
    (problem,) = new["d2"].reading.problems
    assert problem.line == 27
    assert problem.message == (
        'The markup points "President Rowe" at p_RP1, but the post fits Rowe, John H.; it is not believed.'
    )


def test_a_pointer_in_running_text_is_checked_too(new):
    found = [p.message for p in new["d1"].reading.problems if "points" in p.message]
    assert found == [
        'The markup points "President Rowe" at p_RP1, but that is the title of Rowe, John H.; it is not believed.'
    ]


def test_the_parties_of_a_talk_are_no_senders_whatever_the_markup_says(new):
    message = outer(new["d3"])
    assert (message.sender, message.addressees) == (None, ())
    assert [p.line for p in new["d3"].reading.problems] == [33, 33]


def test_a_stretch_of_hours_gives_the_day_alone(new):
    assert (outer(new["d3"]).sent.written, outer(new["d3"]).sent.edtf) == (
        "May 14, 1962, 4\u20135:30 p.m.",
        "1962-05-14",
    )


# ------------------------------------------------------------------------------------------- who worded it, who signed it


def test_those_who_drafted_a_document_by_its_source_note_are_its_authors(new):
    message = outer(new["d5"])
    assert [(a.name, a.status, a.listed) for a in message.authors] == [
        ("Pike", "editorial", "p_PT1"),
        ("Alan G. Brook", "editorial", None),
        ("Brook", "inferred", None),
    ]
    assert "end with this signature" in message.authors[2].rationale
    assert words_of(message.signers) == ["Ames"]


def test_initials_name_nobody_but_the_full_name_under_them_does(new):
    message = outer(new["d6"])
    assert words_of(message.signers) == ["Lee A. Marsh, Jr."]
    assert [(a.name, a.status) for a in message.authors] == [("Lee A. Marsh, Jr.", "inferred")]


@pytest.mark.parametrize(
    ("note", "drafters"),
    [
        ("Secret. Drafted by Ames.", ["Ames"]),
        ("Secret. Drafted and approved by Ames.", ["Ames"]),
        ("Secret. Drafted on May 3 by T.P. Ames.", ["T.P. Ames"]),
        ("Secret. Drafted by Ames on May 3.", ["Ames"]),
        ("Secret. Drafted by Ames, Pike, and Rowe, cleared by Holm.", ["Ames", "Pike", "Rowe"]),
        ("Secret. Drafted by Thomas P. Ames of the Secretariat.", ["Thomas P. Ames"]),
        ("Secret. Drafted by Ames (EUR), cleared by Pike.", ["Ames"]),
        ("Secret. Drafted by Ames (EUR) and Pike (GER).", []),
        ("Secret. Drafted by Ames and [name not declassified].", []),
        ("Secret. Drafted by [name not declassified].", []),
        ("Secret. Drafted by the Department.", []),
        ("Secret. Drafted in EUR; cleared by Ames.", []),
        ("Secret. Drafted by Ames, except for the last part, on May 3.", []),
        ("Secret. Drafted by Deputy Director Ames.", []),
        ("Secret. Drafted by EUR.", []),
        ("Secret. Drafted by King.", ["King"]),
        ("Another memorandum, drafted by Ames, is ibid.", []),
    ],
)
def test_drafters_are_read_all_or_none(note, drafters):
    text = f"Source: Files. {note}"
    plain = Plain(text, Span(0, 0), (), {}, (), {})
    assert words_of(read_drafters(plain, Span(0, len(text)))) == drafters


def test_the_day_of_an_arrival_is_taken_only_where_the_note_gives_it(new):
    first, second = outer(new["d5"]).received, outer(new["d6"]).received
    assert (first.written, first.edtf) == ("11:14 p.m. on May 15", "1962-05-15T23:14")
    assert (second.written, second.edtf) == ("5:09 p.m.", "")


# ---------------------------------------------------------------------------------------------------------------- copies


@pytest.mark.parametrize(
    ("note", "copies"),
    [
        ("Repeated to Rome and Bonn.", ["Rome", "Bonn"]),
        ("Also sent to Bonn and repeated to Oslo, Rome, and Paris.", ["Bonn", "Oslo", "Rome", "Paris"]),
        ("Received at 5:53 a.m. and repeated to Rome, Paris for USRO, and USUN.", ["Rome", "Paris", "USUN"]),
        ("Repeated to Rome and passed to the White House, DOD, and CIA.", ["Rome", "White House", "DOD", "CIA"]),
        ("Repeated to the Mission to NATO for the Secretary.", ["Mission to NATO"]),
        ("Repeated to Rome, Paris for Ames and Pike, Oslo, and Bonn.", ["Rome", "Paris", "Oslo", "Bonn"]),
        ("Repeated to Rome, Bonn, and the Department as Cahto 86, the source text.", ["Rome", "Bonn", "Department"]),
        ("Repeated to Rome and Paris for Ames and USRO.", None),
        ("Repeated to Rome and all other capitals.", None),
        ("Repeated to Rome as telegram 12, Bonn, and Oslo.", None),
        ("Repeated to Rome and [place not declassified].", []),
        ("Another telegram was repeated to Rome.", []),
    ],
)
def test_the_copies_of_a_source_note_are_taken_whole_or_not_at_all(note, copies):
    text = f"Source: Files. Secret. {note} A copy is ibid."
    found = copies_in_source(text, Span(0, len(text)))
    assert (words_of(found) if found is not None else None) == copies


@pytest.mark.parametrize(
    ("note", "copies"),
    [
        ("Repeated as 499 to The Hague.", ["The Hague"]),
        ("Repeated in telegram 125, February 15, 7 p. m., to The Hague, and as 220 to Rome.", ["The Hague", "Rome"]),
        (
            "Repeated as 84 to Rome and 13 to Paris and in 379, May 24, noon, to Oslo, 286 to Bonn, and 6 to Bern.",
            ["Rome", "Paris", "Oslo", "Bonn", "Bern"],
        ),
        ("Repeated as 61 to New York (for Ames) and as 61, Usgoc 285, to Rome (for Pike).", ["New York", "Rome"]),
        ("Also sent to Rome as number 39; repeated to Bonn for information as number 461.", ["Rome", "Bonn"]),
        ("Repeated as 284 to The Hague, to be forwarded to Rome.", None),
        ("Repeated as 20 to Paris and 95 to Rome; sent in 419, June 15, 8 p. m., to Oslo.", None),
        ("Not printed.", []),
    ],
)
def test_the_copies_of_a_note_on_the_heading_are_taken_whole_or_not_at_all(note, copies):
    found = copies_on_heading(note, Span(0, len(note)))
    assert (words_of(found) if found is not None else None) == copies


@given(st.text(st.sampled_from("Repeated to Rome, and Bonn for Ames; as 12. passed[](\u2019"), max_size=60))
def test_any_words_of_a_list_of_copies_are_read_without_a_fault(words):
    text = f"Source: Files. Repeated to {words}"
    for copy in copies_in_source(text, Span(0, len(text))) or ():
        assert text[copy.span.start : copy.span.end] == copy.name


def test_a_list_of_copies_that_is_partly_understood_is_reported_and_not_given(old):
    assert outer(old["d2"]).copies == ()
    assert "not understood throughout; none of it is taken" in old["d2"].reading.problems[0].message


# ----------------------------------------------------------------------------------------------------------------- heads


def head(text, *marks):
    found = []
    for element, role, name in marks:
        start = text.index(name)
        found.append(Marked(Span(start, start + len(name)), element, role, "", 1))
    return read_head(text, Span(0, len(text)), found)


def names(agents):
    return [(agent.name, agent.post.text if agent.post else None) for agent in agents]


@pytest.mark.parametrize(
    ("text", "senders", "addressees", "authors"),
    [
        (
            "12. Telegram From the Delegation to the Council Meeting to the Department of State",
            [("Delegation to the Council Meeting", None)],
            [("Department of State", None)],
            [],
        ),
        (
            "Memorandum From the Special Assistant to the President (Pike) to Secretary of State Holm",
            [("Pike", "Special Assistant to the President")],
            [("Holm", "Secretary of State")],
            [],
        ),
        ("Memorandum by Thomas Pike of the Planning Staff", [], [], [("Thomas Pike", None)]),
        (
            "Memorandum by Mr. Thomas Pike, Deputy to the Representative at the Council (Holm)",
            [],
            [],
            [("Thomas Pike", "Deputy to the Representative at the Council (Holm)")],
        ),
        ("Memorandum for the Secretary of Defense (Holm)", [], [("Holm", "Secretary of Defense")], []),
        ("Memorandum for the Record", [], [], []),
        ("Editorial Note", [], [], []),
        (
            "Circular Telegram From the Department of State to All Posts",
            [("Department of State", None)],
            [("All Posts", None)],
            [],
        ),
        ("Minutes of a Cabinet Meeting, The White House, March 11, 1955", [], [], []),
        ("National Estimate on Grain to 1960", [], [], []),
        ("Memorandum by Thomas Pike, of the Staff, on Talks as to Arcadia", [], [], [("Thomas Pike", None)]),
        (
            "The Ambassador in Arcadia (Rowe) to the Embassy in Ruritania",
            [("Rowe", "Ambassador in Arcadia")],
            [("Embassy in Ruritania", None)],
            [],
        ),
        ("Oral Statement by Chairman Holm to President Rowe", [], [("Rowe", "President")], [("Holm", "Chairman")]),
    ],
)
def test_heads_without_markup(text, senders, addressees, authors):
    found = head(text)
    assert (names(found.senders), names(found.addressees), names(found.authors)) == (senders, addressees, authors)


def test_two_marked_senders_are_both_kept():
    marks = [("persName", "from", "Holm"), ("persName", "from", "Pike"), ("persName", "to", "Rowe")]
    found = head("Message From Chairmen Holm and Pike to President Rowe", *marks)
    assert names(found.senders) == [("Holm", None), ("Pike", None)]
    assert names(found.addressees) == [("Rowe", "President")]


def test_a_junior_outside_the_markup_is_part_of_the_name():
    text = "Memorandum by Mr. Thomas Q. Pike, Jr., of the Office of Arcadian Affairs, to the Secretary of State"
    found = head(text, ("persName", "from", "Thomas Q. Pike"), ("gloss", "to", "Secretary of State"))
    assert names(found.senders) == [("Thomas Q. Pike, Jr.", None)]
    assert found.problems == ()


def test_markup_that_swaps_the_parties_is_reported_and_the_words_followed():
    found = head("Message From President Rowe to Chairman Holm", ("persName", "to", "Rowe"), ("persName", "to", "Holm"))
    assert names(found.senders) == [("Rowe", "President")]
    assert found.problems == ((1, 'The markup makes "Rowe" the addressee; the words of the head don\'t bear it out.'),)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Secretary of State", "post"),
        ("Consul General at Saigon", "post"),
        ("Consulate General at Saigon", "office"),
        ("Netherlands Embassy", "office"),
        ("Republic of Arcadia Defense Minister", "post"),
        ("[name not declassified] of the Central Agency", None),
        ("Khrushchev", None),
        ("Joint Chiefs of Staff", "office"),
        ("Certain Posts", "group"),
        ("Diplomatic and Consular Officers Abroad", "group"),
    ],
)
def test_the_last_noun_tells_a_post_from_an_office(words, kind):
    assert kind_of(words) == kind


def test_each_example_of_the_grammar_is_read_by_its_own_form():
    tables = tomllib.loads(files("cablegraph.readers.frus").joinpath("grammar.toml").read_text(encoding="utf-8"))
    for number, form in enumerate(tables["head"]):
        fitting = [n for n, pattern in enumerate(grammar().heads) if pattern.fullmatch(form["example"])]
        assert fitting[0] == number, form["name"]


# ----------------------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "written", "edtf", "zone"),
    [
        ("Paris, May 12, 1949—noon.", "May 12, 1949—noon", "1949-05-12T12:00", None),
        ("May 12, 1962, 1225Z", "May 12, 1962, 1225Z", "1962-05-12T12:25", "Z"),
        ("[London, May 12(?), 1962.]", "May 12(?), 1962", "1962-05-12?", None),
        ("May 12, 1962, 6:30 p.m. (EST)", "May 12, 1962, 6:30 p.m. (EST)", "1962-05-12T18:30", "EST"),
        ("May 12, 1962, midnight.", "May 12, 1962, midnight", "1962-05-12", None),
        ("May 12, 1962, 11:15 a.m.\u201312:30 p.m.", "May 12, 1962, 11:15 a.m.\u201312:30 p.m.", "1962-05-12", None),
        ("12 May 1962—9 a. m.", "12 May 1962—9 a. m.", "1962-05-12T09:00", None),
        ("May 12, 1949—9 a. m. [p. m.]", "May 12, 1949—9 a. m. [p. m.]", "1949-05-12", None),
        (
            "May 12, 1949—9 a. m. [9 p. m.]",
            "May 12, 1949—9 a. m. [9 p. m.]",
            "[1949-05-12T09:00,1949-05-12T21:00]",
            None,
        ),
        ("May 12, 1962, 13 p.m.", "May 12, 1962, 13 p.m.", "1962-05-12", None),
    ],
)
def test_dates_with_their_hours(text, written, edtf, zone):
    time = read_when(text, 0, len(text), None)
    assert (time.written, time.edtf, time.zone) == (written, edtf, zone)


@pytest.mark.parametrize(
    "text", ["undated", "January 6 and 7, 1951", "January 29\u201330, 1954", "February 30, 1954", "May 12"]
)
def test_what_is_no_single_day_is_no_date(text):
    assert read_when(text, 0, len(text), None) is None


# ---------------------------------------------------------------------------------------------------------------- people

PEOPLE = People(
    (
        ListedPerson("p_D1", "Dale, Allen W.", "Director of Intelligence", 1),
        ListedPerson("p_D2", "Dale, John Foster", "Secretary of State until 1959", 2),
        ListedPerson("p_G1", "De Grey, Charles", "President of Arcadia", 3),
        ListedPerson("p_P1", "Papas, Andreas", "Minister to the Arcadian Prime Minister", 4),
        ListedPerson("p_P2", "Papas, George", "Arcadian Prime Minister, 1964", 5),
        ListedPerson("p_X1", "Bannister, Earl D.", "(pseudonym, identity not released)", 6),
    )
)


@pytest.mark.parametrize(
    ("pointer", "name", "post", "believed"),
    [
        ("p_D2", "Dale", "Secretary of State", True),
        ("p_D1", "Dale", "Secretary of State", False),
        ("p_D2", "Dale", "", False),
        ("p_D2", "John Foster Dale", "", True),
        ("p_D2", "JFD", "", True),
        ("p_D1", "Allen Dale", "", True),
        ("p_P2", "Papas", "Prime Minister", True),
        ("p_P1", "Papas", "Prime Minister", False),
        ("p_G1", "De Grey", "President", True),
        ("p_G1", "De Grey", "Attorney General", False),
        ("p_G1", "Grey", "", True),
        ("p_X1", "Earl Bannister", "Chief of Station", True),
        ("p_X1", "Rowe", "Chief of Station", False),
        ("p_Q9", "Rowe", "", False),
    ],
)
def test_a_pointer_is_believed_only_where_the_words_agree_with_that_entry_alone(pointer, name, post, believed):
    assert (PEOPLE.doubt(pointer, name, post) is None) == believed


@pytest.mark.parametrize(
    ("pointer", "name", "title", "wrong"),
    [
        ("p_D1", "Dale", "Yesterday Secretary of State ", True),
        ("p_D2", "Dale", "Yesterday Secretary of State ", False),
        ("p_D2", "Dale", "Mr. ", False),
        ("p_G1", "DeGrey", "", False),
        ("p_G1", "Carver", "Brigadier ", True),
        ("p_G1", "President De Grey", "", False),
        ("p_Q9", "Dale", "", True),
    ],
)
def test_a_pointer_in_running_text_is_wrong_only_where_words_speak_against_it(pointer, name, title, wrong):
    assert (PEOPLE.contradiction(pointer, name, title) is not None) == wrong


# ---------------------------------------------------------------------------------------------------------- bad volumes

SOURCES = {
    name: (Path(__file__).parent / "editions" / f"{name}.xml").read_text(encoding="utf-8")
    for name in ("frus1949v99", "frus1962v99")
}
SPOILT = st.text(st.sampled_from("ab12 .,()[]“”\u2013—<>&;:\n"), max_size=8)


@given(
    st.sampled_from(sorted(SOURCES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), SPOILT), min_size=1, max_size=6),
)
def test_a_spoilt_volume_is_read_or_refused_with_its_place(tmp_path_factory, name, faults):
    text = SOURCES[name]
    body = text.index("<body>")
    for where, length, instead in faults:
        at = body + int(where * (len(text) - body))
        text = text[:at] + instead + text[at + length :]
    path = tmp_path_factory.mktemp("spoilt") / "v.xml"
    path.write_text(text, encoding="utf-8")
    refused = None
    try:
        for document in frus.documents(path, frus.open_edition(path, "v.xml")):
            _check_spans(document)
    except FileError as error:
        refused = error.where
    assert refused is None or refused.file == "v.xml"


@given(st.text(st.sampled_from("The of to (R) and From Mr. Telegram,13. []\u2019“”—\n"), max_size=60))
def test_any_words_of_a_head_are_read_without_a_fault(words):
    found = read_head(words, Span(0, len(words)), [])
    for one in (*found.senders, *found.addressees, *found.authors):
        assert words[one.span.start : one.span.end] == one.name


@given(st.text(st.sampled_from("May 12,349—[]ap.m noonZ\n"), max_size=40))
def test_any_words_of_a_date_line_are_read_without_a_fault(words):
    time = read_when(words, 0, len(words), None)
    assert time is None or words[time.span.start : time.span.end] == time.written


def _check_spans(document):
    for message in document.reading.messages:
        assert 0 <= message.span.start <= message.span.end <= document.body.end
        for item in (*message.numbers, *message.markings, message.place, message.form, message.subject):
            assert item is None or document.text[item.span.start : item.span.end] == item.text
        for one in (message.sender, *message.joint, *message.addressees, *message.authors, *message.copies):
            assert one is None or document.text[one.span.start : one.span.end] == one.name
        for time in (message.sent, message.received):
            assert time is None or document.text[time.span.start : time.span.end] == time.written


# ------------------------------------------------------------------------------------------------------- the real volumes


def test_a_real_volume_is_read_as_its_markup_says(shared):
    path = shared / "corpora" / "frus" / "frus1951v07p2.xml"
    edition = frus.open_edition(path, path.name)
    found = {document.id: document for document in frus.documents(path, edition)}
    assert len(found) == 333
    message = found["frus1951v07p2/d91"].reading.messages[0]
    assert [agent.name for agent in message.authors] == ["Secretary of State"]
    telegrams = [d for d in found.values() if d.kind == "telegram"]
    assert all(d.reading.messages[0].sent for d in telegrams)
