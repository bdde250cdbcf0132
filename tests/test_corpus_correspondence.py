"""A list of letters becomes a document: messages not held, hops in order, people and places by URI, all editorial."""

from collections import Counter

import pytest
from conftest import ROOT

from cablegraph import api, networks, queries, validation
from cablegraph.corpus.authorities import authority_id
from cablegraph.corpus.correspondence import LARGEST, documents
from cablegraph.corpus.folder import open_folder
from cablegraph.corpus.registers import Registers
from cablegraph.errors import FileError
from cablegraph.model.statement import Node, Status
from cablegraph.quads import document_quads
from cablegraph.readers import cmif
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.vocabulary import Kind

JOURNEYS = ROOT / "tests" / "letters" / "invented-journeys.xml"
REAL = {
    "deutsche-sozialisten.xml": 128,
    "hartung.xml": 343,
    "schnitzler_1984_Briefe-1913-1931.xml": 544,
    "tei-sig_example01_basic.xml": 3,
    "tei-sig_example02_cmi-with-printed-edition.xml": 3,
}


def read(path, shown=None):
    (document,) = documents(path, shown or path.name, Registers())
    return document


@pytest.fixture(scope="module")
def journeys():
    return read(JOURNEYS)


@pytest.fixture(scope="module")
def registers():
    """The document of the registers, which names the program."""
    return next(open_folder(ROOT / "data").documents())


@pytest.fixture(scope="module")
def real(shared):
    return tuple(read(shared / "corpora" / "cmif" / name) for name in REAL)


@pytest.fixture(scope="module")
def real_store(real, registers):
    return EmbeddedStore.in_memory([line for document in (registers, *real) for line in document_quads(document)])


def values(document, subject, name):
    return [getattr(s.value, "id", s.value) for s in document.statements if s.subject == subject and s.property == name]


def message(document, name):
    return Node(Kind.MESSAGE, f"{document.id}/{name}")


def hop(document, name):
    return Node(Kind.TRANSMISSION, f"{document.id}/{name}")


# ------------------------------------------------------------------------------------------------------------- one letter


def test_a_letter_has_a_sender_addressees_a_number_and_no_text(journeys):
    first = message(journeys, "1")
    assert values(journeys, first, "sender") == ["gnd/100000001"]
    assert values(journeys, first, "addressee") == ["viaf/200000002"]
    assert values(journeys, first, "identifier") == ["1"]
    assert values(journeys, first, "holdingStatus") == ["referencedOnly"]
    assert values(journeys, first, "witness") == []
    label = "letter 1 from Ångström, Anna to Bureau of Weights and others, 1951-03-01/1951-03-03"
    assert journeys.labels[first] == label


def test_a_courier_is_between_the_ends_and_forwarding_is_a_further_hop(journeys):
    one, two = hop(journeys, "1"), hop(journeys, "1/2")
    assert values(journeys, one, "from") == ["gnd/100000001"]
    assert values(journeys, one, "via") == ["invented-journeys/carl-courier"]
    assert values(journeys, one, "to") == ["viaf/200000002"]
    assert values(journeys, one, "fromPlace") == ["geonames/1000001"]
    assert values(journeys, two, "from") == ["invented-journeys/dora-deputy"]
    assert values(journeys, two, "fromPlace") == ["invented-journeys/paris"]
    assert values(journeys, two, "to") == ["gnd/100000003"]
    assert values(journeys, two, "previousHop") == ["invented-journeys/1"]
    assert values(journeys, two, "note") == ["with a covering slip"]
    assert journeys.labels[two].startswith("forwarding of letter 1")


def test_who_gets_a_letter_after_it_was_forwarded_is_not_said_to_be_its_addressee(journeys):
    assert "gnd/100000003" not in values(journeys, message(journeys, "1"), "addressee")


