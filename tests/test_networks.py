from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph import networks, queries, questions
from cablegraph.errors import InputError
from cablegraph.networks import STATUSES, Tie, build, days, describe, from_rows, measure, measures
from cablegraph.store.terms import Term

AGENT = "https://w3id.org/cablegraph/id/agent/"


def tie(source="a", target="b", kind="sent", status="stated", message="m1", date="1951-08-13", **more):
    ends = {"source": source and AGENT + source, "target": target and AGENT + target}
    return Tie(**ends, kind=kind, status=status, message=message, date=date, **more)


def edge(graph, source="a", target="b", kind="sent"):
    return graph.edges[AGENT + source, AGENT + target, kind]


def test_there_is_one_edge_for_each_kind_of_tie_between_two_nodes_and_its_weight_counts_messages():
    graph = build([tie(), tie(message="m2"), tie(message="m2"), tie(kind="copied"), tie("b", "a")])
    assert sorted(kind for _, _, kind in graph.edges(keys=True)) == ["copied", "sent", "sent"]
    assert edge(graph)["weight"] == 2
    assert edge(graph)["messages"] == "m1 m2"
    assert edge(graph, kind="copied")["weight"] == 1


def test_by_default_inferred_and_disputed_ties_are_left_out_and_counted():
    graph = build([tie(), tie(target="c", status="inferred"), tie(target="d", status="disputed")])
    assert list(graph) == [AGENT + "a", AGENT + "b"]
    assert graph.graph["left_out"] == "1 disputed, 1 inferred"
    assert describe(graph) == (
        "2 nodes and 1 tie of 1951-08-13, drawn from stated and editorial statements. Left out: 1 disputed, 1 inferred."
    )


def test_a_tie_that_is_drawn_on_a_better_word_does_not_count_as_left_out():
    assert "left_out" not in build([tie(), tie(status="inferred")]).graph


def test_ties_that_are_asked_for_are_marked_by_their_status():
    graph = build([tie(status="inferred"), tie(target="c", status="editorial")], statuses=STATUSES)
    assert edge(graph)["status"] == "inferred"
    assert edge(graph, target="c")["status"] == "editorial"


def test_each_message_counts_once_for_the_strongest_word_on_it_and_the_edge_has_the_strongest_of_all():
    ties = [tie(status="inferred"), tie(status="editorial"), tie(message="m2", status="inferred")]
    facts = edge(build(ties, statuses=STATUSES))
    assert facts["status"] == "editorial"
    assert [facts[status] for status in STATUSES] == [0, 1, 1, 0]


def test_a_tie_with_one_end_unknown_is_no_edge_but_is_counted():
    graph = build([tie(target=None)])
    assert describe(graph) == (
        "The network is empty: no tie with both ends known is stated or editorial. Left out: 1 with one end unknown."
    )


def test_an_edge_knows_its_first_and_last_date_as_they_are_written():
    dated = [tie(date=date, message=date) for date in ("1951-08-12T04:00", "1950", "1951-08-12", "1951-09")]
    facts = edge(build([*dated, tie(date=None)]))
    assert (facts["first"], facts["last"]) == ("1950", "1951-09")


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1951-08-12T04:00", ("1951-08-12", "1951-08-12")),
        ("[1951-08-10,1951-08-11]", ("1951-08-10", "1951-08-11")),
        ("1951-08~", ("1951-08", "1951-08")),
        ("195X", ("1950", "1959")),
        ("../1951", ("0000", "1951")),
        ("1951-08/..", ("1951-08", "9999")),
        ("[..1951-08-10]", ("0000", "1951-08-10")),
        ("unknown", None),
        (None, None),
    ],
)
def test_an_edtf_date_has_a_first_and_a_last_day(edtf, expected):
    assert days(edtf) == expected


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("1951-08", None, ["1951-08-31", "1951-09-01", "1951"]),
        (None, "1951-08", ["1951-07-31", "1951-08-31", "1951"]),
        ("1951-08", "1951-08", ["1951-08-31", "1951"]),
        ("1952", None, []),
    ],
)
def test_a_tie_is_kept_where_its_date_may_lie_in_the_time_asked_for(since, until, kept):
    dates = ["1951-07-31", "1951-08-31", "1951-09-01", "1951", None]
    graph = build([tie(date=date, message=f"m{date}") for date in dates], since=since, until=until)
    assert sorted(m for *_, facts in graph.edges(data="messages") for m in facts.split()) == sorted(
        f"m{date}" for date in kept
    )
    assert "1 undated" in graph.graph["left_out"]


def test_the_order_of_the_ties_makes_no_difference():
    ties = [tie(s, t, message=f"m{n}", source_label=f"{s}{n % 2}") for n, (s, t) in enumerate(["ab", "ba", "ac"] * 3)]
    shuffled = ties[:]
    random.Random(3).shuffle(shuffled)
    one, two = build(ties), build(shuffled)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True, keys=True)) == list(two.edges(data=True, keys=True))


@given(st.text())
def test_every_label_becomes_one_line_that_xml_can_hold(label):
    node = build([tie(source_label=label)]).nodes[AGENT + "a"]
    assert "\n" not in node["label"]
    assert node["label"] == node["label"].strip() != ""
    assert all(letter >= " " and letter not in "\ufffe\uffff" for letter in node["label"])


