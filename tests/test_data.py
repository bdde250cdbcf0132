"""The data that comes with the program: untouched sources, clean registers, nothing unused."""

import hashlib
import json
import re

import pytest

from cablegraph.corpus import registers
from cablegraph.links.folder import read, read_all, save, tables
from cablegraph.model.link import Verdict

SHA256 = {"1951-08-13-beijing-22834": "53748a1a8f96a0a518bf23a13f776ed072b93037ec494084c0537360ad193147"}


def test_every_text_is_the_one_that_was_entered(root):
    texts = {path.stem: path for path in (root / "data" / "telegrams").rglob("*.txt")}
    assert texts.keys() == SHA256.keys()
    for name, path in texts.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256[name]


def test_the_seed_is_the_one_of_the_team(root, shared):
    ours = root / "data/telegrams/1951/1951-08-13-beijing-22834.txt"
    assert ours.read_bytes() == (shared / "seed" / "telegram-22834.txt").read_bytes()


def test_the_data_has_no_findings(documents, store):
    from cablegraph import validation

    assert validation.locate(validation.check(store), documents) == []


@pytest.mark.parametrize("kind", ["agents", "places", "sources"])
def test_every_row_of_a_register_is_used(root, documents, kind):
    from cablegraph.corpus.registers import read

    rows = getattr(read(root / "data"), kind)
    assert rows
    used = {s.value.id for d in documents for s in d.statements if hasattr(s.value, "id")}
    used |= {s.basis.source for d in documents for s in d.statements}
    used |= {s.basis.by for d in documents for s in d.statements}
    assert rows.keys() - used == set()


def test_rows_stand_in_the_order_of_their_ids(root):
    for path in sorted((root / "data").glob("*.csv")):
        ids = [line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        assert ids == sorted(ids), path.name


def test_no_identifier_of_wikidata_stands_in_the_data_outside_a_decision(root):
    for path in sorted((root / "data").rglob("*")):
        if path.is_file() and not path.name.endswith(".sssom.tsv"):
            assert not re.search(r"wikidata\.org|\bQ[1-9]\d*\b", path.read_text(encoding="utf-8")), path


def test_no_identifier_is_decided_on_without_evidence_that_names_it(root):
    decisions = read_all(root / "data")
    assert len(decisions) >= 10
    for made in decisions:
        assert made.qid is None or re.search(rf"\b{made.qid}\b", made.evidence), made.where
        assert "memory" not in made.evidence, made.where


def test_only_what_the_research_notes_call_verified_is_accepted(root, shared):
    notes = {entry["qid"]: entry for entry in json.loads((shared / "design" / "entities.json").read_text("utf-8"))}
    for made in read_all(root / "data"):
        if made.verdict is Verdict.ACCEPTED:
            assert notes[made.qid]["confidence"] == "verified", made.where
        if made.verdict is Verdict.UNSURE:
            assert notes[made.qid]["confidence"] == "likely", made.where
        if made.verdict is Verdict.REJECTED:
            assert any(made.qid in words for entry in notes.values() for words in entry["do_not_confuse"]), made.where


def test_everything_verified_or_likely_that_the_registers_name_is_decided_on(root, shared):
    known = registers.read(root / "data")
    decided = {(made.subject.rpartition("/")[2], made.qid) for made in read_all(root / "data")}
    for entry in json.loads((shared / "design" / "entities.json").read_text("utf-8")):
        named = known.by_name(entry["label"]) or known.place_by_name(entry["label"])
        assert not (named and entry["qid"]) or (named, entry["qid"]) in decided, entry["label"]


def test_the_shipped_decisions_stand_in_order_and_are_written_as_the_program_would(root, tmp_path):
    for path in tables(root / "data"):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        save(copy, read(copy)[0])
        assert copy.read_bytes() == path.read_bytes(), path
