"""Tables for the terminal, and CSV, TSV and JSON that other programs read back."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.errors import QueryError
from cablegraph.report.tables import FORMS, NO_ROWS, lines
from cablegraph.store.terms import Rows, Term
from cablegraph.vocabulary import PREFIXES

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
TERMS = st.one_of(
    st.none(),
    st.builds(Term, st.just("uri"), TEXT.map(lambda text: "https://example.org/" + text), st.none(), st.none()),
    st.builds(Term, st.just("literal"), TEXT, st.none(), st.none()),
    st.builds(Term, st.just("literal"), TEXT, st.just(PREFIXES["edtf"] + "EDTF"), st.none()),
    st.builds(Term, st.just("literal"), TEXT, st.none(), st.just("en")),
    st.builds(Term, st.just("bnode"), st.from_regex("[a-z][a-z0-9]{0,5}", fullmatch=True), st.none(), st.none()),
)


@st.composite
def answers(draw):
    columns = draw(st.lists(st.from_regex("[a-z][a-z_]{0,8}", fullmatch=True), min_size=1, max_size=4, unique=True))
    rows = draw(st.lists(st.tuples(*[TERMS] * len(columns)), max_size=5))
    return Rows(tuple(columns), tuple(rows))


def plain(term):
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "bnode" else term.value


@given(answers())
def test_csv_read_back_holds_the_same_values(rows):
    text = "\n".join(lines(rows, "csv")) + "\n"
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [list(rows.columns), *([plain(term) for term in row] for row in rows.rows)]


@given(answers())
def test_json_read_back_holds_the_same_terms(rows):
    read = json.loads("\n".join(lines(rows, "json")))
    assert read["head"]["vars"] == list(rows.columns)
    back = tuple(tuple(term_of(binding.get(c)) for c in rows.columns) for binding in read["results"]["bindings"])
    assert back == rows.rows


def term_of(value):
    return value and Term(value["type"], value["value"], value.get("datatype"), value.get("xml:lang"))


@given(answers())
def test_pyoxigraph_reads_our_tsv_and_json_as_the_same_answer(rows):
    import pyoxigraph as ox

    def read(form, format_):
        solutions = ox.parse_query_results("\n".join(lines(rows, form)).encode() + b"\n", format=format_)
        return [[None if value is None else str(value) for value in row] for row in solutions]

    # A strict reader takes no IRI with blanks, and no line of TSV without any value.
    iris = [term.value for row in rows.rows for term in row if term and term.kind == "uri"]
    if all(map(any, rows.rows)) and all(re.fullmatch(r"[a-zA-Z0-9:/.]+", iri) for iri in iris):
        assert read("tsv", ox.QueryResultsFormat.TSV) == read("json", ox.QueryResultsFormat.JSON)


@given(answers(), st.integers(20, 200))
def test_no_line_of_a_table_is_wider_than_asked(rows, width):
    from cablegraph.report.tables import _breadth

    for line in lines(rows, "table", width):
        assert _breadth(line) <= max(width, 30)


def test_tsv_writes_terms_as_turtle_does():
    row = (Term("uri", "https://x.example/a"), Term("literal", 'a\t"b"\n', None, "en"), None, Term("bnode", "b0"))
    answer = Rows(("a", "b", "c", "d"), (row,))
    assert list(lines(answer, "tsv")) == ["?a\t?b\t?c\t?d", '<https://x.example/a>\t"a\\t\\"b\\"\\n"@en\t\t_:b0']
    number = Rows(("n",), ((Term("literal", "4", PREFIXES["xsd"] + "integer"),),))
    assert list(lines(number, "tsv"))[1] == f'"4"^^<{PREFIXES["xsd"]}integer>'


def test_csv_quotes_what_would_break_a_line():
    answer = Rows(("a", "b"), ((Term("literal", 'say "yes", no'), Term("literal", "two\nlines")), (None, None)))
    assert list(lines(answer, "csv")) == ["a,b", '"say ""yes"", no","two\nlines"', ","]


def test_a_table_is_aligned_and_shortens_iris_to_prefixed_names():
    answer = Rows(
        ("who", "agent"),
        (
            (Term("literal", "Mao Zedong"), Term("uri", PREFIXES["id"] + "agent/mao-zedong")),
            (None, Term("uri", "https://x.example/?q")),
        ),
    )
    assert list(lines(answer, "table")) == [
        "who         agent",
        "----------  --------------------",
        "Mao Zedong  id:agent/mao-zedong",
        "            https://x.example/?q",
    ]


def test_long_cells_are_wrapped_and_nothing_is_lost():
    sentence = "We urgently ask your instructions for future actions"
    table = list(lines(Rows(("n", "words"), ((Term("literal", "1"), Term("literal", sentence)),)), "table", 30))
    assert table[2:] == ["1  We urgently ask your", "   instructions for future", "   actions"]


def test_chinese_characters_take_two_places():
    answer = Rows(("a", "b"), ((Term("literal", "李克农"), Term("literal", "x")),))
    assert list(lines(answer, "table")) == ["a       b", "------  -", "李克农  x"]


def test_too_many_columns_become_a_block_a_row():
    cell = Term("literal", "a word or two")
    table = list(lines(Rows(("first", "second", "third"), ((cell, None, cell), (cell, cell, cell))), "table", 30))
    assert table == [
        "first   a word or two",
        "third   a word or two",
        "",
        "first   a word or two",
        "second  a word or two",
        "third   a word or two",
    ]


def test_no_rows_is_said_in_words_to_people_and_in_data_to_programs():
    empty = Rows(("a",), ())
    assert list(lines(empty, "table")) == [NO_ROWS]
    assert list(lines(empty, "csv")) == ["a"]
    assert list(lines(empty, "tsv")) == ["?a"]
    assert json.loads("".join(lines(empty, "json"))) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}


def test_an_unknown_form_gives_the_nearest():
    assert FORMS == ("table", "csv", "tsv", "json")
    with pytest.raises(QueryError, match='Did you mean "json"'):
        lines(Rows(("a",), ()), "jsn")
