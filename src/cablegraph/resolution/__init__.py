"""Tell which mention means which message: by direction, number, date and post, with a score and a reason.

`resolve` is the way in. It knows no files and no RDF: messages and mentions come in as plain records, and documents
that carry nothing but further statements go out.
"""

from cablegraph.resolution.resolution import resolve

__all__ = ["resolve"]
