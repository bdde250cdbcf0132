"""Compare names across scripts and romanisations, and index them by keys that such forms share."""

from cablegraph.names.comparison import Comparison, compare

__all__ = ["Comparison", "compare"]
