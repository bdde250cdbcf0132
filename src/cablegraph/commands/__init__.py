"""The verbs of the command line, one a module.

A verb's module has a docstring, which is its help (the first line is its summary), `register(parser)`, which adds its
arguments, and `run(args) -> int`, which returns the exit code. Data goes to standard output, all else to standard
error.
"""