def test_redirecting_and_transmitting_from_a_place_are_hops_of_their_own(journeys):
    one, two, three = (hop(journeys, name) for name in ("2", "2/2", "2/3"))
    assert values(journeys, one, "to") == []
    assert values(journeys, two, "from") == ["invented-journeys/dora-deputy"]
    assert values(journeys, three, "from") == []
    assert values(journeys, three, "via") == ["invented-journeys/field-post"]
    assert values(journeys, three, "fromPlace") == ["invented-journeys/basel"]
    assert values(journeys, three, "to") == ["gnd/100000001"]
    assert values(journeys, three, "previousHop") == ["invented-journeys/2/2"]


def listed(tmp_path, acts):
    """A list of one letter with these acts, (type, name) each (invented)."""
    path = tmp_path / "list.xml"
    inside = "".join(f'<correspAction type="{kind}"><persName>{name}</persName></correspAction>' for kind, name in acts)
    path.write_text(
        f'<TEI xmlns="{cmif.TEI}"><teiHeader><correspDesc key="1">{inside}</correspDesc></teiHeader></TEI>',
        encoding="utf-8",
    )
    return read(path)


def ends(document):
    """Each hop's senders, receivers and the hop before it."""
    nodes = [node for node in document.labels if node.kind is Kind.TRANSMISSION]
    return [
        tuple(",".join(values(document, node, name)).replace("list/", "") for name in ("from", "to", "previousHop"))
        for node in nodes
    ]


def test_two_that_send_or_receive_are_not_put_in_an_order(tmp_path):
    found = listed(tmp_path, [("sent", "A"), ("sent", "B"), ("received", "C"), ("received", "D")])
    assert ends(found) == [("a", "", ""), ("b", "c", ""), ("", "d", "")]
    assert values(found, message(found, "1"), "sender") == ["list/a", "list/b"]
    assert values(found, message(found, "1"), "addressee") == ["list/c", "list/d"]


def test_who_passes_on_after_two_received_is_not_guessed_to_have_it_from_one_of_them(tmp_path):
    found = listed(tmp_path, [("sent", "A"), ("received", "B"), ("received", "C"), ("forwarded", "D")])
    assert ends(found) == [("a", "b", ""), ("", "c", ""), ("d", "", "")]


def test_sending_comes_first_wherever_the_list_puts_it(tmp_path):
    assert ends(listed(tmp_path, [("received", "B"), ("sent", "A")])) == [("a", "b", "")]


def test_nobody_is_made_of_the_word_unknown(journeys):
    assert values(journeys, message(journeys, "2"), "sender") == []
    assert not any("unknown" in node.id for node in journeys.labels)


def test_dates_become_edtf_and_keep_their_words(journeys):
    found = {
        node.id.rpartition("transmission/")[2]: (values(journeys, node, "asWritten"), values(journeys, node, "edtf"))
        for node in journeys.labels
        if node.kind is Kind.TIME
    }
    assert found == {
        "invented-journeys/1/dispatchedAt": (["1.-3. März 1951"], ["1951-03-01/1951-03-03"]),
        "invented-journeys/1/receivedAt": (['notAfter="1951-03-09"'], ["[..1951-03-09]"]),
        "invented-journeys/1/2/dispatchedAt": (["1951-03-10"], ["1951-03-10"]),
        "invented-journeys/1/2/receivedAt": (["1951-03"], ["1951-03"]),
        "invented-journeys/2/dispatchedAt": (['notBefore="1951-04"'], ["[1951-04..]"]),
        "invented-journeys/2/2/dispatchedAt": (["1951-05-02"], ["1951-05-02"]),
    }


