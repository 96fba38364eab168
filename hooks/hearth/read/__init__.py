"""Reading: files to sources with positions, and sources to validated records."""
