"""An annotation that can't be right is refused with file, line and column, what is wrong, and what to do."""

import re

import pytest

from cablegraph.corpus.folder import open_folder
from cablegraph.corpus.yaml_tree import parse
from cablegraph.errors import FileError, InputError
from cablegraph.model.statement import Node, Status
from cablegraph.vocabulary import Kind

SEED = "telegrams/1951/1951-08-13-beijing-22834"


def spoil(data, old, new, count=1):
    """Replace words of the annotation, and return the line on which the new ones stand."""
    path = data / f"{SEED}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    before = text.index(old)
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text.count("\n", 0, before) + 1


def error_of(data):
    with pytest.raises(InputError) as error:
        list(open_folder(data).documents())
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "message", "advice"),
    [
        (
            "    stands_for: second-main",
            "    stand_for: second-main",
            'The key "stand_for" is unknown',
            '"stands_for"?',
        ),
        ("stands_for: mao-zedong", "stands_for: mao-zedung", '"mao-zedung" is unknown', 'Did you mean "mao-zedong"?'),
        ("stands_for: mao-zedong", "stands_for: Mao Tse-tung", '"Mao Tse-tung" is unknown', '"mao-zedong"?'),
        ("kind: codeName", "kind: codename", '"codename" is not one of the kinds', 'Did you mean "codeName"?'),
        ("quote: From BEIJING}", "quote: From PEKING}", 'The quote "From PEKING" does not stand', '"From BEIJING"'),
        ("quote: the representative of the enemy", "quote: the enemy", "stands", "`within:`"),
        ("zone: Europe/Moscow", "zone: Europe/Moskva", 'no time zone "Europe/Moskva"', "IANA"),
        ("zones: [beijing, moscow]", "zones: [peking, moscow]", 'zone "peking" is not declared', "beijing"),
        ("status: disputed", "status: doubtful", 'The status "doubtful" is unknown', "disputed"),
        ("source: wilson-22834", "source: wilson-22843", '"wilson-22843" is unknown', '"wilson-22834"?'),
        (
            "about: {proposal: schism}",
            "about: {proposal: chisel}",
            '"chisel" is unknown here',
            'Did you mean "schism"?',
        ),
        ('count: "2"', 'count: "two"', '"two" is not a count', "whole number"),
        ('count: "2"', 'count: "0"', '"0" is not a count', "whole number"),
        (
            "{agent: stalin, quote: Stalin (2), count",
            '{agent: stalin, quote: "TO FILIPPOV", count',
            "does not give",
            "Quote",
        ),
        ('{value: "22834", quote', '{value: "22835", quote', 'does not hold the stated value "22835"', "Quote words"),
        ("  - id: schism\n", "  - id: compromise\n", 'The id "compromise" is used twice', "its own"),
        ("  - id: schism\n", "  - id: sch ism\n", 'The id "sch ism" is not usable', '"sch-ism"'),
        ("value: 1951-08-10,", "value: 10 August,", '"10 August" is not a date that has bounds', "1951-08-12T04:00"),
        ("annotator: cablegraph-contributors\n", "", 'The key "annotator" is missing', ""),
    ],
)
def test_what_can_not_be_right_is_refused_where_it_stands(data, old, new, message, advice):
    spoil(data, old, new)
    said = error_of(data)
    assert message in said
    assert advice in said
    assert re.match(r".*22834\.yaml:\d+:\d+: ", said)


def test_the_line_and_column_are_those_of_the_word(data):
    line = spoil(data, "stands_for: mao-zedong", "stands_for: mao-zedung")
    assert f"22834.yaml:{line}:17: " in error_of(data)


def test_broken_yaml_is_named_with_its_place(data):
    line = spoil(data, "kind: codeName", "kind: [codeName")
    said = error_of(data)
    assert "The YAML is broken" in said
    assert int(re.search(r"yaml:(\d+):", said)[1]) > line


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "        status: editorial\n        because: The words address",
            "        because: The words address",
            "no status",
        ),
        ("        quote: TO FILIPPOV [Stalin]\n        status: editorial\n", "", "A reason or a source is given"),
        (
            "        because: The words address FILIPPOV; the bracket, an editor's or translator's, says that he is Stalin.\n",
            "",
            "reason",
        ),
    ],
)
def test_a_status_and_its_reason_are_never_guessed(data, old, new, message):
    spoil(data, old, new)
    assert message in error_of(data)


