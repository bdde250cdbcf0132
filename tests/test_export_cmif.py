"""An index of letters validates against CMIF's schema, says what the graph says, and comes back as it was."""

from dataclasses import replace

import pytest
from conftest import ROOT, SEED
from hypothesis import given
from test_readers_cmif import LETTERS, LISTS

from cablegraph.corpus.correspondence import documents
from cablegraph.corpus.registers import Registers
from cablegraph.errors import InputError, OutputError
from cablegraph.export import cmif as export
from cablegraph.export.cmif import limits
from cablegraph.export.cmif.xml import render
from cablegraph.model.correspondence import Action, Bibliography, Correspondence, Dating, Header, Letter, Name, Party
from cablegraph.quads import document_quads
from cablegraph.readers import cmif
from cablegraph.store.embedded import EmbeddedStore

JOURNEYS = ROOT / "tests" / "letters" / "invented-journeys.xml"
HEADER = Header(
    title="An index (invented)",
    editors=(Party("A. Reader", "reader@example.org"),),
    publishers=(Party("Archive of Examples", "https://example.org"),),
    url="https://example.org/index.xml",
    date="2026-11-24",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)


def graph(*paths):
    """The graph of some lists."""
    found = (document for path in paths for document in documents(path, path.name, Registers()))
    return EmbeddedStore.in_memory([line for document in found for line in document_quads(document)])


@pytest.fixture(scope="module")
def journeys():
    return graph(JOURNEYS)


@pytest.fixture(scope="module")
def valid(shared):
    """A function that says what RelaxNG and Schematron have against an index."""
    from lxml import etree, isoschematron

    folder = shared / "corpora" / "cmif"
    schema = etree.RelaxNG(etree.parse(folder / "cmi-customization.rng"))
    rules = etree.parse(folder / "cmif.sch")
    del rules.getroot().attrib["queryBinding"]
    rules.getroot().remove(rules.getroot().find("{*}pattern[@id='uuid']"))
    schematron = isoschematron.Schematron(rules, store_report=True)

    def check(data):
        tree = etree.fromstring(data)
        found = [] if schema.validate(tree) else [str(error) for error in schema.error_log]
        if not schematron.validate(tree):
            failed = schematron.validation_report.iter("{*}failed-assert")
            found += [" ".join("".join(fault.itertext()).split()) for fault in failed]
        return found

    return check


# ------------------------------------------------------------------------------------------------------------- round trip


@pytest.mark.parametrize("name", LETTERS)
def test_a_real_list_comes_back_from_the_graph_with_all_that_cmif_can_say(shared, valid, name):
    path = shared / "corpora" / "cmif" / name
    index = export.write(graph(path), Header())
    wanted, left_out = limits.within(cmif.read_file(path))
    assert cmif.read(index.data, "index.xml") == wanted
    assert {kind: count for kind, count in index.left_out.items() if kind != "disputed readings"} == left_out
    assert index.letters == LETTERS[name]
    assert valid(index.data) == []


def test_what_real_lists_say_beyond_the_schema_is_little_and_counted(shared):
    left_out = {}
    for name in LETTERS:
        _, counted = limits.within(cmif.read_file(shared / "corpora" / "cmif" / name))
        for kind, count in counted.items():
            left_out[kind] = left_out.get(kind, 0) + count
    assert left_out == {
        "dates in words only (they are notes now)": 4,
        "links of the kind sameAs": 40,
        'marks of certainty "medium"': 1,
        'marks of certainty "high"': 1,
    }


def test_journeys_come_back_without_the_acts_that_the_schema_lacks(journeys):
    index = export.write(journeys, Header())
    whole = cmif.read_file(JOURNEYS)
    found = cmif.read(index.data, "index.xml")
    assert found.header == whole.header
    assert found.bibliographies == whole.bibliographies
    for got, letter in zip(found.letters, whole.letters, strict=True):
        kept = tuple(act for act in letter.actions if act.type in {"sent", "received"})
        assert got == replace(letter, actions=kept)
    assert index.left_out == {
        'acts of the type "forwarded"': 1,
        'acts of the type "redirected"': 1,
        'acts of the type "transmitted"': 2,
    }


def test_the_records_of_the_graph_are_whole_before_they_are_cut_down(journeys):
    from cablegraph.export.cmif import rows
    from cablegraph.export.cmif.records import Maker

    maker = Maker(rows.things(journeys))
    found, _ = rows.facts(journeys, ("stated", "editorial"))
    made = {letter.key or letter.refs[0]: letter for facts in found.values() if (letter := maker.letter("x", facts))}
    whole = {letter.key or letter.refs[0]: letter for letter in cmif.read_file(JOURNEYS).letters}
    assert made["1"] == whole["1"]
    # Nothing is made of the word "Unknown", so nothing brings it back; the index writes it where a name is wanted.
    sent, *rest = whole["https://example.org/letters/2"].actions
    assert made["https://example.org/letters/2"].actions == (replace(sent, names=()), *rest)


