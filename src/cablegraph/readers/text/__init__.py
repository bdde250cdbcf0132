"""Read the plain text of one telegram: the messages in it, how they nest, and which others it mentions.

`read` is the way in; the forms of the genre stand in `grammar.toml`.
"""

from cablegraph.readers.text.as_json import as_dict
from cablegraph.readers.text.document import read

__all__ = ["as_dict", "read"]
