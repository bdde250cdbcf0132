"""Read volumes of *Foreign Relations of the United States* in TEI, in the older and in the newer encoding.

`open_edition` reads what stands in front of a volume (title, lists of persons and terms), `documents` yields its
documents one by one with the machine's reading of each.
"""

from cablegraph.readers.frus.document import documents
from cablegraph.readers.frus.volume import open_edition, sniff

__all__ = ["documents", "open_edition", "sniff"]