def test_text_in_another_encoding_is_refused_with_line_and_column(data):
    path = data / f"{SEED}.txt"
    path.write_bytes(path.read_bytes().replace(b"Comrade FILIPPOV", "Товарищ FILIPPOV".encode("windows-1251")))
    said = error_of(data)
    assert "22834.txt:15:1: The text is not UTF-8" in said
    assert "iconv" in said


def test_a_missing_folder_and_an_empty_one_are_told_apart(tmp_path):
    with pytest.raises(FileError, match="There is no such folder"):
        open_folder(tmp_path / "nowhere")
    with pytest.raises(FileError, match="holds no texts"):
        open_folder(tmp_path)


def test_an_annotation_without_its_text_is_refused(data):
    (data / f"{SEED}.txt").rename(data / "telegrams/1951/other.txt")
    with pytest.raises(FileError, match="no text beside it"):
        open_folder(data)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("people.csv", "id,name", "id,nmae", 'people.csv:1:2: The column "nmae" is unknown.'),
        ("people.csv", "beria,Lavrentiy Beria,Beria,,", "beria,Lavrentiy Beria,Beria,", "The row has 4 cells"),
        ("people.csv", "beria,Lavrentiy", "stalin,Lavrentiy", 'The id "stalin" is used twice.'),
        ("people.csv", "beria,Lavrentiy Beria", "beria,", 'The cell "name" is empty.'),
        ("organisations.csv", ",group,", ",gruop,", 'Did you mean "group"?'),
        ("organisations.csv", "cablegraph-contributors,", "cablegraph,", "is that of the program itself"),
        ("people.csv", "Lavrentiy Beria,Beria,,", "Lavrentiy Beria,Beria,wilson,", 'The source "wilson" is unknown'),
    ],
)
def test_a_register_that_can_not_be_right_is_refused(data, file, old, new, message):
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert message in error_of(data)


def test_aliases_are_refused_so_that_no_file_is_larger_than_it_looks():
    with pytest.raises(FileError, match="Aliases"):
        parse("a: &x [1, 2]\nb: *x\n", "a.yaml")


def test_a_key_given_twice_is_refused():
    with pytest.raises(FileError, match='"a" is given twice'):
        parse("a: 1\na: 2\n", "a.yaml")


def test_the_annotation_covers_the_whole_telegram(documents):
    telegram = documents[1]
    kinds = [node.kind for node in telegram.labels]
    assert kinds.count(Kind.MESSAGE) == 4
    assert kinds.count(Kind.TRANSMISSION) == 4
    assert kinds.count(Kind.DISTRIBUTION) == 5
    assert kinds.count(Kind.SESSION) == 3
    assert len({s.subject for s in telegram.statements if s.property == "optionOf"}) == 3
    reported = [s.basis.spans[0] for s in telegram.statements if s.property == "reportedIn"]
    body = telegram.text[telegram.text.index("- 1.") : telegram.text.index("LI KENONG")]
    sentences = [s.strip() for s in re.split(r"(?<=[.:,])\n|(?<=\.) ", body) if len(s.split()) > 3]
    start = telegram.text.index("- 1.")
    uncovered = []
    for sentence in sentences:
        at = telegram.text.index(sentence, start)
        if not any(span.start < at + len(sentence) and at < span.end for span in reported):
            uncovered.append(sentence)
    assert uncovered == []


def test_what_the_text_leaves_open_stays_open(documents):
    telegram = documents[1]
    markings = [s for s in telegram.statements if s.value == 'SERIES "G" T']
    assert [s.property for s in markings] == ["marking"]
    order = Node(Kind.MESSAGE, "mao-zedong-1951-07-17")
    assert not [s for s in telegram.statements if s.subject == order and s.property == "addressee"]


