"""Several files are put in place together or not at all."""

import pytest

from cablegraph.errors import OutputError
from cablegraph.files import write_together


def test_all_files_are_in_place_at_the_end_and_none_before(tmp_path):
    first, other = tmp_path / "first", tmp_path / "other"
    seen = []

    def between(partial, others_written):
        others_written()
        seen.append((partial[first].read_text(), partial[other].read_text(), first.exists(), other.exists()))

    write_together({first: "one"}, between, {other: [b"t", b"wo"]})
    assert seen == [("one", "two", False, False)]
    assert (first.read_text(), other.read_text()) == ("one", "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "other"]


def test_where_one_of_the_others_fails_nothing_is_put_in_place(tmp_path):
    first, other = tmp_path / "first", tmp_path / "other"

    def broken():
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_together({first: "one"}, lambda _, others_written: others_written(), {other: broken()})
    assert list(tmp_path.iterdir()) == []
