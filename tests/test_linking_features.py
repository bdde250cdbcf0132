"""Each piece of evidence by itself: what speaks for an item, what against, and what settles nothing."""

from decimal import Decimal

import pytest

from cablegraph.linking import features, lifetimes
from cablegraph.model.link import Held, Item, Subject

SUBJECT = Subject(
    "id:agent/envoy",
    "person",
    ("Qiao Guanhua",),
    designations=("ENVOY (codeName, editorial)",),
    offices=("Invented Minister",),
    first="1951-08-11",
    last="1951-08-13",
)


def verdicts(item, subject=SUBJECT, near=()):
    weighed = features.weigh(subject, item, near)
    return {feature.name: feature.verdict for feature in weighed.features}


def item(**facts):
    return Item("Q900000001", **{"labels": {"en": "Qiao Guanhua"}, **facts})


def test_the_weights_add_up_to_one():
    assert sum(features.WEIGHTS.values()) == 1


def test_of_whom_only_the_name_is_known_only_the_name_speaks():
    weighed = features.weigh(SUBJECT, item(), ())
    assert weighed.score == features.WEIGHTS["name"]
    assert [one.name for one in weighed.features if one.verdict != "unknown"] == ["name"]


@pytest.mark.parametrize("name", ["乔冠华", "Цяо Гуаньхуа", "Ch'iao Kuan-hua"])
def test_a_name_counts_in_any_script_and_romanisation(name):
    assert verdicts(item(labels={"xx": name}))["name"] == "for"


@pytest.mark.parametrize("name", ["Qiao Guanyu", "Xie Fang"])
def test_another_name_does_not_count(name):
    assert verdicts(item(labels={"en": name}))["name"] != "for"


def test_a_life_around_the_messages_speaks_for_and_one_that_was_over_against():
    assert verdicts(item(born="1913", died="1983"))["lifetime"] == "for"
    assert verdicts(item(born="1913"))["lifetime"] == "unknown"
    assert verdicts(item(born="1880", died="1924-01-21"))["lifetime"] == "against"
    assert verdicts(item(born="1913", died="1951"))["lifetime"] == "unknown"


@pytest.mark.parametrize("born", ["1960?", "1960~", "1960%", "1960/1961"])
def test_a_doubtful_date_rules_nobody_out(born):
    assert lifetimes.impossible(SUBJECT, item(born="1960")) is not None
    assert lifetimes.impossible(SUBJECT, item(born=born)) is None


def test_the_dead_can_be_named_but_send_nothing():
    dead = item(died="1924-01-21")
    assert lifetimes.impossible(SUBJECT, dead) is None
    acting = Subject("id:agent/envoy", "person", ("X",), first="1951", acted="1951-08-13")
    assert "died 1924-01-21" in (lifetimes.impossible(acting, dead) or "")


@pytest.mark.parametrize(
    ("starts", "ends", "label", "verdict"),
    [
        ("1949-10", "1952", "invented minister", "for"),
        ("1949-10", "1952", "another office", "unknown"),
        ("1949-10", None, "invented minister", "unknown"),
        ("1951", "1952", "invented minister", "unknown"),
        ("1952-01", "1953", "invented minister", "unknown"),
    ],
)
def test_an_office_counts_only_where_its_days_surely_enclose_the_message(starts, ends, label, verdict):
    held = Held("Q900000101", "Q900000001$a", label, starts, ends)
    assert verdicts(item(offices=(held,)))["office"] == verdict


def test_a_code_name_counts_only_where_the_graph_has_it():
    assert verdicts(item(aliases={"en": ("Envoy",)}))["code name"] == "for"
    assert verdicts(item(aliases={"en": ("Filippov",)}))["code name"] == "unknown"


def test_those_named_beside_him_speak_for_him_but_he_not_for_himself():
    held = Held("Q900000101", "Q900000001$a", "invented minister")
    him = item(offices=(held,), countries=("Q900000301",))
    other = Item("Q900000002", labels={"en": "Other"}, offices=(held,), countries=("Q900000301",))
    found = verdicts(him, near=(other,))
    assert (found["beside"], found["country"]) == ("for", "for")
    alone = verdicts(him, near=(him,))
    assert (alone["beside"], alone["country"]) == ("unknown", "unknown")


def test_a_country_is_told_by_its_label_where_that_is_known():
    def said(him, near=()):
        return {one.name: one.why for one in features.weigh(SUBJECT, him, near).features}["country"]

    named = item(countries=("Q900000301", "Q900000302"), country_labels={"Q900000301": "invented country"})
    other = Item("Q900000002", labels={"en": "Other"}, countries=("Q900000301",))
    assert said(named) == "invented country, Q900000302"
    assert said(named, near=(other,)) == "invented country, as Other, who is named beside him"
    assert said(item(countries=("Q900000301",)), near=(other,)) == "Q900000301, as Other, who is named beside him"


def test_of_a_place_nothing_about_people_is_asked():
    place = Subject("id:place/beijing", "place", ("Peking",))
    found = features.weigh(place, Item("Q956", labels={"en": "Beijing"}), ())
    assert [one.name for one in found.features] == ["name", "description"]
    assert found.score == Decimal("0.40")
