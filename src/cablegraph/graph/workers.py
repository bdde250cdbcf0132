"""Make the segments of a corpus that are not there yet: small parts here, large files in processes of their own.

A worker is `main` of this module in a Python of its own, of which there are as many as processors. It is told on
standard input which part to make, a line each, and says on standard output how many documents it has read, why the part
can't be read, if so, and at last that it is done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from cablegraph.corpus.folder import open_folder
from cablegraph.errors import FileError, InputError, Position, gathered, raise_all
from cablegraph.graph import parts, segments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cablegraph.corpus.folder import Corpus, Part
    from cablegraph.graph.segments import Segment

LARGE = 1_000_000  # bytes of a file from which on a process of its own pays
_PROGRAM = "import sys; from cablegraph.graph.workers import main; sys.exit(main(sys.argv[1:]))"
_DONE = "done"
TICKS = 10  # documents that a worker reads between two words of it


def assemble(
    data: Path, corpus: Corpus, folder: Path, tick: Callable[[int], object]
) -> tuple[list[Segment], list[InputError]]:
    """Return the segments of a corpus in the order of its parts, and why the files that are left out can't be read.

    What is in *folder* already is taken as it is. Only files of editions are ever left out; raise `InputError` where
    anything else can't be read.
    """
    targets = [folder / f"{parts.segment_key(corpus, part)}.nq" for part in corpus.parts]
    known = [segments.read(target) for target in targets]
    missing = [(part, target) for part, target, found in zip(corpus.parts, targets, known, strict=True) if not found]
    for part, found in zip(corpus.parts, known, strict=True):
        tick(corpus.size(part) if found else 0)
    large = [(part, target) for part, target in missing if _is_large(part)]
    apart = large if len(large) > 1 else []
    refused, wrong = list[InputError](), list[InputError]()
    for part, target in missing:
        if (part, target) not in apart:
            with gathered(wrong):
                refused += _make(corpus, part, target, tick)
    raise_all(wrong)
    refused += _make_apart(data, apart, tick)
    made = [segments.read(target) for target in targets]
    return [segment for segment in made if segment], refused


def _is_large(part: Part) -> bool:
    return part.kind not in {"registers", "texts"} and part.files[0].stat().st_size >= LARGE


def _make(corpus: Corpus, part: Part, target: Path, tick: Callable[[int], object]) -> list[InputError]:
    try:
        parts.make(corpus, part, target, tick)
    except InputError as error:
        if part.kind in {"registers", "texts"}:
            raise
        return [error]
    return []


def _make_apart(data: Path, wanted: Sequence[tuple[Part, Path]], tick: Callable[[int], object]) -> list[InputError]:
    """Make parts in as many processes as there are processors; end those that still run when anything goes wrong."""
    # The largest first, so that at the end no processor waits long for another.
    waiting = deque(sorted(wanted, key=lambda job: -job[0].files[0].stat().st_size))
    running: list[subprocess.Popen[str]] = []
    refused: dict[str, InputError] = {}
    lock = Lock()

    def alone(number: int) -> None:
        with lock:
            tick(number)

    number = min(os.cpu_count() or 1, len(wanted))
    try:
        with ThreadPoolExecutor(number or 1) as pool:
            jobs = [pool.submit(_work, data, waiting, alone, running, refused) for _ in range(number)]
            try:
                for job in jobs:
                    job.result()
            except BaseException:
                waiting.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            finally:
                _end(running)
    finally:
        _end(running)
    return [refused[part.name] for part, _ in wanted if part.name in refused]


def _end(running: Sequence[subprocess.Popen[str]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()


def _work(
    data: Path,
    waiting: deque[tuple[Part, Path]],
    tick: Callable[[int], object],
    running: list[subprocess.Popen[str]],
    refused: dict[str, InputError],
) -> None:
    """Have one worker make parts until none waits any more; pass on what it says."""
    command = [sys.executable, "-c", _PROGRAM, str(data)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        running.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(IndexError):
            while True:
                part, target = waiting.popleft()
                with suppress(BrokenPipeError):
                    print(json.dumps([part.name, str(target)]), file=process.stdin, flush=True)
                if error := _made(process.stdout, part, tick):
                    refused[part.name] = error


def _made(answers: Iterable[str], part: Part, tick: Callable[[int], object]) -> InputError | None:
    """Follow what a worker says until it is done with a part; return why the part can't be read, if so."""
    refused: InputError | None = None
    for line in answers:
        said = json.loads(line)
        if said == _DONE:
            return refused
        if isinstance(said, int):
            tick(said)
        else:
            refused = FileError(said["what"], said["advice"], Position(*said["where"]))
    raise RuntimeError(f"the worker for {part.name} ended before it was done")


def main(arguments: Sequence[str]) -> int:
    """Make the parts that standard input names, one after the other, as a process of its own."""
    corpus = open_folder(Path(arguments[0]))
    known = {part.name: part for part in corpus.parts}
    try:
        for line in sys.stdin:
            name, target = json.loads(line)
            _answer(corpus, known[name], Path(target))
    except (KeyboardInterrupt, BrokenPipeError):
        return 130
    return 0


def _answer(corpus: Corpus, part: Part, target: Path) -> None:
    """Make one part and say so."""
    waiting = 0

    def tick(number: int) -> None:
        nonlocal waiting
        waiting += number
        if waiting >= TICKS:
            _say(waiting)
            waiting = 0

    try:
        parts.make(corpus, part, target, tick)
    except InputError as error:
        where = error.where or Position(str(part.files[0]))
        _say({"what": error.what, "advice": error.advice, "where": (where.file, where.line, where.column)})
    _say(waiting)
    _say(_DONE)


def _say(what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201
