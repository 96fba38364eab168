"""Telling channels elsewhere what is new: what it is, in which words, and what services take."""