def test_nothing_is_stated_without_words_or_concluded_without_a_reason(documents):
    for document in documents:
        for statement in document.statements:
            if statement.basis.status is Status.STATED:
                assert statement.basis.spans
            else:
                assert statement.basis.rationale


def test_what_an_annotation_leaves_out_the_machine_adds_unless_it_is_complete(data):
    from cablegraph.vocabulary import PROGRAM

    def by_the_machine():
        telegram = list(open_folder(data).documents())[1]
        return [s for s in telegram.statements if s.basis.by == PROGRAM and s.basis.status is Status.STATED]

    assert by_the_machine() == []
    spoil(data, "complete: yes", "complete: no ")
    assert by_the_machine() == []  # the machine finds nothing that the annotation has not said
    spoil(data, '    markings: SERIES "G" T\n', "")
    assert [(s.property, s.value) for s in by_the_machine()] == [("marking", 'SERIES "G" T')]
    spoil(data, "complete: no ", "complete: perhaps ")
    assert '"perhaps" is neither yes nor no' in error_of(data)


def test_two_texts_may_not_hold_a_message_of_the_same_id(data):
    other = data / "telegrams/1951/1951-08-14-copy"
    other.with_suffix(".txt").write_bytes((data / f"{SEED}.txt").read_bytes())
    other.with_suffix(".yaml").write_bytes((data / f"{SEED}.yaml").read_bytes())
    said = error_of(data)
    assert 'The id "1951-08-13-beijing-22834" is that of a message in another text' in said
    assert re.match(r".*1951-08-14-copy\.yaml:\d+:\d+: ", said)


REPORT = (
    "To Comrade Mao Zedong\n\nToday the mistaken views of the enemy were heard again. (Invented for a test.)\n\n"
    "LI KENONG 12.8.51 4:00\n"
)
SECOND = """\
annotator: cablegraph-contributors
messages:
  - id: {id}
    label: Li Kenong's report from another archive
    starts: To Comrade Mao Zedong
    ends: LI KENONG 12.8.51 4:00
    also_in: {{text: {text}, because: "The same sender, addressee, day and hour."}}
"""


def second_text(data, **names):
    other = data / "telegrams/1951/1951-08-12-kaesong"
    facts = {"id": "li-kenong-1951-08-12T0400", "text": "1951-08-13-beijing-22834"}
    other.with_suffix(".txt").write_text(REPORT, encoding="utf-8")
    other.with_suffix(".yaml").write_text(SECOND.format(**{**facts, **names}), encoding="utf-8")


def test_a_message_that_two_texts_hold_has_two_witnesses_on_the_annotators_word(data):
    second_text(data)
    _, kaesong, telegram = open_folder(data).documents()
    held = [(s.value.id, s.basis.status, s.basis.by) for s in kaesong.statements if s.property == "witness"]
    assert held == [("1951-08-12-kaesong", Status.INFERRED, "cablegraph-contributors")]
    message = next(s.subject for s in kaesong.statements if s.property == "witness")
    both = (*kaesong.statements, *telegram.statements)
    assert len([s for s in both if s.subject == message and s.property == "witness"]) == 2
    # Whether it is held is said once, and the machine adds nothing of its own to what another text says.
    assert [s.value.id for s in both if s.subject == message and s.property == "holdingStatus"] == ["heldAsEnclosure"]
    assert {s.property for s in kaesong.statements if s.subject == message} == {"witness"}


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"text": "1951-08-13-beijing-22835"}, 'Did you mean "1951-08-13-beijing-22834"?'),
        ({"text": "1951-08-12-kaesong"}, 'The text "1951-08-12-kaesong" does not hold the message'),
        ({"id": "li-kenong-of-yesterday"}, 'No other text holds a message "li-kenong-of-yesterday"'),
    ],
)
def test_a_second_witness_must_name_a_message_that_is_there(data, names, message):
    second_text(data, **names)
    assert message in error_of(data)


