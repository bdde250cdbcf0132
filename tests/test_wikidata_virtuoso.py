"""The same code against the awkward second: Debian's Virtuoso, where it is installed."""

import pytest
from test_wikidata_questions import FEDERATED, ask
from wikidata_servers import CONTACT, EXTRACT, FOUND_BY_NAME, virtuoso_endpoint, virtuoso_programs

from cablegraph.errors import NetworkError
from cablegraph.report.tables import lines as table_lines
from cablegraph.resources import folder
from cablegraph.wikidata import Cache, Client, Manners, endpoint, sparql


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if not all(virtuoso_programs()):
        pytest.skip("needs Debian's virtuoso-opensource")
    with virtuoso_endpoint(tmp_path_factory.mktemp("virtuoso"), EXTRACT) as address:
        yield address


@pytest.fixture
def client(tmp_path):
    return Client(Cache(tmp_path / "cache"), Manners(contact=CONTACT, sleep=[].append))


@pytest.mark.parametrize(("name", "qids"), FOUND_BY_NAME)
def test_virtuoso_finds_a_name_as_oxigraph_does(name, qids, client, address):
    assert sparql.by_name(client, endpoint("wikidata", sparql=address), name) == qids


@pytest.mark.parametrize("name", FEDERATED)
def test_virtuoso_gives_the_answers_of_the_csv_files(name, store, client, address):
    written = "\n".join(table_lines(ask(store, name, client, address), "csv")) + "\n"
    assert written == (folder("queries") / f"{name}.csv").read_text(encoding="utf-8")


def test_a_year_stays_a_year_there_too(store, client, address):
    rows = ask(store, "wikidata/lived", client, address, item="wd:Q5816").records()
    assert {(row["born"], row["died"]) for row in rows} == {("1893", "1976")}


def test_what_virtuoso_refuses_is_said_in_its_words(client, address):
    with pytest.raises(NetworkError, match="syntax error"):
        sparql.select(client, address, "SELECT nothing")
