"""Lists of letters are read whole, with the place of everything, and broken ones are refused with theirs."""

import tracemalloc

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.errors import FileError
from cablegraph.export.cmif.xml import render
from cablegraph.model.correspondence import (
    Action,
    Bibliography,
    Correspondence,
    Dating,
    Header,
    Letter,
    Link,
    Name,
    Party,
)
from cablegraph.readers import cmif

JOURNEYS = ROOT / "tests" / "letters" / "invented-journeys.xml"
TEI = "http://www.tei-c.org/ns/1.0"
LETTERS = {
    "deutsche-sozialisten.xml": 128,
    "hartung.xml": 343,
    "schnitzler_1984_Briefe-1913-1931.xml": 544,
    "tei-sig_example01_basic.xml": 3,
    "tei-sig_example02_cmi-with-printed-edition.xml": 3,
}


def wrap(letters, bibl="", head=""):
    """A list around some letters (invented)."""
    return (
        f'{head}<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        f"<sourceDesc>{bibl}</sourceDesc></fileDesc><profileDesc>{letters}</profileDesc></teiHeader></TEI>"
    ).encode()


def letter(inside="", attributes=""):
    return f"<correspDesc {attributes}>{inside}</correspDesc>"


SENT = '<correspAction type="sent"><persName>A</persName></correspAction>'
RECEIVED = '<correspAction type="received"><persName>B</persName></correspAction>'


# -------------------------------------------------------------------------------------------------------- files as they are


@pytest.mark.parametrize("name", LETTERS)
def test_a_real_list_is_read_to_the_last_name_uri_and_date(shared, name):
    from lxml import etree

    path = shared / "corpora" / "cmif" / name
    found = cmif.read_file(path)
    ns = {"t": TEI}
    tree = etree.parse(path, etree.XMLParser(remove_comments=True))
    descriptions = tree.findall(".//t:correspDesc", ns)
    assert len(found.letters) == len(descriptions) == LETTERS[name]

    def words(element):
        return " ".join("".join(element.itertext()).split())

    for read, written in zip(found.letters, descriptions, strict=True):
        actions = written.findall("t:correspAction", ns)
        assert [action.type for action in read.actions] == [action.get("type") for action in actions]
        assert (read.key, " ".join(read.refs) or None) == (written.get("key"), written.get("ref"))
        assert read.where.line == written.sourceline or read.where.line < written.sourceline
        for act, element in zip(read.actions, actions, strict=True):
            names = [e for e in element if etree.QName(e).localname.endswith("Name")]
            assert [(n.text, " ".join(n.refs)) for n in act.names] == [(words(e), e.get("ref", "")) for e in names]
            assert [(n.evidence, n.cert) for n in act.names] == [(e.get("evidence"), e.get("cert")) for e in names]
            dates = element.findall("t:date", ns)
            assert [date.text for date in act.dates] == [words(e) for e in dates]
            assert [dict(date.attributes) for date in act.dates] == [
                {k: v for k, v in e.attrib.items() if k not in {"evidence", "cert"}} for e in dates
            ]


@pytest.mark.parametrize("name", LETTERS)
def test_every_record_knows_its_words_line_and_column(shared, name):
    path = shared / "corpora" / "cmif" / name
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for found in cmif.read_file(path).letters:
        for record in (found, *found.actions, *(x for act in found.actions for x in (*act.names, *act.dates))):
            said = text[record.span.start : record.span.end]
            assert said.startswith("<")
            assert said.endswith(">")
            assert lines[record.where.line - 1][record.where.column - 1 :].startswith(said.split("\n")[0])
        assert text[found.span.start : found.span.end].startswith("<correspDesc")


@pytest.mark.parametrize("name", LETTERS)
def test_a_name_or_date_is_the_same_when_its_words_are_read_alone(shared, name):
    path = shared / "corpora" / "cmif" / name
    text = path.read_text(encoding="utf-8")
    for found in cmif.read_file(path).letters:
        for act in found.actions:
            for record in (*act.names, *act.dates):
                assert cmif.read_fragment(text[record.span.start : record.span.end]) == record


def test_the_list_that_is_not_well_formed_is_refused_where_it_breaks(shared):
    path = shared / "corpora" / "cmif" / "luxemburg.xml"
    assert cmif.sniff(path)
    with pytest.raises(FileError) as refused:
        cmif.read_file(path)
    where = refused.value.where
    assert (where.file, where.line, where.column) == (str(path), 19, 15)
    assert "not well-formed" in refused.value.what
    assert refused.value.advice


