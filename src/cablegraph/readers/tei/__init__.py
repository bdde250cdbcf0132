"""Read TEI safely and piece by piece, and turn its markup into plain text that knows the lines it came from."""

from cablegraph.readers.tei.plain import Plain, plain
from cablegraph.readers.tei.stream import Element, Words, elements

__all__ = ["Element", "Plain", "Words", "elements", "plain"]