def test_two_lists_make_one_index_each_letter_with_its_own_edition(shared, valid):
    folder = shared / "corpora" / "cmif"
    names = ("tei-sig_example01_basic.xml", "tei-sig_example02_cmi-with-printed-edition.xml")
    store = graph(*(folder / name for name in names))
    with pytest.raises(OutputError, match="lacks what CMIF demands"):
        export.write(store, Header())
    index = export.write(store, HEADER)
    found = cmif.read(index.data, "index.xml")
    assert valid(index.data) == []
    assert found.problems == ()
    assert [letter.sources[0][:9] for letter in found.letters] == ["#f5055f00"] * 3 + ["#e21a8353"] * 3
    assert [bibliography.type for bibliography in found.bibliographies] == ["online", "print"]
    only = export.write(store, Header(), document="tei-sig_example01_basic")
    assert cmif.read(only.data, "index.xml").header == cmif.read_file(folder / names[0]).header


def test_lists_that_use_one_id_for_two_editions_do_not_mix_them_up(tmp_path):
    text = JOURNEYS.read_text(encoding="utf-8")
    paths = [tmp_path / "one.xml", tmp_path / "two.xml"]
    paths[0].write_text(text, encoding="utf-8")
    paths[1].write_text(text.replace("Uppsala 1951.", "Lund 1961."), encoding="utf-8")
    found = cmif.read(export.write(graph(*paths), HEADER).data, "index.xml")
    assert len(found.letters) == 4
    titles = {f"#{edition.id}": edition.text for edition in found.bibliographies}
    assert [titles[letter.sources[0]] for letter in found.letters if letter.key] == [
        "Ångström & Sons: Letters. Uppsala 1951.",
        "Ångström & Sons: Letters. Lund 1961.",
    ]
    assert len(found.bibliographies) == 3


