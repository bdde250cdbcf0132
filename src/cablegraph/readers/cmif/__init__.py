"""Read lists of letters in the TEI's Correspondence Metadata Interchange Format (CMIF).

Version 1 is read whole; of version 2 the `ref`s in a letter's `note`. Actions that the TEI has and CMIF lacks
(forwarded, redirected, transmitted) are kept. What a file says wrongly without being unreadable, by the rules of CMIF's
own Schematron, becomes a problem with line and column.

    file -> xml.parse -> elements with their places -> letters, header -> model.correspondence
"""

from __future__ import annotations

from cablegraph.readers.cmif.fragments import Fragment, read_fragment
from cablegraph.readers.cmif.reading import read, read_file, sniff
from cablegraph.readers.cmif.rules import contradicts
from cablegraph.readers.cmif.xml import TEI, decode

__all__ = ["TEI", "Fragment", "contradicts", "decode", "read", "read_file", "read_fragment", "sniff"]