@pytest.mark.parametrize("name", LETTERS)
def test_the_problems_are_those_that_the_schematron_finds(shared, name):
    from lxml import etree, isoschematron

    folder = shared / "corpora" / "cmif"
    rules = etree.parse(folder / "cmif.sch")
    # XPath 2 is used by the one pattern that asks for a UUID alone.
    del rules.getroot().attrib["queryBinding"]
    (pattern,) = rules.findall("{*}pattern[@id='uuid']")
    rules.getroot().remove(pattern)
    schematron = isoschematron.Schematron(rules, store_report=True)
    schematron.validate(etree.parse(folder / name))
    failed = schematron.validation_report.findall(".//{*}failed-assert")
    found = cmif.read_file(folder / name).problems
    assert sum(problem.severity == "error" for problem in found) == len(failed)


def test_headers_and_editions_are_read(shared):
    found = cmif.read_file(shared / "corpora" / "cmif" / "hartung.xml")
    assert found.header == Header(
        title="Korrespondenz von Fritz Hartung",
        editors=(Party("Marthe Küster", "mkuester@bbaw.de"),),
        publishers=(Party("Berlin-Brandenburgische Akademie der Wissenschaften"),),
        url="https://correspsearch.net/storage/hartung.xml",
        date="2022-09-13T11:16:56.076017",
        licence="This file contains metadata in the public domain",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
    )
    (edition,) = found.bibliographies
    assert (edition.type, edition.id) == ("hybrid", "e420be1d-a184-4ea0-92e8-7286e4869602")
    assert edition.targets == ("https://doi.org/10.3790/978-3-428-55731-8",)


# -------------------------------------------------------------------------------------- what CMIF has beyond sending, and v2


def test_acts_between_sending_and_receiving_are_kept_in_order():
    first, second = cmif.read_file(JOURNEYS).letters
    assert [act.type for act in first.actions] == ["sent", "transmitted", "received", "forwarded", "received"]
    assert [act.type for act in second.actions] == ["sent", "redirected", "transmitted", "received"]
    assert first.actions[3].notes == ("with a covering slip",)
    assert first.actions[4].names[0].cert == "low"


def test_notes_context_and_the_links_of_version_2_are_kept():
    _, second = cmif.read_file(JOURNEYS).letters
    assert second.notes == ("Written in pencil.",)
    assert second.context == (Link("prev", "https://example.org/letters/1", "the letter before"),)
    assert [(link.type, link.target, link.text) for link in second.links] == [
        ("cmif:mentionsPerson", "https://d-nb.info/gnd/100000003", "Eve Expert"),
        ("https://lod.academy/cmif/vocab/terms#mentionsPlace", "http://www.geonames.org/1000001", "Uppsala"),
        ("cmif:hasLanguage", "sv", ""),
        ("cmif:hasTextBase", "cmif:Draft", ""),
    ]


# --------------------------------------------------------------------------------------------------------------- problems


def said(data):
    return [(p.line, p.column, p.severity) for p in cmif.read(data, "list.xml").problems]


def test_a_list_without_faults_has_no_problems():
    bibl = '<bibl xml:id="a0000000-0000-4000-8000-000000000001">E</bibl>'
    source = 'source="#a0000000-0000-4000-8000-000000000001"'
    assert said(wrap(letter(SENT + RECEIVED, source), bibl)) == []


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        (letter(SENT), 'no correspAction of type "received"'),
        (letter(RECEIVED), 'no correspAction of type "sent"'),
        (letter(SENT + RECEIVED, 'source="#nowhere"'), '"#nowhere" is no bibl of this file'),
        (letter(SENT + RECEIVED.replace("<persName>", "<date>1951</date><persName>")), "none of the attributes"),
        (letter(SENT + RECEIVED.replace("<persName>", '<date when="1951-13"/><persName>')), 'when="1951-13"'),
        (letter(SENT + RECEIVED + SENT.replace("sent", "lost")), 'of type "lost"'),
    ],
)
def test_what_breaks_a_rule_is_a_problem_with_a_place_and_advice(letters, words):
    data = wrap("\n\n   " + letters)
    (problem,) = cmif.read(data, "list.xml").problems
    assert words in problem.message
    assert problem.severity == "error"
    assert problem.line == 3
    assert data.decode().split("\n")[2][problem.column - 1 :].startswith("<")