@given(LISTS)
def test_the_order_of_acts_survives_the_graph(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("lists") / "list.xml"
    path.write_bytes(render(found))
    index = cmif.read(export.write(graph(path), HEADER).data, "index.xml")
    kept, _ = limits.within(found)
    for got, wanted in zip(index.letters, kept.letters, strict=True):
        assert [act.type for act in got.actions] == [act.type for act in wanted.actions]
        assert [[date.attributes for date in act.dates] for act in got.actions] == [
            [date.attributes for date in act.dates] for act in wanted.actions
        ]


# ----------------------------------------------------------------------------------------------------- telegrams as letters


@pytest.fixture(scope="module")
def telegrams(store):
    return cmif.read(export.write(store, HEADER).data, "index.xml")


def test_telegrams_become_letters_with_what_is_stated_or_editorial(telegrams, store, valid):
    outer = telegrams.letters[0]
    assert outer.key == SEED
    assert outer.actions == (
        Action("sent", (Name("persName", "Mao Zedong"), Name("placeName", "Beijing"))),
        Action("received", (Name("persName", "Joseph Stalin"),), (Dating((("when", "1951-08-13"),)),)),
    )
    assert telegrams.header == HEADER
    (edition,) = telegrams.bibliographies
    assert all(letter.sources == (f"#{edition.id}",) for letter in telegrams.letters)
    assert valid(export.write(store, HEADER).data) == []


def test_what_an_index_can_not_say_of_telegrams_is_counted(store):
    left_out = export.write(store, HEADER).left_out
    for kind, count in (("hours", 4), ("enclosures", 1), ("copies", 5), ("references", 3), ("disputed readings", 5)):
        assert left_out[kind] == count
    assert left_out["inferred statements"] > 0


def test_what_is_inferred_is_added_when_asked_for_and_marked(telegrams, store, valid):
    data = export.write(store, HEADER, statuses=("stated", "editorial", "inferred")).data
    assert valid(data) == []
    mention, bold = telegrams.letters[2], cmif.read(data, "index.xml").letters[2]
    assert mention.actions[0].names == (Name("persName", "Unknown"),)
    assert bold.key == mention.key
    assert bold.actions[0].names == (Name("persName", "Mao Zedong", evidence="conjecture"),)


def test_an_index_is_the_same_bytes_each_time(store):
    assert export.write(store, HEADER).data == export.write(store, HEADER).data


# ----------------------------------------------------------------------------------------------------------------- limits


def one(*actions, **more):
    return limits.within(Correspondence(HEADER, (), (Letter(actions=actions, **more),)))


def test_a_party_that_is_missing_is_written_as_unknown():
    found, _ = one(Action("sent", (Name("placeName", "Uppsala"),)))
    sent, received = found.letters[0].actions
    assert [name.text for name in sent.names] == ["Unknown", "Uppsala"]
    assert received == Action("received", (Name("persName", "Unknown"),))


def test_a_date_in_words_only_becomes_a_note():
    found, left_out = one(Action("sent", dates=(Dating(text="in the spring"),)), Action("received"))
    assert found.letters[0].actions[0].dates == ()
    assert found.letters[0].actions[0].notes == ("date: in the spring",)
    assert left_out == {"dates in words only (they are notes now)": 1}


def test_an_edition_without_an_id_gets_one_that_xml_takes_and_no_source_points_nowhere():
    edition = Bibliography(None, None, "Letters. Uppsala 1951.")
    found, _ = limits.within(Correspondence(HEADER, (edition,), (Letter(sources=("#x",)),)))
    (made,) = found.bibliographies
    assert made.type == "print"
    assert made.id == limits.edition_id("Letters. Uppsala 1951.")
    assert made.id[0] in "abcdef"
    assert found.letters[0].sources == ()


@given(LISTS)
def test_whatever_a_list_says_what_is_kept_of_it_is_kept_again(found):
    kept, _ = limits.within(found)
    again, left_out = limits.within(kept)
    assert again == kept
    assert left_out == {}
    assert cmif.read(render(kept), "index.xml") == kept


@given(LISTS)
def test_whatever_a_list_says_its_index_validates(valid, found):
    editions = found.bibliographies or (Bibliography(None, None, "E"),)
    kept, _ = limits.within(replace(found, bibliographies=editions))
    assert valid(render(kept)) == []


# ------------------------------------------------------------------------------------------------------------ command line


def test_the_command_line_writes_an_index_and_says_what_it_left_out(built, cablegraph, tmp_path):
    target = tmp_path / "letters.xml"
    options = {
        "--title": "T",
        "--editor": "A. Reader <reader@example.org>",
        "--publisher": "P",
        "--url": "https://example.org/l.xml",
        "--licence": "https://creativecommons.org/licenses/by/4.0/",
        "--date": "2026-11-24",
    }
    words = [word for option in options.items() for word in option]
    done = cablegraph("export", "cmif", "-g", built, "-o", target, *words)
    assert (done.returncode, done.stdout) == (0, "")
    assert "4 letters" in done.stderr
    assert "left out: " in done.stderr
    assert "4 hours" in done.stderr
    header = cmif.read_file(target).header
    assert header.editors == (Party("A. Reader", "reader@example.org"),)
    assert header.publishers == (Party("P"),)


class Listening:
    """A store that remembers what it was asked."""

    def __init__(self, store):
        self.store, self.asked = store, []

    def ask(self, sparql):
        self.asked.append(sparql)
        return self.store.ask(sparql)


@pytest.mark.parametrize("header", [Header(), replace(HEADER, date="yesterday"), replace(HEADER, url="my letters")])
def test_a_header_that_can_not_do_is_refused_before_any_message_is_read(store, header):
    listening = Listening(store)
    with pytest.raises(OutputError):
        export.write(listening, header)
    assert not [sparql for sparql in listening.asked if "cg:sender" in sparql]


def test_the_command_line_says_which_options_a_header_lacks(built, cablegraph):
    done = cablegraph("export", "cmif", "-g", built, "--title", "T")
    assert done.returncode == 2
    assert "Add --editor, --publisher, --url, --date, --licence." in done.stderr
    assert done.stdout == ""


def test_the_command_line_refuses_a_document_that_is_not_there(built, cablegraph):
    done = cablegraph("export", "cmif", "-g", built, "--document", SEED[:-1])
    assert done.returncode == 2
    assert f'Did you mean "{SEED}"?' in done.stderr


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"date": "yesterday"}, '"yesterday" is not a date'),
        ({"url": "my letters"}, '"my letters" is no URI'),
        ({"licence_url": "<CC BY>"}, '"<CC" is no URI'),
        ({"editors": ()}, "lacks what CMIF demands"),
    ],
)
def test_a_header_that_the_schema_would_refuse_is_refused(store, more, words):
    with pytest.raises(OutputError, match=words):
        export.write(store, replace(HEADER, **more))


def test_an_unknown_document_is_refused(store):
    with pytest.raises(InputError, match="No message is told of"):
        export.write(store, HEADER, document="nowhere")
