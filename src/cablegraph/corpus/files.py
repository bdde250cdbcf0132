"""Read a text file whole, or say why it can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position

if TYPE_CHECKING:
    from pathlib import Path


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
    """Return UTF-8 bytes as text, without changing a character; raise `FileError` with the line of the first bad byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise FileError(
            f"The text is not UTF-8: byte 0x{data[error.start]:02X} can't be decoded.",
            "Save the file as UTF-8, for example with `iconv -f WINDOWS-1251 -t UTF-8`.",
            Position(str(path), line, column),
        ) from None


def read_text(path: Path) -> str:
    """Return a file's text; raise `FileError` where it can't be read or is not UTF-8."""
    return decode(read_bytes(path), path)
