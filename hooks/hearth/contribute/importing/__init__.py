"""Import: files of other tools become rows, rows become drafts, drafts become files of the hub."""