def test_a_node_without_a_name_is_called_by_the_end_of_its_iri():
    assert build([tie()]).nodes[AGENT + "a"]["label"] == "a"


def test_rows_of_an_answer_become_ties_whatever_the_order_of_their_columns():
    columns = ("status", "target", "source", "kind", "somethingElse")
    rows = [(Term("literal", "stated"), "t", "s", Term("literal", "sent"), None)]
    assert list(from_rows(columns, rows)) == [Tie("s", "t", "sent", "stated")]


def test_an_answer_that_lacks_a_column_is_refused_by_name():
    with pytest.raises(InputError, match="no column source, status"):
        list(from_rows(("target", "kind"), []))


def test_an_unknown_status_is_refused_where_it_is_asked_for_and_where_it_is_met():
    with pytest.raises(InputError, match='Did you mean "inferred"'):
        build([], statuses=["infered"])
    with pytest.raises(InputError, match='has the status "guessed"'):
        build([tie(status="guessed")])


def test_measures_tell_who_sends_who_receives_and_who_stands_between():
    graph = build([tie("li", "mao"), *(tie("mao", to, kind="copied", message=n) for to in "sb" for n in ("1", "2"))])
    measure(graph)
    mao = graph.nodes[AGENT + "mao"]
    assert (mao["in_strength"], mao["out_strength"], mao["in_partners"], mao["out_partners"]) == (1, 4, 1, 2)
    assert mao["betweenness"] == round(2 / 6, 6)
    assert graph.nodes[AGENT + "s"]["betweenness"] == 0
    assert graph.nodes[AGENT + "s"]["pagerank"] == graph.nodes[AGENT + "b"]["pagerank"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), min_size=1))
def test_pagerank_solves_the_equation_that_defines_it(pairs):
    import numpy as np

    graph = build([tie(source, target, message=str(n)) for n, (source, target) in enumerate(pairs)])
    measure(graph)
    nodes = list(graph)
    flow = np.zeros((len(nodes), len(nodes)))
    for source, target, facts in graph.edges(data=True):
        flow[nodes.index(target), nodes.index(source)] += facts["weight"]
    total = flow.sum(axis=0)
    flow = np.where(total > 0, flow / np.where(total > 0, total, 1), 1 / len(nodes))
    solved = np.linalg.solve(np.eye(len(nodes)) - 0.85 * flow, np.full(len(nodes), 0.15 / len(nodes)))
    assert [graph.nodes[node]["pagerank"] for node in nodes] == pytest.approx(solved.tolist(), abs=2e-6)


def test_in_a_large_network_betweenness_is_estimated_and_the_network_says_so(monkeypatch):
    graph = build([tie(str(n), str(n + 1)) for n in range(30)])
    measure(graph)
    assert "betweenness" not in graph.graph
    monkeypatch.setattr(measures, "EXACT_STEPS", 600)
    measure(graph)
    assert graph.graph["betweenness"] == "estimated from 20 of 31 nodes"


def test_an_empty_network_can_be_measured():
    graph = build([])
    measure(graph)
    assert graph.number_of_nodes() == graph.number_of_edges() == 0


def test_in_the_seed_only_the_enclosed_telegram_is_sent_on_the_word_of_the_text(store):
    answer = queries.run(store, questions.find("networks/actors"))
    ties = list(from_rows(answer.columns, answer.rows))
    strict = build(ties, statuses=["stated"])
    assert [(strict.nodes[s]["label"], strict.nodes[t]["label"], kind) for s, t, kind in strict.edges(keys=True)] == [
        ("Li Kenong", "Mao Zedong", "sent")
    ]
    usual = build(ties)
    assert usual.edges[AGENT + "mao-zedong", AGENT + "stalin", "sent"]["status"] == "editorial"
    assert not usual.has_edge(AGENT + "mao-zedong", AGENT + "li-kenong")
    everything = build(ties, statuses=STATUSES)
    assert everything.edges[AGENT + "mao-zedong", AGENT + "li-kenong", "sent"]["status"] == "inferred"


@pytest.mark.parametrize("name", ["actors", "forwarding", "references", "proposals"])
def test_every_network_question_gives_a_network_of_the_seed(store, name):
    answer = queries.run(store, questions.find(f"networks/{name}"))
    assert networks.build(from_rows(answer.columns, answer.rows)).number_of_edges() > 0


def test_a_day_of_no_known_year_bounds_nothing_and_one_of_two_days_is_shown_as_both():
    ties = [
        Tie("a", "b", "sent", "stated", message="m1", date="XXXX-10-27"),
        Tie("a", "b", "sent", "stated", message="m2", date="[1949-06-14T02:00,1949-06-15T02:00]"),
        Tie("a", "b", "sent", "stated", message="m3", date="1950-01-02"),
    ]
    facts = build(ties).get_edge_data("a", "b", "sent")
    assert (facts["first"], facts["last"]) == ("1949-06-14/1949-06-15", "1950-01-02")
    assert "between 1949-06-14 and 1950-01-02" in describe(build(ties))
