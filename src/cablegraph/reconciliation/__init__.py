"""Offer the graph's agents and places to OpenRefine, by the Reconciliation Service API 0.2.

`register` reads them from a graph, `matching` finds whom a spreadsheet's cell may mean, `protocol` says it in the API's
JSON, `pages` in HTML, and `service` over HTTP.
"""
