"""Editing record files in place: fixes for what is certainly wrong, and the canonical form.

Each module of fixers knows one family of mistakes and makes fixes from a value and what its field
may hold. ``apply_fixes`` goes through a hub with them, ``formatter`` brings a file into its
canonical form. What is not certain stays as it is, for people.
"""
