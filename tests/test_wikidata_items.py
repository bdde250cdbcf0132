"""What Wikibase's JSON says, read no more precisely and no more surely than it is said."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wikidata_servers import CONTACT, serving

from cablegraph.wikidata import Cache, Client, Manners, dates, endpoint, items, search

GREGORIAN, JULIAN = (f"http://www.wikidata.org/entity/{qid}" for qid in ("Q1985727", "Q1985786"))


def time(written, precision=11, calendar=GREGORIAN):
    return {"time": written, "precision": precision, "calendarmodel": calendar}


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        (time("+1878-12-18T00:00:00Z"), "1878-12-18"),
        (time("+1878-12-06T00:00:00Z", calendar=JULIAN), "1878-12-18"),
        (time("+1900-02-28T00:00:00Z", calendar=JULIAN), "1900-03-12"),
        (time("+1900-03-01T00:00:00Z", calendar=JULIAN), "1900-03-14"),
        (time("+1582-10-05T00:00:00Z", calendar=JULIAN), "1582-10-15"),
        (time("+1951-08-00T00:00:00Z", 10), "1951-08"),
        (time("+1951-13-00T00:00:00Z", 10), None),
        (time("+1893-02-00T00:00:00Z", 10, JULIAN), "1893"),  # from 13 February to 12 March
        (time("+1893-12-00T00:00:00Z", 10, JULIAN), None),  # ends in 1894
        (time("+1893-00-00T00:00:00Z", 9), "1893"),
        (time("+1893-01-01T00:00:00Z", 9), "1893"),
        (time("+1890-01-01T00:00:00Z", 8), "189X"),
        (time("+1900-01-01T00:00:00Z", 7), None),
        (time("+1951-00-00T00:00:00Z", 11), None),
        (time("-0044-03-15T00:00:00Z"), None),
        (time("+0476-09-04T00:00:00Z"), None),
        ({}, None),
        ({"time": 7}, None),
    ],
)
def test_a_date_is_as_precise_as_wikidata_says(value, edtf):
    assert dates.edtf(value) == edtf


@given(st.dates(date(1582, 10, 15), date(2400, 1, 1)))
def test_julian_days_follow_each_other_in_the_gregorian_calendar(day):
    # 29 February of a Julian leap year that is none in the Gregorian calendar is no date of Python's.
    following = day + timedelta(1)
    if (day.month, day.day) == (2, 28) and day.year % 100 == 0 and day.year % 400:
        return
    one, other = (dates.edtf(time(f"+{one.isoformat()}T00:00:00Z", calendar=JULIAN)) for one in (day, following))
    assert date.fromisoformat(other) - date.fromisoformat(one) == timedelta(1)


@given(st.dates(date(1000, 1, 1)))
def test_gregorian_days_stay_as_they_are(day):
    assert dates.edtf(time(f"+{day.isoformat()}T00:00:00Z")) == day.isoformat()


def claim(value, rank="normal", kind="value", **qualifiers):
    snak = {"snaktype": kind, "datavalue": {"value": value}} if kind == "value" else {"snaktype": kind}
    told = {name: [{"snaktype": "value", "datavalue": {"value": one}}] for name, one in qualifiers.items()}
    return {"id": "Q900000001$abc", "rank": rank, "mainsnak": snak, "qualifiers": told}


def fetched(tmp_path, claims=None, **more):
    entity = {"id": "Q900000001", "lastrevid": 3, "labels": {}, "claims": claims or {}, **more}

    def script(handler):
        handler.give(body=json.dumps({"entities": {"Q900000001": entity}}).encode())

    with serving(script) as server:
        client = Client(Cache(tmp_path), Manners(contact=CONTACT))
        return items.fetch(client, endpoint(api=server.url), ["Q900000001"])


def item(tmp_path, claims):
    return fetched(tmp_path, claims)["Q900000001"]


def test_several_dates_of_birth_are_a_set_and_none_is_chosen(tmp_path):
    claims = {"P569": [claim(time("+1879-12-21T00:00:00Z")), claim(time("+1878-12-18T00:00:00Z"))]}
    assert item(tmp_path, claims).born == "[1878-12-18,1879-12-21]"


def test_the_preferred_date_goes_before_and_the_deprecated_one_is_left_out(tmp_path):
    claims = {
        "P569": [claim(time("+1879-12-21T00:00:00Z")), claim(time("+1878-12-18T00:00:00Z"), "preferred")],
        "P570": [claim(time("+1950-01-01T00:00:00Z"), "deprecated")],
    }
    found = item(tmp_path, claims)
    assert (found.born, found.died) == ("1878-12-18", None)


def test_a_date_that_is_about_right_stays_open(tmp_path):
    about = claim(time("+1878-12-18T00:00:00Z"), P1480={"id": "Q900000400"})
    assert item(tmp_path, {"P569": [about]}).born is None
    assert item(tmp_path / "two", {"P569": [claim(time("+1879-00-00T00:00:00Z", 9)), about]}).born is None


@pytest.mark.parametrize("kind", ["somevalue", "novalue"])
def test_a_value_that_is_unknown_or_none_is_not_known(kind, tmp_path):
    found = item(
        tmp_path, {"P569": [claim(None, kind=kind)], "P39": [claim(None, kind=kind)], "P31": [claim(None, kind=kind)]}
    )
    assert (found.born, found.offices, found.kinds) == (None, (), ())


def test_an_office_without_dates_has_none(tmp_path):
    (office,) = item(tmp_path, {"P39": [claim({"id": "Q900000101"})]}).offices
    assert (office.starts, office.ends, office.statement) == (None, None, "Q900000001$abc")


def test_what_is_no_item_id_is_left_out(tmp_path):
    claims = {"P31": [claim({"id": 'Q1> <x:y> "'}), claim({"id": "P31"}), claim({"id": 7})]}
    assert item(tmp_path, claims).kinds == ()


def test_an_item_that_does_not_exist_is_left_out(tmp_path):
    assert fetched(tmp_path, missing="") == {}


def test_a_merged_item_is_given_under_both_ids_as_the_other(tmp_path):
    found = fetched(tmp_path, id="Q900000002", redirects={"from": "Q900000001", "to": "Q900000002"})
    assert {qid: one.qid for qid, one in found.items()} == {"Q900000001": "Q900000002", "Q900000002": "Q900000002"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"entities": []},
        {"entities": {"Q900000001": 7}},
        {
            "entities": {
                "Q900000001": {"id": "Q900000001", "labels": [], "aliases": [], "claims": [], "descriptions": []}
            }
        },
        {
            "entities": {
                "Q900000001": {"id": "Q900000001", "labels": {"en": 7}, "aliases": {"en": 7}, "claims": {"P31": 7}}
            }
        },
        {"entities": {"Q900000001": {"id": "Q900000001", "claims": {"P31": [7, {"rank": "normal", "mainsnak": 7}]}}}},
        {"entities": {"Q900000001": {"id": "Q900000001", "claims": {"P625": [claim({"latitude": "x"})]}}}},
    ],
)
def test_json_of_another_shape_gives_less_but_no_crash(body, tmp_path):
    with serving(lambda handler: handler.give(body=json.dumps(body).encode())) as server:
        client = Client(Cache(tmp_path), Manners(contact=CONTACT))
        found = items.fetch(client, endpoint(api=server.url), ["Q900000001"])
    assert all(not one.kinds and not one.labels for one in found.values())


@pytest.mark.parametrize("body", [{}, {"search": 7}, {"search": [7, {}, {"id": "L1"}, {"id": "Q1 x"}]}])
def test_a_search_of_another_shape_finds_nothing(body, tmp_path):
    with serving(lambda handler: handler.give(body=json.dumps(body).encode())) as server:
        client = Client(Cache(tmp_path), Manners(contact=CONTACT))
        assert search.search(client, endpoint(api=server.url), "x", "en") == ()


def test_a_search_sends_the_documented_parameters(tmp_path):
    with serving(lambda handler: handler.give(body=b'{"search": []}')) as server:
        client = Client(Cache(tmp_path), Manners(contact=CONTACT))
        search.search(client, endpoint(api=server.url), "Ли Кэ-нун & co", "ru")
    ((path, _),) = server.seen
    for part in ("action=wbsearchentities", "format=json", "maxlag=5", "language=ru", "type=item", "limit=10"):
        assert part in path
    assert "%26+co" in path
