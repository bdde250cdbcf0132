"""Read YAML as a tree of texts, lists and mappings that know where they stand in the file.

Every scalar is text: a date stays as it was typed. Aliases are refused, so that a file is never larger than it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from cablegraph.errors import FileError, Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as typed."""

    text: str
    where: Position


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Tree, ...]
    where: Position


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, with the place of each key."""

    fields: Mapping[str, Tree]
    keys: Mapping[str, Position]
    where: Position


Tree: TypeAlias = Text | Items | Fields


def parse(text: str, file: str) -> Tree | None:
    """Return the tree of one YAML document, None where it is empty; raise `FileError` where it is broken."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, Loader=loader)
        return _Tree(file).convert(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
        advice = "Look at the indentation, and put quotes around text that holds a colon or begins with a bracket."
        raise FileError(f"The YAML is broken: {error.problem or error.context}.", advice, where) from None
    except yaml.YAMLError as error:
        raise FileError(f"The YAML is broken: {error}.", "", Position(file)) from None
    except RecursionError:
        raise FileError("The YAML is nested too deeply.", "No annotation needs that.", Position(file)) from None


class _Tree:
    """Converts PyYAML's nodes; remembers them to see an alias when it meets one."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()

    def convert(self, node: yaml.Node) -> Tree:
        import yaml

        where = Position(self.file, node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self.seen:
            raise FileError("Aliases (`*name`) are not used here.", "Write the words again.", where)
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return Text(str(node.value), where)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.convert(item) for item in node.value), where)
        return self._fields(node, where)

    def _fields(self, node: yaml.Node, where: Position) -> Fields:
        fields: dict[str, Tree] = {}
        keys: dict[str, Position] = {}
        for key_node, value in node.value:
            key = self.convert(key_node)
            if not isinstance(key, Text):
                raise FileError("A key must be plain text.", "", key.where)
            if key.text in fields:
                raise FileError(f'The key "{key.text}" is given twice.', "Keep one, or make it a list.", key.where)
            fields[key.text] = self.convert(value)
            keys[key.text] = key.where
        return Fields(fields, keys, where)
