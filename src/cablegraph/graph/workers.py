"""Make the segments of a corpus that are not there yet: small parts here, large files in processes of their own.

A worker is `main` of this module in a Python of its own. It says on standard output, a line each, how many documents
it has read, and at last why the part can't be read, if so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from cablegraph.corpus.folder import open_folder
from cablegraph.errors import FileError, InputError, Position
from cablegraph.graph import parts, segments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cablegraph.corpus.folder import Corpus, Part
    from cablegraph.graph.segments import Segment

LARGE = 1_000_000  # bytes of a file from which on a process of its own pays
_PROGRAM = "import sys; from cablegraph.graph.workers import main; sys.exit(main(sys.argv[1:]))"
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
    refused = list[InputError]()
    for part, target in missing:
        if (part, target) not in apart:
            refused += _make(corpus, part, target, tick)
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
    running: list[subprocess.Popen[str]] = []
    lock = Lock()

    def alone(number: int) -> None:
        with lock:
            tick(number)

    try:
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            jobs = [pool.submit(_work, data, part, target, alone, running) for part, target in wanted]
            try:
                return [error for job in jobs for error in job.result()]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            finally:
                _end(running)
    finally:
        _end(running)


def _end(running: Sequence[subprocess.Popen[str]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()


def _work(
    data: Path, part: Part, target: Path, tick: Callable[[int], object], running: list[subprocess.Popen[str]]
) -> list[InputError]:
    """Run a worker to its end and pass on what it says."""
    command = [sys.executable, "-c", _PROGRAM, str(data), part.name, str(target)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:  # noqa: S603
        running.append(process)
        assert process.stdout is not None
        refused = list[InputError]()
        for line in process.stdout:
            said = json.loads(line)
            if isinstance(said, int):
                tick(said)
            else:
                refused.append(FileError(said["what"], said["advice"], Position(*said["where"])))
    if process.returncode and not refused:
        raise RuntimeError(f"the worker for {part.name} ended with {process.returncode}")
    return refused


def main(arguments: Sequence[str]) -> int:
    """Make one part's segment as a process of its own."""
    data, name, target = Path(arguments[0]), arguments[1], Path(arguments[2])
    corpus = open_folder(data)
    part = next(part for part in corpus.parts if part.name == name)
    waiting = 0

    def tick(number: int) -> None:
        nonlocal waiting
        waiting += number
        if waiting >= TICKS:
            print(waiting, flush=True)  # noqa: T201
            waiting = 0

    try:
        parts.make(corpus, part, target, tick)
    except InputError as error:
        where = error.where or Position(str(part.files[0]))
        said = {"what": error.what, "advice": error.advice, "where": (where.file, where.line, where.column)}
        print(json.dumps(said), flush=True)  # noqa: T201
        return 2
    except (KeyboardInterrupt, BrokenPipeError):
        return 130
    print(waiting, flush=True)  # noqa: T201
    return 0
