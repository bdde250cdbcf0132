"""The data that comes with the program: untouched sources, clean registers, nothing unused."""

import hashlib

import pytest

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


def test_no_identifier_of_wikidata_is_in_the_data_before_somebody_has_decided_on_it(lines):
    assert not [line for line in lines if "wikidata.org" in line]
