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


INTERCEPT = "FR Havana: Embassy 3 May 62 1410\nTO Sofia: The Ministry Priority\nMsg Nr: 71\n\n"


def test_the_translators_title_over_an_intercept_gives_no_facts():
    message = read(f"MINISTER TO VISIT OSLO ON 9 MAY\nFOR TALKS\n\n{INTERCEPT}The visit begins on Monday.\n").messages[
        0
    ]
    assert [agent.name for agent in message.addressees] == ["Ministry"]
    assert (message.place.text, message.destination.text) == ("Havana", "Sofia")
    assert message.sent.edtf == "1962-05-03T14:10"


def test_what_a_form_prints_on_every_page_parts_no_message_and_signs_none():
    foot = (
        "GROUP 1 SECRET PAGE 1 of 2 PAGE(S)\nEXCLUDED FROM AUTOMATIC\nDOWNGRADING AND DECLASSIFICATION\nSECRET SABRE\n"
    )
    reading = read(f"{INTERCEPT}The visit begins on Monday and\n\n{foot}\nends on Friday.\n\nPETROV\n\n{foot}")
    assert reading.messages[0].sender.name == "PETROV"
    assert reading.messages[0].sender.gloss == "Embassy"
    assert reading.problems == ()


def test_a_name_that_ends_the_last_sentence_signs_nothing():
    reading = read(f"{INTERCEPT}Please report whether anybody has been named to receive President\nJOHN F. SMITH.\n")
    assert reading.messages[0].sender.name == "Embassy"


def test_a_body_in_capitals_gives_no_addressees():
    head = "R 131015Z MAR 74\nFM AMEMBASSY SOFIA\nTO SECSTATE WASHDC\n\nUNCLAS SOFIA 0412\n\n"
    body = (
        "THE MINISTER SAID THAT HE WOULD GO THERE BEFORE THE END OF\n"
        "THE MONTH AND THAT HE HAD BEEN ASKED BY ALL THE MEMBERS OF\n"
        "THE COMMITTEE, WHO WERE OF ONE MIND IN THIS, TO SEE WITH HIS\n"
        "TO GO TO GREAT LENGTHS IN ORDER TO SPEAK TO THOSE WHO LIVE\n"
    )
    message = read(f"{head}{body}ROSSITER\n").messages[0]
    assert [agent.name for agent in message.addressees] == ["SECSTATE WASHDC"]
    assert (message.sender.name, message.place.text) == ("ROSSITER", "SOFIA")


@pytest.mark.parametrize("line", ["SECRET" + " " * 230 + "x", "INFO " + "A/" * 90 + "!1", "ACTION: " + "A" * 90 + "1!"])
def test_a_line_that_nearly_fits_a_cables_form_is_given_up_soon(line):
    message = read(f"PAGE 1\n{line}\nPAGE 2\n{line}\n").messages[0]
    assert (message.addressees, message.copies, message.numbers) == ((), (), ())
