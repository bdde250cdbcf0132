"""Ties -> a networkx graph that says of itself what it was drawn from."""

from __future__ import annotations

from collections import Counter, defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from cablegraph.errors import InputError, did_you_mean
from cablegraph.networks.ties import OFFICES, STATUSES, days, distinct, one_line, reason_against

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import networkx as nx

    from cablegraph.networks.ties import Tie

Network: TypeAlias = "nx.MultiDiGraph[str]"
Edge: TypeAlias = tuple[str, str, str]  # source, target, kind

DRAWN = ("stated", "editorial")


def build(
    ties: Iterable[Tie],
    *,
    statuses: Collection[str] = DRAWN,
    since: str | None = None,
    until: str | None = None,
    name: str = "",
) -> Network:
    """Return the network of the ties that have one of the statuses and may lie between the two dates, both included.

    *since* and *until* are a year, a month or a day (`1951-08`). A tie without a date is left out where they are given;
    one without both ends is left out always. What is left out is counted under `left_out` in the graph's own facts.
    The order of the ties makes no difference. Raise `InputError` for a status that does not exist.
    """
    import networkx as nx

    for status in statuses:
        if status not in STATUSES:
            raise InputError(f'There is no status "{status}".', did_you_mean(status, STATUSES))
    edges: dict[Edge, list[Tie]] = defaultdict(list)
    left_out: list[tuple[str, Edge, Tie]] = []
    for tie in ties:
        reason = reason_against(tie, statuses, since, until)
        edge = one_line(tie.source), one_line(tie.target), one_line(tie.kind)
        if reason:
            left_out.append((reason, edge, tie))
        else:
            edges[edge].append(tie)
    graph: Network = nx.MultiDiGraph()
    graph.graph.update(_facts(name, statuses, since, until))
    graph.graph.update(_left_out(edges, left_out))
    graph.add_nodes_from(_nodes(edges))
    for source, target, kind in sorted(edges):
        graph.add_edge(source, target, kind, **_edge(kind, edges[source, target, kind]))
    return graph


def _facts(name: str, statuses: Collection[str], since: str | None, until: str | None) -> dict[str, str]:
    facts = {
        "name": one_line(name),
        "statuses": " ".join(status for status in STATUSES if status in statuses),
        "since": since or "",
        "until": until or "",
    }
    return {key: value for key, value in facts.items() if value}


def _left_out(edges: dict[Edge, list[Tie]], left_out: list[tuple[str, Edge, Tie]]) -> dict[str, str]:
    """Count, for each reason, the messages that an edge lacks; what is drawn on another's word is not left out."""
    touched = {edge for _, edge, _ in left_out}
    drawn = {(edge, tie.message) for edge in touched for tie in edges.get(edge, ())}
    lacking = {(reason, edge, tie.message) for reason, edge, tie in left_out if (edge, tie.message) not in drawn}
    counts = Counter(reason for reason, _, _ in lacking)
    return {"left_out": ", ".join(f"{counts[reason]} {reason}" for reason in sorted(counts))} if counts else {}


def _nodes(edges: dict[Edge, list[Tie]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the nodes, sorted; where rows name one differently, the name that comes first in the alphabet stays."""
    labels: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for (source, target, _), ties in edges.items():
        for tie in ties:
            labels[source].add(one_line(tie.source_label))
            labels[target].add(one_line(tie.target_label))
            kinds[source].add(one_line(tie.source_kind))
            kinds[target].add(one_line(tie.target_kind))
    for node in sorted(labels):
        label = min(labels[node] - {""}, default="") or node.rstrip("/#").rpartition("/")[2] or node
        kind = min(kinds[node] - {""}, default="")
        yield node, {"label": label, **({"kind": kind} if kind else {})}


def _edge(kind: str, ties: list[Tie]) -> dict[str, str | int]:
    """Return what an edge says: its weight, how many of its messages stand on which word, its dates, its messages.

    A message that several rows tell counts once, for the strongest of their words; the edge's own status is the
    strongest of its messages'.
    """
    ranks: dict[str, int] = {}
    for tie in ties:
        message, rank = one_line(tie.message), STATUSES.index(tie.status or "")
        ranks[message] = min(rank, ranks.get(message, rank))
    counts = Counter(ranks.values())
    return {
        "kind": kind,
        "weight": len(ranks),
        "status": STATUSES[min(counts)],
        **{status: counts[rank] for rank, status in enumerate(STATUSES)},
        **{key: text for key, text in _words(ties).items() if text},
    }


def _words(ties: list[Tie]) -> dict[str, str]:
    """Return the first and last date, and what the ties say in words: messages by date, the rest by the alphabet."""
    dates = [(*span, _shown(span, tie.date)) for tie in ties if (span := days(tie.date)) and _has_year(span)]
    messages = sorted({(*(days(tie.date) or ("~", "")), tie.message or "", tie.message_label or "") for tie in ties})
    return {
        "first": min(dates)[2] if dates else "",
        "last": max(dates, key=lambda date: date[1:])[2] if dates else "",
        "messages": " ".join(distinct(message for _, _, message, _ in messages)),
        "labels": "; ".join(distinct(label for _, _, _, label in messages)),
        "rationale": " ".join(sorted(distinct(tie.rationale for tie in ties))),
        "reported_by": "; ".join(sorted(distinct(tie.reported_by for tie in ties))),
        **{name: "; ".join(sorted(distinct(getattr(tie, name) for tie in ties))) for name in OFFICES},
    }


def _has_year(span: tuple[str, str]) -> bool:
    """Say whether a span of days lies in known years: the 27th of October of any year bounds nothing."""
    return span[0][:4] != "0000" and span[1][:4] != "9999"


def _shown(span: tuple[str, str], date: str | None) -> str:
    """Return a date as it is written, one of several days as the first and the last of them."""
    written = one_line(date)
    return "/".join(span) if written.startswith(("[", "{")) else written


def describe(graph: Network) -> str:
    """Say in one or two sentences how large a network is, what it was drawn from and what was left out."""
    words = graph.graph.get("statuses", "").split()
    left_out = graph.graph.get("left_out", "")
    rest = f" Left out: {left_out}." if left_out else ""
    if not graph.number_of_edges():
        return f"The network is empty: no tie with both ends known is {_listed(words, 'or')}.{rest}"
    size = f"{_counted(graph.number_of_nodes(), 'node')} and {_counted(graph.number_of_edges(), 'tie')}"
    return f"{size}{_period(graph)}, drawn from {_listed(words)} statements.{rest}"


def _period(graph: Network) -> str:
    """Say in which days the ties lie, as far as they have dates."""
    facts = [facts for _, _, facts in graph.edges(data=True) if "first" in facts]
    spans = [span for fact in facts for span in (days(fact["first"]), days(fact["last"])) if span]
    first, last = min((span[0] for span in spans), default=""), max((span[1] for span in spans), default="")
    return (f" of {first}" if first == last else f" between {first} and {last}") if first else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _listed(words: list[str], joint: str = "and") -> str:
    return f" {joint} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def as_gexf(graph: Network) -> bytes:
    """Return the graph as networkx writes GEXF 1.2draft."""
    import networkx as nx

    stream = BytesIO()
    nx.write_gexf(graph, stream)
    return stream.getvalue()


def as_graphml(graph: Network) -> bytes:
    """Return the graph as networkx writes GraphML, by the writer that gives the same bytes with lxml and without."""
    import networkx as nx

    stream = BytesIO()
    nx.write_graphml_xml(graph, stream)
    return stream.getvalue()
