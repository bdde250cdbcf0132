"""A volume becomes documents of statements: whose words each stands on, who is one person and who is not."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from cablegraph import quads, validation
from cablegraph.corpus.clocks import agreeing, clocks, not_before
from cablegraph.corpus.edition import documents
from cablegraph.corpus.institutions import party_and_reason
from cablegraph.corpus.labels import label_of
from cablegraph.corpus.parties import Parties, comes_to_department
from cablegraph.corpus.register_document import register_document
from cablegraph.corpus.registers import Registers
from cablegraph.corpus.seats import seat
from cablegraph.model.reading import ReadAgent, ReadMessage, ReadReference, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.model.statement import Node, Status
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.times.bounds import zone
from cablegraph.vocabulary import Kind

OLD, NEW = "frus1949v99", "frus1962v99"


@pytest.fixture(scope="module")
def volumes(root):
    folder = root / "tests" / "editions"
    return [d for name in (OLD, NEW) for d in documents(folder / f"{name}.xml", f"data/{name}.xml", Registers())]


@pytest.fixture(scope="module")
def by_id(volumes):
    return {document.id: document for document in volumes}


def said(document, subject, name):
    return [s for s in document.statements if s.subject == subject and s.property == name]


def one(document, subject, name):
    (statement,) = said(document, subject, name)
    return statement


def message(name):
    return Node(Kind.MESSAGE, name)


def quoted(document, statement):
    return [document.text[span.start : span.end] for span in statement.basis.spans]


# ---------------------------------------------------------------------------------------------------------- the documents


def test_the_volume_comes_first_and_its_documents_follow_in_order(volumes):
    assert [d.id for d in volumes if d.id.startswith(OLD)] == [OLD, *(f"{OLD}/d{n}" for n in (1, 2, 3, 4))]


def test_the_same_file_gives_the_same_documents(root, volumes):
    path = root / "tests" / "editions" / f"{NEW}.xml"
    assert list(documents(path, f"data/{NEW}.xml", Registers())) == [d for d in volumes if d.id.startswith(NEW)]


def test_the_volume_says_its_title_its_address_and_the_persons_of_its_list(by_id):
    volume = by_id[NEW]
    source, person = Node(Kind.SOURCE, NEW), Node(Kind.AGENT, f"{NEW}/p_RJ1")
    assert one(volume, source, "title").value == "Foreign Relations, 1962, Arcadia, Volume XCIX"
    assert one(volume, source, "url").value == f"https://history.state.gov/historicaldocuments/{NEW}"
    name = one(volume, person, "name")
    assert (name.value, name.basis.status, name.basis.source, name.where.line) == (
        "Rowe, John H.",
        "editorial",
        NEW,
        10,
    )
    assert volume.classes[person] == ("rico:Person",)


def test_every_statement_points_at_a_line_of_the_volume(by_id, root):
    for document in by_id.values():
        lines = (root / "tests" / "editions" / document.file.removeprefix("data/")).read_text().splitlines()
        for statement in document.statements:
            assert statement.where.file == document.file
            assert statement.where.line is None or 1 <= statement.where.line <= len(lines)
        for statement in (s for s in document.statements if s.property == "identifier"):
            assert statement.value in lines[statement.where.line - 1]


def test_heads_are_the_editors_words_and_first_words_the_document_s_own(by_id):
    document = by_id[f"{OLD}/d1"]
    sender = one(document, message(f"{OLD}/d1"), "sender")
    assert (sender.basis.status, sender.basis.source) == (Status.EDITORIAL, OLD)
    assert quoted(document, sender) == ["Rowe", "Ambassador in Arcadia"]
    numbers = said(document, message(f"{OLD}/d1"), "identifier")
    assert [(s.value, s.basis.status) for s in numbers] == [("816", "stated"), ("Gocus 12", "stated")]
    title = one(document, message(f"{OLD}/d1"), "title")
    assert (title.value, title.basis.status) == (
        "The Ambassador in Arcadia (Rowe) to the Secretary of State",
        "editorial",
    )


def test_what_stands_in_a_bracket_or_in_a_note_is_editorial(by_id):
    hop = Node(Kind.TRANSMISSION, f"{OLD}/d1")
    assert one(by_id[f"{OLD}/d1"], hop, "receivedAt").basis.status is Status.EDITORIAL
    assert one(by_id[f"{OLD}/d1"], hop, "fromPlace").basis.status is Status.STATED
    assert one(by_id[f"{OLD}/d2"], Node(Kind.TRANSMISSION, f"{OLD}/d2"), "fromPlace").basis.status is Status.EDITORIAL
    markings = said(by_id[f"{NEW}/d1"], message(f"{NEW}/d1"), "marking")
    assert {s.basis.status for s in markings} == {Status.EDITORIAL}
    assert {s.basis.status for s in said(by_id[f"{OLD}/d1"], message(f"{OLD}/d1"), "marking")} == {Status.STATED}


def test_a_person_holds_a_post_that_the_series_shares(by_id):
    document = by_id[f"{OLD}/d1"]
    person, post = (
        Node(Kind.AGENT, f"{OLD}/rowe-ambassador-in-arcadia"),
        Node(Kind.AGENT, "frus/post/ambassador-in-arcadia"),
    )
    assert one(document, message(f"{OLD}/d1"), "sender").value == person
    held = one(document, person, "holdsPost")
    assert (held.value, held.basis.status) == (post, Status.EDITORIAL)
    assert (document.classes[person], document.classes[post]) == (("rico:Person",), ("rico:Position",))
    names = {
        s.value: s.subject
        for s in document.statements
        if s.property == "asWritten" and s.subject.kind is Kind.DESIGNATION
    }
    assert one(document, names["Ambassador in Arcadia"], "designates").value == post
    assert one(document, names["Ambassador in Arcadia"], "type").value == Node(Kind.CONCEPT, "post")
    assert one(document, names["Rowe"], "type").value == Node(Kind.CONCEPT, "surname")


def test_labels_tell_messages_apart_by_number_parties_and_date(volumes):
    labels = {f"{OLD}/d1", f"{OLD}/d1/m2", f"{NEW}/d1", f"{OLD}/d4", f"{NEW}/d1/m2"}
    found = {n.id: d.labels[n] for d in volumes for n in d.labels if n.kind is Kind.MESSAGE}
    assert {name: found[name] for name in labels} == {
        f"{OLD}/d1": "Telegram 816, The Ambassador in Arcadia (Rowe) to the Secretary of State, 25 February 1949",
        f"{OLD}/d1/m2": f"letter of Pike in {OLD}/d1",
        f"{OLD}/d4": "Memorandum of Conversation, by the Director of the Office of Arcadian Affairs (Ames), "
        "2 March 1949 (d4)",
        f"{NEW}/d1": "Telegram 1201 From the Embassy in Arcadia to the Department of State, 12 May 1962",
        f"{NEW}/d1/m2": f"message of President to Holm in {NEW}/d1",
    }
    assert len(set(found.values())) == len(found)
    assert max(map(len, found.values())) <= 110


def test_a_long_title_is_cut_before_its_date():
    message = ReadMessage("m1", Span(0, 1), sent=ReadTime("", "[1949-02-24,1949-02-25]", Span(0, 1)))
    label = label_of(message, "Memorandum by " + "the Deputy " * 20, "v/d9")
    assert label.endswith("…, 24 February 1949 or 25 February 1949 (d9)")
    assert len(label) <= 110
    assert label_of(message, "Talk, Rome, February 24, 1949", "v/d9") == "Talk, Rome, February 24, 1949, " + (
        "24 February 1949 or 25 February 1949 (d9)"
    )


def test_whoever_sends_a_message_together_with_others_is_at_the_start_of_its_way(by_id):
    document = by_id[f"{NEW}/d4"]
    senders = {s.value for s in said(document, message(f"{NEW}/d4"), "sender")}
    assert {node.id for node in senders} == {f"{NEW}/p_HA1", f"{NEW}/p_PT1"}
    assert {s.value for s in said(document, Node(Kind.TRANSMISSION, f"{NEW}/d4"), "from")} == senders


def test_an_office_is_nobody_in_person(by_id):
    document = by_id[f"{NEW}/d1"]
    sender = one(document, message(f"{NEW}/d1"), "sender").value
    assert sender == Node(Kind.AGENT, "frus/office/embassy-in-arcadia")
    assert document.classes[sender] == ("rico:CorporateBody",)


def test_a_signature_is_a_name_in_the_message_and_makes_nobody_its_author(by_id):
    document = by_id[f"{NEW}/d1"]
    assert said(document, message(f"{NEW}/d1"), "author") == []
    note = one(document, message(f"{NEW}/d1"), "note")
    assert (note.value, note.basis.status, quoted(document, note)) == ('Signed "Pike".', "inferred", ["Pike"])
    assert one(document, Node(Kind.DESIGNATION, f"{NEW}/d1/pike"), "designates").value.id == f"{NEW}/p_PT1"


def test_whoever_drafted_it_is_its_author_in_the_words_of_the_editors(by_id):
    document = by_id[f"{NEW}/d5"]
    authors = {s.value.id: s.basis.status for s in said(document, message(f"{NEW}/d5"), "author")}
    assert authors == {f"{NEW}/p_PT1": "editorial", f"{NEW}/alan-g-brook": "editorial", f"{NEW}/d5/brook": "inferred"}


def test_an_arrival_without_its_day_is_only_written(by_id):
    document = by_id[f"{NEW}/d6"]
    assert not [s for s in document.statements if s.property == "receivedAt"]  # a record of a talk is not sent
    document = by_id[f"{NEW}/d5"]
    time = one(document, Node(Kind.TRANSMISSION, f"{NEW}/d5"), "receivedAt").value
    assert one(document, time, "edtf").value == "1962-05-15T23:14"


def test_a_pointer_that_is_not_believed_leaves_an_open_identity(by_id):
    document = by_id[f"{NEW}/d2"]
    assert one(document, message(f"{NEW}/d2"), "sender").value == Node(Kind.AGENT, f"{NEW}/rowe-president")
    assert one(document, message(f"{NEW}/d2"), "addressee").value == Node(Kind.AGENT, f"{NEW}/p_HA1")
    (problem,) = document.problems
    assert (problem.line, "it is not believed" in problem.message) == (27, True)


def test_an_enclosed_message_has_its_own_node_and_no_order_of_hops_is_guessed(by_id):
    document = by_id[f"{NEW}/d1"]
    inner = message(f"{NEW}/d1/m2")
    assert one(document, message(f"{NEW}/d1"), "encloses").value == inner
    assert one(document, inner, "holdingStatus").value == Node(Kind.CONCEPT, "heldAsEnclosure")
    assert one(document, inner, "sender").value == Node(Kind.AGENT, f"{NEW}/d1/president")
    assert not [s for s in document.statements if s.property == "previousHop"]


def test_a_message_handed_to_the_sender_of_a_telegram_came_before_the_hop_that_passes_it_on(by_id):
    document = by_id[f"{NEW}/d7"]
    inner, outer = (Node(Kind.TRANSMISSION, name) for name in (f"{NEW}/d7/m2", f"{NEW}/d7"))
    before = one(document, outer, "previousHop")
    assert (before.value, before.basis.status) == (inner, "inferred")
    assert quoted(document, before) == ["handed me", "Embassy in Ruritania"]
    assert one(document, inner, "transmits").value == message(f"{NEW}/d7/m2")
    assert one(document, inner, "to").value == one(document, outer, "from").value
    assert [s.value.id for s in said(document, message(f"{NEW}/d7/m2"), "addressee")] == [f"{NEW}/d7/rowe"]


def test_a_record_of_a_talk_is_dated_but_not_sent(by_id):
    document = by_id[f"{OLD}/d4"]
    dated = one(document, message(f"{OLD}/d4"), "dated").value
    assert one(document, dated, "edtf").value == "1949-03-02"
    assert not [node for node in document.labels if node.kind is Kind.TRANSMISSION]


def test_an_editorial_note_is_a_text_without_a_message(by_id):
    document = by_id[f"{OLD}/d3"]
    assert [s.property for s in document.statements] == ["textSource"]
    assert document.messages == document.mentions == ()


def test_a_mention_is_stated_and_its_target_left_to_the_whole_corpus(by_id):
    document = by_id[f"{OLD}/d1"]
    reference = Node(Kind.REFERENCE, f"{OLD}/d1/r1")
    assert one(document, reference, "reportedIn").value == message(f"{OLD}/d1")
    assert said(document, reference, "refersTo") == []
    (mention,) = document.mentions
    assert (mention.id, mention.within, mention.number, mention.date) == (
        reference.id,
        f"{OLD}/d1",
        "790",
        "1949-02-23",
    )
    assert (mention.notes, mention.note) == ((f"{OLD}/d2",), "Not printed, but see telegram 790.")
    assert document.text[mention.note_start : mention.note_end] == mention.note
    assert (mention.file, mention.line) == (f"data/{OLD}.xml", 24)


def test_a_known_message_has_every_form_of_its_parties(by_id):
    first, second = by_id[f"{OLD}/d1"].messages
    assert first.senders == ("Rowe", "Ambassador in Arcadia")
    assert first.addressees == ("Secretary of State",)
    assert (first.numbers, first.sent, first.received) == (("816", "Gocus 12"), "1949-02-25T21:00", "1949-02-26T01:23")
    assert (second.id, second.senders, second.title) == (f"{OLD}/d1/m2", ("Pike",), "")


# ------------------------------------------------------------------------------------------------------------------ clocks


def test_the_hour_of_a_city_that_iana_vouches_for_has_bounds(by_id):
    document = by_id[f"{OLD}/d1"]
    time = Node(Kind.TIME, f"transmission/{OLD}/d1/dispatchedAt")
    assert one(document, time, "candidateZone").value == "Europe/Paris"
    assert one(document, time, "earliestUTC").value == one(document, time, "latestUTC").value == "1949-02-25T20:00:00Z"


def test_the_letter_z_is_universal_time_wherever_it_was_sent_from(by_id):
    document = by_id[f"{NEW}/d1"]
    time = Node(Kind.TIME, f"transmission/{NEW}/d1/dispatchedAt")
    assert one(document, time, "candidateZone").value == "Etc/UTC"
    assert one(document, time, "earliestUTC").value == "1962-05-12T12:25:00Z"


def test_washington_has_two_clocks_until_the_law_of_1966():
    assert [clock.zone for clock in clocks("Washington", 1949)] == ["America/New_York", "America/Panama"]
    assert [clock.zone for clock in clocks("Washington", 1968)] == ["America/New_York"]


def test_a_date_time_group_rules_out_the_clocks_that_it_contradicts():
    taipei = clocks("Taipei", 1955)
    assert [clock.zone for clock in taipei] == ["Asia/Taipei", "Asia/Makassar"]
    assert [c.zone for c in agreeing(taipei, "1955-04-08T16:14", ["080814Z"])] == ["Asia/Makassar"]
    assert [c.zone for c in agreeing(taipei, "1955-04-08T16:14", ["080700Z"])] == ["Asia/Taipei"]
    assert agreeing(taipei, "1955-01-08T16:14", ["080814Z"]) == agreeing(taipei, "1955-04-08", ["080814Z"]) == taipei
    assert agreeing(taipei, "1955-04-08T16:14", ["816"]) == taipei
    assert agreeing(taipei, "1955-04-08T16:14", ["090814Z"]) == ()


def test_only_a_time_of_an_unknown_clock_is_said_to_be_open(by_id):
    sent, received = (
        one(by_id[name], Node(Kind.TIME, f"transmission/{name}/{role}"), "edtf").basis.rationale
        for name, role in ((f"{OLD}/d1", "dispatchedAt"), (f"{NEW}/d5", "receivedAt"))
    )
    assert sent == '"February 25, 1949—9 p. m." written as an EDTF date.'
    assert received.endswith("; the zone of the clock stays open.")
    (dated,) = (s for s in by_id[f"{OLD}/d4"].statements if s.property == "edtf")
    assert dated.basis.rationale == '"March 2, 1949" written as an EDTF date.'


def test_the_hour_of_receipt_at_the_department_is_taken_to_be_that_of_washington(by_id):
    document = by_id[f"{OLD}/d1"]
    time = Node(Kind.TIME, f"transmission/{OLD}/d1/receivedAt")
    zones = said(document, time, "candidateZone")
    assert [zone.value for zone in zones] == ["America/New_York", "America/Panama"]
    assert {zone.basis.status for zone in zones} == {Status.INFERRED}
    assert all("is taken to be that of its seat" in zone.basis.rationale for zone in zones)
    assert one(document, time, "earliestUTC").value == one(document, time, "latestUTC").value == "1949-02-26T06:23:00Z"


def test_the_clock_of_a_receipt_elsewhere_stays_open(by_id):
    time = Node(Kind.TIME, f"transmission/{NEW}/d5/receivedAt")
    assert said(by_id[f"{NEW}/d5"], time, "candidateZone") == []


@pytest.mark.parametrize(
    ("head", "comes"),
    [
        ("to the Secretary of State", True),
        ("to the Department of State", True),
        ("to the Secretary of State at Geneva", False),
        ("to the Secretary of State, at Geneva", False),
        ("to the Embassy in Ruritania", False),
    ],
)
@pytest.mark.parametrize(("sender", "outside"), [("Embassy in Arcadia", True), ("Department of State", False)])
def test_only_what_comes_from_elsewhere_to_the_department_itself_comes_to_washington(head, comes, sender, outside):
    name = re.search(r"to the ((?:Secretary|Department) of State|Embassy in \w+)", head)[1]
    read = ReadMessage(
        "m1",
        Span(0, 9),
        form=ReadWords("Telegram", Span(0, 0)),
        sender=ReadAgent(sender, Span(0, 0), kind="office"),
        addressees=(ReadAgent(name, Span(head.index(name), head.index(name) + len(name)), kind="post"),),
    )
    assert comes_to_department(read, head) is (comes and outside)


def test_a_clock_by_which_a_message_came_before_it_went_is_ruled_out():
    washington = clocks("Washington", 1951)
    sent = datetime(1951, 8, 15, 16, 30, tzinfo=UTC)
    assert [c.zone for c in not_before(washington, "1951-08-15T12:00", sent)] == ["America/Panama"]
    assert not_before(washington, "1951-08-15T10:00", sent) == ()
    assert not_before(washington, "1951-08-15", sent) == not_before(washington, "1951-08-15T10:00", None) == washington


def test_an_older_spelling_of_a_city_has_its_clock():
    assert [clock.zone for clock in clocks("Djakarta", 1951)] == ["Asia/Jakarta"]
    assert [c.zone for c in agreeing(clocks("Honolulu", 1955), "1955-02-19T18:18", ["200418Z"])] == ["Pacific/Honolulu"]


@pytest.mark.parametrize("place", ["The Hague", "Geneva", "Ankara", "Bonn", "Hanoi", "Camp David", ""])
def test_a_place_that_iana_does_not_vouch_for_stays_open(place):
    assert clocks(place, 1955) == ()


def test_each_clock_is_a_zone_of_its_own_and_no_link_to_another_city():
    table = files("cablegraph.corpus").joinpath("clocks.csv").read_text(encoding="utf-8")
    database = files("tzdata").joinpath("zoneinfo", "tzdata.zi").read_text().splitlines()
    zones = {line.split()[1] for line in database if line.startswith("Z ")}
    for row in csv.DictReader(table.splitlines()):
        assert zone(row["zone"])
        assert row["zone"] in zones, row
        assert int(row["from"]) <= int(row["to"])
        assert row["because"].endswith(".")


# ----------------------------------------------------------------------------------------------------------------- parties

PARTIES = Parties("frus", "v1", "v1/d1", {"p_A1": "Ames, John"})


def agent(name, kind=None, post=None, status="editorial", listed=None):
    span = Span(0, 1)
    return ReadAgent(name, span, status=status, kind=kind, post=ReadWords(post, span) if post else None, listed=listed)


@pytest.mark.parametrize(
    ("read", "node"),
    [
        (agent("Ames", "person", listed="p_A1"), "v1/p_A1"),
        (agent("Ames", "person", "Consul at Saigon"), "v1/ames-consul-at-saigon"),
        (agent("John Q. Ames", "person"), "v1/john-q-ames"),
        (agent("Ames", "person"), "v1/d1/ames"),
        (agent("Ames", "person", "Director of that Office"), "v1/d1/ames"),
        (agent("Ames", "person", "Consul at Saigon", status="stated"), "v1/d1/ames"),
        (agent("Embassy in Arcadia", "office"), "frus/office/embassy-in-arcadia"),
        (agent("Embassy", "office", status="stated"), "v1/d1/embassy"),
        (agent("Secretary of State", "post"), "frus/post/secretary-of-state"),
        (agent("President", "post"), "v1/president"),
        (agent("Station in [place not declassified]", "office"), "v1/d1/station-in-place-not-declassified-0"),
        (agent("[name not declassified]"), "v1/d1/name-not-declassified-0"),
        (agent("NATO Capitals"), "v1/nato-capitals"),
        (agent("Certain Posts", "group"), "v1/d1/certain-posts"),
        (agent("Certain Diplomatic Office", "office"), "v1/d1/certain-diplomatic-office"),
        (agent("Diplomatic and Consular Offices"), "v1/d1/diplomatic-and-consular-offices"),
    ],
)
def test_nobody_is_made_one_with_another_whom_the_words_do_not_tell_apart(read, node):
    assert PARTIES.party(read).node == Node(Kind.AGENT, node)


@pytest.mark.parametrize(
    ("post", "node"),
    [
        ("Consul at Saigon", "frus/post/consul-at-saigon"),
        ("Prime Minister", "v1/ames-prime-minister/post/prime-minister"),
        ("French Ambassador", "v1/ames-french-ambassador/post/french-ambassador"),
        ("Director of that Office", "v1/d1/post/director-of-that-office"),
    ],
)
def test_a_post_is_shared_only_where_its_words_name_one_post(post, node):
    read = agent("Ames", "person", post)
    assert PARTIES.post(read, PARTIES.party(read).node).node == Node(Kind.AGENT, node)


@pytest.mark.parametrize(
    ("words", "of_department", "node"),
    [
        ("Dept", True, "frus/office/department-of-state"),
        ("Department", True, "frus/office/department-of-state"),
        ("Department of State", False, "frus/office/department-of-state"),
        ("Dept", False, "v1/d1/dept"),
        ("Department of the Army", True, "v1/d1/department-of-the-army"),
    ],
)
def test_the_bare_word_is_the_department_of_state_only_in_messages_from_or_to_it(words, of_department, node):
    parties = replace(PARTIES, of_department=of_department)
    assert parties.party(agent(words, "office", status="stated")).node == Node(Kind.AGENT, node)


def test_a_copy_for_the_department_goes_to_the_one_department(by_id):
    document = by_id[f"{NEW}/d5"]
    line = Node(Kind.DISTRIBUTION, f"{NEW}/d5/department")
    copied = one(document, line, "copyRecipient")
    assert (copied.value.id, copied.basis.status) == ("frus/office/department-of-state", Status.INFERRED)
    assert document.classes[copied.value] == ("rico:CorporateBody",)


def test_two_withheld_names_are_two_even_in_one_head():
    first, second = (
        replace(agent("[name not declassified] of the Bureau"), span=Span(start, start + 9)) for start in (5, 50)
    )
    assert PARTIES.party(first).node != PARTIES.party(second).node


# -------------------------------------------------------------------------------------------------------------- the graph


def test_the_graph_of_the_volumes_is_valid(volumes):
    all_documents = [register_document(Registers()), *volumes]
    lines = [line for document in all_documents for line in quads.document_quads(document)]
    findings = validation.check(EmbeddedStore.in_memory(lines))
    assert [finding.message for finding in findings if finding.level == "must"] == []
    assert [finding for document in all_documents for finding in validation.check_spans(document)] == []


def test_a_broken_span_would_be_found(volumes):
    document = next(d for d in volumes if d.id == f"{OLD}/d1")
    broken = replace(document, text=document.text[:100])
    assert validation.check_spans(broken)


# ------------------------------------------------------------------------------------- the parties of what is mentioned

AMBASSADOR = ReadAgent(
    "Rowe", Span(0, 4), status="editorial", kind="person", post=ReadWords("Ambassador in Arcadia", Span(5, 9))
)
CHARGE = replace(AMBASSADOR, post=ReadWords("Chargé in Arcadia", Span(5, 9)))
SECRETARY = ReadAgent("Acting Secretary of State", Span(20, 24), status="editorial", kind="post")


def parties_of(owner, sender, addressee, form="Telegram", number="12"):
    within = ReadMessage("m1", Span(0, 99), form=ReadWords(form, Span(0, 1)), sender=sender, addressees=(addressee,))
    reference = ReadReference("m1", "", Span(40, 50), number=number, owner=owner)
    found = [party_and_reason(agent, within, reference)[0] for agent in (sender, addressee)]
    return [agent and agent.name for agent in found]


def test_a_mentioned_telegram_is_of_the_office_and_not_of_who_is_in_charge_today(by_id):
    (mention,) = by_id[f"{OLD}/d1"].mentions
    assert (mention.sender_id, mention.addressee_id) == (
        "frus/office/embassy-in-arcadia",
        "frus/office/department-of-state",
    )
    assert mention.senders[-1] == "Embassy in Arcadia"
    assert '"Emb" in the mention: it points to who sends' in mention.sender_reason
    assert by_id[f"{OLD}/d1"].classes[Node(Kind.AGENT, mention.sender_id)] == ("rico:CorporateBody",)


def test_a_title_stands_for_an_office_only_where_it_tells_which():
    assert parties_of("Emb", AMBASSADOR, SECRETARY) == ["Embassy in Arcadia", "Department of State"]
    assert parties_of("Emb", CHARGE, SECRETARY) == ["Embassy in Arcadia", "Department of State"]
    assert parties_of("Leg", CHARGE, SECRETARY) == ["Legation in Arcadia", "Department of State"]
    assert parties_of("my", CHARGE, SECRETARY) == [None, "Department of State"]
    consul = replace(AMBASSADOR, post=ReadWords("Consul General at Avalon", Span(5, 9)))
    assert parties_of("Con", consul, SECRETARY) == ["Consulate General at Avalon", "Department of State"]
    assert parties_of("my", replace(AMBASSADOR, post=None), SECRETARY)[0] is None


def test_a_letter_that_speaks_of_a_letter_means_the_persons():
    assert parties_of("your", AMBASSADOR, SECRETARY, form="Letter", number=None) == [
        "Rowe",
        "Acting Secretary of State",
    ]
    assert parties_of("your", AMBASSADOR, SECRETARY, number=None) == [None, None]


def test_who_is_named_in_a_mention_needs_no_reason():
    within = ReadMessage("m1", Span(0, 99), sender=AMBASSADOR)
    reference = ReadReference("m1", "", Span(40, 50), number="12")
    paris = ReadAgent("Paris", Span(40, 45), kind="post")
    assert party_and_reason(paris, within, reference) == (paris, "")
    dept, reason = party_and_reason(replace(paris, name="Dept"), within, reference)
    assert (dept.name, dept.kind) == ("Department of State", "office")
    assert "stands for" in reason


# --------------------------------------------------------------------------------- one post, one Secretary, several names


@pytest.mark.parametrize(
    ("words", "year", "office"),
    [
        ("Athens", 1965, "Embassy in Greece"),
        ("AmEmbassy Athens", 1965, "Embassy in Greece"),
        ("Embassy Athens", 1965, "Embassy in Greece"),
        ("Batavia", 1949, "Consulate General at Batavia"),
        ("AmEmbassy Batavia", 1949, None),
        ("Athens", 1949, None),
        ("Athens", None, None),
        ("Atlantis", 1965, None),
    ],
)
def test_a_city_stands_for_an_office_in_the_years_that_heads_bear_out(words, year, office):
    found = seat(words, year)
    assert (found and found.office) == office


def test_each_seat_says_which_document_bears_it_out_and_years_do_not_overlap():
    rows = list(csv.DictReader(files("cablegraph.corpus").joinpath("seats.csv").read_text("utf-8").splitlines()))
    assert rows
    names = [(name, int(row["from"]), int(row["to"])) for row in rows for name in row["names"].split(";")]
    assert all("frus19" in row["because"] and int(row["from"]) <= int(row["to"]) for row in rows)
    assert len({name for name, *_ in names}) == len(names)


def test_a_city_in_a_document_s_own_words_is_the_office_there_and_that_is_a_conclusion(by_id):
    document = by_id[f"{OLD}/d1"]
    (line,) = [s.subject for s in document.statements if s.property == "copyRecipient" and "london" in s.subject.id]
    got = one(document, line, "copyRecipient")
    assert got.value == Node(Kind.AGENT, "frus/office/embassy-in-the-united-kingdom")
    assert got.basis.status is Status.INFERRED
    assert '"London" stands for the Embassy in the United Kingdom.' in got.basis.rationale
    (other,) = [s for s in document.statements if s.property == "copyRecipient" and "rome" in s.subject.id]
    assert (other.value.id, other.basis.status) == (f"{OLD}/copies/rome", Status.STATED)


def test_a_copy_for_somebody_else_in_a_city_is_not_one_for_the_post_there(tmp_path):
    head = HEAD.format("Secretary of State") + '<note n="1" type="source">Source: X. Repeated to {}.</note>'
    for words, node in [("London for USRO", "frus1949v98/copies/london"), ("London for information", SEATED)]:
        (document,) = telegrams(tmp_path, "", (head.format(words), "Rowe", "Telegram"))
        assert [s.value.id for s in document.statements if s.property == "copyRecipient"] == [node]


def telegrams(folder, people, *papers):
    """Return the documents of an invented volume of telegrams: (head, signature, form) each."""
    divs = "".join(
        f'<div type="document" xml:id="d{n}" n="{n}"><head>{head}</head><dateline><placeName>Washington</placeName>, '
        f'<date when="1949-03-0{n}">March {n}, 1949</date>.</dateline><p>{n}2. We agree.</p>'
        f"<closer><signed>{signed}</signed></closer>"
        f'<note rend="inline" type="source">1.{n}: <hi>{form}</hi></note></div>'
        for n, (head, signed, form) in enumerate(papers, 1)
    )
    path = folder / "frus1949v98.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1949v98"><teiHeader><fileDesc><titleStmt><title>X</title>'
        f'</titleStmt><publicationStmt><idno type="frus">frus1949v98</idno></publicationStmt></fileDesc></teiHeader><text>'
        f"<front>{people}</front><body>{divs}</body></text></TEI>",
        encoding="utf-8",
    )
    return list(documents(path, path.name, Registers()))[1:]


SEATED = "frus/office/embassy-in-the-united-kingdom"
HEAD = 'The <gloss type="from">{}</gloss> to the <gloss type="to">Embassy in Arcadia</gloss>'
PEOPLE = (
    '<div type="section" xml:id="persons"><list type="names"><item><persName xml:id="p_1">Rowe, John</persName>, '
    "Secretary of State</item></list></div>"
)


def test_whoever_signs_for_the_secretary_of_state_is_one_in_a_volume_that_lists_nobody(tmp_path):
    secretary, acting = HEAD.format("Secretary of State"), HEAD.format("Acting Secretary of State")
    papers = [(secretary, "Rowe", "Telegram"), (secretary, "Rowe", "Telegram"), (acting, "Rowe", "Telegram")]

    def who(found):
        return [
            (s.value.id.partition("/")[2], s.basis.status)
            for d in found
            for s in d.statements
            if s.property == "designates" and [d.text[p.start : p.end] for p in s.basis.spans] == ["Rowe"]
        ]

    assert who(telegrams(tmp_path, "", *papers)) == [
        ("rowe-secretary-of-state", Status.INFERRED),
        ("rowe-secretary-of-state", Status.INFERRED),
        ("rowe-acting-secretary-of-state", Status.INFERRED),
    ]
    assert [name for name, _ in who(telegrams(tmp_path, PEOPLE, *papers))] == ["d1/rowe", "d2/rowe", "d3/rowe"]
    letters = [(secretary, "Rowe", "Letter")]
    assert [name for name, _ in who(telegrams(tmp_path, "", *letters))] == ["d1/rowe"]
    embassy = [(HEAD.format("Embassy in Ruritania"), "Rowe", "Telegram")]
    assert [name for name, _ in who(telegrams(tmp_path, "", *embassy))] == ["d1/rowe"]