def test_a_message_enclosed_in_one_text_can_be_named_from_another(data):
    name = data / "telegrams/1951/1951-09-04-beijing-23918"
    name.with_suffix(".txt").write_text("Li Kenong's report is to hand. (Invented.)\n\nMAO ZEDONG\n", encoding="utf-8")
    name.with_suffix(".yaml").write_text(
        "annotator: cablegraph-contributors\nmessages:\n  - id: 1951-09-04-beijing-23918\n    label: an answer\n"
        "    starts: Li Kenong's report\n    ends: MAO ZEDONG\n"
        "references:\n  - id: r1\n    quote: Li Kenong's report\n    kind: acknowledges\n"
        "    to: li-kenong-1951-08-12T0400\n",
        encoding="utf-8",
    )
    answer = list(open_folder(data).documents())[-1]
    assert [s.value.id for s in answer.statements if s.property == "refersTo"] == ["li-kenong-1951-08-12T0400"]


def test_a_message_is_paired_with_the_one_message_of_the_machine_that_has_most_of_its_words(data):
    """An annotation that leaves out the heading must not take the enclosure for the whole (invented text)."""
    name = data / "telegrams/1951/1951-09-04-beijing-23918"
    name.with_suffix(".txt").write_text(
        "SECOND MAIN ADMINISTRATION OF THE GENERAL STAFF OF THE SOVIET ARMY\n\nCIPHERED TELEGRAM No. 23918\n\n"
        "From BEIJING\n\nTO FILIPPOV\n\nComrade FILIPPOV!\n\nI send you the telegram of Comrade He Jingtao.\n\n"
        '"To Comrade Luo Qiming.\n\nThe bridge has been mended, and the road is open again.\n\nHE JINGTAO 3.9.51 6:30."\n\n'
        "No. 4377 4.9.51\n",
        encoding="utf-8",
    )
    name.with_suffix(".yaml").write_text(
        "annotator: cablegraph-contributors\nmessages:\n  - id: 1951-09-04-beijing-23918\n    label: the whole\n"
        "    starts: CIPHERED TELEGRAM No. 23918\n    ends: No. 4377 4.9.51\n",
        encoding="utf-8",
    )
    telegram = list(open_folder(data).documents())[-1]
    encloses = {(s.subject.id, s.value.id) for s in telegram.statements if s.property == "encloses"}
    assert encloses == {("1951-09-04-beijing-23918", "1951-09-04-beijing-23918/m2")}
    hops = {(s.subject.id, s.value.id) for s in telegram.statements if s.property == "previousHop"}
    assert hops == encloses


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("1951-08-14-empty.txt", "  \n", "The text is empty"),
        ("1951-08-13-beijing-22834.yaml", "# nothing\n", "The annotation is empty"),
        ("1951-08-13-beijing-22834.yaml", "a: " + "[" * 5000 + "]" * 5000, "nested too deeply"),
    ],
)
def test_a_file_with_nothing_to_read_is_refused(data, name, words, message):
    (data / "telegrams/1951" / name).write_text(words, encoding="utf-8")
    assert message in error_of(data)


def test_files_that_are_not_read_are_named(data):
    from cablegraph.graph import check

    (data / "telegrams/1951/1951-08-14-x.yml").write_text("a: b", encoding="utf-8")
    (data / "loose.txt").write_text("words", encoding="utf-8")
    found = {(finding.where.file.rpartition("/")[2], finding.level) for finding in check(data).findings}
    assert found == {("1951-08-14-x.yml", "should"), ("loose.txt", "should")}


def test_a_folder_that_has_texts_and_no_more_is_a_corpus(data, tmp_path):
    plain = tmp_path / "My Box"
    (plain / "Folder 1").mkdir(parents=True)
    text = (data / "telegrams/1951/1951-08-13-beijing-22834.txt").read_bytes()
    (plain / "Folder 1/Telegram No. 22834.txt").write_bytes(text)
    (plain / "._Telegram No. 22834.txt").write_bytes(b"\0\5")  # as one system leaves behind
    documents = list(open_folder(plain).documents())
    assert [document.id for document in documents] == ["registers", "telegram-no-22834"]
    assert documents[1].file == "Folder 1/Telegram No. 22834.txt"
    (plain / "volume.xml").write_text("<TEI/>", encoding="utf-8")
    assert "stand elsewhere in it" in error_of(plain)


