"""Measure the reader of plain telegrams: text a second, telegrams a second, and how time grows with length.

    PYTHONPATH=src python tests/benchmarks/reading.py

Machines drift by tens of per cent, so the ratio of the time for 4 MB to that for 1 MB is what tells: 4 is linear.
"""

import random
import subprocess
import sys
import time

from cablegraph.readers.text import read

MB = 1_000_000
HEAD = """SECOND ADMINISTRATION OF THE GENERAL STAFF

CIPHERED TELEGRAM No. 40{n:03}

Copies: Petrov (2), Sidorov, Ivanova

From ATLANTIS Received 17:20 {d}.8.1951

TO OREL [Petrov]

I send you the telegram received from Comrade Lin Xi on {d} August 4:00.

"To Comrade Orel.

"""
BODY = """- {p}. I received your telegram No. {n} of {d} August 7:00. At the evening meeting the other side spoke of the ferry
again, and of the two bridges on the river, which nobody has mended since the flood of last spring. We consider that it
is too early to say more; the newspapers of the capital are silent, and those of the coast repeat what they said before
the holiday. The masters of the boats want to be paid in rice and not in paper. We have told them that this is not for
us to decide, and that the men who keep the accounts will come down to them when the road is dry again.

The doctor asks for blankets. He has asked for them before; there are fewer of them in the store than there are beds in
the house, and the nights are already cold. If the other side puts off the next meeting once more, we shall use the time
to bring the sick over the river, since nobody knows whether the ferry will still run after the first ice. We ask for
your opinion on this, and on the answer which we should give to the governor of the province when he comes to see us.

"""
TAIL = """LIN XI {d}.8.51 4:00."

No. 4{n:03} {d}.8.51
"""


def telegram(number, characters=3000):
    """Write an invented telegram of about *characters* characters."""
    day = number % 27 + 1
    text = HEAD.format(n=number, d=day)
    part = 1
    while len(text) < characters - 100:
        text += BODY.format(p=part, n=number + part, d=day)
        part += 1
    return text + TAIL.format(n=number, d=day)


def kinds():
    """Name the kinds of text that are measured, each with how to make a given number of characters of it."""
    words = [
        "telegram",
        "of",
        "the",
        "5th",
        "your",
        "No.",
        "12",
        "received",
        "from",
        "Comrade",
        '“text"',
        "below:",
        "following",
        "5.3.51",
        "To",
        "ADAM\n",
    ]
    chance = random.Random(7)
    noise = " ".join(chance.choice(words) for _ in range(200_000))
    return {
        "one long telegram": lambda size: telegram(5, size),
        "many telegrams end to end": lambda size: "".join(telegram(n) for n in range(size // 3000)),
        "words of the genre at random": lambda size: (noise * (size // len(noise) + 1))[:size],
        "one character": lambda size: "a" * size,
        "spaces": lambda size: " " * size,
        "line ends": lambda size: "\n" * size,
        "figures": lambda size: "1" * size,
        "figures and stops": lambda size: "1." * (size // 2),
        "dates": lambda size: "05/10/50 " * (size // 9),
        "opening quotation marks": lambda size: "“" * size,
        "nested quotations": lambda size: "I send the telegram:\n“To Comrade A.\n" * (size // 37),
        "straight quotation marks": lambda size: '"\n' * (size // 2),
        "short lines": lambda size: "No. 5\n" * (size // 6),
        "list of copies": lambda size: "Copies:\n" + "1. Comr. Adam\n" * (size // 14),
        "capitals": lambda size: "ADAM " * (size // 5),
        "names with commas": lambda size: "Copies: " + "Adam,\n" * (size // 6),
        "open brackets": lambda size: "[Adam " * (size // 6),
        "owners without a number": lambda size: "your my our " * (size // 12),
        "titles": lambda size: "Comrade " * (size // 8),
        "carriage returns": lambda size: "To ADAM\r" * (size // 8),
        "footnotes": lambda size: "word1 " * (size // 12) + "\n" + "1 Note\n" * (size // 14),
        "one paragraph in lines": lambda size: "the sentence goes on and on to the edge of the paper\n" * (size // 53),
        "begin text": lambda size: "Begin Text.\n" * (size // 12),
    }


def seconds(text):
    """Return how many seconds of the processor one reading takes, which other programs change less than the hour."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


def first_call():
    """Return how long the first reading takes in a fresh process, after the import."""
    program = (
        "import sys, time\nfrom cablegraph.readers.text import read\ntext = sys.stdin.read()\n"
        "start = time.process_time()\nread(text)\nprint(time.process_time() - start)"
    )
    run = subprocess.run([sys.executable, "-c", program], input=telegram(1), capture_output=True, text=True, check=True)
    return float(run.stdout)


def main():
    """Print the table."""
    print(f"first call in a fresh process: {min(first_call() for _ in range(3)):.3f} s")
    texts = [telegram(number) for number in range(200)]
    read(texts[0])
    taken = min(sum(map(seconds, texts)) for _ in range(3))
    size = sum(map(len, texts))
    print(f"telegrams of 3 kB: {len(texts) / taken:.0f} a second, {size / taken / MB:.1f} MB/s")
    print(f"{'kind of text':<32}{'1 MB, s':>10}{'4 MB, s':>10}{'ratio':>8}{'MB/s':>8}")
    for name, make in kinds().items():
        one, four = min(seconds(make(MB)) for _ in range(2)), seconds(make(4 * MB))
        print(f"{name:<32}{one:>10.3f}{four:>10.3f}{four / one:>8.1f}{4 / four:>8.1f}", flush=True)


if __name__ == "__main__":
    main()
