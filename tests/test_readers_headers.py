"""The labels of headers and trailers: each fact under each label, separator and order of figures that offices use."""

import pytest

from cablegraph.readers.text import read

BODY = """On 19 January a lunch was given at the Ministry in honour of the departing trade delegation.

He said that the red line would be ready soon. I replied that I did not read maps after lunch.
"""
RECEIVED = "Received: 3 May 1956, 12:30"
MOMENT = "1956-05-03T12:30"


def message_of(*lines, below="PETROV"):
    return read("\n".join(lines) + f"\n\n{BODY}\n{below}\n").messages[0]


@pytest.mark.parametrize(
    "line",
    [
        "RECEIVED: 3 MAY 1956 1230 hours",
        "Time of receipt: 3.V.1956, 12.30",
        "Date and time of receipt: 3rd May, 1956 at 12.30",
        "Arrived: 1230 hours, 3 May 1956",
        "Received - Thursday, 3 May 1956, 12h30",
        "Rec'd: 3.5.1956 hrs 12.30",
    ],
)
def test_a_time_of_reception_is_read_under_any_label(line):
    assert message_of("TELEGRAM No. 1234", line, "To Comrade Sidorov").received.edtf == MOMENT


@pytest.mark.parametrize(
    "line",
    ["Time of dispatch: 3 May 1956, 12:30", "Sent - 3 May 1956, 12:30", "R 031230Z MAY 56", "DTG: 031230Z MAY 56"],
)
def test_a_time_of_dispatch_is_read_under_any_label(line):
    assert message_of("TELEGRAM No. 1234", line, "To Comrade Sidorov").sent.edtf == MOMENT


@pytest.mark.parametrize(
    "line", ["From: Warsaw", "Sent from Warsaw", "F R O M: WARSAW", "Arrived from: Warsaw", "From: Embassy Warsaw"]
)
def test_a_place_is_read_under_any_label(line):
    assert message_of("TELEGRAM No. 1234", line, "To Comrade Sidorov").place.text.lower() == "warsaw"


@pytest.mark.parametrize(
    "lines",
    [
        ["To: Comrade Sidorov, Comrade Kozlov"],
        ["To Sidorov and Kozlov"],
        ["To: 1. Comrade Sidorov", "    2. Comrade Kozlov"],
        ["For: Ambassador Sidorov, Bucharest", "     Ambassador Kozlov, Delhi"],
    ],
)
def test_several_addressees_are_read_without_their_cities(lines):
    found = message_of("TELEGRAM No. 1234", RECEIVED, *lines).addressees
    assert [agent.name for agent in found] == ["Sidorov", "Kozlov"]


def test_an_archive_line_and_a_number_of_the_edition_are_no_facts():
    found = message_of("24", "AVPRF, fond 1, opis 2, delo 3", "TELEGRAM No. 1234", RECEIVED, "To Comrade Sidorov")
    assert ([number.text for number in found.numbers], found.office) == (["1234"], None)


def test_letters_set_apart_are_closed_up_in_a_form():
    assert message_of("C I P H E R  T E L E G R A M No. 12").form.text == "cipher telegram"


@pytest.mark.parametrize("signed", ["signed PETROV", "[signed] Petrov", "Ambassador: Petrov", "Signature: Petrov"])
def test_a_signature_is_read_over_notes_that_fit_no_form(signed):
    found = message_of("TELEGRAM No. 1234", below=f"{signed}\n\nAS - EU - 12")
    assert found.sender.name.lower() == "petrov"


@pytest.mark.parametrize(
    "below",
    ["Distribution:\nKozlov\nOrlov", "c.c.: Kozlov, Orlov", "(Copies to Kozlov, Orlov)", "Copies: Kozlov / Orlov"],
)
def test_copies_below_a_signature_are_no_signature(below):
    found = message_of("TELEGRAM No. 1234", below=f"PETROV\n\n{below}")
    assert (found.sender.name, [copy.name for copy in found.copies]) == ("PETROV", ["Kozlov", "Orlov"])