def test_a_date_that_its_own_words_contradict_is_recorded_and_not_asserted(tmp_path):
    path = tmp_path / "list.xml"
    sent = '<correspAction type="sent"><date when="1945-01-16">16.1. 1946</date></correspAction>'
    path.write_text(
        f'<TEI xmlns="{cmif.TEI}"><teiHeader><correspDesc>{sent}</correspDesc></teiHeader></TEI>', encoding="utf-8"
    )
    found = read(path)
    (said,) = [s for s in found.statements if s.property == "edtf"]
    assert (said.value, said.basis.status) == ("1945-01-16", Status.DISPUTED)
    assert "16.1. 1946" in said.basis.rationale
    assert found.messages[0].sent is None
    assert found.labels[message(found, "1")] == "letter, 16.1. 1946"


def test_a_letter_in_two_editions_is_known_from_both(tmp_path):
    path = tmp_path / "list.xml"
    bibl = '<bibl xml:id="one">One</bibl><bibl xml:id="two">Two</bibl>'
    letter = '<correspDesc source="#one #two"><correspAction type="sent"><persName>A</persName></correspAction></correspDesc>'
    path.write_text(
        f'<TEI xmlns="{cmif.TEI}"><teiHeader><fileDesc><sourceDesc>{bibl}</sourceDesc></fileDesc>{letter}</teiHeader></TEI>',
        encoding="utf-8",
    )
    found = read(path)
    assert {s.basis.source for s in found.statements if s.property == "transmits"} == {"list/one", "list/two"}
    assert {s.basis.source for s in found.statements if s.property == "sender"} == {"list/one"}


def test_how_sure_a_list_is_stands_in_the_reason(journeys):
    reasons = {
        s.basis.rationale for s in journeys.statements if s.subject == hop(journeys, "1/2") and s.property == "to"
    }
    assert reasons == {
        'Entered so in the list of letters "Letters of Anna Ångström (invented)".'
        " The list marks this as of low certainty."
    }
    time = Node(Kind.TIME, "transmission/invented-journeys/2/dispatchedAt")
    assert all("conjecture" in s.basis.rationale for s in journeys.statements if s.subject == time)


def test_one_uri_is_one_person_with_every_form_of_name_and_address(journeys):
    anna = Node(Kind.AGENT, "gnd/100000001")
    assert set(values(journeys, anna, "otherName")) == {"Ångström, Anna", "Anna Ångström"}
    assert set(values(journeys, anna, "identifier")) == {
        "http://d-nb.info/gnd/100000001",
        "https://d-nb.info/gnd/100000001",
    }
    assert journeys.classes[anna] == ("rico:Person",)
    assert journeys.classes[Node(Kind.AGENT, "viaf/200000002")] == ("rico:CorporateBody",)


def test_what_an_agent_is_stays_open_where_the_list_is_not_sure(journeys):
    assert Node(Kind.AGENT, "gnd/100000003") not in journeys.classes


def test_links_of_version_2_are_said_with_properties_of_their_own_or_as_notes(journeys):
    second = message(journeys, "2")
    assert values(journeys, second, "mentions") == ["gnd/100000003", "geonames/1000001"]
    assert values(journeys, second, "language") == ["sv"]
    assert values(journeys, second, "url") == ["https://example.org/letters/2"]
    assert values(journeys, second, "note") == [
        "Written in pencil.",
        "prev in the correspondence: the letter before",
        "hasTextBase: cmif:Draft",
    ]


# --------------------------------------------------------------------------------------------------------- the whole list


def test_everything_is_editorial_with_a_source_but_what_we_conclude(journeys):
    for statement in journeys.statements:
        assert statement.basis.rationale
        assert statement.where.file == "invented-journeys.xml"
        assert statement.where.line
        assert statement.where.column
        if statement.property in {"holdingStatus", "previousHop"}:
            assert statement.basis.status is Status.INFERRED
        else:
            assert statement.basis.status is Status.EDITORIAL
            assert Node(Kind.SOURCE, statement.basis.source) in journeys.labels


