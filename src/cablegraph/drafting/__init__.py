"""Draft an annotation: the machine's reading as entries, and candidates for a person to accept or to strike."""

from cablegraph.drafting.drafts import Annotated, Source, annotate

__all__ = ["Annotated", "Source", "annotate"]
