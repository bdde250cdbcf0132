"""Say what a graph holds: documents, messages, statements by status, questions.

examples:
  cablegraph info
  cablegraph info --json
"""
