"""Lay a network out on paper: places, curves, names and legend, in points and without any drawing library."""
