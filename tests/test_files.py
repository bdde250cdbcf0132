"""Files are read as plain text or refused by what they are; several are put in place together or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.errors import FileError, OutputError
from cablegraph.files import decode, write_together

FILE = Path("a.txt")


@given(st.text().filter(lambda text: "\0" not in text))
def test_plain_text_comes_back_as_it_is(text):
    assert decode(f"x{text}".encode(), FILE) == f"x{text}"


@pytest.mark.parametrize(
    ("data", "what", "advice"),
    [
        (b"%PDF-1.7\n", "a.txt: This is a PDF, not plain text.", "Save its words"),
        (b"PK\x03\x04\x14\x00", "a.txt: This is a document of Word", "Save its words"),
        (b"{\\rtf1\\ansi From: Bern}", "a.txt: This is a document in RTF", "Save its words"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', "a.txt: This is XML", "ends in .xml"),
        (b"\n<!DOCTYPE html>", "a.txt: This is a web page", "Save its words"),
        ("From Bern".encode("utf-16"), "a.txt: The text is not UTF-8 but UTF-16.", "iconv -f UTF-16"),
        ("From Bern".encode("utf-16-be"), "a.txt:1:1: The text is not UTF-8: a text has no byte 0x00.", "iconv"),
        ("From Bern".encode("utf-32"), "a.txt: The text is not UTF-8 but UTF-32.", "iconv -f UTF-32"),
        ("To\nZoë \0".encode(), "a.txt:2:5: The text is not UTF-8", "iconv"),
        ("To\nZoë ".encode() + b"Zo\xeb", "a.txt:2:7: The text is not UTF-8: byte 0xEB", "iconv"),
    ],
)
def test_what_is_no_plain_text_is_refused_by_what_it_is(data, what, advice):
    with pytest.raises(FileError) as caught:
        decode(data, FILE)
    assert str(caught.value).startswith(what)
    assert advice in caught.value.advice


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
