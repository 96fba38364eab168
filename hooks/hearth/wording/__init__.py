"""Formatting for people and machines: safe HTML, dates and numbers, documents, structured data."""
