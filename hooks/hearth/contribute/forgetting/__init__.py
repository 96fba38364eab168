"""Removing a person: everything that says who they are leaves the files, and what cannot be reached
is told."""
