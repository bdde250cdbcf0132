"""Read a piece of a CMIF file by itself: one name, date, edition or opening tag, as evidence quotes it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from cablegraph.errors import FileError
from cablegraph.model.correspondence import Action, Bibliography, Dating, Letter, Link, Name, Party
from cablegraph.readers.cmif import letters
from cablegraph.readers.cmif.xml import TEI, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cablegraph.readers.cmif.xml import Element

Fragment: TypeAlias = Name | Dating | Bibliography | Party | Action | Letter | Link

_READERS: Mapping[str, Callable[[Element], Fragment]] = MappingProxyType(
    {
        **dict.fromkeys(letters.NAMES, letters.name),
        "date": letters.dating,
        "bibl": letters.bibliography,
        "editor": letters.editor,
        "publisher": letters.publisher,
        "correspAction": letters.action,
        "correspDesc": letters.letter,
        "ref": letters.link,
    }
)
_OPENING = re.compile(r"<([A-Za-z]+)[\s>/]")


def read_fragment(words: str) -> Fragment | None:
    """Return what the words of a CMIF file say by themselves, None where they are no element that is read here.

    An opening tag alone is read as an empty element.
    """
    opening = _OPENING.match(words)
    if opening is None:
        return None
    is_closed = words.endswith(("/>", f"</{opening[1]}>"))
    whole = words if is_closed else f"{words}</{opening[1]}>"
    try:
        root = parse(f'<TEI xmlns="{TEI}">{whole}</TEI>', "", lambda _: True)
    except FileError:
        return None
    reader = _READERS.get(root.children[0].name) if len(root.children) == 1 else None
    return reader(root.children[0]) if reader else None
