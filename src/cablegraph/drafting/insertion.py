"""Add entries to the text of a YAML file without touching a character of what stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.drafting import layout
from cablegraph.errors import AnnotationError, Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

    from cablegraph.drafting.layout import Entry


def insert(text: str, section: str, entries: Sequence[Entry], file: str, note: str = "") -> str:
    """Return the YAML *text* with entries added at the end of a section, which is begun where it is missing.

    A new section is begun under *note*, a comment. Raise `AnnotationError` where the section is not a list with a dash
    an entry, so that nothing can be added to it.
    """
    if not entries:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    key, value = _section(text, section, file)
    if key is None or value is None:
        body = layout.items(entries, end=end)
        heading = "".join(f"# {line}{end}" for line in note.splitlines())
        blank = end if text.strip() else ""
        return f"{_closed(text, end)}{blank}{heading}{section}:{end}{body}"
    if value.start_mark.index == value.end_mark.index:  # nothing is written there
        at, indent = _line_end(text, key.end_mark.index), "  "
    elif _is_block_list(value):
        at, indent = _line_end(text, _last(value)), " " * value.start_mark.column
    else:
        where = Position(file, value.start_mark.line + 1, value.start_mark.column + 1)
        advice = "Write it as a list, one dash an entry, so that the program can add to it."
        raise AnnotationError(f'Nothing can be added to "{section}" as it is written here.', advice, where)
    before, after = text[:at], text[at:]
    return _closed(before, end) + layout.items(entries, indent, end) + after


def unfit(file: str) -> AnnotationError:
    """Return the error for a file that holds YAML to which nothing can be added as it is written."""
    what = "Nothing can be added to this annotation without changing what stands in it."
    advice = "Write it as plain keys and lists, without braces around it all; nothing in the file was changed."
    return AnnotationError(what, advice, Position(file))


def _section(text: str, section: str, file: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise unfit(file) from None  # it could be read, so it is what was added that does not fit
    for key, value in root.value if root is not None else ():
        if key.value == section:
            return key, value
    return None, None


def _is_block_list(node: yaml.Node) -> bool:
    import yaml

    return isinstance(node, yaml.SequenceNode) and not node.flow_style and bool(node.value)


def _last(node: yaml.Node) -> int:
    """Return the offset past the last character of a node; a block's own end mark stands behind comments after it."""
    import yaml

    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        at: int = node.end_mark.index
        return at
    last = node.value[-1]
    return max(map(_last, last)) if isinstance(last, tuple) else _last(last)


def _line_end(text: str, at: int) -> int:
    """Return the offset past the end of the line on which *at* stands, with a comment that follows there."""
    if at and text[at - 1] in "\r\n":
        return at
    found = re.compile(r"\r\n|\r|\n").search(text, at)
    return found.end() if found else len(text)


def _closed(text: str, end: str) -> str:
    return text if not text or text[-1] in "\r\n" else text + end