def test_an_edition_without_a_uuid_is_only_remarked_on():
    bibl = '<bibl xml:id="smith">E</bibl>'
    (problem,) = cmif.read(wrap(letter(SENT + RECEIVED, 'source="#smith"'), bibl), "f").problems
    assert problem.severity == "warning"
    assert "UUID" in problem.message


def test_a_date_whose_own_words_name_another_year_is_remarked_on(shared):
    found = cmif.read_file(shared / "corpora" / "cmif" / "deutsche-sozialisten.xml").problems
    doubts = [(problem.line, problem.severity) for problem in found if "another year" in problem.message]
    assert doubts == [(35, "warning"), (853, "warning")]
    assert cmif.contradicts(Dating((("when", "1945-01-16"),), "16.1. 1946"))
    assert not cmif.contradicts(Dating((("notBefore", "1945-12-31"), ("notAfter", "1946-01-02")), "New Year 1946"))
    assert not cmif.contradicts(Dating((("when", "1945-01-16"),), "16.1."))


# -------------------------------------------------------------------------------------------------------------- refusals

BOMB = (
    '<!DOCTYPE TEI [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    ("data", "words", "place"),
    [
        (wrap(letter(SENT), head=BOMB), 'declares the entity "a"', (1, 16)),
        (
            wrap(letter(SENT), head='<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
            'declares the entity "e"',
            (1, 16),
        ),
        (wrap(letter("&foo;")), "undefined entity", None),
        (wrap(letter("&foo;"), head='<!DOCTYPE TEI SYSTEM "tei.dtd">'), 'uses the entity "foo"', None),
        (b"", "no element found", (1, 1)),
        (b"Dear Sir,", "not well-formed", (1, 1)),
        (b"<TEI><teiHeader/></TEI>", 'outermost element is "TEI"', (1, 1)),
        (wrap(""), "describes no letter", None),
        (wrap(letter(SENT))[:-9], "unclosed token", None),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI>\xff</TEI>', "byte 0xFF", (2, 6)),
        (b'<?xml version="1.0" encoding="klingon"?>\n<TEI/>', '"klingon" is unknown', (1, 1)),
        (
            wrap(letter(SENT + RECEIVED)).replace(b"</TEI>", b"<text><body><p>Dear B,</p></body></text></TEI>"),
            "holds the text of a letter",
            None,
        ),
        (wrap("<div>" * 200 + "</div>" * 200), "nested more than 100 deep", None),
    ],
)
def test_a_file_that_can_not_be_a_list_is_refused_with_place_and_advice(data, words, place):
    with pytest.raises(FileError) as refused:
        cmif.read(data, "list.xml")
    assert words in refused.value.what
    assert refused.value.where.file == "list.xml"
    if place:
        assert (refused.value.where.line, refused.value.where.column) == place


@given(st.data())
def test_a_file_cut_or_spoilt_anywhere_is_read_or_refused_and_never_more(data):
    whole = JOURNEYS.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    middle = data.draw(st.binary(max_size=8))
    try:
        assert cmif.read(whole[:start] + middle + whole[end:], "f").letters
    except FileError as refused:
        assert refused.what  # noqa: PT017 - either is right


def test_other_encodings_are_read_by_their_own_word():
    text = JOURNEYS.read_text(encoding="utf-8")
    read = cmif.read(text.encode(), "f")
    for encoding in ("iso-8859-1", "utf-16"):
        data = text.replace("UTF-8", encoding).encode(encoding)
        assert cmif.read(data, "f") == read


def test_letters_do_not_pile_up_in_memory_as_elements():
    # The records of a letter are about as large as its XML; the elements would be several times that.
    one = letter(SENT * 3 + RECEIVED * 3)
    small, large = (wrap(one * count) for count in (200, 2000))
    peaks = []
    for data in (small, large):
        tracemalloc.start()
        assert cmif.read(data, "f").letters
        peaks.append(tracemalloc.get_traced_memory()[1] / len(data))
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_only_headers_that_describe_letters_look_like_lists(tmp_path, root):
    assert cmif.sniff(JOURNEYS)
    assert not cmif.sniff(root / "data" / "people.csv")
    assert not cmif.sniff(tmp_path / "missing.xml")
    edition = tmp_path / "edition.xml"
    edition.write_text(f'<TEI xmlns="{TEI}"><teiHeader/><text/></TEI>', encoding="utf-8")
    assert not cmif.sniff(edition)
    wide = tmp_path / "wide.xml"
    wide.write_bytes(JOURNEYS.read_text(encoding="utf-8").replace("UTF-8", "UTF-16").encode("utf-16"))
    assert cmif.sniff(wide)


# ------------------------------------------------------------------------------------------------------------- round trip

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"], exclude_characters="\ufffe\uffff")
WORDS = st.lists(st.text(CHARACTERS, min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)
URIS = st.builds("https://example.org/{}".format, st.text("abc123&'\"<", min_size=1, max_size=5))
IDS = st.uuids().map(lambda made: f"a{str(made)[1:]}")
MARKS = {"evidence": st.sampled_from([None, "conjecture"]), "cert": st.sampled_from([None, "low", "medium", "high"])}
NAMES = st.builds(
    Name,
    element=st.sampled_from(["persName", "orgName", "name", "placeName"]),
    text=WORDS | st.just(""),
    refs=st.lists(URIS, max_size=2).map(tuple),
    **MARKS,
)
DATES = st.dates().map(str)
ATTRIBUTES = st.one_of(
    st.just(()),
    DATES.map(lambda day: (("when", day),)),
    st.tuples(DATES, DATES).map(lambda days: (("from", days[0]), ("to", days[1]))),
    st.tuples(DATES, DATES).map(lambda days: (("notBefore", days[0]), ("notAfter", days[1]))),
    DATES.map(lambda day: (("notAfter", day),)),
)
DATINGS = st.builds(Dating, attributes=ATTRIBUTES, text=WORDS | st.just(""), **MARKS)
ACTIONS = st.builds(
    Action,
    type=st.sampled_from(["sent", "received", "transmitted", "redirected", "forwarded"]),
    names=st.lists(NAMES, max_size=3).map(tuple),
    dates=st.lists(DATINGS, max_size=2).map(tuple),
    id=st.none() | IDS,
    notes=st.lists(WORDS, max_size=2).map(tuple),
)
LINKS = st.lists(st.builds(Link, type=st.just("cmif:mentionsPerson"), target=URIS, text=WORDS), max_size=2).map(tuple)
LETTER = st.builds(
    Letter,
    key=st.none() | WORDS,
    refs=st.lists(URIS, max_size=2).map(tuple),
    sources=st.lists(IDS.map("#{}".format), max_size=2).map(tuple),
    id=st.none() | IDS,
    same_as=st.none() | WORDS,
    actions=st.lists(ACTIONS, max_size=4).map(tuple),
    notes=st.lists(WORDS, max_size=2).map(tuple),
    links=LINKS,
    context=LINKS,
)
PARTIES = st.lists(st.builds(Party, WORDS, st.none() | URIS), min_size=1, max_size=2).map(tuple)
HEADERS = st.builds(
    Header,
    title=WORDS,
    editors=PARTIES,
    publishers=PARTIES,
    url=URIS,
    date=DATES,
    licence=WORDS | st.just(""),
    licence_url=URIS,
)
EDITIONS = st.builds(
    Bibliography, IDS, st.sampled_from(["print", "online", "hybrid"]), WORDS, st.lists(URIS, max_size=2).map(tuple)
)
LISTS = st.builds(
    Correspondence,
    HEADERS,
    st.lists(EDITIONS, max_size=2).map(tuple),
    st.lists(LETTER, min_size=1, max_size=3).map(tuple),
)


@given(LISTS)
def test_a_list_that_is_written_is_read_back_the_same(found):
    assert cmif.read(render(found), "list.xml") == found


@given(NAMES | DATINGS)
def test_a_name_or_date_that_is_written_is_read_back_alone(record):
    names, dates = ((record,), ()) if isinstance(record, Name) else ((), (record,))
    action = Action("sent", names, dates)
    text = render(Correspondence(Header(), (), (Letter(actions=(action,)),))).decode()
    (found,) = cmif.read(text.encode(), "f").letters
    (back,) = (*found.actions[0].names, *found.actions[0].dates)
    assert cmif.read_fragment(text[back.span.start : back.span.end]) == back == record


@given(st.text(max_size=40))
def test_words_that_are_no_element_are_no_fragment(words):
    assert cmif.read_fragment(words) is None
