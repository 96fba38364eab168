"""Removing a person from all files, with a report of what cannot be reached."""
