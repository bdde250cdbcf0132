"""Every question of queries/ is asked of data/ on two engines, and its answer compared with the CSV beside it."""

import csv
import importlib.util
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph import queries, questions
from cablegraph.errors import QueryError
from cablegraph.report.tables import lines as table_lines
from cablegraph.resources import folder
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.store.terms import Term
from cablegraph.vocabulary import Kind

ALL = questions.names()
# Those of wikidata/ need a server, or what `link enrich` brings: tests/test_wikidata_questions.py asks them.
NAMES = tuple(name for name in ALL if not name.startswith("wikidata/"))
NETWORK = [
    *("source", "source_label", "source_kind", "target", "target_label", "target_kind"),
    *("kind", "message", "message_label", "date", "status", "rationale"),
]


@pytest.fixture(scope="module")
def dataset(lines):
    """The graph of data/ in rdflib, an engine that shares no line of code with the embedded one."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="\n".join(lines) + "\n", format="nquads")
    return dataset


def ask(store, name):
    return queries.run(store, questions.find(name))


def words(row):
    """An rdflib row as plain text; that engine writes +00:00 for Z."""
    return tuple("" if value is None else str(value).replace("+00:00", "Z") for value in row)


def test_the_folder_holds_at_least_the_questions_of_the_field():
    assert len(NAMES) >= 35
    for topic in ("actors", "chain", "evidence", "messages", "networks", "proposals", "references", "talks", "times"):
        assert any(name.startswith(f"{topic}/") for name in NAMES), topic


@pytest.mark.parametrize("name", ALL)
def test_a_question_says_what_it_asks_and_works_without_arguments(name):
    question = questions.find(name)
    assert question.summary.endswith(("?", ")")), "a summary is a question"
    assert len(question.summary) <= 150
    for parameter in question.parameters:
        assert parameter.help, f"{parameter.name} needs a help"
        assert parameter.default is not None or parameter.optional, f"{parameter.name} needs a default"


@pytest.mark.parametrize("name", ALL)
def test_a_questions_parameters_are_the_variables_it_leaves_open(name):
    question = questions.find(name)
    body = "\n".join(line for line in question.sparql.splitlines() if not line.startswith("#"))
    for parameter in question.parameters:
        assert re.search(rf"\?{parameter.name}\b", body), f"{parameter.name} is used nowhere"
        filled = queries.fill(question, queries.bind(question, {}))
        rest = "\n".join(line for line in filled.splitlines() if not line.startswith("#"))
        assert parameter.optional or not re.search(rf"\?{parameter.name}\b", rest)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_answered_as_its_csv_says(name, store):
    answer = "\n".join(table_lines(ask(store, name), "csv")) + "\n"
    assert answer == (folder("queries") / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_two_engines_give_the_same_answer(name, store, dataset):
    question = questions.find(name)
    embedded = sorted(tuple(value or "" for value in row) for row in ask(store, name).values())
    other = dataset.query(queries.fill(question, queries.bind(question, {})))
    assert sorted(map(words, other)) == embedded


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_has_every_row_once_and_names_no_column_twice(name, store):
    answer = ask(store, name)
    assert len(set(answer.rows)) == len(answer.rows)
    assert len(set(answer.columns)) == len(answer.columns)


def test_every_csv_belongs_to_a_question():
    root = folder("queries")
    answers = {path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.csv")}
    assert answers == set(ALL)


def test_the_index_is_fresh():
    spec = importlib.util.spec_from_file_location("make_index", folder("queries") / "make_index.py")
    make_index = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_index)
    assert make_index.main(["--check"]) == 0


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("networks/")])
def test_a_network_has_the_columns_that_exports_take(name, store):
    answer = ask(store, name)
    more = ["reported_by"] if name == "networks/proposals" else []
    assert list(answer.columns) == NETWORK + more
    for row in answer.records():
        assert row["status"] in {"stated", "editorial", "inferred", "disputed"}
        assert all(row[column] for column in ("source", "source_label", "target", "target_label", "kind", "message"))
        assert row["status"] == "stated" or row["rationale"]


def test_a_tie_takes_the_best_of_rival_bases_and_the_weakest_of_its_statements(store):
    ties = {(row["kind"], row["target_label"]): row["status"] for row in ask(store, "networks/actors").records()}
    # Who sent 22834 is editorial on one basis and inferred on another; that copies went to Molotov is stated.
    assert ties["copied", "Vyacheslav Molotov"] == "editorial"
    assert ties["sent", "Mao Zedong"] == "stated"
    assert ties["forwarded", "Joseph Stalin"] == "editorial"


def test_disputed_ties_are_in_the_network_and_marked(store):
    mentions = ask(store, "networks/references").records()
    assert [row["kind"] for row in mentions if row["status"] == "disputed"] == ["invokesOrders"]


@pytest.mark.parametrize(
    ("wrong", "nearest"), [("chain/hopps", '"chain/hops"'), ("message/sender", '"messages/sender"')]
)
def test_an_unknown_question_gives_the_nearest(wrong, nearest):
    with pytest.raises(QueryError, match=nearest):
        questions.find(wrong)


def test_the_last_part_of_a_name_is_enough_where_only_one_question_has_it():
    assert questions.find("hops").name == "chain/hops"


def test_an_unknown_parameter_gives_the_nearest():
    with pytest.raises(QueryError, match='Did you mean "message"'):
        queries.bind(questions.find("messages/sender"), {"mesage": "22834"})


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_thing_is_answered_with_no_more_than_a_known_one(name, store):
    """A value that names nothing must empty the answer: the query is anchored at its parameters."""
    question = questions.find(name)
    given = {p.name: "id:nothing/at-all" if p.kind == "iri" else "nothing-at-all" for p in question.parameters}
    if given:
        assert store.ask(queries.fill(question, queries.bind(question, given))).rows == ()
        if any(parameter.kind in {*Kind} for parameter in question.parameters):
            with pytest.raises(QueryError, match="The graph knows no"):
                queries.run(store, question, given)


@pytest.fixture(scope="module")
def echo(tmp_path_factory):
    path = tmp_path_factory.mktemp("queries") / "echo.rq"
    path.write_text(
        "#+ summary: What was given?\n#+ parameters:\n#+   given: {kind: string, help: anything}\n"
        "SELECT ?back WHERE { BIND(?given AS ?back) }\n",
        encoding="utf-8",
    )
    return questions.load(path, "echo")


@given(value=st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_whatever_is_given_comes_back_as_one_value(echo, value):
    answer = queries.run(EmbeddedStore.in_memory(), echo, {"given": value})
    assert answer.rows == ((Term("literal", value),),)


@pytest.mark.parametrize("value", ['" } DROP ALL #', "\\", '"""', "'''", "}} UNION {{", "?back", "<x>", "\n#"])
def test_a_value_with_quotes_and_braces_stays_a_value(echo, value, dataset):
    assert [str(row[0]) for row in dataset.query(queries.fill(echo, queries.bind(echo, {"given": value})))] == [value]


def test_an_iri_cannot_end_before_its_end(store):
    question = questions.find("evidence/statements")
    assert queries.run(store, question, {"node": "https://x.example/> } UNION { ?claim cg:subject ?o } #"}).rows == ()


def test_answers_can_be_read_back_by_pythons_csv_reader(store):
    answer = ask(store, "evidence/statements")
    read = list(csv.reader(table_lines(answer, "csv")))
    assert read == [list(answer.columns), *([value or "" for value in row] for row in answer.values())]