def test_all_names_that_can_not_stand_are_told_at_once(data):
    texts = data / "telegrams/1951"
    for name in ("My Letter.txt", "my-letter.txt", "...txt", "alone.yaml"):
        (texts / name).write_text("words", encoding="utf-8")
    (texts / "links.txt").write_text("words", encoding="utf-8")
    said = error_of(data)
    assert "My Letter.txt comes to the same name." in said
    assert 'No text can be called "links".' in said
    assert "The annotation has no text beside it." in said


def test_a_message_with_an_end_needs_a_start(data):
    spoil(data, "    starts: To Comrade Mao Zedong.\n", "")
    assert "has an end but no start" in error_of(data)


def test_an_entry_as_a_whole_can_not_be_disputed(data):
    spoil(data, "  - id: foreseeable\n", "  - id: foreseeable\n    status: disputed\n    because: A test.\n")
    assert "An entry as a whole can't be disputed" in error_of(data)


def test_what_is_doubtful_of_an_entry_is_recorded_and_never_asserted(data):
    from cablegraph.quads import document_quads

    spoil(
        data,
        "    about: All this was possible to foresee\n",
        "    about: {quote: All this was possible to foresee, status: disputed, because: A test.}\n",
    )
    telegram = list(open_folder(data).documents())[1]
    (doubtful,) = [s for s in telegram.statements if s.subject.id.endswith("/foreseeable") and s.property == "concerns"]
    assert doubtful.basis.status is Status.DISPUTED
    triple = f"stance/{doubtful.subject.id}> <https://w3id.org/cablegraph/ontology#concerns>"
    assert not [line for line in document_quads(telegram) if triple in line]


def test_a_part_takes_over_the_status_and_the_reason_of_the_entry_around_it(data):
    spoil(
        data,
        "    quote: All this was possible to foresee.\n",
        "    quote: All this was possible to foresee.\n    status: inferred\n    because: A test of heirs.\n",
    )
    spoil(data, "    about: All this was possible to foresee\n", "    about: {quote: All this was possible}\n")
    telegram = list(open_folder(data).documents())[1]
    (part,) = [s for s in telegram.statements if s.subject.id.endswith("/foreseeable") and s.property == "concerns"]
    assert (part.basis.status, part.basis.rationale) == (Status.INFERRED, "A test of heirs.")


def test_the_machine_is_no_surer_of_a_person_than_the_registers_make_it(data):
    spoil(data, "complete: yes", "complete: no ")
    spoil(data, "    sender: {agent: li-kenong, quote: LI KENONG 12.8.51 4:00.}\n", "")
    telegram = list(open_folder(data).documents())[1]
    enclosed = Node(Kind.MESSAGE, "li-kenong-1951-08-12T0400")
    (sender,) = [s for s in telegram.statements if s.subject == enclosed and s.property == "sender"]
    assert (sender.value.id, sender.basis.by) == ("li-kenong", "cablegraph")
    assert sender.basis.status is Status.STATED or sender.basis.rationale


def test_the_machine_takes_a_name_as_the_annotator_does(data):
    name = data / "telegrams/1951/1951-09-04-beijing-23918"
    name.with_suffix(".txt").write_text(
        "CIPHERED TELEGRAM No. 23918\n\nFrom BEIJING\n\nTo Comrade FILIPPOV\n\nGood day.\n", encoding="utf-8"
    )
    name.with_suffix(".yaml").write_text(
        "annotator: cablegraph-contributors\nmessages:\n  - id: 1951-09-04-beijing-23918\n    label: the whole\n"
        "    starts: CIPHERED TELEGRAM No. 23918\n    ends: Good day.\n"
        "names:\n  - name: FILIPPOV\n    quote: To Comrade FILIPPOV\n    kind: codeName\n"
        "    stands_for: {agent: molotov, status: inferred, because: A test.}\n",
        encoding="utf-8",
    )
    telegram = list(open_folder(data).documents())[-1]
    (addressee,) = [s for s in telegram.statements if s.property == "addressee"]
    assert (addressee.value.id, addressee.basis.status, addressee.basis.rationale) == (
        "molotov",
        Status.INFERRED,
        "A test.",
    )
