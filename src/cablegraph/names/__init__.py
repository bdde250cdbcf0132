"""Compare names across scripts and romanisations, and index them by keys that such forms share.

Which forms of a name are one: `compare` says same, different or unknown, and why; `keys` gives what an index needs. The
tables of syllables, letters and conventional names are CSV files in `tables/`, each with its source in its first lines.
"""

from cablegraph.names.comparison import KINDS, compare
from cablegraph.names.keys import keys
from cablegraph.names.verdict import Comparison, Verdict

__all__ = ["KINDS", "Comparison", "Verdict", "compare", "keys"]