def test_every_statement_points_at_the_words_of_the_file(journeys):
    assert validation.check_spans(journeys) == []
    for statement in journeys.statements:
        (span,) = statement.basis.spans
        words = journeys.text[span.start : span.end]
        assert words.startswith("<")
        assert words.endswith(">")
    said = next(s for s in journeys.statements if s.property == "sender")
    assert "Ångström, Anna" in journeys.text.split("\n")[said.where.line - 1]


def test_a_list_is_a_source_with_its_makers_and_its_licence(journeys):
    source = Node(Kind.SOURCE, "invented-journeys")
    assert values(journeys, source, "title") == ["Letters of Anna Ångström (invented)"]
    assert [name.partition(" ")[0] for name in values(journeys, source, "editor")] == ["A.", "B."]
    assert values(journeys, source, "publisher") == ["Archive of Examples"]
    assert values(journeys, source, "licence") == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    assert values(journeys, source, "issued") == ["2026-11-24"]
    assert values(journeys, journeys.witness, "textSource") == ["invented-journeys"]
    edition = Node(Kind.SOURCE, "invented-journeys/a0000000-0000-4000-8000-000000000001")
    assert values(journeys, edition, "title") == ["Ångström & Sons: Letters. Uppsala 1951."]


def test_known_messages_hold_what_a_resolver_asks(journeys):
    first, second = journeys.messages
    assert (first.id, first.collection, first.numbers) == ("invented-journeys/1", "invented-journeys", ("1",))
    assert (first.sent, first.received) == ("1951-03-01/1951-03-03", "[..1951-03-09]")
    assert (first.senders, first.place) == (("Ångström, Anna",), "Uppsala")
    assert second.senders == ()
    assert second.addressees == ("Anna Ångström",)


def test_names_without_a_uri_are_told_apart_by_their_letters(tmp_path):
    def act(kind, name):
        return f'<correspAction type="{kind}"><persName>{name}</persName></correspAction>'

    path = tmp_path / "list.xml"
    path.write_text(
        f'<TEI xmlns="{cmif.TEI}"><teiHeader><profileDesc><correspDesc>{act("sent", "Müller")}{act("received", "Muller")}'
        f"</correspDesc><correspDesc>{act('sent', 'Müller')}{act('received', '?')}</correspDesc></profileDesc>"
        "</teiHeader></TEI>",
        encoding="utf-8",
    )
    found = read(path)
    agents = {node.id: label for node, label in found.labels.items() if node.kind is Kind.AGENT}
    assert agents == {"list/muller": "Müller", "list/muller-2": "Muller", "list/unnamed": "?"}
    assert [m.id for m in found.messages] == ["list/1", "list/2"]


def test_letters_of_one_number_keep_apart(tmp_path):
    path = tmp_path / "list.xml"
    one = '<correspDesc key="7a"/>'
    refs = '<correspDesc ref="https://example.org/x?id=Q1"/><correspDesc ref="https://example.org/letters/Q1/"/>'
    path.write_text(f'<TEI xmlns="{cmif.TEI}"><teiHeader>{one}{one}{refs}</teiHeader></TEI>', encoding="utf-8")
    found = read(path)
    assert [m.id for m in found.messages] == ["list/7a", "list/7a-2", "list/id-q1", "list/q1"]
    assert Counter(problem.severity for problem in found.problems) == {"error": 8}


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("http://d-nb.info/gnd/11855073X", "gnd/11855073X"),
        ("https://d-nb.info/gnd/4005728-8/", "gnd/4005728-8"),
        ("https://viaf.org/viaf/59894734/", "viaf/59894734"),
        ("https://www.geonames.org/2950159/berlin.html", "geonames/2950159"),
        ("https://sws.geonames.org/2950159/", "geonames/2950159"),
        ("http://www.wikidata.org/entity/Q42", "wikidata/Q42"),
        ("https://example.org/people/17", "example.org/people/17"),
        ("https://d-nb.info/gnd/118701851/about", "d-nb.info/gnd/118701851/about"),
    ],
)
def test_an_id_is_minted_from_what_an_authority_file_says(uri, name):
    assert authority_id(uri) == name


