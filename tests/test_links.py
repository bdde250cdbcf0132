"""Decisions about links: tables that keep every byte, rows that can't be wrong unseen, contradictions that state nothing."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cablegraph.corpus import registers
from cablegraph.errors import AnnotationError, FileError, InputError, Position, SeveralErrors
from cablegraph.links import agreement, folder, reviewers, rows, sssom
from cablegraph.links.quads import link_quads
from cablegraph.model.link import Decision, Verdict
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.validation import check
from cablegraph.version import RELEASED
from cablegraph.vocabulary import Kind

# Letters, and all that could break a line, a cell or a head.
AWKWARD = "aZ09é中Я \t\n\r\"'#|\\:;,=+-\x0b\x0c\x85\u2028\ufeff\x00"
WORDS = st.text(AWKWARD, max_size=12).map(lambda text: " ".join(text.split()))
ITEMS = st.integers(1, 10**9).map(lambda number: f"Q{number}")
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)


@st.composite
def any_decision(draw):
    verdict = draw(st.sampled_from(Verdict))
    nothing = verdict is Verdict.NONE
    return Decision(
        subject=f"id:{draw(st.sampled_from((Kind.AGENT, Kind.PLACE, Kind.SESSION)))}/{draw(NAMES)}",
        label=draw(WORDS),
        verdict=verdict,
        qid=None if nothing else draw(ITEMS),
        item_label=None if nothing else draw(WORDS) or None,
        justification=draw(st.sampled_from(rows.JUSTIFICATIONS)),
        confidence=draw(st.none() | st.decimals(0, 1, places=3)),
        reviewer=draw(NAMES),
        decided=draw(st.dates(date(1000, 1, 1), date.fromisoformat(RELEASED))),
        evidence=draw(WORDS.filter(bool)),
        where=Position(""),
    )


def decision(verdict=Verdict.ACCEPTED, qid="Q900000001", reviewer="anna", subject="id:agent/envoy"):
    nothing = verdict is Verdict.NONE
    return Decision(
        *(subject, "the envoy", verdict, None if nothing else qid, None if nothing else "an envoy"),
        *("semapv:ManualMappingCuration", Decimal("0.9"), reviewer, date(2026, 11, 24), "Invented.", Position("x", 1)),
    )


def table(*decisions):
    return sssom.write(sssom.HEAD, map(rows.cells, decisions))


def changed(column, words):
    """A table of one decision, with other words in one cell."""
    return sssom.write(sssom.HEAD, [{**rows.cells(decision()), column: words}])


def read(text):
    return rows.decisions(sssom.parse(text, "t.sssom.tsv").rows)


# --------------------------------------------------------------------------------------------------------------- tables


@given(st.lists(any_decision(), max_size=6, unique_by=lambda made: (made.subject, made.qid, made.reviewer)))
def test_decisions_come_back_from_their_table_and_the_table_stays_the_same(decisions):
    text = table(*decisions)
    again, wrong = read(text)
    assert not wrong
    plain = [replace(made, where=Position("")) for made in again]
    assert sorted(map(repr, plain)) == sorted(
        repr(replace(made, confidence=made.confidence.normalize() if made.confidence is not None else None))
        for made in decisions
    )
    assert table(*again) == text


@given(st.permutations([decision(qid=f"Q90000000{number}", reviewer=who) for number in (1, 2) for who in ("a", "b")]))
def test_a_table_is_the_same_in_whatever_order_people_decided(decisions):
    lines = table(*decisions).splitlines()
    assert table(*decisions) == table(*reversed(decisions))
    assert lines[lines.index("\t".join(sssom.COLUMNS)) + 1 :] == sorted(lines[-len(decisions) :])


def test_one_more_decision_is_one_more_line():
    before, after = table(decision()), table(decision(), decision(qid="Q900000002", verdict=Verdict.REJECTED))
    assert set(before.splitlines()) < set(after.splitlines())
    assert len(after.splitlines()) == len(before.splitlines()) + 1


def test_each_verdict_is_written_as_sssom_has_it():
    written = {verdict: rows.cells(decision(verdict)) for verdict in Verdict}
    assert written[Verdict.ACCEPTED]["predicate_modifier"] == ""
    assert written[Verdict.ACCEPTED]["reviewer_agreement"] == "1"
    assert written[Verdict.REJECTED]["predicate_modifier"] == "Not"
    assert written[Verdict.UNSURE]["reviewer_agreement"] == "0"
    assert written[Verdict.NONE]["object_id"] == "sssom:NoTermFound"
    assert {row["predicate_id"] for row in written.values()} == {"skos:exactMatch"}


def test_a_head_is_yaml_that_declares_every_prefix_which_sssom_does_not_know():
    text = table(*map(decision, Verdict))
    lines = [line.removeprefix("#") for line in text.splitlines() if line.startswith("#")]
    head = yaml.safe_load("\n".join(lines))
    assert (head["sssom_version"], head["mapping_set_id"]) == ("1.1", "https://w3id.org/cablegraph/links")
    body = text.splitlines()[len(lines) + 1 :]
    used = {cell.partition(":")[0] for line in body for cell in line.split("\t") if re.fullmatch(r"\w+:\S+", cell)}
    assert used <= head["curie_map"].keys() | {"semapv", "skos", "sssom"}
    assert head["curie_map"]["wd"] == "http://www.wikidata.org/entity/"


def test_what_a_head_says_besides_is_kept(tmp_path):
    path = tmp_path / "mine.sssom.tsv"
    path.write_text(table(decision()).replace("license: https://w3id.org/sssom/license/unspecified", "license: mine"))
    folder.save(path, [decision(), decision(qid="Q900000002", verdict=Verdict.REJECTED)])
    assert "#license: mine\n" in path.read_text()
    assert path.read_text().count("wd:Q90000000") == 2


def test_a_date_that_all_rows_share_may_stand_in_the_head():
    text = table(decision())
    lines = [line.replace("\tmapping_date", "").replace("\t2026-11-24", "") for line in text.splitlines()]
    found, wrong = read("\n".join(["#mapping_date: 2026-11-24", *lines]) + "\n")
    assert not wrong
    assert found[0].decided == date(2026, 11, 24)


def test_line_ends_of_windows_a_byte_order_mark_and_quoted_cells_are_read():
    text = "\ufeff" + changed("comment", 'He said "yes"\tand more').replace("\n", "\r\n")
    found, wrong = read(text)
    assert not wrong
    assert found[0].evidence == 'He said "yes" and more'


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda text: text.replace("subject_id\t", "subject\t"),
            r't\.sssom\.tsv:10:1: The column "subject" is not kept',
        ),
        (lambda text: text.replace("\tcomment", "\tsubject_id"), r":10:1: The column .* is there twice"),
        (lambda text: text.replace("subject_id\t", ""), r':10: The column "subject_id" is missing'),
        (lambda text: text + "one\ttwo\n", r":12:5: The row has 2 cells, the heading 12"),
        (lambda text: text + 'one\t"two\n', r":12:5: A quotation mark is not closed"),
        (lambda text: text.replace('"1.1"', '"2.0"'), r':1: The table is in SSSOM "2.0"'),
        (
            lambda text: text.replace("wikidata.org/entity/\n", "wikidata.org/wiki/\n"),
            r":4: The prefix \"wd\" stands for",
        ),
        (lambda text: text.replace("#license", "#- license"), r":8: This line of the head can't be read"),
        (lambda _: "#license: mine\n", r":2: The table has no heading"),
        (lambda _: "", r":1: The table has no heading"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_its_place(spoil, says):
    with pytest.raises(FileError, match=says) as caught:
        sssom.parse(spoil(table(decision())), "t.sssom.tsv")
    assert caught.value.advice


# ----------------------------------------------------------------------------------------------------------------- rows


def test_a_decision_of_a_day_that_is_still_to_come_is_refused_where_it_stands():
    latest = datetime.now(timezone(timedelta(hours=14))).date()
    found, wrong = read(changed("mapping_date", (latest + timedelta(days=1)).isoformat()))
    assert not found
    assert re.match(r"t\.sssom\.tsv:11:\d+: \S+ is still to come\.\n  Write mapping_date as the day", str(wrong[0]))
    assert read(changed("mapping_date", max(latest, date.fromisoformat(RELEASED)).isoformat()))[1] == []


def test_a_clock_that_is_older_than_the_program_makes_no_decision_one_of_the_future(monkeypatch):
    class Stopped(datetime):
        @classmethod
        def now(cls, zone=None):
            return cls(2001, 1, 1, tzinfo=zone)

    monkeypatch.setattr(rows, "datetime", Stopped)
    assert read(changed("mapping_date", RELEASED))[1] == []
    assert "still to come" in str(read(changed("mapping_date", "9999-12-31"))[1][0])


@pytest.mark.parametrize(
    ("column", "words", "says"),
    [
        ("subject_id", "agent/envoy", r":11:1: \"agent/envoy\" can't stand under subject_id"),
        ("subject_id", "id:message/m1", r"can't stand under subject_id"),
        ("subject_id", "", r":11:1: The cell subject_id is empty"),
        ("predicate_id", "owl:sameAs", r'"owl:sameAs" is no predicate'),
        ("object_id", "Q900000001", r"can't stand under object_id"),
        ("subject_id", "id:agent/x>y", r"can't stand under subject_id"),
        ("object_id", "wd:Q1\u0662", r"can't stand under object_id"),
        ("object_id", "wd:Q0", r"can't stand under object_id"),
        ("predicate_modifier", "not", r'The modifier "not" and the agreement "1" say nothing together'),
        ("reviewer_agreement", "", r"say nothing together"),
        ("reviewer_agreement", "0.5", r"say nothing together"),
        ("reviewer_agreement", "-1", r"say nothing together"),
        ("mapping_justification", "semapv:ManualMapping", r"is no justification"),
        ("reviewer_id", "anna", r"can't stand under reviewer_id"),
        ("mapping_date", "24.11.2026", r'"24.11.2026" is no date'),
        ("mapping_date", "2026-02-30", r'"2026-02-30" is no date'),
        ("mapping_date", "", r"does not say when it was decided"),
        ("confidence", "1.1", r"can't be a confidence"),
        ("confidence", "-0.1", r"can't be a confidence"),
        ("confidence", "high", r"can't be a confidence"),
        ("comment", " ", r"The decision comes without evidence"),
    ],
)
def test_a_cell_that_cant_be_right_is_named_with_line_column_and_what_to_do(column, words, says):
    found, wrong = read(changed(column, words))
    assert not found
    (error,) = wrong
    assert re.search(says, str(error))
    assert error.advice
    assert error.where.line == 11
    line = changed(column, words).splitlines()[10]
    at = error.where.column - 1
    assert at == 0 or line[at - 1] == "\t", "a column is where a cell begins"


def test_an_agreement_may_be_written_with_digits_behind_the_point():
    found, wrong = read(changed("reviewer_agreement", "1.0"))
    assert not wrong
    assert found[0].verdict is Verdict.ACCEPTED
    assert read(changed("reviewer_agreement", "0.0"))[0][0].verdict is Verdict.UNSURE


def test_a_second_say_of_one_reviewer_is_wrong_and_names_the_first():
    text = table(decision(), decision(verdict=Verdict.REJECTED))
    found, wrong = read(text)
    assert len(found) == 1
    assert "anna has decided about id:agent/envoy and Q900000001 at t.sssom.tsv:11:1, too." in str(wrong[0])


def test_two_tables_that_say_the_same_twice_are_refused_together(tmp_path):
    (tmp_path / "links").mkdir()
    for name in ("a", "b"):
        (tmp_path / "links" / f"{name}.sssom.tsv").write_text(table(decision()))
    with pytest.raises(AnnotationError, match=r"b\.sssom\.tsv:11:1: anna has decided"):
        folder.read_all(tmp_path)


def test_a_reviewer_whom_no_register_knows_is_refused_with_the_nearest(tmp_path):
    path = tmp_path / "a.sssom.tsv"
    path.write_text(table(decision()))
    _, (wrong,) = folder.read(path, frozenset({"anna-p"}))
    assert f'{path}:11:1: The reviewer "anna" is unknown.' in str(wrong)
    assert 'Did you mean "anna-p"?' in str(wrong)


def test_a_program_is_no_reviewer(data):
    path = data / "organisations.csv"
    path.write_text(path.read_text("utf-8") + "a-robot,A robot,software,,,\n", "utf-8")
    known = reviewers.known(registers.read(data))
    assert "cablegraph-contributors" in known
    assert "a-robot" not in known
    with pytest.raises(InputError, match="in no register"):
        reviewers.check(registers.read(data), "a-robot")


# ------------------------------------------------------------------------------------------------------------ agreement


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (decision(), decision(Verdict.REJECTED, reviewer="boris"), "both accepted and rejected"),
        (decision(), decision(qid="Q900000002", reviewer="boris"), "two different items"),
        (decision(), decision(Verdict.NONE, reviewer="boris"), "it is said that there is none"),
        (decision(), decision(qid="Q900000002"), "two different items"),
    ],
)
def test_a_contradiction_is_shown_and_states_nothing(one, other, why):
    (conflict,) = agreement.conflicts([other, one])
    assert why in conflict.why
    assert set(conflict.decisions) == {one, other}
    assert agreement.in_force([one, other]) == []
    assert not [line for line in link_quads([one, other]) if "exactMatch" in line]


@pytest.mark.parametrize(
    "other",
    [
        decision(Verdict.UNSURE, reviewer="boris"),
        decision(Verdict.REJECTED, qid="Q900000002", reviewer="boris"),
        decision(reviewer="boris"),
        decision(Verdict.NONE, reviewer="boris", subject="id:agent/consul"),
    ],
)
def test_a_doubt_and_the_rejection_of_another_item_contradict_nobody(other):
    assert agreement.conflicts([decision(), other]) == []
    assert decision() in agreement.in_force([decision(), other])


@given(st.lists(any_decision(), max_size=8))
def test_only_accepted_items_are_ever_stated_and_one_at_most_for_a_subject(decisions):
    stated = agreement.in_force(decisions)
    assert all(made.verdict is Verdict.ACCEPTED for made in stated)
    assert len({made.subject for made in stated}) == len({(made.subject, made.qid) for made in stated})


# ---------------------------------------------------------------------------------------------------------------- quads


@settings(deadline=None, max_examples=30)
@given(st.lists(any_decision(), max_size=5, unique_by=lambda made: (made.subject, made.qid, made.reviewer)))
def test_decisions_of_any_kind_become_quads_that_say_nothing_false(decisions):
    lines = link_quads(decisions)
    store = EmbeddedStore.in_memory(lines)
    assert [finding for finding in check(store, scope="slice") if finding.level == "must"] == []
    assert lines == sorted(set(lines))
    assert len(list(store.quads)) == len(lines)


def test_all_about_links_stands_in_graphs_of_its_own():
    lines = link_quads([decision(), decision(Verdict.UNSURE, reviewer="boris")])
    graphs = {line.rsplit(" ", 2)[1].rpartition("/graph/")[2].rstrip(">") for line in lines}
    assert graphs == {"links/inferred", "links/evidence", "links/decisions", "links/nodes"}
    assert len([line for line in lines if line.endswith("links/inferred> .")]) == 1
    assert not [line for line in lines if "sameAs" in line]


def test_a_head_that_a_spreadsheet_has_quoted_and_filled_with_tabs_is_read():
    plain = table(decision())
    lines = ['"' + line.replace('"', '""') + '"' + "\t" * 11 if line[0] == "#" else line for line in plain.splitlines()]
    assert sssom.parse("\n".join(lines), "x").head == sssom.parse(plain, "x").head


def test_a_table_saved_with_semicolons_is_told_to_be_saved_with_tabs():
    with pytest.raises(FileError, match="must save as tab-separated text"):
        sssom.parse(table(decision()).replace("\t", ";"), "x")


def test_all_mistakes_of_all_tables_are_told_together(tmp_path, root):
    (tmp_path / "links").mkdir()
    table = (root / "data" / "links" / "registers.sssom.tsv").read_text(encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / "links" / f"{name}.sssom.tsv").write_text(
            table.replace("2026-11-24", "2026-31-24", 2), encoding="utf-8"
        )
    with pytest.raises(SeveralErrors) as caught:
        folder.read_all(tmp_path)
    places = [(error.where.file[-11:], error.where.line) for error in caught.value.errors]
    assert places == [("a.sssom.tsv", 11), ("a.sssom.tsv", 12), ("b.sssom.tsv", 11), ("b.sssom.tsv", 12)]
