from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.times.bounds import interval, latency, local_range, zone

TALKS = ["Asia/Pyongyang", "Asia/Seoul", "Asia/Shanghai", "Europe/Moscow"]


def test_seoul_had_summer_time_in_1951():
    moment = datetime(1951, 8, 12, 4, tzinfo=zone("Asia/Seoul"))
    assert moment.utcoffset() == timedelta(hours=10)


def test_a_time_without_a_zone_lies_between_its_earliest_and_its_latest_clock():
    between = interval("1951-08-12T04:00", TALKS)
    assert between.earliest.utc == datetime(1951, 8, 11, 18, 0, tzinfo=UTC)
    assert between.latest.utc == datetime(1951, 8, 12, 1, 0, tzinfo=UTC)
    assert str(between.earliest) == "Asia/Seoul (UTC+10:00)"
    assert str(between.latest) == "Europe/Moscow (UTC+03:00)"


def test_the_way_to_moscow_took_between_32_h_20_min_and_44_h_20_min():
    sent = interval("1951-08-12T04:00", TALKS)
    received = interval("1951-08-13T17:20", ["Asia/Shanghai", "Europe/Moscow"])
    assert latency(sent, received) == (timedelta(hours=32, minutes=20), timedelta(hours=44, minutes=20))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1951-08-13", datetime(1951, 8, 13), datetime(1951, 8, 13, 23, 59, 59)),
        ("1952-02", datetime(1952, 2, 1), datetime(1952, 2, 29, 23, 59, 59)),
        ("1951-12", datetime(1951, 12, 1), datetime(1951, 12, 31, 23, 59, 59)),
        ("[1951-08-11,1951-08-12]", datetime(1951, 8, 11), datetime(1951, 8, 12, 23, 59, 59)),
        ("1951-08-13T17:20", datetime(1951, 8, 13, 17, 20), datetime(1951, 8, 13, 17, 20)),
        ("[1951-08-11..1951-08-14]", datetime(1951, 8, 11), datetime(1951, 8, 14, 23, 59, 59)),
        ("1951-08/1951-09-01", datetime(1951, 8, 1), datetime(1951, 9, 1, 23, 59, 59)),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_second(edtf, first, last):
    assert local_range(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["XXXX-02-24", "1951-XX-XX", "", "soon", "1951-08-32", "1951-02-30"])
def test_a_date_with_an_open_year_or_no_such_day_has_no_bounds(edtf):
    assert local_range(edtf) is None


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../../etc/passwd", "europe/moscow", "", "Europe"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(KeyError):
        zone(name)


def test_an_hour_that_the_clock_showed_twice_gives_both_moments():
    # London set its clock back from 3:00 to 2:00 on 21 October 1951.
    between = interval("1951-10-21T02:30", ["Europe/London"])
    assert between.latest.utc - between.earliest.utc == timedelta(hours=1)


@given(
    st.datetimes(datetime(1946, 1, 1), datetime(1991, 12, 31)),
    st.lists(st.sampled_from([*TALKS, "America/New_York", "Europe/London"]), min_size=1),
)
def test_more_zones_never_narrow_an_interval(moment, zones):
    edtf = moment.strftime("%Y-%m-%dT%H:%M")
    wide, narrow = interval(edtf, zones), interval(edtf, zones[:1])
    assert wide.earliest.utc <= narrow.earliest.utc <= narrow.latest.utc <= wide.latest.utc
