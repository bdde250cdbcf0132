"""Turn the data folder into documents: the words of each source, what a historian says of them, and the registers."""