def test_a_list_called_like_an_authority_file_is_refused():
    with pytest.raises(FileError, match="name of an authority file"):
        read(JOURNEYS, "lists/gnd.xml")


# -------------------------------------------------------------------------------------------------------------- the graph


def test_the_graph_of_a_list_breaks_no_shape_that_must_hold(journeys, registers):
    lines = [line for document in (registers, journeys) for line in document_quads(document)]
    found = validation.check(EmbeddedStore.in_memory(lines))
    assert [finding.message for finding in found if finding.level == "must"] == []
    assert any('"application/tei+xml"' in line for line in lines)


def test_the_graph_of_real_lists_breaks_no_shape_that_must_hold(real, real_store):
    assert [finding.message for finding in validation.check(real_store) if finding.level == "must"] == []
    assert [finding for document in real for finding in validation.check_spans(document)] == []


def test_every_letter_party_place_and_date_of_real_lists_is_in_the_graph(shared, real):
    for document, (name, count) in zip(real, REAL.items(), strict=True):
        letters = cmif.read_file(shared / "corpora" / "cmif" / name).letters
        assert len(document.messages) == len({m.id for m in document.messages}) == count
        said = Counter(s.property for s in document.statements)
        acts = [(act.type, act) for letter in letters for act in letter.actions]
        for kind, parties, place, date in (
            ("sent", "from", "fromPlace", "dispatchedAt"),
            ("received", "to", "toPlace", "receivedAt"),
        ):
            names = [n for t, act in acts if t == kind for n in act.names]
            assert said[parties] == sum(not n.is_place for n in names)
            assert said[place] == sum(n.is_place for n in names)
            assert said[date] == sum(len(act.dates) for t, act in acts if t == kind)
        written = {uri for letter in letters for act in letter.actions for n in act.names for uri in n.refs}
        assert {s.value for s in document.statements if s.property == "identifier"} >= written


def test_the_network_of_a_correspondence_is_drawn(real_store):
    network = api.network(real_store, "actors")
    assert "1792-11-22 and 1964-02-13" in networks.describe(network)
    hartung = "https://w3id.org/cablegraph/id/agent/gnd/118701851"
    fester = "https://w3id.org/cablegraph/id/agent/gnd/116474874"
    assert network.edges[hartung, fester, "sent"]["weight"] == 74
    assert network.edges[hartung, fester, "sent"]["status"] == "editorial"
    assert network.nodes[hartung]["label"] == "Fritz Hartung"
    # 343 letters, of which two go to two people each.
    assert sum(facts["weight"] for source, _, facts in network.edges(data=True) if source == hartung) == 345


def test_questions_about_messages_are_answered_from_lists(real_store):
    assert len({row["message"] for row in queries.rows(real_store, "messages/list").records()}) == sum(REAL.values())
    not_held = queries.rows(real_store, "messages/not-held").records()
    assert len({row["message"] for row in not_held}) == sum(REAL.values())
    hops = queries.rows(real_store, "chain/hops", message="tei-sig_example02_cmi-with-printed-edition/631").records()
    assert [(row["from"], row["to"], row["dispatched"]) for row in hops] == [
        ("Samuel Thomas Soemmerring", "Melchior von Birkenstock", "1792-11-22")
    ]
    actors = {row["actor"]: int(row["messages"]) for row in queries.rows(real_store, "actors/list").records()}
    assert actors["Schnitzler, Arthur"] == 544


def test_a_list_too_large_to_be_read_whole_is_refused(tmp_path):
    path = tmp_path / "large.xml"
    path.write_bytes(b"<TEI>" + b" " * LARGEST)
    with pytest.raises(FileError, match=r"16,000,005 bytes.*up to 16,000,000.\n  Split it into several files."):
        list(documents(path, "large.xml", Registers()))
