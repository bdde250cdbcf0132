"""Read files whole and write them whole, or say why that can't be done."""

from __future__ import annotations

import contextlib
import os
from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, OutputError, Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

    Contents: TypeAlias = Mapping[Path, str | bytes | Iterable[bytes]]

# How files begin that people take for texts, and what they are; then the marks of other encodings.
_NO_PLAIN_TEXT = (
    (b"%pdf", "a PDF"),
    (b"pk\x03\x04", "a document of Word or another office program"),
    (b"\xd0\xcf\x11\xe0", "a document of Word or another office program"),
    (b"{\\rtf", "a document in RTF"),
    (b"<?xml", "XML"),
    (b"<tei", "XML"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
)
_ENCODINGS = ((b"\xff\xfe\0\0", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise `FileError` where it is missing, a folder or not readable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError("There is no such file.", "Check the name and the folder.", Position(str(path))) from None
    except IsADirectoryError:
        raise FileError("This is a folder, not a file.", "Name a file in it.", Position(str(path))) from None
    except OSError as error:
        raise FileError(f"The file can't be read: {error.strerror}.", "", Position(str(path))) from error


def decode(data: bytes, path: Path) -> str:
    """Return UTF-8 bytes as text, changing no character.

    Raise `FileError` where they are another format, or with the place of the first byte that can't be text.
    """
    _check_beginning(data, path)
    start, what = data.find(b"\0"), "a text has no byte 0x00"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        start, what = error.start, f"byte 0x{data[error.start]:02X} can't be decoded"
    else:
        if start < 0:
            return text
    line = data.count(b"\n", 0, start) + 1
    column = len(data[data.rfind(b"\n", 0, start) + 1 : start].decode("utf-8")) + 1
    advice = "Save it as UTF-8: in an editor, or with `iconv -f ENCODING -t UTF-8` if you know its encoding."
    raise FileError(f"The text is not UTF-8: {what}.", advice, Position(str(path), line, column))


def _check_beginning(data: bytes, path: Path) -> None:
    beginning = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, name in _NO_PLAIN_TEXT:
        if beginning.startswith(mark):
            advice = "Save its words as plain text in UTF-8."
            if name == "XML":
                advice += " A volume of FRUS or a list of letters has a name that ends in .xml."
            raise FileError(f"This is {name}, not plain text.", advice, Position(str(path)))
    for mark, name in _ENCODINGS:
        if data.startswith(mark):
            advice = f"Save it as UTF-8: in an editor, or with `iconv -f {name} -t UTF-8`."
            raise FileError(f"The text is not UTF-8 but {name}.", advice, Position(str(path)))


def read_text(path: Path) -> str:
    """Return a file's text; raise `FileError` where it can't be read or is not UTF-8."""
    return decode(read_bytes(path), path)


def chunks(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """Yield the bytes of a file piece by piece; raise `FileError` where it can't be read."""
    try:
        with path.open("rb") as stream:
            while piece := stream.read(size):
                yield piece
    except OSError as error:
        raise FileError(f"The file can't be read: {error.strerror}.", "", Position(str(path))) from error


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a UTF-8 file without their ends, a line feed alone."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n")


def write_whole(path: Path, data: str | bytes | Iterable[bytes]) -> None:
    """Write a file beside its place, then rename it, so that nobody ever reads half of it.

    Text is written as UTF-8. Raise `OutputError` where the disk takes no more; what stood there before then stays.
    """
    write_together({path: data})


def write_together(
    files: Contents,
    before: Callable[[Mapping[Path, Path], Callable[[], object]], object] | None = None,
    meanwhile: Contents = MappingProxyType({}),
) -> None:
    """Write several files beside their places, and only when all are written rename them one after the other.

    What is long may be given piece by piece. *before* is called in between with the temporary path of each file, while
    a thread writes those of *meanwhile*, and with a function that waits for their end and raises what went wrong. Where
    it raises, nothing is renamed. Raise `OutputError` where the disk takes no more.
    """
    from concurrent.futures import ThreadPoolExecutor

    partial = {path: path.with_name(f"{path.name}.partial-{os.getpid()}") for path in (*files, *meanwhile)}
    try:
        _write_all(files, partial)
        with ThreadPoolExecutor(1) as pool:
            others = pool.submit(_write_all, meanwhile, partial)
            if before is not None:
                before(partial, others.result)
            others.result()
        for path, beside in partial.items():
            beside.replace(path)
    finally:
        for path, beside in partial.items():
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
                _sweep(path)


def _sweep(path: Path) -> None:
    """Remove what builds that were killed have left beside a file."""
    for left in path.parent.glob(f"{path.name}.partial-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not is_alive(int(number)):
            left.unlink(missing_ok=True)


def is_alive(process: int) -> bool:
    """Say whether a process of that number runs on this machine; where that can't be told, say yes."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write_all(files: Contents, partial: Mapping[Path, Path]) -> None:
    for path, data in files.items():
        _write(partial[path], data, path)


def _write(beside: Path, data: str | bytes | Iterable[bytes], path: Path) -> None:
    whole = data.encode() if isinstance(data, str) else data
    try:
        with beside.open("wb") as stream:
            stream.writelines([whole] if isinstance(whole, bytes) else whole)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        advice = "Make room, or choose another folder; what was there before is untouched."
        raise OutputError(f"The file can't be written: {error.strerror}.", advice, Position(str(path))) from None


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Keep other processes that lock the same file waiting for a while, where the system can do so.

    *waiting* is called where this one has to wait for another.
    """
    with path.open("a", encoding="utf-8") as lock:
        if os.name == "posix":
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def beside(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside *target* that takes its place when all is written."""
    partial = target.with_name(f"{target.name}.partial-{os.getpid()}")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.replace(target)
    except OSError as error:
        advice = "Make room, or choose another folder; what was there before is untouched."
        raise OutputError(f"The file can't be written: {error.strerror}.", advice, Position(str(target))) from None
    finally:
        partial.unlink(missing_ok=True)
